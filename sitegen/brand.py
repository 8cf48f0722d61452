"""A clinic's two colors → what nobody could read in them, or their rules for the stylesheet.

`main` is the bar, the main button, links and the floor; `accent` the warm panels. Both are held against everything that stands on or
beside them (WCAG: 7 to 1 for words, 3 to 1 for edges). In the dark they lend their hue only; more contrast, forced colors and paper
stay as they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from . import colors
from .colors import Rgb
from .model import BrandColors

WORDS, EDGE = 7.0, 3.0  # contrast that is needed

LIGHT = {  # purposes of the light theme that a clinic's colors meet, as in templates/styles (a test holds them to it)
    "ground": "#fffdf8", "surface": "#ffffff", "quiet": "#f1f7f4", "stage": "#fff8e4", "stop-tint": "#fdebe7", "good-tint": "#eaf4e0",
    "text": "#1c2726", "text-soft": "#3f4c49", "link": "#12535a", "warm": "#fff0c9", "warm-strong": "#ffe5a4", "on-bar": "#ffffff", "bar-focus": "#f7bf45",
}  # fmt: skip
DARK = {
    "ground": "#121a1a", "surface": "#1b2524", "stop-tint": "#3c1c19", "good-tint": "#20301a", "text": "#f5efe2", "text-soft": "#d3d9d1",
    "link": "#a9e0d5", "warm": "#342a10", "warm-strong": "#43360f", "on-action": "#0b2b2c", "bar-focus": "#f7bf45",
}  # fmt: skip
TINTS = {  # the heads of levels: light, dark
    "circle": ("#eaf4e0", "#20301a"), "square": ("#e5eefa", "#1a2b42"), "shield": ("#f8eaf4", "#382132"), "leaf": ("#fcecdd", "#382616"), "arch": ("#e9edf3", "#252d39"),
}  # fmt: skip
_GROUNDS = ("ground", "surface", "quiet", "stage", "stop-tint", "good-tint")
_PLACES = {"ground": "the page", "surface": "white boxes", "quiet": "quiet boxes", "stage": "the stage of a figure", "stop-tint": "the stop box", "good-tint": "a list of what to do", "warm": "warm boxes", "warm-strong": "the warm panel"}
_DARK_LINK, _PALE = 0.86, 0.09  # lightness and most chroma of a link in the dark
_BLACK = "#000000"


class Pair(NamedTuple):
    """Two colors that meet, and what they are."""

    other: Rgb
    what: str


class Unreadable(NamedTuple):
    """A color that breaks contrast: which field, why, and the nearest that passes."""

    field: str
    message: str
    nearest: str


def unreadable(own: BrandColors) -> Iterator[Unreadable]:
    """The colors that cannot be used, each with its worst pair."""
    found = {field: _unreadable(field, text, pairs) for field, text, pairs in _met(own)}
    yield from filter(None, found.values())


def _met(own: BrandColors) -> Iterator[tuple[str, str, list[Pair]]]:
    """Each of the two colors with all that it meets. Where both meet, the accent has to give way."""
    links = [Pair(ground, f"links in it, on {place},") for place, ground in _link_grounds(own.accent is None)]
    main = [Pair(_of(LIGHT, "on-bar"), "white words on it"), *links]
    if own.main:
        yield "main", own.main, main
    if own.accent:
        sound = own.main is not None and _unreadable("main", own.main, main) is None
        link = own.main if sound and own.main else LIGHT["link"]
        yield "accent", own.accent, [Pair(_of(LIGHT, "text"), "words on it"), Pair(_of(LIGHT, "text-soft"), "small words on it"), Pair(colors.parsed(link), f"links in `{link}` on it")]


def _link_grounds(warm: bool) -> Iterator[tuple[str, Rgb]]:
    for name in (*_GROUNDS, *(("warm", "warm-strong") if warm else ())):
        yield _PLACES[name], _of(LIGHT, name)
    for light, _ in TINTS.values():
        yield "the head of a level", colors.parsed(light)


def _unreadable(field: str, text: str, pairs: list[Pair]) -> Unreadable | None:
    color = colors.parsed(text)
    worst = min(pairs, key=lambda pair: colors.contrast(color, pair.other))
    ratio = colors.contrast(color, worst.other)
    if ratio >= WORDS:
        return None
    wrong = "light" if field == "main" else "dark"
    message = f"`{text}` is too {wrong}: {worst.what} reach a contrast of {math.floor(ratio * 100) / 100:.2f} to 1, and need {WORDS:.0f} to 1"
    return Unreadable(field, message, colors.written(colors.nearest(color, _standing_out([pair.other for pair in pairs]))))


def _standing_out(others: list[Rgb], least: float = WORDS) -> Callable[[Rgb], bool]:
    """A test for colors: do they stand out from all of these?"""
    return lambda color: all(colors.contrast(color, other) >= least for other in others)


# rules


def light(own: BrandColors) -> str:
    """What the clinic's colors are used for on light pages: rules that follow those of templates/styles."""
    found: dict[str, str] = {}
    if own.main:
        found |= dict.fromkeys(("bar", "action", "floor", "link"), own.main)
        found["bar-focus"] = _first(colors.parsed(own.main), own.accent, LIGHT["bar-focus"], LIGHT["on-bar"])
    if own.accent:
        accent = colors.parsed(own.accent)
        paler = _between(accent, colors.WHITE)
        edge = _shade(accent, _standing_out([accent, paler, _of(LIGHT, "ground")], EDGE), colors.BLACK)
        found |= {"warm-strong": own.accent, "warm": colors.written(paler), "warm-edge": colors.written(edge)}
    return _rule(found)


def dark(own: BrandColors) -> str:
    """The same in the dark: links and warm panels keep the clinic's hue, and the button is the accent."""
    found = {"bar-focus": DARK["bar-focus"]}
    link = DARK["link"]
    if own.main:
        wanted = colors.toned(colors.parsed(own.main), _DARK_LINK, _PALE)
        grounds = [_of(DARK, name) for name in ("ground", "surface", "stop-tint", "good-tint", "warm", "warm-strong")]
        link = found["link"] = colors.written(_shade(wanted, _standing_out([*grounds, *(colors.parsed(tint) for _, tint in TINTS.values())]), colors.WHITE))
    if own.accent:
        accent, words = colors.parsed(own.accent), [_of(DARK, "text"), _of(DARK, "text-soft"), colors.parsed(link)]
        for name in ("warm", "warm-strong"):
            found[name] = colors.written(_shade(_hued(accent, _of(DARK, name)), _standing_out(words), colors.BLACK))
        found |= {"warm-edge": own.accent, "action": own.accent, "on-action": _first(accent, own.main, DARK["on-action"], _BLACK)}
    return _rule(found)


def _of(theme: Mapping[str, str], name: str) -> Rgb:
    return colors.parsed(theme[name])


def _first(beside: Rgb, *some: str | None) -> str:
    """The first of some colors that stands out from another; the last one does."""
    return next(color for color in some if color and (color == some[-1] or colors.contrast(colors.parsed(color), beside) >= WORDS))


def _between(one: Rgb, other: Rgb) -> Rgb:
    """The color half way."""
    lightness, a, b = ((x + y) / 2 for x, y in zip(colors.lab(one), colors.lab(other), strict=True))
    return colors.from_lab(lightness, a, b)


def _shade(color: Rgb, passes: Callable[[Rgb], bool], toward: Rgb) -> Rgb:
    """The first color of the same hue, on the way to black or white, that passes; these do."""
    start, end = colors.lab(color)[0], colors.lab(toward)[0]
    shades = (colors.toned(color, start + (end - start) * step / 100) for step in range(100))
    return next(filter(passes, shades), toward)


def _hued(color: Rgb, like: Rgb) -> Rgb:
    """A color's hue, as light and as strong as another."""
    lightness, a, b = colors.lab(like)
    return colors.toned(color, lightness, math.hypot(a, b))


def _rule(found: Mapping[str, str]) -> str:
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in found.items())} }}\n" if found else ""
