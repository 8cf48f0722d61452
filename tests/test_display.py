"""Text size and colors: chosen once, kept only then, on every page before it is seen, and in every tab."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ("browser_tools",)
pytestmark = pytest.mark.browser

SHIFTS = "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { moved += e.value; })).observe({type: 'layout-shift', buffered: true})"


@pytest.fixture(scope="module")
def address(starter_site: Path) -> Iterator[str]:
    with served(starter_site / "output") as found:
        yield found


def looks(page: Page) -> list[str | None]:
    return [page.locator("html").get_attribute(f"data-{name}") for name in ("size", "colors")]


def text_size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def test_a_choice_is_seen_at_once_and_on_every_page_after(page: Page, address: str, complaints: list[str]) -> None:
    page.goto(f"{address}about/display/")
    usual = text_size(page)
    page.get_by_role("group", name="Text size").get_by_role("radio", name="Largest").check()
    page.get_by_role("group", name="Colors").get_by_role("radio", name="Dark", exact=True).check()
    assert looks(page) == ["3", "dark"] and text_size(page) == 2 * usual
    assert page.get_by_role("status").inner_text() == "Done. All pages look like this now."
    assert json.loads(page.evaluate("localStorage.getItem('sitegen:display')")) == {"size": "3", "colors": "dark"}
    page.goto(f"{address}protect/cards/heel-raise/")
    assert looks(page) == ["3", "dark"] and text_size(page) == 2 * usual
    page.goto(f"{address}about/display/")
    assert page.get_by_role("radio", name="Largest").is_checked() and page.get_by_role("radio", name="Dark", exact=True).is_checked()
    assert complaints == []


def test_the_first_choices_take_everything_away_again(page: Page, address: str) -> None:
    page.goto(f"{address}about/display/")
    page.get_by_role("radio", name="Larger", exact=True).check()
    page.get_by_role("radio", name="Usual").check()
    assert looks(page) == [None, None] and page.evaluate("localStorage.length") == 0
    assert page.get_by_role("status").inner_text() == "Done. All pages look as at first. Nothing is kept."


def test_other_tabs_follow_and_so_does_the_page_one_goes_back_to(page: Page, address: str) -> None:
    other = page.context.new_page()
    other.goto(f"{address}protect/")
    page.goto(f"{address}protect/cards/heel-raise/")
    page.get_by_role("link", name="Text size, colors, dark pages").click()
    page.get_by_role("radio", name="Very large").check()
    other.locator("html[data-size='2']").wait_for()
    page.go_back()
    page.locator("html[data-size='2']").wait_for()


def test_it_can_be_chosen_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}about/display/")
    page.get_by_role("radio", name="Usual").focus()
    page.keyboard.press("ArrowDown")
    assert looks(page) == ["1", None]
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert looks(page) == ["1", "light"]


def test_a_page_without_a_choice_does_not_move_while_it_comes(page: Page, address: str) -> None:
    page.add_init_script(SHIFTS)
    for path in ("protect/cards/one-leg/", "protect/", "cards/heel-raise/"):
        page.goto(address + path)
        page.wait_for_timeout(200)
        assert page.evaluate("moved") < 0.001, path  # the typeface may come late, and is a hair wider here and there


@pytest.mark.parametrize("damage", ["nonsense", "[]", "null", '"3"', '{"size": 3, "colors": "a b"}'])
def test_a_damaged_choice_is_no_choice(damage: str, page: Page, address: str, complaints: list[str]) -> None:
    page.goto(address)
    page.evaluate("text => localStorage.setItem('sitegen:display', text)", damage)
    page.reload()
    assert looks(page)[1] is None
    assert complaints == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("size", ["1", "2", "3"])
def test_no_size_makes_a_page_scroll_sideways(size: str, width: int, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}404.html")
    page.evaluate("size => localStorage.setItem('sitegen:display', JSON.stringify({size}))", size)
    for path in ("protect/cards/bird-dog/", "about/display/", "protect/log/", "protect/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_paper_does_not_grow(page: Page, address: str) -> None:
    page.goto(f"{address}protect/cards/heel-raise/")
    page.emulate_media(media="print")
    before = text_size(page)
    page.evaluate("document.documentElement.setAttribute('data-size', '3')")
    assert text_size(page) == before
    assert not page.get_by_text("I did this today").is_visible() and not page.get_by_role("button", name="Start the timer").is_visible()


def test_without_scripts_the_page_says_how_browsers_do_it(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}about/display/")
    assert not page.get_by_role("radio").count()
    assert page.get_by_text("press the plus key").is_visible()
    context.close()


def test_the_script_that_every_page_loads_is_tiny_and_first_and_nobody_waits_for_it(starter_site: Path) -> None:
    output = starter_site / "output"
    assert len((output / "assets/scripts/display.js").read_bytes()) < 1024
    for page in output.rglob("*.html"):
        head = page.read_text(encoding="utf-8").partition("</head>")[0]
        assert head.index("<script async src=") < head.index("<link"), page
