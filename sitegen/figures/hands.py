"""Hands: what they do is seen from their shape.

A hand's frame points its y axis from the fingers to the wrist. Its x axis is the thumb's side of a hanging hand, and the
back of a hand that lies on something (`flat`, `back`) or leans on a wall (`wall`).
"""

from __future__ import annotations

from .skeleton import RADIUS
from .sketch import Sketch, apart, rounds

LYING = ("flat", "wall", "back")
CLOSED = ("grip", "fist")


def hand(sketch: Sketch, side: str) -> str:
    """The outline of one hand."""
    wrist, frame = sketch.point("wrist", side), sketch.frame("hand", side)
    pen, kind = sketch.pen, sketch.body.hands[side]
    if _toward(sketch, side):
        return pen.hull((wrist, RADIUS["wrist"]), (sketch.point("hand", side), 3.8))
    if kind in LYING:  # the palm's side stays flat, 2.6 cm below the wrist
        return pen.hull((wrist, RADIUS["wrist"]), *rounds(wrist, frame, (0.1, -5.0, 0, 2.7), (-1.2, -12.2, 0, 1.4)))
    if kind in CLOSED:
        fist = rounds(wrist, frame, (1.3, -4.4, 0, 2.7), (-1.3, -4.8, 0, 2.7), (0.2, -6.6, 0, 2.5))
        return pen.hull((wrist, RADIUS["wrist"]), *fist)
    reach, curl, thumb = (12.3, 0.2, 5.0) if kind == "open" else (11.6, 1.2, 3.4)
    palm = pen.hull((wrist, 2.6), *rounds(wrist, frame, (0, -5.2, 0, 3.1), (curl, -reach, 0, 1.7)))
    return palm + pen.hull(*rounds(wrist, frame, (1.0, -3.0, 0, 1.6), (thumb, -7.4, 0, 1.3)))


def fingers(sketch: Sketch, side: str) -> str:
    """Lines between the fingers of a closed hand."""
    if sketch.body.hands[side] not in CLOSED or _toward(sketch, side):
        return ""
    wrist, frame = sketch.point("wrist", side), sketch.frame("hand", side)
    ends = [spot for spot, _ in rounds(wrist, frame, *((x, y, 0, 0) for x in (-0.9, 0.8) for y in (-6.0, -8.2)))]
    return sketch.pen.line(*ends[:2]) + sketch.pen.line(*ends[2:])


def _toward(sketch: Sketch, side: str) -> bool:
    """Whether a hand points at the viewer, or straight away: then it is a ball."""
    return apart(sketch.point("wrist", side), sketch.point("hand", side)) < 2.6


__all__ = ["fingers", "hand"]
