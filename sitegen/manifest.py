"""What a build read and made → a note in the work space; a build that would read and make the same has nothing to do.

Everything that can change a byte of the site is in the note: content, templates, sitegen's own files, Python, the installed
libraries, and what was asked for. Whatever does not fit (a damaged note, one of another version) means a real build.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from . import __version__, publish, starter
from .settings import TICK, Settings

_FILE = "manifest"

Stamp = list[tuple[str, int, int, int, int]]  # path, time, size, inode, time of the inode


class Note(NamedTuple):
    """What an earlier build came to, told again."""

    reports: dict[str, str]  # by format
    counted: str
    pages: int
    editions: int
    files: int


def stamp(settings: Settings) -> Stamp:
    """Every file that a build may read, with what changes when it is saved."""
    project, start = settings.project.resolve(), starter.root()
    folders = dict.fromkeys([project / "content", project / "templates", start / "templates"])
    return [*(row for folder in folders for row in sorted(_files(str(folder)))), *own()]


def own() -> Stamp:
    """sitegen's own files and the installed libraries, with what changes when they do."""
    libraries = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    return [*sorted(_files(str(Path(__file__).parent))), *((path, *_stat(path)) for path in libraries)]


def unchanged(settings: Settings, workspace: Path) -> Note | None:
    """The note of the last build, when another one would publish the same; None when it must be made."""
    try:
        kept = _opened((workspace / _FILE).read_bytes())
        same = kept["asked"] == _asked(settings) and kept["since"] <= settings.today.isoformat() < kept["until"]
        if not same or kept["stamp"] != stamp(settings) or kept["seal"] != publish.seal(settings.target, workspace):
            return None
        return Note(*kept["note"]) if publish.is_intact(settings.target, workspace) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(settings: Settings, workspace: Path, before: Stamp, began: int, until: date, note: Note) -> None:
    """Notes a build that was published; `before` is the stamp taken at `began`, ahead of reading anything.

    A file saved within a tick of the start is not to be trusted: it may be saved again and bear the same time.
    """
    if any(row[1] >= began - TICK for row in before):
        return
    kept = {
        "asked": _asked(settings),
        "since": settings.today.isoformat(),
        "until": until.isoformat(),
        "seal": publish.seal(settings.target, workspace),
        "stamp": before,
        "note": tuple(note),
    }
    new = workspace / f"{_FILE}.new"
    try:
        new.write_bytes(_closed(kept))
        new.replace(workspace / _FILE)
    except OSError:  # the site is published; the next build is made in full
        new.unlink(missing_ok=True)


def _asked(settings: Settings) -> list[Any]:
    return [__version__, sys.version, list(settings.tiers), list(settings.languages), settings.strict, settings.disk, settings.handouts]


def _closed(kept: dict[str, Any]) -> bytes:
    """A note as it is kept: its digest, and what this very Python reads fastest."""
    body = marshal.dumps(kept)
    return _digest(body) + b"\n" + body


def _opened(note: bytes) -> dict[str, Any]:
    mark, _, body = note.partition(b"\n")
    if _digest(body) != mark:
        raise ValueError("damaged, or another Python's")
    return dict(marshal.loads(body))


def _digest(body: bytes) -> bytes:
    return publish.digest(sys.version.encode() + body).encode()


def _files(folder: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Path, time, size and inode of all files below a folder; links by what they lead to."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir() and not (entry.is_symlink() and folder.startswith(os.path.realpath(entry.path))):
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            yield (entry.path, *_stat(entry.path))


def _stat(path: str) -> tuple[int, int, int, int]:
    try:
        about = os.stat(path)  # noqa: PTH116 (hundreds of files, and nothing else is done)
    except OSError:
        return (0, 0, 0, 0)
    return (about.st_mtime_ns, about.st_size, about.st_ino, about.st_ctime_ns)
