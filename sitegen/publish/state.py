"""What a build published → one line at the end of a log → what the next build may take for granted.

Each line is a record and its digest; it tells what changed since the one before, and names the inode of the folder it
speaks of. A build appends its line before the trees change places, so a line whose folder is not the published one was
never published and does not count: no kill can part the site from its state, and a small change costs a small line.
"""

# ruff: noqa: PTH105, PTH116, PTH123
# os on strings, as in the rest of this package.

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .tree import Entry, digest

_VERSION = 1
_SLACK = 1 << 16  # bytes a log may grow before it is worth writing anew

_latest: tuple[str, tuple[int, int, int], State] | None = None  # a watching builder reads its own log once


@dataclass(frozen=True, slots=True)
class State:
    """A published tree as its log tells it."""

    root: int  # the inode of its top folder
    files: dict[str, Entry]
    stale: Collection[str]  # the paths in which the other tree is one build behind
    first: int = 0  # bytes of the log's first line
    end: int = 0  # bytes of the log up to here


def inode(folder: str) -> int:
    """By what a log knows its tree; 0 when there is none."""
    try:
        return os.stat(folder).st_ino
    except FileNotFoundError:
        return 0


def load(log: str, root: int) -> State | None:
    """The state of the tree with that inode; None when the log is missing, damaged, or speaks of other trees."""
    try:
        if _latest and _latest[2].root == root and _latest[:2] == (log, _stamp(log)):
            return _latest[2]
        with open(log, "rb") as file:
            lines = list(_records(file.read()))
    except OSError:
        return None
    if lines and lines[-1][0]["root"] != root:
        lines.pop()  # prepared, but never published
    if not lines or lines[-1][0]["root"] != root:
        return None
    files: dict[str, Entry] = {}
    for record, _ in lines:
        for path in record["gone"]:
            files.pop(path, None)
        files |= {path: (mark, size, time, node) for path, (mark, size, time, node) in record["put"].items()}
    return State(root, files, lines[-1][0]["stale"], lines[0][1], lines[-1][1])


def save(log: str, before: State | None, now: State, fresh: Collection[str] = ()) -> State:
    """Appends what `now` has that `before` had not, with the entries of the `fresh` paths; starts a new log at need."""
    global _latest
    gone = [path for path in now.stale if path not in now.files]
    line = _line(now, {path: now.files[path] for path in (fresh if before else now.files)}, gone)
    if before and before.end < 3 * before.first + _SLACK:
        first, end = before.first, before.end
        with open(log, "r+b", buffering=0) as file:
            file.truncate(end)
            file.seek(end)
            _write(file.fileno(), line)
    else:
        # The tree that is live now stays described until the other takes its place.
        base = _line(before, before.files) if before else b""
        first, end = len(base or line), len(base)
        with open(log + ".new", "wb", buffering=0) as file:
            _write(file.fileno(), base + line)
        os.replace(log + ".new", log)
    saved = State(now.root, now.files, now.stale, first, end + len(line))
    _latest = (log, _stamp(log), saved)
    return saved


def _line(state: State, put: Mapping[str, Entry], gone: Collection[str] = ()) -> bytes:
    record = {"version": _VERSION, "root": state.root, "put": put, "gone": list(gone), "stale": list(state.stale)}
    body = json.dumps(record, separators=(",", ":")).encode()
    return digest(body).encode() + b" " + body + b"\n"


def _records(log: bytes) -> Iterator[tuple[dict[str, Any], int]]:
    """Records with the byte at which each ends, up to the first that is torn, damaged or of another version."""
    end = 0
    for line in log.splitlines(keepends=True):
        mark, _, body = line.partition(b" ")
        if not line.endswith(b"\n") or digest(body[:-1]).encode() != mark:
            return
        record = json.loads(body)
        if record.get("version") != _VERSION:
            return
        end += len(line)
        yield record, end


def _write(descriptor: int, content: bytes) -> None:
    """All of it: one call may write less, and a full disk shows at the next."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def _stamp(log: str) -> tuple[int, int, int]:
    found = os.stat(log)
    return (found.st_ino, found.st_size, found.st_mtime_ns)
