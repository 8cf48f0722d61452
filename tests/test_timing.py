"""A timer counts what a dose says, or there is none and a reason for it; a level's own dose, and nothing where a therapist decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sites import card, site
from whole import whole

from sitegen import messages, nodes, starter, timing
from sitegen.model import Amount, Dose, Range, Timing
from sitegen.model.dose import merged

ENGLISH = messages.words("en", {})
TIERS = ("lower", "moderate", "high", "recent")


def of(**fields: Any) -> Timing | None:
    return timing.of(Amount.model_validate(fields), ENGLISH)


def sure(**fields: Any) -> Timing:
    found = of(**fields)
    assert found
    return found


def test_a_hold_is_counted_as_often_as_the_dose_says_on_each_side() -> None:
    found = sure(reps=6, hold="5 seconds", each_side=True)
    assert (found.rounds, found.times, found.holds, found.sides) == (Range(1, 1), Range(6, 6), ((5, "5 seconds"),), 2)


def test_a_range_is_counted_to_its_lower_number_and_the_higher_is_offered() -> None:
    found = sure(reps="5-10", hold="3-5 seconds")
    assert found.times == Range(5, 10)
    assert found.holds == ((3, "3 seconds"), (5, "5 seconds"))


def test_a_wide_range_of_holds_has_a_step_between() -> None:
    assert [s for s, _ in sure(reps=3, hold="10-30 seconds").holds] == [10, 20, 30]
    assert [s for s, _ in sure(reps=3, hold="1-2 minutes").holds] == [60, 90, 120]


def test_after_a_long_hold_there_is_more_time_than_after_a_short_one() -> None:
    assert sure(hold="5 seconds", reps=3).between < sure(hold="30 seconds", reps=2).between


def test_rounds_at_ones_own_pace_are_a_sentence_of_one_side_and_a_rest() -> None:
    found = sure(sets=2, reps="8-12", each_side=True, rest="1 minute")
    assert (found.once, found.rest, found.rounds, found.sides, found.holds) == ("Do it 8 to 12 times.", 60, Range(2, 2), 2, ())


def test_minutes_are_counted() -> None:
    assert sure(minutes="10-20").minutes == Range(10, 20)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"reps": 5, "hold": "3 seconds", "fill_in": True}, "the therapist writes the number"),
        ({"reps": 20, "when": "hourly"}, "it comes with the day"),
        ({"when": "each time"}, "it comes with the day"),
        ({"minutes": 60}, "it has a clock of its own"),
        ({"distance": "to the door"}, "nothing in it is counted"),
        ({"reps": 10}, "one round at your own pace: there is nothing to time"),
        ({"sets": 4, "steps": 10}, "you rest as long as you like: there is nothing to time"),
    ],
)
def test_where_there_is_nothing_to_time_there_is_a_reason(fields: dict[str, Any], reason: str) -> None:
    assert timing.why_not(Amount.model_validate(fields)) == reason
    assert of(**fields) is None


def library() -> Iterator[tuple[str, str, Amount]]:
    """Every dose of the starter that a level reads, as the author's own tables say."""
    for file in sorted((starter.root() / "content/cards").glob("*.yml")):
        data, _ = nodes.read(file.read_text(encoding="utf-8"))
        if "dose" not in data or data.get("supervision") == "always":
            continue
        dose = Dose.model_validate(data["dose"])
        for tier in TIERS:
            own = dose.tiers.get(tier)
            if data["tiers"][tier] != "avoid" and (own or tier != "recent"):
                yield file.stem, tier, own if tier == "recent" and own else merged(dose, own) if own else dose


def test_every_dose_of_the_library_has_a_timer_that_keeps_to_it_or_a_reason_for_none() -> None:
    timed, reasons = 0, set[str]()
    for id, tier, amount in library():
        found, why = timing.of(amount, ENGLISH), timing.why_not(amount)
        assert (found is None) == (why is not None), (id, tier)
        if not found:
            reasons.add(str(why))
            continue
        timed += 1
        assert found.times.high <= max(r.high for r in (amount.reps, amount.steps, Range(1, 1)) if r), (id, tier)
        assert all(amount.hold and amount.hold.low <= s <= amount.hold.high for s, _ in found.holds), (id, tier)
        assert found.rounds == (amount.sets or Range(1, 1)) and found.minutes == amount.minutes
        assert bool(found.holds) + bool(found.minutes) + bool(found.once) == 1, (id, tier)
        assert not found.once or "side" not in found.once
    assert timed > 100
    assert len(reasons) == 5, reasons


def test_a_page_has_its_own_levels_timer_and_none_for_what_only_a_therapist_does() -> None:
    site = whole(starter.root())
    own = {e.tier.id if e.tier else "": {id: site.card(e, id) for id in e.cards} for e in site.editions}
    plank = {tier: own[tier]["wall-plank"].timer for tier in ("lower", "high")}
    assert plank["lower"] and [s for s, _ in plank["lower"].holds] == [10, 15, 20]
    assert plank["high"] and [s for s, _ in plank["high"].holds] == [10]
    assert not [id for cards in own.values() for id, view in cards.items() if view.timer and (view.supervised or view.fill_in or not view.steps)]
    assert not any(view.timer for view in own["recent"].values() if view.fill_in)


def test_a_card_without_a_dose_has_no_timer(tmp_path: Any) -> None:
    root = site(tmp_path, {"content/cards/march.yml": card()})
    found = whole(root)
    assert found.card(found.editions[0], "march").timer is None


@given(
    some.fixed_dictionaries(
        {},
        optional={
            "sets": some.sampled_from([1, 2, "2-3"]),
            "hold": some.sampled_from(["3-5 seconds", "10 seconds", "1-2 minutes"]),
            "reps": some.sampled_from([1, 8, "8-12"]),
            "rest": some.sampled_from(["30 seconds", "1-2 minutes"]),
            "each_side": some.booleans(),
            "fill_in": some.booleans(),
        },
    )
)
def test_any_dose_has_a_timer_or_a_reason_and_never_both(fields: dict[str, Any]) -> None:
    assert (of(**fields) is None) == (timing.why_not(Amount.model_validate(fields)) is not None)
