"""Machines to sit or step on, from the side."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, sign
from .stencil import STAND, Stencil


@dataclass(frozen=True, slots=True)
class Bike(Prop):
    """An indoor bike; `x` is the middle of its saddle."""

    seat: int = 84  # height
    crank: int = -80  # degrees of the near pedal: 0 is forward, 90 up
    faces: Way = "right"

    def _pedal(self, turn: int) -> tuple[float, float]:
        a = math.radians(self.crank + turn)
        return (26 + 15 * math.cos(a), 30 + 15 * math.sin(a))

    def anchors(self) -> dict[str, Vec]:
        """seat, handle, pedal_near and pedal_far (under an ankle: the ball of the foot presses)."""
        x, s = self.x, sign(self.faces)
        (nx, ny), (fx, fy) = self._pedal(0), self._pedal(180)
        return {
            "seat": (x, self.seat, 0), "handle": (x + s * 46, 116, 0),
            "pedal_near": (x + s * (nx - 9), ny + 1.5, 13), "pedal_far": (x + s * (fx - 9), fy + 1.5, -13),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """The saddle."""
        return [Solid(self.x - 13, self.x + 12, self.seat - 5, self.seat, -10, 10, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A frame on two feet, a flywheel, saddle, handlebar, and both pedals."""
        s, h = Stencil(pen, self.x, sign(self.faces)), self.seat
        (nx, ny), (fx, fy) = self._pedal(0), self._pedal(180)
        frame = s.bar(2.6, (-28, 5), (72, 5)) + s.bar(2.8, (-4, h - 6), (14, 6)) + s.bar(2.8, (46, 8), (52, 110))
        feet = s.rect(-33, 0, -23, 6) + s.rect(66, 0, 76, 6)
        return [
            Shape(STAND, "prop-3", s.bar(1.5, (26, 30), (fx, fy)) + s.rect(fx - 5, fy - 1.6, fx + 5, fy + 1.6, 1.2), 1.4),
            Shape(STAND + 1, "prop-2", frame),
            Shape(STAND + 2, "prop-3", feet + s.bar(3, (-10, h - 3), (9, h - 2.4), end=2), 1.8),
            Shape(STAND + 3, "prop", pen.hull((s.at(26, 30), 8), (s.at(54, 30), 19))),
            Shape(STAND + 4, "metal", s.disc(54, 30, 11), 1.4),
            Shape(STAND + 5, "prop-3", s.bar(1.8, (52, 110), (44, 113), (47, 117)), 1.6),
            Shape(STAND + 6, "glass", s.poly((53, 114), (60, 114), (58, 126), (52, 126)), 1.4),
            Shape(STAND + 7, "metal", s.bar(1.6, (26, 30), (nx, ny)), 1.4),
            Shape(STAND + 8, "prop-3", s.rect(nx - 5, ny - 1.6, nx + 5, ny + 1.6, 1.2), 1.4),
        ]


@dataclass(frozen=True, slots=True)
class Machine(Prop):
    """An elliptical trainer; `x` is between both pedals, `ahead` how far the near foot is in front, or (-) behind, in percent."""

    ahead: int = 100
    faces: Way = "right"

    def _feet(self) -> tuple[tuple[float, float], tuple[float, float]]:
        part = self.ahead / 100
        return (15 * part, 26 + 4 * part), (-15 * part, 26 - 4 * part)

    def _hands(self) -> tuple[float, float]:
        return (42 - 8 * self.ahead / 100, 42 + 8 * self.ahead / 100)

    def anchors(self) -> dict[str, Vec]:
        """pedal_near, pedal_far (under an ankle), handle_near, handle_far."""
        x, s, (near, far), (a, b) = self.x, sign(self.faces), self._feet(), self._hands()
        return {
            "pedal_near": (x + s * near[0], near[1], 11), "pedal_far": (x + s * far[0], far[1], -11),
            "handle_near": (x + s * a, 124, 20), "handle_far": (x + s * b, 124, -20),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """Both pedals."""
        found = []
        for (px, py), z in zip(self._feet(), (4, -20), strict=True):
            a, b = sorted((self.x + sign(self.faces) * (px - 10), self.x + sign(self.faces) * (px + 22)))
            found.append(Solid(a, b, py - 3, py, z, z + 16))
        return found

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A base, a flywheel under a cover, a post with a screen, and for each side a pedal bar and a handle."""
        s, (near, far), (a, b) = Stencil(pen, self.x, sign(self.faces)), self._feet(), self._hands()
        return [
            Shape(STAND, "prop-3", self._side(s, far, b)),
            Shape(STAND + 1, "prop-2", s.bar(3, (-40, 4), (88, 4)) + s.bar(3, (66, 10), (60, 136))),
            Shape(STAND + 2, "prop", pen.hull((s.at(72, 28), 23), (s.at(58, 14), 8))),
            Shape(STAND + 3, "metal", s.disc(72, 28, 13), 1.4),
            Shape(STAND + 4, "glass", s.poly((56, 132), (64, 130), (62, 148), (56, 148)), 1.6),
            Shape(STAND + 5, "metal", self._side(s, near, a)),
        ]

    def _side(self, s: Stencil, foot: tuple[float, float], hand: float) -> str:
        x, y = foot
        return s.rect(x - 11, y - 3.6, x + 23, y, 1.6) + s.bar(1.7, (x + 10, y - 3), (66, 34)) + s.bar(1.7, (60, 30), (60, 78), (hand, 112)) + s.bar(2.2, (hand, 110), (hand, 130))
