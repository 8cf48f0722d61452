"""Drawing → SVG: inline for pages, colored by their stylesheet; or a stand-alone file that carries its colors and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from .drawing import Drawing, Picture
from .palette import PALETTES, fills

ROOT = 'fill="none" stroke-width="20" stroke-linejoin="round" stroke-linecap="round" paint-order="stroke"'
SCALE = 0.15  # CSS pixels for a millimeter: people have one size in all figures
WIDEST, HIGHEST = 520, 400  # CSS pixels for the pictures of a figure on a page; less where there is less room
STAGE = 1880  # millimeters that are seen in a small picture, or more: who stands fills it
CLOSE = 900  # the same of a close-up
BETWEEN = 120  # millimeters between the pictures of a pair, in a stand-alone file


def fitting(pictures: Sequence[Picture]) -> float:
    """CSS pixels for a millimeter, so that these pictures have a good size beside each other, and their people the same."""
    return min(WIDEST / sum(p.width for p in pictures), HIGHEST / max(p.height for p in pictures))


def inline(drawing: Drawing, picture: Picture, label: str, language: str | None = None, scale: float = SCALE) -> str:
    """An `<svg>` for a page: classes, no colors, no ids; `label` is what a screen reader says (empty: hidden from it)."""
    said = 'aria-hidden="true"'
    if label:
        said = f'role="img" aria-label="{escape(label)}"' + (f' lang="{language}"' if language else "")
    look = " ".join(["figure__drawing", *(f"f-{name}" for name in drawing.look)])
    size = f'width="{round(picture.width * scale)}" height="{round(picture.height * scale)}" viewBox="0 0 {picture.width} {picture.height}"'
    return f'<svg class="{look}" {size} {ROOT} stroke="currentColor" {said}>{picture.body}</svg>'


def file(drawing: Drawing, title: str, description: str, language: str, direction: str = "ltr", palette: str = "color") -> str:
    """A stand-alone SVG file of all pictures, with its title and description; palettes are `color` and `gray`."""
    paint, width, height = painted(drawing, direction, palette)
    said = f'xml:lang="{language}" role="img" aria-labelledby="title" aria-describedby="description"'
    words = f'<title id="title">{escape(title, quote=False)}</title><desc id="description">{escape(description, quote=False)}</desc>'
    return _element(paint, width, height, palette, said, words) + "\n"


def bare(drawing: Drawing, palette: str) -> str:
    """The same without words and ids, for a page that says by itself what it shows."""
    return _element(*painted(drawing, "ltr", palette), palette, 'aria-hidden="true"')


def single(drawing: Drawing, picture: Picture, palette: str) -> str:
    """One picture by itself, without words: for a sheet that says by itself what it shows."""
    return _element(_colored(picture.body, drawing, PALETTES[palette]), picture.width, picture.height, palette, 'aria-hidden="true"')


def _element(paint: str, width: int, height: int, palette: str, said: str, words: str = "") -> str:
    """An `<svg>` that carries its colors, on paper."""
    colors = PALETTES[palette]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{round(width * SCALE)}" height="{round(height * SCALE)}" viewBox="0 0 {width} {height}" '
        f'{said} {ROOT} stroke="{colors["ink"]}">{words}<rect width="{width}" height="{height}" fill="{colors["paper"]}" stroke="none"/>{paint}</svg>'
    )


def small(drawing: Drawing, picture: Picture, wide: float, palette: str = "list") -> str:
    """A picture without words for an `<img>`, `wide` times as wide as high, its people on the lower edge.

    All of one shape are alike in size, so that nothing shifts when they load, and so are their people. The ground shows through,
    and the colors suit a light one as well as a dark one: a picture that a page loads knows nothing of the page's theme.
    """
    high = max(CLOSE if picture.close else STAGE, picture.height, picture.width / wide)
    box = f"{round((picture.width - high * wide) / 2)} {round(picture.height - high)} {round(high * wide)} {round(high)}"
    size = f'width="{round(high * wide * SCALE)}" height="{round(high * SCALE)}"'
    colors = PALETTES[palette]
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{box}" {ROOT} stroke="{colors["ink"]}">{_colored(picture.body, drawing, colors)}</svg>\n'


def painted(drawing: Drawing, direction: str, palette: str) -> tuple[str, int, int]:
    """All pictures of a figure with their colors in them, and their width and height in millimeters."""
    body, width, height = _side_by_side(drawing.pictures[direction], direction)
    return _colored(body, drawing, PALETTES[palette]), width, height


def _colored(body: str, drawing: Drawing, palette: dict[str, str]) -> str:
    colors = fills(drawing.look, palette)
    return re.sub(r'class="f-([a-z0-9-]+)"', lambda found: colors[found[1]], body)


def _side_by_side(pictures: tuple[Picture, ...], direction: str) -> tuple[str, int, int]:
    """Pictures in one drawing, their floors on one line, in the order of reading."""
    shown = pictures if direction == "ltr" else pictures[::-1]
    if len(shown) == 1:
        return shown[0].body, shown[0].width, shown[0].height
    floor, x, body = max(p.floor for p in shown), 0, ""
    for picture in shown:
        body += f'<g transform="translate({x} {floor - picture.floor})">{picture.body}</g>'
        x += picture.width + BETWEEN
    return body, x - BETWEEN, floor + max(p.height - p.floor for p in shown)
