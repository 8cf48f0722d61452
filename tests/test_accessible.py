"""Every kind of page, at every level, in every theme and language, holds what WCAG 2.2 asks of it, and its AAA for contrast and link purpose.

SITEGEN_WHOLE=1 looks at every page instead of the sample that has each kind, level, language and component at least once.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from survey import DESK, FOREIGN, PHONE, Proved, Seen, contrast, kinds, levels, listed, parts, sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ("browser_tools", "survey")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOR = ["color-contrast-enhanced"]  # whatever has 7 to 1 has 4.5 to 1, too
ON = {"color-contrast": {"enabled": False}, "color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
ALL_RULES = {"runOnly": {"type": "tag", "values": TAGS}, "rules": ON, "resultTypes": ["violations", "incomplete"]}
COLOR_RULES = {"runOnly": {"type": "rule", "values": OF_COLOR}, "resultTypes": ["violations", "incomplete"]}

USUAL = {"color_scheme": "light", "contrast": "no-preference"}
DEVICE: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "dark, more contrast": {"color_scheme": "dark", "contrast": "more"},
}
# What axe leaves open, and where it is decided.
DECIDED = {
    "color-contrast-enhanced": "by the pixels behind the words, below",
    "identical-links-same-purpose": "by test_links_of_one_name_lead_to_one_place, which knows names and targets alike",
}


@pytest.fixture(scope="module")
def axe() -> str:
    from axe_playwright_python.base import AXE_SCRIPT

    return str(AXE_SCRIPT)


def _found(page: Page, rules: dict[str, Any], where: str, open_ones: list[tuple[str, str]]) -> Iterator[str]:
    """Violations as text; what axe could not decide is noted as (rule, selector)."""
    result = page.evaluate("rules => axe.run(document, rules)", rules)
    for rule in result["violations"]:
        for node in rule["nodes"][:3]:
            yield f"{where}: {rule['id']} at {node['target']}: {node['failureSummary'].splitlines()[-1].strip()}"
    for rule in result["incomplete"]:
        open_ones.extend((rule["id"], node["target"][0]) for node in rule["nodes"])


def test_no_page_breaks_a_rule(proved: Proved, look: Page, axe: str) -> None:
    found, chosen = [], [(colors, {"chosen": colors}) for colors in _chosen_colors(proved)]
    for n, seen in enumerate(pages := sample(proved.pages, kinds, levels, parts)):
        look.set_viewport_size(PHONE if n % 2 else DESK)
        look.goto(proved.at(seen))
        look.evaluate(axe)
        undecided: list[tuple[str, str]] = []
        found += _found(look, ALL_RULES, f"{seen} (light)", undecided)
        found += _dim(look, undecided, f"{seen} (light)")
        for name, wish in _turn(chosen, n, seen, pages):
            _wear(look, wish)
            undecided = []
            found += _found(look, COLOR_RULES, f"{seen} ({name})", undecided)
            found += _dim(look, undecided, f"{seen} ({name})")
        _wear(look, {})
    assert not found, listed(found)


def _chosen_colors(proved: Proved) -> list[str]:
    """The colors that a reader can choose, as the styles know them."""
    styles = "".join(f.read_text(encoding="utf-8") for f in (proved.output / "assets").glob("*.css"))
    return sorted(set(re.findall(r'\[data-colors="?([\w-]+)"?\]', styles)))


def _turn(chosen: list[Any], number: int, seen: Seen, pages: list[Seen]) -> list[Any]:
    """A kind's first page: in each theme of devices, and in one that a reader chose (all are made of the same sheets). Others: in one of all."""
    themes = [*DEVICE.items(), *chosen]
    first = next(p for p in pages if p.kind == seen.kind)
    return [*DEVICE.items(), *chosen[number % len(chosen) :][:1]] if seen == first and chosen else [themes[number % len(themes)]]


def _wear(page: Page, wish: dict[str, Any]) -> None:
    page.emulate_media(**{**USUAL, **{k: v for k, v in wish.items() if k != "chosen"}})
    page.evaluate("colors => colors ? document.documentElement.setAttribute('data-colors', colors) : document.documentElement.removeAttribute('data-colors')", wish.get("chosen"))


# what axe leaves open

BEHIND = """
selector => {
  const element = document.querySelector(selector), style = getComputedStyle(element), box = element.getBoundingClientRect()
  if (!box.width || !box.height || style.visibility == 'hidden') return null
  const svg = element instanceof SVGElement, large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700)
  return {ink: svg ? style.fill : style.color, large, svg}
}"""
HIDE = "([selector, property, value]) => { const e = document.querySelector(selector); for (const n of [e, ...e.querySelectorAll('*')]) n.style[property] = value }"


def _dim(page: Page, undecided: list[tuple[str, str]], where: str) -> Iterator[str]:
    """The words of undecided contrast that do not stand out from each pixel behind them: 7 to 1, or 4.5 to 1 where they are large."""
    yield from (f"{where}: {rule} is left open at {selector}" for rule, selector in undecided if rule not in DECIDED)
    measured = set()
    for selector in dict.fromkeys(s for rule, s in undecided if rule in OF_COLOR):
        shape = re.sub(r"#[\w-]+|\[[^\]]*\]|:nth-child\(\d+\)", "", selector).rpartition(">")[2]
        asked = page.evaluate(BEHIND, selector)
        if not asked or (shape and shape in measured):
            continue  # one of its like will do
        measured.add(shape)
        worst = _worst(page, selector, asked)
        if worst < (4.5 if asked["large"] else 7):
            yield f"{where}: {selector} stands out by {worst:.1f} to 1 only"


def _worst(page: Page, selector: str, asked: dict[str, Any]) -> float:
    """The least contrast between an element's ink and what is seen where its words are, once they are taken away."""
    from PIL import Image

    element = page.locator(selector)
    prop = "fill" if asked["svg"] else "color"
    element.scroll_into_view_if_needed()
    with_words = Image.open(io.BytesIO(element.screenshot())).convert("RGB")
    page.evaluate(HIDE, [selector, prop, "transparent"])
    without = Image.open(io.BytesIO(element.screenshot())).convert("RGB")
    page.evaluate(HIDE, [selector, prop, ""])
    ink = tuple(int(float(n)) for n in re.findall(r"[\d.]+", asked["ink"])[:3])
    one, two = with_words.tobytes(), without.tobytes()
    behind = {two[n : n + 3] for n in range(0, len(two), 3) if one[n : n + 3] != two[n : n + 3]}
    return min((contrast(ink, tuple(color)) for color in behind), default=21.0)


def test_the_rules_see_what_is_wrong(proved: Proved, look: Page, axe: str) -> None:
    look.goto(proved.home)
    look.evaluate(axe)
    look.evaluate(
        """() => { const main = document.querySelector('main')
        main.insertAdjacentHTML('beforeend', '<p id="pale">Some words.</p><a href="x"></a><img src="x">')
        Object.assign(document.getElementById('pale').style, {color: '#6b6b6b', background: '#fff'}) }"""
    )
    undecided: list[tuple[str, str]] = []
    found = {text.split(": ")[1].split(" at ")[0] for text in _found(look, ALL_RULES, "home", undecided)}
    assert {"color-contrast-enhanced", "link-name", "image-alt"} <= found
    look.evaluate("() => { document.querySelector('h1').style.color = '#999' }")
    assert list(_dim(look, [("color-contrast-enhanced", "h1")], "home"))


# what a screen reader is told

NAMED = {"link", "button", "image", "img", "region", "navigation", "DisclosureTriangle", "textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton", "dialog"}


class Told:
    """A page as assistive technology gets it."""

    def __init__(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        self.nodes = [node for node in session.send("Accessibility.getFullAXTree")["nodes"] if not node.get("ignored")]
        session.detach()
        self.parents = {child: node["nodeId"] for node in self.nodes for child in node.get("childIds", [])}

    def of(self, *roles: str) -> list[dict[str, Any]]:
        return [node for node in self.nodes if role(node) in roles]

    def within(self, node: dict[str, Any], inner: str) -> bool:
        """Whether something of a role is told inside a node."""
        inside = {node["nodeId"]}
        for other in self.nodes:  # parents come before their children
            if other.get("parentId") in inside or self.parents.get(other["nodeId"]) in inside:
                inside.add(other["nodeId"])
        return any(other["nodeId"] in inside and role(other) == inner for other in self.nodes)


def role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def name(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("name", {}).get("value", "")).split())


def value(node: dict[str, Any], of: str) -> Any:
    return next((p["value"].get("value") for p in node.get("properties", []) if p["name"] == of), None)


@pytest.fixture(scope="module")
def told(proved: Proved, look: Page) -> list[tuple[Seen, str, Told]]:
    """The sample's pages with their titles, told."""
    look.set_viewport_size(PHONE)
    return [(seen, look.title(), Told(look)) for seen in sample(proved.pages, kinds, levels, parts) if look.goto(proved.at(seen))]


def test_everything_that_is_told_has_a_name(told: list[tuple[Seen, str, Told]]) -> None:
    nameless = [f"{seen}: {role(node)}" for seen, _, tree in told for node in tree.of(*NAMED) if not name(node)]
    assert not nameless, listed(nameless)


def test_links_of_one_name_lead_to_one_place(proved: Proved, told: list[tuple[Seen, str, Told]]) -> None:
    unclear = []
    for seen, _, tree in told:
        targets: dict[str, set[str]] = {}
        for node in tree.of("link"):
            url = str(value(node, "url")).partition("#")[0]
            if url != proved.at(seen):  # a part of this very page
                targets.setdefault(name(node), set()).add(url)
        unclear += [f"{seen}: “{words}” leads to {sorted(to)}" for words, to in targets.items() if len(to) > 1]
    assert not unclear, listed(unclear)


def test_a_page_has_its_landmarks_once_and_each_by_its_name(told: list[tuple[Seen, str, Told]]) -> None:
    wrong = []
    for seen, _, tree in told:
        wrong += [f"{seen}: {len(found)} × {one}" for one in ("banner", "main", "contentinfo") if len(found := tree.of(one)) != 1]
        names = Counter((role(node), name(node)) for node in tree.of("navigation", "region", "search", "form"))
        wrong += [f"{seen}: {n} × {kind} “{words}”" for (kind, words), n in names.items() if n > 1]
    assert not wrong, listed(wrong)


def test_headings_are_an_outline(told: list[tuple[Seen, str, Told]]) -> None:
    wrong = []
    for seen, _, tree in told:
        outline = [int(value(node, "level")) for node in tree.of("heading")]
        if outline.count(1) != 1 or outline[0] != 1 or any(b > a + 1 for a, b in pairwise(outline)):
            wrong.append(f"{seen}: {outline}")
    assert not wrong, listed(wrong)


def test_a_pages_title_says_for_which_level_it_is(told: list[tuple[Seen, str, Told]]) -> None:
    homes = {seen.language + seen.edition: name(tree.of("heading")[0]) for seen, _, tree in told if seen.kind == "level "}
    wrong = []
    for seen, title, _ in told:
        label = homes.get(seen.language + seen.edition, "") if seen.edition else ""
        wrong += [f"{seen}: “{title}” lacks “{label}”"] if label not in title else []
    assert not wrong, listed(wrong)


def test_titles_of_pages_of_one_kind_are_told_apart(proved: Proved) -> None:
    found: dict[str, list[str]] = {}
    for seen in proved.pages:
        text = proved.file(proved.at(seen)).read_text(encoding="utf-8")
        found.setdefault(f"{seen.kind} {seen.language} {text.partition('<title>')[2].partition('</title>')[0]}", []).append(str(seen))
    shared = [f"“{title}”: {where}" for title, where in found.items() if len(where) > 1]
    assert not shared, listed(shared)


def test_tables_have_headers_and_are_told_as_tables(told: list[tuple[Seen, str, Told]]) -> None:
    tables = [(seen, tree, node) for seen, _, tree in told for node in tree.of("table", "LayoutTable")]
    wrong = [f"{seen}: {name(node)}" for seen, tree, node in tables if role(node) == "LayoutTable" or not tree.within(node, "columnheader")]
    assert tables and not wrong, listed(wrong)


FOREIGN_WORDS = """
own => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, [word] = node.data.match(/[A-Za-z]{4,}/) || []
    if (word && !['SCRIPT', 'TEMPLATE'].includes(element.tagName) && element.checkVisibility() && element.closest('[lang]').lang == own && !element.closest('a[href^="http"], bdi')) found.push(node.data.trim().slice(0, 60))
  }
  return [document.documentElement.dir, found]
}"""


def test_words_in_another_language_say_so(proved: Proved, look: Page) -> None:
    unmarked: Counter[str] = Counter()
    clinic = {"Your clinic", "your clinic"}  # names are in no language
    for seen in sample([p for p in proved.pages if p.language == FOREIGN], kinds, parts):
        look.goto(proved.at(seen))
        direction, words = look.evaluate(FOREIGN_WORDS, FOREIGN)
        assert direction == "rtl", seen
        unmarked.update(f"{seen.kind}: {said}" for said in words if said not in clinic)
    assert not unmarked, listed(unmarked)
