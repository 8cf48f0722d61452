"""Artifacts, one by one → `next` → output: one build's changes, all of them or none."""

# ruff: noqa: PTH100, PTH103, PTH106, PTH108, PTH112, PTH116, PTH120
# `put` and `keep` run for every file of the site: os on strings, one stat each.

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from . import lock, place, state, swap, tree
from .shelf import Shelf
from .tree import MARKER, Entry, digest

_MARK = b"sitegen made this folder, and each build replaces what is in it.\nKeep your own files somewhere else.\n"


@dataclass(frozen=True, slots=True)
class Published:
    """How many files a build changed, and whether there is a new tree at all."""

    written: int
    unchanged: int
    removed: int
    exchanged: bool
    set_aside: int = 0  # files moved to the work space because nobody could say whose they were


class Staging:
    """The next site while it is being made: put or keep every file, then commit; leaving without commit undoes all."""

    def __init__(
        self, output: Path, workspace: Path, clean: bool = False, exchange: swap.Exchange = swap.exchange
    ) -> None:
        self._output = output
        self._live = os.path.abspath(output)
        self._work = os.path.abspath(workspace)
        self._next, self._last = self._work + "/next", self._work + "/last"
        self._log, self._dirty = self._work + "/state", self._work + "/dirty"
        self._clean = clean
        self._exchange = exchange
        self._open = False
        self._before: state.State | None = None
        self._files: dict[str, Entry] = {}  # what is published now
        self._carried: dict[str, Entry] = {}  # the author's dot files at the top
        self._made: dict[str, Entry] = {}  # what this build publishes
        self._written: set[str] = set()
        self._dropped: set[str] = set()
        self._refreshed: set[str] = set()  # the same bytes, but touched by hand
        self._claimed = {""}  # folders of this build's files
        self._known = {""}  # folders seen to exist in `next`
        self._shelf = Shelf(self._work + "/set-aside")

    def __enter__(self) -> Staging:
        os.makedirs(self._work, exist_ok=True)
        self._lock = lock.take(self._work + "/lock")
        try:
            self._begin()
        except BaseException:
            lock.release(self._lock)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.abort()
        finally:
            lock.release(self._lock)

    def put(self, path: str, content: bytes) -> bool:
        """Makes a file of the site; False when it is published with these bytes already, and so stays as it is.

        Paths are relative with `/`; ValueError for one that leads out, or that is put twice with different bytes.
        """
        mark = digest(content)
        if self.keep(path, mark):
            return False
        try:
            self._claim(path)
            self._make_room(path)
            self._written.add(path)
            self._made[path] = tree.write(self._next, path, content, mark, self._known)
        except OSError:
            self.abort()
            raise
        return True

    def keep(self, path: str, mark: str) -> bool:
        """Keeps a published file without its bytes being made anew; False when it has another digest: then put it."""
        self._check()
        entry = self._made.get(path)
        if entry is not None:
            if entry[0] != mark:
                raise ValueError(f"{path} is put twice with different bytes")
            return True
        entry = self._files.get(path) or self._carried.get(path)
        if entry is None or entry[0] != mark or path in self._dropped:
            return False
        try:
            found = self._verified(path, entry)
        except OSError:
            self.abort()
            raise
        if found is None:
            return False
        self._claim(path)
        self._made[path] = found
        return True

    def keep_rest(self, gone: Iterable[str] = ()) -> None:
        """Keeps every published file that was not put, but for those `gone`, without looking: for a watching builder.

        Call it last.
        """
        rest = dict(self._files)
        for path in (*gone, *self._dropped):
            rest.pop(path, None)
        self._made = rest | self._made

    def commit(self) -> Published:
        """Publishes what was put and kept, and nothing else; OSError after everything was undone."""
        self._check()
        try:
            return self._commit()
        except BaseException:
            self.abort()
            raise

    def abort(self) -> None:
        """Undoes what was done in `next`; where that fails, the next build makes it anew."""
        if not self._open or not lock.holds(self._lock):
            return
        self._open = False
        if self._root == state.inode(self._live):
            return  # published already: only the mark is left over
        with suppress(OSError):
            self._undo()
            os.unlink(self._dirty)

    def _check(self) -> None:
        if not self._open or not lock.holds(self._lock):
            raise ValueError("this staging is over, or another process began it")

    def _begin(self) -> None:
        os.makedirs(os.path.dirname(self._live), exist_ok=True)
        swap.finish(self._live, self._next, self._last)
        if not place.is_ours(self._output):
            raise ValueError(f"{self._output} is not ours to publish in: ask refusals() first")
        self._before = kept = state.load(self._log, state.inode(self._live))
        if kept and not self._clean:
            self._files = kept.files
        else:
            found = tree.survey(self._live)
            self._files = kept.files | {p: e for p, e in found.items() if p in kept.files} if kept else found
            self._refreshed.update(self._files)
        in_step = kept and not self._clean and os.path.isdir(self._next) and not os.path.lexists(self._dirty)
        os.close(os.open(self._dirty, os.O_WRONLY | os.O_CREAT, 0o644))
        swap.checkpoint("marked")
        self._bring_up(kept.stale if kept and in_step else None)
        if kept and kept.stale:  # noted, or every build that publishes nothing would do the same again
            self._before = state.save(self._log, kept, state.State(kept.root, kept.files, ()))
        self._root = state.inode(self._next)
        self._open = True
        swap.checkpoint("in step")
        self.put(MARKER, _MARK)

    def _bring_up(self, stale: Iterable[str] | None) -> None:
        """Brings `next` into step with the published tree; `stale` is None when nothing is known of it."""
        if stale is None or not tree.catch_up(self._live, self._next, stale, self._files):
            tree.rebuild(self._live, self._next, self._files)
        if os.path.lexists(self._last):  # left by a swap by renames, and somebody made a new output since
            self._shelf.take(self._last, "last")
        if os.path.isdir(self._live):
            tree.resemble(self._next, self._live)
        self._carried = tree.carry(self._live, self._next, self._files)

    def _verified(self, path: str, entry: Entry) -> Entry | None:
        """The entry of a published file that still has its bytes: by one stat, or by reading it if it was touched."""
        source = f"{self._live}/{path}"
        try:
            found = os.stat(source, follow_symlinks=False)
            # With one link only, it is missing in `next`.
            if (found.st_size, found.st_mtime_ns, found.st_ino) == entry[1:] and found.st_nlink > 1:
                return entry
            fresh = tree.measure(source)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if fresh[0] != entry[0]:
            return None
        tree.relink(self._live, self._next, path, self._known)
        self._refreshed.add(path)
        return fresh

    def _claim(self, path: str) -> None:
        """Takes a path for this build; ValueError when it leads out, or is a file here and a folder there."""
        folder, _, name = path.rpartition("/")
        if path.startswith("/") or "\\" in path or name in ("", ".", "..", tree.TEMPORARY):
            raise ValueError(f"{path!r} is no path within the site")
        if path in self._claimed:
            raise ValueError(f"{path} is a file and a folder")
        while folder not in self._claimed:
            if folder in self._made:
                raise ValueError(f"{folder} is a file and a folder")
            self._claimed.add(folder)
            if folder in self._files:
                self._drop(folder)
            folder, _, name = folder.rpartition("/")
            if name in ("", ".", ".."):
                raise ValueError(f"{path!r} is no path within the site")

    def _make_room(self, path: str) -> None:
        """Clears away what a new file would hide: an author's dot file, a folder of the last build or made by hand."""
        target = f"{self._next}/{path}"
        if path in self._carried:
            self._shelf.take(target, path)
        elif os.path.isdir(target):
            for inner in [p for p in self._files if p.startswith(path + "/")]:
                self._drop(inner)
            with suppress(OSError):
                os.rmdir(target)
            if os.path.isdir(target):
                self._shelf.take(target, path)

    def _drop(self, path: str) -> None:
        """Takes a file of the last build out of the site."""
        self._dropped.add(path)
        if not self._before and os.path.lexists(f"{self._next}/{path}"):
            self._shelf.take(f"{self._next}/{path}", path)  # without a state it may be an author's
        tree.discard(self._next, path, self._known)

    def _commit(self) -> Published:
        for path in sorted(self._files.keys() - self._made.keys() - self._dropped):
            self._drop(path)
        swap.checkpoint("complete")
        stale = self._written | self._dropped
        if stale or self._refreshed:
            root = self._root if stale else state.inode(self._live)
            now = state.State(root, self._made, sorted(stale))
            state.save(self._log, self._before, now, self._made.keys() & (self._written | self._refreshed))
            swap.checkpoint("noted")
        if stale:
            swap.swap(self._live, self._next, self._last, self._exchange)
            swap.checkpoint("exchanged")
        self._open = False
        with suppress(OSError):  # the site is out, whatever becomes of the mark
            os.unlink(self._dirty)
        swap.checkpoint("clear")
        written = len(self._written - {MARKER})
        return Published(written, len(self._made) - 1 - written, len(self._dropped), bool(stale), self._shelf.count)

    def _undo(self) -> None:
        known = {""}
        for path in self._written:
            tree.discard(self._next, path, known)
        for path in self._written | self._dropped:
            if path in self._files or path in self._carried:
                tree.relink(self._live, self._next, path, known)
