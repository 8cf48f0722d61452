"""Amount + words → what a timer beside a card must know of it, or nothing, with the reason."""

from __future__ import annotations

from . import doses
from .messages import Words
from .model import Amount, Length, Range, Timing

LOOSEN = 5  # seconds from one short hold to the next: to let go and breathe, or to change sides
LINGER = 10  # the same after a hold of ten seconds or more: a strap may have to go to the other foot
HALF_HOUR = 30  # minutes: a class or a long walk has a clock of its own
ONE = Range(1, 1)


def of(amount: Amount, words: Words, side: str = "") -> Timing | None:
    """What a timer counts for a dose, on one side alone where `side` names it; None where `why_not` says so."""
    if why_not(amount):
        return None
    hold = amount.hold
    return Timing(
        rounds=amount.sets or ONE,
        times=amount.reps or amount.steps or ONE,
        holds=tuple((s, doses.time(Length(s, s), words)) for s in _choices(hold)) if hold else (),
        minutes=amount.minutes,
        sides=2 if amount.each_side and not side else 1,
        between=LINGER if hold and hold.low >= LINGER else LOOSEN,
        rest=amount.rest.low if amount.rest else doses.REST,
        once="" if hold or amount.minutes else doses.one_side(amount, words),
    )


def why_not(amount: Amount) -> str | None:
    """Why a dose has no timer, for those who ask; None where it has one."""
    if amount.fill_in:
        return "the therapist writes the number"
    if amount.when:
        return "it comes with the day"
    if amount.minutes:
        return "it has a clock of its own" if amount.minutes.low >= HALF_HOUR else None
    if amount.hold:
        return None
    if not (amount.reps or amount.steps):
        return "nothing in it is counted"
    if not amount.sets or amount.sets.low < 2:
        return "one round at your own pace: there is nothing to time"
    return None if amount.rest else "you rest as long as you like: there is nothing to time"


def _choices(hold: Length) -> tuple[int, ...]:
    """How long a hold may last, shortest first: both ends of the range, and a step between where they lie far apart."""
    low, high = hold
    between = (low + high) // 2
    return (low,) if low == high else (low, between, high) if high - low >= 10 and between % 5 == 0 else (low, high)
