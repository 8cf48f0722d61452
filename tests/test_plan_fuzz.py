"""A hundred thousand links that something happened to, in the program and in Node: each is a plan that is written so, or damaged; and no card is shown that is not of its level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import plan_tools
import pytest
from plan_tools import card_data, level_data, sealed, values

from sitegen import codes, plan_cards, plans
from sitegen.model.plan import CAUTIONS, GRIPS, SIDES, Plan, Planned

pytestmark = pytest.mark.slow

MANY = 100_000
Change = Callable[[Random, list[str]], str]


@pytest.fixture(scope="module")
def levels() -> list[plan_cards.Level]:
    return plan_tools.starter_levels()


@pytest.fixture(scope="module")
def links(levels: list[plan_cards.Level]) -> list[str]:
    """Good links of every level, with doses in their bounds and far outside."""
    chance = Random(2026)
    return [plans.encode(any_plan(chance, levels, level)) for level in levels for _ in range(25)]


def any_plan(chance: Random, levels: list[plan_cards.Level], level: plan_cards.Level) -> Plan:
    """Cards of one level, now and then one of another, or of none."""
    cards = {}
    for _ in range(chance.choice((1, 3, 5, 8, 16))):
        own = chance.random() < 0.8
        code = chance.choice(list((level if own else chance.choice(levels)).cards)) if chance.random() < 0.95 else "".join(chance.choice(codes.ALPHABET) for _ in range(4))
        cards[code] = any_card(chance, code, level.cards.get(code))
    cautions = tuple(c for c in CAUTIONS if chance.random() < 0.3)
    made = plans.BEGINNING + timedelta(days=chance.randrange(2000))
    return Plan(level.tier, level.language, made, chance.randint(1, 31), (chance.randrange(32), chance.randint(11, 42)), tuple(cards.values()), cautions)


def any_card(chance: Random, code: str, known: plan_cards.Known | None) -> Planned:
    numbers: dict[str, Any] = {}
    for name, bound in known.bounds.amounts.items() if known else ():
        if chance.random() < 0.5:
            top = {"sets": 31, "days": 7, "times": 24}.get(name, 4095)
            numbers[name] = chance.randint(bound.least, bound.most) if chance.random() < 0.8 else chance.randint(1, top)
    grip, side = (chance.choice(GRIPS), chance.choice(SIDES)) if chance.random() < 0.2 else ("", "")
    return Planned(code, known.mark if known else "2", **numbers, grip=grip, side=side, reason=chance.choice((0, 0, 1, 4)))


# what happens to links


def wrong(chance: Random, links: list[str]) -> str:
    text = list(chance.choice(links))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4, 5, 12))):
        text[chance.randrange(len(text))] = chance.choice(plans.ALPHABET if chance.random() < 0.8 else "1BIOio#% é\u212aİ\0")
    return "".join(text)


def cut(chance: Random, links: list[str]) -> str:
    text = chance.choice(links)
    first, last = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[first:last] if chance.random() < 0.5 else text[:first] + text[last:]


def doubled(chance: Random, links: list[str]) -> str:
    text = chance.choice(links)
    first, last = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[:last] + text[first:]


def swapped(chance: Random, links: list[str]) -> str:
    text = list(chance.choice(links))
    one, other = chance.randrange(len(text)), chance.randrange(len(text))
    text[one], text[other] = text[other], text[one]
    return "".join(text)


def cased(chance: Random, links: list[str]) -> str:
    return "".join(chance.choice((symbol, symbol.lower())) for symbol in chance.choice(links))


def spliced(chance: Random, links: list[str]) -> str:
    one, other = chance.choice(links), chance.choice(links)
    return one[: chance.randrange(len(one))] + other[chance.randrange(len(other)) :]


def noise(chance: Random, links: list[str]) -> str:
    if chance.random() < 0.5:
        return chance.randbytes(chance.randrange(120)).decode("latin-1")
    return "".join(chance.choice(plans.ALPHABET) for _ in range(chance.randrange(300)))


def forged(chance: Random, links: list[str]) -> str:
    """A link that was changed, with the checksum that belongs to it now."""
    said = values(chance.choice(links))
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        place = chance.randrange(len(said))
        said[place : place + chance.choice((0, 1, 1, 1, 2))] = [chance.randrange(32) for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    return sealed(said)


def moved(chance: Random, links: list[str]) -> str:
    """The cards of one link under the beginning of another: another level's, with the checksum that belongs to it."""
    return sealed(values(chance.choice(links))[:12] + values(chance.choice(links))[12:])


def invented(chance: Random, links: list[str]) -> str:
    return sealed([1, *(chance.randrange(32) for _ in range(chance.randrange(300)))])


CHANGES: tuple[Change, ...] = (wrong, cut, doubled, swapped, cased, spliced, noise, forged, moved, invented)


def test_a_hundred_thousand_links_in_the_program(levels: list[plan_cards.Level], links: list[str]) -> None:
    chance, seen = Random(100_000), Counter[str]()
    for n in range(MANY):
        change = CHANGES[n % len(CHANGES)]
        text = change(chance, links)
        try:
            plan = plans.decode(text)
        except plans.Damaged:
            seen["damaged"] += 1
            continue
        assert plans.encode(plan) == text.strip(" \t\r\n").upper(), text
        seen[change.__name__] += 1
        for level in levels:
            for found in plan_cards.resolve(plan, level):
                seen[found.status] += 1
                fits(found, plan, level)
    assert seen["damaged"] > MANY / 2 and all(seen[name] > 500 for name in ("cased", "forged", "moved", "shown", "usual", "refused")), seen
    assert not seen["noise"]


def fits(found: plan_cards.Resolved, plan: Plan, level: plan_cards.Level) -> None:
    """A card that is shown is of this level, and no number of it goes further than the level lets it."""
    if found.status not in ("shown", "usual"):
        assert found.known is None
        return
    assert plan.tier == level.tier and found.known is level.cards[found.planned.code]
    for name, bound in found.known.bounds.amounts.items():
        value = getattr(found.planned, name)
        assert value is None or bound.least <= value <= bound.most
        assert value is None or value <= bound.usual or found.planned.reason
    assert set(card_data(found.planned)) <= {*found.known.bounds.amounts, "code", "mark", "side", "grip", "reason"}


def test_a_hundred_thousand_links_in_the_browsers_scripts(levels: list[plan_cards.Level], links: list[str]) -> None:
    told = plan_tools.node("fuzz.js", {"many": MANY, "links": links, "levels": [level_data(level) for level in levels]})
    assert told["wrong"] == []
    seen = told["seen"]
    assert sum(seen[name] for name in ("damaged", "opened")) == MANY
    assert seen["damaged"] > MANY / 2 and all(seen[name] > 500 for name in ("opened", "shown", "usual", "refused")), seen
