"""Outlines → SVG path data in whole millimeters, and the room that they take."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .geometry import Vec

LINE = 2.0  # centimeters: width of an outline; the inner half is covered by the fill
TURN = 2 * math.pi
Spot = tuple[float, float] | Vec  # centimeters; y up. A third value is depth, and not drawn
Round = tuple[Spot, float]  # a disc: middle, radius
Disc = tuple[float, float, float]  # the same as it is drawn: x, y down, radius


class Shape(NamedTuple):
    """One element of a picture: painted in the order of `z`; its class says what it is, and so what color it has."""

    z: float
    role: str  # skin, top-far, prop, line, arrow, …
    path: str
    width: float | None = LINE  # of its line in centimeters; None: no line
    extra: str = ""  # further attributes, such as dashes


@dataclass(slots=True)
class Box:
    """The room that drawn things take, in centimeters."""

    left: float = math.inf
    bottom: float = math.inf
    right: float = -math.inf
    top: float = -math.inf

    def add(self, x: float, y: float, r: float = 0.0) -> None:
        """Makes room for a disc."""
        if x - r < self.left:  # tens of thousands of times for all figures: no calls
            self.left = x - r
        if x + r > self.right:
            self.right = x + r
        if y - r < self.bottom:
            self.bottom = y - r
        if y + r > self.top:
            self.top = y + r

    def distance(self, x: float, y: float) -> float:
        """How far a point lies outside; 0 within."""
        return math.hypot(max(self.left - x, 0.0, x - self.right), max(self.bottom - y, 0.0, y - self.top))

    def join(self, other: Box) -> None:
        """Makes room for all that another box holds."""
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.bottom, self.top = min(self.bottom, other.bottom), max(self.top, other.top)


def numbers(*values: float) -> str:
    """Centimeters as whole millimeters, as short as SVG allows."""
    out = ""
    for value in values:
        text = str(round(value * 10))
        out += text if not out or text[0] == "-" else " " + text
    return out


@dataclass(slots=True)
class Pen:
    """Draws with a camera that looks down by `pitch` degrees. Points of bodies are turned already; those of props go through `at`."""

    pitch: float = 0.0
    box: Box = field(default_factory=Box)
    spots: list[tuple[float, float, float]] = field(default_factory=list)  # (left edge, height, reach): what a badge must not cover

    def at(self, x: float, y: float, z: float = 0.0) -> Vec:
        """A point of the scene as the camera sees it."""
        if not self.pitch:
            return (x, y, z)
        c, s = math.cos(math.radians(self.pitch)), math.sin(math.radians(self.pitch))
        return (x, y * c - z * s, y * s + z * c)

    def note(self, x: float, y: float, r: float = 0.0) -> None:
        """Makes room for a disc, and remembers that something stands there."""
        self.box.add(x, y, r)
        self.spots.append((x - r, y, r))

    def circle(self, p: Spot, r: float) -> str:
        """A disc."""
        self.note(p[0], p[1], r)
        return _disc(p[0], -p[1], r)

    def hull(self, *rounds: Round) -> str:
        """The outline around some discs, as a rubber band would lie: straight lines and exact arcs."""
        for p, r in rounds:
            self.note(p[0], p[1], r)
        discs = _outer([(p[0], -p[1], r) for p, r in rounds])
        if len(discs) == 1:
            return _disc(*discs[0])
        return _band(discs) if len(discs) > 2 else _pair(*discs)

    def spline(self, points: Sequence[Spot], closed: bool = False) -> str:
        """A smooth line through points (Catmull-Rom)."""
        for p in points:
            self.note(p[0], p[1])
        q = [(p[0], -p[1]) for p in points]
        if closed and sum(q[i - 1][0] * q[i][1] - q[i][0] * q[i - 1][1] for i in range(len(q))) < 0:
            q.reverse()  # all outlines run the same way, else one would cut a hole into the other
        return _smooth(q, closed)

    def poly(self, points: Iterable[Spot], closed: bool = True) -> str:
        """Straight lines through points."""
        q = list(points)
        for p in q:
            self.note(p[0], p[1])
        if closed and sum(q[i - 1][0] * q[i][1] - q[i][0] * q[i - 1][1] for i in range(len(q))) > 0:
            q.reverse()
        return "M" + "L".join(numbers(p[0], -p[1]) for p in q) + ("z" if closed else "")

    def line(self, *points: Spot) -> str:
        """An open line through points."""
        return self.poly(points, closed=False)

    def rect(self, x0: float, y0: float, x1: float, y1: float, r: float = 1.5) -> str:
        """An upright rectangle with round corners, between two corners in any order."""
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        self.note(x0, y0)
        self.note(x1, y1)
        r = min(r, (x1 - x0) / 2, (y1 - y0) / 2)
        if r < 2:  # the line around it is as round
            return f"M{numbers(x0, -y1)}h{numbers(x1 - x0)}v{numbers(y1 - y0)}h{numbers(x0 - x1)}z"
        w, h, corner = x1 - x0 - 2 * r, y1 - y0 - 2 * r, f"a{numbers(r, r)} 0 0 1"
        corners = [corner + (" " if d[0] > 0 else "") + numbers(*d) for d in ((r, r), (-r, r), (-r, -r), (r, -r))]
        return f"M{numbers(x0 + r, -y1)}h{numbers(w)}{corners[0]}v{numbers(h)}{corners[1]}h{numbers(-w)}{corners[2]}v{numbers(-h)}{corners[3]}z"


def _disc(x: float, y: float, r: float) -> str:
    return f"M{numbers(x - r, y)}a{numbers(r, r)} 0 1 1{_signed(round(20 * r))} 0a{numbers(r, r)} 0 1 1{_signed(round(-20 * r))} 0z"


def _outer(discs: list[Disc]) -> list[Disc]:
    """Without those that lie inside another; of equal ones the first."""
    kept = []
    for i, a in enumerate(discs):
        inside = (math.hypot(a[0] - b[0], a[1] - b[1]) <= b[2] - a[2] + 1e-6 and (b[2] > a[2] + 1e-6 or j < i) for j, b in enumerate(discs) if j != i)
        if not any(inside):
            kept.append(a)
    return kept or discs[:1]


def _pair(a: Disc, b: Disc) -> str:
    """Two discs, as most limbs and bars are: around one, along, and around the other."""
    here, there = (a, b) if a[0] + a[2] >= b[0] + b[2] else (b, a)
    out, back = _tangent(here, there), _tangent(there, here)
    around = (back - out) % TURN
    first, second, third, fourth = _touch(here, out), _touch(there, out), _touch(there, back), _touch(here, back)
    return f"M{second[0]}{_signed(second[1])}{_arc(second, third, there[2], around)}{_line(third, fourth)}{_arc(fourth, first, here[2], TURN - around)}z"


def _line(a: tuple[int, int], b: tuple[int, int]) -> str:
    return f"l{b[0] - a[0]}{_signed(b[1] - a[1])}"


def _arc(a: tuple[int, int], b: tuple[int, int], radius: float, turn: float) -> str:
    """Around a disc from a to b; nothing where they are one. Half a turn counts as the smaller one on every machine."""
    if a == b:
        return ""
    size = round(radius * 10)
    return f"a{size} {size} 0 {int(turn > math.pi + 1e-6)} 1{_signed(b[0] - a[0])}{_signed(b[1] - a[1])}"


def _band(discs: list[Disc]) -> str:
    """Gift wrapping: from the rightmost disc, always on to the disc whose tangent turns least."""
    here = max(range(len(discs)), key=lambda k: discs[k][0] + discs[k][2])
    heading, turned, out, cursor = 0.0, 0.0, "", (0, 0)
    for _ in range(3 * len(discs)):
        turn, there = min(((_tangent(discs[here], b) - heading) % TURN, j) for j, b in enumerate(discs) if j != here)
        heading += turn
        if out:
            turned += turn
            end = _touch(discs[here], heading)
            out += _arc(cursor, end, discs[here][2], turn)
            cursor = end
            if turned > TURN - 1e-6:
                break
        end = _touch(discs[there], heading)
        out += _line(cursor, end) if out else f"M{end[0]}{_signed(end[1])}"
        cursor, here = end, there
    return out + "z"


def _touch(disc: Disc, heading: float) -> tuple[int, int]:
    """The point of a disc's edge in this direction, in millimeters."""
    return round((disc[0] + disc[2] * math.cos(heading)) * 10), round((disc[1] + disc[2] * math.sin(heading)) * 10)


def _tangent(a: Disc, b: Disc) -> float:
    """The direction of the outward normal of the line that touches both discs; nan where one holds the other."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    ratio = (a[2] - b[2]) / (math.hypot(dx, dy) or 1e-9)
    return math.atan2(dy, dx) - math.acos(max(-1.0, min(1.0, ratio)))


def _signed(n: int) -> str:
    return str(n) if n < 0 else f" {n}"


def _smooth(q: list[tuple[float, float]], closed: bool) -> str:
    n, part = len(q), 1 / 6
    ox, oy = round(q[0][0], 1), round(q[0][1], 1)
    out = "M" + numbers(*q[0]) + "c"
    for i in range(n if closed else n - 1):
        a, b = q[i - 1] if closed or i else q[0], q[i]
        c = q[(i + 1) % n]
        d = q[(i + 2) % n] if closed or i + 2 < n else c
        ex, ey = round(c[0] - ox, 1), round(c[1] - oy, 1)
        row = numbers(
            b[0] + (c[0] - a[0]) * part - ox, b[1] + (c[1] - a[1]) * part - oy,
            c[0] - (d[0] - b[0]) * part - ox, c[1] - (d[1] - b[1]) * part - oy, ex, ey,
        )  # fmt: skip
        out += row if not i or row[0] == "-" else " " + row
        ox, oy = ox + ex, oy + ey
    return out + ("z" if closed else "")


__all__ = ["LINE", "Box", "Pen", "Round", "Shape", "Spot", "numbers"]
