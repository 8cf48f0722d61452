"""Beds, pillows and blankets: soft things to lie on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, block, sign
from .stencil import STAND, UPON, Stencil


@dataclass(frozen=True, slots=True)
class Bed(Prop):
    """A bed; `x` is its middle. Seen from the side it is as long as `length`, from its foot end as wide as `width`."""

    height: int = 50
    length: int = 205
    width: int = 92
    head: Literal["left", "right"] = "left"  # where its headboard stands
    view: Literal["side", "end"] = "side"

    @property
    def _half(self) -> float:
        return (self.length if self.view == "side" else self.width) / 2

    def anchors(self) -> dict[str, Vec]:
        """top, edge (toward the viewer), left and right (its ends or edges), head (where a pillow lies), foot."""
        x, h, s, half = self.x, self.height, sign(self.head), self._half
        return {
            "top": (x, h, 0), "edge": (x, h, 42), "left": (x - half, h, 0), "right": (x + half, h, 0),
            "head": (x + s * (half - 34), h, 0), "foot": (x - s * (half - 20), h, 0),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """The mattress, down to the frame."""
        return [Solid(self.x - self._half, self.x + self._half, self.height - 24, self.height, -50, 42, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Wooden legs, headboard and frame, and a light mattress."""
        h, half = self.height, self._half
        near, far = Stencil(pen, self.x, sign(self.head), z=42), Stencil(pen, self.x, sign(self.head), z=-50)
        legs = near.rect(-half + 5, 0, -half + 11, h - 20, 1) + near.rect(half - 11, 0, half - 5, h - 20, 1)
        mattress = block(pen, self.solids()[0]._replace(y0=h - 15), "prop", "prop", STAND + 5, 3)
        frame = Shape(STAND + 4, "prop-2", near.rect(-half, h - 24, half, h - 13, 2))
        if self.view == "end":
            board = far.rect(-half, h - 20, half, h + 34, 6)
        else:
            a, b = near.at(half, 8), far.at(half + 5, h + 32)
            board = pen.rect(a[0], a[1], b[0], b[1], 2)
        return [Shape(STAND + 2, "prop-2", board), Shape(STAND + 3, "prop-2", legs), frame, *mattress]


@dataclass(frozen=True, slots=True)
class Pillow(Prop):
    """A pillow that lies on something: `{x: bed.head, y: bed.top}`; `x` is its middle, `y` its underside."""

    movable: ClassVar[bool] = True

    y: int = 0
    width: int = 42
    height: int = 10

    def anchors(self) -> dict[str, Vec]:
        """top, left, right."""
        half, top = self.width / 2, self.y + self.height
        return {"top": (self.x, top, 0), "left": (self.x - half, top, 0), "right": (self.x + half, top, 0)}

    def solids(self) -> list[Solid]:
        """All of it, soft."""
        return [
            Solid(self.x - self.width / 2, self.x + self.width / 2, self.y, self.y + self.height, -28, 28, soft=True)
        ]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A white cushion with round ends."""
        return [Shape(UPON, "cloth", self._outline(pen))]

    def _outline(self, pen: Pen) -> str:
        low, high = pen.at(0, self.y, 28)[1], pen.at(0, self.y + self.height, -28)[1]
        return pen.rect(self.x - self.width / 2, low, self.x + self.width / 2, high, min(abs(high - low) / 2.2, 7))


@dataclass(frozen=True, slots=True)
class Cushion(Pillow):
    """A firm cushion for a seat or under the knees."""

    width: int = 42
    height: int = 8

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A darker pillow with a seam."""
        a, b = (
            pen.at(self.x - self.width / 2 + 3, self.y + self.height / 2, 28),
            pen.at(self.x + self.width / 2 - 3, self.y + self.height / 2, 28),
        )
        return [Shape(UPON, "prop-2", self._outline(pen)), Shape(UPON + 1, "detail", pen.line(a, b), 1.0)]


@dataclass(frozen=True, slots=True)
class BedCorner(Prop):
    """The foot of a bed that is being made; `x` is its edge, on the person's side. The sheet's corner follows a hand."""

    x: int = 34
    height: int = 50
    width: int = 92
    side: Way = "right"  # of the person
    hand: Literal["near", "far", "left", "right", "none"] = "near"

    def anchors(self) -> dict[str, Vec]:
        """corner (the mattress's edge, where hands tuck), top."""
        s = sign(self.side)
        return {"corner": (self.x, self.height - 8, 20), "top": (self.x + s * 22, self.height, 20)}

    def solids(self) -> list[Solid]:
        """The mattress, down to the frame."""
        a, b = sorted((self.x, self.x + sign(self.side) * self.width))
        return [Solid(a, b, self.height - 24, self.height, -60, 40, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A mattress on a frame, a white sheet with a hanging corner, a blanket."""
        s, h, w = Stencil(pen, self.x, sign(self.side)), self.height, self.width
        legs = s.rect(5, 0, 11, h - 20, 1) + s.rect(w - 11, 0, w - 5, h - 20, 1)
        corner = body.find(f"hand_{self.hand}")
        edge = s.at(0, h - 10)
        reached = corner is not None and abs(corner[0] - edge[0]) + abs(corner[1] - edge[1]) < 60
        tip = corner if corner and reached else s.at(-5, h - 30)
        return [
            Shape(STAND, "prop-2", s.rect(-2, 8, w + 2, h + 36, 7)),
            Shape(STAND + 1, "cloth", s.rect(w * 0.3, h - 2, w * 0.8, h + 13, 6)),
            Shape(STAND + 2, "prop-3", legs),
            Shape(STAND + 3, "prop", s.rect(0, h - 23, w, h, 4)),
            Shape(STAND + 4, "cloth", s.rect(-1, h - 8, w + 1, h + 2, 3) + pen.poly([s.at(-1, h), s.at(24, h), s.at(20, h - 14), tip])),
            Shape(STAND + 5, "glass", s.rect(w * 0.45, h - 18, w + 2, h + 4, 4)),
        ]
