"""Drawings → a contact sheet: all of them with their names, in one picture or on one page, to be looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .drawing import Drawing
from .svg import ROOT, bare, painted

CELL, LABEL, PAD = 2600, 150, 80  # millimeters of the scene
FONT = "font-family=\"system-ui, 'DejaVu Sans', sans-serif\""


def svg(drawings: Sequence[Drawing], columns: int = 5, palette: str = "color") -> str:
    """All figures in one drawing, under their names, in rows as high as they need to be."""
    y, body = 0, ""
    for start in range(0, len(drawings), columns):
        row = [(drawing.id, *painted(drawing, "ltr", palette)) for drawing in drawings[start : start + columns]]
        scales = [min(1.0, (CELL - 2 * PAD) / width) for _, _, width, _ in row]
        high = max(height * scale for (_, _, _, height), scale in zip(row, scales, strict=True))
        for k, ((id, inner, width, height), scale) in enumerate(zip(row, scales, strict=True)):
            x = k * CELL
            left, top = x + (CELL - width * scale) / 2, y + LABEL + high - height * scale
            body += f'<text x="{x + PAD}" y="{y + LABEL - 40}" font-size="90" {FONT} fill="#18202f" stroke="none">{escape(id)}</text>'
            body += f'<g transform="translate({left:.0f} {top:.0f})scale({scale:.3f})">{inner}</g>'
        y += round(high) + LABEL + PAD
    width = CELL * min(columns, max(1, len(drawings)))
    ink = "#000000" if palette == "gray" else "#18202f"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width // 8}" height="{y // 8}" viewBox="0 0 {width} {y}" {ROOT} stroke="{ink}">'
        f'<rect width="{width}" height="{y}" fill="#ffffff" stroke="none"/>{body}</svg>\n'
    )


def html(drawings: Sequence[Drawing]) -> str:
    """A page with each figure in color, in gray, and as small as a list shows it."""
    rows = "".join(_row(drawing) for drawing in drawings)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Figures</title>'
        f"<style>{_LOOKS}</style></head><body><h1>{len(drawings)} figures</h1>{rows}</body></html>\n"
    )


def _row(drawing: Drawing) -> str:
    views = [bare(drawing, palette) for palette in ("color", "gray")]
    return (
        f'<section id="{drawing.id}"><h2><a href="#{drawing.id}">{drawing.id}</a></h2>'
        f'<div class="large">{views[0]}</div><div class="large">{views[1]}</div><div class="small">{views[0]}</div></section>'
    )


_LOOKS = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:1rem;background:#fff;color:#18202f}section{display:flex;flex-wrap:wrap;align-items:flex-end;gap:1rem 2rem;"
    "border-top:1px solid #ccc;padding:.5rem 0}h2{flex:0 0 100%;margin:0;font-size:1rem}h2 a{color:inherit}.large svg{height:15rem;width:auto;max-width:100%}"
    ".small svg{width:120px;height:auto}"
)
