"""Sticks, canes, frames and carts: what a hand holds or pushes to walk, reach or carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec, add, mul, norm, sub, unit
from ..pen import Pen, Shape
from .base import BEHIND, Hands, Prop, Solid, Way, sign
from .stencil import STAND, Stencil, depth, flat, ground, hands_of, toward


@dataclass(frozen=True, slots=True)
class Stick(Prop):
    """A broom handle: along the back from head to hips, or level in both hands."""

    carried: ClassVar[bool] = True

    held: Literal["back", "hands"] = "back"
    length: int = 120

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A thin round stick."""
        ends, z = self._along_back(body) if self.held == "back" else self._in_hands(body)
        if not ends:
            return []
        return [Shape(z, "prop-2", pen.hull((ends[0], 1.4), (ends[1], 1.4)))]

    def _along_back(self, body: Body) -> tuple[list[Vec], float]:
        if len(body.nodes) < 5 or len(body.segments) < 4:
            return [], 0.0
        skin = [ball.at for ball in body.part("back") or []]
        low, high = skin[0], skin[4]
        way = unit(sub(high, low))
        out = unit(sub(skin[4], body.nodes[4]), (-1.0, 0.0, 0.0))
        low, high = add(low, mul(out, 1.6)), add(high, mul(out, 1.6))
        first = add(low, mul(way, -14.0))
        z = 12.0 if skin[4][2] > body.nodes[4][2] + 4 else BEHIND + 200
        return [first, add(first, mul(way, float(self.length)))], z

    def _in_hands(self, body: Body) -> tuple[list[Vec], float]:
        held = hands_of(body, ("right", "left"))
        if len(held) < 2:
            return [], 0.0
        (side, a), (_, b) = held
        way = unit((b[0] - a[0], b[1] - a[1], 0.0), (1.0, 0.0, 0.0))
        spare = max(4.0, (self.length - abs(b[0] - a[0])) / 2)
        return [add(a, mul(way, -spare)), add(b, mul(way, spare))], depth(body, side)


@dataclass(frozen=True, slots=True)
class Poles(Prop):
    """Walking poles: one in each hand, its tip on the floor so far before (+) or behind (-) the hand."""

    carried: ClassVar[bool] = True

    near: int = -30  # the tip of the near or right hand's
    far: int = 20

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Two thin poles with dark grips and rubber tips."""
        shapes = []
        for name, dx in (("near", self.near), ("far", self.far)):
            for side, hand in hands_of(body, (name,)):
                tip = ground(pen, hand, dx, 1.4)
                head, low = toward(hand, tip, -6), toward(hand, tip, 8)
                z = depth(body, side)
                shapes += [
                    Shape(z, "metal", pen.hull((hand, 1.0), (tip, 0.9)), 1.4),
                    Shape(z + 0.1, "prop-3", pen.hull((head, 1.9), (low, 1.5)) + pen.circle(tip, 1.5), 1.4),
                ]
        return shapes


@dataclass(frozen=True, slots=True)
class Cane(Prop):
    """A walking stick in one hand, its tip on the floor `dx` beside the hand."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near",)
    dx: int = 6

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A thin stick with a handle and a rubber tip."""
        shapes = []
        for side, hand in hands_of(body, self.hands):
            tip, z = ground(pen, hand, self.dx, 1.6), depth(body, side)
            grip = pen.hull(((hand[0] - 5, hand[1] + 0.5), 1.9), ((hand[0] + 6, hand[1] + 0.5), 1.9))
            shapes += [
                Shape(z, "prop-2", pen.hull((hand, 1.3), (tip, 1.2)), 1.6),
                Shape(z + 0.1, "prop-3", grip + pen.circle(tip, 1.8), 1.6),
            ]
        return shapes


@dataclass(frozen=True, slots=True)
class Walker(Prop):
    """A walking frame from the side; `x` is its grips. It stands still while one holds it, so it is not `movable`."""

    x: int = 24
    height: int = 88
    faces: Way = "right"

    def anchors(self) -> dict[str, Vec]:
        """handle_near, handle_far, handle (between them)."""
        return {k: (self.x, self.height, z) for k, z in (("handle", 0), ("handle_near", 24), ("handle_far", -24))}

    def solids(self) -> list[Solid]:
        """The grips."""
        return [Solid(self.x - 7, self.x + 7, self.height - 4, self.height, z, z + 6) for z in (-27, 21)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A light metal frame, dark grips, front wheels."""
        s, h = Stencil(pen, self.x, sign(self.faces)), self.height
        frame = s.bar(1.6, (-6, h - 2), (-12, 1.8)) + s.bar(1.6, (8, h - 2), (20, 5)) + s.bar(1.6, (-9, h * 0.48), (14, h * 0.48)) + s.bar(1.6, (-6, h - 2), (8, h - 2))
        return [Shape(STAND, "metal", frame, 1.6), Shape(STAND + 1, "prop-3", s.bar(2.3, (-8, h - 2), (4, h - 2)) + s.disc(20, 4.5, 4.5) + s.disc(-12, 1.8, 2), 1.6)]


@dataclass(frozen=True, slots=True)
class QuadCane(Prop):
    """A cane with four feet that stands by itself, ready for later; `x` is its grip."""

    x: int = 40
    height: int = 84
    faces: Way = "right"

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A slim shaft, a bent grip, a small base."""
        s, h = Stencil(pen, self.x, sign(self.faces)), self.height
        shaft = s.bar(1.2, (2, h - 2), (2, 8)) + s.bar(1.2, (2, 9), (-7, 1.4)) + s.bar(1.2, (2, 9), (10, 1.4))
        return [Shape(STAND, "metal", shaft, 1.4), Shape(STAND + 1, "prop-3", s.bar(2.0, (3, h - 2), (-7, h - 1)), 1.4)]


@dataclass(frozen=True, slots=True)
class Trolley(Prop):
    """A wheeled cart that is pushed; `x` is its handle. It gives no support, and has no solids."""

    carried: ClassVar[bool] = True

    x: int = 40
    height: int = 98
    faces: Way = "right"

    def anchors(self) -> dict[str, Vec]:
        """handle."""
        return {"handle": (self.x, self.height, 0)}

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A basket with a grid on four wheels."""
        s, h = Stencil(pen, self.x, sign(self.faces)), self.height
        frame = s.bar(1.5, (-1, h - 2), (8, h - 12), (16, 14), (62, 14))
        grid = "".join(s.line((9 + i * 13, h - 14), (14 + i * 11, h - 50)) for i in range(1, 4)) + s.line((12, h - 31), (59, h - 31))
        return [
            Shape(STAND, "metal", frame, 1.6),
            Shape(STAND + 1, "prop", s.poly((8, h - 13), (66, h - 10), (57, h - 51), (13, h - 51))),
            Shape(STAND + 2, "detail", grid, 1.2),
            Shape(STAND + 3, "prop-3", s.disc(19, 6, 6) + s.disc(57, 6, 6) + s.bar(2.2, (-3, h - 2), (4, h - 4)), 1.6),
        ]


@dataclass(frozen=True, slots=True)
class Grabber(Prop):
    """A reacher: from a hand, its jaws `dx` and `dy` away."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near",)
    dx: int = 34
    dy: int = -58

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A rod with a grip and open jaws."""
        shapes = []
        for side, p in hands_of(body, self.hands):
            z = depth(body, side)
            end = (p[0] + self.dx, p[1] + self.dy, p[2])
            way = unit((float(self.dx), float(self.dy), 0.0), (0.0, -1.0, 0.0))
            jaws = ""
            for w in (-1, 1):
                knee = (end[0] + way[0] * 4 - way[1] * w * 4.5, end[1] + way[1] * 4 + way[0] * w * 4.5)
                tip = (end[0] + way[0] * 11 - way[1] * w * 2.5, end[1] + way[1] * 11 + way[0] * w * 2.5)
                jaws += pen.hull((end, 1.2), (knee, 1.2)) + pen.hull((knee, 1.2), (tip, 1.0))
            grip = pen.hull((toward(p, end, -5), 2.0), (toward(p, end, 6), 1.8))
            shapes += [Shape(z, "metal", pen.hull((p, 1.1), (end, 1.1)), 1.4), Shape(z + 0.1, "prop-3", grip + jaws, 1.4)]
        return shapes


@dataclass(frozen=True, slots=True)
class Shoehorn(Prop):
    """A long shoehorn from a hand to a heel."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near",)
    foot: Literal["near", "far", "left", "right"] = "near"

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A slim blade that widens at the heel."""
        heel, shapes = body.find(f"heel_{self.foot}"), []
        for side, p in hands_of(body, self.hands):
            goal = heel or (p[0], p[1] - 50, p[2])
            size = min(70.0, max(12.0, norm(sub(goal, p))))
            tip, low = toward(p, goal, size), toward(p, goal, size - 12)
            path = pen.hull((toward(p, goal, -6), 1.6), (low, 1.2)) + pen.hull((low, 1.2), (tip, 2.2))
            shapes.append(Shape(depth(body, side), "metal", path, 1.4))
        return shapes


@dataclass(frozen=True, slots=True)
class Vacuum(Prop):
    """An upright vacuum cleaner: from a hand to its head on the floor, `dx` away."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near",)
    dx: int = 52

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A tube with a motor, a wide head with a wheel."""
        shapes = []
        for side, p in hands_of(body, self.hands):
            z, way = depth(body, side), 1 if self.dx >= 0 else -1
            foot = ground(pen, p, self.dx, 5)
            size = max(20.0, norm((foot[0] - p[0], foot[1] - p[1], 0.0)))
            head = pen.rect(foot[0] - 8 * way, foot[1] - 5, foot[0] + 20 * way, foot[1] + 3, 3)
            motor = pen.hull((toward(p, foot, size * 0.42), 5.5), (toward(p, foot, size * 0.72), 6.5))
            cup = pen.hull((toward(p, foot, size * 0.62), 3.8), (toward(p, foot, size * 0.72), 4.0))
            grip = pen.hull((toward(p, foot, -6), 2.0), (toward(p, foot, 7), 1.8))
            shapes += [
                Shape(z - 0.3, "metal", pen.hull((p, 1.4), (foot, 1.8)), 1.6),
                Shape(z - 0.2, "prop-3", head + grip, 1.6),
                Shape(z - 0.1, "prop-2", motor),
                Shape(z, "glass", cup, 1.2),
            ]
        return shapes


@dataclass(frozen=True, slots=True)
class Bag(Prop):
    """A shopping bag that hangs from each of `hands`, 42 cm below it at most."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near", "far")

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Wide handles, a bag, and something green that looks out."""
        shapes = []
        for side, p in hands_of(body, self.hands):
            s, z = flat(pen, p[0], p[1] - 1), depth(body, side)
            shapes += [
                Shape(z - 0.2, "line", s.line((-8, -16), (-2, 0), (2, 0), (8, -16)), 2.4),
                Shape(z - 0.1, "cloth", s.rect(4, -20, 8, -8, 2), 1.4),
                Shape(z, "prop-2", s.poly((-12, -15), (12, -15), (14, -41), (-14, -41))),
                Shape(z + 0.1, "detail", s.line((-12.6, -21), (12.6, -21)), 1.2),
            ]
        return shapes
