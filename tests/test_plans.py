"""A plan is the same in the program and in the browser, or it is damaged: never another plan, never an exception."""

from __future__ import annotations

import json
import runpy
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import plan_tools
import pytest
from plan_tools import (
    SCRIPTS,
    bounds_of,
    faults_data,
    level_of,
    plan_data,
    plan_of,
    resolved_data,
    said_data,
    timing_data,
)

from sitegen import bounds, codes, doses, messages, plan_cards, plan_words, plans, safety
from sitegen.model import Amount, Length, Range
from sitegen.model.plan import CAUTIONS, GRIPS, REASONS, SIDES, Plan, Planned

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ("browser_tools", "npm_tools")

VECTORS: dict[str, Any] = json.loads((plan_tools.HERE / "vectors.json").read_text(encoding="utf-8"))
MAKE = plan_tools.HERE / "make.py"


def named(rows: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row["text"], id=row["why"]) for row in rows]


# the vectors


def test_the_vectors_are_what_their_script_makes() -> None:
    made = runpy.run_path(str(MAKE))["written"]()
    assert made == (plan_tools.HERE / "vectors.json").read_text(encoding="utf-8"), "run python tests/plans/make.py, and read what changed"


def test_the_vectors_are_as_many_and_as_far_apart_as_they_should_be() -> None:
    cards = [card for v in VECTORS["plans"] for card in v["plan"]["cards"]]
    assert len({v["text"] for v in VECTORS["plans"]}) == len(VECTORS["plans"]) >= 100
    assert {len(v["plan"]["cards"]) for v in VECTORS["plans"]} >= {1, 2, 8, 16}
    assert {key for card in cards for key in card} == {"code", "mark", "sets", "count", "hold", "days", "times", "side", "grip", "reason"}
    assert {card.get("side", "") for card in cards} == set(SIDES) and {card.get("grip", "") for card in cards} == set(GRIPS)
    assert {card.get("reason", 0) for card in cards} == set(range(REASONS + 1))
    assert len({tuple(v["plan"]["cautions"]) for v in VECTORS["plans"]}) == 2 ** len(CAUTIONS)
    assert len({v["text"] for v in VECTORS["hostile"]}) == len(VECTORS["hostile"]) >= 60
    assert len(VECTORS["doses"]) >= 200 and {v["language"] for v in VECTORS["doses"]} == set(VECTORS["words"])
    assert {f["why"] for v in VECTORS["faults"] for f in v["faults"]} == {"fixed", "least", "most", "reason", "side", "grip"}
    assert {r["status"] for v in VECTORS["resolved"] for r in v["cards"]} == {"shown", "usual", "gone", "refused"}


def test_the_longest_plan_and_the_shortest_are_among_the_vectors() -> None:
    lengths = [len(v["text"]) for v in VECTORS["plans"]]
    assert (min(lengths), max(lengths)) == (plans.SHORTEST, plans.LONGEST)


# in Python


@pytest.mark.parametrize("vector", VECTORS["plans"], ids=lambda v: v["text"][:24])
def test_a_plan_is_written_and_read_as_the_vectors_say(vector: dict[str, Any]) -> None:
    assert plan_data(plans.decode(vector["text"])) == vector["plan"]
    assert plans.encode(plan_of(vector["plan"])) == vector["text"]


@pytest.mark.parametrize("vector", VECTORS["accepted"], ids=lambda v: repr(v["text"][:12]))
def test_case_and_blanks_around_do_not_matter(vector: dict[str, Any]) -> None:
    assert plans.encode(plans.decode(vector["text"])) == vector["is"]


@pytest.mark.parametrize("text", named(VECTORS["hostile"]))
def test_what_is_no_plan_is_damaged(text: str) -> None:
    with pytest.raises(plans.Damaged):
        plans.decode(text)


@pytest.mark.parametrize("text", ["Q" * 1_000_000, " " * 1_000_000, "ı" * 1_000_000])
def test_a_text_of_a_megabyte_is_damaged(text: str) -> None:
    with pytest.raises(plans.Damaged):
        plans.decode(text)


@pytest.mark.parametrize(("kind", "whole"), [("valid", True), ("invalid", False)])
def test_the_checksum_is_that_of_the_published_strings(kind: str, whole: bool) -> None:
    for text in VECTORS["checksums"][kind]:
        person, _, symbols = text.lower().rpartition("1")
        values = [plans.ALPHABET.index(symbol) for symbol in symbols.upper()]
        assert (plans._remainder(values, person) == plans._TARGET) == whole, text


def test_every_single_wrong_symbol_and_every_swap_is_found() -> None:
    whole = VECTORS["plans"][6]["text"]
    torn = {whole[:n] + s + whole[n + 1 :] for n in range(len(whole)) for s in plans.ALPHABET} - {whole}
    torn |= {whole[:n] + whole[n + 1] + whole[n] + whole[n + 2 :] for n in range(len(whole) - 1)} - {whole}
    opened = set()
    for text in torn:
        try:
            plans.decode(text)
        except plans.Damaged:
            continue
        opened.add(text)
    assert len(torn) > 31 * len(whole) and not opened


def test_what_the_format_cannot_say_is_refused_when_it_is_written() -> None:
    good = plan_of(VECTORS["plans"][0]["plan"])
    card = good.cards[0]
    wrong: list[Plan] = [
        good._replace(cards=()),
        good._replace(cards=(card, card)),
        good._replace(weeks=0),
        good._replace(weeks=32),
        good._replace(made=date(2025, 12, 31)),
        good._replace(name=(32, 11)),
        good._replace(name=(0, 10)),
        good._replace(name=(0, 43)),
        good._replace(tier="M"),
        good._replace(language="ZZ"),
        good._replace(cautions=("eyes",)),
        *(good._replace(cards=(Planned("K7Q9", "2", **fields),)) for fields in IMPOSSIBLE),
        good._replace(cards=(Planned("k7q9", "2"),)),
        good._replace(cards=(Planned("K7Q9", ""),)),
    ]
    for plan in wrong:
        with pytest.raises(ValueError):
            plans.encode(plan)


IMPOSSIBLE: list[dict[str, Any]] = [
    {"sets": 0}, {"sets": 32}, {"count": 0}, {"count": 4096}, {"hold": 0}, {"hold": -1}, {"days": 8}, {"days": 0}, {"times": 25}, {"reason": 5}, {"side": "both"}, {"grip": "feet"},
]  # fmt: skip


@cache
def tongues() -> dict[str, messages.Words]:
    made: dict[str, messages.Words] = runpy.run_path(str(MAKE))["tongues"]()
    return made


@pytest.mark.parametrize("language", list(VECTORS["words"]))
def test_a_planned_dose_is_said_as_the_vectors_say(language: str) -> None:
    words, checked = tongues()[language], 0
    for v in VECTORS["doses"]:
        if v["language"] == language:
            planned, applied = Planned(**v["planned"]), amount_of(v["applied"])
            assert said_data(applied, planned, words) == v["said"]
            assert timing_data(plan_words.timer(applied, planned, words)) == v["timing"]
            checked += 1
    assert checked > 30


def amount_of(data: dict[str, Any]) -> Amount:
    """A dose as scripts have it, made into one again."""
    return Amount.model_construct(**{**dict.fromkeys(Amount.model_fields), **{name: pair(name, value) for name, value in data.items()}})


def pair(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return amount_of(value)
    return (Length if name in ("hold", "rest") else Range)(*value) if isinstance(value, list) else value


def test_bounds_are_kept_as_the_vectors_say() -> None:
    for v in VECTORS["faults"]:
        assert faults_data(bounds.faults(Planned(**v["planned"]), bounds_of(v["known"]))) == v["faults"]


def test_what_is_shown_of_a_plan_is_as_the_vectors_say() -> None:
    for v in VECTORS["resolved"]:
        assert resolved_data(plan_cards.resolve(plans.decode(v["text"]), level_of(v["data"]))) == v["cards"]


# in the browser, and in Node


def test_the_scripts_agree_with_all_vectors() -> None:
    assert plan_tools.node("check.js", VECTORS) == {"found": [], "all": 0}


@pytest.mark.browser
def test_a_real_browser_agrees_with_all_vectors(page: Page, complaints: list[str]) -> None:
    for script in (SCRIPTS / "plan-format.js", SCRIPTS / "plan-doses.js", plan_tools.HERE / "check.js"):
        page.add_script_tag(path=script)
    told = page.evaluate("vectors => disagreements(vectors, window.sitegenPlan, window.sitegenDoses)", VECTORS)
    assert told == {"found": [], "all": 0} and not complaints


# the library's own doses


def shape(amount: Amount) -> frozenset[str]:
    return frozenset(plan_words.plain(amount)) - {"effort"}


def test_every_shape_of_a_dose_in_the_library_is_among_the_vectors() -> None:
    cards, rules = plan_tools.starter_cards()
    amounts = [amount for card in cards.values() for tier in rules.tiers if safety.shows_steps(card, tier, rules) and (amount := safety.dose(card, tier, rules))]
    known = {frozenset(v["amount"]) - {"effort"} for v in VECTORS["doses"]}
    assert len(amounts) > 150 and not {shape(amount) for amount in amounts} - known


# words


ENGLISH = messages.words("en", {})


def said(amount: dict[str, Any], **planned: Any) -> doses.Said:
    card = Planned("K7Q9", "2", **planned)
    return plan_words.said(bounds.applied(Amount.model_validate(amount), card), card, ENGLISH)


def test_a_plans_numbers_stand_in_the_cards_own_sentences_and_nothing_builds_up() -> None:
    told = said({"reps": "8-12", "sets": 2, "effort": "5-6", "progress_to": {"reps": 20}, "each_side": True}, count=10, sets=1, days=3, side="left")
    assert told.main == "Do it 10 times on your left side."
    assert told.more == ("Do this on 3 days of the week.", "Stop when you could still do a few more.")
    assert told.short == "10 times on your left side"


def test_one_side_is_said_whatever_the_dose_counts() -> None:
    assert said({"hold": "10 seconds", "each_side": True}, side="right").main == "Hold for 10 seconds on your right side."
    assert said({"reps": 1, "each_side": True}, side="right").main == "Do it once on your right side."
    for measure in ({"minutes": 2}, {"steps": 10}, {"distance": "to the door"}):
        assert "left side" in said({**measure, "each_side": True}, side="left").main


def test_a_timer_of_one_side_does_not_ask_to_change() -> None:
    amount = Amount.model_validate({"reps": 3, "hold": "5 seconds", "each_side": True})
    both, left = (plan_words.timer(amount, Planned("K7Q9", "2", side=side), ENGLISH) for side in ("", "left"))
    assert both and left and (both.sides, left.sides) == (2, 1)


def test_every_caution_reason_and_grip_has_a_sentence_and_a_label() -> None:
    labels = plan_words.choices(ENGLISH)
    assert [value for value, _ in labels["cautions"]] == list(CAUTIONS)
    assert [value for value, _ in labels["reasons"]] == list(range(1, REASONS + 1))
    assert [value for value, _ in labels["grips"]] == list(GRIPS) and [value for value, _ in labels["sides"]] == list(SIDES)
    told = [*(plan_words.caution(c, ENGLISH) for c in CAUTIONS), *(plan_words.reason(n, ENGLISH) for n in range(1, REASONS + 1)), *(plan_words.grip(g, ENGLISH) for g in GRIPS[1:])]
    assert len(set(told)) == len(told) == len(CAUTIONS) + REASONS + len(GRIPS) - 1
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in told)
    assert (plan_words.caution("", ENGLISH), plan_words.reason(0, ENGLISH), plan_words.grip("", ENGLISH)) == ("", "", "")


def test_every_message_that_a_script_says_is_in_the_catalogue() -> None:
    assert not [m for m in plan_words.SAY.values() if not ENGLISH.knows(m)] + [one for one, _ in plan_words.COUNT.values() if not ENGLISH.knows(one)]


# codes


def test_codes_and_plans_share_their_symbols() -> None:
    assert set(codes.ALPHABET) < set(plans.ALPHABET) and len(set(plans.ALPHABET)) == 32


def test_the_list_of_kinds_of_damage_is_long() -> None:
    assert len(Counter(v["why"] for v in VECTORS["hostile"])) >= 50
