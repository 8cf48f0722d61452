"""The page that tells how the site was checked: it says what is so, also where nothing else on the site has changed."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from signed import sign
from sites import TODAY, card, site, write
from test_incremental import age, compared, edit
from test_waivers import WAIVER, slip

from sitegen import __version__
from sitegen.build import Outcome, Settings, build, prepare, standing

pytestmark = pytest.mark.slow  # whole sites are built

EVERYWHERE = {"lower": "allow", "moderate": "allow", "high": "modify", "recent": "modify"}
CHANGES = {"high": "Turn less.", "recent": "Turn very little."}
LAXER = {"recent": {"to": "modify", "by": "test-person", "on": "2026-11-01", "because": "She watches every session."}}


def built(root: Path) -> Outcome:
    outcome = build(Settings(root, TODAY, jobs=1))
    assert outcome.published, outcome.problems
    return outcome


def ledgers(root: Path, language: str = "") -> dict[str, list[list[str]]]:
    """The tables of the page: the cells of each row, by what the table is called."""
    text = (root / "output" / language / "about/how-checked/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<caption class="ledger__title">(.*?)</caption>(.*?)</table>', text, re.S)
    return {title: [[said(cell) for cell in re.findall(r"<t[hd] [^>]*>(.*?)</t[hd]>", row)] for row in re.findall(r'<tr class="ledger__row".*?</tr>', rows)] for title, rows in found}


def said(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r'<span class="ledger__what".*?</span>', "", markup))).strip()


def page(root: Path) -> str:
    return said((root / "output/about/how-checked/index.html").read_text(encoding="utf-8"))


def test_it_says_of_an_unsigned_site_that_it_awaits_review_and_what_made_it(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)
    text = page(root)
    assert "These pages still await your clinic’s own review." in text and "has signed all of it" not in text and "Nobody yet." in text
    assert f"Made with sitegen {__version__}." in text
    assert ["The clinic last released this site", "Not yet"] in ledgers(root)["What was done when, and what must be looked at again"]


def test_it_says_under_which_license_the_clinics_own_words_are_or_to_ask_first(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)
    assert "Please ask before you put the clinic’s own words on another site." in page(root)
    edit(root / "content/site.yml", "clinic:", "license: {name: CC BY-SA 4.0, url: 'https://license.example/by-sa/'}\nclinic:")
    age(root)
    built(root)
    assert "The words that are the clinic’s own are under the license CC BY-SA 4.0." in page(root) and "Please ask before you put" not in page(root)
    assert 'href="https://license.example/by-sa/"' in (root / "output/about/how-checked/index.html").read_text(encoding="utf-8")


def test_it_counts_for_each_level_what_its_cards_may_do(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)
    before = ledgers(root)["How much there is for each level"]
    write(root / "content/cards/march.yml", card(hazards=["twist-gentle"], tiers=EVERYWHERE | {"recent": "avoid"}, modify={"high": "Turn less."}, swap={"recent": "slow-breath"}))
    write(root / "content/cards/watched.yml", card(supervision="always"))
    age(root)
    outcome = built(root)
    more = [[int(now) - int(then) for then, now in zip(old[1:], new[1:], strict=True)] for old, new in zip(before, ledgers(root)["How much there is for each level"], strict=True)]
    assert more == [[1, 0, 1, 0, 0, 0], [1, 0, 1, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 0, 0]]
    compared(root, outcome, tmp_path / "clean", "two cards more")


def test_a_new_warning_stands_on_it_although_no_other_page_shows_anything_new(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)
    age(root)
    built(root)
    title = "Points that it found in the words of this site"
    assert title not in ledgers(root)
    edit(root / "content/cards/slow-breath.yml", "feel:", "swap: {high: heel-raise}\nfeel:")
    outcome = built(root)
    assert outcome.published and outcome.published.written <= 10, "the card's own files and this page"
    assert [(row[1], row[2], row[3]) for row in ledgers(root)[title]] == [("Warning", "1", "unused-text")]
    compared(root, outcome, tmp_path / "clean", "a warning")


def test_who_decided_against_a_hazard_stands_there_with_name_day_and_reason(tmp_path: Path) -> None:
    march = card(hazards=["twist-gentle"], tiers=EVERYWHERE, modify=CHANGES, override=LAXER)
    people = {"test-person": {"name": "Test Person", "role": "Physical therapist"}}
    root = site(tmp_path / "site", {"content/cards/march.yml": march, "content/reviewers.yml": people})
    built(root)
    found = ledgers(root)["Exercises that a level does, with a change, though the rules leave them out"]
    assert found == [["Easy march", "Heal", "Test Person, Physical therapist", "November 1, 2026", "She watches every session."]]
    edit(root / "content/cards/march.yml", "She watches every session.", "She holds his belt.")
    age(root)
    outcome = built(root)
    assert "She holds his belt." in page(root)
    compared(root, outcome, tmp_path / "clean", "another reason")


def test_who_signed_stands_there_with_role_and_day_and_what_has_changed_since_no_longer_counts(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    built(root)
    age(root)
    sign(root)
    built(root)
    assert "A named person of the clinic has signed all of it." in page(root) and "await" not in page(root)
    assert ledgers(root)["People of the clinic who answer for these words"][0][:2] == ["Test Person", "a name for tests only"]
    before = {row[0]: row[1:] for row in ledgers(root)["What is signed, and what waits"]}
    age(root)
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 8-14")
    outcome = built(root)
    now = {row[0]: row[1:] for row in ledgers(root)["What is signed, and what waits"]}
    assert now == before | {"Exercises": [str(int(before["Exercises"][0]) - 1), "1", "0"]}
    assert "Some of these pages still await your clinic’s own review." in page(root) and "has signed all of it" not in page(root)
    compared(root, outcome, tmp_path / "clean", "a dose")


def test_what_a_person_left_as_it_is_stands_there_and_no_longer_among_what_is_open(tmp_path: Path) -> None:
    root = slip(tmp_path / "site")
    built(root)
    title = "Points that it found in the words of this site"
    assert [row[3] for row in ledgers(root)[title]] == ["hazard-word"]
    write(root / "content/waivers.yml", {"toes": {**WAIVER, "until": "2026-12-31"}})
    age(root)
    built(root)
    assert title not in ledgers(root) or "hazard-word" not in [row[3] for row in ledgers(root)[title]]
    ((_, file, *rest),) = ledgers(root)["Points that a person looked at and left as they are"]
    assert (file, rest) == ("content/pages/stairs.md", ["Test Person, tester", "November 1, 2026", "A line of a song.", "December 31, 2026"])
    content = prepare(Settings(root, TODAY)).content
    assert content and [(w.name, w.code, w.because) for w in standing._waivers(content)] == [("toes", "hazard-word", "A line of a song.")], "a release records it"
