"""What a build published → one record at the end of a log → what the next build may take for granted.

A record tells what changed since the one before, and names the inode of the folder it speaks of. A build appends its
record before the trees change places, so a record whose folder is not the published one was never published and does
not count: no kill can part the site from its state, and a small change costs a small record.

It also tells, for each folder of either tree, when names last came or went there, if it held nothing but ours then: a
folder that still bears that time needs no look. Anything else that befalls it changes its time, and so is looked into.

On the disk: a line with the digest and the length of what follows, then numbers, then texts with a zero byte between.
"""

# ruff: noqa: PTH105, PTH116, PTH123
# os on strings, as in the rest of this package.

from __future__ import annotations

import gc
import os
import time
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from .entry import Entry, digest, folders

_VERSION = 2
_SLACK = 1 << 16  # bytes a log may grow before it is worth writing anew
_HEAD = 8 * 7  # bytes of numbers before the columns
_LARGEST = (1 << 63) - 1  # some disks have longer inodes; cut down they match no file, and each is read again
NEVER = -1  # instead of a time: the folder is not in the tree any more
_AS_BEFORE = -2

_T = TypeVar("_T")
Told = tuple[Sequence[str], Sequence[int]]  # folders, and their times
Times = dict[str, int]  # folder → its time when it held nothing but ours; 0 when that is not known

_latest: tuple[str, tuple[int, int, int], State] | None = None  # a process reads a log once


class State:
    """A published tree as its log tells it."""

    __slots__ = ("_spare", "end", "files", "first", "noticed", "root", "seal", "stale", "times")

    def __init__(
        self,
        root: int,
        files: dict[str, Entry],
        stale: Collection[str] = (),
        times: Times | None = None,
        spare: Times | Callable[[], Times] | None = None,
    ) -> None:
        self.root = root  # the inode of its top folder
        self.files = files
        self.stale = stale  # the paths in which the other tree is one build behind
        self.times = times or {}  # of all its folders but the top; empty when none is known
        self._spare = spare or {}
        self.noticed: set[str] = set()  # folders whose times are newer than the log
        self.seal = 0  # when it was published: no two publications have the same
        self.first = self.end = 0  # bytes of the log: its first record, and all up to here

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


class _Record:
    """What one record of the log tells."""

    __slots__ = ("files", "gone", "root", "seal", "spare", "stale", "times")

    def __init__(self, body: bytes) -> None:
        version, self.root, self.seal, files, gone, stale, folders = array("q", body[:_HEAD])
        if version != _VERSION:
            raise ValueError(f"a log of version {version}")
        end = _HEAD + 8 * (3 * files + 2 * folders)
        numbers, texts = array("q", body[_HEAD:end]), body[end:].decode("utf-8", "surrogateescape").split("\0")
        sizes, changed, nodes, times, spare = _cut(numbers, files, files, files, folders, folders)
        paths, marks, self.gone, self.stale, names = _cut(texts, files, files, gone, stale, folders)
        self.files: dict[str, Entry] = dict(zip(paths, zip(marks, sizes, changed, nodes, strict=True), strict=True))
        self.times, self.spare = (names, times), (names, spare)


def inode(folder: str) -> int:
    """By what a log knows its tree; 0 when there is none."""
    try:
        return os.stat(folder).st_ino & _LARGEST
    except FileNotFoundError:
        return 0


def load(log: str, root: int) -> State | None:
    """The state of the tree with that inode; None when the log is missing, damaged, or speaks of other trees."""
    global _latest
    try:
        stamp = _stamp(log)
        if _latest and _latest[2].root == root and _latest[:2] == (log, stamp):
            return _latest[2]
        with open(log, "rb") as file:
            content = file.read()
    except OSError:
        return None
    collecting = gc.isenabled()
    gc.disable()  # it would walk the same hundred thousand values again and again
    try:
        records = list(_records(content))
    finally:
        (gc.enable if collecting else gc.disable)()
    if records and records[-1][0].root != root:
        records.pop()  # prepared, but never published
    if not records or records[-1][0].root != root:
        return None
    state = _replayed(record for record, _ in records)
    state.first, state.end = records[0][1], records[-1][1]
    _latest = (log, stamp, state)
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
    line = _line(now, now.files, now.times, now.spare) if before is None else _news(before, now, fresh, touched or {})
    if before and before.end < before.first * 3 // 2 + _SLACK:
        now.first, start = before.first, before.end
        with open(log, "r+b", buffering=0) as file:
            file.truncate(start)
            file.seek(start)
            _write(file.fileno(), line)
    else:
        # The tree that is live now stays described until the other takes its place.
        base = _line(before, before.files, before.times, before.spare) if before else b""
        now.first, start = len(base or line), len(base)
        with open(log + ".new", "wb", buffering=0) as file:
            _write(file.fileno(), base + line)
        os.replace(log + ".new", log)
    now.end = start + len(line)
    _latest = (log, _stamp(log), now)
    return now


def _news(before: State, now: State, fresh: Collection[str], touched: Times) -> bytes:
    seen = {folder: before.times[folder] for folder in before.noticed}
    times, spare = (touched, seen) if now.root != before.root else (seen, touched)
    gone = [path for path in now.stale if path not in now.files]
    return _line(now, {path: now.files[path] for path in fresh}, times, spare, gone)


def _line(now: State, put: Mapping[str, Entry], times: Times, spare: Times, gone: Collection[str] = ()) -> bytes:
    entries, known = put.values(), dict.fromkeys([*times, *spare])
    counts = (len(put), len(gone), len(now.stale), len(known))
    numbers = array("q", (_VERSION, now.root, now.seal, *counts))
    numbers.extend([size for _, size, _, _ in entries])
    numbers.extend([changed for _, _, changed, _ in entries])
    numbers.extend([node & _LARGEST for _, _, _, node in entries])
    numbers.extend([times.get(folder, _AS_BEFORE) for folder in known])
    numbers.extend([spare.get(folder, _AS_BEFORE) for folder in known])
    texts = "\0".join([*put, *[entry[0] for entry in entries], *gone, *now.stale, *known])
    body = numbers.tobytes() + texts.encode("utf-8", "surrogateescape")
    return f"{digest(body)} {len(body)}\n".encode() + body


def _records(log: bytes) -> Iterator[tuple[_Record, int]]:
    """Records with the byte at which each ends, up to the first that is torn, damaged or of another version."""
    start, end = 0, 0
    while (start := log.find(b"\n", end, end + 60) + 1) > 0:
        mark, _, length = log[end : start - 1].partition(b" ")
        if not length.isdigit():
            return
        end = start + int(length)
        body = log[start:end]
        if start + len(body) != end or digest(body).encode() != mark:
            return
        try:
            record = _Record(body)
        except ValueError:
            return
        yield record, end


def _replayed(records: Iterable[_Record]) -> State:
    root, record = 0, None
    files: dict[str, Entry] = {}
    live: list[Told] = []
    other: list[Told] = []
    for record in records:
        if record.root != root:  # the trees changed places
            live, other, root = other, live, record.root
        for path in record.gone:
            files.pop(path, None)
        files.update(record.files)
        live.append(record.times)
        other.append(record.spare)
    assert record
    state = State(root, files, record.stale, _times(live), lambda: _times(other))
    state.seal = record.seal
    return state


def _times(told: Iterable[Told]) -> Times:
    known: Times = {}
    for names, times in told:
        if known or _AS_BEFORE in times or NEVER in times:
            noted(known, {n: t for n, t in zip(names, times, strict=True) if t != _AS_BEFORE})
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


def _cut(column: Sequence[_T], *sizes: int) -> Iterator[Sequence[_T]]:
    end = 0
    for size in sizes:
        end += size
        yield column[end - size : end]


def _write(descriptor: int, content: bytes) -> None:
    """All of it: one call may write less, and a full disk shows at the next."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _stamp(log: str) -> tuple[int, int, int]:
    found = os.stat(log)
    return (found.st_ino, found.st_size, found.st_mtime_ns)
