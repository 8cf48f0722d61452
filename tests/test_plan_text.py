"""The notation of plans: what is typed is what is asked for, everything wrong is told at once and at its place, and a plan can be written down again."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import codes, plan_text, plans
from sitegen.model.plan import GRIPS, SIDES, Plan, Planned

TIER, LANGUAGE = plans.tier_mark("high"), plans.language_mark("en")


def one(dose: str) -> plan_text.Asked:
    """What is asked of a card with this dose, and nothing is wrong with it."""
    request = plan_text.read(f"protect: heel-raise {dose}")
    assert not request.problems, request.problems
    (asked,) = request.cards
    return asked


def wrong(text: str) -> list[tuple[int, str]]:
    """(column, words) of whatever is wrong with a text."""
    return [(p.place.column, p.place.source[p.place.column - 1 :][: p.place.length]) for p in plan_text.read(text).problems]


@pytest.mark.parametrize(
    ("dose", "values"),
    [
        ("", {}),
        ("2x8", {"sets": 2, "count": 8}),
        ("2 × 8", {"sets": 2, "count": 8}),
        ("8", {"count": 8}),
        ("8x", {"count": 8}),
        ("2rounds", {"sets": 2}),
        ("2x30steps", {"sets": 2, "count": 30}),
        ("30 steps", {"count": 30}),
        ("20min", {"count": 20}),
        ("hold 10s", {"hold": 10}),
        ("hold 1min", {"hold": 60}),
        ("3/week", {"days": 3}),
        ("3 days a week", {"days": 3}),
        ("daily", {"days": 7}),
        ("2/day", {"times": 2}),
        ("left", {"side": "left"}),
        ("both sides", {}),
        ("hands both", {"grip": "both"}),
        ("hands fingertips", {"grip": "fingertips"}),
        ("because goal", {"reason": 3}),
        ("because practised", {"reason": 4}),
        ("2x8, 3/week, HOLD 5 s; ", {"sets": 2, "count": 8, "days": 3, "hold": 5}),
        ("because easy right hands one 2/day hold 10s 2x8 3/week", {"reason": 1, "side": "right", "grip": "one", "times": 2, "hold": 10, "sets": 2, "count": 8, "days": 3}),
        ("0x8", {"sets": 0, "count": 8}),
    ],
)
def test_a_dose_is_read_in_any_order_and_spelling(dose: str, values: dict[str, int | str]) -> None:
    assert one(dose).values == values


@pytest.mark.parametrize(("dose", "unit"), [("8", ""), ("8x", "reps"), ("2x8", ""), ("20min", "minutes"), ("2x30steps", "steps")])
def test_a_count_says_of_what_it_is_where_it_does(dose: str, unit: str) -> None:
    assert one(dose).unit == unit


def test_a_card_has_the_words_before_its_dose_as_its_name() -> None:
    assert [word.text for word in one("raise 8").names] == ["heel-raise", "raise"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("heel-raise 2x8", [(1, "h")]),
        ("", [(1, ""), (1, "")]),
        ("protect:", [(1, "protect:")]),
        ("protect: heel-raise 8 3/month", [(23, "3/month")]),
        ("protect: heel-raise 2x8 12", [(25, "12")]),
        ("protect: heel-raise left right", [(26, "right")]),
        ("protect: heel-raise 8 because pain", [(23, "because pain")]),
        ("protect: heel-raise hands none", [(21, "hands none")]),
        ("protect: a 8 q; b 9 w", [(14, "q"), (21, "w")]),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place_and_all_at_once(text: str, found: list[tuple[int, str]]) -> None:
    assert wrong(text) == found


@pytest.mark.parametrize(("typed", "meant"), [("2*8", "2x8"), ("3pw", "3/week"), ("2xday", "2/day"), ("10s", "hold 10s"), ("20m", "20min"), ("lft", "left"), ("dayly", "daily")])
def test_a_slip_of_the_hand_is_named(typed: str, meant: str) -> None:
    (told,) = plan_text.read(f"protect: heel-raise 2/day {typed}" if typed != "2xday" else f"protect: heel-raise 8 {typed}").problems
    assert told.help == f"did you mean `{meant}`?"


def test_a_caret_stands_under_the_word() -> None:
    (told,) = plan_text.read("protect: heel-raise 8 2*8").problems
    source, carets = str(told).splitlines()[1:3]
    assert source[carets.index("^") :][: carets.count("^")] == "2*8"


@given(st.text(max_size=200))
def test_no_text_ends_in_an_exception(text: str) -> None:
    request = plan_text.read(text)
    assert request.problems or (request.tier and request.cards)
    assert all(1 <= p.place.column <= len(request.text) + 1 for p in request.problems)


CARDS = [codes.short(f"card/{n}", "high")[:-1] for n in range(16)]


@st.composite
def a_plan(draw: st.DrawFn) -> Plan:
    """Any plan that the format can say, whether a card allows it or not."""

    def maybe(least: int, most: int) -> st.SearchStrategy[int | None]:
        return st.none() | st.integers(least, most)

    def planned(code: str) -> Planned:
        return Planned(code, "K", draw(maybe(1, 31)), draw(maybe(1, 4095)), draw(maybe(1, 4095)), draw(maybe(1, 7)), draw(maybe(1, 24)), draw(st.sampled_from(SIDES)), draw(st.sampled_from(GRIPS)), draw(st.integers(0, 4)))

    chosen = draw(st.lists(st.sampled_from(CARDS), min_size=1, max_size=16, unique=True))
    return Plan(TIER, LANGUAGE, date(2026, 11, 22), 8, (22, 42), tuple(map(planned, chosen)))


@settings(max_examples=200)
@given(a_plan(), st.sampled_from(["", "reps", "steps", "minutes"]))
def test_a_plan_that_is_written_down_asks_for_the_same(plan: Plan, counted: str) -> None:
    written = plan_text.write(plan, "protect", {code: f"card-{n}" for n, code in enumerate(CARDS)}, dict.fromkeys(CARDS, counted))
    request = plan_text.read(written)
    assert not request.problems
    found = [(asked.names[0].text, asked.planned("", "")) for asked in request.cards]
    assert found == [(f"card-{CARDS.index(card.code)}", replace(card, code="", mark="")) for card in plan.cards]
    assert request.tier and request.tier.text == "protect"


def test_every_field_of_a_plan_can_be_typed() -> None:
    said = one("2x8 hold 5s 3/week 2/day left hands one because goal")
    assert set(said.values) == {field.name for field in fields(Planned)} - {"code", "mark"}
