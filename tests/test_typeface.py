"""Every page is set in a typeface for those who see little; nothing moves while it comes, and no letter comes from elsewhere."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen import starter
from sitegen.render import assets

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytest_plugins = ("browser_tools",)
FONTS = starter.root() / "templates/fonts"
LOADED = "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status == 'loaded' && f.family.includes('Next')).length)"
SHIFTS = """window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value })).observe({type: 'layout-shift', buffered: true})"""
GOOD = 0.02  # a fifth of what counts as good: a line in two pages may break elsewhere


@pytest.fixture
def from_disk(page: Page, starter_site: Path) -> Iterator[Page]:
    """The home page, opened as a file."""
    page.goto((starter_site / "output/index.html").as_uri())
    yield page


@pytest.mark.browser
def test_a_page_loads_one_file_of_letters_also_from_disk(from_disk: Page, complaints: list[str]) -> None:
    from_disk.reload()
    assert from_disk.evaluate(LOADED) == 1
    assert not complaints


@pytest.mark.browser
def test_letters_of_other_latin_languages_come_only_where_they_are_needed(from_disk: Page) -> None:
    asked: list[str] = []
    from_disk.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    from_disk.reload()
    from_disk.evaluate(LOADED)
    assert [name for name in asked if name.endswith(".woff2")] == ["atkinson-hyperlegible-next-latin.woff2"]
    from_disk.evaluate("document.querySelector('h1').textContent = 'Łódź, Şırnak'")
    assert from_disk.evaluate(LOADED) == 2


def moved(browser: Browser, site: Path, address: str, width: int, *, stand_ins: bool = True) -> float:
    """How much of a page moves (cumulative layout shift) when its typeface comes late."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    opened = context.new_page()
    opened.add_init_script(SHIFTS)

    def late(route: Route) -> None:
        time.sleep(0.3)  # long enough for a first paint
        route.continue_()

    opened.route("**/*.woff2", late)
    opened.route("**/*.js", lambda route: route.abort())  # what scripts put into a page is another matter
    if not stand_ins:
        sheet = re.sub(r'"Like \w+", ', "", (site / "assets/site.css").read_text(encoding="utf-8"))
        opened.route("**/site.css", lambda route: route.fulfill(body=sheet, content_type="text/css"))
    opened.goto((site / address / "index.html").as_uri())
    assert opened.evaluate(LOADED) == 1
    opened.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found = float(opened.evaluate("window.moved"))
    context.close()
    return found


PAGES = ("", "protect", "protect/cards/heel-raise", "protect/lifting")


@pytest.mark.browser
def test_nothing_moves_when_the_typeface_comes_late(browser: Browser, starter_site: Path) -> None:
    found = {(address, width): moved(browser, starter_site / "output", address, width) for address in PAGES for width in (360, 1280)}
    assert {where: much for where, much in found.items() if much > GOOD} == {}


@pytest.mark.browser
def test_without_the_stand_ins_it_would_move(browser: Browser, starter_site: Path) -> None:
    address, width = "protect/cards/heel-raise", 768
    far, near = (moved(browser, starter_site / "output", address, width, stand_ins=on) for on in (False, True))
    if far < 0.002:
        pytest.skip("this machine's own font is as wide as ours")
    assert near < far / 3


def ink(family: str, weight: str, words: str) -> int:
    """How much of a paper some words cover in a weight of a typeface for paper."""
    from PIL import Image, ImageDraw, ImageFont

    paper = Image.new("L", (800, 160), 255)
    font = ImageFont.truetype(str(FONTS / f"paper/{family.replace(' ', '')}-{weight}.ttf"), 96)
    assert font.getname() == (family, weight)
    ImageDraw.Draw(paper).text((10, 10), words, font=font, fill=0)
    return sum(255 - tone for tone in paper.tobytes())


@pytest.mark.parametrize(("family", "words"), [("Atkinson Hyperlegible Next", "Łódź, heel raise"), ("Vazirmatn", "اثبت مكانك")])
def test_a_typeface_for_paper_has_two_weights_one_blacker(family: str, words: str) -> None:
    assert 0 < ink(family, "Regular", words) < ink(family, "Bold", words)


def test_no_typeface_for_paper_is_published() -> None:
    published = assets.names([starter.root() / "templates"])
    assert [name for name in published if name.startswith("fonts/")] == [
        "fonts/atkinson-hyperlegible-next-latin-ext.woff2",
        "fonts/atkinson-hyperlegible-next-latin.woff2",
        "fonts/atkinson-hyperlegible-next.LICENSE.txt",
    ]
