"""Weeks: what a tier's week aims at, as numbers, and a sample week of cards that adds up to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema

from .base import NAMES, CardId, Length, Model, Range, ReferenceId, Text, fault, ranged

Counted = Literal["strength", "landings", "balance", "walking", "back"]
_AMOUNT = re.compile(r"(\d{1,3}) (minute|time)s?")


class Aim(Model):
    """What a week adds up to at least; where a second number is given, at most that. Minutes are those of the whole week."""

    of: Counted
    days: ranged(1, 7) | None = None  # type: ignore[valid-type]
    minutes: ranged(1, 1500) | None = None  # type: ignore[valid-type]


class Portion(Model):
    """A card on one day; without minutes or times it is as much as the card's dose says."""

    card: CardId
    minutes: int | None = Field(default=None, ge=1, le=180)
    times: int | None = Field(default=None, ge=1, le=24)


def _portion(value: object) -> object:
    if isinstance(value, str):
        return {"card": value}
    if not isinstance(value, Mapping) or set(value) <= {"card", "minutes", "times"}:
        return value
    ((card, amount), *more) = value.items()
    found = _AMOUNT.fullmatch(str(amount).strip()) if isinstance(amount, str) else None
    if more or not found:
        raise fault("week-amount", f"`{card}: {amount}` does not say how much", "write minutes or times a day, such as `brisk-walk: 20 minutes` or `tall-reset: 3 times`")
    return {"card": card, f"{found[2]}s": int(found[1])}


PortionWord = Annotated[
    Portion,
    BeforeValidator(_portion),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", NAMES: "cards"},
                {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "string", "pattern": r"^\d+ (minute|time)s?$"}},
            ]
        }
    ),
]


class WeekDay(Model):
    """One day: what kind of day it is, and the cards that only it has. A day of rest has none."""

    name: Text
    do: tuple[PortionWord, ...] = ()
    note: Text | None = None


def _seven(value: object) -> object:
    if isinstance(value, list | tuple) and len(value) != 7:
        raise fault("week-days", f"a week has seven days, and {len(value) or 'none'} are written", "write one `- name: …` for each day from Monday to Sunday; a day of rest needs no `do`")
    return value


class Week(Model):
    """A tier's sample week, from Monday to Sunday."""

    title: Text
    lead: Text
    every_day: tuple[PortionWord, ...] = ()
    days: Annotated[tuple[WeekDay, ...], BeforeValidator(_seven)]
    notes: tuple[Text, ...] = ()
    sources: tuple[ReferenceId, ...] = ()

    def portions(self, day: int) -> tuple[Portion, ...]:
        """All that a day holds, what every day has first."""
        return (*self.every_day, *self.days[day].do)

    @property
    def cards(self) -> tuple[str, ...]:
        """The cards that it names, each once."""
        return tuple(dict.fromkeys(p.card for day in range(7) for p in self.portions(day)))


class Weekly(NamedTuple):
    """What a week must know of a card's dose in a tier."""

    once: Length | None  # how long one go takes; None where that cannot be told
    minutes: Range | None = None  # where the dose counts in them
    times: Range = Range(1, 1)  # a day
    days: Range = Range(1, 7)  # a week
    each_time: bool = False  # it goes with the day: whenever it comes up


__all__ = ["Aim", "Counted", "Portion", "Week", "WeekDay", "Weekly"]
