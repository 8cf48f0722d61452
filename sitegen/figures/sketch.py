"""What the painters of a body share: the pen, the girth, which side is far, and shapes that gather."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from .body import Body
from .geometry import Frame, Vec, along, mix
from .pen import LINE, Pen, Round, Shape, Spot
from .skeleton import Section

THIN = 1.0  # centimeters: lines inside a shape look as strong as the visible half of an outline


@dataclass(slots=True)
class Sketch:
    """A body on its way to the paper. Layers (`z`) run from -60, behind the body, to 60, in front of it."""

    body: Body
    pen: Pen
    out: list[Shape] = field(default_factory=list)

    @property
    def limb(self) -> float:
        """How much wider this person's limbs are: they vary less than the trunk."""
        return 1 + (self.body.girth - 1) * 0.6

    @property
    def flat(self) -> bool:
        """Whether the chest is turned to the viewer, or away."""
        return abs(self.body.frames["thorax"][0][2]) > 0.7

    def add(self, z: float, role: str, path: str, width: float | None = LINE, extra: str = "") -> None:
        """A shape on this layer; nothing where there is no path."""
        if path:
            self.out.append(Shape(z, role, path, width, extra))

    def line(self, z: float, path: str) -> None:
        """A thin line; lines of one layer are one shape."""
        for i, shape in enumerate(self.out):
            if (shape.z, shape.role) == (z, "line"):
                self.out[i] = shape._replace(path=shape.path + path)
                return
        self.add(z, "line", path, THIN)

    def point(self, name: str, side: str) -> Vec:
        """A joint of one side."""
        return self.body.points[f"{name}_{side}"]

    def frame(self, name: str, side: str) -> Frame:
        """A bone's frame of one side."""
        return self.body.frames[f"{name}_{side}"]

    def is_far(self, joint: str, side: str) -> bool:
        """Whether a limb hangs on the side of the body that the viewer does not see."""
        here, there = self.point(joint, side), self.point(joint, "l" if side == "r" else "r")
        return there[2] - here[2] > 0.6 * math.dist(here, there) + 0.1

    def hem(self, start: Vec, end: Vec, t: float, half: float) -> list[Round]:
        """The two corners of a hem across a limb: a hull that ends in them is cut straight, as cloth is."""
        at = mix(start, end, t)
        x, y = across(start, end)
        return [((at[0] + x * half, at[1] + y * half), 0.0), ((at[0] - x * half, at[1] - y * half), 0.0)]


def across(a: Spot, b: Spot) -> tuple[float, float]:
    """The direction in the picture at right angles to the way from a to b, on its right; a way straight at the viewer counts as down."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    return (dy / length, -dx / length) if length > 0.5 else (-1.0, 0.0)


def apart(a: Spot, b: Spot) -> float:
    """How far two points lie from each other in the picture."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def edges(cuts: Sequence[tuple[Vec, Frame, Section]], girth: float) -> list[tuple[float, float]]:
    """The outline of a trunk through its cross-sections from the hips up: up the left edge and down the right.

    A section is an ellipse in space; what is seen of it lies at right angles to the spine in the picture.
    """
    right, left = [], []
    for i, (at, frame, cut) in enumerate(cuts):
        nx, ny = across(cuts[max(0, i - 1)][0], cuts[min(len(cuts) - 1, i + 1)][0])
        forward = frame[0][0] * nx + frame[0][1] * ny
        aside = frame[2][0] * nx + frame[2][1] * ny
        reach = girth * math.hypot((cut.front + cut.back) / 2 * forward, cut.half * aside)
        middle = girth * (cut.front - cut.back) / 2 * forward
        right.append((at[0] + nx * (middle + reach), at[1] + ny * (middle + reach)))
        left.append((at[0] + nx * (middle - reach), at[1] + ny * (middle - reach)))
    return left + right[::-1]


def rounds(origin: Vec, frame: Frame, *spots: tuple[float, float, float, float]) -> list[Round]:
    """Discs by their places (forward, up, right) and radii in a frame."""
    return [(along(origin, frame, x, y, z), r) for x, y, z, r in spots]


__all__ = ["THIN", "Sketch", "across", "apart", "edges", "rounds"]
