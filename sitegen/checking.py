"""argv → checks done, and what a person is told of them."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from . import build, progress, rules
from .build import only
from .build.weighing import MADE, settled
from .options import READING
from .problems import count, errors, report
from .settings import Settings, asked
from .speech import print_report, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from pathlib import Path

    from .model import Waiver
    from .problems import Format, Problem

_LOOKED_AT = 3  # pages that are named for a link that many have


def command(options: argparse.Namespace) -> int:
    """Judges, and publishes nothing; returns the exit code."""
    if options.list_waivers:
        return _waivers(asked(options), options.format)
    if options.list:
        return _list(options.format)
    if options.only == (READING,):
        return _reading(options)
    settings = asked(options)
    if options.external:
        return _external(settings, options.format)
    return _some(settings, options.only, options.format) if options.only else _all(settings, options.format)


def _all(settings: Settings, form: Format) -> int:
    started = time.perf_counter()
    outcome = build.check(settings, progress.line())
    print_report(report(outcome.problems, form), form)
    judged = f", {outcome.pages} pages judged" if outcome.pages else ""
    return say(f"{outcome.counted}{judged} in {time.perf_counter() - started:.1f} s", int(outcome.failed))


def _some(settings: Settings, names: tuple[str, ...], form: Format) -> int:
    """What some checks find; pages are made only for those that look at them."""
    started = time.perf_counter()
    outcome = build.judge(settings) if MADE.isdisjoint(names) else build.check(settings._replace(handouts=settings.handouts and "paper" in names), progress.line())
    codes = {code for name in names for code in rules.checks()[name].codes}
    found = [p for p in outcome.problems if p.code in codes]
    print_report(report(found, form), form)
    elsewhere = errors(p for p in outcome.problems if p.code not in codes)
    unseen = f"; {count(elsewhere)} elsewhere may have kept something from being looked at: `sitegen check` tells them" if elsewhere else ""
    return say(f"{count(found)} from {', '.join(names)} in {time.perf_counter() - started:.1f} s{unseen}", int(bool(errors(outcome.problems))))


def _reading(options: argparse.Namespace) -> int:
    """A table: its findings stop nothing, unless --strict says so."""
    told = only.readability(asked(options), options.format)
    print_report(told.text or report(told.problems, options.format), options.format)
    return say(told.last, int(bool(told.problems) or (options.strict and told.above)))


def _list(form: Format) -> int:
    """Each check with what it looks at and its codes."""
    every = rules.checks().values()
    if form == "json":
        rows = [{"name": check.name, "asks": check.asks, "codes": check.codes} for check in every]
        print_report(json.dumps(rows, ensure_ascii=False, indent=1), form)
    else:
        print_report("\n".join(f"{check.name}: {check.asks}\n    {', '.join(check.codes)}" for check in every), form)
    return say(f"{len(every)} checks; `sitegen check --only NAME` does one, `sitegen explain CODE` says more about what it finds")


def _waivers(settings: Settings, form: Format) -> int:
    """What the clinic has looked at and left, with what each waiver is about now; nothing is told of those that wait for pages."""
    plan = build.prepare(settings)
    found = settled(plan.problems, plan.content, settings)
    shared = plan.content.common.shared if plan.content else None
    if shared is None or not shared.libraries:
        print_report(report(found.problems, form), form)
        return say(f"{count(found.problems)}: the waivers could not be looked at", 1)
    library, about = next(iter(shared.libraries.values())), {done.waiver: done.problem for done in found.waived}
    if form == "json":
        rows = [{**w.model_dump(mode="json"), "holds": w.holds(settings.today), "finding": p.message if (p := about.get(w.id)) else None} for w in library.waivers.values()]
        print_report(json.dumps(rows, ensure_ascii=False, indent=1), form)
    else:
        print_report("\n\n".join(_decided(w, about.get(w.id), settings) for w in library.waivers.values()), form)
    return say(f"{len(library.waivers)} waiver{'s' if len(library.waivers) != 1 else ''}, of which {len(about)} stand for something that is found now")


def _decided(waiver: Waiver, found: Problem | None, settings: Settings) -> str:
    until = f", until {waiver.until}" if waiver.until else ""
    state = f"{found.place}: {found.message}" if found else "holds, and is about nothing that is found without pages" if waiver.holds(settings.today) else "holds no more"
    return f"{waiver.id}: {waiver.code} in {waiver.file}\n    {waiver.by} on {waiver.on}{until}: {waiver.because}\n    {state}"


def _external(settings: Settings, form: Format) -> int:
    """The links that lead out of the site; whether they answer has to be looked at by a person, or by their own owners."""
    outcome = build.check(settings._replace(handouts=False), progress.line())
    if not outcome.paths:
        print_report(report(outcome.problems, form), form)
        return say(f"{count(outcome.problems)}: no page was made, so no link was found", 1)
    rows = sorted(outcome.outside.items())
    if form == "json":
        found = [{"link": link, "pages": [{"page": page, "source": source} for page, source in pages]} for link, pages in rows]
        print_report(json.dumps(found, ensure_ascii=False, indent=1), form)
    else:
        print_report("\n".join(line for link, pages in rows for line in _leading(link, pages, settings.project)), form)
    return say(f"{len(rows)} links lead out of the site; none was fetched")


def _leading(link: str, pages: list[tuple[str, str]], project: Path) -> list[str]:
    """A link, the files that it is written in, and some of the pages that have it."""
    sources: Mapping[str, None] = dict.fromkeys(source for _, source in pages)
    named = [page for page, _ in pages[:_LOOKED_AT]]
    more = f" and {len(pages) - len(named)} more" if len(pages) > len(named) else ""
    return [link, *(f"    {_written(link, source, project)}" for source in sources), f"    on {', '.join(named)}{more}"]


def _written(link: str, source: str, project: Path) -> str:
    """The file and the line in which a link is written, however its beginning is left out there."""
    try:
        lines = (project / source).read_text(encoding="utf-8").splitlines()
    except OSError:
        return source
    bare = link.removeprefix("https://").removeprefix("http://").removeprefix("doi.org/")
    number = next((n for n, line in enumerate(lines, 1) if bare in line), 0)
    return f"{source}:{number}" if number else source
