"""A card, page, handout or figure, its files → all that the rest of the build asks of it, pickled: face, views, tiles, problems."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from .. import load, tailor, validate
from ..checks import DOCUMENTS, Subject
from ..checks.subject import Model, View
from ..load import Source
from ..messages import Words
from ..model import Card, Document, Handout, HandoutFace, Page
from ..model.views import CardView, HandoutTile, HandoutView, PageTile, Reader, Tile
from ..problems import Problem
from ..signing import Hashes
from . import marks
from .marks import Signs

Key = tuple[str, str]  # (kind, id) of a card, page, handout or figure


class Verdict(NamedTuple):
    """What came of judging a document; each part that is kept by itself is pickled, and empty where there is nothing."""

    key: Key
    hash: bytes  # of its files
    outward: bytes  # its face, and its tiles by edition
    views: bytes  # by edition; of a figure the drawing
    problems: bytes
    figures: tuple[str, ...] = ()  # those that a card or page shows
    drawn: bytes = b""  # of a figure: names how it looks
    holds: tuple[Key, ...] = ()  # of a handout: the cards and pages that are printed in it, for whomever
    signs: Signs = ()  # the hashes of what is signed of it


class Common(NamedTuple):
    """What all documents stand on, as kept from build to build."""

    shared: validate.Shared
    words: Mapping[str, Words]
    problems: list[Problem]  # what the clinic still has to write
    signs: Mapping[tuple[str, str], Hashes] = {}  # the hashes of what is shared, by subject and language

    def on(self, today: date) -> Common:
        """The same on a later day that changes nothing by itself: whatever is judged now is judged by that day."""
        return self._replace(shared=self.shared.on(today))


def readers(shared: validate.Shared) -> list[Reader]:
    """Whom the site is for: in each language everybody, and then each tier."""
    first = next(iter(shared.libraries), "")
    return [
        tailor.reader(library, library.rules.tiers[tier] if tier else None, first)
        for library in shared.libraries.values()
        for tier in (None, *library.rules.tiers)
    ]


class Judge:
    """Judges one document after the other; made once for each build, before any worker starts."""

    def __init__(self, project: Path, common: Common) -> None:
        self.project, self.common = project, common
        self.readers = readers(common.shared)
        self.sources = sources(common.shared)
        self.shelf: dict[Any, Any] = {}  # what checks work out once for all documents

    def __call__(self, task: tuple[Key, tuple[Source, ...]]) -> Verdict:
        key, files = task
        hash = content_hash(self.project, files)  # before reading: a file that changes in between is judged again next time
        loaded = load.Loaded()
        for source in files:
            load.read(self.project, source, loaded)
        own, *others = loaded.documents
        judged = self._judged(own, others)
        if key[0] == "figure":
            return self._figure(key, hash, judged, loaded.problems)._replace(signs=marks.of_figure(own))
        views = dict(self.views(judged.models))
        found = list(self._found(own, {d.language or "": d for d in others}, judged.models, views))
        told = ([*loaded.problems, *judged.problems], judged.later, found)
        tiles = {r.key: self._tile(views[r.key], r) for r in self.readers if r.key in views}
        outward = pickle.dumps((judged.face, tiles), pickle.HIGHEST_PROTOCOL) if judged.face else b""
        figures = tuple(sorted({name for model in judged.models.values() for name in _figures(model)}))
        held = tuple(dict.fromkeys(_held(judged.face))) if isinstance(judged.face, HandoutFace) else ()
        signs = marks.of(own, others, judged.models, self.common.shared.libraries)
        return Verdict(key, hash, outward, _pickled(views), _pickled(told) if any(told) else b"", figures, holds=held, signs=signs)

    def models(self, own: Document, others: Iterable[Document]) -> Mapping[str, Card] | Mapping[str, Page] | Mapping[str, Handout]:
        """A card or page by language; none where there is an error in it."""
        return self._judged(own, others).models

    def _judged(self, own: Document, others: Iterable[Document]) -> validate.Judged:
        return validate.judged(own, {d.language or "": d for d in others}, self.common.shared)

    def _figure(self, key: Key, hash: bytes, judged: validate.Judged, unread: list[Problem]) -> Verdict:
        """A figure: what it looks like is its only view."""
        told = ([*unread, *judged.problems], judged.later, list[Problem]())
        outward = _pickled((judged.face, {})) if judged.face else b""
        views, drawn, drawing = b"", b"", judged.drawing
        if drawing:
            views = _pickled(drawing)
            drawn = digest(repr((drawing.look, sorted(drawing.pictures.items()), drawing.motion, sorted(drawing.tiles.items()), drawing.alone)).encode())
        return Verdict(key, hash, outward, views, _pickled(told) if any(told) else b"", drawn=drawn)

    def views(self, models: Mapping[str, Any]) -> Iterator[tuple[str, View]]:
        """What each edition that shows it is given of a card or page."""
        for reader in self.readers:
            model = models.get(reader.language)
            if isinstance(model, Card):
                view: View | None = tailor.card(model, reader, self.common.words[reader.language])
            elif isinstance(model, Handout):
                view = tailor.handout(model, reader)
            else:
                view = tailor.page(model, reader) if isinstance(model, Page) else None
            if view is not None:
                yield reader.key, view

    def _tile(self, view: View, reader: Reader) -> Tile | PageTile | HandoutTile:
        if isinstance(view, HandoutView):
            return tailor.handout_tile(view)
        return tailor.tile(view, reader) if isinstance(view, CardView) else tailor.page_tile(view, reader)

    def _found(self, own: Document, others: Mapping[str, Document], models: Mapping[str, Model], views: Mapping[str, View]) -> Iterator[Problem]:
        """What the checks find; nothing can be told where there are errors already."""
        if models and self.common.shared.libraries:
            subject = Subject(own, others, models, views, tuple(self.readers), self.common.shared.libraries, self.sources, self.shelf)
            for check in DOCUMENTS:
                yield from check.finds(subject)


def sources(shared: validate.Shared) -> dict[str, Document]:
    """The shared documents by kind, in the language that they were written in."""
    return {kind: document for (kind, _), document in shared.made.documents.items()}


def _held(face: HandoutFace) -> Iterator[Key]:
    """The cards and pages that a handout names, for whomever."""
    for kind, lists in (("card", face.cards), ("page", face.pages)):
        yield from ((kind, id) for ids in lists.values() for id in ids)


def _figures(model: Card | Page | Handout) -> Iterator[str]:
    """The figures that a document names, whoever is shown them; those of a handout are its cards' and pages' own."""
    if isinstance(model, Page):
        yield from (block.names[0] for block in model.body.blocks if block.kind == "figure")
    elif isinstance(model, Card) and model.figure:
        yield model.figure


_MOST = {"published": load.GROWING, load.MEDIA: load.HEAVY}


def content_of(project: Path, source: Source) -> bytes:
    """The bytes of a file; none where it cannot be read or is far too large for text."""
    try:
        return (project / source.path).read_bytes() if source.stamp[1] <= _MOST.get(source.kind, load.LARGEST) else b""
    except OSError:
        return b""


def content_hash(project: Path, files: Iterable[Source]) -> bytes:
    """A name for all that these files hold."""
    return digest(*(content_of(project, file) for file in files))


def digest(*parts: bytes) -> bytes:
    """A name for these bytes: 16 of them."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.digest()


def _pickled(thing: object) -> bytes:
    return pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
