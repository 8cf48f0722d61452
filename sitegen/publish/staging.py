"""Artifacts → `next` → output: one build's changes, all of them or none."""

# ruff: noqa: PTH100, PTH103, PTH108, PTH112, PTH120
# os on strings, as in the rest of this package.

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from . import lock, place, spare, state, swap, times, tree
from .draft import Draft, Made
from .entry import MARKER, Entry
from .shelf import Shelf

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
        self._next, self._last = "", self._work + "/last"
        self._log, self._dirty = self._work + "/state", self._work + "/dirty"
        self._clean = clean
        self._exchange = exchange
        self._open = False
        self._before: state.State | None = None
        self._behind: Collection[str] = ()  # paths in which `next` had to catch up
        self._anew = False  # whether all of `next` had to
        self._shelf = Shelf(self._work + "/set-aside")
        self._workers = False  # whether forked processes may write
        self._unknown = False  # whether they may have written what nobody told
        self._or_undo = _OrUndo(self)

    def __enter__(self) -> Staging:
        os.makedirs(self._work, exist_ok=True)
        self._lock = lock.take(self._work + "/lock")
        try:
            self._begin()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.abort()
        finally:
            self._end()

    @property
    def seal(self) -> int:
        """Names the publication whose files may be kept, as `publish.seal` does; 0 when nothing is known of them."""
        return self._before.seal if self._before else 0

    @property
    def published(self) -> Set[str]:
        """The files that are published now, as far as that is known."""
        return self._draft.published - {MARKER}

    @property
    def changed(self) -> Set[str]:
        """The files that this build has put or taken with other bytes than the published ones."""
        return self._draft.written | self._draft.dropped

    def standing(self, rest: bool) -> dict[str, tuple[str, int]]:
        """Digest and size of each file of the site as it is now being made; with `rest`, of those that `keep_rest` would keep, too."""
        self._check()
        files = {**self._draft.rest(), **self._draft.made} if rest else self._draft.made
        return {path: entry[:2] for path, entry in files.items() if path != MARKER}

    def put(self, path: str, content: bytes) -> bool:
        """Makes a file of the site; False when it is published with these bytes already, and so stays as it is.

        Paths are relative with `/`; ValueError for one that leads out, or that is put twice with different bytes.
        """
        self._check()
        with self._or_undo:
            return self._draft.take(self._draft.make(path, content))

    @contextmanager
    def workers(self) -> Iterator[None]:
        """Within it, processes forked from this one may `make` files, and this one has to `take` them.

        Leave it without an error only when all of them ended well and all they made was taken. After an error nobody
        knows what they wrote: nothing is undone, and the next build brings `next` into step anew.
        """
        self._check()
        descriptor = spare.hold(self._next)
        self._workers = self._unknown = True
        try:
            yield
            self._unknown = False
        finally:
            self._workers = False
            if descriptor is not None:
                os.close(descriptor)

    def make(self, path: str, content: bytes) -> Made:
        """Writes a file into `next`, unless it is published with these bytes; it is no part of the site until taken."""
        if not self._open or not (self._workers or lock.holds(self._lock)):
            raise ValueError("this staging is over, or it has no workers")
        return self._draft.make(path, content)

    def take(self, made: Made) -> bool:
        """Makes what a worker made a part of the site, as `put` does; what is wrong with its path is told here."""
        self._check()
        with self._or_undo:
            try:
                return self._draft.take(made)
            except ValueError:
                self.abort()  # the file is there already
                raise

    def keep(self, path: str, mark: str) -> bool:
        """Keeps a published file without its bytes being made anew; False when it has another digest: then put it."""
        self._check()
        with self._or_undo:
            return self._draft.keep(path, mark)

    def keep_rest(self, gone: Iterable[str] = (), verify: bool = True) -> list[str]:
        """Keeps every published file that was not put, but for those `gone`; returns those that have to be put anew.

        Those are what a hand changed or took away; with `verify` False nobody looks, and there are none.
        """
        self._check()
        if self._before is None:
            raise ValueError("nothing is known of what is published: put every file")
        with self._or_undo:
            return self._draft.keep_rest(gone, verify)

    def commit(self) -> Published:
        """Publishes what was put and kept, and nothing else; OSError after everything was undone."""
        self._check()
        if self._workers:
            raise ValueError("its workers may still be writing")
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
        if self._unknown or self._root == state.inode(self._live):
            return  # the next build sees to it; or it is published already, and only the mark is left over
        with suppress(OSError):
            self._draft.undo()
            os.unlink(self._dirty)

    def _check(self) -> None:
        if not self._open or not lock.holds(self._lock):
            raise ValueError("this staging is over, or another process began it")

    def _begin(self) -> None:
        os.makedirs(os.path.dirname(self._live), exist_ok=True)
        self._next = spare.adopt(self._work, self._shelf)
        swap.finish(self._live, self._next, self._last)
        if not place.is_ours(self._output):
            raise ValueError(f"{self._output} is not ours to publish in: ask refusals() first")
        self._before = kept = state.load(self._log, state.inode(self._live))
        if kept and not self._clean:
            files = kept.files
        else:
            found = tree.survey(self._live)
            files = kept.files | {p: e for p, e in found.items() if p in kept.files} if kept else found
        interrupted = os.path.lexists(self._dirty)
        if interrupted:
            spare.await_orphans(self._next)
        in_step = kept and not self._clean and os.path.isdir(self._next) and not interrupted
        os.close(os.open(self._dirty, os.O_WRONLY | os.O_CREAT, 0o644))
        swap.checkpoint("marked")
        carried = self._bring_up(files, kept.stale if kept and in_step else None)
        self._draft = Draft(self._live, self._next, files, carried, self._shelf, doubted=kept is None)
        if not kept or self._clean:
            self._draft.refreshed.update(files)
        if kept and kept.stale:  # noted, or every build that publishes nothing would do the same again
            now, news = times.caught_up(kept)
            self._before = state.save(self._log, kept, now, touched=news)
        self._root = state.inode(self._next)
        self._open = True
        swap.checkpoint("in step")
        self.put(MARKER, _MARK)

    def _end(self) -> None:
        if lock.holds(self._lock):
            spare.retire(self._next, self._work)
            lock.release(self._lock)

    def _bring_up(self, files: dict[str, Entry], stale: Collection[str] | None) -> dict[str, Entry]:
        """Brings `next` into step with the published tree; `stale` is None when nothing is known of it."""
        self._behind = stale or ()
        if stale is None or not tree.catch_up(self._live, self._next, stale, files):
            tree.rebuild(self._live, self._next, files)
            self._anew = True
        if os.path.lexists(self._last):  # left by a swap by renames, and somebody made a new output since
            self._shelf.take(self._last, "last")
        if os.path.isdir(self._live):
            tree.resemble(self._next, self._live)
        return tree.carry(self._live, self._next, files)

    def _commit(self) -> Published:
        draft = self._draft
        draft.drop_rest()
        swap.checkpoint("complete")
        stale = draft.written | draft.dropped
        if stale or draft.refreshed:
            self._note(sorted(stale), draft.made.keys() & (draft.written | draft.refreshed))
            swap.checkpoint("noted")
        if stale:
            swap.swap(self._live, self._next, self._last, self._exchange)
            swap.checkpoint("exchanged")
        self._open = False
        with suppress(OSError):  # the site is out, whatever becomes of the mark
            os.unlink(self._dirty)
        swap.checkpoint("clear")
        written = len(draft.written - {MARKER})
        return Published(written, len(draft.made) - 1 - written, len(draft.dropped), bool(stale), self._shelf.count)

    def _note(self, stale: list[str], fresh: Collection[str]) -> None:
        """Notes what `next` holds, if the trees are to change places, or else what is published."""
        before, made = self._before, self._draft.made
        live, other = (before.times, before.spare) if before else ({}, {})
        if not stale:
            if not before:  # all that was found there is made again, so there is nothing else
                live, other = (times.touched(top, made, None, {}) for top in (self._live, self._next))
            now = state.State(state.inode(self._live), made, (), live, other)
            state.save(self._log, before, now, fresh)
            return
        changed = None if self._anew else [*stale, *self._draft.refreshed, *self._behind]
        news = times.touched(self._next, made, changed, other)
        now = state.State(self._root, made, stale, state.noted(dict(other), news), live)
        state.save(self._log, before, now, fresh, news)


class _OrUndo:
    """Undoes a whole build when the disk fails."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, OSError):
            self._staging.abort()
