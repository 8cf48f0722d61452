"""A dose is said in whole sentences, in every language, never as a bare number and never with a blank."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sitegen import doses, messages
from sitegen.model import Amount, Length

ENGLISH = messages.words("en", {})


def said(**fields: Any) -> doses.Said:
    return doses.said(Amount.model_validate(fields), ENGLISH)


@pytest.mark.parametrize(
    ("fields", "main"),
    [
        ({"reps": 8}, "Do it 8 times."),
        ({"reps": 1}, "Do it once."),
        ({"reps": "8-12"}, "Do it 8 to 12 times."),
        ({"reps": 8, "each_side": True}, "Do it 8 times on each side."),
        ({"reps": 8, "sets": 2, "rest": "1 minute"}, "Do it 8 times. Rest for 1 minute. Then do the same again."),
        ({"reps": 8, "sets": 2}, "Do it 8 times. Take a short rest. Then do the same again."),
        ({"reps": 5, "sets": 3, "rest": "30 seconds"}, "Do it 5 times. Do 3 rounds like this, and rest for 30 seconds between rounds."),
        ({"reps": 8, "sets": 1}, "Do it 8 times."),
        ({"reps": 8, "hold": "3-5 seconds"}, "Hold for 3 to 5 seconds. Do it 8 times."),
        ({"reps": 1, "hold": "10 seconds", "each_side": True}, "Hold for 10 seconds on each side."),
        ({"minutes": "10-20"}, "Do it for 10 to 20 minutes."),
        ({"minutes": 1}, "Do it for 1 minute."),
        ({"steps": 20}, "Take 20 steps."),
        ({"distance": "the length of your counter."}, "Go this far: the length of your counter."),
        ({"when": "each time"}, "Do it this way every time."),
        ({"hold": "60 seconds"}, "Hold for 1 minute."),
        ({"hold": "90 seconds"}, "Hold for 90 seconds."),
    ],
)
def test_a_dose_reads_as_a_sentence(fields: dict[str, Any], main: str) -> None:
    assert said(**fields).main == main


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"reps": 8, "days_per_week": 3}, "Do this on 3 days of the week."),
        ({"reps": 8, "days_per_week": 7}, "Do this every day."),
        ({"reps": 8, "times_per_day": "2-3"}, "Do this 2 to 3 times a day."),
        ({"reps": 8, "times_per_day": 1}, "Do this once a day."),
        ({"reps": 8, "when": "hourly"}, "Do this once an hour while you are resting."),
        ({"reps": 8, "effort": "5-6"}, "Stop when you could still do a few more."),
        ({"reps": 8, "progress_to": {"reps": 50}}, "When your therapist agrees, build up slowly to 50 times."),
    ],
)
def test_how_often_and_how_hard_are_words(fields: dict[str, Any], more: str) -> None:
    assert said(**fields).more == (more,)


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"reps": 10}, (40, 40)),
        ({"reps": "8-12", "sets": 2, "rest": "30 seconds"}, (94, 126)),
        ({"reps": 10, "sets": "2-3"}, (140, 240)),  # a minute's rest where none is named
        ({"reps": 5, "hold": "3-5 seconds"}, (25, 35)),
        ({"hold": "30 seconds", "each_side": True}, (64, 64)),
        ({"reps": 10, "each_side": True, "sets": 2}, (220, 220)),
        ({"steps": 20, "sets": 3}, (180, 180)),
        ({"minutes": "10-30"}, (600, 1800)),
        ({"reps": 5, "hold": "5 seconds", "times_per_day": "2-3"}, (70, 105)),
    ],
)
def test_a_dose_takes_as_long_as_its_parts(fields: dict[str, Any], seconds: tuple[int, int]) -> None:
    assert doses.takes(Amount.model_validate(fields)) == Length(*seconds)


@pytest.mark.parametrize("fields", [{"when": "each time"}, {"reps": 20, "when": "hourly"}, {"distance": "to the door"}, {"effort": 5}])
def test_what_comes_with_the_day_takes_nobody_knows_how_long(fields: dict[str, Any]) -> None:
    assert doses.takes(Amount.model_validate(fields)) is None


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"reps": "8-12", "sets": 2}, "8 to 12 times, 2 rounds"),
        ({"hold": "10 seconds", "each_side": True}, "10 seconds on each side"),
        ({"reps": 10, "sets": "2-3", "each_side": True}, "10 times on each side, 2 to 3 rounds"),
        ({"reps": 10, "sets": 1}, "10 times"),
    ],
)
def test_the_short_form_tells_of_rounds_and_sides(fields: dict[str, Any], short: str) -> None:
    assert said(**fields).short == short


amounts = some.fixed_dictionaries(
    {},
    optional={
        "sets": some.integers(1, 5),
        "hold": some.sampled_from(["5 seconds", "1 minute", "10-20 seconds"]),
        "times_per_day": some.integers(1, 5),
        "days_per_week": some.sampled_from([1, "2-3", 7]),
        "rest": some.sampled_from(["30 seconds", "1-2 minutes"]),
        "effort": some.sampled_from([0, "3-4", 10]),
        "each_side": some.booleans(),
        "fill_in": some.booleans(),
    },
)


@given(amounts, some.sampled_from([{"reps": 10}, {"reps": "2-3"}, {"steps": 20}, {"distance": "to the door"}, {"when": "each time"}]))
def test_every_dose_is_whole_sentences_without_a_blank(extra: dict[str, Any], measure: dict[str, Any]) -> None:
    told = said(**measure, **extra)
    for sentence in (told.main, *told.more):
        assert sentence.endswith(".") and "  " not in sentence and "None" not in sentence and "%" not in sentence
        assert sentence[0].isupper()
    assert told.short


def test_a_plural_follows_the_language() -> None:
    arabic = messages.words("ar", {"ar": AR})
    forms = {doses.said(Amount.model_validate({"reps": n}), arabic).main for n in (2, 3, 11, 100)}
    assert len(forms) == 4


AR = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\n"

msgid "Do it %(span)s time."
msgid_plural "Do it %(span)s times."
msgstr[0] "صفر %(span)s"
msgstr[1] "مرة %(span)s"
msgstr[2] "مرتين %(span)s"
msgstr[3] "%(span)s مرات"
msgstr[4] "%(span)s مرة"
msgstr[5] "%(span)s مرة كاملة"
"""
