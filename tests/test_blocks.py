"""Blocks of a page that carry more than words: claims with their works, tables to fill in, and the question that is asked back."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from sites import TODAY, page, site

from sitegen.build import Settings, build

PAGE = """---
title: Stairs
summary: One step at a time.
teach_back: {all: Which hand holds the rail?, recent: Who goes with you?}
---

/// known | balance-2021
Most people were **steadier** after it.
///

/// unknown
How long it lasts.
///

/// tier | high
/// known | walking-2020
It held for people with a broken bone, too.
///
///

/// log | 3
- Where I was
- What I *did*
///

/// log | week
- Steps
///
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = site(tmp_path_factory.mktemp("blocks"), {"content/pages/stairs.md": PAGE})
    outcome = build(Settings(root, TODAY))
    assert not outcome.failed, outcome.problems
    slugs = {"lower": "build-up", "high": "protect", "recent": "heal"}
    return {tier: (root / "output" / slug / "stairs" / "index.html").read_text() for tier, slug in slugs.items()}


def words(piece: str) -> str:
    """What is read of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", piece)).replace(" .", ".").split())


def claims(page: str) -> list[str]:
    return re.findall(r'<div class="claim">(.*?)</div>', page, re.S)


def test_a_claim_names_its_works_and_links_to_them(pages: dict[str, str]) -> None:
    known, unknown = claims(pages["lower"])
    assert words(known).startswith("Known Most people were steadier after it. Source: ")
    assert re.findall(r'href="([^"]+)"', known) == ["../references/#balance-2021"]
    assert words(unknown) == "Not known How long it lasts."


def test_a_claims_works_stand_among_the_sources_of_those_who_read_it(pages: dict[str, str]) -> None:
    foot = {tier: page[page.index("colophon__sources") :] for tier, page in pages.items()}
    sources = {tier: re.findall(r"references/#([a-z0-9-]+)", text) for tier, text in foot.items()}
    assert sources == {"lower": ["balance-2021"], "high": ["balance-2021", "walking-2020"], "recent": ["balance-2021"]}


def test_a_log_has_as_many_empty_rows_as_it_says_or_the_days_of_a_week(pages: dict[str, str]) -> None:
    diary, week = re.findall(r'<table class="log[^"]*">(.*?)</table>', pages["lower"], re.S)
    assert [words(th) for th in re.findall(r"<th.*?</th>", diary, re.S)] == ["Where I was", "What I did"]
    assert [words(td) for td in re.findall(r"<td.*?</td>", diary, re.S)] == [""] * 6
    heads = [words(th) for th in re.findall(r"<th .*?</th>", week, re.S)]
    assert heads == ["Day", "Steps", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert week.count('scope="row"') == 7 and week.count('scope="col"') == 2 and week.count("<td") == 7


def test_the_question_that_is_asked_back_is_the_levels_own(pages: dict[str, str]) -> None:
    asked = {tier: words(page[page.index("In your own words") :]) for tier, page in pages.items()}
    lead = "In your own words Tell your therapist, or someone at home: "
    assert asked["high"].startswith(lead + "Which hand holds the rail?")
    assert asked["recent"].startswith(lead + "Who goes with you?")


def test_a_statement_that_is_a_list_says_each_sign_by_itself(tmp_path: Path) -> None:
    signs = "stop-tell: {listed: true, short: Sharp pain., text: 'Stop for any of these. Sharp pain. Pain at 2.5 or more.'}\n"
    base = (site(tmp_path) / "content/statements.yml").read_text()
    root = site(tmp_path, {"content/statements.yml": re.sub(r"stop-tell: .*\n", signs, base), "content/pages/stairs.md": PAGE + "\n/// statement | stop-tell\n///\n"})
    assert not build(Settings(root, TODAY)).failed
    page = (root / "output/build-up/stairs/index.html").read_text()
    box = re.search(r'<div class="statement">(.*?)</div>', page, re.S)
    assert box and [words(li) for li in re.findall(r"<li>.*?</li>", box[1], re.S)] == ["Sharp pain.", "Pain at 2.5 or more."]
    assert words(re.findall(r"<p>.*?</p>", box[1], re.S)[0]) == "Stop for any of these."


def test_neighbors_for_one_level_say_once_for_whom_they_are(tmp_path: Path) -> None:
    body = "---\ntitle: Stairs\nsummary: One step.\n---\n/// tier | high\nOne.\n///\n\n/// tier | lower\nTwo.\n///\n\n/// tier | high lower\nThree.\n///\n\nFor all.\n\n/// tier | high\nFour.\n///\n"
    root = site(tmp_path, {"content/pages/stairs.md": body})
    assert not build(Settings(root, TODAY)).failed
    page = (root / "output/protect/stairs/index.html").read_text()
    said = words(page[page.index("<main") :])
    assert said.count("For you, in Protect") == 2
    assert "For you, in Protect One. Three. For all." in said and "For you, in Protect Four." in said and "Two." not in said


def test_a_block_before_the_first_heading_leaves_out_no_level_and_one_after_it_is_below_it(tmp_path: Path) -> None:
    do = "/// do | {}\n- Lift one foot.\n///\n"
    body = do.format("Early") + "\n## Then\n\n" + do.format("Late")
    root = site(tmp_path, {"content/pages/stairs.md": page(body), "content/handouts/way.yml": {"title": "A way", "summary": "One thing.", "pages": ["stairs"]}})
    assert build(Settings(root, TODAY)).published
    for address, first in (("strengthen/stairs", 2), ("strengthen/handouts/way", 3)):
        html = (root / f"output/{address}/index.html").read_text(encoding="utf-8")
        levels = {name: int(level) for level, name in re.findall(r"<h(\d)[^>]*>(?:<[^>]*>)*(Early|Then|Late)", html)}
        assert levels == {"Early": first, "Then": first, "Late": first + 1}, address
