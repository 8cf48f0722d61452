"""(sample week, what its cards' doses say) → the minutes of each day, and what the week adds up to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from . import safety
from .model import Aim, Counted, Portion, Range, Ruleset, Vocabulary, Week, Weekly, WeekRow

Doses = Mapping[str, Weekly]  # by card, those that have a dose


class Sum(NamedTuple):
    """What a week has of one kind."""

    days: int = 0
    minutes: int = 0


class Miss(NamedTuple):
    """An aim that a week misses: by its `days` or its `minutes`."""

    aim: Aim
    by: str
    found: int
    wanted: Range
    below: bool


def of(weeks: Mapping[str, Week], tier: str, rules: Ruleset) -> Week | None:
    """A tier's sample week, or that of the tier it is like; none where the therapist picks each step."""
    if any(rules.tiers[step].own_dose for step in rules.lineage(tier)):
        return None
    return safety.inherited(weeks, tier, rules)


def without(week: Week, cards: Collection[str]) -> Week:
    """A week without these cards; on a day that has nothing left one rests."""
    if not cards:
        return week
    days = tuple(day.model_copy(update={"do": _rest(day.do, cards)}) for day in week.days)
    return week.model_copy(update={"every_day": _rest(week.every_day, cards), "days": days})


def _rest(portions: tuple[Portion, ...], cards: Collection[str]) -> tuple[Portion, ...]:
    return tuple(portion for portion in portions if portion.card not in cards)


def rows(tier: str, rules: Ruleset) -> tuple[WeekRow, ...]:
    """The lines of a tier's week, or those of the tier it is like."""
    return next((rules.tiers[step].week for step in rules.lineage(tier) if rules.tiers[step].week), ())


def minutes(portion: Portion, dose: Weekly | None) -> int:
    """About how long a card takes on a day, in whole minutes; 0 where that cannot be told.

    It is the middle of the least and the most, and a minute at least: to get into place takes its time, too. Sums are
    made of these, so that a reader who adds up the page comes to the same.
    """
    if portion.minutes:
        return portion.minutes
    if dose is None or dose.once is None:
        return 0
    low, high = (portion.times, portion.times) if portion.times else dose.times
    return max(1, round((dose.once.low * low + dose.once.high * high) / 2 / 60))


def sums(week: Week, doses: Doses, counts: Mapping[str, Counted]) -> dict[Counted, Sum]:
    """What a week adds up to; `counts` says what each card counts towards."""
    found: dict[Counted, Sum] = {}
    for day in range(7):
        today: dict[Counted, int] = {}
        for portion in week.portions(day):
            if kind := counts.get(portion.card):
                today[kind] = today.get(kind, 0) + minutes(portion, doses.get(portion.card))
        for kind, spent in today.items():
            before = found.get(kind, Sum())
            found[kind] = Sum(before.days + 1, before.minutes + spent)
    return found


def counted(categories: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Counted]:
    """What each card counts towards, from its category."""
    known = vocabulary.categories
    return {card: counts for card, id in categories.items() if id in known and (counts := known[id].counts)}


def misses(aim: Aim, found: Sum) -> Iterator[Miss]:
    """Where a sum is below what is aimed at, or above. A single number is the least: more is welcome."""
    for by, wanted, number in (("days", aim.days, found.days), ("minutes", aim.minutes, found.minutes)):
        if wanted and number < wanted.low:
            yield Miss(aim, by, number, wanted, below=True)
        elif wanted and wanted.high > wanted.low and number > wanted.high:
            yield Miss(aim, by, number, wanted, below=False)


def strained(week: Week, categories: Mapping[str, str], counts: Mapping[str, Counted]) -> Iterator[tuple[int, str]]:
    """(day, category) where the same muscles do strength work as on the day before; after Sunday comes Monday."""
    trained = [{categories[p.card] for p in week.portions(day) if counts.get(p.card) == "strength"} for day in range(7)]
    for day in range(7):
        for category in sorted(trained[day] & trained[day - 1]):
            yield day, category
