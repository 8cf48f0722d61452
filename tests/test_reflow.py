"""Nothing is lost where letters are large or the window is small: 320 px, twice the text, WCAG's text spacing, in each direction of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from survey import DESK, FOREIGN, PHONE, Proved, Seen, kinds, listed, parts, sample

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

pytest_plugins = ("browser_tools", "survey")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

SMALL: ViewportSize = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
TABLET: ViewportSize = {"width": 768, "height": 1024}
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
# A sheet laid over the page by the test itself: the policy of the site stops any other way.
LAY = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }"
CHOOSE = "size => document.documentElement.setAttribute('data-size', size)"

LOST = """
() => {
  const root = document.documentElement, found = [], name = e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') || ''}`
  if (root.scrollWidth > innerWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} of ${innerWidth} px`)
  const scrolls = e => e.closest('.sideways') || ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
  for (const e of document.body.querySelectorAll('*')) {
    if (e instanceof SVGElement || !e.checkVisibility()) continue
    const s = getComputedStyle(e)
    if (!['hidden', 'clip'].includes(s.overflowX) && !['hidden', 'clip'].includes(s.overflowY)) continue
    if (e.clientWidth <= 1 && e.clientHeight <= 1) continue  // words for screen readers only
    if (e.textContent.trim() && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) found.push(`${name(e)} cuts its words off`)
  }
  const lines = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement
    if (!node.data.trim() || e instanceof SVGElement || ['SCRIPT', 'TEMPLATE', 'STYLE', 'OPTION'].includes(e.tagName) || e.closest('.skip') || !e.checkVisibility({visibilityProperty: true})) continue
    let block = e
    while (getComputedStyle(block).display == 'inline') block = block.parentElement
    let inside = true, at = e
    while (at && inside) { inside = !scrolls(at); at = at.parentElement == document.body ? null : at.parentElement }
    range.selectNodeContents(node)
    for (const r of range.getClientRects()) {
      if (r.width < 1 || block.clientWidth <= 1) continue
      if (inside && (r.left < -1 || r.right > innerWidth + 1)) found.push(`${name(block)} “${node.data.trim().slice(0, 30)}” stands outside of the window`)
      const cut = r.height * .25  // a line's box is higher than its letters
      lines.push({block, left: r.left + 1, right: r.right - 1, top: r.top + cut, bottom: r.bottom - cut, words: node.data.trim().slice(0, 30)})
    }
  }
  lines.sort((a, b) => a.top - b.top)
  lines.forEach((a, n) => {
    for (let m = n + 1; m < lines.length && lines[m].top < a.bottom; m++) {
      const b = lines[m]
      if (a.block != b.block && a.left < b.right && b.left < a.right) found.push(`“${a.words}” and “${b.words}” lie over each other, in ${name(a.block)} and ${name(b.block)}`)
    }
  })
  return [...new Set(found)].slice(0, 6)
}"""

WAYS: dict[str, dict[str, Any]] = {
    "320 px": {"size": SMALL},
    "320 px, spaced": {"size": SMALL, "css": SPACED},
    "usual": {"size": DESK},
    "spaced": {"size": DESK, "css": SPACED},
    "twice the text": {"size": DESK, "text": 32},  # as a browser's own settings do it, without zoom
    "twice the text on a tablet": {"size": TABLET, "text": 32},
    "largest size chosen": {"size": TABLET, "chosen": "3"},
    "largest size chosen on a phone": {"size": PHONE, "chosen": "3"},
}


@pytest.fixture(scope="module")
def some(proved: Proved) -> list[Seen]:
    """Every component on every kind of page, in each direction of writing."""
    own = [p for p in proved.pages if p.language != FOREIGN]
    foreign = [p for p in proved.pages if p.language == FOREIGN]
    return [*sample(own, kinds, parts), *sample(foreign, kinds)]


@pytest.mark.parametrize("way", WAYS)
def test_no_words_are_cut_off_or_covered(way: str, some: list[Seen], proved: Proved, look: Page) -> None:
    wish, found = WAYS[way], []
    look.set_viewport_size(wish["size"])
    _letters(look, wish.get("text", 16))
    for seen in some:
        look.goto(proved.at(seen))
        if "css" in wish:
            look.evaluate(LAY, wish["css"])
        if "chosen" in wish:
            look.evaluate(CHOOSE, wish["chosen"])
        found += [f"{seen}: {text}" for text in look.evaluate(LOST)]
    _letters(look, 16)
    assert not found, listed(found)


def _letters(page: Page, size: int) -> None:
    """The usual height of letters, as a reader sets it in the browser."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


def test_the_measure_sees_what_is_lost(proved: Proved, look: Page) -> None:
    look.set_viewport_size(SMALL)
    look.goto(proved.home)
    look.evaluate(
        """() => { const main = document.querySelector('main')
        main.insertAdjacentHTML('beforeend', '<div id=a>Wordsoverthere</div><div id=b>Wordsontop</div><div id=c>Cut off here and there and so on</div>')
        for (const [id, style] of [['a', {height: '5px'}], ['c', {overflow: 'hidden', whiteSpace: 'nowrap', width: '60px'}]]) Object.assign(document.getElementById(id).style, style) }"""
    )
    found = "\n".join(look.evaluate(LOST))
    assert "div. cuts its words off" in found and "“Wordsoverthere” and “Wordsontop” lie over each other" in found
    look.evaluate("() => { document.querySelector('h1').style.whiteSpace = 'nowrap' }")
    assert "scrolls sideways" in look.evaluate(LOST)[0]
