"""Hands: what they do is seen from their shape."""

from __future__ import annotations

from .skeleton import RADIUS
from .sketch import Sketch, rounds


def hand(sketch: Sketch, side: str) -> str:
    """The outline of one hand."""
    wrist, frame = sketch.point("wrist", side), sketch.frame("hand", side)
    kind = sketch.body.hands[side]
    pen = sketch.pen
    if kind in ("grip", "fist"):
        path = pen.hull(
            (wrist, RADIUS["wrist"]),
            *rounds(wrist, frame, (1.4, -4.6, 0, 2.6), (-1.2, -5.0, 0, 2.9), (0.6, -7.0, 0, 2.2)),
        )
    else:
        path = pen.hull((wrist, RADIUS["wrist"]), *rounds(wrist, frame, (0, -5.2, 0, 3.2), (0.8, -11.5, 0, 1.8)))
        path += pen.hull(*rounds(wrist, frame, (1.0, -3.0, 0, 1.6), (3.6, -7.6, 0, 1.3)))
    return path


__all__ = ["hand"]
