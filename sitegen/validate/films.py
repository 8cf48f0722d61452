"""Films and captions beside passports → what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from .. import films
from ..model import Document, Passport
from ..names import nearest
from ..problems import Place, Problem, problem


def check(passport: Passport, document: Document, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """What is wrong with the film of a passport, if it has one that stands here."""
    film = passport.film
    for field, name in (("file", film and film.file), ("captions", film and film.captions)):
        content = files.get(f"media/{name}")
        if name and content is None:
            near = nearest(name, [PurePosixPath(path).name for path in files if path.endswith(films.ENDINGS)])
            yield problem("film-missing", f"there is no file `content/media/{name}`", document.place(("film", field)), f"the file there is called `{near}`: give both the same name" if near else "put it there, or correct the name")
        elif name and content is not None and (flaw := films.unfit(name, content)):
            yield problem(flaw.code, flaw.message, Place(f"content/media/{name}"), flaw.help)


def unnamed(paths: Mapping[str, bytes], papers: Mapping[str, Document]) -> Iterator[Problem]:
    """Films and captions that no passport names, not even with a slip."""
    named = [str(film[field]) for document in papers.values() if isinstance(film := document.data.get("film"), dict) for field in ("file", "captions") if field in film]
    for path in sorted(paths):
        name = PurePosixPath(path).name
        if path.endswith(films.ENDINGS) and not nearest(name, named):
            flaw = None if path.endswith((".mp4", ".vtt")) else films.unfit(name, b"")
            help = f"write `film: {{file: {name}, …}}` into the passport of its still, `{PurePosixPath(path).stem}.yml`; `sitegen new media {PurePosixPath(path).stem}` begins one"
            yield problem(flaw.code, flaw.message, Place(f"content/{path}"), flaw.help) if flaw else problem("media-without-passport", "no passport names this file: nobody has said whose it is, who may use it and what it shows", Place(f"content/{path}"), help)
