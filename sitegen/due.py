"""(review, calendar) → is it due for another look, since when, and until when may it wait? Pure: the day is given."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from .model import Calendar, Due, Face, FigureFace, Library, Review
from .model.review import State


def of(review: Review, calendar: Calendar) -> Due:
    """How a review stands: fine through its day, then due, and lapsed after the last day of grace."""
    following = review.next or (later(review.last, calendar.every) if review.last else None)
    if following is None:
        return Due(owner=review.owner)
    until = _after(following, calendar.grace if review.grace is None else review.grace)
    state: State = "fine" if calendar.today <= following else "due" if calendar.today <= until else "lapsed"
    return Due(state, following, until, review.last, review.owner)


def turns(due: Due) -> tuple[date, ...]:
    """The first days on which something else is said of a review: when it has happened, when it is due, and when it lapses."""
    days = (due.last, due.next and _after(due.next, 1), due.until and _after(due.until, 1))
    return tuple(day for day in days if day)


def all_turns(faces: Iterable[Face], library: Library) -> Iterator[date]:
    """The same of all that has a review in a library: documents by their faces, standing statements, and pictures."""
    for face in faces:
        if not isinstance(face, FigureFace):
            yield from turns(face.due)
    calendar = library.rules.calendar
    shared = [statement.review for statement in library.statements.values()] + [medium.passport.review for medium in library.media.values()]
    for review in shared if calendar else ():
        assert calendar
        yield from turns(of(review, calendar))


def later(day: date, number: int) -> date:
    """The same day so many months later; the last one of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _after(day: date, number: int) -> date:
    """So many days later; the end of all dates where there are none left."""
    return day + timedelta(days=min(number, (date.max - day).days))


__all__ = ["all_turns", "later", "of", "turns"]
