"""Views and Editions → Artifacts, one at a time: the pages through their templates, the data files, the styles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .. import addresses, prose
from ..messages import Words
from ..model import Face, HandoutFace, Library
from ..model.artifact import Artifact, Facts, Unit
from ..model.checking import Checking
from ..model.gone import Forwards
from ..model.paper import Print
from ..model.pieces import Sheet
from ..model.views import Bound, CardView, Edition, PageAround, PageView, Reader
from . import (
    aids,
    assets,
    checked,
    copies,
    credits,
    data,
    desks,
    formats,
    frame,
    handouts,
    listed,
    lists,
    media,
    notices,
    pages,
    paper,
    pictures,
    places,
    plain,
    plans,
    schemas,
    search,
    servers,
    versions,
)
from .environment import Broken
from .memory import Memory
from .search import Rows
from .skeleton import Press

if TYPE_CHECKING:
    from ..figures import Drawing


@dataclass(slots=True)
class Renderer:
    """Everything that rendering needs; made before any worker starts, and read only from then on (but for its memory)."""

    libraries: Mapping[str, Library]  # those that were asked for, the first being the one the content was written in
    words: Mapping[str, Words]
    folders: list[Path]  # templates: the project's own first, then the package's
    project: Path
    memory: Memory = field(default_factory=Memory)
    editions: list[Edition] = field(default_factory=list)  # only where lists are to be made
    faces: Collection[Face] = ()  # likewise
    printed: Mapping[str, Sequence[Print]] = field(default_factory=dict)  # all sheets, by edition; known to desks only
    checking: Checking = field(default_factory=Checking)  # known where the page that reports it is made
    forwards: Forwards = field(default_factory=Forwards)  # where old addresses lead; likewise
    copied: date | None = None  # the day of a copy that is opened from a disk, if it is one
    settled: Collection[str] = ()  # the languages in which somebody has signed everything

    @property
    def first_language(self) -> str:
        return next(iter(self.libraries))

    def begin(self, env: bytes) -> None:
        """Begins to make pages from what `env` names: the templates, all that is shared, what was asked for."""
        self.memory.frame_for(env)

    # one document

    def card(self, reader: Reader, view: CardView, drawing: Drawing | None = None, prints: Sequence[Print] = ()) -> Iterator[Artifact]:
        """A card's page in an edition, with its figure, and that of its code; raises Broken with the template's line when a template fails."""
        words = self.words[reader.language]
        shown = pictures.on_card(view, drawing, words, self.words) if drawing else None
        yield self._printed(pages.card(reader, words, view, shown, prints), reader.language, reader, view.sheet)
        yield from self._coded(reader, view, prints)
        if view.plan is not None:
            yield plans.card(reader, words, view, shown, self.memory.environment(self.folders, words), self._shown)

    def files(self, reader: Reader, view: CardView, drawing: Drawing, images: Mapping[str, bytes]) -> Iterator[Artifact]:
        """The stand-alone files of a card's figure in an edition."""
        return pictures.files(reader, view, drawing, images, self.words[reader.language], self.words)

    def page(self, reader: Reader, view: PageView, around: PageAround, drawings: Mapping[str, Drawing], prints: Sequence[Print] = ()) -> Iterator[Artifact]:
        """A page of advice in an edition, with its figures, and that of its code; raises Broken as `card` does."""
        words = self.words[reader.language]

        def draw(figure: str, alts: tuple[str, ...]) -> prose.Pictures:
            return pictures.in_text(alts, view.body_language, drawings[figure], words, self.words)

        yield self._printed(pages.page(reader, words, view, around, draw, prints), reader.language, reader, view.sheet)
        yield from self._coded(reader, view, prints)

    def handout(self, reader: Reader, bound: Bound, drawings: Mapping[str, Drawing], prints: Sequence[Print] = ()) -> Iterator[Artifact]:
        """A handout in an edition, with all its figures, and that of its code; raises Broken as `card` does."""
        words = self.words[reader.language]
        yield self._printed(handouts.handout(reader, words, bound, drawings, self.words, prints), reader.language, reader, bound.view.sheet)
        yield from self._coded(reader, bound, prints)

    def _coded(self, reader: Reader, view: CardView | PageView | Bound, prints: Sequence[Print]) -> Iterator[Artifact]:
        """The page of a document's code, and those that tell whether a sheet of it is still right."""
        words, own = self.words[reader.language], view.view if isinstance(view, Bound) else view
        for page in (pages.code(reader, words, own), *versions.pages(reader, words, view, prints)):
            yield self._printed(page, reader.language, reader, own.sheet)

    # what is made of many documents, or of none

    def units(self) -> Iterator[Unit]:
        """Every file that is not a card's, a page's or a handout's own, in a fixed order."""
        bound = any(isinstance(face, HandoutFace) for face in self.faces)
        for number, edition in enumerate(self.editions):
            yield from listed.of(number, edition)
            yield from () if self.copied else listed.on_device(number, edition)
            yield from notices.units(number, edition)
            yield from versions.units(number, edition)
            if bound:
                yield Unit(number, edition.reader.language, "handouts")
        for language in self.libraries:
            for kind in ("home", "codes", "versions", "print", "how-checked", "credits", "display", "therapists", "plan-format", "data", "plan", "plan-words.js"):
                yield Unit(None, language, kind)
        always = ("versions.js", *(f"{of}.schema" for of in schemas.ALL))
        for kind in (*always, "start-here") if self.copied else (*always, "404", "sitemap", "robots", "nojekyll"):
            yield Unit(None, self.first_language, kind)
        if self.first.record.releases:
            yield Unit(None, self.first_language, "release.json")
        yield from () if self.copied else (Unit(None, self.first_language, "server", path) for path in servers.FILES)
        for name in assets.names(self.folders, self.first.logo):
            yield Unit(None, self.first_language, "asset", name)
        yield from (Unit(None, self.first_language, "medium", name) for name in (*media.files(self.editions), *media.films(self.editions)))

    def artifact(self, unit: Unit) -> Artifact:
        """One finished file; raises Broken as `card` does."""
        if unit.kind in plain.FILES:
            path, content = plain.FILES[unit.kind](self, unit)
            return Artifact(path, content, Facts(path, ""))
        edition = self.edition(unit)
        return self._printed(self._page(unit, edition), unit.language, edition.reader if edition else None)

    def data(self, reader: Reader, rows: list[Rows]) -> Iterator[Artifact]:
        """An edition's data files, from the rows of its cards, pages and handouts in their order."""
        made = {"cards.json": data.cards(reader, (row.card for row in rows if row.card)), "search.js": search.script(rows)}
        if reader.tier:
            made["plan.js"] = plans.script(reader, self.words[reader.language], rows)
        yield from (Artifact(path, made[name], Facts(path, "")) for name, path in self.data_paths(reader).items())

    def data_paths(self, reader: Reader) -> dict[str, str]:
        """Where those files stand, by their names."""
        slug = reader.tier.slug if reader.tier else None
        return {name: addresses.data(reader.language_folder, slug, name) for name in ("cards.json", "search.js", *(("plan.js",) if slug else ()))}

    def codes(self, rows: Iterable[bytes]) -> Artifact:
        """What every code stands for, from the rows of all documents in all editions, and those of `other_codes`."""
        return Artifact(places.DATA["codes"], data.codes(rows), Facts(places.DATA["codes"], ""))

    def other_codes(self) -> list[bytes]:
        """The rows of codes that no document has."""
        return [row for edition in self.editions for row in data.other_codes(edition)]

    def keep(self, reader: Reader, files: copies.Marks) -> Artifact:
        """The page that keeps a copy of an edition, which is made of these files."""
        words = self.words[reader.language]
        return self._printed(copies.keep(reader, words, files), reader.language, reader)

    def worker(self, reader: Reader, files: copies.Marks) -> Artifact:
        """The script that keeps a copy of an edition, which is made of these files."""
        path = addresses.worker(reader.folder)
        return Artifact(path, copies.worker(self.folders, reader, files, reader.library.released).encode(), Facts(path, ""))

    def path(self, unit: Unit) -> str:
        """Where a unit's file stands."""
        if unit.kind == "asset":
            return f"assets/{unit.id}"
        if unit.kind == "medium":
            return addresses.medium(unit.id)
        if unit.kind == "server" or unit.kind in notices.EDITION:
            return addresses.file(unit.id)
        edition = self.edition(unit)
        folder = edition.folder if edition else addresses.edition(unit.language, self.first_language, None)
        if unit.kind == "week-code":
            assert edition and edition.week
            return addresses.file(addresses.code(edition.language_folder, edition.week.sheet.code))
        if unit.kind in versions.EDITION:
            assert edition
            return addresses.file(addresses.version(edition.language_folder, unit.id))
        if unit.kind in _DATA:
            top = edition.language_folder if edition else folder
            return addresses.data(top, edition.tier.slug if edition and edition.tier else None, unit.kind)
        if unit.kind == "group":
            return addresses.file(addresses.listing(folder, *unit.id.split("/")))
        return places.FILES.get(unit.kind) or addresses.file(folder + places.FOLDERS[unit.kind])

    def _printed(self, page: pages.Page, language: str, reader: Reader | None, sheet: Sheet | None = None) -> Artifact:
        """A page; that of a document awaits the clinic's review as its `sheet` does, any other as long as anything does."""
        around = frame.Around(self.libraries[language], self.words[language], self.words, self.copied)
        own = frame.of_page(page, around, reader)
        awaiting = not (sheet.signed if sheet else language in self.settled)
        listed = not awaiting and own["canonical"] is not None
        key, frames, presses = (language, reader.key if reader else None, awaiting, listed), self.memory.frames, self.memory.presses
        if key not in frames:
            frames[key] = frame.values(around, reader, awaiting=awaiting, listed=listed)
        if language not in presses:
            presses[language] = Press(self.memory.environment(self.folders, around.words), self._shown)
        whom = reader.tier.label if reader and reader.tier else "everyone"
        printed = presses[language].print(page, key, frames[key], own, f"{page.source} for {whom}")
        path = addresses.file(page.address)
        return Artifact(path, printed.content, Facts(path, page.source, *printed.parts))

    def edition(self, unit: Unit) -> Edition | None:
        return self.editions[unit.edition] if unit.edition is not None else None

    def of_language(self, language: str) -> list[Edition]:
        return [e for e in self.editions if e.reader.language == language]

    def general(self, language: str) -> Edition | None:
        return next((e for e in self.of_language(language) if e.tier is None), None)

    def _page(self, unit: Unit, edition: Edition | None) -> pages.Page:
        words, library = self.words[unit.language], self.libraries[unit.language]
        if unit.kind == "desk" and edition is not None:
            return paper.desk(edition, words, self.printed.get(edition.reader.key, ()))
        if edition is not None:
            return _OF_EDITION[unit.kind](edition, words, *(unit.id.split("/") if unit.id else ()))
        folder = addresses.edition(unit.language, self.first_language, None)
        editions = self.of_language(unit.language)
        if unit.kind in _OF_SITE:
            return _OF_SITE[unit.kind](editions, library, words, folder)
        if unit.kind == "how-checked":
            return checked.how_checked(self.checking, library, words, folder)
        if unit.kind == "display":
            return aids.display(words, folder)
        if unit.kind == "404":
            return desks.missing(words)
        if unit.kind in ("start-here", "plan"):
            return copies.start(words, folder) if unit.kind == "start-here" else plans.page(editions, self.editions, words, folder)
        if unit.kind in _OF_LANGUAGE:
            return _OF_LANGUAGE[unit.kind](editions, words, folder)
        general = self.general(unit.language)
        return paper.desks(editions, words, folder, self.printed.get(general.reader.key, ()) if general else ())

    def _shown(self, file: str) -> str:
        """A template's path as its author knows it."""
        path = Path(file)
        for top in (self.project, *(f.parent for f in self.folders)):
            if path.is_relative_to(top):
                return path.relative_to(top).as_posix()
        return file if file.startswith("templates") else f"templates/{path.name}"

    @property
    def first(self) -> Library:
        """The library in the language that the content was written in."""
        return self.libraries[self.first_language]


_OF_EDITION: Mapping[str, Callable[..., pages.Page]] = {
    **lists.EDITION,
    **paper.EDITION,
    **notices.EDITION,
    "handouts": handouts.listing,
    "search": search.page,
    "log": aids.days,
    "old-copy": copies.old,
    "not-in-copy": copies.missing,
    **versions.EDITION,
}
_OF_SITE: Mapping[str, Callable[..., pages.Page]] = {"home": desks.home, "credits": credits.page, "therapists": desks.therapists, "plan-format": formats.plan_format}
_OF_LANGUAGE: Mapping[str, Callable[..., pages.Page]] = {"codes": desks.codes, "versions": versions.box, "data": desks.data}
_DATA = ("lists.js", "gone.js", "plan-words.js")

rows_of = search.rows
version_paths = versions.paths
CODES = places.DATA["codes"]

Copies = copies.Copies

__all__ = ["CODES", "Broken", "Copies", "Memory", "Renderer", "Rows", "rows_of", "version_paths"]
