"""Arrows: where something moves. They follow a point of the body from the frame before, or stand where they are put."""

from __future__ import annotations

import math

from ..model.figure import Arrow
from ..names import suggestion
from .body import Body
from .fault import Fault, Path
from .pen import Box, Pen, Shape, numbers
from .props.base import BEFORE
from .solve import EXAMPLES

STILL = 4.0  # centimeters that a point must move to be worth an arrow
STRAY = 30.0  # centimeters between an arrow and everything else: farther away it points at nothing
WIDTH, HEAD, HALO = 3.0, 7.5, 3.4
ANGLES = {"up": 90, "down": -90, "right": 0, "left": 180}


def shapes(arrow: Arrow, before: Body | None, body: Body, around: Box, pen: Pen, path: Path, faults: list[Fault]) -> list[Shape]:
    """An arrow; none where it would show nothing. `around` is the room that everything else of the frame takes."""
    ends = _traced(arrow, before, body, path, faults) if arrow.trace else _put(arrow, body, path, faults)
    if ends is None:
        return []
    (x0, y0), (x1, y1) = ends
    if (stray := min(around.distance(x0, y0), around.distance(x1, y1))) > STRAY:
        message = f"the arrow stands {stray:.0f} cm away from the person and from everything else"
        faults.append(Fault("figure-stray-arrow", path, message, "move it to what moves: change its `at` or its `shift`"))
        return []
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    bow = ((x0 + x1) / 2 - uy * arrow.bend, (y0 + y1) / 2 + ux * arrow.bend)
    drawn = _path(pen, (x0, y0), bow, (x1, y1), arrow.both)
    return [Shape(BEFORE + 50, "arrow-halo", drawn, WIDTH + HALO), Shape(BEFORE + 51, "arrow", drawn, WIDTH)]


def _traced(arrow: Arrow, before: Body | None, body: Body, path: Path, faults: list[Fault]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    if before is None:
        faults.append(Fault("figure-field", path, "an arrow in the first frame has nothing to follow", "put it into the next frame, or say where it stands: `at: [0, 100]`"))
        return None
    name = arrow.trace or ""
    start, end = before.find(name), body.find(name)
    if start is None or end is None:
        faults.append(_unknown(name, body, (*path, "trace")))
        return None
    moved = math.hypot(end[0] - start[0], end[1] - start[1])
    shown = moved * abs(arrow.span[1] - arrow.span[0]) / 100
    if shown < STILL:
        message = f"the arrow follows `{name}`, which moves only {moved:.0f} cm from the frame before"
        message += f", and shows {shown:.0f} cm of them" if moved >= STILL else ""
        faults.append(Fault("figure-still-arrow", path, message, "follow a point that moves, or take the arrow away"))
        return None
    (sx, sy), (a, b) = arrow.shift, (n / 100 for n in arrow.span)
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (start[0] + sx + dx * a, start[1] + sy + dy * a), (start[0] + sx + dx * b, start[1] + sy + dy * b)


def _put(arrow: Arrow, body: Body, path: Path, faults: list[Fault]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    if arrow.at is None:
        faults.append(Fault("figure-field", path, "this arrow says neither what it follows nor where it stands", "add `trace: hand_near` or `at: hip`"))
        return None
    point = body.find(arrow.at) if isinstance(arrow.at, str) else arrow.at
    if point is None:
        faults.append(_unknown(str(arrow.at), body, (*path, "at")))
        return None
    turn = math.radians(ANGLES[arrow.direction] if isinstance(arrow.direction, str) else arrow.direction)
    x, y = point[0] + arrow.shift[0], point[1] + arrow.shift[1]
    return (x, y), (x + arrow.length * math.cos(turn), y + arrow.length * math.sin(turn))


def _unknown(name: str, body: Body, path: Path) -> Fault:
    return Fault("figure-unknown-name", path, f"there is no point of the body `{name}`", suggestion(name, sorted(body.names())) or EXAMPLES)


def _path(pen: Pen, a: tuple[float, float], c: tuple[float, float], b: tuple[float, float], both: bool) -> str:
    for p in (a, c, b):
        pen.note(p[0], p[1], 4)
    drawn = f"M{numbers(a[0], -a[1])}Q{numbers(c[0], -c[1], b[0], -b[1])}" + _head(c, b)
    return drawn + (_head(c, a) if both else "")


def _head(c: tuple[float, float], b: tuple[float, float]) -> str:
    turn = math.atan2(b[1] - c[1], b[0] - c[0])
    wings = [(b[0] - HEAD * math.cos(turn + d), b[1] - HEAD * math.sin(turn + d)) for d in (-0.62, 0.62)]
    return f"M{numbers(wings[0][0], -wings[0][1])}L{numbers(b[0], -b[1])} {numbers(wings[1][0], -wings[1][1])}"
