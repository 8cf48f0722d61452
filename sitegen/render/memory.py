"""What a warm process keeps between builds: compiled templates, and pages whose every input is the same as before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from ..messages import Words
from ..model.artifact import Artifact
from .environment import environment
from .frame import Values
from .pages import Page


@dataclass(slots=True)
class Memory:
    """Pages by address with the values they were made from. A template sees nothing else, so equal values mean equal bytes."""

    templates: tuple[tuple[str, int, int], ...] = ()
    environments: dict[str, jinja2.Environment] = field(default_factory=dict)
    frames: dict[str, Values] = field(default_factory=dict)
    made: dict[str, tuple[Page, Artifact]] = field(default_factory=dict)
    same_frame: dict[str, bool] = field(default_factory=dict)

    def begin(self, folders: list[Path]) -> None:
        """A new build: what was compiled from other templates, and the pages made with them, are forgotten."""
        now = tuple(_stats(folders))
        if now != self.templates:
            self.templates = now
            self.environments.clear()
            self.frames.clear()
            self.made.clear()
        self.same_frame.clear()

    def environment(self, folders: list[Path], words: Words) -> jinja2.Environment:
        """The compiled templates of a language."""
        if words.language not in self.environments:
            self.environments[words.language] = environment(folders, words)
        return self.environments[words.language]

    def artifact(self, page: Page, frame: str, values: Values, make: Callable[[], Artifact]) -> Artifact:
        """The page as it was made before, if it and the frame around it are the same; else made now."""
        if frame not in self.same_frame:
            self.same_frame[frame] = self.frames.get(frame) == values
            self.frames[frame] = values
        kept = self.made.get(page.address)
        if kept and self.same_frame[frame] and kept[0] == page:
            return kept[1]
        artifact = make()
        self.made[page.address] = (page, artifact)
        return artifact


def _stats(folders: list[Path]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for file in sorted(folder.rglob("*.html")):
            about = file.stat()
            yield str(file), about.st_mtime_ns, about.st_size
