"""(sample week, words) → the values that its template prints: how much of each card, what it adds up to, what to aim at."""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import doses
from ..messages import Words, weekdays
from ..model import Range, Text
from ..model.views import Task, Tile, Total, WeekView


class Line(NamedTuple):
    """A card in a sample week, how much of it and about how long that takes, in words."""

    tile: Tile
    amount: str
    time: str


class Day(NamedTuple):
    """A day of a sample week, in words."""

    day: str
    name: Text
    time: str
    lines: tuple[Line, ...]
    note: Text | None


def values(week: WeekView, words: Words) -> dict[str, Any]:
    """What the template is given."""
    days = [
        Day(full, view.name, doses.about(view.minutes, words) if view.minutes else "", _lines(view.tasks, words), view.note)
        for (_, full), view in zip(weekdays(words.language), week.days, strict=True)
    ]
    return {
        "week": week,
        "every_day": _lines(week.every_day, words),
        "every_day_time": doses.about(week.every_day_minutes, words) if week.every_day_minutes else "",
        "days": days,
        "totals": [{"what": total.what, "how": _total(total, words)} for total in week.totals],
    }


def _lines(tasks: tuple[Task, ...], words: Words) -> tuple[Line, ...]:
    return tuple(Line(task.tile, _amount(task, words), _time(task, words)) for task in tasks)


def _amount(task: Task, words: Words) -> str:
    """How much of a card on one day, in a few words."""
    if task.long:
        return words.count("%(span)s minute", "%(span)s minutes", task.long, span=task.long)
    dose = task.tile.dose_short
    if task.times.high == 1 or task.each_time or not dose:
        return dose
    often = words.count("%(span)s time a day", "%(span)s times a day", task.times.high, span=doses.span(task.times, words))
    return words.say("%(dose)s, %(often)s", dose=dose, often=often)


def _time(task: Task, words: Words) -> str:
    return doses.about(task.minutes, words) if task.minutes and not task.long else ""


def _total(total: Total, words: Words) -> str:
    """What a week adds up to, and what to aim at."""
    found, aims = list[str](), list[str]()
    if total.aim.minutes:
        found.append(doses.about(total.minutes, words))
        aims.append(_minutes(total.aim.minutes, words))
    if total.aim.days:
        found.append(words.count("%(n)s day", "%(n)s days", total.days))
        aims.append(_days(total.aim.days, words))
    return words.say("This week: %(sum)s. Your aim: %(aim)s.", sum=", ".join(found), aim=", ".join(aims))


def _minutes(aim: Range, words: Words) -> str:
    if aim.low == aim.high:
        return words.count("%(n)s minute or more", "%(n)s minutes or more", aim.low)
    return words.count("%(span)s minute", "%(span)s minutes", aim.high, span=doses.span(aim, words))


def _days(aim: Range, words: Words) -> str:
    if aim.low == 7:
        return words.say("every day")
    if aim.low == aim.high:
        return words.count("%(n)s day or more", "%(n)s days or more", aim.low)
    return words.count("%(span)s day", "%(span)s days", aim.high, span=doses.span(aim, words))
