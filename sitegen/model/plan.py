"""A plan: which cards of a level one person does, how much of each, and what to mind. Who it is for is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

SIDES = ("", "left", "right")  # empty: as the card says
GRIPS = ("", "both", "one", "fingertips")  # how to hold on; empty: as the card says
AMOUNTS = ("sets", "count", "hold", "days", "times")  # what a plan may set of a dose: rounds, repetitions (or steps, or minutes), seconds, days a week, times a day
CAUTIONS = ("hip", "weight", "shoulder", "dizzy", "aid")  # each a bit, from the lowest
REASONS = 4  # why a dose is above the usual one: their words are the interface's


@dataclass(frozen=True, slots=True)
class Planned:
    """A card in a plan; what is None or empty is as the card says."""

    code: str  # the first four symbols of its short code in this level; the fifth checks them
    mark: str  # the first of the three symbols of its version, when the plan was made
    sets: int | None = None
    count: int | None = None  # repetitions, steps or minutes, whichever the card's dose counts
    hold: int | None = None  # seconds
    days: int | None = None  # a week
    times: int | None = None  # a day
    side: str = ""
    grip: str = ""
    reason: int = 0  # why more than usual; 0 where it is not


class Plan(NamedTuple):
    """All that a plan's link says. Marks stand for a tier and a language: plans.tier_mark, plans.language_mark."""

    tier: str
    language: str
    made: date
    weeks: int  # until it is looked at again
    name: tuple[int, int]  # which of plans.NAMES, and the number beside it
    cards: tuple[Planned, ...]
    cautions: tuple[str, ...] = ()

    @property
    def review(self) -> date:
        """The day by which a therapist looks at it again."""
        return self.made + timedelta(weeks=self.weeks)


class Bound(NamedTuple):
    """How far one number of a dose may be set: least, most, and the greatest that needs no reason."""

    least: int
    most: int
    usual: int


class Bounds(NamedTuple):
    """What a plan may set of a card in a tier; an amount that is not named stays as the card says."""

    amounts: Mapping[str, Bound]
    sides: bool = False  # left or right alone can be chosen
    grips: tuple[str, ...] = ()
