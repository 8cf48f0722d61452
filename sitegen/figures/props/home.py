"""Bath, washer, shoe: what everyday tasks need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, sign
from .stencil import ROOM, STAND, UPON, Stencil


@dataclass(frozen=True, slots=True)
class Bath(Prop):
    """A bathtub, cut across, with a grab rail on the wall behind it and mats inside and out; `x` is its middle."""

    x: int = 60
    width: int = 76
    rim: int = 50  # height
    side: Way = "right"  # of the person who gets in

    def anchors(self) -> dict[str, Vec]:
        """floor (inside), rim (next to the person), rail (its near half), rail_in (its far half), mat (outside)."""
        x, s, half = self.x, sign(self.side), self.width / 2
        return {
            "floor": (x, 13, 0), "rim": (x - s * (half - 3), self.rim, 0), "rail": (x - s * 30, 104, -32), "rail_in": (x + s * 2, 104, -32),
            "mat": (x - s * (half + 24), 1, 0),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """Both walls and the bottom."""
        x, half = self.x, self.width / 2
        return [Solid(x - half, x - half + 6, 0, self.rim), Solid(x + half - 6, x + half, 0, self.rim), Solid(x - half, x + half, 0, 13)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A white tub on feet, a tap, the rail, and two mats."""
        s, w, h = Stencil(pen, self.x, sign(self.side)), self.width / 2, self.rim
        tub = s.poly((-w, h), (-w + 5, 5), (w - 5, 5), (w, h), (w - 6, h), (w - 10, 13), (-w + 10, 13), (-w + 6, h))
        rims = s.bar(2.4, (-w - 0.5, h - 2.4), (-w + 6, h - 2.4)) + s.bar(2.4, (w - 6, h - 2.4), (w + 0.5, h - 2.4))
        feet = s.rect(-w + 9, 0, -w + 16, 6, 1) + s.rect(w - 16, 0, w - 9, 6, 1)
        rail = Stencil(pen, self.x, sign(self.side), z=-32)
        bar = rail.bar(2.2, (-w - 2, 96), (-w - 2, 102), (12, 102), (12, 96))
        return [
            Shape(ROOM, "prop", s.rect(-w - 44, 0, w + 4, 140, 4), None),
            Shape(ROOM + 1, "metal", bar, 1.6),
            Shape(STAND, "prop-3", feet, 1.6),
            Shape(STAND + 1, "metal", s.bar(1.8, (w - 4, h), (w - 4, h + 14), (w - 14, h + 14), (w - 14, h + 10)), 1.6),
            Shape(STAND + 2, "cloth", tub + rims),
            Shape(UPON, "water", s.rect(-w + 14, 12.5, w - 14, 15, 1) + s.rect(-w - 44, -1, -w - 4, 1.4, 1), 1.4),
        ]


@dataclass(frozen=True, slots=True)
class Washer(Prop):
    """A washing machine or an oven with an open low door, from the side; `x` is its face, on the person's side."""

    x: int = 44
    side: Way = "right"  # of the person
    what: Literal["washer", "oven"] = "washer"
    height: int = 85

    def anchors(self) -> dict[str, Vec]:
        """opening (its load, where hands work), door (its free edge), top (front edge)."""
        x, s = self.x, sign(self.side)
        if self.what == "oven":
            return {"opening": (x - s * 16, 46, 0), "door": (x - s * 36, 26, 0), "top": (x + s * 6, self.height, 0)}
        return {"opening": (x - s * 6, 44, 0), "door": (x - s * 32, 46, -26), "top": (x + s * 6, self.height, 0)}

    def solids(self) -> list[Solid]:
        """The machine; an oven's door too."""
        (a, b), (c, d) = sorted((self.x, self.x + sign(self.side) * 58)), sorted((self.x, self.x - sign(self.side) * 36))
        machine = Solid(a, b, 0, self.height, -30, 30)
        return [machine, Solid(c, d, 21, 26, -25, 25)] if self.what == "oven" else [machine]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A white machine with a round door and a drum of clothes; or an oven with a rack and a pot."""
        s, h = Stencil(pen, self.x, sign(self.side)), self.height
        shapes = [
            Shape(STAND + 4, "cloth", s.rect(0, 3, 58, h - 2, 3)),
            Shape(STAND + 5, "prop-2", s.rect(-1.5, h - 4, 59, h, 1.6)),
            Shape(STAND + 5.5, "detail", s.line((1, h - 17), (57, h - 17)), 1.2),
            Shape(STAND + 6, "metal", s.bar(2, (-2.5, h - 11), (0, h - 11)) + s.rect(4, 0, 10, 3, 0.5) + s.rect(48, 0, 54, 3, 0.5), 1.4),
        ]
        return shapes + (self._oven(s) if self.what == "oven" else self._washer(s))

    def _washer(self, s: Stencil) -> list[Shape]:
        clothes = s.curve((6, 34), (-4, 30), (-11, 24), (-9, 40), (-5, 52), (6, 54), closed=True)
        return [
            Shape(STAND + 1, "metal", s.disc(-17, 46, 17)),
            Shape(STAND + 2, "glass", s.disc(-17, 46, 11.5), 1.4),
            Shape(STAND + 7, "metal", s.disc(28, 42, 21), 1.4),
            Shape(STAND + 8, "prop-3", s.disc(28, 42, 16.5), 1.2),
            Shape(STAND + 9, "glass", s.curve((14, 36), (20, 44), (30, 40), (40, 42), (41, 33), (28, 26), (17, 30), closed=True), 1.2),
            Shape(UPON, "glass", clothes, 1.6),
        ]

    def _oven(self, s: Stencil) -> list[Shape]:
        return [
            Shape(STAND + 7, "prop-3", s.rect(3, 24, 52, 62, 2), 1.4),
            Shape(STAND + 8, "metal", s.rect(-36, 21.5, 1, 26, 1.4)),
            Shape(UPON, "line", s.line((-24, 39), (50, 39)), 1.8),
            Shape(UPON + 1, "glass", s.rect(-20, 40, 2, 50, 3) + s.bar(1.4, (-22, 47), (-19, 47)) + s.bar(1.4, (1, 47), (4, 47)), 1.6),
            Shape(UPON + 2, "prop-2", s.rect(-21, 49.5, 3, 53, 1.7) + s.disc(-9, 54.5, 1.8), 1.4),
        ]


@dataclass(frozen=True, slots=True)
class Shoe(Prop):
    """An empty shoe; `x` is its heel, `y` its sole."""

    movable: ClassVar[bool] = True

    x: int = 40
    y: int = 0
    faces: Way = "right"

    def anchors(self) -> dict[str, Vec]:
        """opening (its heel), middle (under an ankle)."""
        return {"opening": (self.x, self.y + 10, 0), "middle": (self.x + sign(self.faces) * 5, self.y, 0)}

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A low shoe with a closed heel and a strap."""
        s = Stencil(pen, self.x, sign(self.faces), self.y)
        upper = s.curve((-1, 1), (-1, 6), (-1.5, 11), (2, 10), (8, 7.5), (12, 9.5), (17, 6.5), (24, 5), (26, 1), closed=True)
        return [Shape(UPON, "shoe", upper), Shape(UPON + 1, "prop-3", s.rect(-2, 0, 27, 2.4, 1), 1.2), Shape(UPON + 2, "line", s.line((9, 7.5), (14, 4.5)), 1.2)]
