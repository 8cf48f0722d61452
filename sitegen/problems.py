"""Facts gone wrong → Problems: values that say where, what, why and how to mend, in the author's words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from . import rules

Severity = Literal["error", "warning", "note"]
Format = Literal["text", "json", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "github")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a source: path as the author knows it; line and column from 1, 0 when the whole file is meant."""

    path: str
    line: int = 0
    column: int = 0
    length: int = 0
    source: str = ""  # the author's line, for the snippet

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, and where it is written down."""

    text: str
    place: Place | None = None

    def __str__(self) -> str:
        where = (
            f"{self.place.path}:{self.place.line}" if self.place and self.place.line else self.place and self.place.path
        )
        return f"{where} — {self.text}" if where else self.text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `code` is in the catalogue (rules.py), which also gives the severity."""

    code: str
    message: str
    place: Place
    help: str = ""
    why: tuple[Why, ...] = ()
    severity: Severity = "error"

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    @property
    def sort_key(self) -> tuple[bool, str, int, int, str, str]:
        """By file and place; a person's decision to be laxer than a hazard stands first in every report."""
        return (
            self.code != "override-in-force",
            self.place.path,
            self.place.line,
            self.place.column,
            self.code,
            self.message,
        )


def problem(code: str, message: str, place: Place, help: str = "", *, why: Iterable[Why] = ()) -> Problem:
    """A Problem with the severity that its rule has; KeyError for a code that is not in the catalogue."""
    return Problem(code, message, place, help, tuple(why), rules.rule(code).severity)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column."""
    return sorted(set(problems), key=lambda p: p.sort_key)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that keep a site from being published."""
    return [p for p in problems if p.severity == "error"]


def stricter(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems as --strict sees them: a warning is an error."""
    return [replace(p, severity="error") if p.severity == "warning" else p for p in problems]


def count(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`, or `no problems`."""
    kinds = [(sum(p.severity == s for p in problems), s) for s in ("error", "warning", "note")]
    return ", ".join(f"{n} {s}{'s' if n > 1 else ''}" for n, s in kinds if n) or "no problems"


def report(problems: Sequence[Problem], form: Format = "text") -> str:
    """All problems in one text: for people, for programs (json), or as GitHub's annotations."""
    if form == "json":
        return json.dumps([_record(p) for p in problems], ensure_ascii=False, indent=2)
    return ("\n" if form == "github" else "\n\n").join(_annotation(p) if form == "github" else str(p) for p in problems)


def _lines(p: Problem) -> Iterable[str]:
    yield f"{p.place}: {p.severity}: {p.message} [{p.code}]"
    if p.place.source.strip():
        yield from _snippet(p.place)
    for reason in p.why:
        yield f"  why:  {reason}"
    if p.help:
        yield f"  help: {p.help}"


def _snippet(place: Place, width: int = 100) -> Iterable[str]:
    """The author's line with the words in question underlined; a long line is cut around them."""
    number = f"  {place.line} | "
    line, column = place.source.replace("\t", " "), max(place.column, 1)
    start = max(0, column - width // 2) if len(line) > width else 0
    shown = ("…" if start else "") + line[start : start + width] + ("…" if len(line) > start + width else "")
    yield number + shown
    lead = column - 1 - start + bool(start)
    marks = max(1, min(place.length or 1, len(shown) - lead))
    yield " " * (len(number) - 2) + "| " + " " * lead + "^" * marks


def _record(p: Problem) -> dict[str, object]:
    where = {"path": p.place.path, "line": p.place.line, "column": p.place.column}
    return {
        "severity": p.severity,
        "code": p.code,
        "message": p.message,
        **where,
        "why": [str(w) for w in p.why],
        "help": p.help,
    }


def _annotation(p: Problem) -> str:
    kind = {"error": "error", "warning": "warning", "note": "notice"}[p.severity]
    text = " — ".join([p.message, *(f"why: {w}" for w in p.why), *([f"help: {p.help}"] if p.help else [])])
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    where = ",".join(
        [
            f"file={_property(p.place.path)}",
            *([f"line={p.place.line}"] if p.place.line else []),
            *([f"col={p.place.column}"] if p.place.column else []),
        ]
    )
    return f"::{kind} {where},title={p.code}::{escaped}"


def _property(text: str) -> str:
    """GitHub's escapes for a property value, where colon and comma have a meaning."""
    return text.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
