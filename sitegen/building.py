"""argv → a build, and what a person is told about it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from .settings import Settings, asked
from .speech import print_report, say

if TYPE_CHECKING:
    import argparse

    from .build import Outcome
    from .problems import Format


def command(options: argparse.Namespace) -> int:
    """Builds the site, or a copy for a stick; returns the exit code."""
    settings = asked(options)
    return _build_usb(settings, options.usb, options.format) if options.usb else site(settings, options.format)


def _build_usb(settings: Settings, folder: Path, form: Format) -> int:
    """A site of its own, kept beside the ordinary one, and from there onto the stick."""
    from .problems import report
    from .publish import stick

    refused = list(stick.refusals(folder, settings.project))
    if not refused:
        code = site(settings._replace(disk=True, output=stick.site(settings.project)), form)
        if code:
            return code
        done = stick.copy(stick.site(settings.project), folder)
        if isinstance(done, stick.Copied):
            changes = f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed"
            return say(f"the copy is in {folder.resolve()} ({changes}); open START-HERE.html in it")
        refused = [done]
    print_report(report(refused, form), form)
    return say("no copy was made", 1)


def site(settings: Settings, form: Format) -> int:
    """Brings the site up to date, and says what was done."""
    from . import manifest, publish  # not yet `build`: most often nothing has changed, and its libraries take a while

    started = time.perf_counter()
    workspace = publish.workspace_for(settings.project, settings.target)
    note = None if settings.clean else manifest.unchanged(settings, workspace)
    if note:
        print_report(note.reports[form], form)
        took = time.perf_counter() - started
        say(f"{note.pages} pages in {note.editions} editions are up to date ({took:.2f} s, {note.files} files); {note.counted}")
        return _say_where(settings)
    return _build_anew(settings, form, started)


def _build_anew(settings: Settings, form: Format, started: float) -> int:
    from . import build, progress

    build.collect_seldom()
    outcome = build.build(settings, progress.line())
    _tell(outcome, form)
    took = time.perf_counter() - started
    if outcome.published is None:
        old = ", the old site is as it was" if settings.target.is_dir() else ""
        return say(f"{outcome.counted}: nothing was published{old}", 1)
    done = outcome.published
    changes = f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed"
    say(f"{outcome.pages} pages in {outcome.editions} editions built in {took:.1f} s ({changes}); {outcome.counted}")
    return _say_where(settings)


def _say_where(settings: Settings) -> int:
    if settings.disk:
        return 0  # it is copied from here
    return say(f"look at it with `sitegen serve --open`; its files are in {settings.target.resolve()}")


def _tell(outcome: Outcome, form: Format) -> None:
    from .problems import report

    print_report(report(outcome.problems, form), form)
