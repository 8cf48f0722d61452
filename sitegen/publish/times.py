"""(a tree that a build changed, its folders' last known times) → their times now, where it holds nothing but ours."""

# ruff: noqa: PTH116
# os on strings, as in the rest of this package.

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Collection, Iterable

from ..settings import TICK
from .entry import folder_time, folders
from .record import Times
from .state import NEVER, State, noted


def caught_up(kept: State) -> tuple[State, Times]:
    """The state after the other tree caught up, and what that changed: its folders are looked into when it is live."""
    news = {folder: 0 if folder in kept.expected() else NEVER for folder in folders(kept.stale)} if kept.spare else {}
    return State(kept.root, kept.files, (), kept.times, noted(dict(kept.spare), news)), news


def touched(top: str, files: Collection[str], changed: Iterable[str] | None, before: Times) -> Times:
    """News of the folders above the changed paths, or above all when these are None, in a tree that is finished."""
    if changed is None:  # it was brought into step from the ground up: nothing else is in it
        return dict.fromkeys(before, NEVER) | {folder: settled(f"{top}/{folder}") for folder in folders(files)}
    if not before:
        return dict.fromkeys(folders(files), 0)
    candidates = folders(changed)

    def ours(path: str) -> bool:
        return path in files or path in before or path in candidates

    found = {}
    for folder in candidates:
        known = before.get(folder)
        try:
            # What this build made it has filled alone; in what it found, somebody may have left something.
            now = settled(f"{top}/{folder}") if known is None else _looked(top, folder, known, ours)
        except (FileNotFoundError, NotADirectoryError):
            now = NEVER
        if now != known:
            found[folder] = now
    return found


def settled(path: str) -> int:
    """A folder's time, or 0 if it was changed so lately that what comes now may come at the same time."""
    now, when = time.time_ns(), _time(path)
    return when if when < now - TICK else 0


def _time(path: str) -> int:
    about = os.stat(path, follow_symlinks=False)
    if not stat.S_ISDIR(about.st_mode):
        raise NotADirectoryError(path)
    return int(folder_time(about))


def _looked(top: str, folder: str, known: int, ours: Callable[[str], bool]) -> int:
    path = f"{top}/{folder}"
    if _time(path) == known:
        return known
    when = settled(path)
    if not when:
        return 0
    with os.scandir(path) as entries:
        return when if all(ours(f"{folder}/{entry.name}") for entry in entries) else 0
