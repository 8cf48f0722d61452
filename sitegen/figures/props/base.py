"""What every prop is: options in a figure's file, anchors to reach for, solids to stand on or bump into, and shapes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from ..body import Body
from ..geometry import Vec
from ..pen import Pen, Shape

BEHIND, BEFORE = -900.0, 900.0  # depths: behind the whole body, in front of it

Way = Literal["right", "left"]  # in the picture
Hand = Literal["near", "far", "left", "right"]  # the person's own
Hands = tuple[Hand, ...]
Place = str | tuple[int, int] | tuple[int, int, int]  # a point of the body (`hand_near`) or of the scene


def sign(way: str) -> int:
    """1 for the right of the picture, -1 for its left."""
    return -1 if way == "left" else 1


class Solid(NamedTuple):
    """A box that nothing can pass through, in centimeters. `soft` gives way, as a mattress does."""

    x0: float
    x1: float
    y0: float
    y1: float
    z0: float = -60.0
    z1: float = 60.0
    soft: bool = False

    @property
    def top(self) -> float:
        return self.y1


@dataclass(frozen=True, slots=True)
class Prop(ABC):
    """A thing in the scene. Its fields are what an author may write, whole centimeters; their defaults make a usual one.

    A field of the type `int` may also be given as the name of an anchor: `pillow: {y: bed.top}`.
    """

    movable: ClassVar[bool] = False  # it can slide or tip: nobody holds on to it while standing
    carried: ClassVar[bool] = False  # it is in a hand, and moves with it

    x: int = 0

    def anchors(self) -> dict[str, Vec]:
        """Places to reach for or stand on, by name."""
        return {}

    def solids(self) -> list[Solid]:
        """What carries weight and stops a hand."""
        return []

    @abstractmethod
    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """The prop, drawn; `body` is the person as the camera sees them."""


def block(
    pen: Pen, solid: Solid, role: str = "prop", top: str = "prop-2", z: float = BEHIND, r: float = 1.5
) -> list[Shape]:
    """A box: its front, and its top where the camera looks down on it."""
    x0, x1, y0, y1, z0, z1, _ = solid
    low, high, far = pen.at(0, y0, z1)[1], pen.at(0, y1, z1)[1], pen.at(0, y1, z0)[1]
    shapes = [Shape(z, role, pen.rect(x0, low, x1, high, r))]
    if far > high + 0.5:
        shapes.append(Shape(z + 1, top, pen.poly([(x0, high), (x1, high), (x1, far), (x0, far)])))
    return shapes
