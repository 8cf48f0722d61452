"""(a published tree, how it was left) → what a hand has done to it since: one stat a file and a folder."""

# fifty thousand stats at a time: os on strings, and no call that can be spared.

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator

from ..settings import TICK
from .entry import NOBODYS, Entry, by_hand, folder_time
from .state import State, Times

MANY = 2000  # stats; below this a second process costs more than it brings


def touched(top: str, files: dict[str, Entry], links: int = 1) -> list[str]:
    """The files that are not as they were left, or have fewer links than that."""
    rows = list(files.items())
    if len(rows) < MANY:
        return _touched(top, rows, links)
    half = len(rows) // 2
    found = _both(lambda: _touched(top, rows[:half], links), lambda: _touched(top, rows[half:], links))
    return [*found[0], *found[1]]


def foreign(top: str, kept: State) -> list[str]:
    """What was put in by hand: files, and folders of nothing else."""
    rows = list(kept.expected().items())
    if len(rows) < MANY:
        return _strange(top, kept, _changed(top, rows))
    half = len(rows) // 2
    found = _both(lambda: _changed(top, rows[:half]), lambda: _changed(top, rows[half:]))
    return _strange(top, kept, [*found[0], *found[1]])


def is_untouched(top: str, kept: State) -> bool:
    """Whether all files are as they were left, and none was put in."""
    rows, folders = list(kept.files.items()), list(kept.expected().items())
    if len(rows) < MANY:
        return not _touched(top, rows, 1) and not _strange(top, kept, _changed(top, folders))
    found, changed = _both(lambda: _touched(top, rows, 1), lambda: _changed(top, folders))
    return not found and not _strange(top, kept, changed)


def _touched(top: str, rows: Iterable[tuple[str, Entry]], links: int) -> list[str]:
    found = []
    with _Base(top) as base:
        lead, at = base.lead, base.descriptor
        for path, (_, size, changed, node) in rows:
            try:
                about = os.lstat(lead + path, dir_fd=at)
            except (FileNotFoundError, NotADirectoryError):
                found.append(path)
                continue
            # By number: half the time of a name.
            if about.st_mtime_ns != changed or about[6] != size or about[1] != node or about[3] < links:
                found.append(path)
    return found


def _changed(top: str, rows: Iterable[tuple[str, int]]) -> list[str]:
    """The folders that names came into or left, as far as anybody knows."""
    found = []
    with _Base(top) as base:
        lead, at = base.lead, base.descriptor
        for path, when in rows:
            try:
                if not when or folder_time(os.lstat(lead + path, dir_fd=at)) != when:
                    found.append(path)
            except (FileNotFoundError, NotADirectoryError):
                found.append(path)
    return found


def _strange(top: str, kept: State, folders: list[str]) -> list[str]:
    """The top changes with every swap, and so is looked into each time."""
    strange = sorted(path for folder in ("", *folders) for path in _look(top, folder, kept))
    return list(dict.fromkeys(_outermost(path, kept.times) for path in strange))


def _look(top: str, folder: str, kept: State) -> list[str]:
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
            elif path not in kept.files and entry.name not in NOBODYS and not by_hand(path, entry):
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


class _Base:
    """A folder from which paths are looked up: by its descriptor where the system can, which is a tenth faster."""

    def __init__(self, top: str) -> None:
        self._top = top
        self.lead = f"{top}/"
        self.descriptor: int | None = None

    def __enter__(self) -> _Base:
        if os.stat in os.supports_dir_fd:
            self.lead, self.descriptor = "", os.open(self._top, os.O_RDONLY)
        return self

    def __exit__(self, *_: object) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)


# two at a time


def _both(one: Callable[[], list[str]], other: Callable[[], list[str]]) -> tuple[list[str], list[str]]:
    """Both answers, the second from another process where there is a processor for it."""
    if sys.platform == "win32":
        return one(), other()
    if not _may_fork():
        return one(), other()
    receive, send = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no room for a process
        child = -1
    if child == 0:
        _answer(send, other)
    os.close(send)
    try:
        first = one()
    finally:
        with open(receive, "rb") as pipe:  # noqa: PTH123 (a descriptor)
            answer = pipe.read()
        if child > 0:
            os.waitpid(child, 0)
    whole = answer.endswith(b"\0.")  # else it was killed, or failed: then it fails here again, and is told
    return first, answer[:-2].decode("utf-8", "surrogateescape").split("\0")[1:] if whole else other()


def _answer(send: int, other: Callable[[], list[str]]) -> None:
    try:
        with open(send, "wb") as pipe:
            pipe.write("\0".join(["", *other(), "."]).encode("utf-8", "surrogateescape"))
    finally:
        os._exit(0)


def _may_fork() -> bool:
    """Forking a process of several threads is unsafe: a lock that another thread holds is never let go."""
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1
