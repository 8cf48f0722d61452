"""Hair: a cap on the skull, bounded by a hairline in space, and what hangs, stands or is tied around it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .geometry import ORIGIN, Frame, Vec, along, dot, unit
from .pen import Pen, Spot, numbers
from .skeleton import HEAD_RADIUS as R
from .sketch import Sketch, rounds

# Hairlines on a ball of radius 1: from the middle of the forehead along the right side to the nape (forward, up, right).
_BEHIND: tuple[Vec, ...] = ((-0.32, -0.36, 0.88), (-0.56, -0.74, 0.38), (-0.60, -0.80, 0.0))
_SHORT: tuple[Vec, ...] = ((0.70, 0.71, 0.0), (0.67, 0.60, 0.44), (0.44, 0.40, 0.80), (0.34, -0.16, 0.93), *_BEHIND)
_BACK: tuple[Vec, ...] = ((0.72, 0.69, 0.0), (0.66, 0.50, 0.56), (0.38, 0.14, 0.91), (0.16, -0.22, 0.96), *_BEHIND)
_FRINGE: tuple[Vec, ...] = ((0.86, 0.51, 0.0), (0.72, 0.42, 0.56), (0.46, 0.10, 0.88), (0.22, -0.40, 0.90), *_BEHIND)
_OPENING: tuple[Vec, ...] = (
    (0.80, 0.60, 0.0),
    (0.68, 0.36, 0.64),
    (0.58, -0.20, 0.79),
    (0.42, -0.68, 0.60),
    (0.30, -0.95, 0.0),
)
_CURLY: tuple[Vec, ...] = ((0.60, 0.80, 0.0), (0.52, 0.68, 0.52), (0.24, 0.36, 0.90), (0.06, -0.20, 0.98), *_BEHIND)
_WREATH: tuple[Vec, ...] = (
    (-0.99, 0.14, 0.0),
    (-0.66, 0.12, 0.74),
    (-0.12, 0.12, 0.98),
    (-0.06, -0.20, 0.98),
    *_BEHIND,
)
_LINES = {"short": _SHORT, "bun": _BACK, "long": _BACK, "bob": _FRINGE, "curly": _CURLY, "bald": _WREATH}
_POLES = {"bald": (-0.9, -0.3, 0.0)}

# What hangs at each side of a head: (forward, up, aside, radius) in centimeters
_HANGING: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "bob": ((-1.8, 1.0, 8.4, 3.0), (-0.4, -7.2, 7.2, 3.2), (-6.4, -8.0, 2.0, 3.6), (-8.2, 1.0, 0.0, 3.2)),
    "long": ((-2.2, 1.0, 8.4, 2.8), (-2.8, -14.0, 6.0, 2.8), (-6.6, -14.6, 1.6, 3.0), (-8.2, 1.0, 0.0, 3.2)),
}
CURLS = 8  # bumps along the edge of a curly head


def hair(sketch: Sketch, style: str) -> None:
    """Draws the hair, or what covers it."""
    at, frame, pen = sketch.body.points["head"], sketch.body.frames["head"], sketch.pen
    if style == "scarf":
        _scarf(sketch, at, frame)
        return
    if style == "bun":
        sketch.add(0.3 if frame[0][2] < -0.5 else -0.6, "hair", pen.circle(along(at, frame, -0.82 * R, 0.82 * R), 4.2))
    path = _patch(
        pen, at, frame, R * 1.05, _LINES[style], _POLES.get(style, (-0.7, 0.7, 0.0)), CURLS if style == "curly" else 0
    )
    if style in _HANGING:
        over, under = _hanging(pen, at, frame, style)
        path += over
        sketch.add(-6.5, "hair", under)
    sketch.add(0.2, "hair", path)


def _hanging(pen: Pen, at: Vec, frame: Frame, style: str) -> tuple[str, str]:
    """What hangs over the head on the side that is seen, and what looks out from behind it."""
    over = under = ""
    for side in (1, -1):
        discs = rounds(at, frame, *((x, y, z * side, r) for x, y, z, r in _HANGING[style]))
        if sum(p[-1] for p, _ in discs) / len(discs) > at[2] + 1:
            over += pen.hull(*discs)
        else:
            under += pen.hull(*discs)
    return over, under


def _scarf(sketch: Sketch, at: Vec, frame: Frame) -> None:
    """A headscarf around head and neck; the face looks out of it."""
    body, pen = sketch.body, sketch.pen
    chest = along(body.points["c7"], body.frames["thorax"], 1.6, -1.4)
    cloth = pen.circle(along(at, frame, -1.0, 0.3), R * 1.05) + pen.hull(
        (along(at, frame, -1.2, -5.6), 8.2), (chest, 7.0)
    )
    if frame[0][2] < -0.5:
        sketch.add(0.2, "top-far", cloth)
        return
    sketch.add(-0.1, "top-far", cloth)
    chin = pen.hull(*rounds(at, frame, (6.6, -7.6, 0, 2.9), (7.8, -4.4, 0, 2.5)))
    sketch.add(0.2, "skin", _patch(pen, at, frame, R * 0.99, _OPENING, (1, 0, 0)) + chin + nose(pen, at, frame))


def nose(pen: Pen, at: Vec, frame: Frame) -> str:
    """A nose: from the front it lies within the face."""
    return pen.hull(*rounds(at, frame, (9.2, 1.0, 0, 1.0), (11.5, -2.3, 0, 1.3), (8.8, -3.0, 0, 1.2)))


def _patch(pen: Pen, at: Vec, frame: Frame, radius: float, line: Sequence[Vec], pole: Vec, curls: int = 0) -> str:
    """The part of a ball around a pole that a symmetric line bounds, as far as it faces the viewer."""
    middle = along(ORIGIN, frame, *pole)
    loop = [along(ORIGIN, frame, *p) for p in (*line, *((x, y, -z) for x, y, z in line[-2:0:-1]))]
    run = _seen(loop) if middle[2] > -0.6 or pole[1] > 0 else []
    if not run:
        if middle[2] < 0:
            return ""
        return (
            pen.spline([_place(at, p, radius) for p in loop], closed=True)
            if loop[0][2] >= 0
            else pen.circle(at, radius)
        )
    start, end = (math.atan2(-p[1], p[0]) for p in (run[0], run[-1]))
    turn = (start - end) % math.tau  # clockwise in the picture, along the ball's edge from the line's end to its start
    if dot((math.cos(end + turn / 2), -math.sin(end + turn / 2), 0), middle) < 0:
        run.reverse()
        start, end, turn = end, start, math.tau - turn
    pen.note(at[0], at[1], radius)
    spots = [_place(at, p, radius) for p in run]
    if curls:
        rim = [end + turn * i / curls for i in range(1, curls)]
        return _curly(
            [
                *_even(spots, 5),
                *(_place(at, (math.cos(a), -math.sin(a), 0), radius) for a in rim),
            ]
        )
    return (
        pen.spline(spots)
        + f"A{numbers(radius, radius)} 0 {int(turn > math.pi)} 1 {numbers(spots[0][0], -spots[0][1])}z"
    )


def _curly(spots: Sequence[Spot]) -> str:
    """An outline of bumps through these points."""
    out = "M" + numbers(spots[0][0], -spots[0][1])
    for a, b in zip(spots, [*spots[1:], spots[0]], strict=True):
        bump = 0.56 * math.hypot(b[0] - a[0], b[1] - a[1])
        out += f"A{numbers(bump, bump)} 0 0 1 {numbers(b[0], -b[1])}"
    return out + "z"


def _even(spots: Sequence[Spot], parts: int) -> list[Spot]:
    """Points that part a line into a number of pieces."""
    found: list[Spot] = []
    for i in range(parts + 1):
        k, t = divmod(i * (len(spots) - 1) / parts, 1)
        a, b = spots[int(k)], spots[min(int(k) + 1, len(spots) - 1)]
        found.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return found


def _place(at: Vec, p: Vec, radius: float) -> Spot:
    return (at[0] + p[0] * radius, at[1] + p[1] * radius)


def _seen(loop: list[Vec]) -> list[Vec]:
    """The longest part of a closed line on a ball that faces the viewer, from edge to edge; empty when all or nothing does."""
    n, longest = len(loop), list[Vec]()
    for i in range(n):
        if loop[i][2] < 0 or loop[i - 1][2] >= 0:
            continue
        run = [_edge(loop[i - 1], loop[i])]
        while loop[i % n][2] >= 0:
            run.append(loop[i % n])
            i += 1
        run.append(_edge(loop[i % n], loop[i % n - 1]))
        longest = max(longest, run, key=len)
    return longest


def _edge(hidden: Vec, seen: Vec) -> Vec:
    """Where a line on a ball leaves the side that faces the viewer."""
    t = hidden[2] / ((hidden[2] - seen[2]) or 1e-9)
    return unit((hidden[0] + (seen[0] - hidden[0]) * t, hidden[1] + (seen[1] - hidden[1]) * t, 0), (1.0, 0.0, 0.0))


__all__ = ["hair", "nose"]
