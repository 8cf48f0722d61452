"""What a tier may do: the pure rules, and the validator's refusal of everything laxer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sites import card, codes, problems, site

from sitegen import safety
from sitegen.model import Amount, Card, Hazard, Range, Ruleset, Status, Text, Tier
from sitegen.model.tier import Heaviness

STATUSES = [Status.allow, Status.modify, Status.avoid]


def tier(id: str, **fields: Any) -> Tier:
    words = {"slug": f"the-{id}", "label": id.title(), "letter": id[0].upper(), "look": "circle", "line": "x", "lead": "x", "who": "x"}
    return Tier.model_validate({"id": id, **words, **fields})


def hazard(id: str, **tiers: Status) -> Hazard:
    return Hazard(id=id, name=Text("n"), plain=Text("p"), why=Text("w"), tiers=tiers)


def rules(*hazards: Hazard, baseline: dict[str, Status] | None = None, **more: Tier) -> Ruleset:
    tiers = {"low": tier("low"), "high": tier("high"), **more}
    return Ruleset(tiers, {h.id: h for h in hazards}, baseline or {"low": Status.allow, "high": Status.allow})


def made(**fields: Any) -> Card:
    base = {"id": "x", **card(tiers={"low": "allow", "high": "allow"}, modify={}), **fields}
    return Card.model_validate({**base, "steps": tuple(base["steps"]), "hazards": tuple(base["hazards"])})


@given(word=some.sampled_from(STATUSES), hazards=some.lists(some.sampled_from(STATUSES), max_size=4), base=some.sampled_from(STATUSES))
def test_a_status_is_never_laxer_than_its_strictest_hazard_or_the_baseline(word: Status, hazards: list[Status], base: Status) -> None:
    tags = [hazard(f"h{n}", low=Status.allow, high=status) for n, status in enumerate(hazards)]
    ruleset = rules(*tags, baseline={"low": Status.allow, "high": base})
    found = safety.status(made(tiers={"low": "allow", "high": str(word)}, hazards=tuple(t.id for t in tags)), "high", ruleset)
    assert found == max([word, base, *hazards])


def test_a_missing_word_counts_as_avoid() -> None:
    assert safety.status(made(tiers={"low": "allow"}), "high", rules()) == Status.avoid


def test_an_unknown_hazard_counts_as_avoid() -> None:
    assert safety.hazard_status("never-heard-of", "low", rules()) == Status.avoid


def test_a_gentle_card_need_not_keep_the_baseline() -> None:
    strict = rules(baseline={"low": Status.allow, "high": Status.modify})
    assert safety.status(made(), "high", strict) == Status.modify
    assert safety.status(made(gentle="Lying down and breathing."), "high", strict) == Status.allow


def test_an_override_goes_to_modify_and_never_to_allow() -> None:
    danger = rules(hazard("far", low=Status.allow, high=Status.avoid))
    by = {"by": "someone", "on": "2026-01-01", "because": "Taught in class."}
    for word, expected in (("allow", Status.modify), ("modify", Status.modify), ("avoid", Status.avoid)):
        exempt = made(hazards=("far",), tiers={"low": "allow", "high": word}, override={"high": {"to": "modify", **by}})
        assert safety.status(exempt, "high", danger) == expected
    allowed = made(hazards=("far",), override={"high": {"to": "allow", **by}})
    assert safety.status(allowed, "high", danger) == Status.avoid


def test_a_withdrawn_card_is_for_nobody() -> None:
    gone = made(withdrawn={"on": "2026-01-01", "reason": "A strap tore."})
    assert {safety.status(gone, t, rules()) for t in ("low", "high")} == {Status.avoid}


def test_a_tier_that_is_like_another_reads_what_that_one_reads() -> None:
    fifth = rules(hazard("far", low=Status.allow, high=Status.avoid), fifth=tier("fifth", like="high"))
    assert safety.hazard_status("far", "fifth", fifth) == Status.avoid
    assert safety.status(made(), "fifth", fifth) == Status.allow
    assert safety.status(made(hazards=("far",)), "fifth", fifth) == Status.avoid


def test_a_tier_may_make_a_hazard_stricter_and_never_laxer() -> None:
    tag = hazard("far", low=Status.allow, high=Status.modify)
    stricter = rules(tag, fifth=tier("fifth", like="high", hazards={"far": "avoid"}))
    laxer = rules(tag, fifth=tier("fifth", like="high", hazards={"far": "allow"}))
    assert safety.hazard_status("far", "fifth", stricter) == Status.avoid
    assert safety.hazard_status("far", "fifth", laxer) == Status.modify


HEAVY = Heaviness(reps_at_most=8, effort_at_least=8)


@pytest.mark.parametrize(("reps", "effort", "heavy"), [("8", 8, True), ("6-8", "7-9", True), ("8-10", 9, True), ("9-12", 9, False), (8, 7, False), (12, 10, False)])
def test_few_repetitions_at_great_effort_make_a_dose_heavy(reps: Any, effort: Any, heavy: bool) -> None:
    load = hazard("load", low=Status.allow, high=Status.avoid).model_copy(update={"from_dose": HEAVY})
    amount = Amount.model_validate({"reps": int(reps) if str(reps).isdigit() else reps, "effort": effort})
    assert safety.made_by(amount, load) is heavy


def test_a_heavy_dose_in_one_tier_binds_that_tier_only() -> None:
    load = hazard("load", low=Status.modify, high=Status.avoid).model_copy(update={"from_dose": HEAVY})
    pressed = made(dose={"reps": 12, "effort": 5, "tiers": {"high": {"reps": 8, "effort": 8}}})
    assert safety.status(pressed, "low", rules(load)) == Status.allow
    assert safety.status(pressed, "high", rules(load)) == Status.avoid


def test_a_tier_with_its_own_dose_inherits_none() -> None:
    own = rules(fifth=tier("fifth", like="high", own_dose=True))
    dosed = made(dose={"reps": 10, "sets": 2, "tiers": {"high": {"reps": 6}}})
    assert safety.dose(dosed, "low", own).reps == Range(10, 10)  # type: ignore[union-attr]
    assert safety.dose(dosed, "high", own).sets == Range(2, 2)  # type: ignore[union-attr]
    alone = safety.dose(dosed, "fifth", own)
    assert alone and alone.reps == Range(6, 6) and alone.sets is None
    assert safety.dose(made(dose={"reps": 10}), "fifth", own) is None


def test_a_change_of_measure_drops_the_old_measure() -> None:
    timed = made(dose={"reps": 10, "hold": "5 seconds", "tiers": {"high": {"minutes": 2}}})
    amount = safety.dose(timed, "high", rules())
    assert amount and (amount.reps, amount.hold, amount.minutes) == (None, None, Range(2, 2))


def test_what_always_needs_supervision_shows_no_steps() -> None:
    assert not safety.shows_steps(made(supervision="always"), "low", rules())
    assert not safety.for_everyone(made(supervision="always"), ["low", "high"], rules())
    assert safety.for_everyone(made(), ["low", "high"], rules())
    assert not safety.for_everyone(made(tiers={"low": "allow", "high": "modify"}), ["low", "high"], rules())


# the validator: one more card in the base site, and what it is refused for

AVOID_HIGH = {"lower": "allow", "moderate": "allow", "high": "avoid", "recent": "avoid"}
HOPS = {"hazards": ["impact-mod"], "tiers": {"lower": "allow", "moderate": "modify", "high": "avoid", "recent": "avoid"}, "modify": {"moderate": "Land softly."}}
SWAP = {"high": "ask your therapist", "recent": "ask your therapist"}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**HOPS, "tiers": {**HOPS["tiers"], "high": "modify"}, "swap": SWAP}, "laxer-than-hazard"),  # type: ignore[dict-item]
        ({"dose": {"reps": 8, "effort": 9}}, "laxer-than-dose"),
        ({"tiers": {"lower": "allow", "moderate": "allow", "high": "allow", "recent": "allow"}, "modify": {}}, "laxer-than-baseline"),
        (HOPS, "avoid-without-swap"),
        ({**HOPS, "swap": {**SWAP, "high": "heel-drop"}}, "swap-avoided"),
        ({**HOPS, "swap": SWAP, "modify": {}}, "modify-without-text"),
        ({"tiers": AVOID_HIGH, "modify": {}, "swap": SWAP}, "stricter-unexplained"),
        ({"tiers": {"lower": "allow", "moderate": "allow", "recent": "modify"}}, "missing-status"),
    ],
)
def test_a_card_that_breaks_a_safety_rule_is_refused(tmp_path: Path, fields: dict[str, Any], code: str) -> None:
    found = problems(site(tmp_path, {"content/cards/hops.yml": card(**fields)}))
    assert code in codes(found)
    assert all(p.place.path == "content/cards/hops.yml" and p.place.line for p in found)


def test_the_card_itself_is_good(tmp_path: Path) -> None:
    assert problems(site(tmp_path, {"content/cards/hops.yml": card(), "content/cards/hops-two.yml": card(**HOPS, swap=SWAP)})) == []


def test_an_override_holds_for_its_own_tier_and_for_none_that_is_like_it() -> None:
    danger = rules(hazard("far", low=Status.allow, high=Status.avoid), fifth=tier("fifth", like="high"))
    decided = {"high": {"to": "modify", "by": "someone", "on": "2026-01-01", "because": "Taught in class."}}
    exempt = made(hazards=("far",), tiers={"low": "allow", "high": "modify"}, override=decided)
    assert safety.status(exempt, "high", danger) == Status.modify
    assert safety.status(exempt, "fifth", danger) == Status.avoid


def test_a_swap_in_words_needs_no_space_in_it() -> None:
    assert safety.way_out("请人帮忙", "high", {}, rules()) == "请人帮忙"
