"""Contrast as WCAG measures it, and the nearest color that passes is really the nearest."""

from __future__ import annotations

import itertools
import random

import pytest

from sitegen import colors

MILK, STONE = colors.parsed("#fffdf8"), colors.parsed("#1c2726")


def dark(color: colors.Rgb) -> bool:
    return colors.contrast(color, MILK) >= 7


def light(color: colors.Rgb) -> bool:
    return colors.contrast(color, STONE) >= 7


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1.0)])
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert round(colors.contrast(colors.parsed(one), colors.parsed(other)), 2) == ratio


def test_oklab_has_its_published_values_and_leads_back() -> None:
    assert [round(part, 3) for part in colors.lab((255, 0, 0))] == [0.628, 0.225, 0.126]
    for color in itertools.product((0, 1, 60, 128, 200, 255), repeat=3):
        assert colors.from_lab(*colors.lab(color)) == color


def test_a_color_that_passes_is_left_as_it_is() -> None:
    assert colors.nearest((0, 0, 0), dark) == (0, 0, 0)


@pytest.mark.parametrize("passes", [dark, light])
def test_the_nearest_color_passes_and_none_that_passes_is_nearer(passes: object) -> None:
    some = random.Random(7)
    assert callable(passes)
    everywhere = [c for c in itertools.product(range(0, 256, 15), repeat=3) if passes(c)]
    for _ in range(25):
        color = (some.randrange(256), some.randrange(256), some.randrange(256))
        found = colors.nearest(color, passes)
        assert passes(found)
        beside = (tuple(part + shift for part, shift in zip(found, shifts, strict=True)) for shifts in itertools.product(range(-4, 5), repeat=3))
        close = [c for c in beside if all(0 <= part <= 255 for part in c) and passes(c)]
        best = min(colors.distance(c, color) for c in (*everywhere, *close))
        assert colors.distance(found, color) <= best + 0.0001, (color, found)
