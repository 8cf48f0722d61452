"""Chairs, stools and sofas: what people sit on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, block, sign
from .stencil import STAND, Stencil


@dataclass(frozen=True, slots=True)
class Chair(Prop):
    """A firm chair from the side, or from its front; `x` is the middle of its seat."""

    movable: ClassVar[bool] = True

    seat: int = 44  # height
    back: int = 90  # height
    faces: Literal["right", "left", "viewer"] = "right"
    arms: bool = False

    def anchors(self) -> dict[str, Vec]:
        """seat, back (its top), front (edge of the seat), feet (on the floor before it), arm_near and arm_far; from the front arm_left and arm_right."""
        x, s, h, arm = self.x, sign(self.faces), self.seat, self.seat + 24
        if self.faces == "viewer":
            return {
                "seat": (x, h, 0), "back": (x, self.back, -22), "front": (x, h, 22), "feet": (x, 0, 42),
                "arm_left": (x - 25, arm, 8), "arm_right": (x + 25, arm, 8),
            }  # fmt: skip
        return {
            "seat": (x, h, 0), "back": (x - s * 25, self.back, 0), "front": (x + s * 22, h, 0), "feet": (x + s * 40, 0, 0),
            "arm_near": (x + s * 10, arm, 25), "arm_far": (x + s * 10, arm, -25),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """The seat, the backrest and the armrests."""
        x, s, h = self.x, sign(self.faces), self.seat
        seat = Solid(x - 24, x + 24, h - 5, h, -22, 22, soft=True)
        if self.faces == "viewer":
            rests = [Solid(x0, x0 + 4, h + 20, h + 24, -20, 16) for x0 in (x - 27, x + 23)]
            return [seat, Solid(x - 22, x + 22, h, self.back, -26, -22, soft=True), *(rests if self.arms else ())]
        x0, x1 = sorted((x - s * 22, x + s * 16))
        rests = [Solid(x0, x1, h + 20, h + 24, z, z + 4) for z in (-27, 23)]
        back = sorted((x - s * 23, x - s * 27))
        return [seat, Solid(back[0], back[1], h, self.back, -22, 22, soft=True), *(rests if self.arms else ())]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Legs and back of wood, a light seat."""
        if self.faces == "viewer":
            return self._front(pen)
        s, h = Stencil(pen, self.x, sign(self.faces)), self.seat
        legs = s.bar(1.8, (-20, h - 3), (-23, 1.6), end=1.5) + s.bar(1.8, (20, h - 3), (21, 1.6), end=1.5)
        shapes = [Shape(STAND, "prop-2", legs + s.bar(2.0, (-21, h), (-25, self.back - 2))), *self._seat(pen)]
        if self.arms:
            shapes.append(Shape(15.0, "prop-2", s.rect(-23, h + 20, 16, h + 24, 1.8) + s.rect(11, h - 1, 14.5, h + 21, 1.4)))
        return shapes

    def _seat(self, pen: Pen) -> list[Shape]:
        return block(pen, Solid(self.x - 23, self.x + 23, self.seat - 5, self.seat, -20, 20 if pen.pitch else 0), "prop", "prop", STAND + 1, 2)

    def _front(self, pen: Pen) -> list[Shape]:
        h, top = self.seat, self.back
        far, near = Stencil(pen, self.x, z=-22), Stencil(pen, self.x, z=20 if pen.pitch else 0)
        back = far.rect(-21, h - 2, -17.5, top, 0) + far.rect(17.5, h - 2, 21, top, 0) + far.rect(-19, top - 12, 19, top - 1, 0) + far.rect(-18, h + 14, 18, h + 19, 0)
        legs = near.bar(1.8, (-19.5, h - 3), (-20.5, 1.6), end=1.5) + near.bar(1.8, (19.5, h - 3), (20.5, 1.6), end=1.5)
        shapes = [Shape(STAND - 1, "prop-2", back), Shape(STAND, "prop-2", legs), *self._seat(pen)]
        if self.arms:
            sides = near.rect(-27, h + 20, -22.5, h + 24, 2) + near.rect(22.5, h + 20, 27, h + 24, 2) + near.rect(-26, h - 3, -23.5, h + 21, 1) + near.rect(23.5, h - 3, 26, h + 21, 1)
            shapes.append(Shape(STAND + 5, "prop-2", sides))
        return shapes


@dataclass(frozen=True, slots=True)
class Stool(Prop):
    """A stool without a back; `x` is its middle."""

    movable: ClassVar[bool] = True

    seat: int = 46
    width: int = 36

    def anchors(self) -> dict[str, Vec]:
        """seat, feet (on the floor to its right)."""
        return {"seat": (self.x, self.seat, 0), "feet": (self.x + 38, 0, 0)}

    def solids(self) -> list[Solid]:
        """The seat."""
        half = self.width / 2
        return [Solid(self.x - half, self.x + half, self.seat - 5, self.seat, -half, half, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Splayed legs with a rung, and a round seat."""
        s, w, h = Stencil(pen, self.x), self.width / 2, self.seat
        legs = s.bar(1.8, (-w + 5, h - 4), (-w + 1, 1.5), end=1.4) + s.bar(1.8, (w - 5, h - 4), (w - 1, 1.5), end=1.4) + s.rect(-w + 4, h * 0.35, w - 4, h * 0.35 + 2.6, 1)
        return [Shape(STAND, "prop-2", legs), *block(pen, self.solids()[0], "prop", "prop", STAND + 1, 2.4)]


@dataclass(frozen=True, slots=True)
class Footstool(Prop):
    """A low stool for a foot or both; `x` is its middle."""

    movable: ClassVar[bool] = True

    x: int = 50
    height: int = 22
    width: int = 36

    def anchors(self) -> dict[str, Vec]:
        """top."""
        return {"top": (self.x, self.height, 0)}

    def solids(self) -> list[Solid]:
        """The padded top, a little toward the viewer: beside it the far foot has room."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, self.height - 7, self.height, -5, 30)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Short legs and a cushion."""
        s, w, h = Stencil(pen, self.x), self.width / 2, self.height
        legs = s.bar(1.6, (-w + 5, h - 5), (-w + 3, 1.5)) + s.bar(1.6, (w - 5, h - 5), (w - 3, 1.5))
        return [Shape(STAND, "prop-3", legs), *block(pen, self.solids()[0], "prop-2", "prop-2", STAND + 1, 3)]


@dataclass(frozen=True, slots=True)
class LowSeat(Prop):
    """A low, soft sofa from the side, without its near arm; `x` is where one sits."""

    seat: int = 36
    back: int = 76
    faces: Way = "right"

    def anchors(self) -> dict[str, Vec]:
        """seat, front (edge of the seat), feet, back, arm_far (the armrest behind the person)."""
        x, s, h = self.x, sign(self.faces), self.seat
        return {"seat": (x, h, 0), "front": (x + s * 28, h, 0), "feet": (x + s * 42, 0, 0), "back": (x - s * 28, self.back, 0), "arm_far": (x + s * 14, h + 20, -32)}

    def solids(self) -> list[Solid]:
        """The seat, the backrest and the far arm."""
        x, s, h = self.x, sign(self.faces), self.seat
        (a, b), (c, d), (e, f) = sorted((x - s * 30, x + s * 28)), sorted((x - s * 38, x - s * 26)), sorted((x - s * 30, x + s * 24))
        return [Solid(a, b, 10, h, -30, 40, soft=True), Solid(c, d, h, self.back, -30, 40, soft=True), Solid(e, f, h, h + 20, -42, -30, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A rounded back, an arm behind the person, and a thick cushion."""
        s, h = Stencil(pen, self.x, sign(self.faces)), self.seat
        feet = s.rect(-30, 0, -25, 8, 1) + s.rect(20, 0, 25, 8, 1)
        return [
            Shape(STAND, "prop-3", feet),
            Shape(STAND + 1, "prop-2", s.rect(-30, 8, 25, h + 20, 8)),
            Shape(STAND + 2, "prop-2", s.bar(7, (-31, 18), (-37, self.back - 7)) + s.rect(-34, 7, 26, h - 11, 3)),
            Shape(STAND + 3, "prop", s.rect(-27, h - 13, 29, h, 5)),
        ]
