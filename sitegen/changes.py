"""(substance then, substance now, words) → what has changed between two versions, in whole sentences, the most serious first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from . import doses, overlay
from .messages import Words
from .model import Amount, Length, Range, Status, Substance

_WARNINGS = ("safety", "change")
_RANKS = {kind: rank for rank, kind in enumerate((*_WARNINGS, "dose", "status", "supervision", "hazards", "steps", "words", "mistakes", "swap", "parts", "rest"))}
_SUPERVISED = {overlay.fingerprint(word): word for word in ("none", "first-time", "always")}
_ONCE = Range(1, 1)


class Change(NamedTuple):
    """One thing that is another than it was; `of` names the part of a handout that it is about."""

    kind: str
    words: str
    of: str = ""

    @property
    def warning(self) -> bool:
        """Whether it must be read before anything is done."""
        return self.kind in _WARNINGS


class Held(NamedTuple):
    """The parts of a handout by their version codes: (then, now) of those that are others, the new ones, and those that are gone."""

    other: tuple[tuple[str, str], ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def between(then: Substance, now: Substance, words: Words, names: Mapping[str, str] | None = None, inside: Callable[[str, str], tuple[Change, ...]] | None = None) -> tuple[Change, ...]:
    """What has changed between two versions whose codes differ; never empty, for then at least that is to be said.

    `names` are those of a handout's parts by short code, `inside` tells what changed between two versions of a part.
    Groups of words that an older record does not know are compared with nothing: what is said of them is true either way.
    """
    found = [*_texts(then.parts, now.parts, words), *_dose(then.dose, now.dose, words), *_status(then.status, now.status, words)]
    found += _parts(held(then.holds, now.holds), words, names or {}, inside)
    return in_order(found) or (_unsaid(then, now, words),)


def in_order(changes: list[Change]) -> tuple[Change, ...]:
    """The most serious first."""
    return tuple(sorted(changes, key=lambda change: _RANKS[change.kind]))


def held(then: tuple[str, ...], now: tuple[str, ...]) -> Held:
    """A handout's parts then and now. Where nobody knows what was in it, none is new or gone."""
    before, after = ({code.partition("-")[0]: code for code in codes} for codes in (then, now))
    if not before:
        return Held((), (), ())
    return Held(
        tuple((before[short], code) for short, code in after.items() if before.get(short, code) != code),
        tuple(code for short, code in after.items() if short not in before),
        tuple(code for short, code in before.items() if short not in after),
    )


def _unsaid(then: Substance, now: Substance, words: Words) -> Change:
    """Other codes, and nothing to tell: either it is too small to be told, or the record does not know."""
    known = then.parts and {**now.parts} == {**then.parts} and (then.dose is None) == (now.dose is None)
    return Change("rest", words.say("Only small things were changed. What to do is the same.") if known else words.say("Something on it was changed. Call us, and we tell you what."))


# words, of which only fingerprints are known


def _texts(then: Mapping[str, str], now: Mapping[str, str], words: Words) -> Iterator[Change]:
    if not then:
        return  # a record that knows no words
    said, strange = _sentences(words), False
    for group in dict.fromkeys((*now, *then)):
        before, after = then.get(group), now.get(group)
        if before == after:
            continue
        if group == "supervision":
            yield from _supervision(before, after, words)
        elif group not in said:
            strange = strange or bool(before and after)  # a kind of words that this version of sitegen does not know
        else:
            kind, changed, come, gone = said[group]
            sentence = changed if before and after else come if after else gone
            yield from [Change(kind, sentence)] if sentence else []
    if strange:
        yield Change("rest", words.say("Some other words were changed."))


def _sentences(words: Words) -> Mapping[str, tuple[str, str, str, str]]:
    """By group: its kind, and what is said where it is another, where only the new version has it, and where only the old one had it.

    The second must also be true where the old record just did not know of it; empty where nothing is said.
    """
    return {
        "safety": (
            "safety",
            words.say("The warning was changed. Read it before you start."),
            words.say("There is a warning to read before you start."),
            words.say("A warning that was on your sheet is not needed any more."),
        ),
        "change": (
            "change",
            words.say("What you do differently at your level was changed. Read it before you start."),
            words.say("There is something that you do differently at your level. Read it before you start."),
            words.say("What your sheet says about your level does not hold any more."),
        ),
        "hazards": ("hazards", words.say("We looked again at what this move asks of your body."), "", ""),
        "steps": ("steps", words.say("The steps were changed."), words.say("Look at the steps again."), words.say("The steps are not shown any more.")),
        "mistakes": ("mistakes", words.say("The common mistakes were changed."), "", words.say("The common mistakes are not listed any more.")),
        "swap": ("swap", words.say("What to do instead was changed."), "", ""),
        "summary": ("words", words.say("The sentence to remember was changed."), "", ""),
        "text": ("words", words.say("The text was changed. Please read it again."), words.say("Please read the text again."), words.say("The text is not shown any more.")),
        "words": ("words", words.say("Its first page or its log was changed."), "", ""),
        "week": ("words", words.say("The days, the moves or the minutes of the week were changed."), "", ""),
    }


def _supervision(then: str | None, now: str | None, words: Words) -> Iterator[Change]:
    """A record that does not know who was to be there is compared with nothing."""
    said = {
        "always": words.say("It is done only with a therapist beside you now."),
        "first-time": words.say("It is done for the first time with your therapist now."),
        "none": words.say("You may do it without your therapist now."),
    }
    if then and now:
        word = _SUPERVISED.get(now)
        yield Change("supervision", said[word] if word else words.say("Who should be with you was changed."))


def _status(then: Status | None, now: Status | None, words: Words) -> Iterator[Change]:
    said = {
        Status.allow: words.say("It may be done without a change now."),
        Status.modify: words.say("It may be done only with a change now."),
        Status.avoid: words.say("It is not for this level now."),
    }
    if then is not None and now is not None and then != now:
        yield Change("status", said[now])


# the dose


def _dose(then: Amount | None, now: Amount | None, words: Words) -> Iterator[Change]:
    if then is None or now is None:
        if now:
            yield Change("dose", words.say("How much of it, now: %(dose)s", dose=_whole(now, words)))
        elif then:
            yield Change("dose", words.say("There is no amount on it any more. Your therapist tells you how much."))
        return
    if _measure(then) != _measure(now):
        yield Change("dose", words.say("How much of it, before: %(before)s Now: %(now)s", before=_whole(then, words), now=_whole(now, words)))
        return
    for what, say in _rows(words):
        before, after = say(then), say(now)
        if before != after:
            yield Change("dose", words.say("%(what)s: %(before)s before, now %(now)s.", what=what, before=before, now=after))
    yield from (Change("dose", sentence) for sentence in _more(then, now, words))


def _measure(amount: Amount) -> tuple[object, ...]:
    """What a dose counts: doses that count other things are compared as whole sentences."""
    counted = next((name for name in ("minutes", "steps", "distance") if getattr(amount, name) is not None), None)
    return counted, counted is None and bool(amount.reps or amount.hold), amount.when


def _whole(amount: Amount, words: Words) -> str:
    said = doses.said(amount, words)
    return " ".join((said.main, *said.more)) if said.main else words.say("as your therapist tells you.")


def _rows(words: Words) -> Iterator[tuple[str, Callable[[Amount], str]]]:
    """What is counted, and how it is said of a dose."""
    none, unsaid, short = words.say("none"), words.say("not said"), words.say("a short rest")

    def number(value: Range | None, absent: str = none) -> str:
        return doses.span(value, words) if value else absent

    def time(value: Length | None, absent: str = none) -> str:
        return doses.time(value, words) if value else absent

    yield words.say("Hold"), lambda dose: time(dose.hold)
    yield words.say("Repetitions"), lambda dose: number(dose.reps or _ONCE)
    yield words.say("Minutes"), lambda dose: number(dose.minutes)
    yield words.say("Steps"), lambda dose: number(dose.steps)
    yield words.say("How far"), lambda dose: (dose.distance or none).rstrip(".")
    yield words.say("Rounds"), lambda dose: number(dose.sets or _ONCE)
    yield words.say("Rest between rounds"), lambda dose: time(dose.rest, short)
    yield words.say("Times a day"), lambda dose: number(dose.times_per_day, unsaid)
    yield words.say("Days a week"), lambda dose: number(dose.days_per_week, unsaid)


def _more(then: Amount, now: Amount, words: Words) -> Iterator[str]:
    """What is no number. The ceiling is for therapists, and is not said."""
    if bool(then.each_side) != bool(now.each_side):
        yield words.say("The number is for each side now.") if now.each_side else words.say("The number is not for each side any more.")
    if then.effort != now.effort:
        hard = doses.effort(now.effort.high, words) if now.effort else words.say("Your therapist tells you.")
        yield words.say("How hard it should be, now: %(effort)s", effort=hard)
    if then.progress_to != now.progress_to:
        yield words.say("What you can build up to was changed.")
    if bool(then.fill_in) != bool(now.fill_in):
        yield words.say("Your therapist writes your number on the sheet now.") if now.fill_in else words.say("The number is printed on the sheet now.")


# what is in a handout


def _parts(found: Held, words: Words, names: Mapping[str, str], inside: Callable[[str, str], tuple[Change, ...]] | None) -> Iterator[Change]:
    for before, after in found.other:
        name = _name(after, names, words)
        told = inside(before, after) if inside else ()
        yield from (change._replace(of=name) for change in told)
        if not told:
            yield Change("parts", words.say("It was changed."), name)
    for code in found.new:
        yield Change("parts", words.say("It is new on the sheet."), _name(code, names, words))
    for code in found.gone:
        yield Change("parts", words.say("It is not on the sheet any more."), _name(code, names, words))


def _name(code: str, names: Mapping[str, str], words: Words) -> str:
    short = code.partition("-")[0]
    return str(names.get(short) or words.say("The part with the code %(code)s", code=short))
