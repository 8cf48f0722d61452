"""Content → the files of the site: made anew where something that they show has changed, kept as they are elsewhere."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from .. import disk, publish
from ..checks import links
from ..model.artifact import Artifact, Unit
from ..model.paper import Print
from ..problems import Place, Problem, errors
from ..render import Broken, Renderer
from ..settings import Settings
from . import checking, crew, inspecting, media, promises, survey
from .album import Album
from .cabinet import Cabinet
from .copying import Copying
from .documents import Documents, Kept, Volume, Yield
from .inspecting import Inspector, Page
from .judging import Key, digest
from .keep import Ref
from .printing import VOLUMES, Printing
from .reading import Content

Progress = Callable[[str, int, int], None]  # (what, done, of how many)
Task = Key | Unit | Volume
WORTH, WORTH_PRINTED = 60, 6  # tasks that are worth a second process, without their sheets and with them
_DESKS = {"desk", "print"}  # lists that tell how many pages sheets have: they are made when these are
_SHARED = {"glossary", "references", "asset", "404", "robots", "nojekyll", "display", "plan", "plan-words.js", "release.json"}  # lists that show no card or page


class Done(NamedTuple):
    """What came of one task."""

    task: Task
    files: list[publish.Made]
    pages: list[Page]
    problems: list[Problem]
    rows: bytes  # a document's rows of the data files, by edition
    prints: bytes  # its sheets, as documents.Kept


@dataclass
class Made:
    """What came of all of them."""

    problems: list[Problem] = field(default_factory=list)
    made: dict[Key, bytes] = field(default_factory=dict)  # what the documents that were made anew were made from
    anchors: set[str] = field(default_factory=set)  # every `path#place` that some page counts on
    paths: set[str] | None = None  # all files of the site; None where they are the same as before
    order: list[Key] = field(default_factory=list)  # cards, pages and handouts as lists show them
    keys: set[str] = field(default_factory=set)  # under which sheets stand on the shelf
    codes: list[bytes] = field(default_factory=list)  # the rows of codes that no document has
    heavy: dict[str, bytes] = field(default_factory=dict)  # what is told of pages that are too heavy, by path
    told: bytes = b""  # names what the report page tells that stands in no face
    outside: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # addresses out of the site, each with the pages made now that lead there and their sources


class Again(Exception):
    """What was made before is not enough after all: every page must be made, from what was judged."""


class Maker:
    """One build's second half: decides what is stale, has it made, and judges the pages."""

    def __init__(self, content: Content, renderer: Renderer, settings: Settings, staging: publish.Staging | None, env: bytes, cabinet: Cabinet | None = None) -> None:
        self.content, self.renderer, self.settings, self.staging, self.env = content, renderer, settings, staging, env
        self.readers = {reader.key: reader for reader in content.readers}
        self.levels = {reader.tier.slug for reader in content.readers if reader.tier}
        self.address = renderer.libraries[renderer.first_language].site.address
        self.inspector = self._inspector(())
        self.album = Album(content.store.folder, trusted=not settings.clean)
        self.cabinet, self.papers = cabinet, (renderer.libraries[renderer.first_language].site.paper,)
        self.documents = Documents(content, renderer, self.album if staging else None, Printing(cabinet, renderer.words, self.papers, settings.project) if cabinet else None)
        folders = [reader.folder for reader in content.readers]
        self.disk = disk.Disk(folders) if settings.disk else None
        self.copying = Copying(renderer, content.readers, staging, partial(media.paths, content))

    def made(self, kept: Mapping[str, Any], everything: bool, progress: Progress | None) -> Made:
        """Makes what is stale; `kept` is what the last build found out about the pages that stay. Raises Again."""
        result, records = Made(order=kept.get("order", []), codes=kept.get("codes", [])), {key: record for key, record in self.content.records.items() if key[0] != "figure"}
        lists: list[Unit] = []
        if everything or self.content.renewed:
            lists = [unit for unit in self._survey(result) if everything or unit.kind not in _SHARED]
            stale = [key for key, record in records.items() if everything or self._fed(key) != record.fed]
        else:  # as the faces are the same, only its own words, its figures or what it holds can make a page stale
            others = self.content.settled.shown if kept.get("ledger") == self.content.desk.key else records  # whose pages may await a review now, or no more
            stale = [key for key, record in records.items() if not record.fed or ((record.figures or record.holds or key in others) and self._fed(key) != record.fed)]
        if result.paths:  # where they are as before, nothing was lost: the record is shared, and so it is the same
            result.problems += promises.broken(self.content, result.paths, self.settings.project)
        known: Container[str] = result.paths or (self.staging.published if self.staging else ())
        self.inspector = self._inspector(known)
        if not everything and self.staging and result.paths and self.staging.published - result.paths:
            raise Again  # a page that is kept may lead to a file that will be no more
        report = self._report(kept, lists, result)
        before = self._printed()
        volumes = self._volumes(bool(stale or lists))
        pages = self._all([*volumes, *stale, *report, *(unit for unit in lists if unit.kind not in _DESKS)], result, progress)
        if not errors(result.problems):
            pages += self._desks(before, [unit for unit in lists if unit.kind in _DESKS], result)
        if not errors(result.problems):
            self._data(result, bool(lists or stale))
            pages += self._copies(everything, result.problems)
            self._judge(pages, kept, everything, result)
            result.heavy = inspecting.heavy(pages, {} if everything else kept["heavy"])
            result.problems += inspecting.told(result.heavy)
        result.made = {key: self._fed(key) for key in stale}
        return result

    def _inspector(self, known: Container[str]) -> Inspector:
        return Inspector(links.Links(known, self.address, self.levels), self.renderer.libraries[self.renderer.first_language])

    # what there is to make

    def _survey(self, result: Made) -> list[Unit]:
        """What there is to list; all paths of the site."""
        papers = self.papers if self.cabinet else ()
        units, result.paths, result.order = survey.survey(self.content, self.renderer, papers, disk=self.disk is not None)
        result.codes = self.renderer.other_codes()
        return units

    def _report(self, kept: Mapping[str, Any], lists: list[Unit], result: Made) -> list[Unit]:
        """The page that tells how the site was checked, where it would tell something else and is not among the lists."""
        told = checking.told(self.content)
        result.told = checking.key(told)
        if not lists and kept.get("told") == result.told:
            return []
        self.renderer.checking = checking.checking(self.content, told)
        return [] if lists else [Unit(None, language, "how-checked") for language in self.renderer.libraries]

    def _volumes(self, stale: bool) -> list[Volume]:
        """The sheets of whole levels, which show what is in many documents. They take longest, and so they are begun first."""
        wanted = [Volume(reader.key, kind) for kind in VOLUMES for reader in self.content.readers if reader.tier] if self.cabinet else []
        self.content.volumes = {volume: ref for volume, ref in self.content.volumes.items() if volume in wanted}
        return wanted if stale else []

    def _printed(self) -> dict[Key | Volume, Ref]:
        """What is known of sheets, by whose they are."""
        records = {key: record.prints for key, record in self.content.records.items() if record.prints}
        return {**records, **self.content.volumes} if self.cabinet else {}

    def _desks(self, before: Mapping[Key | Volume, Ref], units: list[Unit], result: Made) -> list[Page]:
        """The print desks, where the sheets are others than before; and what is wrong with any sheet, also one that stays."""
        now = self._printed()
        sheets: dict[str, list[Print]] = {}
        told: set[tuple[str, Place]] = set()  # what is wrong in a card is wrong in all that holds it: its own sheet tells it
        for ref in now.values():
            kept: Kept = self.content.store.get(ref)
            result.problems += (found for found in kept.problems if (found.code, found.place) not in told)
            told |= {(found.code, found.place) for found in kept.problems}
            result.keys.update(kept.keys)
            for name, made in kept.made.items():
                sheets.setdefault(name, []).extend(made)
        if now and not units and any(before.get(key) != ref for key, ref in now.items()):
            units = [unit for unit in self._survey(result) if unit.kind in _DESKS]
        self.renderer.printed = sheets
        return self._all([*units], result, None, alone=True)

    def _fed(self, key: Key) -> bytes:
        """Names all that a document's pages are made from."""
        return digest(self.env, self.content.settled.mark(key), *self._parts(key))

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

    def _all(self, tasks: list[Task], result: Made, progress: Progress | None, alone: bool = False) -> list[Page]:
        """The pages that came of tasks; `alone`: by this process, which knows what was made before."""
        pages: list[Page] = []
        same: dict[tuple[str, ...], tuple[str, ...]] = {}
        processes = 1 if alone else crew.workers(len(tasks), WORTH_PRINTED if self.cabinet else WORTH, self.settings.jobs)
        with self.staging.workers() if self.staging and processes > 1 else nullcontext():
            for number, done in enumerate(crew.each(self._one, tasks, processes, 2 if self.cabinet else 16), 1):
                result.problems += done.problems
                pages += (page.like(same) for page in done.pages)
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
        if isinstance(done.task, Volume):
            if done.prints:
                self.content.volumes[done.task] = self.content.store.add(done.prints)
        elif not isinstance(done.task, Unit):  # one that is withdrawn has no rows any more
            record, add = self.content.records[done.task], self.content.store.add
            prints = self._unless_same(record.prints, done.prints)
            self.content.records[done.task] = record._replace(rows=add(done.rows) if done.rows else None, prints=prints)

    def _unless_same(self, ref: Ref | None, kept: bytes) -> Ref | None:
        """Where something stands: as before, if it is the same."""
        if not kept:
            return None
        return ref if ref and self.content.store.raw(ref) == kept else self.content.store.add(kept)

    def _one(self, task: Task) -> Done:
        """A task done, by whichever process."""
        files, pages, problems = list[publish.Made](), list[Page](), list[Problem]()
        known = Yield()
        try:
            for artifact in self._artifacts(task, known):
                page = self.inspector.page(artifact, problems)
                pages += [page] if page else []
                if self.staging:
                    files.append(self.staging.make(artifact.path, self._finished(artifact)))
        except Broken as broken:
            problems = [broken.problem]  # a page that is missing because its template broke would only add dead links
        return Done(task, files, pages, problems, pickle.dumps(known.rows, pickle.HIGHEST_PROTOCOL) if known.rows else b"", known.kept())

    def _artifacts(self, task: Task, known: Yield) -> Iterator[Artifact]:
        if isinstance(task, Unit):
            yield self.renderer.artifact(task)
        else:
            yield from self.documents.volume(task, known) if isinstance(task, Volume) else self.documents.files(task, known)

    def _finished(self, artifact: Artifact) -> bytes:
        """A file's bytes as they are published; its links were checked as they stand on the web."""
        if self.disk and artifact.path.endswith(".html"):
            return self.disk.page(artifact.path, artifact.content.decode()).encode()
        return artifact.content

    def _data(self, result: Made, needed: bool) -> None:
        """The data files, where a row of theirs is another."""
        if not self.staging or not needed:
            return
        records = (self.content.records[key] for key in result.order)
        rows = [self.content.store.get(record.rows) for record in records if record.rows]
        for name, reader in self.readers.items():
            for artifact in self.renderer.data(reader, [row[name] for row in rows if name in row]):
                self.staging.put(artifact.path, artifact.content)
        codes = self.renderer.codes([*(found.code for row in rows for found in row.values()), *result.codes])
        self.staging.put(codes.path, codes.content)

    def _copies(self, everything: bool, problems: list[Problem]) -> Iterator[Page]:
        """What keeps copies of editions on devices."""
        try:
            for artifact in self.copying.artifacts(everything, self._finished):
                page = self.inspector.page(artifact, problems)
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
        for page in pages:
            for link in page.outside:
                result.outside.setdefault(link, []).append((page.path, page.source))
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


def _once(problems: list[Problem]) -> list[Problem]:
    """A template that fails fails for every page: it is told once, with the first document, and how many more there were."""
    same: dict[tuple[str, Place, str], list[Problem]] = {}
    for found in problems:
        same.setdefault((found.code, found.place, found.message), []).append(found)
    return [
        replace(first, help=f"{first.help}, and {len(rest)} more") if rest else first for first, *rest in same.values()
    ]
