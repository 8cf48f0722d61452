"""A prop's own coordinates → paths: mirrored for props that face left, and turned with the camera."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..body import Body
from ..geometry import Vec, mix, norm, sub
from ..pen import Pen, Spot
from .base import BEHIND

ROOM, STAND, UPON = BEHIND, BEHIND + 40, BEHIND + 80  # depths of walls, of furniture, of what lies on it

Dot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stencil:
    """Draws around the point (x, y, z) of the scene; with the sign -1 to the left instead of to the right."""

    pen: Pen
    x: float = 0.0
    sign: int = 1
    y: float = 0.0
    z: float = 0.0

    def at(self, x: float, y: float, z: float = 0.0) -> Vec:
        """A point as the camera sees it."""
        return self.pen.at(self.x + self.sign * x, self.y + y, self.z + z)

    def rect(self, x0: float, y0: float, x1: float, y1: float, r: float = 1.5) -> str:
        """An upright rectangle between two corners."""
        a, b = self.at(x0, y0), self.at(x1, y1)
        return self.pen.rect(a[0], a[1], b[0], b[1], r)

    def bar(self, r: float, *dots: Dot, end: float | None = None) -> str:
        """A round bar along some points; `end` is its radius at the last one."""
        path = ""
        for i in range(len(dots) - 1):
            last = r if end is None or i < len(dots) - 2 else end
            path += self.pen.hull((self.at(*dots[i]), r), (self.at(*dots[i + 1]), last))
        return path

    def disc(self, x: float, y: float, r: float) -> str:
        """A disc."""
        return self.pen.circle(self.at(x, y), r)

    def poly(self, *dots: Dot) -> str:
        """A flat piece with corners."""
        return self.pen.poly([self.at(*dot) for dot in dots])

    def line(self, *dots: Dot) -> str:
        """A line through some points."""
        return self.pen.line(*(self.at(*dot) for dot in dots))

    def curve(self, *dots: Dot, closed: bool = False) -> str:
        """A smooth line through some points, or a soft piece."""
        return self.pen.spline([self.at(*dot) for dot in dots], closed)

    def floor(self, *dots: Dot) -> str:
        """A flat piece that lies on the floor; its dots are x and z."""
        return self.pen.poly([self.at(x, 0, z) for x, z in dots])


def flat(pen: Pen, x: float, y: float, sign: int = 1) -> Stencil:
    """Draws around a point that the camera has turned already, such as a hand."""
    return Stencil(Pen(0.0, pen.box, pen.spots), x, sign, y)


def hands_of(body: Body, names: Sequence[str]) -> list[tuple[str, Vec]]:
    """Sides and places of the hands that an author named, once each; hands that this body lacks are left out."""
    said = [names] if isinstance(names, str) else names if isinstance(names, (list, tuple)) else []
    sides = dict.fromkeys(side for side in (body.side(name) for name in said if isinstance(name, str)) if side)
    return [(side, body.points[f"hand_{side}"]) for side in sides if f"hand_{side}" in body.points]


def depth(body: Body, side: str) -> float:
    """Where a thing in this hand is painted: just before the arm, whose layer is -40 (far), -25 (behind a back), 20 or 40 (`in_front`)."""
    hand, other, root = body.points[f"hand_{side}"], body.points.get(f"shoulder_{'l' if side == 'r' else 'r'}"), body.points.get(f"shoulder_{side}")
    if side in body.in_front:
        return 45.0
    if other and root and other[2] - root[2] > 0.6 * math.dist(other, root):
        return -39.0
    back = body.points.get("c7")
    if not body.sideways and back and hand[2] < back[2] - 8:
        return -24.0
    return 25.0 + max(-4.0, min(4.0, hand[2] / 25))


def between(body: Body) -> float:
    """Where a thing between both arms is painted: beside the trunk, before it when one sees the person's face, else behind."""
    heel, toe = body.find("heel"), body.find("toe")
    if body.sideways or heel is None or toe is None:
        return -2.0
    return 15.0 if toe[2] > heel[2] else -45.0


def ground(pen: Pen, p: Vec, dx: float = 0.0, height: float = 0.0) -> Vec:
    """The point of the floor under a point of the body, as the camera sees both."""
    down, deep = pen.at(0, 1, 0), pen.at(0, 0, 1)
    z = p[1] * deep[1] + p[2] * deep[2]  # the camera's turn undone
    return (p[0] + dx, height * down[1] + z * deep[1], height * down[2] + z * deep[2])


def toward(a: Spot, b: Spot, length: float) -> Vec:
    """The point `length` from a on the way to b; straight down where they are one."""
    way = sub(_vec(b), _vec(a))
    size = norm((way[0], way[1], 0.0))
    if size < 1e-6:
        return (a[0], a[1] - length, _vec(a)[2])
    return mix(_vec(a), _vec(b), length / size)


def _vec(p: Spot) -> Vec:
    return (p[0], p[1], p[2] if len(p) == 3 else 0.0)
