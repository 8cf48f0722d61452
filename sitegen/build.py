"""A project → its published site, or Problems and the old site. Reads like the picture in the plan of the house."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from . import load, manifest, messages, publish, starter, tailor, validate
from .checks import clinic, hazard_words, links
from .model import Library
from .model.artifact import Artifact, Facts, Unit
from .model.views import Edition
from .names import suggestion
from .problems import FORMATS, Place, Problem, count, errors, ordered, problem, report, stricter
from .render import Broken, Memory, Renderer
from .settings import TICK, Settings, today

Progress = Callable[[str, int, int], None]  # (what, done, of how many)
MANY = 400  # files; below this a second process costs more than it brings
CHUNK = 40


@dataclass(slots=True)
class Outcome:
    """What came of a build."""

    problems: list[Problem] = field(default_factory=list)
    published: publish.Published | None = None
    pages: int = 0
    editions: int = 0

    @property
    def failed(self) -> bool:
        return bool(errors(self.problems))


@dataclass(slots=True)
class Plan:
    """A project that may be rendered: what was read, for whom, and with which words."""

    problems: list[Problem]
    renderer: Renderer | None = None


def build(settings: Settings, progress: Progress | None = None, memory: Memory | None = None) -> Outcome:
    """Renders and publishes the whole site; with any error nothing is published and the old site stays.

    A process that builds again and again hands in the same `memory` each time.
    """
    settled = _grave if settings.strict else ordered
    began, before = time.time_ns(), manifest.stamp(settings)
    plan = prepare(settings, memory)
    if plan.renderer is None or errors(settled(plan.problems)):
        return Outcome(settled(plan.problems))
    output, workspace = settings.target, publish.workspace_for(settings.project, settings.target)
    refused = [*_within_sources(settings), *publish.refusals(output, workspace)]
    if refused:
        return Outcome(settled([*plan.problems, *refused]))
    try:
        with publish.Staging(output, workspace, clean=settings.clean) as staging:
            facts, found = _staged(plan.renderer, settings, staging, progress)
            problems = settled([*plan.problems, *found])
            if errors(problems):
                return Outcome(problems)
            done = staging.commit()
    except (OSError, publish.Busy) as error:
        return Outcome(settled([*plan.problems, publish.describe(error, output)]))
    outcome = Outcome(problems, done, sum(f.path.endswith(".html") for f in facts), len(plan.renderer.editions))
    manifest.remember(settings, workspace, before, began, _until(plan.renderer), _note(outcome))
    return outcome


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


def _until(renderer: Renderer) -> date:
    """The first day on which the same content would be judged differently."""
    expiring = [f.expires + timedelta(days=1) for f in renderer.libraries[renderer.first_language].site.facts.values()]
    return min(expiring, default=date.max)


def _note(outcome: Outcome) -> manifest.Note:
    assert outcome.published
    reports: dict[str, str] = {form: report(outcome.problems, form) for form in FORMATS}
    files = outcome.published.written + outcome.published.unchanged
    return manifest.Note(reports, count(outcome.problems), outcome.pages, outcome.editions, files)


def check(settings: Settings, progress: Progress | None = None) -> Outcome:
    """Judges everything that a build would, and publishes nothing."""
    settled = _grave if settings.strict else ordered
    plan = prepare(settings)
    if plan.renderer is None:
        return Outcome(settled(plan.problems))
    facts, found = _judged(plan.renderer, rendered(plan.renderer, settings.jobs), progress)
    return Outcome(
        settled([*plan.problems, *found]),
        None,
        sum(f.path.endswith(".html") for f in facts),
        len(plan.renderer.editions),
    )


def prepare(settings: Settings, memory: Memory | None = None) -> Plan:
    """Load, validate, tailor: all that comes before the first template."""
    memory = memory or Memory()
    began = time.time_ns()
    stamp = (settings, files := load.stamp(settings.project))
    if memory.content is None or memory.content[0] != stamp:
        settled = all(saved < began - TICK for _, saved, *_ in files)  # else another save may bear the same time
        memory.content = (stamp if settled else None, _tailored(settings))
    problems, *found = memory.content[1]
    if not found:
        return Plan([*problems])
    homes = dict.fromkeys(h.resolve() for h in (settings.project / "templates", starter.root() / "templates"))
    folders = [home for home in homes if home.is_dir()]
    memory.begin(folders)
    libraries, editions, words = found
    return Plan([*problems], Renderer(libraries, editions, words, folders, settings.project, memory))


def _tailored(settings: Settings) -> tuple[Any, ...]:
    """The problems of the content and, unless there are errors, its libraries, editions and words."""
    loaded = load.documents(settings.project)
    libraries, problems = validate.libraries(loaded.documents, settings.today)
    problems = [*loaded.problems, *problems]
    first = next(iter(libraries.values()), None)
    if first is None or errors(problems):
        return (problems,)
    tiers, wrong = _chosen(settings, first, libraries)
    problems += [*wrong, *clinic.check(libraries, loaded.catalogues)]
    if errors(problems):
        return (problems,)
    wanted = {k: v for k, v in libraries.items() if k in (settings.languages or libraries)}
    words = {language: messages.words(language, loaded.catalogues) for language in wanted}
    editions = list(_editions(wanted, tiers, words, first.language))
    return ([*problems, *hazard_words.check(editions)], wanted, editions, words)


def _editions(
    libraries: Mapping[str, Library], tiers: list[str | None], words: Mapping[str, messages.Words], first: str
) -> Iterator[Edition]:
    for language, library in libraries.items():
        for tier in tiers:
            yield tailor.edition(library, library.rules.tiers[tier] if tier else None, words[language], first)


def _chosen(
    settings: Settings, library: Library, libraries: Mapping[str, Library]
) -> tuple[list[str | None], list[Problem]]:
    """The tiers asked for, by id or slug (all and the general edition by default), and names that are none."""
    known = {name: id for id, tier in library.rules.tiers.items() for name in (id, tier.slug)}
    wrong = [
        problem("unknown-tier", f"there is no tier `{t}`", Place("--tier"), suggestion(t, known))
        for t in settings.tiers
        if t not in known
    ]
    wrong += [
        problem("unknown-language", f"the site has no language `{t}`", Place("--language"), suggestion(t, libraries))
        for t in settings.languages
        if t not in libraries
    ]
    if settings.languages and library.language not in settings.languages and not wrong:
        wrong.append(
            problem(
                "unknown-language",
                f"`{library.language}` is missing: other languages lean on it",
                Place("--language"),
                f"add `--language {library.language}`",
            )
        )
    chosen = [known[t] for t in settings.tiers if t in known]
    return [None, *(dict.fromkeys(chosen or library.rules.tiers))], wrong


# rendering


def _staged(
    renderer: Renderer, settings: Settings, staging: publish.Staging, progress: Progress | None
) -> tuple[list[Facts], list[Problem]]:
    """Renders everything into the staging tree; what is wrong with templates or links comes back as problems."""

    def kept(artifacts: Iterable[Artifact | Problem]) -> Iterator[Artifact | Problem]:
        for artifact in artifacts:
            if isinstance(artifact, Artifact):
                staging.put(artifact.path, artifact.content)
            yield artifact

    return _judged(renderer, kept(rendered(renderer, settings.jobs)), progress)


def _judged(
    renderer: Renderer, artifacts: Iterable[Artifact | Problem], progress: Progress | None
) -> tuple[list[Facts], list[Problem]]:
    facts: list[Facts] = []
    problems: list[Problem] = []
    total = sum(1 for _ in renderer.units())
    for done, artifact in enumerate(artifacts, 1):
        if isinstance(artifact, Problem):
            problems.append(artifact)
        else:
            facts.append(artifact.facts)
        if progress:
            progress("pages", done, total)
    problems = _once(problems)
    if not problems:  # a page that is missing because its template broke would only add dead links
        problems += links.check(facts, *_where(renderer))
    return facts, problems


def _where(renderer: Renderer) -> tuple[str, set[str]]:
    """Where the site will live, and the folders of its levels."""
    site = renderer.libraries[renderer.first_language].site
    return site.address, {e.tier.slug for e in renderer.editions if e.tier}


def _once(problems: list[Problem]) -> list[Problem]:
    """A template that fails fails for every page: it is told once, with the first document, and how many more there were."""
    same: dict[tuple[str, Place, str], list[Problem]] = {}
    for found in problems:
        same.setdefault((found.code, found.place, found.message), []).append(found)
    return [
        replace(first, help=f"{first.help}, and {len(rest)} more") if rest else first for first, *rest in same.values()
    ]


def rendered(renderer: Renderer, jobs: int | None = None) -> Iterator[Artifact | Problem]:
    """Every file of the site in its fixed order, on as many processes as it is worth."""
    units = list(renderer.units())
    workers = jobs or (os.cpu_count() or 1 if len(units) >= MANY else 1)
    if workers == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from _share(renderer, units)
        return
    shares = [units[n : n + CHUNK] for n in range(0, len(units), CHUNK)]
    with ProcessPoolExecutor(
        min(workers, len(shares)), multiprocessing.get_context("fork"), _remember, (renderer,)
    ) as pool:
        for share in pool.map(_remembered_share, shares):
            yield from share


def _share(renderer: Renderer, units: Iterable[Unit]) -> Iterator[Artifact | Problem]:
    for unit in units:
        try:
            yield renderer.artifact(unit)
        except Broken as broken:
            yield broken.problem


_worker: dict[str, Renderer] = {}  # what a forked worker renders with


def _remember(renderer: Renderer) -> None:
    _worker["renderer"] = renderer


def _remembered_share(units: list[Unit]) -> list[Artifact | Problem]:
    return list(_share(_worker["renderer"], units))


def _grave(problems: Iterable[Problem]) -> list[Problem]:
    return stricter(ordered(problems))


__all__ = ["Outcome", "Plan", "Settings", "build", "check", "prepare", "rendered", "today"]
