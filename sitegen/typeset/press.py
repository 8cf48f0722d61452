"""Data of a sheet → its PDF, by a compositor that each process starts once and keeps."""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, NamedTuple

from . import compositor, order

INSTALL = "pip install 'bonewell[print]'"
NEEDED = ("typst", "pikepdf", "segno")  # the extra `print`
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from sitegen.typeset import compositor; compositor.serve(sys.stdin.buffer, sys.stdout.buffer)"
ENOUGH = 60  # pages that one compositor makes: it keeps what it has set, looks through all of that with each sheet, and grows; to begin anew costs less
EPOCH = 1767225600  # 2026-01-01: what is made before a release bears this day, so that the same content gives the same bytes


@cache
def lacking() -> tuple[str, ...]:
    """What is needed to make PDFs, and is not installed."""
    return tuple(name for name in NEEDED if find_spec(name) is None)


def ready() -> bool:
    """Whether PDFs can be made here."""
    return not lacking()


class Pdf(NamedTuple):
    """A finished sheet: its bytes and pages, and the names of what did not fit where it was to stand."""

    content: bytes
    pages: int
    moved: tuple[str, ...] = ()


class Unprintable(Exception):
    """Why no PDF could be made: the compositor's message, and the lines of the template where it stopped."""

    def __init__(self, message: str, where: str) -> None:
        super().__init__(message)
        self.message, self.where = message, where


class Press:
    """Makes PDFs from the templates in some folders; those of the first folder win, file by file."""

    def __init__(self, folders: Sequence[Path], timestamp: int = EPOCH) -> None:
        self.timestamp = timestamp
        self.templates = {name: path.read_text(encoding="utf-8") for name, path in _files(folders, "print", ".typ").items()}
        self.fonts = list(_files(folders, "fonts/paper", ".ttf", ".otf").values())
        self._compositor: tuple[int, subprocess.Popen[bytes]] | None = None
        self._set = 0  # pages that it has made

    @property
    def maker(self) -> bytes:
        """Names all that a sheet is made with: templates, fonts, libraries, the time that it bears."""
        made = hashlib.blake2b(repr((self.templates, self.timestamp, [version(name) for name in NEEDED])).encode(), digest_size=16)
        for font in self.fonts:
            made.update(font.read_bytes())
        for file in (compositor.__file__, order.__file__):
            made.update(Path(file).read_bytes())
        return made.digest()

    def pdf(self, data: str) -> Pdf:
        """The PDF of a sheet's data, as JSON; raises Unprintable."""
        if self._set >= ENOUGH:
            self.close()
        told = content = None
        with suppress(BrokenPipeError):  # it was ended from outside, such as for want of memory
            asked, answers = self._ends()
            compositor.send(asked, data.encode())
            told, content = compositor.receive(answers), compositor.receive(answers)
        if told is None or content is None:
            self.close()
            raise Unprintable("the compositor ended in the middle of a sheet", "")
        said: dict[str, Any] = json.loads(told)
        if "error" in said or said["warnings"]:  # a typeface that is not there is only a warning
            raise Unprintable(said.get("error") or said["warnings"][0], said.get("where", ""))
        self._set += said["pages"]
        return Pdf(content, said["pages"], tuple(said["moved"]))

    def close(self) -> None:
        """Ends the compositor, if this process has started one."""
        if self._compositor and self._compositor[0] == os.getpid():
            _ended(self._compositor[1])
            atexit.unregister(self.close)
        self._compositor = None

    def _ends(self) -> tuple[IO[bytes], IO[bytes]]:
        """The two ends of the wire; a forked process must not write on its parent's."""
        if self._compositor is None or self._compositor[0] != os.getpid() or self._compositor[1].poll() is not None:
            command = [sys.executable, "-I", "-c", PROGRAM, str(Path(__file__).parent.parent.parent)]
            started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"RAYON_NUM_THREADS": "1"})
            self._compositor, self._set = (os.getpid(), started), 0
            atexit.register(self.close)
            assert started.stdin
            fonts = [str(font.absolute()) for font in self.fonts]
            compositor.send(started.stdin, json.dumps({"templates": self.templates, "fonts": fonts, "timestamp": self.timestamp}).encode())
        wire = self._compositor[1]
        assert wire.stdin and wire.stdout
        return wire.stdin, wire.stdout


def _ended(compositor: subprocess.Popen[bytes]) -> None:
    """Lets a compositor end by itself, so that it takes its own files away; only one that does not listen is stopped."""
    assert compositor.stdin and compositor.stdout
    with suppress(OSError):
        compositor.stdin.close()
    try:
        compositor.wait(timeout=2)
    except subprocess.TimeoutExpired:
        compositor.kill()
        compositor.wait()
    compositor.stdout.close()


def _files(folders: Sequence[Path], kind: str, *endings: str) -> dict[str, Path]:
    """The files of a kind, by their path in their folder; of two with one name that of the first folder."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        with suppress(OSError):
            found |= {file.relative_to(folder / kind).as_posix(): file for file in (folder / kind).rglob("*") if file.suffix in endings}
    return dict(sorted(found.items()))
