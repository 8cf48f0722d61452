"""Drawing → SVG: inline for pages, colored by their stylesheet; or a stand-alone file that carries its colors and words."""

from __future__ import annotations

from html import escape

from .drawing import Drawing, Picture


def inline(drawing: Drawing, picture: Picture, label: str, language: str | None = None) -> str:
    """An `<svg>` for a page: classes, no colors, no ids; `label` is what a screen reader says (empty: hidden from it)."""
    said = f'role="img" aria-label="{escape(label)}"' + (f' lang="{language}"' if language else "") if label else 'aria-hidden="true"'
    look = " ".join(f"f-{name}" for name in drawing.look)
    return f'<svg class="figure__drawing {look}" viewBox="0 0 {picture.width} {picture.height}" {said}>{picture.body}</svg>'


def file(drawing: Drawing, title: str, description: str, language: str, direction: str = "ltr", palette: str = "color") -> str:
    """A stand-alone SVG file of all pictures, with its title and description; palettes are `color` and `gray`."""
    picture = drawing.pictures[direction][0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}" xml:lang="{language}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{picture.body}</svg>\n"
    )
