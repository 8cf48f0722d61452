"""A page comes quickly on a poor line: few bytes, no script in the way, and nothing that moves once it is there."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from survey import PHONE, Proved, Seen, kinds, listed, sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ("browser_tools", "survey")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

CARD, OTHERS = 60_000, 90_000  # bytes of a first visit, gzip, without fonts
FONTS = (".woff2", ".woff", ".ttf")
PICTURES = (".png", ".jpg", ".webp")  # are packed already
STIR = 0.002  # the typeface, come late, is a hair wider than what stood in for it: on a device that has none of the fonts it is measured against, such as this
SHIFTS = "window.proofShifts = []; new PerformanceObserver(list => window.proofShifts.push(...list.getEntries().map(e => [e.value, e.sources.map(s => s.node && (s.node.className || s.node.nodeName)).join(' ')]))).observe({type: 'layout-shift', buffered: true})"
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 20_000}  # a slow 3G: 400 kbit/s


def _first_visit(browser: Browser, proved: Proved, served: str, seen: Seen) -> dict[str, int]:
    """The files that a reader's first look at a page loads, each with its size on the wire."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda it: asked.append(it.url))
    page.goto(served + seen.address, wait_until="networkidle")
    context.close()
    return {url.removeprefix(served): _size(proved, url.removeprefix(served)) for url in dict.fromkeys(asked) if url.startswith(served)}


def _size(proved: Proved, address: str) -> int:
    content = proved.file(proved.home + address).read_bytes()
    return len(content) if address.endswith(PICTURES) else len(gzip.compress(content, 6))


def test_a_first_visit_is_light(browser: Browser, proved: Proved, served: str) -> None:
    heavy = []
    for seen in sample([p for p in proved.pages if p.language == "en" and p.kind != "404.html"], kinds):
        files = {name: size for name, size in _first_visit(browser, proved, served, seen).items() if not name.endswith(FONTS)}
        total = sum(files.values())
        print(f"{total / 1000:6.1f} kB  {seen}")
        largest = sorted(files.items(), key=lambda row: -row[1])[:4]
        heavy += [f"{seen}: {total} bytes, the most in {largest}"] if total > (CARD if seen.kind == "cards/*/" else OTHERS) else []
    assert not heavy, listed(heavy)


def test_every_card_is_light(browser: Browser, proved: Proved, served: str) -> None:
    """The heaviest of them all, found by the size of its page."""
    cards = [page for page in proved.pages if page.kind == "cards/*/"]
    heaviest = max(cards, key=lambda page: _size(proved, page.address))
    files = _first_visit(browser, proved, served, heaviest)
    assert sum(size for name, size in files.items() if not name.endswith(FONTS)) <= CARD, (heaviest, files)


def test_no_script_stands_in_the_way(proved: Proved) -> None:
    blocking = [
        f"{seen}: {tag}"
        for seen in proved.pages
        for tag in re.findall(r"<script\b[^>]*>", proved.file(proved.at(seen)).read_text(encoding="utf-8"))
        if not re.search(r"\b(defer|async)\b|application/ld\+json|type=\"module\"", tag)
    ]
    assert not blocking, listed(blocking)


def test_nothing_moves_while_a_page_comes_over_a_slow_line(browser: Browser, proved: Proved, served: str) -> None:
    moved = []
    for kind, edition in (("", ""), ("level ", "protect"), ("cards/", "protect"), ("cards/*/", "protect"), ("*/", "protect"), ("*/", "")):
        seen = proved.of(kind, edition)
        context = browser.new_context(viewport=PHONE, device_scale_factor=2)
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        page.add_init_script(SHIFTS)
        page.goto(served + seen.address, wait_until="networkidle", timeout=60_000)
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(500)
        shifts = page.evaluate("() => window.proofShifts")
        moved += [f"{seen}: {shifts}"] if sum(value for value, _ in shifts) > STIR else []
        context.close()
    assert not moved, listed(moved)
