"""A row of the table and its figures → its target from budgets.toml, and whether it is met."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

_ALL = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SECONDS_UP_TO = 10_000


class Budget(NamedTuple):
    """What a row may cost; None where nothing is asked."""

    ratio: float | None
    seconds: float | None

    def __str__(self) -> str:
        asked = [f"{self.ratio:g}" if self.ratio else "", f"{self.seconds:g} s" if self.seconds else ""]
        return "≤ " + ", ".join(filter(None, asked)) if any(asked) else ""

    def verdict(self, ratio: float | None, seconds: float | None) -> str:
        """`met` or `missed`; nothing where nothing is asked, or nothing could be compared."""
        judged = [found <= most for found, most in ((ratio, self.ratio), (seconds, self.seconds)) if found and most]
        return ("met" if all(judged) else "missed") if judged else ""


def budget(row: str, tier_pages: int) -> Budget:
    """The target of a row at a size."""
    asked = _ALL.get(row, {})
    sizes = [int(size) for size in asked.get("ratio", {}) if int(size) <= tier_pages]
    ratio = asked["ratio"][str(max(sizes))] if sizes else None
    return Budget(ratio, asked.get("seconds") if tier_pages <= _SECONDS_UP_TO else None)


def most(row: str) -> float | None:
    """The most that a plain number may be."""
    found: float | None = _ALL.get(row, {}).get("most")
    return found


def least(row: str) -> float | None:
    """The least that a plain number must be."""
    found: float | None = _ALL.get(row, {}).get("least")
    return found
