"""(output, work space) → whether the published tree still is as it was published, at one stat a file and a folder."""

from __future__ import annotations

import os
from pathlib import Path

from . import look, state


def seal(output: Path, workspace: Path) -> int:
    """What names one publication: it changes with every tree that is published, whoever published it; 0 for none."""
    kept = state.load(f"{workspace}/state", state.inode(str(output)))
    return kept.seal if kept else 0


def is_intact(output: Path, workspace: Path) -> bool:
    """Whether every published file is there, untouched and among no others, and no build was interrupted since."""
    top = str(output)
    kept = state.load(f"{workspace}/state", state.inode(top))
    if kept is None or os.path.lexists(f"{workspace}/dirty") or os.path.islink(top):  # noqa: PTH114
        return False
    try:
        return look.is_untouched(top, kept)
    except OSError:
        return False
