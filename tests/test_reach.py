"""Everything can be reached: by an unsteady finger (44 px, WCAG 2.5.5), by keyboard alone, and it is seen where one is (2.4.13)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from survey import FOREIGN, PHONE, Proved, Seen, contrast, kinds, listed, parts, sample

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytest_plugins = ("browser_tools", "survey")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAST = 44  # CSS pixels
# A control inside a label counts as its label does; a link in a sentence is as high as its line (the rule's own exception).
SMALL = """
least => {
  const inSentence = element => {
    if (getComputedStyle(element).display != 'inline') return false
    let block = element.parentElement
    while (getComputedStyle(block).display == 'inline') block = block.parentElement
    return block.textContent.replace(/[\\s.,;:·]/g, '').length > element.textContent.replace(/[\\s.,;:·]/g, '').length
  }
  const found = []
  for (const element of document.querySelectorAll('a[href], button, summary, input, select, textarea, [role=button], [tabindex="0"]')) {
    if (!element.checkVisibility({visibilityProperty: true}) || element.matches('.skip, [tabindex]:not(a):not(button)') || element.type == 'hidden') continue
    // what a finger hits may be larger than the box: a link can cover its whole tile
    const reach = () => {
      element.scrollIntoView({block: 'center'})
      const b = element.getBoundingClientRect(), x = b.left + b.width / 2, y = b.top + b.height / 2
      const far = (dx, dy) => { let n = 0; while (n < 60 && element.contains(document.elementFromPoint(x + dx * (n + 1), y + dy * (n + 1)))) n++; return n }
      return [far(-1, 0) + far(1, 0) + 1, far(0, -1) + far(0, 1) + 1]
    }
    const boxes = [element, ...(element.labels || [])].map(e => e.getBoundingClientRect())
    let [wide, high] = [Math.max(...boxes.map(b => b.width)), Math.max(...boxes.map(b => b.height))]
    const small = () => wide < least - .5 || high < least - .5
    if (!small() || inSentence(element)) continue
    const [across, down] = reach()
    wide = Math.max(wide, across), high = Math.max(high, down)
    if (small())
      found.push(`${element.tagName.toLowerCase()}.${element.className} “${(element.textContent || element.name).trim().slice(0, 30)}” ${Math.round(wide)}×${Math.round(high)}`)
  }
  return found
}"""
KEYS = "a[href], button:not([disabled]), summary, input:not([type=hidden]), select, textarea, [tabindex='0']"
ORDER = (
    """
() => [...document.querySelectorAll(`"""
    + KEYS
    + """`)].filter(e => e.checkVisibility({visibilityProperty: true})).map((e, n) => { e.dataset.proof = n; return n })"""
)
STOPS = """() => [...document.querySelectorAll('[data-proof]')].filter(e => {
  const alike = [...document.querySelectorAll('input[type=radio]')].filter(other => other.name === e.name);
  return e.type != 'radio' || e.checked || (alike[0] === e && !alike.some(other => other.checked));
}).map(e => Number(e.dataset.proof))"""  # arrow keys lead on among radios; of those of which none is chosen, the first is met
HERE = """
() => { const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e)
  return e == document.body ? null : {n: Number(e.dataset.proof), top: b.top + scrollY, bottom: b.bottom + scrollY, left: b.left, right: b.right, outline: s.outlineStyle == 'none' ? 0 : parseFloat(s.outlineWidth), shadow: s.boxShadow} }"""


def test_every_target_outside_of_sentences_is_large(proved: Proved, look: Page) -> None:
    look.set_viewport_size(PHONE)
    found = []
    for seen in sample(proved.pages, kinds, parts):
        look.goto(proved.at(seen))
        found += [f"{seen}: {small}" for small in look.evaluate(SMALL, LEAST)]
    assert not found, listed(found)


def test_small_targets_are_noticed(proved: Proved, look: Page) -> None:
    look.goto(proved.home)
    look.evaluate("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<p><a href=x>Go</a></p><p>Or <a href=y>go</a> there.</p>')")
    (small,) = [text for text in look.evaluate(SMALL, LEAST) if "o” " in text]
    assert small.startswith("a. “Go”")


def _walk(page: Page) -> list[dict[str, Any]]:
    """Where Tab leads, from the page's begin until it leaves the page."""
    expected = page.evaluate(ORDER)
    stops: list[dict[str, Any]] = []
    for _ in range(len(expected) + 2):
        page.keyboard.press("Tab")
        stop = page.evaluate(HERE)
        if stop is None or (stops and stop["n"] == 0):  # a browser without a bar begins anew
            return stops
        stops.append(stop)
    raise AssertionError(f"{page.url}: the keyboard never leaves the page")


@pytest.mark.parametrize("language", ["en", FOREIGN])
def test_the_keyboard_goes_everywhere_in_the_order_that_is_seen_and_out_again(language: str, proved: Proved, look: Page) -> None:
    look.set_viewport_size(PHONE)  # one column: what comes later stands lower, or further on in its line
    wrong = []
    for seen in sample([p for p in proved.pages if p.language == language], lambda page: [page.kind]):
        if "long-list" in _length(seen, proved):
            continue
        look.goto(proved.at(seen))
        stops = _walk(look)
        if [stop["n"] for stop in stops] != look.evaluate(STOPS):
            wrong.append(f"{seen}: {[stop['n'] for stop in stops]}")
        wrong += [f"{seen}: {text}" for text in _backwards(stops[1:], language == FOREIGN)]
        wrong += [f"{seen}: stop {stop['n']} has an outline of {stop['outline']} px" for stop in stops if stop["outline"] < 2]
    assert not wrong, listed(wrong)


def _length(seen: Seen, proved: Proved) -> str:
    """Lists of hundreds of links are all of one make: walking them takes minutes and shows nothing new."""
    return "long-list" if proved.file(proved.at(seen)).read_text(encoding="utf-8").count("<a ") > 150 else ""


def _backwards(stops: list[dict[str, Any]], from_right: bool) -> Iterator[str]:
    for one, two in pairwise(stops):
        half = min(one["bottom"] - one["top"], two["bottom"] - two["top"]) / 2
        same_line = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"]) > half
        after, before = two["left"] >= one["right"] - 1, two["right"] <= one["left"] + 1
        if from_right:
            after, before = before, after
        higher = two["bottom"] <= one["top"] + 1
        if (higher and not after) or (same_line and before):  # higher and further on: the next column of a list
            yield f"stop {two['n']} stands before stop {one['n']}"


@pytest.mark.parametrize("wish", [{}, {"color_scheme": "dark"}, {"contrast": "more"}])
def test_where_the_keyboard_is_can_be_seen(wish: dict[str, Any], proved: Proved, look: Page) -> None:
    look.set_viewport_size(PHONE)
    look.emulate_media(**{"color_scheme": "light", "contrast": "no-preference", **wish})
    wrong, classes = [], set()
    for seen in sample([p for p in proved.pages if p.language == "en"], lambda page: [page.kind]):
        look.goto(proved.at(seen))
        for element in look.locator(KEYS).all():
            kind = element.evaluate("e => e.checkVisibility({visibilityProperty: true}) ? `${e.tagName} ${e.className} in ${(e.closest('[class]:not(a):not(button)') || document.body).className}` : ''")
            if kind and kind not in classes:  # one of each make will do
                classes.add(kind)
                changed, needed = _ring(look, element)
                wrong += [f"{seen}: {kind}: {changed} of {needed} pixels"] if changed < needed else []
    look.emulate_media(color_scheme="light", contrast="no-preference")
    assert len(classes) > 15
    assert not wrong, listed(wrong)


def _ring(page: Page, element: Locator) -> tuple[int, int]:
    """How many pixels change by 3 to 1 or more when an element is focused, and how many a ring of 2 px around it has."""
    from PIL import Image

    element.evaluate("e => { e.scrollIntoView({block: 'center'}); document.activeElement.blur() }")
    box = element.bounding_box()
    assert box
    around = 12
    clip = {"x": max(0, box["x"] - around), "y": max(0, box["y"] - around), "width": box["width"] + 2 * around, "height": min(box["height"] + 2 * around, 700)}
    before = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB").tobytes()  # type: ignore[arg-type]
    element.evaluate("e => e.focus({focusVisible: true, preventScroll: true})")
    after = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB").tobytes()  # type: ignore[arg-type]
    pairs: dict[tuple[bytes, bytes], int] = {}
    for n in range(0, min(len(before), len(after)), 3):
        if before[n : n + 3] != after[n : n + 3]:
            pair = (before[n : n + 3], after[n : n + 3])
            pairs[pair] = pairs.get(pair, 0) + 1
    changed = sum(count for (one, two), count in pairs.items() if contrast(tuple(one), tuple(two)) >= 3)
    return changed, round(2 * 2 * (min(box["width"], PHONE["width"]) + min(box["height"], 700)) * 0.9)


def test_a_walk_by_keyboard_leads_from_home_to_a_sheet_to_print(proved: Proved, look: Page) -> None:
    look.goto(proved.home)
    for kind, edition in (("level ", "protect"), ("cards/", "protect"), ("cards/*/", "protect"), ("print/", "protect"), ("handouts/*/", "protect")):
        _press_on(look, {proved.at(page) for page in proved.pages if (page.kind, page.edition, page.language) == (kind, edition, "en")})
        assert look.locator("h1").is_visible()


def _press_on(page: Page, goals: set[str]) -> None:
    """Tab until a link to one of these addresses has the focus, then Enter."""
    for _ in range(300):
        page.keyboard.press("Tab")
        href = page.evaluate("() => document.activeElement.href || ''").partition("#")[0]
        if href in goals and href != page.url:
            page.keyboard.press("Enter")
            page.wait_for_url(f"{href}*")
            return
    raise AssertionError(f"{page.url} has no link to any of {sorted(goals)[:3]} that the keyboard reaches")


def test_the_first_key_offers_to_skip_to_the_page(proved: Proved, look: Page) -> None:
    for seen in sample(proved.pages, lambda page: [page.kind]):
        look.goto(proved.at(seen))
        look.keyboard.press("Tab")
        skip = look.evaluate("() => { const e = document.activeElement, b = e.getBoundingClientRect(); return [e.getAttribute('href'), b.top >= 0 && b.left >= 0 && b.height >= 44 && document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2) == e] }")
        assert skip == ["#main", True], seen
        look.keyboard.press("Enter")
        look.keyboard.press("Tab")
        assert look.evaluate("() => { const e = document.activeElement, main = document.querySelector('main'); return main.contains(e) || !main.querySelector('a[href], button, summary, input') }"), seen
