"""A car: its open side, with one seat."""

from __future__ import annotations

from dataclasses import dataclass

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape
from .base import Prop, Solid, Way, sign
from .stencil import ROOM, STAND, UPON, Stencil


@dataclass(frozen=True, slots=True)
class Car(Prop):
    """A car from the side, its front door open wide; `x` is the middle of the seat, `faces` where it drives."""

    faces: Way = "right"
    seat: int = 50  # height

    def anchors(self) -> dict[str, Vec]:
        """seat, edge (of the seat, toward the viewer), floor (inside), ground (outside, before the seat), dash, pillar (beside the windshield), back."""
        x, s, h = self.x, sign(self.faces), self.seat
        return {
            "seat": (x, h, 0), "edge": (x, h, 24), "floor": (x + s * 46, 26, 0), "ground": (x, 0, 46),
            "dash": (x + s * 52, 90, 0), "pillar": (x + s * 44, 112, 24), "back": (x - s * 30, h + 44, 24),
        }  # fmt: skip

    def solids(self) -> list[Solid]:
        """The seat, its back, and the floor inside."""
        x, s, h = self.x, sign(self.faces), self.seat
        (a, b), (c, d), (e, f) = sorted((x - s * 24, x + s * 22)), sorted((x - s * 42, x - s * 26)), sorted((x - s * 50, x + s * 66))
        return [Solid(a, b, h - 12, h, -24, 24, soft=True), Solid(c, d, h, h + 56, -22, 22, soft=True), Solid(e, f, 18, 26, -70, 24)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """Body and roof, a light inside, a dark seat, wheel and lamp."""
        s, h = Stencil(pen, self.x, sign(self.faces)), self.seat
        cabin = _round(s, (-56, 60, 6), (-46, 134, 14), (14, 138, 12), (72, 92, 6), (60, 60, 6))
        lower = _round(s, (-56, 23, 6), (-56, 80, 6), (72, 90, 7), (123, 73, 12), (129, 26, 9))
        inside = _round(s, (-49, 32, 5), (-49, 90, 5), (-41, 132, 9), (12, 135, 7), (58, 96, 5), (61, 32, 5))
        return [
            Shape(ROOM, "metal", cabin + lower),
            Shape(ROOM + 1, "glass", inside, 1.6),
            Shape(ROOM + 2, "prop-3", s.poly((50, 88), (65, 93), (65, 62), (58, 66)), 1.6),
            Shape(STAND, "prop-3", s.bar(6, (-25, h - 2), (-36, h + 50), end=5) + s.bar(4.5, (-38, h + 62), (-39, h + 68)) + s.rect(-27, h - 12, 22, h, 5.5)),
            Shape(STAND + 1, "prop", s.rect(-55, 18, 67, 26.5, 2), 1.6),
            Shape(STAND + 2, "shoe", s.disc(102, 24, 24)),
            Shape(STAND + 3, "metal", s.disc(102, 24, 12), 1.6),
            Shape(UPON, "cloth", s.rect(126, 60, 137, 70, 3), 1.4),
        ]


def _round(s: Stencil, *discs: tuple[float, float, float]) -> str:
    """The outline around some discs: x, y and radius."""
    return s.pen.hull(*((s.at(x, y), r) for x, y, r in discs))
