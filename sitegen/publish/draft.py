"""A build's files, one by one → `next`: what it holds of this build, and how it comes back to what is published."""

# ruff: noqa: PTH106, PTH112, PTH116
# `make` and `keep` run for every file of the site: os on strings, one stat each.

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from contextlib import suppress

from . import look, tree
from .entry import TEMPORARY, Entry, digest
from .shelf import Shelf

# Path, digest, size, time and inode of a file; whether it is new in `next`; its bytes, when only `take` can place it.
Made = tuple[str, str, int, int, int, bool, bytes | None]


class Draft:
    """The files of the next site. A forked process may `make` some; the one that began it takes or keeps them all."""

    def __init__(
        self,
        live: str,
        ready: str,
        files: dict[str, Entry],
        carried: dict[str, Entry],
        shelf: Shelf,
        doubted: bool = False,
    ) -> None:
        self._live = live
        self._next = ready
        self._files = files  # what is published now
        self._carried = carried  # the author's dot files at the top
        self._shelf = shelf
        self._doubted = doubted  # without a state, any of them may be an author's
        self.made: dict[str, Entry] = {}  # what this build publishes
        self.written: set[str] = set()
        self.dropped: set[str] = set()
        self.refreshed: set[str] = set()  # the same bytes, but touched by hand
        self._claimed = {""}  # folders of this build's files
        self._known = {""}  # folders seen to exist in `next`

    @property
    def published(self) -> Set[str]:
        """The files that are published now, as far as that is known."""
        return self._files.keys()

    def make(self, path: str, content: bytes) -> Made:
        """Writes a file into `next`, unless it is published with these bytes already."""
        _check_path(path)
        mark = digest(content)
        entry, undecided = self._files.get(path), (path, mark, 0, 0, 0, False, content)
        if path in self.made or path in self._carried:
            return undecided
        if entry is not None and entry[0] == mark and path not in self.dropped:
            return (path, *entry, False, None) if self._stands(path, entry) else undecided
        try:
            return (path, *tree.write(self._next, path, content, mark, self._known), True, None)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            if not os.path.isdir(self._next):
                raise  # the build that this worker belongs to was killed
            return undecided  # most often a folder where a file is to be, or the other way round

    def take(self, made: Made) -> bool:
        """Makes it a part of the site; False when it is published already."""
        path, mark, size, changed, node, written, content = made
        if content is not None:
            return self._place(path, mark, content)
        if written:
            self.written.add(path)  # to be undone, whatever comes next
        before = self.made.get(path)
        if before is None:
            self._claim(path)
        elif before[0] != mark:
            raise ValueError(f"{path} is put twice with different bytes")
        # Of two workers that wrote the same, nobody knows which was the last.
        again = before is not None and written
        self.made[path] = tree.measure(f"{self._next}/{path}", mark) if again else (mark, size, changed, node)
        return written

    def keep(self, path: str, mark: str) -> bool:
        """Keeps a published file, if it has this digest."""
        entry = self.made.get(path)
        if entry is not None:
            if entry[0] != mark:
                raise ValueError(f"{path} is put twice with different bytes")
            return True
        entry = self._files.get(path) or self._carried.get(path)
        if entry is None or entry[0] != mark or path in self.dropped:
            return False
        found = entry if self._stands(path, entry) else self._mended(path, entry)
        if found is None:
            return False
        self._claim(path)
        self.made[path] = found
        return True

    def rest(self) -> dict[str, Entry]:
        """What is published, and was neither made nor dropped by this build."""
        return {path: entry for path, entry in self._files.items() if path not in self.made and path not in self.dropped}

    def keep_rest(self, gone: Iterable[str], verify: bool) -> list[str]:
        """Keeps what else is published, but for those `gone`; returns the paths of which a hand changed the bytes."""
        rest = self.rest()
        for path in gone:
            rest.pop(path, None)
        stats = ((path, *entry[1:]) for path, entry in rest.items()) if verify else ()
        doubtful = {path: rest.pop(path) for path in look.touched(self._live, stats, links=2)}
        self.made |= rest
        return [path for path, entry in doubtful.items() if not self.keep(path, entry[0])]

    def drop_rest(self) -> None:
        """Takes out of the site what was neither put nor kept."""
        for path in sorted(self._files.keys() - self.made.keys() - self.dropped):
            self._drop(path)

    def _drop(self, path: str) -> None:
        self.dropped.add(path)
        if self._doubted and os.path.lexists(f"{self._next}/{path}"):
            self._shelf.take(f"{self._next}/{path}", path)
        tree.discard(self._next, path, self._known)

    def undo(self) -> None:
        """Brings `next` back to what is published."""
        known = {""}
        for path in self.written:
            tree.discard(self._next, path, known)
        for path in self.written | self.dropped:
            if path in self._files or path in self._carried:
                tree.relink(self._live, self._next, path, known)

    def _stands(self, path: str, entry: Entry) -> bool:
        """Whether a published file has its bytes, as far as one stat can tell."""
        try:
            found = os.stat(f"{self._live}/{path}", follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return False
        # With one link only, it is missing in `next`.
        return (found.st_size, found.st_mtime_ns, found.st_ino) == entry[1:] and found.st_nlink > 1

    def _mended(self, path: str, entry: Entry) -> Entry | None:
        """The entry of a published file that was touched, or is missing in `next`, but has its bytes."""
        try:
            fresh = tree.measure(f"{self._live}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        if fresh[0] != entry[0]:
            return None
        tree.relink(self._live, self._next, path, self._known)
        self.refreshed.add(path)
        return fresh

    def _place(self, path: str, mark: str, content: bytes) -> bool:
        """Writes what waited for the process that may clear something away for it."""
        if self.keep(path, mark):
            return False
        self._claim(path)
        self._make_room(path)
        self.written.add(path)
        self.made[path] = tree.write(self._next, path, content, mark, self._known)
        return True

    def _claim(self, path: str) -> None:
        """Takes a path for this build; ValueError when it is a file here and a folder there."""
        if path in self._claimed:
            raise ValueError(f"{path} is a file and a folder")
        while (path := path.rpartition("/")[0]) not in self._claimed:
            if path in self.made:
                raise ValueError(f"{path} is a file and a folder")
            self._claimed.add(path)
            if path in self._files:
                self._drop(path)

    def _make_room(self, path: str) -> None:
        """Clears away what a new file would hide: an author's dot file, a folder of the last build or made by hand."""
        target = f"{self._next}/{path}"
        if path in self._carried:
            self._shelf.take(target, path)
        elif os.path.isdir(target):
            inner = [p for p in self._files if p.startswith(path + "/")]
            if any(p in self.made for p in inner):
                raise ValueError(f"{path} is a file and a folder")
            for p in inner:
                self._drop(p)
            with suppress(OSError):
                os.rmdir(target)
            if os.path.isdir(target):
                self._shelf.take(target, path)


def _check_path(path: str) -> None:
    """ValueError for a path that leads out of the site, or is none."""
    parts = path.split("/")
    if not {"", ".", ".."}.isdisjoint(parts) or "\\" in path or "\0" in path or parts[-1].startswith(TEMPORARY):
        raise ValueError(f"{path!r} is no path within the site")
