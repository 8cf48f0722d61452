"""A pool: water behind and before the person, an edge and a rail."""

from __future__ import annotations

from dataclasses import dataclass

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import BEFORE, Prop, Solid, Way, sign
from .stencil import ROOM, STAND, Stencil


@dataclass(frozen=True, slots=True)
class Pool(Prop):
    """A pool from the side, its water chest-deep; `x` is its middle, and the edge with the steps stands to one side."""

    level: int = 116  # of the water
    width: int = 180
    edge: Way = "right"

    def anchors(self) -> dict[str, Vec]:
        """floor, rail, rail_left, rail_right (on the far wall), edge (of the pool)."""
        x, y, off = self.x, self.level + 15, self.width / 3
        return {
            "floor": (x, 0, 0), "rail": (x, y, -34), "rail_left": (x - off, y, -34), "rail_right": (x + off, y, -34),
            "edge": (x + sign(self.edge) * (self.width / 2 + 3), self.level + 18, 0),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """The rail and the edge."""
        s, half, y = sign(self.edge), self.width / 2, self.level + 15
        a, b = sorted((self.x + s * half, self.x + s * (half + 22)))
        return [Solid(self.x - half, self.x + half, y - 4, y, -36, -32), Solid(a, b, 0, self.level + 18)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A field of water, a rail, the edge; before the person the surface and some waves."""
        s, w, h = Stencil(pen, self.x, sign(self.edge)), self.width / 2, self.level
        waves = "".join(s.curve(*((x + i * 8, y + (-1) ** i) for i in range(4))) for x, y in ((-w * 0.85, h * 0.66), (w * 0.5, h * 0.48), (-w * 0.9, h * 0.2)))
        return [
            Shape(ROOM, "water", s.rect(-w, 0, w, h, 0.5), None),
            Shape(ROOM + 1, "metal", Stencil(pen, self.x, z=-34).bar(2.2, (-w + 4, h + 12.8), (w - 4, h + 12.8)), 1.6),
            Shape(STAND, "prop", s.rect(w, 0, w + 22, h + 15, 1)),
            Shape(STAND + 1, "prop-2", s.rect(w - 3, h + 12, w + 24, h + 18, 2)),
            Shape(BEFORE - 101, "water", s.rect(-w, 0, w, h, 0), None, ' fill-opacity=".45"'),
            Shape(BEFORE - 100, "line", waves, 1.0),
            Shape(BEFORE - 99, "water", self._surface(s), 1.2),
        ]

    def _surface(self, s: Stencil) -> str:
        """A wavy ribbon over the whole width."""
        w, n = self.width / 2, max(2, min(24, round(self.width / 18)))
        top = [(-w + 2 * w * i / n, self.level + 2 * (-1) ** i) for i in range(n + 1)]
        return s.curve(*((x, y + 2) for x, y in top), *((x, y - 2) for x, y in reversed(top)), closed=True)
