"""Mats, pads, rolls and footprints: what lies on the floor or under a body."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import BEFORE, BEHIND, Prop, Solid, block
from .stencil import STAND, UPON, Stencil


@dataclass(frozen=True, slots=True)
class Mat(Prop):
    """An exercise mat; `x` is its middle. Its top is the floor: it is too thin to count."""

    length: int = 200

    def anchors(self) -> dict[str, Vec]:
        """top, left, right."""
        half = self.length / 2
        return {"top": (self.x, 0, 0), "left": (self.x - half, 0, 0), "right": (self.x + half, 0, 0)}

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A thin strip; from above a field."""
        s, half = Stencil(pen, self.x, z=40), self.length / 2
        edge = Shape(STAND + 1, "prop-2", s.rect(-half, -3, half, 0, 1.4))
        if not pen.pitch:
            return [edge]
        return [
            Shape(STAND, "prop", Stencil(pen, self.x).floor((-half, -36), (half, -36), (half, 40), (-half, 40))),
            edge,
        ]


@dataclass(frozen=True, slots=True)
class Soles(Prop):
    """Where the feet stand, as seen from above: drawn under the floor line, so much below it."""

    drop: int = 22

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A sole for each foot on the floor, as dark as its shoe."""
        shapes = []
        for i, (side, tone) in enumerate(((body.far, "-far"), (body.near, ""))):
            spots = [body.points[n] for name in ("heel", "ball", "toe") if (n := f"{name}_{side}") in body.points]
            if len(spots) < 3 or (not pen.pitch and min(p[1] for p in spots) > 6):
                continue  # this foot is in the air
            if body.sideways:  # a side view is turned a little; soles show feet that point straight ahead
                level = body.points.get(f"ankle_{side}", spots[0])[2]
                spots = [(p[0], 0.0, level) for p in spots]
            rounds = [((p[0], -self.drop - p[2]), r) for p, r in zip(spots, (3.2, 4.4, 3.0), strict=True)]
            shapes.append(Shape(BEHIND + i, f"shoe{tone}", pen.hull(*rounds)))
        return shapes


@dataclass(frozen=True, slots=True)
class Foam(Prop):
    """A firm foam pad to stand on; `x` is its middle."""

    width: int = 50
    height: int = 6

    def anchors(self) -> dict[str, Vec]:
        """top."""
        return {"top": (self.x, self.height, 0)}

    def solids(self) -> list[Solid]:
        """All of it, soft."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, 0, self.height, -22, 22, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A round-edged slab with pores."""
        s, w, h = Stencil(pen, self.x, z=22 if pen.pitch else 0), self.width / 2, self.height
        pores = "".join(s.line((x, h * (0.65 if i % 2 else 0.35)), (x + 0.1, h * (0.65 if i % 2 else 0.35))) for i, x in enumerate(range(-int(min(w, 90)) + 5, int(min(w, 90)) - 4, 5)))
        return [*block(pen, self.solids()[0], "water", "water", STAND + 10, 2.6), Shape(STAND + 12, "detail", pores, 1.4)]


@dataclass(frozen=True, slots=True)
class Towel(Prop):
    """A towel under a neck, back, knee or arm, rolled, or folded flat; `x` is its middle, `y` its underside."""

    movable: ClassVar[bool] = True

    y: int = 0
    radius: int = 5
    folded: int = 0  # its width where it is folded; 0: it is rolled

    def anchors(self) -> dict[str, Vec]:
        """top."""
        return {"top": (self.x, self.y + 2 * self.radius, 0)}

    def solids(self) -> list[Solid]:
        """All of it, soft."""
        half = self.folded / 2 or self.radius
        return [Solid(self.x - half, self.x + half, self.y, self.y + 2 * self.radius, -25, 25, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A roll, its end toward the viewer."""
        r = max(1, self.radius)
        if self.folded > 0:
            flat, w = Stencil(pen, self.x, y=self.y, z=25), self.folded / 2
            return [Shape(UPON, "cloth", flat.rect(-w, 0, w, 2 * r, r)), Shape(UPON + 1, "detail", flat.line((-w, r), (w - 2, r)), 1.0)]
        s, far = Stencil(pen, self.x, y=self.y + r, z=25), pen.at(self.x, self.y + r, -25)
        spiral = [(r * k * math.cos(a), r * k * math.sin(a)) for k, a in ((0.72, 0.4), (0.66, 2.0), (0.56, 3.6), (0.42, 5.0), (0.26, 6.6), (0.1, 8.6))]
        roll = pen.hull((far, r), (s.at(0, 0), r)) if pen.pitch else s.disc(0, 0, r)
        return [Shape(UPON, "cloth", roll), Shape(UPON + 1, "line", s.curve(*spiral), 0.9)]


@dataclass(frozen=True, slots=True)
class Blanket(Prop):
    """A folded blanket; `x` is its middle, `y` its underside."""

    movable: ClassVar[bool] = True

    y: int = 0
    width: int = 44
    height: int = 10

    def anchors(self) -> dict[str, Vec]:
        """top."""
        return {"top": (self.x, self.y + self.height, 0)}

    def solids(self) -> list[Solid]:
        """All of it, soft."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, self.y, self.y + self.height, -25, 25, soft=True)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Folds, one on the other."""
        s, w, h = Stencil(pen, self.x, y=self.y, z=25 if pen.pitch else 0), self.width / 2, self.height
        folds = "".join(s.line((-w, h * k), (w - 3, h * k)) for k in (1 / 3, 2 / 3))
        return [*block(pen, self.solids()[0], "glass", "glass", UPON, min(h / 3, 3)), Shape(UPON + 2, "detail", folds, 1.0)]


@dataclass(frozen=True, slots=True)
class Thud(Prop):
    """A landing that one can feel: short strokes beside feet that meet the floor. `x` is the middle of the feet, `width` from end to end."""

    y: int = 0
    width: int = 30
    sides: Literal["both", "left", "right"] = "both"

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Three strokes on each side; none while a heel is in the air."""
        if not pen.pitch and any(body.points.get(f"heel_{side}", (0, 0))[1] > self.y + 4.5 for side in "rl"):
            return []
        path = ""
        for way in (s for s, name in ((-1, "left"), (1, "right")) if self.sides in (name, "both")):
            s = Stencil(pen, self.x + way * self.width / 2, way, self.y)
            path += s.line((4, 2), (10.5, 2)) + s.line((3, 5), (8.5, 8.5)) + s.line((0.5, 7.5), (3, 13))
        return [Shape(BEFORE, "band", path, 2.4)]


@dataclass(frozen=True, slots=True)
class Footprints(Prop):
    """Pairs of footprints that step round on the floor, from a camera with `pitch`; the first pair points right."""

    z: int = 0
    turn: int = 90  # degrees from the first pair to the last, + toward the viewer
    radius: int = 44  # of the way round
    steps: int = 3
    gap: int = 20  # between both feet

    def anchors(self) -> dict[str, Vec]:
        """middle."""
        return {"middle": (self.x, 0, self.z)}

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Soles, each a soft flat piece."""
        n, path = max(1, min(6, self.steps)), ""
        for i in range(n):
            angle = math.radians(self.turn * i / max(1, n - 1))
            path += self._sole(pen, angle, self.gap / 2) + self._sole(pen, angle, -self.gap / 2)
        return [Shape(STAND - 10, "prop-2", path, 1.0)]

    def _sole(self, pen: Pen, angle: float, side: float) -> str:
        c, s = math.cos(angle), math.sin(angle)
        r = self.radius if self.turn >= 0 else -self.radius
        x, z = self.x + r * s, self.z + r * (1 - c)
        outline = ((-11, 0), (-7, 3.9), (2, 3.7), (9, 5), (15, 1.5), (12, -4), (3, -3.9), (-7, -3.7))
        inward = 1 if side < 0 else -1
        return pen.spline([pen.at(x + u * c - (side + v * inward) * s, 0, z + u * s + (side + v * inward) * c) for u, v in outline], closed=True)
