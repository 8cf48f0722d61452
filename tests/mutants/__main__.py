"""A sample of each kind, or each at every place → the table: caught of all, and what is not caught, with its reason."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from . import table
from .kinds import KINDS
from .run import Result, run


def main() -> int:
    """Breaks the content, prints the table, and fails when something is not caught that is not listed."""
    parser = argparse.ArgumentParser(prog="python -m mutants", description="Breaks the shipped content in every way that matters.")
    parser.add_argument("--kind", action="append", default=[], metavar="WORDS", help="only kinds with these words in their names")
    parser.add_argument("--must", action="store_true", help="only kinds that must be caught everywhere")
    parser.add_argument("--whole", action="store_true", help="at every place that a kind fits, instead of a few")
    parser.add_argument("--write", action="store_true", help="write what came of these kinds into the table")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="so many processes at once")
    asked = parser.parse_args()
    kinds = [k for k in KINDS.values() if (not asked.kind or any(words in k.name for words in asked.kind)) and (k.must or not asked.must)]
    with tempfile.TemporaryDirectory() as folder:
        results: list[Result] = run(kinds, Path(folder), whole=asked.whole, jobs=asked.jobs, progress=_told)
    rows = table.rows(results)
    print(table.shown(rows))
    missed = [miss for result in results for miss in result.unlisted]
    for miss in missed:
        print(f"NOT CAUGHT: {miss}")
    if asked.write:
        table.FILE.write_text(table.shown(table.together(rows, table.kept())), encoding="utf-8", newline="\n")
    return 1 if missed else 0


def _told(result: Result) -> None:
    """A line for each kind as it is done: the whole takes a while."""
    print(f"{result.tried - len(result.misses)} / {result.tried} {result.kind.name}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
