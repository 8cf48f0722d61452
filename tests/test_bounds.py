"""How far a plan may go with each card of the library: never above what its author allowed, never where each step is picked, never for impact or heavy loads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import plan_tools
import pytest

from sitegen import bounds, doses, messages, nodes, safety, starter
from sitegen.model import Amount, Card, Ruleset
from sitegen.model.plan import AMOUNTS, Bounds, Planned

FIELDS = {"sets": ("sets",), "count": ("reps", "steps", "minutes"), "hold": ("hold",), "days": ("days_per_week",), "times": ("times_per_day",)}
ABSENT = {"sets": 1, "times": 1, "days": 7}
CAREFUL = {"impact-low", "impact-mod", "impact-high", "load-heavy"}  # written out: a table that forgot one would be found
ENGLISH = messages.words("en", {})


@pytest.fixture(scope="module")
def library() -> tuple[dict[str, Card], Ruleset]:
    return plan_tools.starter_cards()


def bound(library: tuple[dict[str, Card], Ruleset]) -> Iterator[tuple[Card, str, Bounds]]:
    cards, rules = library
    for card in cards.values():
        for tier in rules.tiers:
            if found := bounds.of(card, tier, rules):
                yield card, tier, found


def written(card: str) -> dict[str, Any]:
    """A card as its author wrote it."""
    data, _ = nodes.read((starter.root() / f"content/cards/{card}.yml").read_text(encoding="utf-8"))
    return dict(data)


def test_a_plan_holds_exactly_the_cards_whose_steps_a_level_reads(library: tuple[dict[str, Card], Ruleset]) -> None:
    held = {(card.id, tier) for card, tier, _ in bound(library)}
    cards, rules = library
    for id in cards:
        data = written(id)
        for tier in rules.tiers:
            possible = data["tiers"][tier] != "avoid" and data.get("supervision") != "always" and not data.get("withdrawn")
            assert ((id, tier) in held) == possible, (id, tier)


def test_no_number_goes_above_the_ceiling_or_the_usual_dose(library: tuple[dict[str, Card], Ruleset]) -> None:
    _, rules = library
    raised = 0
    for card, tier, found in bound(library):
        amount = safety.dose(card, tier, rules)
        for name, (least, most, usual) in found.amounts.items():
            said = next((value for field in FIELDS[name] if amount and (value := getattr(amount, field))), None)
            ceiling = next((value for field in FIELDS[name] if amount and amount.most and (value := getattr(amount.most, field, None))), None)
            assert 1 <= least <= usual <= most, (card.id, tier, name)
            assert usual == (said.high if said else ABSENT[name])
            assert most == usual or (ceiling and most == ceiling.high)
            raised += most > usual
    assert raised > 50


def test_nothing_is_raised_where_a_therapist_picks_each_step_nor_for_impact_or_heavy_loads(library: tuple[dict[str, Card], Ruleset]) -> None:
    _, rules = library
    kept = 0
    for card, tier, found in bound(library):
        if tier == "recent" or CAREFUL & set(safety.hazards(card, tier, rules)):
            assert all(most == usual for _, most, usual in found.amounts.values()), (card.id, tier)
            kept += 1
    assert kept > 40


def test_no_plan_makes_a_dose_a_hazard_that_the_card_was_not_judged_for(library: tuple[dict[str, Card], Ruleset]) -> None:
    _, rules = library
    for card, tier, found in bound(library):
        amount = safety.dose(card, tier, rules)
        if not amount or "count" not in found.amounts:
            continue
        judged = safety.hazards(card, tier, rules)
        for count in range(found.amounts["count"].least, found.amounts["count"].most + 1):
            planned = bounds.applied(amount, Planned("K7Q9", "2", count=count))
            made = [h.id for h in rules.made_by_dose if planned and safety.made_by(planned, h) and h.id not in judged]
            assert all(safety.hazard_status(h, tier, rules) <= safety.status(card, tier, rules) for h in made), (card.id, tier, count)


def test_grips_are_for_balance_and_never_lighter_than_the_card_says(library: tuple[dict[str, Card], Ruleset]) -> None:
    order = ["both", "one", "fingertips"]
    for card, tier, found in bound(library):
        balance = any(h.startswith("bal-") and h != "bal-unstable" for h in card.hazards)
        assert bool(found.grips) == balance, (card.id, tier)
        if found.grips:
            assert list(found.grips) == order[: len(found.grips)]
            assert len(found.grips) <= order.index(card.grip or "both") + 1
            assert tier != "recent" or "fingertips" not in found.grips, card.id


def test_a_side_is_only_chosen_where_the_dose_has_two(library: tuple[dict[str, Card], Ruleset]) -> None:
    _, rules = library
    for card, tier, found in bound(library):
        amount = safety.dose(card, tier, rules)
        assert found.sides == bool(amount and amount.each_side)


def test_every_number_within_the_bounds_of_the_library_is_a_whole_sentence(library: tuple[dict[str, Card], Ruleset]) -> None:
    _, rules = library
    for card, tier, found in bound(library):
        amount = safety.dose(card, tier, rules)
        for name in AMOUNTS:
            for value in found.amounts.get(name, ()):
                planned = Planned("K7Q9", "2", **{name: value}, reason=1)
                assert not list(bounds.faults(planned, found)), (card.id, tier, name, value)
                applied = bounds.applied(amount, planned)
                assert applied and doses.said(applied, ENGLISH).main.endswith("."), (card.id, tier, name, value)


def test_a_dose_without_changes_is_the_cards_own() -> None:
    amount = Amount.model_validate({"reps": "8-12", "progress_to": {"reps": 20}, "fill_in": True})
    assert bounds.applied(amount, Planned("K7Q9", "2", side="left", grip="one")) == amount
    changed = bounds.applied(amount, Planned("K7Q9", "2", count=9))
    assert changed and (changed.reps, changed.progress_to, changed.fill_in) == ((9, 9), None, None)
    assert bounds.applied(None, Planned("K7Q9", "2", count=9)) is None
