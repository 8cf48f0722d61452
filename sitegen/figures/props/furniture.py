"""Chairs, counters, beds: what stands in a home and carries people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import BEFORE, BEHIND, Prop, Solid
from .sketch import STAND, Sketch


@dataclass(frozen=True, slots=True)
class Chair(Prop):
    """A firm chair from the side; `x` is the middle of its seat."""

    movable: ClassVar[bool] = True

    seat: int = 44  # height
    back: int = 90  # height
    faces: Literal["right", "left"] = "right"
    arms: bool = False

    @property
    def _sign(self) -> int:
        return 1 if self.faces == "right" else -1

    def anchors(self) -> dict[str, Vec]:
        """seat, back (its top), front (near edge of the seat), feet (on the floor before it), arm (the end of an armrest)."""
        s = self._sign
        return {
            "seat": (self.x, self.seat, 0), "back": (self.x - s * 25, self.back, 0), "front": (self.x + s * 22, self.seat, 0),
            "feet": (self.x + s * 40, 0, 0), "arm": (self.x + s * 12, self.seat + 23, 0),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """The seat and the backrest."""
        s = self._sign
        back = sorted((self.x - s * 23, self.x - s * 27))
        return [
            Solid(self.x - 24, self.x + 24, self.seat - 5, self.seat, -22, 22, soft=True),
            Solid(back[0], back[1], self.seat, self.back, -22, 22, soft=True),
        ]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Legs and back of wood, a light seat."""
        x, s, h = self.x, self._sign, self.seat

        def bar(x0: float, y0: float, r0: float, x1: float, y1: float, r1: float) -> str:
            return pen.hull(((x + s * x0, y0), r0), ((x + s * x1, y1), r1))

        legs = bar(-20, h - 3, 1.8, -23, 1.6, 1.5) + bar(20, h - 3, 1.8, 21, 1.6, 1.5)
        shapes = [
            Shape(BEHIND, "prop-2", legs + bar(-21, h, 2.0, -25, self.back - 2, 2.0)),
            Shape(BEHIND + 1, "prop", pen.rect(x - s * 23, h - 5, x + s * 23, h, 2)),
        ]
        if self.arms:
            rest = pen.rect(x - s * 22, h + 20, x + s * 16, h + 23.5, 1.7) + pen.rect(
                x + s * 12, h, x + s * 15, h + 21, 1.4
            )
            shapes.append(Shape(BEFORE, "prop-2", rest))
        return shapes


@dataclass(frozen=True, slots=True)
class Counter(Prop):
    """A kitchen counter seen from its end; `x` is its edge, on the person's side."""

    x: int = 28
    height: int = 90
    width: int = 42
    side: Literal["right", "left"] = "right"  # of the person

    def anchors(self) -> dict[str, Vec]:
        """top (where hands lie), edge."""
        s = 1 if self.side == "right" else -1
        return {"top": (self.x + s * 9, self.height, 0), "edge": (self.x, self.height, 0)}

    def solids(self) -> list[Solid]:
        """The whole block."""
        x0, x1 = (self.x, self.x + self.width) if self.side == "right" else (self.x - self.width, self.x)
        return [Solid(x0, x1, 0, self.height)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Cupboard, worktop and plinth, with a door and a drawer."""
        x, s, h, w = self.x, (1 if self.side == "right" else -1), self.height, self.width
        lines = (
            pen.line((x + s * 4, h - 22), (x + s * w, h - 22))
            + pen.line((x + s * 7, h - 10), (x + s * 7, h - 14))
            + pen.line((x + s * 7, h - 30), (x + s * 7, h - 39))
        )
        return [
            Shape(BEHIND, "prop", pen.rect(x + s * 4, 8, x + s * w, h - 3)),
            Shape(BEHIND + 1, "prop-2", pen.rect(x + s * 8, 0, x + s * w, 8, 0.5)),
            Shape(BEHIND + 2, "prop-2", pen.rect(x - s, h - 4.5, x + s * (w + 1), h, 1.6)),
            Shape(BEHIND + 3, "detail", lines, 1.2),
        ]


@dataclass(frozen=True, slots=True)
class Worktop(Prop):
    """A long kitchen counter behind the person, seen from its front; `x` is its middle, and hands rest on its front edge."""

    height: int = 90
    width: int = 130

    def anchors(self) -> dict[str, Vec]:
        """top (its front edge), left, right."""
        third = self.width / 3
        return {k: (self.x + dx, self.height, -29) for k, dx in (("top", 0), ("left", -third), ("right", third))}

    def solids(self) -> list[Solid]:
        """The whole block, behind the person."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, 0, self.height, -75, -25)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Cupboards with doors, a plinth and a worktop."""
        s, w, h = Sketch(pen, self.x, z=-25), self.width / 2, self.height
        lines = s.line((-w + 3, h - 20), (w - 3, h - 20)) + s.line((0, h - 5), (0, 8))
        lines += "".join(s.line((x, h - 25), (x, h - 34)) for x in (-5, 5)) + "".join(
            s.line((x - 5, h - 11.5), (x + 5, h - 11.5)) for x in (-w / 2, w / 2)
        )
        shapes = [
            Shape(STAND, "prop-2", s.rect(-w + 6, 0, w - 6, 9, 0.5)),
            Shape(STAND + 1, "prop", s.rect(-w + 3, 7, w - 3, h - 3)),
            Shape(STAND + 2, "detail", lines, 1.2),
            Shape(STAND + 3, "prop-2", s.rect(-w, h - 4.5, w, h, 1.6)),
        ]
        if pen.pitch:
            shapes.append(
                Shape(
                    STAND + 4,
                    "prop-2",
                    pen.poly([pen.at(self.x + x, h, z) for x, z in ((-w, -25), (w, -25), (w, -75), (-w, -75))]),
                )
            )
        return shapes
