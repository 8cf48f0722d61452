"""A plan → plain text to hand on: a line a card, a message for the patient, a note for the health record. The same as the page of plans writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .. import bounds, plan_words, plans
from ..messages import Words
from ..model import Length, Range
from .planned import Made
from .shelf import Held

MOST = 600  # signs: many record systems cut a note there, or refuse what is longer
_UNITS = {"minutes": "min", "steps": "st"}
_TYPED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "ß": "ss", **{chr(dash): "-" for dash in range(0x2010, 0x2016)}})


def lines(made: Made) -> Iterator[str]:
    """What `sitegen plan` says of a plan: its link, its name, its cards with their doses in whole sentences."""
    plan, words = made.plan, made.shelf.words
    yield made.link
    tier = made.reader.tier
    assert tier
    yield words.say("Exercise plan %(title)s, %(level)s", title=plans.title(plan), level=tier.label)
    yield _days(made)
    if plan.cautions:
        yield words.say("Mind: %(cautions)s", cautions=", ".join(_labels(made)))
    for number, held in enumerate(made.cards, 1):
        yield f"{number}. {held.view.name} ({held.view.sheet.code}): {' '.join(sentences(held, words))}"


def text(made: Made) -> str:
    """The whole plan as a message."""
    plan, words, reader = made.plan, made.shelf.words, made.reader
    assert reader.tier
    found = [
        words.say("Exercise plan %(title)s, %(level)s", title=plans.title(plan), level=reader.tier.label),
        _days(made),
        "",
        words.say("Made for one person. New fall, break or back pain since then? Do not start. Call %(number)s first.", number=reader.library.site.clinic.telephone),
    ]
    if plan.cautions:
        found.append(words.say("Mind: %(cautions)s", cautions=", ".join(_labels(made))))
    for number, held in enumerate(made.cards, 1):
        found += ["", f"{number}. {held.view.name}", *([str(held.view.change)] if held.view.change else []), *sentences(held, words)]
    return "\n".join([*found, "", words.say("With pictures:"), made.link])


def sentences(held: Held, words: Words) -> list[str]:
    """A card's dose as the plan has it."""
    return [held.view.dose or words.say("Your therapist will tell you how much."), *held.view.dose_more]


def _days(made: Made) -> str:
    from babel.dates import format_date

    words, locale = made.shelf.words, made.reader.language.replace("-", "_")
    day, review = (format_date(day, "long", locale) for day in (made.plan.made, made.plan.review))
    return words.say("Made on %(made)s. Your therapist looks at it again by %(review)s.", made=day, review=review)


def _labels(made: Made) -> list[str]:
    labels = dict(plan_words.choices(made.shelf.words)["cautions"])
    return [labels[caution] for caution in made.plan.cautions]


# the note


class _Look(NamedTuple):
    """How much of a plan a note tells."""

    name: int  # letters of a card's name; 0 for its code instead
    link: bool = False  # with the address, or the symbols alone
    doses: bool = True


# The first that fits: the address goes before a name is shortened, and a name is shortened before a dose is left out (the link has it).
_LOOKS = (_Look(80, link=True), *(_Look(most) for most in (80, 40, 30, 24, 20, 16, 12, 8, 5, 0)), _Look(0, doses=False))


def note(made: Made) -> str:
    """At most 600 ASCII signs."""
    tried = (_written(made, look) for look in _LOOKS)
    return next((told for told in tried if len(told) <= MOST), f"{plans.title(made.plan)}\n{made.payload}")


def _written(made: Made, look: _Look) -> str:
    plan, tier, words = made.plan, made.reader.tier, made.shelf.words
    assert tier

    def word(said: str, plainly: str) -> str:
        return _ascii(said) or plainly

    made_on, until = word(words.say("made"), "made"), word(words.say("review by"), "review by")
    head = f"{word(words.say('Plan'), 'Plan')} {plans.title(plan)}, {_ascii(tier.label) or tier.slug}, {made_on} {plan.made}, {until} {plan.review}"
    cards = [" ".join(filter(None, (str(number), _name(held, look.name), _short(held) if look.doses else ""))) for number, held in enumerate(made.cards, 1)]
    told = [head, *(cards if look.name > 20 else ["; ".join(cards)])]
    if plan.cautions:
        labels = [(_ascii(label) if look.name else "") or caution for label, caution in zip(_labels(made), plan.cautions, strict=True)]
        told.append(f"{word(words.say('Mind'), 'Mind')}: {', '.join(labels)}")
    return "\n".join([*told, (look.link and _ascii(made.link)) or made.payload])


def _name(held: Held, most: int) -> str:
    return (_ascii(held.view.name) or held.view.id)[:most].strip() if most else held.view.sheet.code


def _short(held: Held) -> str:
    """2x8-12 h10s 3/wk 2/d L: what the patient does, as the plan or the card says it."""
    card, amount = held.planned, held.view.sheet.substance.dose
    field = (amount and bounds.counted(amount)) or ""

    def value(name: str, said: str) -> str:
        own, usual = getattr(card, name), getattr(amount, said, None) if said else None
        return str(own) if own is not None else _span(usual)

    count, sets = value("count", field), value("sets", "sets")
    rounds = f"{sets}x" if sets not in ("", "1") else "1x" if field == "reps" else ""
    told = [f"{rounds}{count}{_UNITS.get(field, '')}" if count else f"{sets}x" if sets else ""]
    told += [f"{before}{found}{after}" if (found := value(name, said)) else "" for name, said, before, after in _REST]
    told += [card.side[:1].upper(), card.grip and f"grip:{card.grip}", f"why:{card.reason}" if card.reason else ""]
    return " ".join(filter(None, told))


_REST = (("hold", "hold", "h", "s"), ("days", "days_per_week", "", "/wk"), ("times", "times_per_day", "", "/d"))


def _span(value: Range | Length | None) -> str:
    if value is None:
        return ""
    return str(value.low) if value.low == value.high else f"{value.low}-{value.high}"


def _ascii(text: str) -> str:
    """Letters that every system can keep; nothing where a text cannot be written so."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_TYPED)) if not "\u0300" <= c <= "\u036f")
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if plain.isascii() and plain.isprintable() else ""


__all__ = ["MOST", "lines", "note", "sentences", "text"]
