"""One build's news ⇄ bytes in a log: a line with a digest and the length of what follows, numbers, texts."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from .entry import Entry, digest

_VERSION = 2
_HEAD = 8 * 8  # bytes of numbers before the columns
LARGEST = (1 << 63) - 1  # some disks have longer inodes; cut down they match no file, and each is read again
AS_BEFORE = -2  # instead of a time: nothing new of this folder

_T = TypeVar("_T")
Stat = tuple[str, int, int, int]  # path, size, time of last change, inode
Told = tuple[Sequence[str], Sequence[int]]  # folders, and their times
Times = dict[str, int]  # folder → its time when it held nothing but ours; 0 when that is not known


class Record:
    """What one record of the log tells."""

    __slots__ = ("_marks", "columns", "gone", "root", "seal", "spare", "stale", "times")

    def __init__(self, body: bytes) -> None:
        version, self.root, self.seal, files, gone, stale, folders, length = array("q", body[:_HEAD])
        if version != _VERSION:
            raise ValueError(f"a log of version {version}")
        end = _HEAD + 8 * (3 * files + 2 * folders)
        numbers = array("q", body[_HEAD:end])
        texts = body[end : end + length].decode("utf-8", "surrogateescape").split("\0")
        sizes, changed, nodes, times, spare = _cut(numbers, files, files, files, folders, folders)
        paths, self.gone, self.stale, names = _cut(texts, files, gone, stale, folders)
        if len(paths) != files or len(names) != folders:
            raise ValueError("a log of another make")
        self.columns = (paths, sizes, changed, nodes)
        self._marks = body[end + length :]
        self.times, self.spare = (names, times), (names, spare)

    def stats(self) -> Iterable[Stat]:
        """The files it tells of."""
        return zip(*self.columns, strict=True)

    def files(self) -> Iterable[tuple[str, Entry]]:
        """The same with their digests."""
        paths, *numbers = self.columns
        marks = self._marks.decode().split("\0") if paths else []
        return zip(paths, zip(marks, *numbers, strict=True), strict=True)


def line(
    root: int,
    seal: int,
    put: Mapping[str, Entry],
    times: Times,
    spare: Times,
    gone: Collection[str] = (),
    stale: Collection[str] = (),
) -> bytes:
    """A record: what is put, the times of folders in the live tree and the other, what is gone, what is stale."""
    entries, known = put.values(), dict.fromkeys([*times, *spare])
    texts = "\0".join([*put, *gone, *stale, *known]).encode("utf-8", "surrogateescape")
    counts = (len(put), len(gone), len(stale), len(known), len(texts))
    numbers = array("q", (_VERSION, root, seal, *counts))
    numbers.extend([size for _, size, _, _ in entries])
    numbers.extend([changed for _, _, changed, _ in entries])
    numbers.extend([node & LARGEST for _, _, _, node in entries])
    numbers.extend([times.get(folder, AS_BEFORE) for folder in known])
    numbers.extend([spare.get(folder, AS_BEFORE) for folder in known])
    body = numbers.tobytes() + texts + "\0".join([mark for mark, *_ in entries]).encode()
    return f"{digest(body)} {len(body)}\n".encode() + body


def records(log: bytes) -> Iterator[tuple[Record, int]]:
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
            record = Record(body)
        except ValueError:
            return
        yield record, end


def _cut(column: Sequence[_T], *sizes: int) -> Iterator[Sequence[_T]]:
    end = 0
    for size in sizes:
        end += size
        yield column[end - size : end]
