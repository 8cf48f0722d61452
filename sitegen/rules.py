"""catalogue/*.toml → rules: what each problem code means, why it matters, how to mend it, and how grave it is."""

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


@cache
def catalogue() -> dict[str, Rule]:
    """All rules by code, in the order of the alphabet."""
    rows: dict[str, Any] = {}
    for file in sorted(resources.files("sitegen").joinpath("catalogue").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            rows |= tomllib.loads(file.read_text(encoding="utf-8"))
    return {code: Rule(code, **row) for code, row in sorted(rows.items())}


def rule(code: str) -> Rule:
    """The rule of a code; KeyError for one that no catalogue file has."""
    return catalogue()[code]
