"""Sticks, poles and canes: what a hand holds and what may stand on the floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec, add, mul, sub, unit
from ..pen import Pen, Shape
from .base import BEHIND, Hands, Prop
from .sketch import depth, ground, hands_of, toward


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
        z = 45.0 if skin[4][2] > body.nodes[4][2] + 4 else BEHIND + 200
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
