"""Drawn frames → the small pictures of a figure: two frames for a tile, one for people in a group. No signs, no floor of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drawing import Picture
from .frames import Still
from .layout import Panel, row
from .pen import Shape

HALO = "arrow-halo"  # it has the color of the ground, which these pictures do not know


def tile(stills: Sequence[Still], direction: str) -> Picture:
    """The right way at a glance: its first frame and its last. Arrows are shown where no frame between them is missing."""
    right = _right(stills)
    if len(right) > 2:
        return row([_bare(right[0]), _bare(right[-1])], direction)
    return row([_plain(still.panel, [s for s in still.panel.shapes if s.role != HALO]) for still in right], direction)


def alone(stills: Sequence[Still]) -> Picture:
    """The last frame of the right way, to stand among other people."""
    return row([_bare(_right(stills)[-1])], "ltr")


def _right(stills: Sequence[Still]) -> list[Still]:
    return [still for still in stills if still.panel.mark != "dont"]


def _bare(still: Still) -> Panel:
    """A frame without its arrows."""
    return replace(_plain(still.panel, still.shapes), box=still.around)


def _plain(panel: Panel, shapes: Sequence[Shape]) -> Panel:
    return replace(panel, shapes=tuple(shapes))
