"""Rows of words → a table to read in a terminal, or one to paste into a Markdown file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def shown(rows: Iterable[Sequence[str]], markdown: bool = False) -> str:
    """The table; its first row is the head, its first column stands on the left and all others on the right."""
    table = [list(row) for row in rows]
    if markdown:
        head, *rest = (f"| {' | '.join(row)} |" for row in table)
        return "\n".join([head, "|---" + "|---:" * (len(table[0]) - 1) + "|", *rest])
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return "\n".join(_line(row, widths) for row in table)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in enumerate(zip(row, widths, strict=True)))
    return "  ".join([first, *rest]).rstrip()
