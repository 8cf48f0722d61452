"""What a warm process keeps between builds of its templates: the compiled ones, as long as their files are the same."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..messages import Words
from ..settings import TICK
from .environment import Environment, environment, once
from .frame import Values
from .skeleton import Press


@dataclass(slots=True)
class Memory:
    """Compiled templates by language, the files that they were made of, and what stands around pages."""

    cache: Path | None = None  # where compiled templates are kept for other processes
    environments: dict[str, Environment] = field(default_factory=dict)
    spoken: dict[str, Words] = field(default_factory=dict)  # the words that each environment was made with
    files: dict[str, str] = field(default_factory=dict)  # name of a template → the file that it stands for
    digests: dict[str, tuple[tuple[int, ...], bytes]] = field(default_factory=dict)  # file → its stamp, and what it holds
    env: bytes = b""  # names all that the frames and presses were made from
    frames: dict[tuple[str, str | None, bool, bool], Values] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)  # by language

    def frame_for(self, env: bytes) -> None:
        """Pages will be made from this: what stood around those made from something else is forgotten."""
        if env != self.env:
            self.env = env
            self.frames.clear()
            self.presses.clear()
            for made in self.environments.values():
                once(made).forget()

    def begin(self, folders: list[Path]) -> bytes:
        """A new build: forgets what was edited, and names all templates, styles and scripts as they are now."""
        files = {name: file for folder in reversed(folders) for name, file in _files(str(folder), "")}
        before, settled = {file: digest for file, (_, digest) in self.digests.items()}, time.time_ns() - TICK
        now = {name: self._digest(file, settled) for name, file in files.items()}
        if files != self.files:
            self.environments.clear()  # a project's own template came or went: names stand for other files now
        edited = any(before.get(files[name]) != digest for name, digest in now.items())
        for env in self.environments.values():
            if edited and env.cache is not None:
                env.cache.clear()  # all of them: a compiled template keeps the macros that it imported
        self.files = files
        return hashlib.blake2b(repr(sorted(now.items())).encode(), digest_size=16).digest()

    def environment(self, folders: list[Path], words: Words) -> Environment:
        """The compiled templates of a language."""
        if words.language not in self.environments or self.spoken[words.language] is not words:
            self.environments[words.language] = environment(folders, words, self.cache)
            self.spoken[words.language] = words
        return self.environments[words.language]

    def _digest(self, file: str, settled: int) -> bytes:
        """A name for what a file holds; one saved a moment ago is read again, for another save may bear the same time."""
        try:
            about = os.stat(file)  # noqa: PTH116 (a hundred files at each save)
            stamp = (about.st_mtime_ns, about.st_size, about.st_ino, about.st_ctime_ns)
            known = self.digests.get(file)
            if known is None or known[0] != stamp or stamp[0] >= settled:
                known = self.digests[file] = (stamp, hashlib.blake2b(Path(file).read_bytes(), digest_size=16).digest())
        except OSError:  # gone in the meantime, as while an editor saves: who uses it will say so
            return b""
        return known[1]


def _files(folder: str, lead: str) -> Iterator[tuple[str, str]]:
    """Each file below a folder by its name from there; a link that leads nowhere, such as an editor leaves, is none."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.is_dir():
                yield from _files(entry.path, f"{lead}{entry.name}/")
            elif entry.is_file():
                yield f"{lead}{entry.name}", entry.path
