"""Colors → how well they stand out from each other (WCAG), how alike they look (OKLab), and the nearest that will do."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable
from functools import lru_cache

Rgb = tuple[int, int, int]
Lab = tuple[float, float, float]  # lightness from 0 to 1, green to red, blue to yellow
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
_AROUND = list(itertools.product(range(-3, 4), repeat=3))
_KEPT = 4


def parsed(text: str) -> Rgb:
    """A color from `#rrggbb` or `#rgb`."""
    digits = text.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(c * 2 for c in digits)
    red, green, blue = (int(digits[n : n + 2], 16) for n in (0, 2, 4))
    return red, green, blue


def written(color: Rgb) -> str:
    """A color as `#rrggbb`."""
    return "#" + "".join(f"{part:02x}" for part in color)


def luminance(color: Rgb) -> float:
    """How much light a color sends, from 0 to 1, as WCAG 2 measures it."""
    red, green, blue = map(_linear, color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """How well two colors stand out from each other, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=4096)
def lab(color: Rgb) -> Lab:
    """A color in OKLab, where equal distances look equally far apart (Ottosson 2020)."""
    red, green, blue = map(_linear, color)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def from_lab(lightness: float, a: float, b: float) -> Rgb:
    """The color of a place in OKLab; what no screen can show is cut to what it can."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _channel(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _channel(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _channel(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def distance(one: Rgb, other: Rgb) -> float:
    """How different two colors look: about 0.02 is just seen, black and white are 1 apart."""
    return float(sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5)


def toned(color: Rgb, lightness: float, most: float = 1.0) -> Rgb:
    """A color of the same hue with another lightness, and no more than so much chroma."""
    _, a, b = lab(color)
    strength = (a * a + b * b) ** 0.5
    less = min(1.0, most / strength) if strength else 1.0
    return from_lab(lightness, a * less, b * less)


def nearest(color: Rgb, passes: Callable[[Rgb], bool]) -> Rgb:
    """The color that looks most like this one among those that pass; some must."""
    if passes(color):
        return color
    found = _best(itertools.product(range(0, 256, 15), repeat=3), color, passes)
    for step in (5, 2):
        found = _best(_beside(found, step), color, passes)
    while (better := _best(_beside(found, 1), color, passes)) != found:
        found = better
    return found[0]


def _beside(some: Iterable[Rgb], step: int) -> set[tuple[int, ...]]:
    """The colors a few steps around some, and these themselves."""
    around = {tuple(part + step * n for part, n in zip(c, way, strict=True)) for c in some for way in _AROUND}
    return {c for c in around if min(c) >= 0 and max(c) <= 255}


def _best(some: Iterable[tuple[int, ...]], color: Rgb, passes: Callable[[Rgb], bool]) -> list[Rgb]:
    """Of those that pass, the few that look most like a color: the nearest of all may lie beside the second."""
    passing = filter(passes, ((red, green, blue) for red, green, blue in some))
    return heapq.nsmallest(_KEPT, passing, key=lambda c: (distance(c, color), c))


@lru_cache(maxsize=256)
def _linear(channel: int) -> float:
    part = channel / 255
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _channel(part: float) -> int:
    shown = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(255 * min(1.0, max(0.0, shown)))
