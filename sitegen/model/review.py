"""Who looks after a document, when it was and will be looked at, and how long the site waits: as clinics write it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from .base import Day, Model, fault

MONTHS, DAYS = range(1, 61), range(367)  # five years, and a year to wait


def _span(value: object, per: dict[str, int], bounds: range, example: str) -> int:
    """A time as people write it, counted in the smaller unit; a bare number counts in it, too."""
    found = re.fullmatch(rf"(\d{{1,4}})\s*(?:({'|'.join(per)})s?)?", str(value).strip()) if isinstance(value, str | int) else None
    if not found or isinstance(value, bool):
        raise fault("not-a-span", f"`{value}` is not a time on the calendar", f"write a number and its unit, such as {example}")
    number = int(found[1]) * per[found[2] or next(iter(per))]
    if number not in bounds:
        least, most, unit = bounds[0], bounds[-1], f"{next(iter(per))}s"
        raise fault("out-of-bounds", f"`{value}` is outside {least} to {most} {unit}", f"keep it between {least} and {most} {unit}")
    return number


def _months(value: object) -> int:
    return _span(value, {"month": 1, "year": 12}, MONTHS, "12 months or 2 years")


def _days(value: object) -> int:
    return _span(value, {"day": 1, "week": 7}, DAYS, "60 days or 8 weeks")


Months = Annotated[int, BeforeValidator(_months), WithJsonSchema({"type": "string", "pattern": r"^\d+ (month|year)s?$"})]
Days = Annotated[
    int, BeforeValidator(_days), WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0, "maximum": DAYS[-1]}, {"type": "string", "pattern": r"^\d+ (day|week)s?$"}]})
]


class Review(Model):
    """Who looks after a document and when it was and will be looked at. Nothing is signed until a real person signs."""

    owner: str | None = None  # anybody's name or role, or the id of one of reviewers.yml
    last: Day | None = None
    next: Day | None = None  # absent: as long after `last` as the site says
    grace: Days | None = None  # for how many days it may be late; absent: as the site says


class ReviewTerms(Model):
    """How often a clinic looks at each document again, and for how long one may be late."""

    every: Months = 12
    grace: Days = 60


class Calendar(NamedTuple):
    """The day on which a site is made, and how long its reviews hold."""

    today: date
    every: int = ReviewTerms().every  # months
    grace: int = ReviewTerms().grace  # days


State = Literal["fine", "due", "lapsed"]


class Due(NamedTuple):
    """How a review stands on a day. Without dates there is nothing that could be due: it was never reviewed."""

    state: State = "fine"
    next: date | None = None  # the last day on which all is well
    until: date | None = None  # the last day of grace
    last: date | None = None
    owner: str | None = None


__all__ = ["Calendar", "Due", "Review", "ReviewTerms", "State"]
