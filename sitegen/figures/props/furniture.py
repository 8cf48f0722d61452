"""Counters, tables, shelves and cupboards: what stands or hangs in a home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, block, sign
from .stencil import ROOM, STAND, UPON, Stencil


@dataclass(frozen=True, slots=True)
class Counter(Prop):
    """A kitchen counter seen from its end; `x` is its edge, on the person's side."""

    x: int = 28
    height: int = 90
    width: int = 42
    side: Way = "right"  # of the person

    def anchors(self) -> dict[str, Vec]:
        """top (where hands lie), edge."""
        return {"top": (self.x + sign(self.side) * 9, self.height, 0), "edge": (self.x, self.height, 0)}

    def solids(self) -> list[Solid]:
        """The whole block."""
        x0, x1 = sorted((self.x, self.x + sign(self.side) * self.width))
        return [Solid(x0, x1, 0, self.height)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Cupboard, worktop and plinth, with a door and a drawer."""
        s, h, w = Stencil(pen, self.x, sign(self.side)), self.height, self.width
        lines = s.line((4, h - 22), (w, h - 22)) + s.line((8, h - 10), (8, h - 15)) + s.line((8, h - 29), (8, h - 39))
        return [
            Shape(STAND, "prop-2", s.rect(8, 0, w - 1, 9, 0.5)),
            Shape(STAND + 1, "prop", s.rect(4, 8, w, h - 3)),
            Shape(STAND + 2, "detail", lines, 1.2),
            Shape(STAND + 3, "prop-2", s.rect(-1, h - 4.5, w + 1, h, 1.6)),
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
        s, w, h = Stencil(pen, self.x, z=-25), self.width / 2, self.height
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


@dataclass(frozen=True, slots=True)
class Table(Prop):
    """A table from the side; `x` is its middle. Knees have room under it."""

    movable: ClassVar[bool] = True

    x: int = 60
    height: int = 74
    width: int = 80

    def anchors(self) -> dict[str, Vec]:
        """top, left and right (near its edges)."""
        off = max(0, self.width / 2 - 12)
        return {k: (self.x + dx, self.height, 0) for k, dx in (("top", 0), ("left", -off), ("right", off))}

    def solids(self) -> list[Solid]:
        """The tabletop."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, self.height - 4, self.height, -40, 40)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Two legs and a top."""
        s, w, h = Stencil(pen, self.x, z=40 if pen.pitch else 0), self.width / 2, self.height
        legs = s.rect(-w + 6, 0, -w + 10, h - 3, 1) + s.rect(w - 10, 0, w - 6, h - 3, 1)
        top = self.solids()[0]
        return [Shape(STAND, "prop-2", legs), Shape(STAND + 1, "prop", s.rect(-w + 4, h - 11, w - 4, h - 3, 1)), *block(pen, top, "prop-2", "prop-2", STAND + 2, 1.8)]


@dataclass(frozen=True, slots=True)
class Shelf(Prop):
    """Two boards on a wall, one high and one low, with a jar; `x` is their edge, on the person's side."""

    x: int = 34
    high: int = 172
    low: int = 104
    side: Way = "right"  # of the person
    jar: Literal["high", "low", "none"] = "high"  # where it stands

    def anchors(self) -> dict[str, Vec]:
        """high and low (a board's edge), jar (its near side)."""
        x, s = self.x, sign(self.side)
        board = self.low if self.jar == "low" else self.high
        return {"high": (x + s * 3, self.high, 0), "low": (x + s * 3, self.low, 0), "jar": (x + s * 5, board + 8, 0)}

    def solids(self) -> list[Solid]:
        """The boards, and the wall behind them."""
        (a, b), (c, d) = sorted((self.x, self.x + sign(self.side) * 30)), sorted((self.x + sign(self.side) * 30, self.x + sign(self.side) * 38))
        return [Solid(a, b, self.high - 3, self.high), Solid(a, b, self.low - 3, self.low), Solid(c, d, 0, self.high + 35)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A wall, boards on brackets, a jar and two bowls."""
        s = Stencil(pen, self.x, sign(self.side))
        boards = "".join(s.rect(0, y - 3, 30, y, 0.8) for y in (self.high, self.low))
        brackets = "".join(s.line((29, y - 15), (29, y - 4), (14, y - 4), (29, y - 15)) for y in (self.high, self.low))
        shapes = [Shape(ROOM, "prop", s.rect(30, 0, 38, self.high + 35, 0.5)), Shape(STAND, "line", brackets, 1.2), Shape(STAND + 1, "prop-2", boards)]
        bowl = "".join(s.poly((18, y + 7), (30, y + 7), (27, y), (21, y)) for y in (self.high, self.low))
        shapes.append(Shape(UPON, "metal", bowl, 1.2))
        if self.jar != "none":
            y = self.low if self.jar == "low" else self.high
            shapes += [Shape(UPON + 1, "glass", s.rect(5, y, 15, y + 13, 2), 1.4), Shape(UPON + 2, "prop-3", s.rect(5.5, y + 13, 14.5, y + 16, 1), 1.2)]
        return shapes


@dataclass(frozen=True, slots=True)
class Cupboard(Prop):
    """A wall cupboard from its end, its door open; `x` is its face, on the person's side."""

    x: int = 34
    height: int = 140  # of its lower edge
    side: Way = "right"  # of the person

    def anchors(self) -> dict[str, Vec]:
        """shelf (the edge of the lower board), handle (of the open door)."""
        s = sign(self.side)
        return {"shelf": (self.x, self.height + 3, 0), "handle": (self.x - s * 3, self.height + 14, -24)}

    def solids(self) -> list[Solid]:
        """The boards and the wall: one can reach into it."""
        a, b = sorted((self.x, self.x + sign(self.side) * 32))
        c, d = sorted((self.x + sign(self.side) * 32, self.x + sign(self.side) * 40))
        h = self.height
        return [*(Solid(a, b, y, y + 3) for y in (h, h + 27, h + 55)), Solid(c, d, 0, h + 65)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A wall, an open case with cups and plates, and the door's edge."""
        s = Stencil(pen, self.x, sign(self.side), self.height)
        cups = "".join(s.rect(x, y, x + 7, y + 9, 1.5) for x, y in ((5, 3), (16, 3), (16, 30)))
        return [
            Shape(ROOM, "prop", Stencil(pen, self.x, sign(self.side)).rect(32, 0, 40, self.height + 65, 0.5)),
            Shape(STAND, "prop-2", s.rect(0, 0, 32, 58, 1)),
            Shape(STAND + 1, "prop", s.rect(1, 3, 29, 27, 0.5) + s.rect(1, 30, 29, 55, 0.5), 1.2),
            Shape(STAND + 2, "cloth", cups, 1.2),
            Shape(STAND + 3, "prop-2", s.rect(-22, 1, -1, 57, 1.2)),
            Shape(STAND + 4, "detail", s.line((-18, 10), (-18, 18)), 1.6),
        ]
