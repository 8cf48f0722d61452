"""Plans as scripts have them, links that nobody's builder made, and what the starter's levels hold: for all tests of plans."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, cast

from sites import TODAY
from whole import whole

from sitegen import bounds, codes, load, plan_cards, plan_words, plans, starter, validate
from sitegen.model import Amount, Card, Ruleset, Timing
from sitegen.model.plan import Bound, Bounds, Plan, Planned

HERE = Path(__file__).parent / "plans"
SCRIPTS = starter.root() / "templates/scripts"
Data = dict[str, Any]


# Python ↔ what scripts have


def card_data(card: Planned) -> Data:
    """A planned card without what is as the card says."""
    return {f.name: value for f in fields(card) if (value := getattr(card, f.name)) not in (None, "", 0)}


def plan_data(plan: Plan) -> Data:
    """A plan."""
    return {
        "tier": plan.tier,
        "language": plan.language,
        "made": plan.made.isoformat(),
        "weeks": plan.weeks,
        "name": list(plan.name),
        "cautions": list(plan.cautions),
        "cards": [card_data(card) for card in plan.cards],
    }


def plan_of(data: Data) -> Plan:
    """The same the other way round."""
    cards = tuple(Planned(**card) for card in data["cards"])
    return Plan(data["tier"], data["language"], date.fromisoformat(data["made"]), data["weeks"], (data["name"][0], data["name"][1]), cards, tuple(data["cautions"]))


def bounds_data(found: Bounds) -> Data:
    """How far a card's numbers go, as data/<level>/plan.js says it."""
    return {"bounds": plan_words.plain_bounds(found.amounts), "sides": found.sides, "grips": list(found.grips)}


def bounds_of(data: Data) -> Bounds:
    """The same the other way round."""
    return Bounds({name: Bound(*three) for name, three in data["bounds"].items()}, data["sides"], tuple(data["grips"]))


def faults_data(found: Iterable[bounds.Fault]) -> list[Data]:
    """What is outside its bounds."""
    return [{"amount": f.amount, "why": f.why, **({"bound": list(f.bound)} if f.bound else {})} for f in found]


def timing_data(timing: Timing | None) -> Data | None:
    """What a timer counts."""
    if timing is None:
        return None
    return {name: _lists(value) for name, value in timing._asdict().items()}


def _lists(value: Any) -> Any:
    return [_lists(one) for one in value] if isinstance(value, tuple) else value


def said_data(amount: Amount | None, planned: Planned, words: Any) -> Data:
    """The sentences of a planned dose."""
    said = plan_words.said(amount, planned, words)
    return {"main": said.main, "more": list(said.more), "short": said.short}


def resolved_data(found: Iterable[plan_cards.Resolved]) -> list[Data]:
    """What is shown of a plan."""
    return [{"status": r.status, "planned": card_data(r.planned), "changed": r.changed, "faults": faults_data(r.faults)} for r in found]


# levels


def level_data(level: plan_cards.Level) -> Data:
    """What a level holds, as its plan.js says it, but for all that no decision is made from."""
    return {
        "tier": {"mark": level.tier},
        "language": {"mark": level.language},
        "cards": [{"code": code, "check": codes.check_symbol(code), "mark": known.mark, "id": known.id, **bounds_data(known.bounds)} for code, known in level.cards.items()],
        "gone": [{"code": code, "check": codes.check_symbol(code)} for code in level.gone],
    }


def level_of(data: Data) -> plan_cards.Level:
    """The same the other way round."""
    cards = {c["code"]: plan_cards.Known(c["id"], c["mark"], bounds_of(c)) for c in data["cards"]}
    return plan_cards.Level(data["tier"]["mark"], data["language"]["mark"], cards, [c["code"] for c in data["gone"]])


def starter_cards() -> tuple[dict[str, Card], Ruleset]:
    """The cards of the library that comes with sitegen, and the rules that bind them."""
    loaded = load.documents(starter.root())
    ids = {kind: {d.id for d in loaded.documents if d.kind == kind} for kind in ("card", "page", "handout", "figure")}
    common = validate.shared([d for d in loaded.documents if d.kind in validate.SHARED], ids, TODAY)
    cards = [d for d in loaded.documents if d.kind == "card" and d.language is None]
    return {d.id: cast(Card, validate.judged(d, {}, common).models["en"]) for d in cards}, common.made.rules


def starter_levels() -> list[plan_cards.Level]:
    """What its levels hold, in English."""
    site, (cards, rules) = whole(starter.root()), starter_cards()
    found = []
    for edition in site.editions:
        held = {}
        for id, tile in edition.cards.items() if edition.tier else ():
            assert edition.tier
            if bound := bounds.of(cards[id], edition.tier.id, rules):
                mark = site.card(edition, id).sheet.version.partition("-")[2][0]
                held[tile.code[:4]] = plan_cards.Known(id, mark, bound)
        if edition.tier:
            found.append(plan_cards.Level(plans.tier_mark(edition.tier.id), plans.language_mark("en"), held))
    return found


# links that nobody's builder made


def sealed(values: Iterable[int]) -> str:
    """Symbols with the checksum that belongs to them, whatever they say."""
    listed = list(values)
    return "".join(plans.ALPHABET[value] for value in [*listed, *plans._checksum(listed)])


def values(text: str) -> list[int]:
    """A plan's symbols without their checksum, as numbers."""
    return [plans.ALPHABET.index(symbol) for symbol in text[:-6]]


def node(script: str, told: Mapping[str, Any] | None = None) -> Any:
    """What a script of tests/plans/ answers in Node; `told` is what it reads from its input."""
    from browser_tools import without  # not above: where it is a plugin, pytest wants to be the first to read it

    if not shutil.which("node"):
        without("there is no Node here: apt install nodejs")
    command = ["node", str(HERE / script), str(SCRIPTS)]
    done = subprocess.run(command, input=json.dumps(told or {}), capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
