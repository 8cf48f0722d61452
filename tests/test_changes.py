"""Two versions → what has changed, in sentences that are true and stand in the order of what they may do to somebody."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import changes, messages
from sitegen.changes import Change
from sitegen.model import Amount, Status, Substance
from sitegen.overlay import fingerprint

WORDS = messages.words("en", {})
OTHERS = messages.words("ar", {"ar": 'msgid "Hold"\nmsgstr "ثبات"\n\nmsgid "%(what)s: %(before)s before, now %(now)s."\nmsgstr "%(what)s: %(before)s > %(now)s"\n'})
PARTS = {"safety": "1", "steps": "1", "supervision": fingerprint("none"), "hazards": "1"}


def amount(**fields: Any) -> Amount:
    return Amount.model_validate(fields)


def card(**fields: Any) -> Substance:
    return Substance(**{"status": Status.allow, "dose": amount(reps="8-12", hold="10 seconds", sets=2), "parts": PARTS, **fields})


def said(then: Substance, now: Substance, **more: Any) -> list[str]:
    return [f"{change.of}: {change.words}" if change.of else change.words for change in changes.between(then, now, WORDS, **more)]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ({"hold": "5 seconds"}, "Hold: 10 seconds before, now 5 seconds."),
        ({"reps": 6}, "Repetitions: 8 to 12 before, now 6."),
        ({"sets": 3}, "Rounds: 2 before, now 3."),
        ({"sets": None}, "Rounds: 2 before, now 1."),
        ({"rest": "1 minute"}, "Rest between rounds: a short rest before, now 1 minute."),
        ({"days_per_week": 3}, "Days a week: not said before, now 3."),
        ({"times_per_day": "2-3"}, "Times a day: not said before, now 2 to 3."),
        ({"hold": None}, "Hold: 10 seconds before, now none."),
        ({"each_side": True}, "The number is for each side now."),
        ({"effort": 4}, "How hard it should be, now: It should feel easy: you could do many more."),
        ({"progress_to": {"reps": 15}}, "What you can build up to was changed."),
        ({"fill_in": True}, "Your therapist writes your number on the sheet now."),
    ],
)
def test_each_part_of_a_dose_is_said_with_what_it_was_and_is(now: dict[str, Any], sentence: str) -> None:
    before = {"reps": "8-12", "hold": "10 seconds", "sets": 2}
    after = {name: value for name, value in {**before, **now}.items() if value is not None}
    assert said(card(), card(dose=amount(**after))) == [sentence]


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        ({"minutes": 10}, {"minutes": 5}, "Minutes: 10 before, now 5."),
        ({"steps": 20}, {"steps": 10}, "Steps: 20 before, now 10."),
        ({"distance": "the length of a room."}, {"distance": "to the gate"}, "How far: the length of a room before, now to the gate."),
        ({"reps": 8}, {"minutes": 2}, "How much of it, before: Do it 8 times. Now: Do it for 2 minutes."),
        ({"minutes": 2}, {"when": "hourly", "reps": 5}, "How much of it, before: Do it for 2 minutes. Now: Do it 5 times. Do this once an hour while you are resting."),
        ({"hold": "10 seconds"}, {"hold": "10 seconds", "reps": 3}, "Repetitions: 1 before, now 3."),
    ],
)
def test_other_measures_are_told_as_whole_sentences(then: dict[str, Any], now: dict[str, Any], sentence: str) -> None:
    assert said(card(dose=amount(**then)), card(dose=amount(**now))) == [sentence]


def test_a_hold_of_one_time_is_the_same_whether_the_one_is_written_or_not() -> None:
    one, other = amount(hold="10 seconds"), amount(hold="10 seconds", reps=1, sets=1)
    assert said(card(dose=one), card(dose=other)) == ["Only small things were changed. What to do is the same."]


def test_the_ceiling_is_for_therapists_and_is_not_said() -> None:
    assert said(card(dose=amount(reps=8, most={"reps": 10})), card(dose=amount(reps=8, most={"reps": 20}))) == ["Only small things were changed. What to do is the same."]


def test_the_most_serious_change_comes_first_whatever_else_there_is() -> None:
    then = card(parts={**PARTS, "change": "1", "mistakes": "1", "swap": "1"})
    now = Substance(Status.modify, amount(reps=6, hold="10 seconds", sets=2), {"safety": "2", "steps": "2", "change": "2", "mistakes": "2", "swap": "2", "hazards": "2", "supervision": fingerprint("first-time")})
    found = changes.between(then, now, WORDS)
    assert [change.kind for change in found] == ["safety", "change", "dose", "status", "supervision", "hazards", "steps", "mistakes", "swap"]
    assert [change.warning for change in found] == [True, True] + [False] * 7
    assert found[0].words == "The warning was changed. Read it before you start."
    assert "only with a change now" in found[3].words and "first time with your therapist" in found[4].words


def test_a_step_less_strict_is_said_as_such() -> None:
    then, now = card(status=Status.modify), card(parts={**PARTS, "supervision": fingerprint("always")})
    assert said(then, now) == ["It may be done without a change now.", "It is done only with a therapist beside you now."]


def test_a_warning_that_came_or_went_is_told() -> None:
    without = {name: mark for name, mark in PARTS.items() if name != "safety"}
    assert said(card(parts=without), card()) == ["There is a warning to read before you start."]
    assert said(card(), card(parts=without)) == ["A warning that was on your sheet is not needed any more."]


def test_other_codes_of_the_same_substance_still_get_a_sentence() -> None:
    assert said(card(), card()) == ["Only small things were changed. What to do is the same."]


def test_a_record_that_knows_nothing_claims_nothing() -> None:
    assert said(Substance(), card(dose=None, status=None)) == ["Something on it was changed. Call us, and we tell you what."]
    assert said(Substance(), Substance()) == ["Something on it was changed. Call us, and we tell you what."]
    assert said(Substance(), card()) == ["How much of it, now: Hold for 10 seconds. Do it 8 to 12 times. Take a short rest. Then do the same again."]


def test_a_group_that_an_older_record_did_not_know_is_not_called_changed() -> None:
    older = {"safety": "1"}
    found = " ".join(said(card(parts=older), card()))
    assert "changed" not in found.replace("Something on it was changed", "") and "Look at the steps again." in found
    assert not {"It is done only", "You may do it without", "what this move asks"} & set(found.split(". "))


def test_a_group_that_is_not_known_yet_is_told_without_a_name() -> None:
    assert said(card(parts={**PARTS, "feel": "1"}), card(parts={**PARTS, "feel": "2"})) == ["Some other words were changed."]


def test_a_page_a_handout_and_a_week_are_told_by_their_own_words() -> None:
    page = Substance(parts={"summary": "1", "text": "1"})
    assert said(page, Substance(parts={"summary": "2", "text": "2"})) == ["The sentence to remember was changed.", "The text was changed. Please read it again."]
    assert said(Substance(parts={"week": "1"}), Substance(parts={"week": "2"})) == ["The days, the moves or the minutes of the week were changed."]


def test_a_handout_names_what_is_other_new_or_gone_in_it() -> None:
    then, now = Substance(parts={"words": "1"}, holds=("4H7KM-222", "K7Q9R-222", "RRRRR-222")), Substance(parts={"words": "2"}, holds=("4H7KM-333", "RRRRR-222", "99999-222"))
    found = said(then, now, names={"4H7KM": "Heel raise", "99999": "Slow march"})
    assert found == ["Its first page or its log was changed.", "Heel raise: It was changed.", "Slow march: It is new on the sheet.", "The part with the code K7Q9R: It is not on the sheet any more."]


def test_a_changed_warning_inside_of_a_handout_comes_before_all_else() -> None:
    then, now = Substance(parts={"words": "1"}, holds=("4H7KM-222", "K7Q9R-222")), Substance(parts={"words": "2"}, holds=("4H7KM-333", "K7Q9R-333"))
    told = {"4H7KM-222": (Change("dose", "Minutes: 10 before, now 5."),), "K7Q9R-222": (Change("safety", "The warning was changed."), Change("steps", "The steps were changed."))}
    found = said(then, now, names={"4H7KM": "Walk", "K7Q9R": "Heel raise"}, inside=lambda before, after: told[before])
    assert found == ["Heel raise: The warning was changed.", "Walk: Minutes: 10 before, now 5.", "Heel raise: The steps were changed.", "Its first page or its log was changed."]


def test_of_a_handout_whose_parts_nobody_wrote_down_none_is_called_new() -> None:
    assert said(Substance(), Substance(parts={"words": "1"}, holds=("4H7KM-222",))) == ["Something on it was changed. Call us, and we tell you what."]


def test_the_sentences_are_of_the_editions_language() -> None:
    found = changes.between(card(), card(dose=amount(reps="8-12", hold="5 seconds", sets=2)), OTHERS)
    assert found[0].words.startswith("ثبات: ")


GROUPS = ["safety", "steps", "change", "swap", "mistakes", "hazards", "summary", "text", "words", "week", "later"]
MARKS = st.dictionaries(st.sampled_from(GROUPS), st.sampled_from(["1", "2"])) | st.builds(
    lambda found, word: {**found, "supervision": fingerprint(word)}, st.dictionaries(st.sampled_from(GROUPS), st.sampled_from(["1", "2"])), st.sampled_from(["none", "first-time", "always"])
)
DOSES = st.none() | st.builds(
    lambda measure, more: Amount.model_validate({**measure, **more}),
    st.sampled_from([{"reps": 8}, {"reps": "8-12", "hold": "10 seconds"}, {"hold": "1 minute"}, {"minutes": 10}, {"steps": 20}, {"distance": "to the gate"}, {}]),
    st.fixed_dictionaries(
        {}, optional={"sets": st.integers(1, 5), "rest": st.just("1 minute"), "days_per_week": st.sampled_from([3, 7, "2-3"]), "times_per_day": st.integers(1, 5), "each_side": st.booleans(), "effort": st.integers(0, 10), "fill_in": st.booleans(), "when": st.sampled_from(["each time", "hourly"]), "most": st.just({"sets": 9})}
    ),
)
VERSIONS = st.builds(Substance, st.none() | st.sampled_from(list(Status)), DOSES, MARKS, st.lists(st.sampled_from(["4H7KM-222", "4H7KM-333", "K7Q9R-222", "RRRRR-222"]), max_size=3).map(tuple))


@given(VERSIONS, VERSIONS)
@settings(max_examples=400, deadline=None)
def test_any_two_versions_get_whole_sentences_in_order_and_nothing_that_is_the_same(then: Substance, now: Substance) -> None:
    found = changes.between(then, now, WORDS)
    assert found and all(change.words and "%(" not in change.words and "None" not in change.words for change in found)
    assert list(found) == list(changes.in_order(list(found)))
    kinds = {change.kind for change in found if not change.of}
    assert ("status" in kinds) == (then.status is not None and now.status is not None and then.status != now.status)
    for group in ("safety", "change", "steps", "mistakes", "swap", "hazards"):
        if then.parts.get(group) == now.parts.get(group):
            assert group not in kinds
    assert "dose" not in kinds or then.dose != now.dose


@given(VERSIONS)
def test_a_version_held_against_itself_has_no_change_to_tell(version: Substance) -> None:
    assert [change.kind for change in changes.between(version, version, WORDS)] == ["rest"]
