"""Passports and the files beside them → pictures that may be shown, and what is wrong with the others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from .. import photos
from ..films import ENDINGS
from ..model import Document, Medium, Passport, Photo
from ..names import nearest, suggestion
from ..problems import Place, Problem, errors, problem
from . import dates, films, shape, translations
from .parts import Parts

FOLDER = "content/media"
NO_LICENSES = {"", "unknown", "none", "no", "n a", "internet", "google", "google images", "web", "copyright", "copyrighted", "all rights reserved", "tbd", "to do", "todo"}


def media(made: Parts, files: Mapping[str, bytes], problems: list[Problem]) -> dict[str, Medium]:
    """The pictures with which nothing is wrong. The clinic's logo needs no passport: it is its own mark."""
    papers = {id: document for (kind, id), document in made.documents.items() if kind == "passport"}
    logo = made.site.brand.logo if made.site else None
    if logo and logo not in files:
        logo = nearest(logo, files)  # a slip in its name is told once
    beside = _beside((path for path in files if path != logo and not path.endswith(ENDINGS)), problems)
    if beside and not photos.ready():
        problems.append(problem("media-reader", "there are pictures in `content/media`, and nothing is installed that reads them", Place(FOLDER), f"run `{photos.INSTALL}`"))
    problems += [*_unpaired(beside, papers, files), *films.unnamed(files, papers)]
    found: dict[str, Medium] = {}
    for id, document in papers.items():
        wrong = len(errors(problems))
        passport = shape.model(Passport, document, problems, id=id)
        problems += [*judged(passport, document, made), *films.check(passport, document, files)] if passport else ()
        path = beside.get(id)
        developed = _developed(path, files[path], problems) if path and photos.ready() else None
        if passport and developed and len(errors(problems)) == wrong:
            film = files[f"media/{passport.film.file}"] if passport.film and passport.film.file else b""
            found[id] = Medium(passport, developed, len(film), hashlib.blake2b(files[path or ""] + film, digest_size=8).hexdigest())
    return found


def _beside(paths: Iterable[str], problems: list[Problem]) -> dict[str, str]:
    """The pictures' files by name; of two with one name the first counts."""
    found: dict[str, str] = {}
    for path in sorted(paths):
        stem = PurePosixPath(path).stem
        if stem in found:
            problems.append(problem("media-twice", f"there is also a file `content/{found[stem]}`, and one passport would stand for both", Place(f"content/{path}"), "give one of the two another name, and its own passport"))
        else:
            found[stem] = path
    return found


def _unpaired(beside: Mapping[str, str], papers: Mapping[str, Document], files: Mapping[str, bytes]) -> Iterator[Problem]:
    for name, path in beside.items():
        if name in papers:
            continue
        near = nearest(name, [paper for paper in papers if paper not in beside])
        help = f"the passport there is called `{near}.yml`: give both the same name" if near else f"run `sitegen new media {name}` and fill it in, or remove the file"
        help += f"; if it is the clinic's logo, write `brand: {{logo: {path}}}` into site.yml" if path.endswith((".svg", ".png")) and not near else ""
        yield problem("media-without-passport", "this file has no passport: nobody has said whose it is, who may use it and what it shows", Place(f"content/{path}"), help)
    for name, document in papers.items():
        if name not in beside and not nearest(name, [other for other in beside if other not in papers]):
            others = [PurePosixPath(path).name for path in files]
            yield problem("passport-without-file", f"there is no picture of the name `{name}` beside this passport", Place(document.path), suggestion(f"{name}.jpg", others, most=0) or f"put it there as `{name}.jpg`, or remove the passport")


def _developed(path: str, content: bytes, problems: list[Problem]) -> tuple[Photo, ...] | None:
    found = photos.developed(PurePosixPath(path).name, content)
    if isinstance(found, photos.Flaw):
        problems.append(problem(found.code, found.message, Place(f"content/{path}"), found.help))
        return None
    return found


# one passport


def judged(passport: Passport, document: Document, made: Parts) -> Iterator[Problem]:
    """What is missing in a passport, or no longer holds."""
    if not passport.license or " ".join(re.findall(r"\w+", passport.license.name.lower())) in NO_LICENSES:
        place = document.place(("license", "name") if passport.license else ())
        yield problem("media-license", "this passport does not say who may use the picture", place, "write the license as its author gave it, such as `license: {name: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}`, or do not use the picture")
    if passport.alt is None:
        yield problem("missing-alt", "this passport does not say what is to be seen", document.place(), "add `alt: …`: one or two sentences for those who do not see it")
    yield from _agreed(passport, document, made.calendar.today)
    yield from dates.check(f"the picture `{passport.id}`", passport, document, made)


def _agreed(passport: Passport, document: Document, today: date) -> Iterator[Problem]:
    """Whether those in it have said yes, and it still holds."""
    consent = passport.consent
    if passport.people is None:
        yield problem("media-consent", "this passport does not say whether somebody in the picture can be recognized", document.place(), "write `people: false`, or `people: true` and their consent")
    elif passport.people and consent is None:
        yield problem("media-consent", "somebody in this picture can be recognized, and no consent is on file", document.place(("people",)), "write who keeps the signed form, since when and until when: `consent: {keeper: front desk, given: 2026-05-01, until: 2031-05-01}`; or do not use the picture")
    if consent and consent.given > today:
        yield problem("media-consent", f"the consent begins on {consent.given}, which is still to come", document.place(("consent", "given")), "correct the day, or wait with the picture until then")
    if consent and consent.until < today:
        yield problem("media-consent-over", f"the consent of those in this picture ended on {consent.until}", document.place(("consent", "until")), "ask them again and write the new day, or take the picture out")


# with the rest


def translated(source: Mapping[str, Medium], documents: Iterable[Document], language: str, own: str, problems: list[Problem]) -> dict[str, Medium]:
    """The same pictures with a language's words."""
    mine = {d.id: d for d in documents if d.kind == "passport" and d.language == language}
    return {id: medium._replace(passport=translations.passport(medium.passport, mine.get(id), own, problems)) for id, medium in source.items()}


def together(made: Parts) -> Iterator[Problem]:
    """Pictures that no page shows: they are not published."""
    shown = {name for page in made.pages.values() if not page.withdrawn for reach in page.reach.values() for name in reach.media}
    for id in made.media:
        if id not in shown:
            yield problem("media-unused", f"no page shows the picture `{id}`: it is not published", Place(made.documents["passport", id].path), f"show it with `/// picture | {id}` in a page, or keep it for a page to come")
