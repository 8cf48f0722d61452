"""Mats, pads and rolls: what lies on the floor; and the prints of feet."""

from __future__ import annotations

from dataclasses import dataclass

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import BEHIND, Prop
from .sketch import STAND, Sketch


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
        s, half = Sketch(pen, self.x, z=40), self.length / 2
        edge = Shape(STAND + 1, "prop-2", s.rect(-half, -3, half, 0, 1.4))
        if not pen.pitch:
            return [edge]
        return [
            Shape(STAND, "prop", Sketch(pen, self.x).floor((-half, -36), (half, -36), (half, 40), (-half, 40))),
            edge,
        ]


@dataclass(frozen=True, slots=True)
class Footprints(Prop):
    """Where both feet stand, seen from above: drawn under the floor line, so much below it."""

    drop: int = 22

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A sole for each foot, as dark as its shoe."""
        shapes = []
        for i, (side, tone) in enumerate(((body.far, "-far"), (body.near, ""))):
            spots = [body.points[f"{name}_{side}"] for name in ("heel", "ball", "toe")]
            if body.sideways:  # a side view is turned a little; prints show feet that point straight ahead
                spots = [(p[0], 0.0, body.points[f"ankle_{side}"][2]) for p in spots]
            rounds = [((p[0], -self.drop - p[2]), r) for p, r in zip(spots, (3.2, 4.4, 3.0), strict=True)]
            shapes.append(Shape(BEHIND + i, f"shoe{tone}", pen.hull(*rounds)))
        return shapes
