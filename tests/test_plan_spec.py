"""The public page on the format of plans says what the code does: its tables, its limits, and an example that a reader with nothing but the page can follow."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from sitegen import messages, plan_words, plans
from sitegen.model.plan import CAUTIONS, GRIPS, REASONS, SIDES

ENGLISH = messages.words("en", {})
PLACE = "about/plan-format/index.html"


@pytest.fixture(scope="module")
def page(starter_site: Path) -> str:
    return (starter_site / "output" / PLACE).read_text(encoding="utf-8")


@cache
def table(page: str, name: str) -> list[list[str]]:
    """The rows of a table's body, each cell as it is read."""
    found = re.search(rf'<table data-table="{name}">.*?<tbody>(.*?)</tbody>', page, re.S)
    assert found, name
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.S)
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def numbered(page: str, name: str) -> list[str]:
    """A table of eights in the order of its numbers."""
    rows = table(page, name)
    assert [row[0] for row in rows] == ["0", "8", "16", "24"]
    return [cell for row in rows for cell in row[1:]]


def test_the_tables_are_those_of_the_code(page: str) -> None:
    assert "".join(numbered(page, "alphabet")) == plans.ALPHABET
    assert tuple(numbered(page, "names")) == plans.NAMES
    assert [(int(row[0]), row[2]) for row in table(page, "cautions")] == [(1 << bit, plan_words.caution(name, ENGLISH)) for bit, name in enumerate(CAUTIONS)]
    assert [int(row[0]) for row in table(page, "sides")] == list(range(len(SIDES)))
    assert [int(row[0]) for row in table(page, "grips")] == [number << 2 for number in range(len(GRIPS))]
    assert [(int(row[0]), row[1]) for row in table(page, "reasons")] == [(n, plan_words.reason(n, ENGLISH)) for n in range(1, REASONS + 1)]


def test_the_marks_are_those_of_the_sites_own_levels_and_languages(page: str) -> None:
    assert table(page, "tier-marks") == [[plans.tier_mark(id), label] for id, label in (("lower", "Build up"), ("moderate", "Strengthen"), ("high", "Protect"), ("recent", "Heal"))]
    assert table(page, "language-marks") == [[plans.language_mark("en"), "en"]]


def test_the_limits_are_those_of_the_code(page: str) -> None:
    said = plain(page)
    assert f"fewer than {plans.SHORTEST} or more than {plans.LONGEST} symbols" in said and f"1 to {plans.MOST_CARDS} exercises" in said
    assert f"Days since {plans.BEGINNING}" in said and f"the last day is {plans.LAST}" in said and f"looks at it again: 1 to {plans.WEEKS}" in said
    assert f"a number from {plans.FIRST_NUMBER} to {plans.FIRST_NUMBER + 31}" in said


def test_the_example_is_a_plan_and_its_fields_are_all_its_symbols(page: str) -> None:
    rows = table(page, "example")
    whole = "".join(row[0] for row in rows)
    assert f"plan/#{whole}" in plain(page)
    plan = plans.decode(whole)
    assert (plan.tier, plan.language) == (table(page, "tier-marks")[0][0], table(page, "language-marks")[0][0])
    alphabet = numbered(page, "alphabet")
    assert all([alphabet[int(number)] for number in row[1].split()] == list(row[0]) for row in rows)
    said = {row[2]: row[3] for row in rows}
    assert said["Made on"].endswith(str(plan.made)) and said["Weeks"] == str(plan.weeks) and said["Name"] == plans.title(plan)
    (card,) = plan.cards
    assert (said["Code"], said["Version"], said["Rounds"], said["Days"]) == (card.code, card.mark, str(card.sets), str(card.days))
    assert said["How many"].endswith(f"= {card.count}") and SIDES[int(said["More"])] == card.side
    assert sum(int(n) for n in said["What to mind"].split(" + ")) == sum(1 << CAUTIONS.index(c) for c in plan.cautions)


def test_the_fields_stand_in_the_order_of_the_tables(page: str) -> None:
    order = [row[0] for name in ("head", "card") for row in table(page, name)] + ["Checksum"]
    shown = [row[2] for row in table(page, "example")]
    assert shown == [name for name in order if name in shown] and len(shown) > 12
    lengths = {row[0]: row[1] for name in ("head", "card") for row in table(page, name)}
    assert all(len(row[0]) == int(lengths[row[2]]) for row in table(page, "example") if lengths.get(row[2], "–").isdigit())


def test_the_exercise_of_the_example_does_not_exist(page: str, starter_site: Path) -> None:
    (code,) = [row[3] for row in table(page, "example") if row[2] == "Code"]
    assert not list((starter_site / "output/c").glob(f"{code.lower()}*"))


def test_therapists_and_search_engines_find_the_page(starter_site: Path) -> None:
    assert 'href="../plan-format/"' in (starter_site / "output/about/therapists/index.html").read_text(encoding="utf-8")
    assert "about/plan-format/</loc>" in (starter_site / "output/sitemap.xml").read_text(encoding="utf-8")
