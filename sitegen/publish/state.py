"""What a build published → one record at the end of a log → what the next build may take for granted.

A record tells what changed since the one before, and names the inode of the folder it speaks of. A build appends its
record before the trees change places, so a record whose folder is not the published one was never published and does
not count: no kill can part the site from its state, and a small change costs a small record.

It also tells, for each folder of either tree, when names last came or went there, if it held nothing but ours then: a
folder that still bears that time needs no look. Anything else that befalls it changes its time, and so is looked into.
"""

# ruff: noqa: PTH105, PTH116, PTH123
# os on strings, as in the rest of this package.

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Collection, Iterable, Sequence

from .entry import Entry, folders, write_all
from .record import AS_BEFORE, LARGEST, Record, Stat, Times, Told, line, records

_SLACK = 1 << 16  # bytes a log may grow before it is worth writing anew
NEVER = -1  # instead of a time: the folder is not in the tree any more

_latest: tuple[tuple[int, int, int], State] | None = None  # a process reads a log once, whatever it calls the file


class State:
    """A published tree as its log tells it."""

    __slots__ = ("_files", "_spare", "_stats", "end", "first", "noticed", "root", "seal", "stale", "times")

    def __init__(
        self,
        root: int,
        files: dict[str, Entry] | Callable[[], dict[str, Entry]],
        stale: Collection[str] = (),
        times: Times | None = None,
        spare: Times | Callable[[], Times] | None = None,
    ) -> None:
        self.root = root  # the inode of its top folder
        self._files = files
        self._stats: Callable[[], list[Stat]] | None = None
        self.stale = stale  # the paths in which the other tree is one build behind
        self.times = times or {}  # of all its folders but the top; empty when none is known
        self._spare = spare or {}
        self.noticed: set[str] = set()  # folders whose times are newer than the log
        self.seal = 0  # when it was published: no two publications have the same
        self.first = self.end = 0  # bytes of the log: its first record, and all up to here

    @property
    def files(self) -> dict[str, Entry]:
        """What is published."""
        if callable(self._files):  # a build with nothing to do asks for stats() only, in a third of the time
            self._files, self._stats = self._files(), None
        return self._files

    def stats(self) -> list[Stat]:
        """What is published, without the digests."""
        if self._stats:
            return self._stats()
        return [(path, size, changed, node) for path, (_, size, changed, node) in self.files.items()]

    @property
    def spare(self) -> Times:
        """The same for the other tree."""
        if callable(self._spare):  # a build with nothing to do never asks
            self._spare = self._spare()
        return self._spare

    def expected(self) -> Times:
        """The times of all its folders."""
        if not self.times:
            self.times = dict.fromkeys(folders(self.files), 0)
            self.noticed = set(self.times)
        return self.times

    def notice(self, folder: str, when: int) -> None:
        """Keeps the time of a folder that was looked into; the next build that publishes notes it."""
        self.times[folder] = when
        self.noticed.add(folder)


def inode(folder: str) -> int:
    """By what a log knows its tree; 0 when there is none."""
    try:
        return os.stat(folder).st_ino & LARGEST
    except FileNotFoundError:
        return 0


def load(log: str, root: int) -> State | None:
    """The state of the tree with that inode; None when the log is missing, damaged, or speaks of other trees."""
    global _latest
    try:
        stamp = _stamp(log)
        if _latest and _latest[1].root == root and _latest[0] == stamp:
            return _latest[1]
        with open(log, "rb") as file:
            content = file.read()
    except OSError:
        return None
    collecting = gc.isenabled()
    gc.disable()  # it would walk the same hundred thousand values again and again
    try:
        found = list(records(content))
    finally:
        (gc.enable if collecting else gc.disable)()
    if found and found[-1][0].root != root:
        found.pop()  # prepared, but never published
    if not found or found[-1][0].root != root:
        return None
    state = _replayed([record for record, _ in found])
    state.first, state.end = found[0][1], found[-1][1]
    _latest = (stamp, state)
    return state


def save(
    log: str, before: State | None, now: State, fresh: Collection[str] = (), touched: Times | None = None
) -> State:
    """Appends what `now` has that `before` had not; starts a new log at need.

    That is: the entries of the `fresh` paths, and the times of the folders `touched` in the tree that is to be live.
    """
    global _latest
    now.seal = time.time_ns()
    if before and now.root == before.root and not fresh:
        now.seal = before.seal  # only the other tree was brought into step
    news = _news(before, now, fresh, touched or {}) if before else _whole(now)
    if before and before.end < before.first * 3 // 2 + _SLACK:
        now.first, start = before.first, before.end
        with open(log, "r+b", buffering=0) as file:
            file.truncate(start)
            file.seek(start)
            write_all(file.fileno(), news)
    else:
        # The tree that is live now stays described until the other takes its place.
        base = _whole(before) if before else b""
        now.first, start = len(base or news), len(base)
        with open(log + ".new", "wb", buffering=0) as file:
            write_all(file.fileno(), base + news)
        os.replace(log + ".new", log)
    now.end = start + len(news)
    _latest = (_stamp(log), now)
    return now


def _news(before: State, now: State, fresh: Collection[str], touched: Times) -> bytes:
    seen = {folder: before.times[folder] for folder in before.noticed}
    times, spare = (touched, seen) if now.root != before.root else (seen, touched)
    gone = [path for path in now.stale if path not in now.files]
    put = {path: now.files[path] for path in fresh}
    return line(now.root, now.seal, put, times, spare, gone, now.stale)


def _whole(now: State) -> bytes:
    return line(now.root, now.seal, now.files, now.times, now.spare, stale=now.stale)


def _replayed(records: list[Record]) -> State:
    root = 0
    live: list[Told] = []
    other: list[Told] = []
    for record in records:
        if record.root != root:  # the trees changed places
            live, other, root = other, live, record.root
        live.append(record.times)
        other.append(record.spare)
    now = State(root, lambda: _files(records), records[-1].stale, _times(live), lambda: _times(other))
    now._stats = lambda: _stats(records)
    now.seal = records[-1].seal
    return now


def _files(records: Iterable[Record]) -> dict[str, Entry]:
    files: dict[str, Entry] = {}
    for record in records:
        for path in record.gone:
            files.pop(path, None)
        files.update(record.files())
    return files


def _stats(records: Sequence[Record]) -> list[Stat]:
    """From the last record on: what a later one tells of a file counts."""
    told: set[str] = set()
    found: list[Stat] = []
    for record in reversed(records):
        found += [stat for stat in record.stats() if stat[0] not in told] if told else record.stats()
        told.update(record.gone)
        if record is not records[0]:
            told.update(record.columns[0])
    return found


def _times(told: Iterable[Told]) -> Times:
    known: Times = {}
    for names, times in told:
        if known or AS_BEFORE in times or NEVER in times:
            noted(known, {n: t for n, t in zip(names, times, strict=True) if t != AS_BEFORE})
        else:
            known = dict(zip(names, times, strict=True))
    return known


def noted(known: Times, news: Times) -> Times:
    """The times that are known, and the news."""
    for folder, when in news.items():
        if when == NEVER:
            known.pop(folder, None)
        else:
            known[folder] = when
    return known



def _stamp(log: str) -> tuple[int, int, int]:
    found = os.stat(log)
    return (found.st_ino, found.st_size, found.st_mtime_ns)
