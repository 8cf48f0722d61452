"""Amount + words → whole sentences that a person can do: never a bare number, never a blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .messages import Words
from .model import Amount, Ceiling, Length, Range, Text, Weekly

# How long things take, in seconds. They are for planning a week: nobody is asked to keep to them.
REPETITION = 4  # there and back at an easy pace
CHANGE = 2  # from one hold to the next
STEP = 1
REST = 60  # between two rounds, where the dose names no rest


@dataclass(frozen=True, slots=True)
class Said:
    """A dose in words: what to do at once, what else to know, and the short form for lists."""

    main: str
    more: tuple[str, ...] = ()
    short: str = ""
    fill_in: bool = False


def said(amount: Amount, words: Words, side: str = "") -> Said:
    """The sentences of a dose in one language; `side` is left or right where it is for one side alone."""
    side = side or ("each" if amount.each_side else "")
    return Said(" ".join(_main(amount, side, words)), tuple(_more(amount, words)), _short(amount, side, words), bool(amount.fill_in))


def span(value: Range, words: Words) -> str:
    """A range as people say it: 8 to 12."""
    return (
        str(value.low) if value.low == value.high else words.say("%(low)s to %(high)s", low=value.low, high=value.high)
    )


def time(value: Length, words: Words) -> str:
    """A time as people say it: 1 minute, 5 to 10 seconds."""
    if value.in_minutes:
        minutes = Range(value.low // 60, value.high // 60)
        return words.count("%(span)s minute", "%(span)s minutes", minutes.high, span=span(minutes, words))
    return words.count(
        "%(span)s second", "%(span)s seconds", value.high, span=span(Range(value.low, value.high), words)
    )


def takes(amount: Amount) -> Length | None:
    """How long a day's worth of a dose takes, at the least and at the most; None where that cannot be told."""
    once = one_go(amount)
    times = amount.times_per_day or Range(1, 1)
    return Length(once.low * times.low, once.high * times.high) if once else None


def one_go(amount: Amount) -> Length | None:
    """How long a dose takes once: all its rounds with their rests, on both sides."""
    if amount.when:  # whenever it comes up, or once an hour
        return None
    if amount.minutes:
        return Length(amount.minutes.low * 60, amount.minutes.high * 60)
    if not (amount.hold or amount.reps or amount.steps):  # a way to go, or nothing
        return None
    count, each = amount.reps or amount.steps or Range(1, 1), STEP if amount.steps else REPETITION
    held = Length(amount.hold.low + CHANGE, amount.hold.high + CHANGE) if amount.hold else Length(each, each)
    sides, sets, rest = 2 if amount.each_side else 1, amount.sets or Range(1, 1), amount.rest or Length(REST, REST)
    return Length(
        count.low * held.low * sides * sets.low + rest.low * (sets.low - 1),
        count.high * held.high * sides * sets.high + rest.high * (sets.high - 1),
    )


def one_side(amount: Amount, words: Words) -> str:
    """One round of a dose on one side, for those who are told when to change."""
    return _once(amount, "", words)


def weekly(amount: Amount) -> Weekly:
    """What a week must know of a dose."""
    return Weekly(one_go(amount), amount.minutes, amount.times_per_day or Range(1, 1), amount.days_per_week or Range(1, 7), amount.when is not None)


def about(minutes: int, words: Words) -> str:
    """About so many minutes."""
    return words.count("about %(n)s minute", "about %(n)s minutes", minutes)


def _main(amount: Amount, side: str, words: Words) -> Iterator[str]:
    once = _once(amount, side, words)
    if once:
        yield once
        if side in ("left", "right") and not (amount.hold or amount.reps):
            yield words.say("Do it on your left side.") if side == "left" else words.say("Do it on your right side.")
        yield from _again(amount, words, once)
    elif amount.when == "each time":
        yield words.say("Do it this way every time.")
        return
    if amount.when == "each time":
        yield words.say("Do this every time.")


def _once(amount: Amount, side: str, words: Words) -> str:
    """One round of it, in one or two sentences."""
    if amount.hold and amount.reps in (None, Range(1, 1)):
        return _held(time(amount.hold, words), side, words)
    if amount.reps:
        hold = _held(time(amount.hold, words), "", words) + " " if amount.hold else ""
        return hold + _reps(amount.reps, side, words)
    if amount.minutes:
        return words.count(
            "Do it for %(span)s minute.",
            "Do it for %(span)s minutes.",
            amount.minutes.high,
            span=span(amount.minutes, words),
        )
    if amount.steps:
        return words.count(
            "Take %(span)s step.", "Take %(span)s steps.", amount.steps.high, span=span(amount.steps, words)
        )
    if amount.distance:
        return words.say("Go this far: %(distance)s.", distance=_bare(amount.distance))
    return ""


def _held(length: str, side: str, words: Words) -> str:
    if side == "each":
        return words.say("Hold for %(time)s on each side.", time=length)
    if side == "left":
        return words.say("Hold for %(time)s on your left side.", time=length)
    if side == "right":
        return words.say("Hold for %(time)s on your right side.", time=length)
    return words.say("Hold for %(time)s.", time=length)


def _reps(reps: Range, side: str, words: Words) -> str:
    if reps == Range(1, 1):
        return _just_once(side, words)
    said, n = span(reps, words), reps.high
    if side == "each":
        return words.count("Do it %(span)s time on each side.", "Do it %(span)s times on each side.", n, span=said)
    if side == "left":
        return words.count("Do it %(span)s time on your left side.", "Do it %(span)s times on your left side.", n, span=said)
    if side == "right":
        return words.count("Do it %(span)s time on your right side.", "Do it %(span)s times on your right side.", n, span=said)
    return words.count("Do it %(span)s time.", "Do it %(span)s times.", n, span=said)


def _just_once(side: str, words: Words) -> str:
    if side == "each":
        return words.say("Do it once on each side.")
    if side == "left":
        return words.say("Do it once on your left side.")
    return words.say("Do it once on your right side.") if side == "right" else words.say("Do it once.")


def _again(amount: Amount, words: Words, once: str) -> Iterator[str]:
    sets = amount.sets
    if sets is None or sets.high < 2:
        return
    rest = time(amount.rest, words) if amount.rest else ""
    if sets == Range(2, 2):
        yield words.say("Rest for %(time)s.", time=rest) if rest else words.say("Take a short rest.")
        yield words.say("Then do the same again.")
        return
    said = span(sets, words)
    if rest:
        yield words.count(
            "Do %(span)s round like this, and rest for %(time)s between rounds.",
            "Do %(span)s rounds like this, and rest for %(time)s between rounds.",
            sets.high,
            span=said,
            time=rest,
        )
    else:
        yield words.count(
            "Do %(span)s round like this, with a short rest between.",
            "Do %(span)s rounds like this, with a short rest between.",
            sets.high,
            span=said,
        )


def _more(amount: Amount, words: Words) -> Iterator[str]:
    often = _often(amount, words)
    if often:
        yield often
    if amount.effort:
        yield effort(amount.effort.high, words)
    yield from _goals(amount.progress_to, words)


def _goals(goal: Ceiling | None, words: Words) -> Iterator[str]:
    """What to build up to, with the therapist's leave."""
    if goal is None:
        return
    if goal.reps:
        yield words.count(
            "When your therapist agrees, build up slowly to %(n)s time.",
            "When your therapist agrees, build up slowly to %(n)s times.",
            goal.reps.high,
        )
    if goal.hold:
        longest = time(Length(goal.hold.high, goal.hold.high), words)
        yield words.say("When your therapist agrees, build up slowly to %(time)s.", time=longest)
    if goal.minutes:
        yield words.count(
            "When your therapist agrees, build up slowly to %(n)s minute.",
            "When your therapist agrees, build up slowly to %(n)s minutes.",
            goal.minutes.high,
        )
    if goal.times_per_day:
        yield words.count(
            "You can build up to %(n)s time a day.", "You can build up to %(n)s times a day.", goal.times_per_day.high
        )


def _often(amount: Amount, words: Words) -> str:
    if amount.when == "hourly":
        return words.say("Do this once an hour while you are resting.")
    day, week = amount.times_per_day, amount.days_per_week
    if day and week and week.low < 7:
        return " ".join((_per_day(day, words), _per_week(week, words)))
    if day:
        return _per_day(day, words)
    return _per_week(week, words) if week else ""


def _per_day(day: Range, words: Words) -> str:
    if day == Range(1, 1):
        return words.say("Do this once a day.")
    return words.count("Do this %(span)s time a day.", "Do this %(span)s times a day.", day.high, span=span(day, words))


def _per_week(week: Range, words: Words) -> str:
    if week.low == 7:
        return words.say("Do this every day.")
    return words.count(
        "Do this on %(span)s day of the week.",
        "Do this on %(span)s days of the week.",
        week.high,
        span=span(week, words),
    )


def effort(effort: int, words: Words) -> str:
    """Effort from 0 to 10 in words: nobody counts to ten while they hold on."""
    if effort <= 2:
        return words.say("It should feel very easy.")
    if effort <= 4:
        return words.say("It should feel easy: you could do many more.")
    if effort <= 6:
        return words.say("Stop when you could still do a few more.")
    return words.say("It should feel hard, in good form: stop when you could do one or two more.")


def _short(amount: Amount, side: str, words: Words) -> str:
    """The dose in a few words, for lists: 8 to 12 times on each side, 2 rounds."""
    once = _short_once(amount, words)
    if once and side:
        once = _short_side(once, side, words)
    if once and amount.sets and amount.sets.high > 1:
        return words.count("%(dose)s, %(span)s round", "%(dose)s, %(span)s rounds", amount.sets.high, dose=once, span=span(amount.sets, words))
    return once


def _short_side(once: str, side: str, words: Words) -> str:
    if side == "left":
        return words.say("%(dose)s on your left side", dose=once)
    return words.say("%(dose)s on your right side", dose=once) if side == "right" else words.say("%(dose)s on each side", dose=once)


def _short_once(amount: Amount, words: Words) -> str:
    if amount.hold and amount.reps in (None, Range(1, 1)):
        return time(amount.hold, words)
    if amount.reps == Range(1, 1):
        return words.say("once")
    if amount.reps:
        times = words.count("%(span)s time", "%(span)s times", amount.reps.high, span=span(amount.reps, words))
        return (
            words.say("hold %(time)s, %(times)s", time=time(amount.hold, words), times=times) if amount.hold else times
        )
    if amount.minutes:
        return words.count("%(span)s minute", "%(span)s minutes", amount.minutes.high, span=span(amount.minutes, words))
    if amount.steps:
        return words.count("%(span)s step", "%(span)s steps", amount.steps.high, span=span(amount.steps, words))
    return words.say("every time") if amount.when == "each time" else str(amount.distance or "")


def _bare(text: Text) -> str:
    return text.rstrip(".")
