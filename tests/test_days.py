""""I did this today" and the list of days: nothing is kept before a yes, everything can be seen, printed, saved and cleared, and it never leaves the device."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sites
from pypdf import PdfReader
from served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytest_plugins = ("browser_tools",)
pytestmark = pytest.mark.browser

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEPT = "localStorage.getItem('sitegen:log')"
NOTHING = "async () => [localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"


@pytest.fixture(scope="module")
def address(starter_site: Path) -> Iterator[str]:
    with served(starter_site / "output") as found:
        yield found


def opened(page: Page, address: str, card: str = "heel-raise", now: datetime = NOON) -> Locator:
    """The button's part of a card's page."""
    page.clock.set_fixed_time(now)
    page.goto(f"{address}protect/cards/{card}/")
    return page.get_by_role("region", name="My days")


def press(part: Page | Locator, name: str) -> None:
    part.get_by_role("button", name=name, exact=True).click()


def kept(page: Page) -> Any:
    return json.loads(page.evaluate(KEPT) or "null")


def some_days(page: Page, address: str) -> None:
    """A list of two weeks, with a card of another level in it and one that there is no more."""
    page.goto(f"{address}protect/log/")
    rows = [
        {"date": date, "card": card, "name": name, "tier": tier, "version": "M7MCH-TY2", "times": times}
        for date, card, name, tier, times in (
            ("2026-11-16", "heel-raise", "Heel raise", "protect", 1),
            ("2026-11-18", "skip-hop", "Skips and hops", "build-up", 1),
            ("2026-11-18", "one-leg", "One-leg stand", "protect", 3),
            ("2026-11-11", "long-gone", "An old move", "protect", 1),
        )
    ]
    page.evaluate("rows => localStorage.setItem('sitegen:log', rows)", json.dumps(rows))
    page.reload()


def rows(page: Page) -> list[list[str]]:
    return [[cell.inner_text() for cell in row.get_by_role("cell").or_(row.get_by_role("rowheader")).all()] for row in page.get_by_role("row").all()]


# on a card


def test_the_first_press_asks_and_a_no_keeps_nothing(page: Page, address: str, complaints: list[str]) -> None:
    part = opened(page, address)
    press(part, "I did this today")
    assert part.get_by_text("stays on this device only. Nobody else sees it.").is_visible()
    assert page.evaluate(NOTHING) == [0, 0, "", 0, 0]
    press(part, "No, thank you")
    assert part.get_by_role("status").inner_text() == "All right. Nothing is kept."
    assert page.evaluate(NOTHING) == [0, 0, "", 0, 0]
    assert complaints == []


def test_after_a_yes_each_press_counts_and_can_be_taken_back(page: Page, address: str) -> None:
    part = opened(page, address)
    press(part, "I did this today")
    press(part, "Yes, keep my list")
    assert part.get_by_role("status").inner_text() == "On your list for today."
    (row,) = kept(page)
    assert row == {"date": "2026-11-22", "card": "heel-raise", "name": "Heel raise", "tier": "protect", "version": row["version"], "times": 1}
    assert row["version"].partition("-")[0] in page.locator(".colophon").inner_text()  # the page itself calls a draft a draft
    press(part, "I did this today")
    assert part.get_by_role("status").inner_text() == "On your list for today, 2 times."
    press(part, "Take it back")
    assert part.get_by_role("status").inner_text() == "On your list for today."
    press(part, "Take it back")
    assert part.get_by_role("status").inner_text() == "Taken back. It is not on your list for today."
    assert kept(page) is None


def test_nobody_is_asked_twice_and_tomorrow_is_a_new_day(page: Page, address: str) -> None:
    part = opened(page, address)
    press(part, "I did this today")
    press(part, "Yes, keep my list")
    part = opened(page, address, "one-leg", NOON.replace(day=23))
    assert part.get_by_role("status").inner_text() == ""
    press(part, "I did this today")
    assert [(row["date"], row["card"]) for row in kept(page)] == [("2026-11-22", "heel-raise"), ("2026-11-23", "one-leg")]


def test_it_works_with_the_keyboard_and_the_focus_is_never_lost(page: Page, address: str) -> None:
    part = opened(page, address)
    part.get_by_role("button", name="I did this today").focus()
    steps = []
    for key in ("Enter", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)
        steps.append(page.evaluate("document.activeElement.innerText"))
    assert steps == ["Yes, keep my list", "I did this today", "Take it back", "I did this today"]


def test_the_day_is_that_of_the_readers_own_clock(browser: Browser, address: str) -> None:
    context = browser.new_context(timezone_id="Pacific/Auckland")
    part = opened(context.new_page(), address, now=NOON)  # there it is one in the morning
    press(part, "I did this today")
    press(part, "Yes, keep my list")
    assert [row["date"] for row in kept(part.page)] == ["2026-11-23"]
    context.close()


def test_a_full_device_is_met_with_kind_words(page: Page, address: str, complaints: list[str]) -> None:
    part = opened(page, address)
    page.evaluate("() => { let size = 5000000; while (size > 0) { try { localStorage.setItem('other' + size + Math.random(), 'x'.repeat(size)); } catch (e) { size = Math.floor(size / 2); } } }")
    press(part, "I did this today")
    press(part, "Yes, keep my list")
    assert "That is not your fault: write it down on paper." in part.get_by_role("status").inner_text()
    assert complaints == []


def test_a_browser_that_lets_no_page_keep_anything_is_met_with_kind_words(browser: Browser, address: str, tmp_path: Path) -> None:
    import browser_tools

    sites.write(tmp_path / "Default/Preferences", {"profile": {"default_content_setting_values": {"cookies": 2}}})
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=browser_tools.chromium(), args=browser_tools.FLAGS)
    page = context.pages[0]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}protect/cards/heel-raise/")
    part = page.get_by_role("region", name="My days")
    assert page.evaluate("() => { try { localStorage; return 'open'; } catch (e) { return e.name; } }") == "SecurityError"
    press(part, "I did this today")
    press(part, "Yes, keep my list")
    assert "write it down on paper" in part.get_by_role("status").inner_text()
    page.goto(f"{address}protect/log/")
    assert page.get_by_text("Your list is empty.").is_visible()
    page.goto(f"{address}about/display/")
    page.get_by_role("radio", name="Larger", exact=True).check()
    assert page.locator("html").get_attribute("data-size") == "1"
    assert page.get_by_role("status").inner_text().startswith("Only this page changes")
    assert complaints == []
    context.close()


def test_a_damaged_list_is_no_trap(page: Page, address: str, complaints: list[str]) -> None:
    part = opened(page, address)
    for damage in ("nonsense", "{}", '[null, 3, {"date": "today"}]', "null"):
        page.evaluate("text => localStorage.setItem('sitegen:log', text)", damage)
        page.reload()
        press(part, "I did this today")
        assert [row["card"] for row in kept(page)] == ["heel-raise"], damage
        page.evaluate("localStorage.clear()")
    assert complaints == []


# the list


def test_the_list_says_by_week_what_was_done_on_which_day_in_a_table_with_headers(page: Page, address: str) -> None:
    some_days(page, address)
    assert [table.locator("caption").inner_text() for table in page.get_by_role("table").all()] == [
        "Week from November 16, 2026 to November 22, 2026",
        "Week from November 9, 2026 to November 15, 2026",
    ]
    assert rows(page) == [
        [], ["Monday, November 16", "Heel raise"], ["Wednesday, November 18", "Skips and hops\nOne-leg stand, 3 times"],
        [], ["Wednesday, November 11", "An old move"],
    ]  # fmt: skip
    assert [head.inner_text() for head in page.get_by_role("columnheader").all()][:2] == ["Day", "What you did"]


def test_only_exercises_of_this_level_are_links(page: Page, address: str) -> None:
    some_days(page, address)
    assert [(a.inner_text(), a.get_attribute("href")) for a in page.get_by_role("table").get_by_role("link").all()] == [
        ("Heel raise", "../cards/heel-raise/"),
        ("One-leg stand", "../cards/one-leg/"),
    ]


def test_nothing_that_was_kept_is_taken_for_markup(page: Page, address: str) -> None:
    page.goto(f"{address}protect/log/")
    name = "<img src=x onerror=alert(1)>"
    page.evaluate("row => localStorage.setItem('sitegen:log', row)", json.dumps([{"date": "2026-11-16", "card": "heel-raise", "name": name, "tier": "", "version": name, "times": 1}]))
    page.reload()
    assert rows(page)[1] == ["Monday, November 16", name]


def test_the_printed_list_has_a_line_for_the_name_and_all_days_and_no_buttons(page: Page, address: str, tmp_path: Path) -> None:
    some_days(page, address)
    page.pdf(path=tmp_path / "days.pdf", format="A4")
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "days.pdf").pages).split())
    for words in ("Protect sheet.", "My days", "Name", "Date of birth", "Week from November 16, 2026", "Monday, November 16", "One-leg stand, 3 times (M7MCH-TY2)", "An old move"):
        assert words in text, text
    for words in ("Print my list", "Clear", "On paper", "Nobody else"):
        assert words not in text, text


def test_print_my_list_prints(page: Page, address: str) -> None:
    page.add_init_script("window.printed = 0; window.print = () => { printed += 1; }")  # the dialog itself would stop the test
    some_days(page, address)
    press(page, "Print my list")
    assert page.evaluate("printed") == 1


def test_the_list_can_be_saved_as_a_text_file(page: Page, address: str) -> None:
    some_days(page, address)
    with page.expect_download() as saved:
        press(page, "Save as a text file")
    assert saved.value.suggested_filename == "my-days.txt"
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "Wednesday, November 18: Skips and hops (M7MCH-TY2); One-leg stand, 3 times (M7MCH-TY2)" in text


def test_clear_everything_asks_once_and_then_removes_all_that_this_site_keeps_and_nothing_else(page: Page, address: str, complaints: list[str]) -> None:
    some_days(page, address)
    page.evaluate(
        """async () => {
            localStorage.setItem('sitegen:display', '{"size":"2"}');
            localStorage.setItem('sitegen:copy', '{}');
            localStorage.setItem('of another site', 'stays');
            await (await caches.open('sitegen:/protect/:1')).put('/x', new Response('x'));
            await caches.open('of another site');
        }"""
    )
    page.reload()
    assert page.locator("html").get_attribute("data-size") == "2"
    press(page, "Clear everything")
    press(page, "Keep it")
    assert page.get_by_role("status").inner_text() == "Nothing was cleared." and len(kept(page)) == 4
    press(page, "Clear everything")
    press(page, "Yes, clear everything")
    page.get_by_text("Everything is cleared.").wait_for()
    assert page.evaluate("Object.keys(localStorage)") == ["of another site"]
    assert page.evaluate("caches.keys()") == ["of another site"]
    assert page.locator("html").get_attribute("data-size") is None
    assert page.get_by_text("Your list is empty.").is_visible() and page.get_by_role("table").count() == 0
    assert complaints == []


def test_without_scripts_the_page_says_so_and_leads_to_paper(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}protect/log/")
    assert page.get_by_text("A list on paper works as well.").is_visible()
    assert not page.get_by_role("button").count()
    page.get_by_role("link", name="See what is ready to print").click()
    assert page.url.endswith("/protect/handouts/")
    context.close()


def test_reading_all_of_it_keeps_nothing_and_asks_nobody(page: Page, address: str, complaints: list[str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "about/display/", "protect/", "protect/cards/", "protect/cards/one-leg/", "protect/log/", "log/", "cards/heel-raise/"):
        page.goto(address + path)
    assert page.evaluate(NOTHING) == [0, 0, "", 0, 0]
    assert page.context.cookies() == []
    assert not [url for url in asked if not url.startswith((address, "data:"))]
    assert complaints == []


def test_the_list_reaches_no_card_that_the_level_must_avoid(starter_site: Path) -> None:
    text = (starter_site / "output/protect/log/index.html").read_text(encoding="utf-8")
    assert 'data-card="heel-raise"' in text and "skip-hop" not in text and "Skips and hops" not in text
