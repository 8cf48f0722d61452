"""What a person asks of a build, and the day on which it is made."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import argparse

TICK = 50_000_000  # nanoseconds; two saves closer than a file system's clock ticks have the same time


class Settings(NamedTuple):  # a dataclass would take 5 ms to load, and a build with nothing to do takes 40
    """What a person asks of a build. `today` decides what is due or expired; on a disk it is also the day of the copy, where the site has none."""

    project: Path
    today: date
    output: Path | None = None
    tiers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    clean: bool = False
    strict: bool = False
    jobs: int | None = None
    handouts: bool = False  # sheets are to be made as PDFs, too
    disk: bool = False  # the site is to be opened from a disk: no web server finds its pages

    @property
    def target(self) -> Path:
        """The folder that holds the site."""
        return self.output or self.project / "output"


def asked(options: argparse.Namespace) -> Settings:
    """What the options of `build` and `check` ask for."""
    return Settings(
        project=options.project,
        today=today(options.today),
        output=getattr(options, "output", None),
        tiers=tuple(options.tier),
        languages=tuple(options.language),
        clean=getattr(options, "clean", False),
        strict=options.strict,
        jobs=options.jobs,
        handouts=not options.no_handouts,
    )


def today(given: date | None = None) -> date:
    """The day that decides what is due or out of date: as given, else SOURCE_DATE_EPOCH, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given is None and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return given or date.today()
