"""The search page as a person uses it, in a real browser: typing, slips of the finger, Enter, the way back, from a disk, and with scripts off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sites import TODAY, card, site, write

from sitegen.build import Settings, build
from sitegen.overlay import fingerprint

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytest_plugins = ("browser_tools", "starter_web")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIELD, TITLE, RESULTS, AWAY = "#search-field", "#found-title", "#found-list .found__link", ".found__avoided"


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small site as it stands on a USB stick."""
    root = site(tmp_path_factory.mktemp("disk"), {"content/cards/march.yml": card(equipment=["counter"])})
    assert build(Settings(root, TODAY, disk=True)).published
    return (root / "output").as_uri() + "/"


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """Every request that the page makes."""
    heard: list[Request] = []
    page.on("request", lambda request: heard.append(request))
    return heard


@pytest.fixture
def search(page: Page, web: str) -> Callable[[str], list[str]]:
    """Types words into the search page of a level as a person does, and reads the names of what is found."""

    def typed(words: str) -> list[str]:
        page.goto(f"{web}protect/search/")
        page.locator(FIELD).press_sequentially(words)
        return results(page, words)

    return typed


def results(page: Page, words: str) -> list[str]:
    """The names found, once the page shows the results of just these words."""
    page.wait_for_function("words => new URLSearchParams(location.search).get('q') === words", arg=words)
    return page.locator(RESULTS).all_inner_texts()


def lines(page: Page) -> list[str]:
    """What stands there of the first thing found."""
    return [line for line in page.locator(".found__item").first.inner_text().split("\n") if line]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("heel raise", "Heel raise"),
        ("heal rase", "Heel raise"),
        ("HEEL  RAISE", "Heel raise"),
        ("ostoporosis", "What osteoporosis is"),
        ("hic hinge", "Hip hinge with a stick"),
        ("stares", "Climb the stairs"),
        ("pushup", "Wall push-up"),
        ("push-up", "Wall push-up"),
        ("getting out of bed", "Log roll out of bed"),
        ("walkng plan", "A walking plan"),
        ("sample week", "A sample week"),
        ("tài chi hòld", "Tai chi with a hold"),
    ],
)
def test_what_is_meant_comes_first_whatever_the_fingers_did(words: str, name: str, search: Callable[[str], list[str]]) -> None:
    assert search(words)[0] == name


def test_a_doctors_word_finds_ours_and_what_is_written_about_it(search: Callable[[str], list[str]], page: Page) -> None:
    found = search("kyphosis")
    assert found[0] == "stoop" and "Standing and sitting tall" in found
    assert lines(page)[1] == "Doctors may say: kyphosis"


def test_a_result_says_what_it_is_and_how_it_stands_at_this_level(search: Callable[[str], list[str]], page: Page) -> None:
    search("tai chi class")
    assert lines(page) == ["Tai chi class", "Better balance, in good company", "Exercise", "With a change for you"]


def test_words_that_do_not_all_stand_together_find_what_has_most_of_them_and_it_says_so(search: Callable[[str], list[str]], page: Page) -> None:
    assert "Calf stretch" in search("knee pain stretch")
    assert page.locator("#found-near").inner_text().startswith("Nothing has all the words of “knee pain stretch”")


def test_what_is_not_at_this_level_leads_first_to_what_to_do_instead(search: Callable[[str], list[str]], page: Page) -> None:
    search("heel drop")
    notice = page.locator(AWAY).first
    assert notice.inner_text().startswith("Not at this level: Heel drop")
    assert (notice.bounding_box() or {})["y"] < (page.locator("#found-list").bounding_box() or {})["y"]
    assert notice.get_by_role("link", name="See all that is not at this level").get_attribute("href") == "../not-at-this-level/"
    notice.get_by_role("link", name="Firm march").click()
    page.wait_for_url("**/protect/cards/firm-march/")


@pytest.mark.parametrize(("words", "name"), [("crunch", "Crunch or sit-up"), ("sit ups", "Crunch or sit-up"), ("crunhc", "Crunch or sit-up"), ("touch your toes", "Toe touch")])
def test_a_move_without_a_card_is_met_by_whatever_it_is_called(words: str, name: str, search: Callable[[str], list[str]], page: Page) -> None:
    search(words)
    assert page.locator(AWAY).first.inner_text().startswith(f"Not at this level: {name}")


def test_what_is_not_at_this_level_stands_last_when_it_was_perhaps_not_meant(search: Callable[[str], list[str]], page: Page) -> None:
    assert {"Heel raise", "Heel slide"} <= set(search("heel"))
    assert page.locator("#found-first").inner_text() == "" and "Heel drop" in page.locator("#found-last").inner_text()


def test_who_finds_nothing_is_told_what_to_try_whom_to_call_and_keeps_the_whole_list(search: Callable[[str], list[str]], page: Page) -> None:
    assert search("zzqx") == []
    assert page.locator(TITLE).inner_text() == "Nothing found for “zzqx”"
    assert page.locator("#found-none").get_by_role("link").get_attribute("href") == "tel:5550100"
    assert page.get_by_role("heading", name="Everything from A to Z").is_visible()
    page.get_by_role("button", name="Clear the search").click()
    assert page.locator(FIELD).input_value() == "" and page.locator(FIELD).evaluate("e => e === document.activeElement")
    assert not page.locator(TITLE).is_visible() and "?" not in page.url


def test_the_way_back_leads_to_the_same_results(search: Callable[[str], list[str]], page: Page) -> None:
    found = search("balance")
    page.locator(FIELD).press("Enter")
    assert page.locator(TITLE).evaluate("e => e === document.activeElement")
    page.get_by_role("link", name="One-leg stand").click()
    page.wait_for_url("**/cards/one-leg/")
    page.go_back()
    assert results(page, "balance") == found and page.locator(FIELD).input_value() == "balance"


@pytest.mark.parametrize("address", ["protect/", "protect/cards/"])
def test_the_field_on_other_pages_leads_to_the_results(address: str, page: Page, web: str, complaints: list[str]) -> None:
    page.goto(web + address)
    page.locator(FIELD).fill("bath step")
    page.locator(FIELD).press("Enter")
    page.wait_for_url("**/protect/search/?q=bath+step")
    assert results(page, "bath step")[0] == "Step into a bath" or "bath" in results(page, "bath step")[0].lower()
    assert complaints == []


def test_the_keyboard_alone_is_enough(page: Page, web: str) -> None:
    page.goto(f"{web}protect/search/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(FIELD).evaluate("e => e === document.activeElement"):
            break
    page.keyboard.type("balance")
    results(page, "balance")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == page.locator(RESULTS).first.inner_text()
    page.locator("#found-more").press("Enter")
    found = page.locator(RESULTS).all_inner_texts()
    assert f"{len(found)} results" in page.locator(TITLE).inner_text()
    assert page.evaluate("document.activeElement.textContent") == found[12] and not page.locator("#found-more").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)


def test_a_screen_reader_is_told_how_much_was_found_once_the_typing_rests(search: Callable[[str], list[str]], page: Page) -> None:
    page.goto("about:blank")
    search("balance")
    said = page.locator("[role=status]#found-said")
    assert said.inner_text() == ""
    page.wait_for_function("() => document.getElementById('found-said').textContent")
    assert re.fullmatch(r"\d+ results for “balance”", said.inner_text())


def test_nothing_is_kept_nothing_is_asked_elsewhere_and_nothing_complains(search: Callable[[str], list[str]], page: Page, web: str, asked: list[Request], complaints: list[str]) -> None:
    search("heel")
    assert {request.url.startswith(web) for request in asked} == {True}
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, performance.now() > 0]") == [0, 0, "", True]
    assert complaints == []


def test_who_is_offline_goes_on_searching(search: Callable[[str], list[str]], page: Page, complaints: list[str]) -> None:
    search("heel")
    page.context.set_offline(True)
    page.locator(FIELD).fill("balance")
    assert "One-leg stand" in results(page, "balance")
    page.wait_for_function("() => [...document.querySelectorAll('.found__picture')].every(picture => picture.naturalWidth)")  # one that does not come leaves no hole
    assert {said for said in complaints if "ERR_INTERNET_DISCONNECTED" not in said} == set()


def test_without_the_library_the_list_from_a_to_z_stays(page: Page, web: str) -> None:
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.route("**/minisearch.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{web}protect/search/?q=heel")
    assert page.get_by_role("heading", name="Everything from A to Z").is_visible() and not page.locator("#found-section").is_visible()
    assert broken == []


def test_without_the_data_too(page: Page, web: str) -> None:
    page.route("**/lists.js", lambda route: route.abort())
    page.goto(f"{web}protect/search/?q=heel")
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("link", name="Heel raise", exact=True).is_visible()


def test_without_scripts_everything_can_be_found(browser: Browser, web: str, starter_site: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{web}protect/search/")
    names = {row["name"] for row in json.loads((starter_site / "output/data/protect/cards.json").read_text(encoding="utf-8"))["cards"]}
    assert len(names) > 40 and names <= set(page.locator(".letters__link").all_inner_texts())
    page.locator(FIELD).fill("heel")
    page.locator(FIELD).press("Enter")
    page.wait_for_url("**/protect/search/?q=heel")
    page.get_by_label("Letters").get_by_role("link", name="H", exact=True).click()
    page.get_by_role("link", name="Heel raise", exact=True).click()
    page.wait_for_url("**/protect/cards/heel-raise/")
    page.context.close()


# from a disk


def test_from_a_disk_the_search_is_the_same(page: Page, disk: str, asked: list[Request], complaints: list[str]) -> None:
    page.context.set_offline(True)
    page.goto(f"{disk}protect/index.html")
    page.locator(FIELD).fill("heal rase")
    page.locator(FIELD).press("Enter")
    page.wait_for_url(re.compile(r"/protect/search/index\.html\?q=heal(\+|%20)rase$"))  # the form's own, or what the script makes of it
    assert results(page, "heal rase") == ["Heel raise"]
    page.get_by_role("link", name="Heel raise").click()
    page.wait_for_url("**/protect/cards/heel-raise/index.html")
    page.go_back()
    assert results(page, "heal rase") == ["Heel raise"]
    page.locator(FIELD).fill("crunch")
    assert "Not at this level: Crunch" in page.locator(AWAY).first.inner_text()
    page.locator(AWAY).get_by_role("link", name="Breathe slowly").or_(page.locator(AWAY).get_by_role("link").first).first.click()
    page.wait_for_url("**/protect/cards/slow-breath/index.html")
    assert complaints == [] and {request.url.startswith(disk) for request in asked} == {True}


# other languages


def test_arabic_is_found_with_and_without_its_small_signs(page: Page, tmp_path: Path) -> None:
    root = site(tmp_path)
    settings = json.loads(json.dumps(_yaml(root / "content/site.yml")))
    write(root / "content/site.yml", {**settings, "languages": ["en", "ar"]})
    write(root / "content/translations/ar/cards/heel-raise.yml", {"name": {"of": fingerprint("Heel raise"), "text": "رَفْعُ الكَعْبِ إلى أعلى"}})
    assert build(Settings(root, TODAY)).published
    page.goto((root / "output/ar/protect/search/index.html").as_uri())
    for words in ("رفع الكعب", "رَفع", "الي اعلي", "الكعت"):
        page.locator(FIELD).fill(words)
        assert results(page, words)[0] == "رَفْعُ الكَعْبِ إلى أعلى"
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(FIELD).fill("slow")  # what is not translated is found, too, and says its language
    results(page, "slow")
    assert page.locator(RESULTS).first.get_attribute("lang") == "en"


def _yaml(file: Path) -> Any:
    from sitegen import nodes

    data, _ = nodes.read(file.read_text(encoding="utf-8"))
    return data


def test_results_stand_there_before_anyone_waits_for_them(page: Page, web: str) -> None:
    page.goto(f"{web}protect/search/")
    page.wait_for_load_state("networkidle")
    taken = []
    for words in ("balance", "stairs", "heal rase", "osteoporosis"):
        page.evaluate("() => { window.pressed = 0; document.getElementById('search-field').addEventListener('input', () => { window.pressed = performance.now(); }, { once: true }); new MutationObserver((_, watch) => { watch.disconnect(); window.took = performance.now() - window.pressed; }).observe(document.getElementById('found-title'), { childList: true }); }")
        page.locator(FIELD).fill(words)
        results(page, words)
        taken.append(round(page.evaluate("window.took")))
    print(f" [key press to results: {taken} ms, of which 120 are a pause] ", end="")
    assert max(taken) < 1500
