"""content/ → Content: every card, page, handout and figure judged, or taken from the last build where nothing that it stands on has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import load, messages, raster, signing, tailor, validate
from ..checks import clinic
from ..load import Source
from ..model import CardFace, Document, Face, HandoutFace, PageFace
from ..model.views import HandoutTile, PageTile, Reader, Tile
from ..problems import Place, Problem, errors, problem
from ..settings import Settings
from . import asking, crew, ledger, marks, media, settled, signed, whole
from .judging import Common, Judge, Key, content_hash, content_of, digest, readers
from .keep import Ref, Store
from .ledger import Desk, Ledger

if TYPE_CHECKING:
    from ..figures import Drawing

PARTS = ("face", "views", "problems", "around", "rows", "prints")  # of a record, each kept by itself
VOLUME = "volume"  # begins the names of what is known of sheets that no document has
JUDGED = ("card", "page", "handout", "figure")  # kinds of documents that are judged by themselves
WORTH = 60  # documents that are worth a second process


Between = tuple[list[Problem], list[Problem], list[Problem]]  # wrong between documents, in translations, and as the checks see it


class Record(NamedTuple):
    """A card, page, handout or figure as it was judged; its parts are read when they are needed."""

    files: tuple[Source, ...]  # its own, then its translations
    hash: bytes = b""  # of what they hold
    mark: bytes = b""  # of its face and tiles: the same as long as no other page would show or judge anything else
    fed: bytes = b""  # what its pages were last made from
    figures: tuple[str, ...] = ()  # those that a card or page shows
    drawn: bytes = b""  # of a figure: names how it looks, which no other document is judged by
    holds: tuple[Key, ...] = ()  # of a handout: the cards and pages that its pages are made of, too
    signs: marks.Signs = ()  # the hashes of what is signed of it
    face: Ref | None = None  # (face, tiles by edition)
    views: Ref | None = None  # views by edition; of a figure its drawing
    problems: Ref | None = None  # (its own, of its translations, words that betray a hazard); None where there are none
    around: Ref | None = None  # by edition, what its pages show of others
    rows: Ref | None = None  # by edition, its row in the data file
    prints: Ref | None = None  # its sheets on paper, as documents.Kept


@dataclass(slots=True)
class Said:
    """Problems in the order in which they stop a build: those of one step are told only when the steps before found no error."""

    content: list[Problem] = field(default_factory=list)
    translations: list[Problem] = field(default_factory=list)
    asked: list[Problem] = field(default_factory=list)
    words: list[Problem] = field(default_factory=list)

    def told(self) -> list[Problem]:
        """All that is worth saying."""
        found: list[Problem] = []
        for step in (self.content, self.translations, self.asked, self.words):
            found += step
            if errors(found):
                break
        return found


@dataclass
class Content:
    """A project's content, ready to be rendered unless there are errors among its problems."""

    store: Store
    key: bytes  # of all that is shared
    common: Common
    records: dict[Key, Record]
    drawing_key: bytes  # of all that every figure is drawn from but its own file
    marks: bytes  # of all faces
    same: bool  # what is shared is as the last build left it, and the day changes nothing
    renewed: bool  # some face, or which there are, is another than in the last build
    volumes: dict[Any, Ref] = field(default_factory=dict)  # what is known of the sheets of whole levels
    between: Between = field(default_factory=lambda: ([], [], []))  # wrong between documents
    problems: list[Problem] = field(default_factory=list)  # all that are worth telling
    readers: list[Reader] = field(default_factory=list)  # of the editions that were asked for
    ledger: Ledger = field(default_factory=Ledger)  # who has signed what
    desk: Desk = field(default_factory=lambda: Desk(Path(), ()))

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys(reader.language for reader in self.readers))

    def views(self, key: Key) -> Mapping[str, Any]:
        """A document's views, by edition."""
        ref = self.records[key].views
        return self.store.get(ref) if ref else {}

    def drawn(self, figure: str) -> Drawing:
        """A figure as it was drawn."""
        ref = self.records["figure", figure].views
        assert ref  # else there was an error, and nothing is made
        found: Drawing = self.store.get(ref)
        return found

    @cached_property
    def settled(self) -> settled.Settled:
        """Which pages and sheets show only what was signed."""
        return settled.of(self)

    @cached_property
    def faces(self) -> dict[Key, Face]:
        """All faces, in the order of the files."""
        return {key: face for key, (face, _) in self._outward.items()}

    @property
    def card_faces(self) -> dict[str, CardFace]:
        """The faces of the cards."""
        return {face.id: face for face in self.faces.values() if isinstance(face, CardFace)}

    @cached_property
    def _outward(self) -> dict[Key, tuple[Face, Mapping[str, Any]]]:
        return {key: self.store.get(record.face) for key, record in self.records.items() if record.face}

    def tiles(self, reader: Reader) -> dict[str, Tile]:
        """The cards of an edition as lists show them."""
        return {key[1]: tiles[reader.key] for key, (_, tiles) in self._outward.items() if key[0] == "card" and reader.key in tiles}

    def page_tiles(self, reader: Reader) -> dict[str, PageTile]:
        """The pages of an edition as lists show them, in their order."""
        return self._in_order("page", PageFace, reader)

    def handout_tiles(self, reader: Reader) -> dict[str, HandoutTile]:
        """The handouts of an edition as lists show them, in their order."""
        return self._in_order("handout", HandoutFace, reader)

    def _in_order(self, kind: str, faces: type[PageFace | HandoutFace], reader: Reader) -> dict[str, Any]:
        order = tailor.pages_in_order(face for face in self.faces.values() if isinstance(face, faces))
        tiles = {id: self._outward[kind, id][1] for id in order}
        return {id: found[reader.key] for id, found in tiles.items() if reader.key in found}


def content(settings: Settings, store: Store, kept: Mapping[str, Any], fixed: bytes) -> Content:
    """The content of a project and what is wrong with it. `kept` is the index of the last build, `fixed` names sitegen itself."""
    return _Reading(settings, store, kept, fixed).content()


def texts(settings: Settings) -> tuple[Common, list[list[Document]]]:
    """What is shared, and the cards, pages and handouts, each with its translations: read, and not yet judged."""
    reading = _Reading(settings, Store(None), {}, b"")
    return reading._common(), [reading._read(files).documents for (kind, _), files in reading.grouped.items() if kind != "figure"]


class _Reading:
    """One build's first half: what it found on the disk, held against what the last build kept."""

    def __init__(self, settings: Settings, store: Store, kept: Mapping[str, Any], fixed: bytes) -> None:
        self.settings, self.store, self.kept = settings, store, kept
        self.found = load.sources(settings.project)
        self.grouped = _grouped(self.found.sources)
        self.ids = {kind: [id for sort, id in self.grouped if sort == kind] for kind in JUDGED} | {"picture": media.names(self.found.sources)}
        self.shared = [s for s in self.found.sources if s.kind in (*validate.SHARED, "catalogue", "passport", load.MEDIA)]
        self.key = digest(fixed, *(part for s in self.shared for part in (_name(s), content_of(settings.project, s))))
        self.cast = digest(fixed, *(content_of(settings.project, s) for s in self.shared if s.kind == "people"))
        self.places = {name: Ref(*ref) for name, ref in kept.get("places", {}).items()}
        self.same = kept.get("common") == self.key and kept["since"] <= settings.today.isoformat() < kept["until"]
        self.said = Said()

    def content(self) -> Content:
        """All documents, kept or judged, and what is wrong with them in the order in which it is told."""
        common = self.store.get(self.places["common"]).on(self.settings.today) if self.same else self._common()
        records = self._records(common)
        marks = digest(*(part for key, record in records.items() for part in (repr(key).encode(), record.mark)))
        renewed = not (self.same and self.kept.get("marks") == marks)
        content = Content(self.store, self.key, common, records, self.cast, marks, self.same, renewed)
        content.volumes = {key[1]: ref for key, ref in self.places.items() if key[0] == VOLUME}
        content.between = self._between(content)
        self._sign(content)
        self._gather(content)
        content.problems = self.said.told()
        if not errors(content.problems):
            tiers = asking.chosen(self.settings, common.shared, [])
            content.readers = [r for r in readers(common.shared) if asking.among(r, tiers, self.settings)]
        return content

    def _read(self, sources: Iterable[Source]) -> load.Loaded:
        loaded = load.Loaded()
        for source in sources:
            load.read(self.settings.project, source, loaded)
        return loaded

    def _common(self) -> Common:
        """What is shared, read and judged."""
        loaded = self._read(self.shared)
        made = validate.shared(loaded.documents, self.ids, self.settings.today, loaded.media)
        made.problems[:0] = loaded.problems
        if errors(made.problems):
            made = validate.Shared(made.made, {}, made.problems, [], made.terms)
        if loaded.catalogues:
            made = replace(made, libraries={language: replace(library, phrases=messages.phrases(loaded.catalogues.get(language, ""))) for language, library in made.libraries.items()})
        words = {language: messages.words(language, loaded.catalogues) for language in made.libraries}
        site = made.made.documents.get(("site", "site"))
        wanting = list(clinic.check(made.libraries, site, loaded.catalogues)) if made.libraries and site else []
        return Common(made, words, wanting, marks.of_shared(made.libraries))

    def _records(self, common: Common) -> dict[Key, Record]:
        """All documents: as they were kept, or judged now."""
        before = self._kept()
        records = {key: self._known(files, before.get(key)) for key, files in self.grouped.items()}
        fresh = [(key, record.files) for key, record in records.items() if not record.hash]
        if fresh:
            judge, processes = Judge(self.settings.project, common), crew.workers(len(fresh), WORTH, self.settings.jobs)
            for judged in crew.each(judge, fresh, processes, 8):
                parts = (judged.outward, judged.views, judged.problems)
                face, views, problems = (self.store.add(part) if part else None for part in parts)
                old = records[judged.key]._replace(hash=judged.hash, mark=digest(judged.outward), figures=judged.figures, drawn=judged.drawn, holds=judged.holds, signs=judged.signs)
                records[judged.key] = old._replace(face=face, views=views, problems=problems)
        return records

    def _kept(self) -> dict[Key, Record]:
        """Those of the last build that still hold. A figure stands on nothing but itself, the cast and sitegen."""
        drawn = self.kept.get("drawing") == self.cast
        rows = self.kept["records"].items() if self.same or drawn else ()
        return {
            key: Record._make((tuple(Source(*file) for file in files), *names, *(self.places.get((key, p)) for p in PARTS)))
            for key, (files, *names) in rows
            if (drawn if key[0] == "figure" else self.same)
        }

    def _known(self, files: tuple[Source, ...], kept: Record | None) -> Record:
        """The record of a document as it was kept, if its files are the same; one without a hash is still to be judged."""
        if kept is None:
            return Record(files)
        if kept.files == files:
            return kept
        if [f.path for f in kept.files] == [f.path for f in files] and content_hash(self.settings.project, files) == kept.hash:
            return kept._replace(files=files)  # saved without a change
        return Record(files, around=kept.around, rows=kept.rows, prints=kept.prints)  # good as long as no face changes

    def _between(self, content: Content) -> Between:
        """What is wrong between documents, what is wrong so in translations, and what the checks find in the whole."""
        if not content.renewed:
            kept: Between = self.store.get(self.places["between"])
            return kept
        wrong, later = validate.together(content.faces, self.ids, content.common.shared, self._opened)
        return wrong, later, list(whole.found(content.common.shared, content.faces, self._opened))

    def _sign(self, content: Content) -> None:
        """Who has signed what: as it was kept, or read now."""
        subjects = {*self.grouped, *((name, name) for name in signing.SHARED)}
        content.desk = ledger.desk(self.settings.project, self.found.sources, self.key, subjects, self.settings.today)
        kept = self.kept.get("ledger") == content.desk.key and "ledger" in self.places
        content.ledger = self.store.get(self.places["ledger"]) if kept else content.desk.ledger(subjects, content.common.shared, self.settings.today)

    def _opened(self, kind: str, id: str, language: str | None = None) -> Document:
        """A document, read again to show its lines."""
        return self._read(s for s in self.grouped[kind, id] if s.language == language).documents[0]

    def _gather(self, content: Content) -> None:
        """All problems, each at its step."""
        said, shared = self.said, content.common.shared
        said.content += [*self.found.problems, *self._read(_orphans(self.found.sources, self.grouped)).problems, *shared.problems]
        said.translations += [*shared.later, *_untranslated(shared, self.found.sources)]
        for record in content.records.values():
            if record.problems:
                for step, found in zip((said.content, said.translations, said.words), self.store.get(record.problems), strict=True):
                    step += found
        said.content += content.between[0]
        said.translations += content.between[1]
        said.words += content.between[2]
        said.content += content.ledger.problems
        said.words += [] if errors(said.content) else signed.notes(self.settings.project, content)
        if any(kind == "figure" for kind, _ in self.grouped) and not raster.ready():
            said.asked.append(problem("figure-png", "the figures are published without PNG files: nothing is installed that makes them", Place("content/figures"), "if somebody needs them: `pip install resvg-py`"))
        if shared.libraries:
            asking.chosen(self.settings, shared, said.asked)
            said.asked += content.common.problems


# cards, pages, handouts and figures


def _grouped(sources: Iterable[Source]) -> dict[Key, tuple[Source, ...]]:
    """Cards, pages, handouts and figures with their translations, in the order of their paths."""
    own = {(s.kind, s.id): [s] for s in sources if s.kind in JUDGED and s.language is None}
    for source in sources:
        if source.language is not None and (source.kind, source.id) in own:
            own[source.kind, source.id].append(source)
    return {key: tuple(files) for key, files in own.items()}


def _orphans(sources: Iterable[Source], grouped: Mapping[Key, tuple[Source, ...]]) -> Iterator[Source]:
    """Translations of cards, pages and handouts that are not there."""
    return (s for s in sources if s.kind in ("card", "page", "handout") and s.language is not None and (s.kind, s.id) not in grouped)


def _name(source: Source) -> bytes:
    return source.path.encode("utf-8", "surrogateescape")


def _untranslated(shared: validate.Shared, sources: list[Source]) -> Iterator[Problem]:
    """Documents that a language has nothing for."""
    own = {(s.kind, s.id): s.path for s in sources if s.language is None}
    for language in [*shared.libraries][1:]:
        yield from validate.missing_and_unknown(language, {(s.kind, s.id): s.path for s in sources if s.language == language}, own)


__all__ = ["Content", "Key", "Record", "content", "texts"]
