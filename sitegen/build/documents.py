"""A judged document → its files in every edition: pages, figures, sheets; and the sheets that a level has as a whole."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import tailor
from ..model.artifact import Artifact
from ..model.paper import Print
from ..model.views import Bound, CardAround, CardView, Edition, HandoutView, PageAround, PageView, Reader
from ..problems import Problem
from ..render import Renderer, Rows, rows_of
from . import survey
from .album import Album
from .judging import Key
from .printing import Printing, Prints
from .reading import Content

if TYPE_CHECKING:
    from ..figures import Drawing


class Volume(NamedTuple):
    """A sheet of a whole level that is to be made."""

    reader: str
    kind: str


class Shown(NamedTuple):
    """A card as an edition shows it, and its figure."""

    view: CardView
    drawing: Drawing | None


class Read(NamedTuple):
    """A page as an edition shows it, and the figures in its text."""

    view: PageView
    around: PageAround
    drawings: Mapping[str, Drawing]


class Bundle(NamedTuple):
    """A handout as an edition binds it, and all figures in it."""

    bound: Bound
    drawings: Mapping[str, Drawing]


class Kept(NamedTuple):
    """What later builds must know of a document's sheets: those that were made, their names on the shelf, what was wrong."""

    made: Mapping[str, Sequence[Print]] = {}
    keys: Sequence[str] = ()
    problems: Sequence[Problem] = ()


@dataclass(slots=True)
class Yield:
    """What comes of a document beside its files."""

    rows: dict[str, Rows] = field(default_factory=dict)  # of the data files, by edition
    prints: Prints = field(default_factory=Prints)

    def kept(self) -> bytes:
        """What to keep of its sheets; empty where there are none."""
        found = self.prints.told()
        return pickle.dumps(Kept(self.prints.made, self.prints.keys, found), pickle.HIGHEST_PROTOCOL) if self.prints.keys or found else b""


class Documents:
    """Makes the files of documents, by whichever process. Without `printing` there are no PDFs; without `album` figures do not become images."""

    def __init__(self, content: Content, renderer: Renderer, album: Album | None, printing: Printing | None) -> None:
        self.content, self.renderer, self.album, self.printing = content, renderer, album, printing
        self.readers = {reader.key: reader for reader in content.readers}

    def files(self, key: Key, done: Yield) -> Iterator[Artifact]:
        """All files of a document, in every edition."""
        for reader, whole in self.shown(key):
            if isinstance(whole, Shown):
                yield from self._card(reader, whole, done)
            elif isinstance(whole, Read):
                yield from self._page(reader, whole, done)
            else:
                yield from self._handout(reader, whole, done)
        yield from done.prints.artifacts

    def volume(self, volume: Volume, done: Yield) -> Iterator[Artifact]:
        """A sheet of a whole level."""
        assert self.printing
        reader = self.readers[volume.reader]
        edition = self.edition(reader)
        cards = (self._in(("card", id), reader) for id in edition.cards) if volume.kind == "booklet" else ()
        self.printing.volume(volume.kind, edition, [(card.view, card.drawing) for card in cards if isinstance(card, Shown)], done.prints)
        yield from done.prints.artifacts

    # a document, with what it shows of others

    def shown(self, key: Key) -> Iterator[tuple[Reader, Shown | Read | Bundle]]:
        """What each edition shows of a document."""
        make = self._bundles if key[0] == "handout" else self._singles
        yield from make(key)

    def _singles(self, key: Key) -> Iterator[tuple[Reader, Shown | Read]]:
        """A card or a page."""
        views, around = self.content.views(key), self._around(key)
        drawn = {id: self.content.drawn(id) for id in self.content.records[key].figures}
        for name, reader in self.readers.items():
            view = self._settled(views.get(name), key, reader)
            if isinstance(view, CardView):
                whole = tailor.complete(view, around.get(name, CardAround()))
                yield reader, Shown(whole, drawn[whole.figure.id] if whole.figure else None)
            elif view is not None:
                yield reader, Read(view, around.get(name, PageAround({})), {id: drawn[id] for id in view.figures})

    def _bundles(self, key: Key) -> Iterator[tuple[Reader, Bundle]]:
        """A handout with what is in it, in every edition that has it."""
        views, holds = self.content.views(key), self.content.records[key].holds
        held = {inner: (self.content.views(inner), self._around(inner)) for inner in holds}
        drawn = {id: self.content.drawn(id) for inner in holds for id in self.content.records[inner].figures}
        for name, reader in self.readers.items():
            view = self._settled(views.get(name), key, reader)
            if not isinstance(view, HandoutView):
                continue
            cards, pages = dict[str, CardView](), dict[str, tuple[PageView, PageAround]]()
            for (kind, id), (shown, around) in held.items():
                inner = self._settled(shown.get(name), (kind, id), reader)
                if isinstance(inner, CardView):
                    cards[id] = tailor.complete(inner, around.get(name, CardAround()))
                elif isinstance(inner, PageView):
                    pages[id] = (inner, around.get(name, PageAround({})))
            yield reader, Bundle(tailor.bound(view, cards, pages, reader), drawn)

    def _settled(self, view: Any, key: Key, reader: Reader) -> Any:
        """A view whose sheet says whether it still awaits a review."""
        if view is None or not self.content.settled.document(key, reader.language):
            return view
        return view._replace(sheet=view.sheet._replace(signed=True))

    def _in(self, key: Key, reader: Reader) -> Shown | Read | Bundle | None:
        """A document as one edition shows it."""
        return next((whole for whose, whole in self.shown(key) if whose is reader), None)

    def edition(self, reader: Reader) -> Edition:
        """An edition as its lists see it."""
        return survey.edition(self.content, reader)

    def _around(self, key: Key) -> Mapping[str, Any]:
        """What a document's pages show of others, by edition."""
        ref = self.content.records[key].around
        found: Mapping[str, Any] = self.content.store.get(ref) if ref else {}
        return found

    # its files

    def _card(self, reader: Reader, whole: Shown, done: Yield) -> Iterator[Artifact]:
        view, drawing = whole
        done.rows[reader.key] = rows_of(view, reader)
        if self.printing:
            self.printing.card(reader, view, drawing, done.prints)
        yield from self.renderer.card(reader, view, drawing, done.prints.of(reader))
        if drawing:
            name = self.content.records["figure", drawing.id].drawn
            images = self.album.images(name, drawing, [self.renderer.words[reader.language].direction]) if self.album else {}
            yield from self.renderer.files(reader, view, drawing, images)

    def _page(self, reader: Reader, whole: Read, done: Yield) -> Iterator[Artifact]:
        done.rows[reader.key] = rows_of(whole.view, reader)
        if self.printing:
            self.printing.page(reader, *whole, done.prints)
        yield from self.renderer.page(reader, *whole, done.prints.of(reader))

    def _handout(self, reader: Reader, whole: Bundle, done: Yield) -> Iterator[Artifact]:
        done.rows[reader.key] = rows_of(whole.bound, reader)
        if self.printing:
            self.printing.handout(reader, *whole, done.prints)
        yield from self.renderer.handout(reader, *whole, done.prints.of(reader))
