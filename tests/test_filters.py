"""The list of exercises is chosen from as a person does it: by links where scripts are off, by boxes to tick where they run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sitegen import nodes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ("browser_tools", "starter_web")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

Row = dict[str, Any]


@pytest.fixture(scope="module")
def cards(starter_site: Path) -> dict[str, Row]:
    """The cards of a level by name, as its data file tells them."""
    return {row["name"]: row for row in json.loads((starter_site / "output/data/protect/cards.json").read_text(encoding="utf-8"))["cards"]}


@pytest.fixture(scope="module")
def at_hand(starter_site: Path) -> set[str]:
    data, _ = nodes.read((starter_site / "content/vocabulary.yml").read_text(encoding="utf-8"))
    return {id for id, entry in data["equipment"].items() if entry.get("at_hand")}


def shown(page: Page) -> set[str]:
    return {name for name in page.locator(".tile:visible .tile__link").all_inner_texts() if name}


def chosen(cards: dict[str, Row], wanted: Callable[[Row], bool]) -> set[str]:
    return {name for name, row in cards.items() if wanted(row)}


def test_ticks_of_one_kind_widen_the_choice_and_of_two_kinds_narrow_it(page: Page, web: str, cards: dict[str, Row], complaints: list[str]) -> None:
    page.goto(f"{web}protect/cards/")
    assert shown(page) == set(cards)
    page.get_by_label("Lying down").check()
    assert shown(page) == chosen(cards, lambda row: row["position"] == "lying") != set()
    page.get_by_label("Sitting").check()
    assert shown(page) == chosen(cards, lambda row: row["position"] in ("lying", "sitting"))
    page.get_by_text("What kind of exercise?").click()
    page.get_by_role("checkbox", name="Stretch and breathe").check()
    both = chosen(cards, lambda row: row["position"] in ("lying", "sitting") and row["category"] == "flexibility")
    assert shown(page) == both and len(both) > 1
    assert page.locator("#filters-count").inner_text() == f"{len(both)} exercises fit"
    assert not page.get_by_role("heading", name="Balance", exact=True).is_visible()
    assert complaints == []


def test_who_says_what_they_have_sees_what_they_can_do_with_no_more_than_that(page: Page, web: str, cards: dict[str, Row], at_hand: set[str]) -> None:
    page.goto(f"{web}protect/cards/")
    page.get_by_label("Kitchen counter").check()
    page.get_by_label("Firm chair").check()
    found = chosen(cards, lambda row: set(row.get("equipment", ())) <= {"counter", "chair"} | at_hand)
    assert shown(page) == found and {"Heel raise", "Tall posture reset"} <= found and not {"Band row", "Bridge"} & found
    assert page.locator("#filters-kit").is_visible()
    assert not page.get_by_label("Firm shoes").is_visible()  # every home has them
    page.get_by_label("Kitchen counter").uncheck()
    page.get_by_label("Firm chair").uncheck()
    page.get_by_label("Nothing special needed").check()
    assert shown(page) == chosen(cards, lambda row: set(row.get("equipment", ())) <= at_hand)


def test_the_page_for_no_equipment_shows_the_same_as_its_box(page: Page, web: str) -> None:
    page.goto(f"{web}protect/cards/?equipment=none")
    ticked = shown(page)
    page.goto(f"{web}protect/cards/equipment/none/")
    assert shown(page) == ticked != set()


def test_what_is_ticked_is_still_ticked_on_the_way_back(page: Page, web: str) -> None:
    page.goto(f"{web}protect/cards/")
    page.get_by_label("Kneeling").check()
    page.get_by_text("More to choose from").click()
    page.get_by_label("Cushion", exact=True).check()
    assert page.url.endswith("/protect/cards/?position=kneeling&equipment=cushion")
    found = shown(page)
    page.locator(".tile:visible .tile__link").first.click()
    page.wait_for_url(lambda url: "?" not in url)
    page.go_back()
    assert page.get_by_label("Kneeling").is_checked() and page.get_by_label("Cushion", exact=True).is_visible() and shown(page) == found


def test_all_exercises_are_one_press_away(page: Page, web: str, cards: dict[str, Row]) -> None:
    page.goto(f"{web}protect/cards/?position=lying&category=walking")
    assert shown(page) == set() and page.locator("#filters-count").inner_text() == "0 exercises fit"
    assert page.get_by_text("Try it with one tick less.").is_visible()
    page.get_by_role("button", name="Show all exercises").click()
    assert shown(page) == set(cards) and "?" not in page.url
    assert page.evaluate("document.activeElement.value") == "lying" and not page.locator("#filters-result").is_visible()


def test_the_keyboard_alone_is_enough_and_a_screen_reader_is_told(page: Page, web: str) -> None:
    page.goto(f"{web}protect/cards/")
    page.get_by_label("Lying down").focus()
    page.keyboard.press("Tab")
    assert page.get_by_label("Sitting").evaluate("e => e === document.activeElement")
    page.keyboard.press("Space")
    count = page.locator("#filters-count").inner_text()
    assert page.get_by_role("group", name="How do you want to exercise?").get_by_role("checkbox", name="Sitting").is_checked()
    page.wait_for_function("() => document.getElementById('filters-said').textContent")
    assert page.locator("[role=status]#filters-said").inner_text() == count


def test_nothing_moves_when_links_become_boxes(page: Page, web: str) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{web}404.html")
        page.add_init_script("window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });")
        page.goto(f"{web}protect/cards/")
        page.wait_for_load_state("networkidle")
        assert page.get_by_role("checkbox").count() > 10
        assert page.evaluate("window.moved") < 0.01, width


def test_without_scripts_each_answer_is_a_page(browser: Browser, web: str, cards: dict[str, Row]) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{web}protect/cards/")
    assert shown(page) == set(cards) and page.get_by_role("checkbox").count() == 0 and not page.get_by_role("button", name="Show all").is_visible()
    page.get_by_role("link", name="Lying down").click()
    page.wait_for_url("**/protect/cards/position/lying/")
    assert shown(page) == chosen(cards, lambda row: row["position"] == "lying")
    page.go_back()
    page.get_by_role("link", name="Nothing special needed").click()
    page.wait_for_url("**/protect/cards/equipment/none/")
    page.context.close()


def test_from_a_disk_it_is_the_same_and_nothing_is_kept(page: Page, starter_site: Path, cards: dict[str, Row], complaints: list[str]) -> None:
    page.context.set_offline(True)
    page.goto((starter_site / "output/protect/cards/index.html").as_uri())
    page.get_by_label("Lying down").check()
    assert shown(page) == chosen(cards, lambda row: row["position"] == "lying") and page.url.endswith("?position=lying")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert complaints == []


def test_a_move_that_is_not_for_everyone_is_never_offered_for_what_one_has(page: Page, web: str) -> None:
    page.goto(f"{web}cards/?equipment=none")
    assert page.locator(".tile:visible").count() > 0
    assert page.locator(".tile:visible", has_text="Not for everyone").count() == 0
    page.goto(f"{web}cards/equipment/none/")
    assert page.locator(".tile", has_text="Not for everyone").count() == 0
