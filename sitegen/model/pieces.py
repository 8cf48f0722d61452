"""What views are made of: the small parts of a card, a page or a sheet, already decided."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .base import Text
from .published import Substance


class Way(NamedTuple):
    """Where to go next: a card by name and address, or words."""

    words: Text
    address: str | None = None
    line: Text | None = None  # one line about the card


class Work(NamedTuple):
    """A reference as a sheet names it."""

    id: str
    short: str


class Sheet(NamedTuple):
    """What a document carries at its foot: codes, sources, dates, state of review."""

    code: str
    version: str
    sources: tuple[Work, ...] = ()
    owner: str | None = None
    reviewed: date | None = None
    next_review: date | None = None
    again: date | None = None  # the day by which somebody should have looked at it again, where that is past
    signed: bool = False
    substance: Substance = Substance()  # what the version stands for
    released: date | None = None  # since when this very version counts; None while it is a draft

    @property
    def own_code(self) -> str:
        """What a sheet on paper is known by: its version where that was released, else the short code, for a draft may change any day."""
        return self.version if self.released else self.code


class Purpose(NamedTuple):
    """What a card is for, and why it helps."""

    plain: Text
    why: Text


class Thing(NamedTuple):
    """A word of the vocabulary: a category, a piece of equipment or a position."""

    id: str
    name: Text
    plain: Text | None = None


class Instruction(NamedTuple):
    """One step of a card."""

    kind: str
    text: Text


class Correction(NamedTuple):
    """A slip that many make, and its mend."""

    wrong: Text
    mend: Text


class FigureView(NamedTuple):
    """A card's figure, where an edition shows it: which one, in whose words, and its stand-alone file."""

    id: str
    alt: Text
    alt_dont: Text | None
    address: str
