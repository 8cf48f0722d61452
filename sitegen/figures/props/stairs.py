"""Steps and stairs: what feet climb."""

from __future__ import annotations

from dataclasses import dataclass

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, block, sign
from .stencil import STAND, Stencil


@dataclass(frozen=True, slots=True)
class Step(Prop):
    """A low step that does not tip; `x` is its middle."""

    x: int = 42
    width: int = 44
    height: int = 16

    def anchors(self) -> dict[str, Vec]:
        """top, left and right (on it, near its edges)."""
        off = max(0, self.width / 2 - 10)
        return {k: (self.x + dx, self.height, 0) for k, dx in (("top", 0), ("left", -off), ("right", off))}

    def solids(self) -> list[Solid]:
        """All of it."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, 0, self.height, -32, 32)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A block with a darker tread."""
        solid = self.solids()[0]
        s, w = Stencil(pen, self.x, z=solid.z1), self.width / 2
        tread = s.rect(-w - 1.5, self.height - 4, w + 1.5, self.height)
        return [*block(pen, solid, z=STAND), Shape(STAND + 2, "prop-2", tread)]


@dataclass(frozen=True, slots=True)
class Stairs(Prop):
    """Stairs with a handrail on their far side; `x` is where the first riser stands."""

    x: int = 20
    steps: int = 3
    rise: int = 17
    tread: int = 28
    up: Way = "right"
    rail: int = 88  # its height above the treads; 0: none

    @property
    def _count(self) -> int:
        return max(1, min(8, self.steps))

    def anchors(self) -> dict[str, Vec]:
        """step1, step2, … (the middle of a tread), rail (over the floor before them), rail1, rail2, … (over a tread)."""
        s, t, r, spots = sign(self.up), self.tread, self.rise, dict[str, Vec]()
        for i in range(1, self._count + 1):
            spots[f"step{i}"] = (self.x + s * (i - 0.5) * t, i * r, 0)
            spots[f"rail{i}"] = (self.x + s * (i - 0.5) * t, i * r + self.rail, -26)
        return {**spots, "rail": (self.x - s * 0.5 * t, self.rail, -26)}

    def solids(self) -> list[Solid]:
        """Each step, down to the floor."""
        s, found = sign(self.up), []
        for i in range(self._count):
            a, b = sorted((self.x + s * i * self.tread, self.x + s * (i + 1) * self.tread))
            found.append(Solid(a, b, 0, (i + 1) * self.rise, -45, 45))
        return found

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A light flight of stairs, darker treads, and a rail on posts."""
        s, t, r, n = Stencil(pen, self.x, sign(self.up)), self.tread, self.rise, self._count
        profile = [(0.0, 0.0)]
        for i in range(n):
            profile += [(i * t, (i + 1) * r), ((i + 1) * t, (i + 1) * r)]
        treads = "".join(s.rect(i * t - 2, (i + 1) * r - 3.5, (i + 1) * t, (i + 1) * r, 1.2) for i in range(n))
        shapes = [Shape(STAND + 2, "prop", s.poly(*profile, (n * t, 0))), Shape(STAND + 3, "prop-2", treads)]
        if self.rail > 0:
            end = ((n - 0.5) * t, n * r + self.rail - 2.4)
            posts = s.rect(-8, 0, -5, self.rail - 2, 1) + s.rect(end[0] - 1.5, n * r, end[0] + 1.5, end[1], 1)
            shapes += [Shape(STAND, "prop-2", posts), Shape(STAND + 1, "metal", s.bar(2.4, (-16, self.rail - 2.4), (-0.5 * t, self.rail - 2.4), end, (end[0] + 8, end[1])))]
        return shapes
