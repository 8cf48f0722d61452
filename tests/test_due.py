"""When something is due for another look: the calendar, and what clinics may write."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import sites
from pydantic import ValidationError

from sitegen import due
from sitegen.model import Calendar, Review, ReviewTerms

LAST = date(2026, 1, 31)


def review(**fields: object) -> Review:
    return Review.model_validate(fields)


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-01-31", 13, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-03-31", 6, "2026-09-30"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 1, "2026-12-30"),
        ("9999-06-01", 60, "9999-12-31"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one_of_a_shorter_month(day: str, number: int, then: str) -> None:
    assert due.later(date.fromisoformat(day), number) == date.fromisoformat(then)


def test_months_later_never_skip_a_month_and_never_go_backwards() -> None:
    for offset in range(0, 1500, 7):
        day = date(2027, 1, 1) + timedelta(days=offset)
        months = [(found.year * 12 + found.month) - (day.year * 12 + day.month) for found in (due.later(day, n) for n in range(61))]
        assert months == [*range(61)], day
        assert due.later(day, 12) <= due.later(day + timedelta(days=1), 12), day


def test_it_is_fine_through_its_day_then_due_and_lapses_after_the_last_day_of_grace() -> None:
    found = review(last=LAST, next=date(2027, 1, 10), grace=20)
    states = [due.of(found, Calendar(date(2027, 1, day))).state for day in (9, 10, 11, 30, 31)]
    assert states == ["fine", "fine", "due", "due", "lapsed"]


def test_without_a_next_day_it_is_reckoned_from_the_last_one_as_the_site_says() -> None:
    for every, grace, following, until in ((12, 60, date(2027, 1, 31), date(2027, 4, 1)), (1, 0, date(2026, 2, 28), date(2026, 2, 28))):
        found = due.of(review(last=LAST), Calendar(date(2026, 2, 1), every, grace))
        assert (found.state, found.next, found.until) == ("fine", following, until)


def test_what_was_never_looked_at_is_never_due() -> None:
    found = due.of(review(owner="The falls team"), Calendar(date.max))
    assert (found.state, found.next, found.until, found.owner) == ("fine", None, None, "The falls team")
    assert due.turns(found) == ()


def test_the_own_grace_goes_before_that_of_the_site_also_where_there_is_none() -> None:
    assert due.of(review(next=LAST, grace=0), Calendar(LAST + timedelta(days=1), grace=60)).state == "lapsed"


def test_a_state_changes_on_no_other_day_than_its_turns_say() -> None:
    found = review(last=LAST, grace="2 weeks")
    days = [LAST + timedelta(days=n) for n in range(500)]
    states = [due.of(found, Calendar(day)).state for day in days]
    changed = {day for day, before, now in zip(days[1:], states, states[1:], strict=False) if before != now}
    assert changed == set(due.turns(due.of(found, Calendar(LAST)))) - {LAST}


def test_a_state_only_gets_graver_as_days_pass() -> None:
    order = ["fine", "due", "lapsed"]
    for fields in ({"last": LAST}, {"next": LAST}, {"last": LAST, "grace": 0}, {"last": LAST, "next": date(2026, 5, 1), "grace": 366}):
        found = [order.index(due.of(review(**fields), Calendar(LAST + timedelta(days=n), every=3)).state) for n in range(0, 900, 3)]
        assert found == sorted(found) and found[-1] == 2, fields


def test_nothing_overflows_at_the_end_of_all_dates() -> None:
    found = due.of(review(last=date(9999, 12, 31), grace=366), Calendar(date.max))
    assert (found.state, found.next, found.until) == ("fine", date.max, date.max)
    assert max(due.turns(found)) == date.max


def test_a_time_is_written_as_people_say_it() -> None:
    assert ReviewTerms.model_validate({"every": "2 years", "grace": "8 weeks"}) == ReviewTerms(every=24, grace=56)
    assert review(grace="1 day").grace == 1 and review(grace=30).grace == 30
    for wrong in ("soon", "-3 days", "1.5 years", "", True, None, ["60 days"], "400 days", "12 hours"):
        with pytest.raises(ValidationError):
            ReviewTerms.model_validate({"grace": wrong})


def test_the_shipped_library_was_signed_by_nobody_and_is_never_due() -> None:
    content = sites.CASES.parent.parent / "content"
    dated = re.compile(r"\breview:.*\b(?:last|next):|^ +(?:last|next): *\d{4}-", re.M)
    assert [file.name for file in content.rglob("*.*") if file.suffix in (".yml", ".md") and dated.search(file.read_text("utf-8"))] == []
