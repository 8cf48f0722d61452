"""Figures as people meet them: in Chromium, on the screen and on paper, under the site's strict policy."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import browser_tools
import pytest
from sites import TODAY, site

from sitegen import build
from sitegen.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ("browser_tools",)
pytestmark = [pytest.mark.browser, pytest.mark.slow]

WRONG = """\
person: amir
props: {counter: {x: 28}}
frames:
  - pose: {from: standing, arms: {reach: {to: counter.top, dx: 2}, hand: flat}}
    mark: do
  - pose: {from: previous, neck: 25, head: -20}
    mark: dont
"""
MOVED = "document.querySelector('.f-strip').getBoundingClientRect().x"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def _served(output: Path) -> tuple[ThreadingHTTPServer, str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(output)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A built site whose cards have figures."""
    root = site(tmp_path_factory.mktemp("figures"))
    assert not build.build(Settings(root, TODAY)).failed
    server, where = _served(root / "output")
    yield where
    server.shutdown()


def _card(page: Page, address: str) -> None:
    page.goto(address + "build-up/cards/heel-raise/")


def test_the_movement_plays_when_it_is_opened_and_ends_where_it_began(page: Page, address: str, complaints: list[str]) -> None:
    _card(page, address)
    page.click(".figure__play")
    start = page.evaluate(MOVED)
    page.wait_for_function(f"start => Math.abs({MOVED} - start) > 50", arg=start)
    playing = page.evaluate("document.querySelector('.f-strip').getAnimations().map(a => [a.effect.getComputedTiming().iterations, a.effect.getComputedTiming().direction])")
    assert playing == [[6, "alternate"]]  # there and back, three times
    page.evaluate("document.querySelector('.f-strip').getAnimations()[0].finish()")
    assert abs(page.evaluate(MOVED) - start) < 1
    assert complaints == []  # the policy forbids scripts and styles in the page, and none were needed


def test_only_one_moment_of_the_movement_is_seen_at_a_time(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})  # what lies outside is not found at any point
    _card(page, address)
    page.click(".figure__play")
    beside = """
        const outer = document.querySelector('.figure__motion .figure__drawing'), box = outer.getBoundingClientRect(), view = outer.viewBox.baseVal
        const wide = view.width * Math.min(box.width / view.width, box.height / view.height), middle = box.x + box.width / 2
        const hit = (x, y) => document.elementFromPoint(x, y)?.closest('.f-strip')
        const rows = Array.from({length: 40}, (_, i) => box.y + box.height * (i + .5) / 40)
        const parts = (from, to) => rows.filter(y => Array.from({length: 40}, (_, i) => from + (to - from) * (i + .5) / 40).some(x => hit(x, y))).length
        return [parts(box.x, middle - wide / 2 - 2), parts(middle - wide / 2, middle + wide / 2)]"""
    page.locator(".figure__motion").scroll_into_view_if_needed()
    outside, inside = page.evaluate(f"(() => {{ {beside} }})()")
    assert outside == 0 and inside > 5


def test_the_movement_is_not_offered_to_who_wants_no_motion_nor_on_paper(browser: Browser, address: str) -> None:
    for wish in ({"reduced_motion": "reduce"}, {}):
        context = browser.new_context(**wish)  # type: ignore[arg-type]
        page = context.new_page()
        _card(page, address)
        if not wish:
            page.emulate_media(media="print")
        assert not page.locator(".figure__motion").is_visible()
        assert page.locator(".figure__drawing").first.is_visible()
        context.close()


def test_the_figure_is_an_image_with_the_cards_words_and_the_movement_is_silent(page: Page, address: str) -> None:
    _card(page, address)
    image = page.get_by_role("img", name="Both heels")
    assert image.count() == 1
    assert page.locator(".figure__motion .figure__drawing").get_attribute("aria-hidden") == "true"


def test_the_movement_can_be_played_with_the_keyboard(page: Page, address: str) -> None:
    _card(page, address)
    page.locator(".figure__play").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.figure__motion').open")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_figure_never_makes_a_page_scroll_sideways(width: int, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    _card(page, address)
    page.click(".figure__play")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize(
    ("wish", "skin"),
    [({}, "rgb(199, 139, 99)"), ({"color_scheme": "dark"}, "rgb(199, 139, 99)"), ({"contrast": "more"}, "rgb(255, 255, 255)"), ({"media": "print"}, "rgb(255, 255, 255)")],
)
def test_each_theme_colors_the_same_drawing(wish: dict[str, str], skin: str, page: Page, address: str) -> None:
    page.emulate_media(**wish)  # type: ignore[arg-type]
    _card(page, address)
    assert page.evaluate("getComputedStyle(document.querySelector('.figure .f-skin')).fill") == skin
    ink = page.evaluate("getComputedStyle(document.querySelector('.figure__drawing')).stroke")
    stage = page.evaluate("getComputedStyle(document.querySelector('.figure__stage')).backgroundColor")
    assert (ink == stage) == (wish == {"color_scheme": "dark"})  # in the dark the ink is the ground


def test_a_pair_shows_the_right_way_first_and_says_wrong_way_before_the_other(tmp_path: Path, page: Page) -> None:
    card = (site(tmp_path / "plain") / "content/cards/heel-raise.yml").read_text(encoding="utf-8")
    words = card.replace("figure: heel-raise\n", "figure: heel-raise\nalt_dont: The head hangs forward.\n")
    root = site(tmp_path / "pair", {"content/cards/heel-raise.yml": words, "content/figures/heel-raise.yml": WRONG})
    assert not (outcome := build.build(Settings(root, TODAY))).failed, outcome.problems
    server, address = _served(root / "output")
    _card(page, address)
    said = [image.get_attribute("aria-label") or "" for image in page.locator(".figure svg[role=img]").all()]
    assert len(said) == 2 and not said[0].startswith("Wrong way") and said[1] == "Wrong way: The head hangs forward."
    boxes = [image.bounding_box() for image in page.locator(".figure svg[role=img]").all()]
    assert boxes[0] and boxes[1] and (boxes[0]["x"], boxes[0]["y"]) < (boxes[1]["x"], boxes[1]["y"])
    server.shutdown()


@pytest.mark.parametrize("width", [360, 1280])
def test_both_pictures_of_a_pair_are_drawn_to_one_scale(width: int, browser: Browser, tmp_path: Path) -> None:
    root = site(tmp_path, {"content/figures/heel-raise.yml": WRONG, "content/cards/heel-raise.yml": (site(tmp_path / "plain") / "content/cards/heel-raise.yml").read_text(encoding="utf-8").replace("figure: heel-raise\n", "figure: heel-raise\nalt_dont: The head hangs.\n")})
    assert not build.build(Settings(root, TODAY)).failed
    server, address = _served(root / "output")
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    _card(page, address)
    scales = page.evaluate("[...document.querySelectorAll('.figure svg[role=img]')].map(e => e.getBoundingClientRect().width / e.viewBox.baseVal.width)")
    assert len(scales) == 2 and abs(scales[0] / scales[1] - 1) < 0.02
    context.close()
    server.shutdown()


# the same picture everywhere


def test_figures_look_alike_in_chromium_and_firefox(page: Page, tmp_path: Path) -> None:
    from library import FIGURES, PEOPLE
    from PIL import Image, ImageChops, ImageFilter

    from sitegen import figures
    from sitegen.figures import sheet

    firefox = shutil.which("firefox-esr") or shutil.which("firefox") or browser_tools.without("there is no Firefox here: apt install firefox-esr")
    drawings = [d for f in FIGURES.values() if (d := figures.draw(f, PEOPLE[f.person])[0])]
    text = sheet.svg([d for d in drawings if d.id in ("heel-raise", "sit-stand", "log-roll", "bridge", "bike", "band-row", "floor-chair", "hip-raise")], columns=3)
    text = "\n".join(line for line in text.replace("<text", "\n<text").replace("</text>", "</text>\n").split("\n") if not line.startswith("<text"))
    file = tmp_path / "sheet.svg"
    file.write_text(text, encoding="utf-8")
    page.set_viewport_size({"width": 1000, "height": 1200})
    page.goto(file.as_uri())
    one = Image.open(io.BytesIO(page.screenshot())).convert("L")
    shot = tmp_path / "firefox.png"
    command = [firefox, "--headless", "--profile", str(_profile(tmp_path)), "--window-size=1000,1200", "--screenshot", str(shot), file.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    two = Image.open(shot).convert("L").crop((0, 0, *one.size))
    # lines may lie half a pixel apart: what counts is an area that one of them paints otherwise
    apart = ImageChops.difference(one, two).filter(ImageFilter.MinFilter(5))
    assert sum(apart.histogram()[60:]) < 40, "see firefox.png"


def _profile(folder: Path) -> Path:
    profile = folder / "profile"
    profile.mkdir()
    return profile
