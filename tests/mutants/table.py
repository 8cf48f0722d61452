"""What came of each kind → the table, as README speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .misses import KNOWN_MISSES

if TYPE_CHECKING:
    from .run import Result

FILE = Path(__file__).with_name("table.txt")


def shown(results: Sequence[Result]) -> str:
    """A line for each kind, then what is not caught and why, then the sum."""
    wide = max((len(result.kind.name) for result in results), default=0)
    rows = [f"{'must' if r.kind.must else '    '}  {r.kind.name:{wide}}  {r.tried - len(r.misses):5} / {r.tried:<5} of {r.fits}" for r in results]
    known = [f"not caught: {name}: {reason}" for name, reason in KNOWN_MISSES.items() if any(r.kind.name == name for r in results)]
    return "\n".join([*rows, "", *known, *([""] if known else []), summed(results)]) + "\n"


def summed(results: Sequence[Result]) -> str:
    """The sum of all kinds, and of those that must be caught."""
    must = [r for r in results if r.kind.must]
    return "; ".join(f"{len(some)} {name}: {sum(r.tried - len(r.misses) for r in some)} of {sum(r.tried for r in some)} caught" for name, some in (("kinds", results), ("of them must be caught", must)))
