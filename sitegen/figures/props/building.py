"""Walls, corners and rails: what is fixed to a house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, sign
from .stencil import ROOM, STAND, Stencil


@dataclass(frozen=True, slots=True)
class Wall(Prop):
    """A wall, cut through; `x` is its face, on the person's side."""

    x: int = 60
    side: Way = "right"  # of the person
    height: int = 185

    def anchors(self) -> dict[str, Vec]:
        """face (at chest height), high (above the head), low (at hip height)."""
        return {"face": (self.x, 125, 0), "high": (self.x, 165, 0), "low": (self.x, 90, 0)}

    def solids(self) -> list[Solid]:
        """All of it."""
        x0, x1 = sorted((self.x, self.x + 9 * sign(self.side)))
        return [Solid(x0, x1, 0, self.height)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A light strip with slanting lines."""
        s = Stencil(pen, self.x, sign(self.side))
        h = min(self.height, 400)
        lines = "".join(s.line((8, y), (1, y + 8)) for y in range(6, h - 10, 22))
        return [Shape(ROOM, "prop", s.rect(0, 0, 9, self.height, 0.5)), Shape(ROOM + 1, "detail", lines, 1.2)]


@dataclass(frozen=True, slots=True)
class WallBehind(Prop):
    """A plain wall behind a person who is seen from the front; `x` is its middle, `z` its face."""

    z: int = -26
    width: int = 150
    height: int = 185

    def anchors(self) -> dict[str, Vec]:
        """face (at chest height)."""
        return {"face": (self.x, 125, self.z)}

    def solids(self) -> list[Solid]:
        """All of it."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, 0, self.height, self.z - 10, self.z)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A light field without an outline, and a skirting board."""
        s, w = Stencil(pen, self.x, z=self.z), self.width / 2
        return [
            Shape(ROOM, "prop", s.rect(-w, 0, w, self.height, 3), None),
            Shape(ROOM + 1, "prop-2", s.rect(-w, 0, w, 8, 1), 1.2),
        ]


@dataclass(frozen=True, slots=True)
class Corner(Prop):
    """Two walls that meet behind a person who is seen from the front; `x` is where they meet."""

    width: int = 130
    height: int = 185

    def anchors(self) -> dict[str, Vec]:
        """left, right (a wall beside the person, at hip height), back (where the walls meet)."""
        half = self.width / 2
        return {"left": (self.x - half, 95, 0), "right": (self.x + half, 95, 0), "back": (self.x, 125, -42)}

    def solids(self) -> list[Solid]:
        """The walls, as one that stands where they meet."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, 0, self.height, -52, -42)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Two light walls that run toward the viewer, with skirting boards."""
        s, w, h = Stencil(pen, self.x), self.width / 2, self.height
        walls = s.poly((-w, 0), (0, 14), (0, h), (-w, h)) + s.poly((0, 14), (w, 0), (w, h), (0, h))
        boards = s.poly((-w, 0), (0, 14), (0, 21), (-w, 9)) + s.poly((0, 14), (w, 0), (w, 9), (0, 21))
        return [
            Shape(ROOM, "prop", walls, None),
            Shape(ROOM + 1, "prop-2", boards, 1.2),
            Shape(ROOM + 2, "detail", s.line((0, 21), (0, h)), 1.4),
        ]


@dataclass(frozen=True, slots=True)
class Rail(Prop):
    """A fixed hand rail. From its end it stands before or beside the person; from the side it runs behind them at `z`."""

    x: int = 34
    height: int = 90
    view: Literal["end", "side"] = "end"
    fixed: Literal["floor", "right", "left"] = "floor"  # or to a wall on that side
    length: int = 120  # seen from the side
    z: int = -30  # seen from the side

    def anchors(self) -> dict[str, Vec]:
        """top; from the side also left and right."""
        if self.view == "end":
            return {"top": (self.x, self.height, 0)}
        third = self.length / 3
        return {k: (self.x + dx, self.height, self.z) for k, dx in (("top", 0), ("left", -third), ("right", third))}

    def solids(self) -> list[Solid]:
        """The bar."""
        h = self.height
        if self.view == "end":
            return [Solid(self.x - 2.5, self.x + 2.5, h - 5, h)]
        return [Solid(self.x - self.length / 2, self.x + self.length / 2, h - 5, h, self.z - 2, self.z + 2)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A round bar on posts, or on brackets."""
        if self.view == "end":
            return self._end(Stencil(pen, self.x, sign(self.fixed)))
        s, h, half = Stencil(pen, self.x, z=self.z), self.height, self.length / 2
        if self.fixed == "floor":
            posts = s.rect(-half + 8, 0, -half + 12, h, 1) + s.rect(half - 12, 0, half - 8, h, 1)
        else:
            posts = s.bar(2, (-half + 12, h - 2), (-half + 12, h - 12)) + s.bar(
                2, (half - 12, h - 2), (half - 12, h - 12)
            )
        return [Shape(STAND, "prop-2", posts), Shape(STAND + 1, "metal", s.bar(2.5, (-half, h - 2.5), (half, h - 2.5)))]

    def _end(self, s: Stencil) -> list[Shape]:
        h = self.height
        if self.fixed == "floor":
            post, foot = s.rect(-1.7, 0, 1.7, h - 3, 1), s.rect(-9, 0, 9, 3, 1.5)
            return [Shape(STAND, "prop-2", post + foot), Shape(STAND + 1, "metal", s.rect(-6, h - 5, 6, h, 2.4))]
        bracket = s.bar(1.4, (0, h - 3), (3, h - 11), (9, h - 11)) + s.rect(8, h - 17, 10, h - 5, 0.8)
        return [Shape(STAND, "prop-2", bracket), Shape(STAND + 1, "metal", s.disc(0, h - 2.8, 2.8))]
