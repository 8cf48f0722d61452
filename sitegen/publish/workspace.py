"""(project, output) → the work space: where the next tree is made."""

from __future__ import annotations

import os
import re
from pathlib import Path


def workspace_for(project: Path, output: Path) -> Path:
    """Where the next tree is made: on the output's disk, since trees change places on one disk only."""
    usual, home, at = project / ".sitegen", real(project), real(output)
    # An output that holds the project gets the usual one too, so that refusals() sees the project in it.
    if at in (home, *home.parents) or (at == home / "output" and disk(at) == disk(usual.resolve())):
        return usual
    return output.with_name(f".{at.name}.sitegen") if output.name == at.name else at.with_name(f".{at.name}.sitegen")


def disk(path: Path) -> tuple[int, Path]:
    """The device a path is or would be on, and its mount: a rename cannot even cross two mounts of one device."""
    mounts = _mounts()
    top = next(p for p in (path, *path.parents) if str(p) in mounts or os.path.ismount(p))
    return nearest(path).stat().st_dev, top


def _mounts() -> set[str]:
    """Linux's list, which alone knows a folder mounted from the same disk, as containers do."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return set()
    return {re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), line.split(" ")[4]) for line in lines}


def nearest(path: Path) -> Path:
    """The first folder on the way up that exists."""
    return next(p for p in (path, *path.parents) if p.exists())


def real(path: Path) -> Path:
    """Absolute and without links on the way, but the last name as it is: it may be a link itself."""
    at = Path(os.path.abspath(path))  # noqa: PTH100 — Path.absolute keeps `..`
    return at.parent.resolve() / at.name
