"""catalogue/*.toml → rules: what each problem code means, why it matters, how to mend it, and how grave it is; and the checks that find them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that content must keep."""

    code: str
    severity: Literal["error", "warning", "note"]
    means: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.code} ({self.severity})\n\n{self.means}\n\nWhy it matters: {self.why}\n\nHow to mend it: {self.mend}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A check as a person names it: one file of the catalogue."""

    name: str
    asks: str  # what it looks at: the file's first line
    codes: tuple[str, ...]


@cache
def catalogue() -> dict[str, Rule]:
    """All rules by code, in the order of the alphabet."""
    rows: dict[str, Any] = {}
    for text in _files().values():
        rows |= tomllib.loads(text)
    return {code: Rule(code, **row) for code, row in sorted(rows.items())}


@cache
def checks() -> dict[str, Checked]:
    """All checks by name, in the order of the alphabet."""
    return {name: Checked(name, text.partition("\n")[0].lstrip("# "), tuple(sorted(tomllib.loads(text)))) for name, text in _files().items()}


@cache
def _files() -> dict[str, str]:
    files = sorted(resources.files("sitegen").joinpath("catalogue").iterdir(), key=lambda f: f.name)
    return {f.name.removesuffix(".toml"): f.read_text(encoding="utf-8") for f in files if f.name.endswith(".toml")}


def rule(code: str) -> Rule:
    """The rule of a code; KeyError for one that no catalogue file has."""
    return catalogue()[code]
