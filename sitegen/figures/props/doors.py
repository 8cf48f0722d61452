"""Doors: one to stand in, and a shut one that holds a band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, sign
from .stencil import ROOM, Stencil


@dataclass(frozen=True, slots=True)
class Doorway(Prop):
    """An open doorway: from its front (the person faces away and goes through), or cut through from the side. `x` is its middle."""

    view: Literal["front", "side"] = "front"
    width: int = 84  # of the opening
    height: int = 203

    def anchors(self) -> dict[str, Vec]:
        """Where forearms lie at shoulder height: left and right; from the side near and far, for a person to its left."""
        if self.view == "side":
            return {"near": (self.x - 6, 140, 48), "far": (self.x - 6, 140, -48)}
        off = self.width / 2 + 4
        return {"left": (self.x - off, 140, 0), "right": (self.x + off, 140, 0)}

    def solids(self) -> list[Solid]:
        """Both posts and the lintel."""
        x, h, half = self.x, self.height, self.width / 2
        if self.view == "side":
            return [*(Solid(x - 6, x + 6, 0, h + 12, *z) for z in ((-60, -42), (42, 60))), Solid(x - 6, x + 6, h, h + 12)]
        return [Solid(x - half - 9, x - half, 0, h + 9, -16, -4), Solid(x + half, x + half + 9, 0, h + 9, -16, -4), Solid(x - half, x + half, h, h + 9, -16, -4)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Posts and lintel; from the side the far post."""
        s, h, half = Stencil(pen, self.x), self.height, self.width / 2
        if self.view == "side":
            lines = s.line((-1.5, 1), (-1.5, h)) + s.line((1.5, 1), (1.5, h))
            return [Shape(ROOM, "prop-2", s.rect(-6, 0, 6, h, 0.5)), Shape(ROOM + 1, "detail", lines, 1.0), Shape(ROOM + 2, "prop", s.rect(-7, h, 7, h + 12, 0.8))]
        frame = [(-half - 9, 0), (-half - 9, h + 9), (half + 9, h + 9), (half + 9, 0), (half, 0), (half, h), (-half, h), (-half, 0)]
        lines = s.line((-half - 4.5, 1), (-half - 4.5, h + 4.5), (half + 4.5, h + 4.5), (half + 4.5, 1))
        shapes = [Shape(ROOM + 1, "prop-2", s.poly(*frame)), Shape(ROOM + 2, "detail", lines, 1.0)]
        if pen.pitch:  # the floor, on both sides of the door
            shapes.append(Shape(ROOM, "prop", s.floor((-half, -62), (half, -62), (half + 14, 26), (-half - 14, 26)), None))
        return shapes


@dataclass(frozen=True, slots=True)
class Anchor(Prop):
    """A shut door, cut through, that holds the knot of a band; `x` is its face, on the person's side."""

    x: int = 110
    height: int = 110  # of the knot
    side: Way = "right"  # of the person

    def anchors(self) -> dict[str, Vec]:
        """knot."""
        return {"knot": (self.x - sign(self.side) * 2, self.height, 0)}

    def solids(self) -> list[Solid]:
        """The door and its frame."""
        x0, x1 = sorted((self.x, self.x + sign(self.side) * 8))
        return [Solid(x0, x1, 0, 203)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A frame, the door with its handle, and a knot."""
        s = Stencil(pen, self.x, sign(self.side))
        return [
            Shape(ROOM, "prop-2", s.rect(-2.5, 0, 10.5, 205, 0.8)),
            Shape(ROOM + 1, "prop", s.rect(0.5, 1, 7.5, 198, 0.5), 1.2),
            Shape(ROOM + 2, "metal", s.bar(1.3, (0, 97), (-6, 97), (-6, 95)), 1.4),
            Shape(ROOM + 3, "prop-3", s.disc(-2, self.height, 3.2), 1.6),
        ]
