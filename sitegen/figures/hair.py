"""Hair: a cap on the skull, bounded by a hairline in space, and what hangs or stands around it."""

from __future__ import annotations

import math

from .geometry import Frame, Vec, along, dot, unit
from .pen import Pen, numbers
from .sketch import Sketch, rounds
from .skeleton import HEAD_RADIUS as R

CAP = R * 1.05
# a hairline on a ball of radius 1: from the middle of the forehead along the right side to the nape (forward, up, right)
LINE = (
    (0.80, 0.60, 0.0),
    (0.62, 0.50, 0.60),
    (0.45, 0.10, 0.89),
    (0.25, -0.15, 0.95),
    (-0.30, -0.30, 0.91),
    (-0.55, -0.68, 0.48),
    (-0.66, -0.75, 0.0),
)


def hair(sketch: Sketch, style: str) -> None:
    """Draws the hair, or what covers it."""
    at, frame = sketch.body.points["head"], sketch.body.frames["head"]
    pen = sketch.pen
    front = frame[0][2] > 0.5
    if style == "bun":
        sketch.add(0.3 if frame[0][2] < -0.5 else -0.6, "hair", pen.circle(along(at, frame, -0.85 * R, 0.8 * R), 4.4))
    if style == "bald":
        return
    sketch.add(0.2, "hair", cap(pen, at, frame))


def cap(pen: Pen, at: Vec, frame: Frame, line: tuple[Vec, ...] = LINE) -> str:
    """The part of a ball behind a hairline, as far as it faces the viewer."""
    loop = [along((0, 0, 0), frame, *p) for p in (*line, *((x, y, -z) for x, y, z in line[-2:0:-1]))]
    run = _seen(loop)
    pole = unit(along((0, 0, 0), frame, -0.7, 0.7))
    if not run:
        return pen.circle(at, CAP) if pole[2] > -0.5 else ""
    a, b = (math.atan2(-p[1], p[0]) for p in (run[0], run[-1]))
    turn = (a - b) % math.tau  # clockwise in the picture, from the line's end to its start
    middle = b + turn / 2
    if dot((math.cos(middle), -math.sin(middle), 0), pole) < 0:
        run.reverse()
        turn = math.tau - turn
    spots = [(at[0] + p[0] * CAP, at[1] + p[1] * CAP) for p in run]
    pen.note(at[0], at[1], CAP)
    size = numbers(CAP, CAP)
    return pen.spline(spots) + f"A{size} 0 {int(turn > math.pi)} 1 {numbers(spots[0][0], -spots[0][1])}z"


def _seen(loop: list[Vec]) -> list[Vec]:
    """The longest part of a closed line on a ball that faces the viewer, from edge to edge; empty when all or nothing does."""
    n = len(loop)
    starts = [i for i in range(n) if loop[i][2] >= 0 and loop[i - 1][2] < 0]
    runs = []
    for i in starts:
        run = [_edge(loop[i - 1], loop[i])]
        while loop[i % n][2] >= 0:
            run.append(loop[i % n])
            i += 1
        runs.append([*run, _edge(loop[i % n], loop[i % n - 1])])
    return max(runs, key=len) if runs else []


def _edge(hidden: Vec, seen: Vec) -> Vec:
    """Where a line on a ball leaves the side that faces the viewer."""
    t = -hidden[2] / ((seen[2] - hidden[2]) or 1e-9)
    return unit((hidden[0] + (seen[0] - hidden[0]) * t, hidden[1] + (seen[1] - hidden[1]) * t, 0), (1.0, 0.0, 0.0))


__all__ = ["cap", "hair"]
