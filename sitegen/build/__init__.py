"""A project → its published site, or Problems and the old site.

    content/ ─reading→ Content ─making→ files ─publish→ output/
                 ▲                 ▲
                 └──────keep───────┘   what the last build found out, wherever nothing has changed that it stands on
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .. import __version__, due, manifest, publish, render, starter
from ..problems import FORMATS, Place, Problem, count, errors, problem, report
from ..render import Renderer
from ..settings import TICK, Settings, today
from ..typeset import press, troubles
from ..typeset.press import Press
from ..waivers import Waived
from . import forwarding, judging, reading, survey
from .album import Album
from .cabinet import Cabinet
from .judging import digest
from .keep import Damaged, Ref, Store
from .making import Again, Made, Maker, Progress
from .reading import Content, Record
from .weighing import settled


@dataclass(slots=True)
class Outcome:
    """What came of a build."""

    problems: list[Problem] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)  # findings that somebody has looked at and left
    published: publish.Published | None = None
    pages: int = 0
    editions: int = 0
    paths: Collection[str] = ()  # of a check: all files that the site would have
    outside: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)  # of a check: addresses out of the site, by the pages that lead there and their sources

    @property
    def counted(self) -> str:
        """How many problems there are, and how many were waived."""
        return count(self.problems) + (f", {len(self.waived)} waived" if self.waived else "")

    @property
    def failed(self) -> bool:
        return bool(errors(self.problems))


@dataclass(slots=True)
class Plan:
    """A project that may be rendered; without a renderer there are errors among its problems."""

    problems: list[Problem]
    content: Content | None = None
    renderer: Renderer | None = None


class Memory:
    """What a process that builds again and again keeps from one build to the next."""

    def __init__(self, *, lasting: bool = False) -> None:
        """A `lasting` one remembers what it read from the disk, too, and leaves no note for processes without a memory."""
        self.templates = render.Memory()
        self.store: Store | None = None
        self.lasting = lasting
        self.sure = False  # whether the output is as this process left it: somebody looks between the builds
        self.own: bytes | None = None

    def forget(self) -> None:
        """What was kept is not to be relied upon."""
        if self.store:
            self.store.close()
        self.store, self.sure = None, False

    def fixed(self) -> bytes:
        """Names sitegen itself, Python and the installed libraries; what was loaded does not change while it runs."""
        if self.own is None or not self.lasting:
            self.own = repr((__version__, sys.version, manifest.own())).encode()
        return self.own

    def rest(self, project: Path) -> bool:
        """Between two builds: does beforehand what the next one would begin with; False when a hand was in the output."""
        output = Settings(project, date.min).target
        workspace = publish.workspace_for(project, output)
        if not publish.is_intact(output, workspace):
            self.sure = False
            return False
        with suppress(OSError, publish.Busy), publish.Staging(output, workspace):
            pass  # the spare tree is in step now
        gc.collect()
        collect_seldom()
        return True

    def things(self, workspace: Path) -> Store:
        """What was kept, and what this process has read of it."""
        if self.store is None:
            self.store = Store(workspace, remembers=self.lasting)
        return self.store


def collect_seldom() -> None:
    """For a process that builds: what it holds now lasts, and what a build makes is thrown away whole at its end."""
    gc.freeze()  # to look through what lasts at each collection takes longer than to make a page
    gc.set_threshold(50_000, 20, 50)


def build(settings: Settings, progress: Progress | None = None, memory: Memory | None = None) -> Outcome:
    """Renders and publishes the whole site; with any error nothing is published and the old site stays.

    What the last build found out is used where nothing that it stands on has changed; `memory` spares a process that
    builds again and again from reading it each time. The files are the same as those of a clean build.
    """
    memory = memory or Memory()
    trust, everything = not settings.clean, settings.clean
    while True:  # twice at most for each: one that trusts nothing finds no damage, one that makes everything has enough
        try:
            return _built(settings, progress, memory, trust=trust, everything=everything)
        except Again:
            everything = True
        except Damaged:
            memory.forget()
            trust = False


def _built(settings: Settings, progress: Progress | None, memory: Memory, *, trust: bool, everything: bool) -> Outcome:
    began, before = time.time_ns(), None if memory.lasting else manifest.stamp(settings)
    look, memory.sure = not memory.sure, False
    output, workspace = settings.target, publish.workspace_for(settings.project, settings.target)
    store = memory.things(workspace)
    memory.templates.cache = workspace / "templates"
    kept = store.index() if trust else {}
    plan = prepare(settings, memory, kept)
    plan.problems += _absent(settings)
    content, renderer = plan.content, plan.renderer
    known = settled(plan.problems, content, settings)
    if content is None or renderer is None or errors(known.problems):
        return Outcome(*known)
    refused = [*_within_sources(settings), *publish.refusals(output, workspace, look)]
    if refused:
        return Outcome(*settled([*plan.problems, *refused], content, settings))
    until = _until(content, renderer, settings.today)
    try:
        with publish.Staging(output, workspace, clean=settings.clean) as staging:
            cabinet = _cabinet(store.folder, renderer, settings)
            env = _env(content, renderer, settings, cabinet)
            everything = everything or kept.get("env") != env or not staging.seal or kept.get("seal") != staging.seal
            made = Maker(content, renderer, settings, staging, env, cabinet).made(kept, everything, progress)
            problems, waived = settled([*plan.problems, *made.problems], content, settings, made=True)
            if errors(problems):
                return Outcome(problems, waived)
            if not everything and staging.keep_rest(verify=look):
                raise Again  # something was changed by hand
            done = staging.commit()
            Album(store.folder).tidy([record.drawn for record in content.records.values()])
            if cabinet:
                cabinet.tidy(made.keys)
            pages = sum(path.endswith(".html") for path in made.paths) if made.paths else kept["pages"]
            index = _index(content, made, began, {"env": env, "seal": publish.seal(output, workspace), "pages": pages})
            index |= {"since": settings.today.isoformat(), "until": until.isoformat(), "generation": kept.get("generation", 0)}
            try:
                _settle(store, content, made, index, kept)
            except OSError:  # the site is published; the next build is made in full
                memory.forget()
    except ChildProcessError:  # killed from outside: no word about the disk would help
        raise
    except (OSError, publish.Busy) as error:
        return Outcome(*settled([*plan.problems, publish.describe(error, output)], content, settings))
    outcome = Outcome(problems, waived, done, pages, len(content.readers))
    memory.sure = memory.lasting
    if before is not None:  # one that lasts builds again at the next save
        manifest.remember(settings, workspace, before, began, until, _note(outcome))
    return outcome


def _cabinet(workspace: Path | None, renderer: Renderer, settings: Settings) -> Cabinet | None:
    """Where sheets come from; None where none are asked for, or nothing is installed that makes them."""
    return Cabinet(workspace, Press(renderer.folders), trusted=not settings.clean) if settings.handouts and press.ready() else None


def _absent(settings: Settings) -> list[Problem]:
    """That sheets are asked for, and nothing is installed that makes them."""
    return troubles.absent() if settings.handouts else []


def _env(content: Content, renderer: Renderer, settings: Settings, cabinet: Cabinet | None) -> bytes:
    """Names all that every page is made from but the documents: what is shared, the templates, what was asked for."""
    templates = renderer.memory.begin(renderer.folders)
    asked = repr((settings.tiers, settings.languages, renderer.copied)).encode()
    env = digest(content.key, content.settled.key, templates, asked, cabinet.maker if cabinet else b"")
    renderer.begin(env)
    return env


def _index(content: Content, made: Made, began: int, more: Mapping[str, Any]) -> dict[str, Any]:
    """What the next build is to know, in words that marshal knows."""
    records = {key: _row(record, made.made.get(key, record.fed), began) for key, record in content.records.items()}
    return {"common": content.key, "drawing": content.drawing_key, "marks": content.marks, "ledger": content.desk.key, "records": records, "anchors": sorted(made.anchors), "order": made.order, "codes": made.codes, "heavy": made.heavy, "told": made.told, **more}


def _row(record: Record, fed: bytes, began: int) -> tuple[Any, ...]:
    """A file saved within a tick of the start is not to be trusted: it may be saved again and bear the same time."""
    files = tuple((*file[:4], file.stamp if file.stamp[0] < began - TICK else (0, 0, 0, 0)) for file in record.files)
    return (files, record.hash, record.mark, fed, record.figures, record.drawn, record.holds, record.signs)


def _settle(store: Store, content: Content, made: Made, index: dict[str, Any], kept: Mapping[str, Any]) -> None:
    places: dict[Any, Ref] = {}
    places["common"] = Ref(*kept["places"]["common"]) if content.same else store.put(content.common)
    places |= {(key, part): ref for key, record in content.records.items() for part in reading.PARTS if (ref := getattr(record, part))}
    places |= {(reading.VOLUME, tuple(volume)): ref for volume, ref in content.volumes.items()}
    places["between"] = store.put(content.between) if content.renewed else Ref(*kept["places"]["between"])
    places["ledger"] = Ref(*kept["places"]["ledger"]) if kept.get("ledger") == content.desk.key else store.put(content.ledger)
    store.settle(index, places)


def check(settings: Settings, progress: Progress | None = None, plan: Plan | None = None) -> Outcome:
    """Judges everything that a build would, and publishes nothing; `plan` is for one who wants to know what stands in it, too."""
    plan = plan or prepare(settings)
    plan.problems += _absent(settings)
    if plan.content is None or plan.renderer is None:
        return Outcome(*settled(plan.problems, plan.content, settings))
    workspace = publish.workspace_for(settings.project, settings.target)  # the sheets that a build has made need not be made again
    cabinet = _cabinet(workspace, plan.renderer, settings)
    made = Maker(plan.content, plan.renderer, settings, None, b"", cabinet).made({}, True, progress)
    pages = sum(path.endswith(".html") for path in made.paths or ())
    return Outcome(*settled([*plan.problems, *made.problems], plan.content, settings, made=True), None, pages, len(plan.content.readers), made.paths or (), made.outside)


def judge(settings: Settings) -> Outcome:
    """Judges the documents, and makes no page."""
    plan = prepare(settings)
    return Outcome(*settled(plan.problems, plan.content, settings))


def prepare(settings: Settings, memory: Memory | None = None, kept: Mapping[str, Any] | None = None) -> Plan:
    """All that comes before the first template."""
    memory = memory or Memory()
    store = memory.store or Store(None)
    content = reading.content(settings, store, kept or {}, memory.fixed())
    if not content.readers:
        return Plan(content.problems, content)
    homes = dict.fromkeys(h.resolve() for h in (settings.project / "templates", starter.root() / "templates"))
    folders = [home for home in homes if home.is_dir()]
    common = content.common
    libraries = {language: common.shared.libraries[language] for language in content.languages}
    renderer = Renderer(libraries, common.words, folders, settings.project, memory.templates, copied=settings.today if settings.disk else None, settled=content.settled.whole)
    if content.renewed:  # else the last build has found nothing wrong with them
        content.problems += _misled(content, renderer)
    return Plan(content.problems, content, renderer)


def _misled(content: Content, renderer: Renderer) -> Iterator[Problem]:
    """What is wrong with redirects.yml, held against the whole site, whatever part of it was asked for."""
    shared = content.common.shared
    library = next(iter(shared.libraries.values()))
    if library.redirects:
        editions = [survey.edition(content, reader) for reader in judging.readers(shared)]
        whole = Renderer(shared.libraries, content.common.words, renderer.folders, renderer.project, editions=editions, faces=list(content.faces.values()))
        yield from forwarding.check(library, shared.made.documents.get(("redirects", "redirects")), forwarding.site(whole))


def _within_sources(settings: Settings) -> Iterator[Problem]:
    """A site that is published among its own sources would be read as content by the next build."""
    for name in ("content", "templates"):
        if settings.target.resolve().is_relative_to((settings.project / name).resolve()):
            message = f"this folder is part of `{name}`, which the next build reads"
            yield problem(
                "output-holds-project",
                message,
                Place(settings.target.as_posix()),
                "choose another folder with --output",
            )


def _until(content: Content, renderer: Renderer, today: date) -> date:
    """The first day on which the same content would be judged differently."""
    library = renderer.libraries[renderer.first_language]
    turning = [f.expires + timedelta(days=1) for f in library.site.facts.values()]
    consents = (medium.passport.consent for medium in library.media.values())
    turning += [consent.until + timedelta(days=1) for consent in consents if consent]
    turning += [waiver.until + timedelta(days=1) for waiver in library.waivers.values() if waiver.until and waiver.until >= today]
    turning += [waiver.on for waiver in library.waivers.values()]  # one of a day to come is told until then
    if renderer.copied and not library.released:
        turning.append(renderer.copied + timedelta(days=1))  # its pages bear this day
    turning += due.all_turns(content.faces.values(), library)
    return min((day for day in turning if day > today), default=date.max)


def _note(outcome: Outcome) -> manifest.Note:
    assert outcome.published
    reports: dict[str, str] = {form: report(outcome.problems, form) for form in FORMATS}
    files = outcome.published.written + outcome.published.unchanged
    return manifest.Note(reports, outcome.counted, outcome.pages, outcome.editions, files)


__all__ = ["Memory", "Outcome", "Plan", "Settings", "build", "check", "collect_seldom", "prepare", "today"]
