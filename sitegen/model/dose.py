"""Dose: how much of a card, as data that can be said, compared and capped."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from .base import Length, Model, Range, Text, TierId, Time, fault, ranged


class Ceiling(Model):
    """What no plan ever exceeds."""

    sets: ranged(1, 10) | None = None  # type: ignore[valid-type]
    reps: ranged(1, 100) | None = None  # type: ignore[valid-type]
    hold: Time | None = None
    minutes: ranged(1, 180) | None = None  # type: ignore[valid-type]
    steps: ranged(1, 500) | None = None  # type: ignore[valid-type]
    times_per_day: ranged(1, 24) | None = None  # type: ignore[valid-type]
    days_per_week: ranged(1, 7) | None = None  # type: ignore[valid-type]


class Amount(Model):
    """The words of a dose; what is absent is not said. Times are in seconds, effort from 0 to 10."""

    sets: ranged(1, 10) | None = None  # type: ignore[valid-type]
    reps: ranged(1, 100) | None = None  # type: ignore[valid-type]
    hold: Time | None = None
    minutes: ranged(1, 180) | None = None  # type: ignore[valid-type]
    steps: ranged(1, 500) | None = None  # type: ignore[valid-type]
    distance: Text | None = None  # in words: "the length of your counter"
    each_side: bool | None = None
    when: Literal["each time", "hourly"] | None = None
    times_per_day: ranged(1, 24) | None = None  # type: ignore[valid-type]
    days_per_week: ranged(1, 7) | None = None  # type: ignore[valid-type]
    rest: Time | None = None
    effort: ranged(0, 10) | None = None  # type: ignore[valid-type]
    progress_to: Ceiling | None = None
    most: Ceiling | None = None
    fill_in: bool | None = None  # the therapist writes the number: a pen box stands beside the sentence

    @model_validator(mode="after")
    def _one_measure(self) -> Amount:
        used = [name for name in ("reps", "minutes", "steps", "distance") if getattr(self, name) is not None]
        if len(used) > 1:
            listed = " and ".join(f"`{u}`" for u in used)
            raise fault(
                "dose-two-measures",
                f"the dose counts in {listed} at once",
                "keep the one that the person counts; say the rest in the steps",
            )
        if self.minutes is not None and self.hold is not None:
            raise fault(
                "dose-two-measures",
                "the dose counts in `minutes` and `hold` at once",
                "use `hold` with `reps`, or `minutes` alone",
            )
        return self


class Dose(Amount):
    """A card's dose: the usual one, and what differs in a tier."""

    tiers: dict[TierId, Amount] = {}


def merged(base: Amount, change: Amount) -> Amount:
    """`base` with every word that `change` says; a change of measure drops the old measure."""
    said = {name: getattr(change, name) for name in change.model_fields_set}
    kept = {name: getattr(base, name) for name in Amount.model_fields if name not in said}
    measures = {"reps", "minutes", "steps", "distance"}
    if measures & {name for name, value in said.items() if value is not None}:
        kept = {name: value for name, value in kept.items() if name not in measures}
        if said.get("minutes"):
            kept.pop("hold", None)
    return Amount.model_construct(**{**_blank(), **kept, **said})


def _blank() -> dict[str, None]:
    return dict.fromkeys(Amount.model_fields)


def top(value: Range | Length | None) -> int:
    """The greater end, 0 where nothing is said."""
    return value.high if value else 0
