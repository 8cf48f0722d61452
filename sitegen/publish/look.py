"""(a published tree, how it was left) → what a hand has done to it since: one stat a file and a folder."""

# fifty thousand stats at a time: os on strings, and no call that can be spared.

from __future__ import annotations

import os
import stat
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from ..settings import TICK
from . import together
from .entry import NOBODYS, by_hand, folder_time
from .record import Stat, Times
from .state import State


def touched(top: str, files: Iterable[Stat], links: int = 1) -> list[str]:
    """The files that are not as they were left, or have fewer links than that."""
    with _Base(top) as base:
        return together.done(_jobs(base.files(links), list(files)))


def foreign(top: str, kept: State) -> list[str]:
    """What was put in by hand: files, and folders of nothing else."""
    with _Base(top) as base:
        changed = together.done(_jobs(base.folders, list(kept.expected().items())))
    return _strange(top, kept, changed, kept.files)


def is_untouched(top: str, kept: State) -> bool:
    """Whether all files are as they were left, and none was put in."""
    files = kept.stats()
    with _Base(top) as base:
        jobs = [*_jobs(base.files(links=1), files), *_jobs(base.folders, list(kept.expected().items()))]
        changed = together.done(jobs)
    ours = {path for path, *_ in files}
    return ours.isdisjoint(changed) and not _strange(top, kept, changed, ours)


def _jobs(check: together.Check, rows: Sequence[Any]) -> list[together.Job]:
    return [(check, rows[n : n + together.CHUNK]) for n in range(0, len(rows), together.CHUNK)]


class _Base:
    """A folder from which paths are looked up: by its descriptor where the system can, which is a tenth faster."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._lead = f"{top}/"
        self._at: int | None = None

    def __enter__(self) -> _Base:
        if os.stat in os.supports_dir_fd:
            self._lead, self._at = "", os.open(self._top, os.O_RDONLY)
        return self

    def __exit__(self, *_: object) -> None:
        if self._at is not None:
            os.close(self._at)

    def files(self, links: int) -> together.Check:
        """Finds those that are not as they were left."""
        lead, at = self._lead, self._at

        def check(rows: together.Rows) -> list[int]:
            """The numbers of the rows that do not fit what a stat says."""
            found = []
            for number, (path, size, changed, node) in enumerate(rows):
                try:
                    about = os.lstat(lead + path, dir_fd=at)
                    # By number: half the time of a name.
                    if about.st_mtime_ns != changed or about[6] != size or about[1] != node or about[3] < links:
                        found.append(number)
                except (FileNotFoundError, NotADirectoryError):
                    found.append(number)
            return found

        return check

    def folders(self, rows: together.Rows) -> list[int]:
        """Finds those that names came into or left, as far as anybody knows."""
        lead, at, found = self._lead, self._at, []
        for number, (path, when) in enumerate(rows):
            try:
                if not when or folder_time(os.lstat(lead + path, dir_fd=at)) != when:
                    found.append(number)
            except (FileNotFoundError, NotADirectoryError):
                found.append(number)
        return found


def _strange(top: str, kept: State, folders: list[str], ours: Container[str]) -> list[str]:
    """The top changes with every swap, and so is looked into each time."""
    strange = sorted(path for folder in ("", *folders) for path in _look(top, folder, kept, ours))
    return list(dict.fromkeys(_outermost(path, kept.times) for path in strange))


def _look(top: str, folder: str, kept: State, ours: Container[str]) -> list[str]:
    """The files in a folder of ours, and anywhere in a folder there that is none, that are not ours."""
    try:
        about = os.lstat(f"{top}/{folder}")
        if not stat.S_ISDIR(about.st_mode):
            return []
    except (FileNotFoundError, NotADirectoryError):
        return []
    now = time.time_ns()
    found: list[str] = []
    with os.scandir(f"{top}/{folder}") as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if path in kept.times:
                continue
            if entry.is_dir(follow_symlinks=False):
                found += _within(top, path)
            elif path not in ours and entry.name not in NOBODYS and not by_hand(path, entry):
                found.append(path)
    if folder and not found:
        kept.notice(folder, folder_time(about) if folder_time(about) < now - TICK else 0)
    return found


def _within(top: str, folder: str) -> Iterator[str]:
    with os.scandir(f"{top}/{folder}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _within(top, f"{folder}/{entry.name}")
            elif entry.name not in NOBODYS:
                yield f"{folder}/{entry.name}"


def _outermost(path: str, ours: Times) -> str:
    """The first folder on the way to a file that is not ours, else the file."""
    parts = path.split("/")
    above = ("/".join(parts[:n]) for n in range(1, len(parts)))
    return next((folder for folder in above if folder not in ours), path)
