"""A plan on paper: the doses of the plan and no others, in its order, with its name on every page and its code on the first."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pdf_tools
import pypdfium2
import pytest
from sites import card, site

from sitegen import plan_text, plans, starter
from sitegen.build import desk, planned
from sitegen.build.desk import Printed, Refused
from sitegen.build.planned import Made, Wish
from sitegen.build.shelf import Shelf
from sitegen.model.plan import Planned
from sitegen.qr import SIDE, plan_qr
from sitegen.settings import Settings

pytestmark = pytest.mark.slow  # PDFs are made
DAY = date(2026, 11, 22)
FIVE = "protect: sit-stand; heel-raise 2x8 3/week because goal; calf-stretch left hold 20s; wall-slide-arms; one-leg hands both"
CASES = [("heal", 1, False), ("heal", 8, True), ("protect", 8, False), ("protect", 16, True)]


@cache
def shelf(tier: str) -> Shelf:
    opened = desk.opened(Settings(starter.root(), DAY), "planned")
    return Shelf(opened, desk.levels(opened.readers(""))[tier])


@cache
def made(text: str) -> Made:
    return planned.planned(Settings(starter.root(), DAY), Wish(text, cautions=("hip", "dizzy")))


@cache
def sheet(text: str, large: bool = False, paper: str = "") -> Printed:
    return planned.sheet(made(text), paper, large)


@cache
def fullest(tier: str, count: int) -> str:
    """The cards with the most words of a level, with all that can be set of each."""
    held = [id for id in shelf(tier).faces if not shelf(tier).refused(id)]
    said = []
    for id in sorted(held, key=lambda id: -sum(len(step.text) for step in shelf(tier).card(id).view.steps))[:count]:
        bounds = shelf(tier).bounds(id)
        amounts = {name: bound.usual for name, bound in bounds.amounts.items()}
        one = Planned("", "", **amounts, side="left" if bounds.sides else "", grip=bounds.grips[0] if bounds.grips else "")
        said.append(f"{id} {plan_text.short(one, shelf(tier).counted(id))}")
    return f"{tier}: {'; '.join(said)}"


def read(printed: Printed) -> str:
    return re.sub(r"\s+", " ", pdf_tools.spoken(printed.content))


def pages(printed: Printed) -> list[str]:
    with pypdfium2.PdfDocument(printed.content) as pdf:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pdf]


@pytest.mark.parametrize(("tier", "count", "large"), CASES)
def test_every_dose_of_the_plan_is_on_its_sheet_and_no_other(tier: str, count: int, large: bool) -> None:
    plan, printed = made(fullest(tier, count)), sheet(fullest(tier, count), large)
    text = read(printed)
    for held in plan.cards:
        for sentence in (held.view.dose, *held.view.dose_more):
            assert sentence in text
        usual = shelf(tier).card(held.view.id).view.dose
        said = {told.view.dose for told in plan.cards} | {more for told in plan.cards for more in told.view.dose_more}
        assert usual in text if any(usual in sentence for sentence in said) else usual not in text
    assert "Changed to:" not in text and "Too easy?" not in text
    assert text.count("Your number:") == sum(not held.view.dose for held in plan.cards)  # nobody has written a dose: the therapist does, by hand


@pytest.mark.parametrize("large", [False, True])
def test_cards_stand_whole_in_the_order_of_the_plan_with_their_changes(large: bool) -> None:
    text, cards = read(sheet(FIVE, large)), made(FIVE).cards
    headings = [words for level, words in pdf_tools.headings(pdf_tools.tree(sheet(FIVE, large).content)) if level == 1]
    assert [words for words in headings if words in {str(held.view.name) for held in cards}] == [str(held.view.name) for held in cards]
    for held in cards:
        assert all(str(step.text) in text for step in held.view.steps) and (held.view.change is None or str(held.view.change) in text)
        assert f"Code {held.view.sheet.code}" in text


@pytest.mark.parametrize(("tier", "count", "large"), CASES)
def test_each_page_says_which_plan_it_is_of_when_and_until_when(tier: str, count: int, large: bool) -> None:
    found = pages(sheet(fullest(tier, count), large))
    for text in found:
        for words in (f"Plan: {plans.title(made(fullest(tier, count)).plan)}", "Made on Nov 22, 2026.", "Look again by Jan 17, 2027.", "Not your level? Do not use it."):
            assert words in text
    assert not any("Version" in text for text in found)


def test_the_first_page_begins_with_when_not_to_start() -> None:
    text = read(sheet(FIVE))
    order = ["Protect sheet", "Your plan:", "Made for one person.", "Do not start. Call 555-0100 first.", "Made on", "Scan this code", "Keep to the rules that you were given for your hip.", "Before you start", "Chair stand"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(("tier", "count", "large"), CASES)
def test_the_code_of_the_first_page_is_the_plan_at_100_dpi(tier: str, count: int, large: bool) -> None:
    plan, printed = made(fullest(tier, count)), sheet(fullest(tier, count), large)
    assert plan.link in pdf_tools.qr_codes(pdf_tools.pictures(printed.content, 100)[0])


def test_eight_cards_with_two_doses_each_fit_the_usual_code_and_sixteen_say_that_theirs_is_larger() -> None:
    eight = made("protect: " + "; ".join(f"{id} 8 2/week" for id in ("heel-raise", "sit-stand")) + "; calf-stretch hold 20s; wall-slide-arms; one-leg; bridge; band-row; carry")
    assert plan_qr(eight.link).side == SIDE
    assert plan_qr(made(fullest("protect", 16)).link).side > SIDE and "It is larger than usual" in read(sheet(fullest("protect", 16), True))


def test_the_same_plan_on_the_same_day_is_the_same_file() -> None:
    assert planned.sheet(made(FIVE)).content == planned.sheet(planned.planned(Settings(starter.root(), DAY), Wish(FIVE, cautions=("hip", "dizzy")))).content


def test_both_papers_have_their_size() -> None:
    sizes = [pdf_tools.about(sheet(FIVE, paper=paper).content).size for paper in ("letter", "a4")]
    assert [tuple(round(side) for side in size) for size in sizes] == [(612, 792), (595, 842)]


def test_a_sheet_bears_its_name_and_level_in_its_own_name() -> None:
    about = pdf_tools.about(sheet(FIVE).content)
    assert plans.title(made(FIVE).plan) in about.title and "Protect" in about.title
    assert sheet(FIVE).name == f"plan-{plans.title(made(FIVE).plan).lower().replace(' ', '-')}.pdf"


def test_a_letter_that_no_typeface_has_is_refused(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/cards/march.yml": card(name="March ✓")})
    plan = planned.planned(Settings(root, DAY), Wish("protect: march"))
    with pytest.raises(Refused) as told:
        planned.sheet(plan)
    assert [p.code for p in told.value.problems] == ["sheet-letter"]


def test_plans_keep_both_standards(tmp_path: Path) -> None:
    files = []
    for tier, count, large in CASES:
        files.append(tmp_path / f"{tier}-{count}.pdf")
        files[-1].write_bytes(BytesIO(sheet(fullest(tier, count), large).content).getvalue())
    assert pdf_tools.verapdf(files) == {file: [] for file in files}
