"""What came of each kind → the table, as README speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .kinds import KINDS
from .misses import KNOWN_MISSES

if TYPE_CHECKING:
    from .run import Result

FILE = Path(__file__).with_name("table.txt")
_ROW = re.compile(r"(?:must|    )  (.+?) +(\d+) / (\d+) +of (\d+)")


class Row(NamedTuple):
    """A line of the table."""

    kind: str
    caught: int
    tried: int
    fits: int


def rows(results: Sequence[Result]) -> list[Row]:
    """A line for each kind."""
    return [Row(r.kind.name, r.tried - len(r.misses), r.tried, r.fits) for r in results]


def kept() -> list[Row]:
    """The lines that stand in the file."""
    found = map(_ROW.fullmatch, FILE.read_text(encoding="utf-8").splitlines())
    return [Row(match[1], *map(int, match.groups()[1:])) for match in found if match]


def together(new: Iterable[Row], old: Iterable[Row]) -> list[Row]:
    """All kinds in their order: new lines where there are some, else old ones."""
    known = {row.kind: row for row in (*old, *new)}
    return [known[name] for name in KINDS if name in known]


def shown(rows: Sequence[Row]) -> str:
    """A line for each kind, then what is not caught and why, then the sum."""
    wide = max((len(row.kind) for row in rows), default=0)
    lines = [f"{'must' if KINDS[r.kind].must else '    '}  {r.kind:{wide}}  {r.caught:5} / {r.tried:<5} of {r.fits}" for r in rows]
    named = {row.kind for row in rows}
    known = [f"not caught: {name}: {reason}" for name, reason in KNOWN_MISSES.items() if name in named]
    return "\n".join([*lines, "", *known, *([""] if known else []), summed(rows)]) + "\n"


def summed(rows: Sequence[Row]) -> str:
    """The sum of all kinds, and of those that must be caught."""
    must = [row for row in rows if KINDS[row.kind].must]
    return "; ".join(f"{len(some)} {name}: {sum(r.caught for r in some)} of {sum(r.tried for r in some)} caught" for name, some in (("kinds", rows), ("of them must be caught", must)))
