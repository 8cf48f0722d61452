"""(levels, library, words) → the page that says how a plan's link is written: tables and an example made by the code itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .. import addresses, codes, plan_words, plans
from ..messages import Words
from ..model import Library
from ..model.plan import CAUTIONS, GRIPS, SIDES, Plan, Planned
from ..model.views import Edition
from .pages import Page

MADE = date(2026, 11, 22)  # of the example: any day would do


class Part(NamedTuple):
    """A field of the example: its symbols, the number of each, and what they say."""

    field: str
    symbols: str
    numbers: str
    says: str


def plan_format(editions: list[Edition], library: Library, words: Words, folder: str) -> Page:
    """How plans are written, for those who make or read such links with a program of their own."""
    example = _example(editions, library)
    labels = {kind: dict(pairs) for kind, pairs in plan_words.choices(words).items()}
    values = {
        "alphabet": [(row, plans.ALPHABET[row : row + 8]) for row in range(0, 32, 8)],
        "names": [(row, plans.NAMES[row : row + 8]) for row in range(0, 32, 8)],
        "tier_marks": [(plans.tier_mark(id), tier.label) for id, tier in library.rules.tiers.items()],
        "language_marks": [(plans.language_mark(tag), tag) for tag in library.site.languages],
        "cautions": [(1 << bit, labels["cautions"][name], plan_words.caution(name, words)) for bit, name in enumerate(CAUTIONS)],
        "sides": [(number, labels["sides"][name]) for number, name in enumerate(SIDES)],
        "grips": [(number << 2, labels["grips"][name]) for number, name in enumerate(GRIPS)],
        "reasons": [(number, plan_words.reason(int(number), words)) for number in labels["reasons"]],
        "limits": plans,
        "plan_address": addresses.plan(folder),
        "example": plans.encode(example),
        "title_of_example": plans.title(example),
        "parts": list(_parts(example)),
    }
    crumbs = ((words.say("Start"), folder), (words.say("For therapists"), f"{folder}about/therapists/"))
    return Page(f"{folder}about/plan-format/", "plan-format.html", words.say("How the link of a plan is written"), "templates/plan-format.html", values, crumbs)


def _example(editions: list[Edition], library: Library) -> Plan:
    """A plan of one card that does not exist: nobody shall do an exercise because it stood in an example."""
    taken = {tile.code[:4] for e in editions for tile in e.cards.values()}
    code = next(symbol * 4 for symbol in codes.ALPHABET if symbol * 4 not in taken)
    card = Planned(code, "3", sets=2, count=20, days=3, side="left")
    tier = next(iter(library.rules.tiers), "")
    return Plan(plans.tier_mark(tier), plans.language_mark(library.language), MADE, plans.USUAL_WEEKS, (22, 42), (card,), ("hip", "aid"))


def _parts(plan: Plan) -> Iterator[Part]:
    """What each field of the example says, as a number or a name: words stand in the template."""
    card = plan.cards[0]
    says = {
        "format": str(plans.FORMAT),
        "tier": plan.tier,
        "language": plan.language,
        "made": f"{(plan.made - plans.BEGINNING).days} → {plan.made}",
        "weeks": str(plan.weeks),
        "name": plans.title(plan),
        "cautions": " + ".join(str(1 << CAUTIONS.index(name)) for name in plan.cautions),
        "code": card.code,
        "version": card.mark,
        "fields": "1 + 2 + 8 + 16",
        "sets": str(card.sets),
        "count": f"4 + 16 × 1 = {card.count}",
        "days": str(card.days),
        "more": f"{SIDES.index(card.side)}",
        "checksum": "",
    }
    for field, symbols in plans.parts(plan):
        yield Part(field, symbols, " ".join(str(plans.ALPHABET.index(symbol)) for symbol in symbols), says[field])


__all__ = ["plan_format"]
