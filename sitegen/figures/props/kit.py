"""Small training kit: weights, bands, balls. What is in a hand follows it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Literal

from ..body import Body
from ..geometry import Vec, mix, unit
from ..pen import Pen, Shape
from .base import Hands, Place, Prop, Solid
from .stencil import Stencil, between, depth, flat, hands_of


@dataclass(frozen=True, slots=True)
class Dumbbell(Prop):
    """A hand weight in each of `hands`; one sees its end, or its length across the forearm."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near", "far")
    view: Literal["end", "side"] = "end"

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A disc with a hub, or a bar with two heads."""
        shapes = []
        for side, p in hands_of(body, self.hands):
            z = depth(body, side)
            if self.view == "end":
                shapes += [Shape(z, "prop-3", pen.circle(p, 5.8)), Shape(z + 0.1, "metal", pen.circle(p, 2.2), 1.2)]
                continue
            wrist = body.points.get(f"wrist_{side}", p)
            along = unit((p[1] - wrist[1], wrist[0] - p[0], 0.0), (1.0, 0.0, 0.0))

            def spot(t: float, w: float, p: Vec = p, a: Vec = along) -> Vec:
                return (p[0] + a[0] * t - a[1] * w, p[1] + a[1] * t + a[0] * w, 0.0)

            heads = "".join(
                pen.poly([spot(t, -5), spot(t + 4.5, -5), spot(t + 4.5, 5), spot(t, 5)]) for t in (5.5, -10.0)
            )
            shapes += [
                Shape(z - 0.1, "metal", pen.hull((spot(-8, 0), 1.6), (spot(8, 0), 1.6)), 1.4),
                Shape(z, "prop-3", heads),
            ]
        return shapes


@dataclass(frozen=True, slots=True)
class Band(Prop):
    """An exercise band: from hand to hand, or from each of `hands` to a point such as `anchor.knot`."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near", "far")
    to: Place | None = None
    sag: int = 0  # of a loose band, in its middle

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A colored line with an ink edge."""
        held = [p for _, p in hands_of(body, self.hands)]
        end = place(pen, body, self.to)
        pairs = [(p, end) for p in held] if end else list(pairwise(held))
        path = "".join(self._path(pen, a, b) for a, b in pairs)
        if not path:
            return []
        return [Shape(18.0, "line", path, 3.8), Shape(18.1, "band", path, 2.4)]  # under the hands

    def _path(self, pen: Pen, a: Vec, b: Vec) -> str:
        if not self.sag:
            return pen.line(a, b)
        return pen.spline([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - self.sag, 0.0), b])


@dataclass(frozen=True, slots=True)
class Box(Prop):
    """A box to lift; `x` is its middle, `y` its underside. It moves by new `x` and `y` in a frame."""

    movable: ClassVar[bool] = True

    x: int = 40
    y: int = 0
    z: int = 0  # toward the viewer
    width: int = 36
    height: int = 30

    def anchors(self) -> dict[str, Vec]:
        """top, left and right (handles in its sides), bottom."""
        h = self.y + self.height * 0.6
        half = self.width / 2
        return {
            "top": (self.x, self.y + self.height, self.z),
            "left": (self.x - half, h, self.z),
            "right": (self.x + half, h, self.z),
            "bottom": (self.x, self.y, self.z),
        }

    def solids(self) -> list[Solid]:
        """All of it."""
        return [Solid(self.x - self.width / 2, self.x + self.width / 2, self.y, self.y + self.height, self.z - 16, self.z + 16)]

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A cardboard box with a lid line and tape."""
        s, w, h = Stencil(pen, self.x, y=self.y, z=self.z + 16), self.width / 2, self.height
        z = between(body)
        shapes = [Shape(z, "prop", s.rect(-w, 0, w, h))]
        far = pen.at(0, self.y + h, self.z - 16)[1]
        if pen.pitch:
            a, b = s.at(-w, h), s.at(w, h)
            shapes.append(Shape(z + 0.1, "prop-2", pen.poly([a, b, (b[0], far), (a[0], far)])))
        lines = s.line((-w, h - 6), (w, h - 6)) + s.line((-3.5, h), (-3.5, h - 13), (3.5, h - 13), (3.5, h))
        return [*shapes, Shape(z + 0.2, "detail", lines, 1.2)]


def place(pen: Pen, body: Body, where: Place | None) -> Vec | None:
    """A point of the body by its name, or a point of the scene; None where there is none."""
    if isinstance(where, str):
        return body.find(where)
    if not isinstance(where, (list, tuple)) or len(where) not in (2, 3) or not all(isinstance(v, (int, float)) for v in where):
        return None
    return pen.at(where[0], where[1], where[2] if len(where) == 3 else 0)


@dataclass(frozen=True, slots=True)
class Weight(Prop):
    """One heavy weight in both hands: upright at the chest, or hanging from straight arms."""

    carried: ClassVar[bool] = True

    held: Literal["chest", "hang"] = "chest"

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A dumbbell on its end; or a bell with a handle."""
        hands = hands_of(body, ("right", "left"))
        if not hands:
            return []
        x, y = sum(p[0] for _, p in hands) / len(hands), sum(p[1] for _, p in hands) / len(hands)
        z = max(depth(body, side) for side, _ in hands)
        grip = 39.5 if body.in_front else 19.5  # under the fingers: arms are painted at 40 in front of all, else at 20
        s = flat(pen, x, y)
        if self.held == "chest":
            return [Shape(grip, "metal", s.rect(-2, -10, 2, 2, 0.5), 1.4), Shape(z + 0.1, "prop-3", s.rect(-7.5, 1, 7.5, 6.5, 2) + s.rect(-7.5, -15, 7.5, -9.5, 2))]
        bell = s.disc(0, -15, 8.5) + s.rect(-5, -24, 5, -20, 1)
        return [Shape(grip, "metal", s.bar(1.5, (-5, -9), (-4, -0.5), (4, -0.5), (5, -9)), 1.6), Shape(z, "prop-3", bell)]


@dataclass(frozen=True, slots=True)
class Ball(Prop):
    """A soft ball in each of `hands`."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near",)
    radius: int = 5

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A light disc with a shine."""
        shapes, r = [], max(1, self.radius)
        for side, p in hands_of(body, self.hands):
            z = min(depth(body, side), 19.0)  # the hand lies around it
            p = mix(p, body.points.get(f"tip_{side}", p), 0.3)
            shine = pen.line((p[0] - r * 0.5, p[1] + r * 0.1), (p[0] - r * 0.2, p[1] + r * 0.45))
            shapes += [Shape(z, "water", pen.circle(p, r)), Shape(z + 0.1, "detail", shine, 1.0)]
        return shapes


@dataclass(frozen=True, slots=True)
class Strap(Prop):
    """A strap from the hands around the ball of one foot."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near", "far")
    foot: Literal["near", "far", "left", "right"] = "near"

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A narrow ribbon that lies under the sole."""
        ball, toe = body.find(f"ball_{self.foot}"), body.find(f"toe_{self.foot}")
        hands = hands_of(body, self.hands)
        if not ball or not toe or not hands:
            return []
        path = "".join(pen.hull((p, 1.0), (ball, 1.2)) for _, p in hands)
        loop = pen.hull((ball, 3.2), (((ball[0] + toe[0]) / 2, (ball[1] + toe[1]) / 2), 2.8))
        z = max(depth(body, side) for side, _ in hands)
        return [Shape(z - 0.2, "prop-2", path, 1.4), Shape(z - 0.1, "prop-2", loop, 1.4)]


@dataclass(frozen=True, slots=True)
class Tissue(Prop):
    """A tissue in each of `hands`, before a mouth or a nose."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near",)

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A soft white square that hangs over the fist."""
        shapes = []
        for side, (x, y, _) in hands_of(body, self.hands):
            corners = [(x - 8, y + 8), (x + 5, y + 9), (x + 6, y - 2), (x + 1, y - 9), (x - 7, y - 1)]
            shapes.append(Shape(depth(body, side) + 0.5, "cloth", pen.spline(corners, closed=True), 1.4))
        return shapes


@dataclass(frozen=True, slots=True)
class HandTowel(Prop):
    """A small towel: wrung between both hands, or hanging from one."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near", "far")

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A twisted roll with loose ends; or a cloth with a hem."""
        hands = hands_of(body, self.hands)
        if not hands:
            return []
        a, z = hands[0][1], min(15.0, depth(body, hands[0][0]))
        if len(hands) == 1:
            s = flat(pen, a[0], a[1])
            return [Shape(z, "cloth", s.poly((-3, 3), (4, 3), (8, -32), (-8, -32))), Shape(z + 0.1, "detail", s.line((-7.4, -28), (7.4, -28)), 1.0)]
        b = hands[1][1]
        way = unit((b[0] - a[0], b[1] - a[1], 0.0), (1.0, 0.0, 0.0))
        size = max(abs(b[0] - a[0]) + abs(b[1] - a[1]), 1.0)

        def spot(t: float, w: float) -> Vec:
            return (a[0] + way[0] * t - way[1] * w, a[1] + way[1] * t + way[0] * w, 0.0)

        twist = "".join(pen.line(spot(t, -2.4), spot(t + 3, 2.4)) for t in range(2, int(min(size, 90)), 5))
        ends = pen.poly([spot(-2, -2), spot(-2, 2), spot(-11, 5), spot(-11, -5)]) + pen.poly([spot(size + 2, -2), spot(size + 2, 2), spot(size + 11, 5), spot(size + 11, -5)])
        return [Shape(z, "cloth", pen.hull((spot(-3, 0), 3.0), (spot(size + 3, 0), 3.0)) + ends), Shape(z + 0.1, "detail", twist, 1.0)]


@dataclass(frozen=True, slots=True)
class HeldPillow(Prop):
    """A pillow that one arm or both hold against the body."""

    carried: ClassVar[bool] = True

    hands: Hands = ("near", "far")  # that hold it
    width: int = 40  # seen from the front
    height: int = 30

    def shapes(self, pen: Pen, body: Body) -> list[Shape]:
        """A white pillow, before the trunk and behind the arms."""
        held, heel, toe = hands_of(body, self.hands), body.find("heel"), body.find("toe")
        if not held:
            return []
        hand = mix(held[0][1], held[-1][1], 0.5)
        ahead = 1 if heel is None or toe is None or toe[0] >= heel[0] else -1
        s = flat(pen, hand[0] - (4 * ahead if body.sideways else 0), hand[1], ahead)
        w, h = (7.0 if body.sideways else self.width / 2), self.height / 2
        return [Shape(between(body) + 0.1, "cloth", s.rect(-w, -h, w, h, 6))]
