"""How much paper something takes, and the sheets that are made of it."""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """How much paper something takes from a browser, about, with usual and with large letters: in whole sheets, or (a page of advice) in tenths of one."""

    normal: float = 0
    large: float = 0


class Print(NamedTuple):
    """A sheet that was made as a PDF."""

    address: str
    kind: str  # card, page, form, handout, booklet, log
    layout: str  # of a handout
    paper: str
    large: bool
    pages: int
    size: int  # bytes

    @property
    def kilobytes(self) -> int:
        """Its size as people are told it."""
        return max(1, round(self.size / 1000))
