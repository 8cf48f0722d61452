"""Where Firefox differs from Chromium: pages from the disk, the ring around what has the focus, colors that the reader forces on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox_tools import Firefox
from survey import Proved, contrast, sample

pytest_plugins = ("browser_tools", "survey")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAB = "\ue004"
LISTEN = "addEventListener('securitypolicyviolation', e => { document.documentElement.dataset.heard = e.violatedDirective + ' ' + e.blockedURI })"
SEEN = """
const main = document.querySelector('main'), loose = [...document.querySelectorAll('link[rel=stylesheet]')].filter(link => !link.sheet)
return {styled: getComputedStyle(document.querySelector('.skip')).position == 'absolute' && !loose.length,
  pictures: [...document.images].filter(i => i.complete && !i.naturalWidth).map(i => i.src), sideways: document.documentElement.scrollWidth > innerWidth,
  fonts: [...document.fonts].filter(f => f.status == 'error' && !f.family.includes('Like ')).map(f => f.family)}"""
RING = "const s = getComputedStyle(document.activeElement); return [document.activeElement.tagName, s.outlineStyle, parseFloat(s.outlineWidth)]"
COLORS = """
const of = (selector, name) => { const e = document.querySelector(selector); return e && getComputedStyle(e)[name] }
return [matchMedia('(forced-colors: active)').matches, of('body', 'backgroundColor'), of('main h1', 'color'), of('.mark__shape', 'fill'), of('.mark__letter', 'fill')]"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


def test_every_kind_of_page_opens_from_the_disk_whole(firefox: Firefox, proved: Proved) -> None:
    for seen in sample([p for p in proved.pages if p.kind != "404.html"], lambda page: [page.kind]):
        firefox.open(proved.file(proved.at(seen)).as_uri())
        assert firefox.run(SEEN) == {"styled": True, "pictures": [], "sideways": False, "fonts": []}, seen


def test_the_policy_holds_on_the_disk_too(firefox: Firefox, proved: Proved) -> None:
    firefox.open((proved.output / "index.html").as_uri())
    firefox.run(LISTEN)
    firefox.run("const i = new Image(); i.src = 'https://elsewhere.example/x.gif'; document.body.append(i)")
    for _ in range(50):
        if heard := firefox.run("return document.documentElement.dataset.heard || ''"):
            break
    assert heard.startswith("img-src https://elsewhere.example/")


def test_the_ring_is_seen_at_every_stop_of_the_keyboard(firefox: Firefox, proved: Proved, served: str) -> None:
    for kind in ("level ", "cards/*/"):
        firefox.open(served + proved.of(kind).address)
        for _ in range(12):
            firefox.press(TAB)
            tag, style, width = firefox.run(RING)
            assert tag != "BODY" and style in ("solid", "auto") and width >= 2, (kind, tag, style, width)


def test_colors_that_a_reader_forces_leave_everything_legible(tmp_path: Path, proved: Proved, served: str) -> None:
    with Firefox(tmp_path, browser__display__document_color_use=2) as firefox:
        firefox.open(served + proved.of("level ").address)
        forced, ground, words, shape, letter = firefox.run(COLORS)
        assert forced

        def apart(one: str, two: str) -> float:
            first, second = (tuple(int(float(n)) for n in re.findall(r"[\d.]+", color)[:3]) for color in (one, two))
            return contrast(first, second)

        assert apart(ground, words) >= 7 and apart(shape, letter) >= 7
        firefox.press(TAB)
        assert firefox.run(RING)[2] >= 2
