"""What a warm process keeps between builds: compiled templates, and pages whose every input is the same as before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta

from ..messages import Words
from ..model.artifact import Artifact
from ..settings import TICK
from .environment import environment, once
from .frame import Values
from .pages import Page


@dataclass(slots=True)
class Memory:
    """Pages by address with the values they were made from. A template sees nothing else, so equal values mean equal bytes."""

    content: tuple[Any, tuple[Any, ...]] | None = None  # what the content was, and what the build made of it
    environments: dict[str, jinja2.Environment] = field(default_factory=dict)
    spoken: dict[str, Words] = field(default_factory=dict)  # the words that each environment was made with
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)  # template → the files it is made of
    named: dict[str, tuple[str | None, ...]] = field(default_factory=dict)  # template → those it names itself
    stats: dict[str, tuple[str, int, int, int]] = field(default_factory=dict)  # name of a template → which file, as it was
    frames: dict[str, Values] = field(default_factory=dict)
    made: dict[str, tuple[Page, Artifact, str]] = field(default_factory=dict)
    same_frame: dict[str, bool] = field(default_factory=dict)

    def begin(self, folders: list[Path]) -> None:
        """A new build: pages whose template, or any that it uses, is another than before are forgotten."""
        now = dict(_stats(folders, time.time_ns() - TICK))
        changed = {name for name in now.keys() | self.stats.keys() if now.get(name) != self.stats.get(name)}
        if changed:
            touched = {name for name, parts in self.sources.items() if changed.intersection(parts)}
            self.made = {at: made for at, made in self.made.items() if made[0].template not in touched}
            self.sources = {name: parts for name, parts in self.sources.items() if name not in touched}
            self.named = {name: parts for name, parts in self.named.items() if name not in changed}
        if {name: file[0] for name, file in now.items()} != {name: file[0] for name, file in self.stats.items()}:
            self.environments.clear()  # a project's own template came or went: names stand for other files now
            for kept in (self.made, self.sources, self.named):
                kept.clear()
        for env in self.environments.values():
            once(env).forget()
            if changed and env.cache is not None:
                env.cache.clear()  # all of them: a compiled template keeps the macros that it imported
        self.stats = now
        self.same_frame.clear()

    def environment(self, folders: list[Path], words: Words) -> jinja2.Environment:
        """The compiled templates of a language."""
        if words.language not in self.environments or self.spoken[words.language] is not words:
            self.environments[words.language] = environment(folders, words)
            self.spoken[words.language] = words
        return self.environments[words.language]

    def artifact(self, page: Page, frame: str, values: Values, make: Callable[[], Artifact]) -> Artifact:
        """The page as it was made before, if it and the frame around it are the same; else made now."""
        if frame not in self.same_frame:
            self.same_frame[frame] = self.frames.get(frame) == values
            self.frames[frame] = values
            if not self.same_frame[frame]:
                self.made = {at: kept for at, kept in self.made.items() if kept[2] != frame}
        kept = self.made.get(page.address)
        if kept and kept[2] == frame and kept[0] == page:
            return kept[1]
        artifact = make()
        self.made[page.address] = (page, artifact, frame)
        if page.template not in self.sources:
            self.sources[page.template] = tuple(self._parts(page.template))
        return artifact

    def _parts(self, template: str) -> set[str]:
        """A template and all that it extends, includes or imports, at any depth."""
        found, work = set(), [template]
        while work:
            name = work.pop()
            if name in found or name not in self.stats:
                continue
            found.add(name)
            if name not in self.named:
                self.named[name] = self._named(name)
            if None in self.named[name]:  # a name that is worked out while rendering: it may be any of them
                return set(self.stats)
            work += [part for part in self.named[name] if part]
        return found

    def _named(self, name: str) -> tuple[str | None, ...]:
        env = next(iter(self.environments.values()))
        assert env.loader
        return tuple(meta.find_referenced_templates(env.parse(env.loader.get_source(env, name)[0])))


def _stats(folders: list[Path], settled: int) -> Iterator[tuple[str, tuple[str, int, int, int]]]:
    """Each template's name with the file it stands for, the first folder winning.

    One saved after `settled` counts as changed the next time as well: another save may bear the same time.
    """
    for folder in reversed(folders):
        for file in sorted(folder.rglob("*")):
            try:
                about = file.stat()
            except OSError:  # a link that leads nowhere, such as an editor leaves
                continue
            saved = about.st_mtime_ns if about.st_mtime_ns < settled else -about.st_mtime_ns
            yield file.relative_to(folder).as_posix(), (str(file), saved, about.st_size, about.st_ctime_ns)
