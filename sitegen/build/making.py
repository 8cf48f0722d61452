"""Content → the files of the site: made anew where something that they show has changed, kept as they are elsewhere."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from .. import addresses, disk, publish, raster, tailor
from ..checks import links
from ..model import CardFace, Face, HandoutFace, Library, PageFace
from ..model.artifact import Artifact, Unit
from ..model.views import CardAround, CardView, Edition, HandoutView, PageAround, PageView, Reader
from ..problems import Place, Problem
from ..render import Broken, Renderer, Rows, rows_of
from ..settings import Settings
from . import crew
from .album import Album
from .copying import Copying
from .judging import Key, digest
from .reading import Content

Progress = Callable[[str, int, int], None]  # (what, done, of how many)
Task = Key | Unit
WORTH = 60  # tasks that are worth a second process
_SHARED = {"glossary", "references", "asset", "404", "robots", "nojekyll", "display"}  # lists that show no card or page


class Page(NamedTuple):
    """What the rest of the build must know of a page that was made."""

    path: str
    source: str
    ids: tuple[str, ...]
    wanted: tuple[str, ...]  # places of other pages that it counts on


class Done(NamedTuple):
    """What came of one task."""

    task: Task
    files: list[publish.Made]
    pages: list[Page]
    problems: list[Problem]
    rows: bytes  # a document's rows of the data files, by edition


@dataclass
class Made:
    """What came of all of them."""

    problems: list[Problem] = field(default_factory=list)
    made: dict[Key, bytes] = field(default_factory=dict)  # what the documents that were made anew were made from
    anchors: set[str] = field(default_factory=set)  # every `path#place` that some page counts on
    paths: set[str] | None = None  # all files of the site; None where they are the same as before
    order: list[Key] = field(default_factory=list)  # cards, pages and handouts as lists show them


class Again(Exception):
    """What was made before is not enough after all: every page must be made, from what was judged."""


class Maker:
    """One build's second half: decides what is stale, has it made, and judges the pages."""

    def __init__(self, content: Content, renderer: Renderer, settings: Settings, staging: publish.Staging | None, env: bytes) -> None:
        self.content, self.renderer, self.settings, self.staging, self.env = content, renderer, settings, staging, env
        self.readers = {reader.key: reader for reader in content.readers}
        self.levels = {reader.tier.slug for reader in content.readers if reader.tier}
        self.address = renderer.libraries[renderer.first_language].site.address
        self.links = links.Links((), self.address, self.levels)
        self.album = Album(content.store.folder, trusted=not settings.clean)
        folders = [reader.folder for reader in content.readers]
        self.disk = disk.Disk(folders) if settings.disk else None
        self.copying = Copying(renderer, content.readers, staging)

    def made(self, kept: Mapping[str, Any], everything: bool, progress: Progress | None) -> Made:
        """Makes what is stale; `kept` is what the last build found out about the pages that stay. Raises Again."""
        result, records = Made(order=kept.get("order", [])), {key: record for key, record in self.content.records.items() if key[0] != "figure"}
        lists: list[Task] = []
        if everything or self.content.renewed:
            lists = [unit for unit in self._survey(result) if everything or unit.kind not in _SHARED]
            stale = [key for key, record in records.items() if everything or self._fed(key) != record.fed]
        else:  # as the faces are the same, only its own words, its figures or what it holds can make a page stale
            stale = [key for key, record in records.items() if not record.fed or ((record.figures or record.holds) and self._fed(key) != record.fed)]
        known: Container[str] = result.paths or (self.staging.published if self.staging else ())
        self.links = links.Links(known, self.address, self.levels)
        if not everything and self.staging and result.paths and self.staging.published - result.paths:
            raise Again  # a page that is kept may lead to a file that will be no more
        pages = self._all([*stale, *lists], result, progress)
        if not result.problems:
            self._data(result.order, bool(lists or stale))
            pages += self._copies(everything, result.problems)
            self._judge(pages, kept, everything, result)
        result.made = {key: self._fed(key) for key in stale}
        return result

    # what there is to make

    def _survey(self, result: Made) -> list[Unit]:
        """Editions, and what each document shows of others; all paths of the site."""
        faces, cards = self.content.faces, self.content.card_faces
        around: dict[Key, dict[str, Any]] = {key: {} for key in faces if key[0] != "figure"}
        paths: set[str] = set()
        editions: list[Edition] = []
        for reader in self.content.readers:
            tiles, pages = self.content.tiles(reader), self.content.page_tiles(reader)
            neighbors = tailor.Neighbors(reader, cards, tiles)
            handouts = self.content.handout_tiles(reader)
            editions.append(tailor.edition(reader, cards, tiles, pages, handouts))
            for id, tile in tiles.items():
                around["card", id][reader.key] = neighbors.of_card(id)
                paths.update((addresses.file(tile.address), _code(reader, tile.code)))
                paths.update(addresses.drawings(reader.folder, id, raster.ready(), id in reader.scene) if tile.picture else ())
            for id, listed in pages.items():
                around["page", id][reader.key] = neighbors.of_page(listed.cards)
                paths.update((addresses.file(listed.address), _code(reader, listed.code)))
            for handout in handouts.values():
                paths.update((addresses.file(handout.address), _code(reader, handout.code)))
            paths.update(self.renderer.data_paths(reader).values())
            paths.add(addresses.file(addresses.keep(reader.folder)))
            paths.update(() if self.disk else (addresses.worker(reader.folder),))
        self.renderer.editions, self.renderer.faces = editions, list(faces.values())
        units = list(self.renderer.units())
        result.paths = paths | {self.renderer.path(unit) for unit in units}
        result.order = _order(faces.values(), next(iter(self.renderer.libraries.values())))
        for key, shown in around.items():
            self.content.records[key] = self.content.records[key]._replace(around=self.content.store.put(shown))
        return units

    def _fed(self, key: Key) -> bytes:
        """Names all that a document's pages are made from."""
        return digest(self.env, *self._parts(key))

    def _parts(self, key: Key) -> Iterator[bytes]:
        """A document, what it shows of others, its figures, and likewise all that it holds."""
        record = self.content.records[key]
        yield record.hash
        yield self.content.store.raw(record.around) if record.around else b""
        for name in record.figures:
            figure = self.content.records.get(("figure", name))
            yield figure.drawn if figure else b""
        for held in record.holds:
            yield from self._parts(held) if held in self.content.records else ()

    # making it

    def _all(self, tasks: list[Task], result: Made, progress: Progress | None) -> list[Page]:
        pages: list[Page] = []
        same: dict[tuple[str, ...], tuple[str, ...]] = {}  # pages of a kind have the same places: each is kept once
        processes = crew.workers(len(tasks), WORTH, self.settings.jobs)
        with self.staging.workers() if self.staging and processes > 1 else nullcontext():
            for number, done in enumerate(crew.each(self._one, tasks, processes), 1):
                result.problems += done.problems
                pages += (page._replace(ids=same.setdefault(page.ids, page.ids), wanted=same.setdefault(page.wanted, page.wanted)) for page in done.pages)
                self._taken(done)
                if progress:
                    progress("files", number, len(tasks))
        result.problems = _once(result.problems)
        return pages

    def _taken(self, done: Done) -> None:
        """Makes what came of a task a part of the site, and keeps what later builds may need of it."""
        if self.staging:
            for file in done.files:
                self.staging.take(file)
        if not isinstance(done.task, Unit):  # one that is withdrawn has no rows any more
            record = self.content.records[done.task]
            self.content.records[done.task] = record._replace(rows=self.content.store.add(done.rows) if done.rows else None)

    def _one(self, task: Task) -> Done:
        """A task done, by whichever process."""
        files, pages, problems = list[publish.Made](), list[Page](), list[Problem]()
        rows: dict[str, Rows] = {}
        try:
            for artifact in (self.renderer.artifact(task),) if isinstance(task, Unit) else self._document(task, rows):
                page = self._checked(artifact, problems)
                pages += [page] if page else []
                if self.staging:
                    files.append(self.staging.make(artifact.path, self._finished(artifact)))
        except Broken as broken:
            problems = [broken.problem]  # a page that is missing because its template broke would only add dead links
        return Done(task, files, pages, problems, pickle.dumps(rows, pickle.HIGHEST_PROTOCOL) if rows else b"")

    def _checked(self, artifact: Artifact, problems: list[Problem]) -> Page | None:
        """What the rest of the build must know of a file, if it is a page; what is wrong with it joins the problems."""
        if not artifact.path.endswith(".html"):
            return None
        found = links.check(artifact.facts, self.links)
        problems += found.problems
        return Page(artifact.path, artifact.facts.source, artifact.facts.ids, tuple(found.wanted))

    def _finished(self, artifact: Artifact) -> bytes:
        """A file's bytes as they are published; its links were checked as they stand on the web."""
        if self.disk and artifact.path.endswith(".html"):
            return self.disk.page(artifact.path, artifact.content.decode()).encode()
        return artifact.content

    def _document(self, key: Key, rows: dict[str, Rows]) -> Iterator[Artifact]:
        """The pages of a document in every edition."""
        if key[0] == "handout":
            yield from self._handout(key, rows)
            return
        record, views = self.content.records[key], self.content.views(key)
        around = self._around(key)
        drawn = {id: self.content.drawn(id) for id in record.figures}
        for name, reader in self.readers.items():
            view = views.get(name)
            if isinstance(view, CardView):
                whole = tailor.complete(view, around.get(name, CardAround()))
                rows[name] = rows_of(whole, reader)
                shown = drawn[whole.figure.id] if whole.figure else None
                yield from self.renderer.card(reader, whole, shown)
                if shown:
                    images = self.album.images(self._drawn(shown.id), shown, [self.renderer.words[reader.language].direction]) if self.staging else {}
                    yield from self.renderer.files(reader, whole, shown, images)
            elif view is not None:
                rows[name] = rows_of(view, reader)
                drawings = {id: drawn[id] for id in view.figures}
                yield from self.renderer.page(reader, view, around.get(name, PageAround({})), drawings)

    def _handout(self, key: Key, rows: dict[str, Rows]) -> Iterator[Artifact]:
        """The pages of a handout in every edition that has it."""
        views, holds = self.content.views(key), self.content.records[key].holds
        held = {inner: (self.content.views(inner), self._around(inner)) for inner in holds}
        drawn = {id: self.content.drawn(id) for inner in holds for id in self.content.records[inner].figures}
        for name, reader in self.readers.items():
            view = views.get(name)
            if not isinstance(view, HandoutView):
                continue
            cards, pages = dict[str, CardView](), dict[str, tuple[PageView, PageAround]]()
            for (_, id), (shown, around) in held.items():
                inner = shown.get(name)
                if isinstance(inner, CardView):
                    cards[id] = tailor.complete(inner, around.get(name, CardAround()))
                elif isinstance(inner, PageView):
                    pages[id] = (inner, around.get(name, PageAround({})))
            whole = tailor.bound(view, cards, pages, reader)
            rows[name] = rows_of(whole, reader)
            yield from self.renderer.handout(reader, whole, drawn)

    def _around(self, key: Key) -> Mapping[str, Any]:
        """What a document's pages show of others, by edition."""
        ref = self.content.records[key].around
        found: Mapping[str, Any] = self.content.store.get(ref) if ref else {}
        return found

    def _drawn(self, figure: str) -> bytes:
        """Names how a figure looks."""
        return self.content.records["figure", figure].drawn

    def _data(self, order: list[Key], needed: bool) -> None:
        """The data files, where a row of theirs is another."""
        if not self.staging or not needed:
            return
        records = (self.content.records[key] for key in order)
        rows = [self.content.store.get(record.rows) for record in records if record.rows]
        for name, reader in self.readers.items():
            for artifact in self.renderer.data(reader, [row[name] for row in rows if name in row]):
                self.staging.put(artifact.path, artifact.content)

    def _copies(self, everything: bool, problems: list[Problem]) -> Iterator[Page]:
        """What keeps copies of editions on devices."""
        try:
            for artifact in self.copying.artifacts(everything, self._finished):
                page = self._checked(artifact, problems)
                if self.staging:
                    self.staging.put(artifact.path, self._finished(artifact))
                if page:
                    yield page
        except Broken as broken:
            problems.append(broken.problem)

    # judging it

    def _judge(self, pages: list[Page], kept: Mapping[str, Any], everything: bool, result: Made) -> None:
        """Whether every place that some page counts on is there."""
        places = {page.path: page.ids for page in pages}
        settled = set() if everything else set(kept["anchors"])
        if any(anchor.partition("#")[0] in places and not _there(anchor, places) for anchor in settled):
            raise Again  # a page that is kept counted on it
        for page in pages:
            for wanted in page.wanted:
                if wanted in settled:
                    continue
                if not everything and wanted.partition("#")[0] not in places:
                    raise Again  # nobody knows whether the page that is kept has it
                if not _there(wanted, places):
                    result.problems.append(links.no_place(page.path, page.source, wanted))
        result.anchors = settled | {wanted for page in pages for wanted in page.wanted}


def _there(anchor: str, places: Mapping[str, tuple[str, ...]]) -> bool:
    path, _, place = anchor.partition("#")
    return place in places.get(path, ())


def _code(reader: Reader, code: str) -> str:
    return addresses.file(addresses.code(reader.language_folder, code))


def _order(faces: Collection[Face], library: Library) -> list[Key]:
    """Cards, pages and handouts as lists show them."""
    cards = tailor.cards_in_order((face for face in faces if isinstance(face, CardFace)), library)
    others = ((kind, tailor.pages_in_order(face for face in faces if isinstance(face, sort))) for kind, sort in (("page", PageFace), ("handout", HandoutFace)))
    return [*(("card", id) for id in cards), *((kind, id) for kind, ids in others for id in ids)]


def _once(problems: list[Problem]) -> list[Problem]:
    """A template that fails fails for every page: it is told once, with the first document, and how many more there were."""
    same: dict[tuple[str, Place, str], list[Problem]] = {}
    for found in problems:
        same.setdefault((found.code, found.place, found.message), []).append(found)
    return [
        replace(first, help=f"{first.help}, and {len(rest)} more") if rest else first for first, *rest in same.values()
    ]
