"""argv → a release, and what a person is told about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import build, progress, published
from ..problems import count, report
from ..settings import Settings, today
from ..speech import print_report, say
from . import Outcome, record, release

if TYPE_CHECKING:
    import argparse


def command(options: argparse.Namespace) -> int:
    """Releases the site, or says why not; returns the exit code."""
    settings = Settings(options.project, today(options.today), options.output, jobs=options.jobs, handouts=True)
    build.collect_seldom()
    outcome = release(settings, progress.line(), dry=options.dry_run)
    print_report(report(outcome.problems, options.format), options.format)
    if outcome.refused:
        old = " and the old site are" if settings.target.is_dir() else " is"
        return say(f"{count(outcome.problems)}: nothing was released; the record{old} as before", 1)
    if options.dry_run and outcome.name and outcome.new and options.format == "text":
        print(published.block(outcome.name, outcome.new), end="")  # noqa: T201
    return say(_said(outcome, settings, dry=options.dry_run))


def _said(outcome: Outcome, settings: Settings, *, dry: bool) -> str:
    """What was done, and what is left to do."""
    if dry:
        would = f"it would be released as {outcome.name}, with {_new(outcome)}" if outcome.name else "there is nothing new to record"
        return f"{would}; nothing was changed"
    assert outcome.built
    there = f"{outcome.built.pages} pages in {outcome.built.editions} editions are in {settings.target.resolve()}"
    if not outcome.name:
        return f"nothing new: the record is as it was; {there}"
    return f"released as {outcome.name}: {_new(outcome)} are now recorded in {record.PLACE}, which belongs into your backups or version control; {there}"


def _new(outcome: Outcome) -> str:
    assert outcome.new
    addresses, versions = len(outcome.new.addresses), len(outcome.new.versions)
    return f"{addresses} new address{'es' if addresses != 1 else ''} and {versions} new version{'s' if versions != 1 else ''}"
