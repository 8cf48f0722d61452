"""A source file as it was read: its values, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..problems import Place

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """Line and column from 0; the length covers what stands on the first line."""

    line: int
    column: int
    length: int


class Marks(NamedTuple):
    """Where a value stands, and the key in front of it (None in lists and at the top)."""

    key: Mark | None
    value: Mark


@dataclass(frozen=True, slots=True)
class Document:
    """One file of content. `kind` says what it holds; `language` is set for a translation."""

    path: str
    kind: str
    id: str
    data: dict[str, Any]
    marks: dict[Path, Marks] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    body: str = ""
    body_line: int = 0  # lines of the file before the body
    language: str | None = None

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value of `path` stands (its key on demand), or the nearest that encloses it."""
        while path not in self.marks and path:
            path, key = path[:-1], False
        marks = self.marks.get(path)
        if marks is None or not path:
            return Place(self.path, 1, 1, 0, self.source(1)) if self.lines else Place(self.path)
        mark = marks.key if key and marks.key else marks.value
        return self.at(mark.line + 1, mark.column + 1, mark.length)

    def at(self, line: int, column: int = 1, length: int = 0) -> Place:
        """A place by line and column, both from 1."""
        return Place(self.path, line, column, length, self.source(line))

    def find(self, literal: str, *, nth: int = 0, start: int = 1) -> Place:
        """The nth place where the author wrote `literal`, from line `start` on; else the file."""
        for number, line in enumerate(self.lines[start - 1 :], start):
            column = line.find(literal)
            while column >= 0:
                if nth == 0:
                    return self.at(number, column + 1, len(literal))
                nth, column = nth - 1, line.find(literal, column + 1)
        return self.at(start) if start > 1 else self.place()

    def source(self, line: int) -> str:
        """The author's line by its number from 1."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""
