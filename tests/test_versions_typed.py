"""What stands on a sheet, typed at /v/ in a browser: from the web, from a disk, without scripts; and the addresses that are none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from releases import release
from served import served
from sites import card, write
from survey import PHONE
from test_versions import RAISE, Story, made

from sitegen import codes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytest_plugins = ("browser_tools",)
pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SITE = "https://bones.example/"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}, "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Three releases, and then a card is withdrawn."""
    root = tmp_path_factory.mktemp("typed") / "site"
    told = Story(root)
    march = card(name="Slow march")
    write(root / "content/cards/march.yml", march)
    told.march = release(root, "2026-10-01")["protect/cards/march/"]  # type: ignore[attr-defined]
    write(root / "content/cards/march.yml", {**march, "withdrawn": {"on": "2026-11-01", "reason": "The chair slid.", "instead": "slow-breath"}})
    made(root)
    return told


@pytest.fixture(params=["web", "disk"])
def start(request: pytest.FixtureRequest, story: Story) -> Iterator[str]:
    """The page with the field, as it is opened."""
    if request.param == "disk":
        yield (story.output / "v/index.html").as_uri()
        return
    with served(story.output) as home:
        yield f"{home}v/"


def typed(page: Page, text: str) -> None:
    page.fill("#own-sheet", text)
    page.press("#own-sheet", "Enter")


def test_the_version_of_a_sheet_typed_with_slips_opens_its_page(page: Page, start: str, story: Story, complaints: list[str]) -> None:
    code = story.first[RAISE]
    page.goto(start)
    typed(page, f" {code[:5].lower()} {code[6:].lower()} ".replace("q", "0").replace("j", "l").replace("x", "5"))
    page.wait_for_url(f"**/v/{code.lower()}/**")
    assert page.inner_text(".verdict__title") == "Your sheet was changed on September 28, 2026." and not complaints


def test_a_code_alone_or_with_an_unknown_version_opens_what_counts_now(page: Page, start: str, story: Story) -> None:
    code = story.third[RAISE]
    for text in (code[:5], f"{code[:5]}-222"):
        page.goto(start)
        typed(page, text)
        page.wait_for_url(f"**/v/{code[:5].lower()}/**")
        assert f"The sheet that counts now is {code}." in page.inner_text(".verdict__title")


def test_a_withdrawn_sheet_says_so_in_red_and_what_to_do_instead(page: Page, start: str, story: Story) -> None:
    page.goto(start)
    typed(page, story.march)  # type: ignore[attr-defined]
    page.wait_for_url("**/v/**-**")
    assert page.inner_text(".verdict--gone h2") == "Do not do this exercise any more"
    assert page.inner_text("#instead + p").startswith("Slow breath")


def test_what_is_no_code_and_what_nobody_knows_are_answered_on_the_spot(page: Page, start: str) -> None:
    page.goto(start)
    typed(page, "hello")
    assert "not a whole code yet" in page.inner_text(".code-box__said") and page.evaluate("document.activeElement.id") == "own-sheet"
    typed(page, codes.short("card/no-such-card", "high"))
    page.wait_for_function("document.querySelector('.code-box__said').textContent.includes('do not know this code')")
    assert "call us" in page.inner_text(".code-box__said")


def test_what_a_script_reads_of_a_sheet_is_what_sitegen_reads(page: Page, story: Story) -> None:
    chance = random.Random(7)
    whole = [codes.version(f"card/{n}", "high", "en", [str(n)]) for n in range(40)]
    slips = [code.replace("Q", "0").replace("J", "l").replace("X", "s").replace("8", "B").lower() for code in whole]
    noise = ["".join(chance.choice(SIGNS) for _ in range(chance.choice((5, 7, 8, 8, 9)))) for _ in range(60)]
    with served(story.output) as home:
        page.goto(f"{home}v/")
        page.wait_for_function("window.sitegenVersions")
        page.evaluate("() => { window.sitegenVersions = [] }")  # none is known: what is read stays in the box
        for text in (*slips, *(code.replace("-", "") for code in whole), *noise, "", "-", "ÄÖ123"):
            page.fill("#own-sheet", text)
            page.evaluate("() => { document.querySelector('.code-box__said').textContent = '' }")
            page.click(".code-box__button")
            page.wait_for_function("document.querySelector('.code-box__said').textContent !== ''")
            known = "do not know" in page.inner_text(".code-box__said")
            assert (page.input_value("#own-sheet") if known else None) == codes.read_sheet(text), text


def test_without_scripts_the_lists_are_there_and_each_page_can_be_compared(browser: Browser, story: Story) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(story.output) as home:
        page.goto(f"{home}v/")
        assert not page.is_visible(".code-box") and "bones.example/v/" in page.inner_text("main")
        page.click("text=List of codes, Protect")
        page.click("text=Heel raise")
        page.click("text=Compare a sheet on paper with this one")
        assert story.third[RAISE] in page.inner_text(".verdict__title")
    context.close()


def test_an_address_of_a_code_that_nobody_knows_says_to_ring(browser: Browser, story: Story) -> None:
    def answer(route: Route) -> None:
        file = story.output / route.request.url.removeprefix(SITE)
        file = file / "index.html" if file.is_dir() else file
        route.fulfill(path=file) if file.is_file() else route.fulfill(path=story.output / "404.html", status=404)

    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        context.route(f"{SITE}**", answer)
        page = context.new_page()
        for path, code in (("v/k7q9r-abc/", True), ("c/k7q9r/", True), ("no-such-page/", False)):
            page.goto(SITE + path)
            words = page.inner_text("main")
            assert ("Please call us, and say the code" in words) == (code and scripts), path
            assert ("may have a slip in it" in words) != (code and scripts), path
            assert "call us before you do what is on the sheet" in words or (code and scripts)
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_none_of_these_pages_breaks_a_rule_or_scrolls_sideways_on_a_phone(browser: Browser, story: Story, scheme: Any) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page, found = context.new_page(), []
    shown = [story.first[RAISE], story.second[RAISE], story.third[RAISE], story.first["protect/stairs/"], story.first["protect/handouts/at-the-counter/"], story.march]  # type: ignore[attr-defined]
    with served(story.output) as home:
        for place in ("v/", "about/data/", *(f"v/{code.lower()}/" for code in (*shown, *(code[:5] for code in shown)))):
            page.goto(home + place)
            page.evaluate(str(AXE_SCRIPT))
            found += [f"{place}: {rule['id']} {[node['target'] for node in rule['nodes']]}" for rule in page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]]
            found += [f"{place}: scrolls"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    context.close()
    assert not found, found


def test_a_sheets_page_prints_on_one_page(page: Page, story: Story, tmp_path: Path) -> None:
    from pypdf import PdfReader

    with served(story.output) as home:
        page.goto(f"{home}v/{story.first[RAISE].lower()}/")
        page.pdf(path=tmp_path / "printed.pdf", format="Letter", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "printed.pdf")
    words = " ".join(printed.pages[0].extract_text().split())
    assert len(printed.pages) == 1 and "Your sheet was changed on September 28, 2026" in words and "555-0142" in words
