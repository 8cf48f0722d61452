"""What a build found out ⇄ two files in the work space: an index, and the things it points to, read when they are needed.

The index is written anew and renamed into place, and its digest stands before it; each thing is checked as it is read.
Whatever does not fit raises Damaged, or is as good as nothing: then the build is made from the sources alone. The things
are Python's own pickles, and like compiled modules they belong to this computer: never take them from somebody else.
"""

# ruff: noqa: PTH105, PTH108 — thousands of small reads by descriptor

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from .. import __version__
from ..publish import write_all
from .crew import Told

_INDEX, _THINGS = "kept", "kept-things"
_FORMAT = f"1 {__version__} {sys.version}".encode()
_WASTE = 1 << 22  # bytes of things that nobody points to, before they are worth writing anew


class Damaged(Told):
    """Something that was kept is not as it was written."""


class Ref(NamedTuple):
    """Where a thing stands: in the kept file, or (`fresh`) among those of this build."""

    fresh: bool
    start: int
    length: int
    sum: int


class Store:
    """Things of the last build, and those of this one until they are kept or forgotten."""

    def __init__(self, workspace: Path | None, *, remembers: bool = False) -> None:
        self.folder = workspace
        self.old = self.new = -1
        self.size = self.end = 0  # bytes in each file
        self._latest: tuple[tuple[int, int, int], dict[str, Any]] | None = None  # the index that this process wrote
        self.cache: dict[Ref, Any] | None = {} if remembers else None  # what a watching process has read already

    def index(self) -> dict[str, Any]:
        """What the last build kept; empty where there is nothing, or nothing that can be trusted."""
        self._forget_new()
        if self.folder is None:
            return {}
        try:
            if self._latest and self._latest[0] == _stamp(self.folder / _INDEX):
                return self._latest[1]
            body = unsealed((self.folder / _INDEX).read_bytes())
            if body is None:
                return {}
            kept: dict[str, Any] = marshal.loads(body)
            self._open(self.folder / f"{_THINGS}.{kept['generation']}")
        except (OSError, ValueError, EOFError, TypeError, KeyError):
            return {}
        return kept

    def _open(self, path: Path) -> None:
        """Reads things from this file; what was read before is still good if it is the same one."""
        before = os.fstat(self.old).st_ino if self.old >= 0 else 0
        self.close()
        self.old = os.open(path, os.O_RDONLY)
        about = os.fstat(self.old)
        self.size = about.st_size
        if about.st_ino != before and self.cache:
            self.cache.clear()

    def add(self, thing: bytes) -> Ref:
        """Puts a thing beside the kept ones, for this build."""
        if self.new < 0:
            import tempfile  # 8 ms, and a build with nothing to do adds nothing

            handle, name = tempfile.mkstemp(prefix="sitegen-")
            os.unlink(name)
            self.new = handle
        write_all(self.new, thing)
        ref = Ref(True, self.end, len(thing), zlib.crc32(thing))
        self.end += len(thing)
        return ref

    def raw(self, ref: Ref) -> bytes:
        """The bytes of a thing; raises Damaged when they are not those that were put there."""
        fresh, start, length, check = ref
        thing = os.pread(self.new if fresh else self.old, length, start)
        if len(thing) != length or zlib.crc32(thing) != check:
            raise Damaged
        return thing

    def get(self, ref: Ref) -> Any:
        """A thing; a watching process gets the very object that it got before."""
        if self.cache is None:
            return pickle.loads(self.raw(ref))
        if ref not in self.cache:
            self.cache[ref] = pickle.loads(self.raw(ref))
        return self.cache[ref]

    def put(self, thing: Any) -> Ref:
        """Pickles a thing and adds it."""
        return self.add(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))

    def settle(self, kept: dict[str, Any], refs: dict[Any, Ref]) -> dict[Any, Ref]:
        """Keeps these things and the index; returns where they are now. Only under the lock of the output.

        `kept` must hold nothing but what marshal knows; the places of `refs` go into it as `places`.
        """
        assert self.folder
        live = sum(ref.length for ref in refs.values() if not ref.fresh)
        again = self.old < 0 or self.size - live > live + _WASTE
        generation = self._newest() + 1 if again else int(kept["generation"])
        path = self.folder / f"{_THINGS}.{generation}"
        at = 0 if again else self.size
        target = os.open(path, os.O_RDWR | os.O_CREAT | (os.O_TRUNC if again else 0), 0o644)
        moved: dict[Any, Ref] = {}
        os.lseek(target, at, os.SEEK_SET)
        for name, ref in refs.items():
            if ref.fresh or again:
                write_all(target, self.raw(ref))
                moved[name] = Ref(False, at, ref.length, ref.sum)
                at += ref.length
            else:
                moved[name] = ref
        self._take(target, at, refs, moved)
        index = {**kept, "generation": generation, "places": {n: tuple(r) for n, r in moved.items()}}
        body = marshal.dumps(index)
        new = self.folder / f"{_INDEX}.new"
        new.write_bytes(sealed(body))
        os.replace(new, self.folder / _INDEX)
        self._latest = (_stamp(self.folder / _INDEX), index)
        if again:
            self._sweep(generation)
        return moved

    def _forget_new(self) -> None:
        """Things of a build that came to nothing."""
        if self.end:
            os.ftruncate(self.new, 0)
            os.lseek(self.new, 0, os.SEEK_SET)
            self.end = 0
            if self.cache is not None:
                self.cache = {ref: thing for ref, thing in self.cache.items() if not ref.fresh}

    def close(self) -> None:
        """Lets both files go."""
        for handle in (self.old, self.new):
            if handle >= 0:
                os.close(handle)
        self.old = self.new = -1
        self.end = 0

    def _take(self, target: int, size: int, before: dict[Any, Ref], after: dict[Any, Ref]) -> None:
        """From now on the things are read from `target`."""
        if self.cache is not None:
            read = self.cache
            self.cache = {after[name]: read[ref] for name, ref in before.items() if ref in read}
        self.close()
        self.old, self.size = target, size

    def _newest(self) -> int:
        """The latest file of things: none is written over, for an index may still point into it."""
        assert self.folder
        numbers = (file.suffix[1:] for file in self.folder.glob(f"{_THINGS}.*"))
        return max((int(n) for n in numbers if n.isdecimal()), default=0)

    def _sweep(self, generation: int) -> None:
        assert self.folder
        for file in self.folder.glob(f"{_THINGS}.*"):
            if file.name != f"{_THINGS}.{generation}":
                with suppress(OSError):
                    file.unlink()


def _stamp(file: Path) -> tuple[int, int, int]:
    about = file.stat()
    return (about.st_ino, about.st_size, about.st_mtime_ns)


def sealed(body: bytes) -> bytes:
    """The bytes with their digest before them."""
    return _digest(body) + body


def unsealed(raw: bytes) -> bytes | None:
    """The bytes behind their digest; None where they are damaged, or come from another sitegen or Python."""
    return raw[16:] if raw[:16] == _digest(raw[16:]) else None


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16, person=hashlib.blake2b(_FORMAT, digest_size=16).digest()).digest()
