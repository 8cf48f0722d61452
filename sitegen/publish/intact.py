"""(output, work space) → whether the published tree still is as it was published, at one stat a file."""

# ruff: noqa: PTH116 — os on strings, as in the rest of this package.

from __future__ import annotations

import os
from pathlib import Path

from . import state


def seal(output: Path, workspace: Path) -> list[int]:
    """What names one publication: it changes with every tree that is published, whoever published it."""
    try:
        log = os.stat(workspace / "state")
    except OSError:
        return []
    return [state.inode(str(output)), log.st_ino, log.st_size, log.st_mtime_ns]


def is_intact(output: Path, workspace: Path) -> bool:
    """Whether every published file is there, untouched, and no build was interrupted since."""
    top = str(output)
    kept = state.load(str(workspace / "state"), state.inode(top))
    if kept is None or os.path.lexists(workspace / "dirty"):
        return False
    try:
        for path, (_, size, changed, node) in kept.files.items():
            found = os.stat(f"{top}/{path}", follow_symlinks=False)
            if (found.st_size, found.st_mtime_ns, found.st_ino) != (size, changed, node):
                return False
    except OSError:
        return False
    return True
