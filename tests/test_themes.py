"""In a real browser: a reader's choice of colors wins over the device, paper over both, and the device's forced colors over all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest_plugins = ("browser_tools",)
pytestmark = pytest.mark.browser

SEEN = """() => { const of = (css, value) => getComputedStyle(document.querySelector(css))[value]; return {
    ground: of('body', 'backgroundColor'), text: of('body', 'color'), strip: of('.level-strip', 'backgroundColor'),
    skin: of('.f-skin', 'fill'), ink: of('.figure__drawing', 'stroke'), thick: of('.figure__drawing', 'strokeWidth'),
    scheme: of('html', 'colorScheme'), hair: of('.ladder__rung', 'borderTopWidth'),
}}"""
DEVICES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "contrast-dark": {"color_scheme": "dark", "contrast": "more"},
}


@pytest.fixture
def card(page: Page, starter_site: Path) -> Page:
    page.goto((starter_site / "output/protect/cards/heel-raise/index.html").as_uri())
    return page


def chosen(page: Page, name: str | None) -> dict[str, str]:
    """What is seen of a card after a choice, or with none."""
    page.evaluate("name => name ? document.documentElement.dataset.colors = name : delete document.documentElement.dataset.colors", name)
    found: dict[str, str] = page.evaluate(SEEN)
    return found


def test_a_choice_wins_over_the_device(card: Page) -> None:
    by_device = {}
    for name, device in DEVICES.items():
        card.emulate_media(**device)
        by_device[name] = chosen(card, None)
    assert len({seen["ground"] + seen["text"] for seen in by_device.values()}) == 4
    for device in DEVICES.values():
        card.emulate_media(**device)
        assert {name: chosen(card, name) for name in DEVICES} == by_device


def test_paper_is_black_on_white_whatever_was_chosen(card: Page) -> None:
    card.emulate_media(media="print", **DEVICES["light"])
    paper = chosen(card, None)
    assert (paper["text"], paper["scheme"], paper["strip"]) == ("rgb(0, 0, 0)", "light", "rgb(255, 255, 255)")
    for device in DEVICES.values():
        card.emulate_media(media="print", **device)
        assert {name: chosen(card, name) for name in DEVICES} == dict.fromkeys(DEVICES, paper)


def test_the_devices_forced_colors_win_over_every_choice(card: Page) -> None:
    card.emulate_media(forced_colors="active", **DEVICES["light"])
    forced = chosen(card, None)["skin"]
    assert {chosen(card, name)["skin"] for name in ("light", "contrast")} == {forced}
    assert forced == "rgb(255, 255, 255)"  # Canvas: the drawing follows the device, though it is left to color itself
