"""(solved body, person) → outlined flat shapes: who stands, sits or lies there, seen by the camera."""

from __future__ import annotations

from ..model.figure import Person
from .body import Body
from .geometry import Frame, Vec, along, dot, mix
from .head import head
from .limbs import arm, leg, sleeve
from .pen import Pen, Round, Shape
from .skeleton import RADIUS, SIDES, TRUNK, Section
from .sketch import Sketch, edges

BELOW, ABOVE = Section(5.0, 9.0, 14.5), Section(6.0, 5.0, 12.0)  # trousers: at the crotch, at the belt
SEAT = Section(8.0, 10.0, 15.2)
HEM, YOKE = Section(9.4, 11.4, 17.6), Section(9.8, 8.3, 15.0)  # shirt: around the hips, under the arms' roots


def shapes(body: Body, pen: Pen, person: Person, *, shoes: bool = True, spine: bool = False) -> list[Shape]:
    """A person as shapes in no particular order: each knows its layer. The body is turned to the camera already."""
    sketch = Sketch(body, pen)
    _legs(sketch, shoes)
    _trunk(sketch, spine)
    head(sketch, person)
    return sketch.out


def _legs(sketch: Sketch, shoes: bool) -> None:
    """Far legs stand alone; near ones are one piece with the seat of the trousers."""
    seat = sketch.pen.spline(edges(_seat(sketch.body), sketch.body.girth)) + "z"
    for side, _ in SIDES:
        far = sketch.is_far("hip", side)
        path = leg(sketch, side, far, shoes)
        if far:
            sketch.add(-30, "legs-far", path)
        else:
            seat += path
    sketch.add(-10, "legs", seat)


def _seat(body: Body) -> list[tuple[Vec, Frame, Section]]:
    root, skin = body.nodes[0], body.segments[0][1]
    return [
        (along(root, skin, 0, -7.5), skin, BELOW),
        (root, skin, TRUNK[0]),
        (mix(root, body.nodes[1], 0.8), skin, ABOVE),
    ]


def _trunk(sketch: Sketch, spine: bool) -> None:
    body, pen = sketch.body, sketch.pen
    girth = body.girth
    shirt = pen.spline(edges(_shirt(body), girth)) + "z"  # a hem is straight
    for side, _ in SIDES:
        arm(sketch, side)
        if not sketch.is_far("shoulder", side):
            shirt += sleeve(sketch, side) + (pen.hull(*_yoke(sketch, side)) if sketch.flat else "")
    sketch.add(-5, "top", shirt)
    for side, sign in SIDES:
        sketch.line(-4.5, _blade(sketch, side, sign))
    if spine:
        dots = [along(node, body.segments[max(0, i - 1)][1], -4.6 * girth) for i, node in enumerate(body.nodes) if i]
        sketch.add(-4, "spine", pen.spline(dots), 1.8, ' stroke-dasharray="0 34"')


def _blade(sketch: Sketch, side: str, sign: int) -> str:
    """The edge of a shoulder blade under the shirt, seen from behind: an arm drawn back brings it toward the spine and down."""
    body = sketch.body
    chest = body.frames["thorax"]
    if chest[0][2] > -0.6:
        return ""
    drawn = max(0.0, dot(body.frames[f"upper_{side}"][1], chest[0]))
    aside, low = 8.0 - 6.5 * drawn, -2.5 * drawn
    spots = ((aside + 1.5, -5.0), (aside, -9.0), (aside + 0.3, -16.5), (aside + 2.2, -19.5), (aside + 5.5, -14.5))
    return sketch.pen.spline([along(body.points["c7"], chest, 0, y + low, sign * x) for x, y in spots])


def _shirt(body: Body) -> list[tuple[Vec, Frame, Section]]:
    nodes, skins = body.nodes, [skin for _, skin in body.segments]
    cuts = [(along(nodes[0], skins[0], 0, -1.5), skins[0], HEM)]
    cuts += [(nodes[i], skins[i - 1], TRUNK[i]) for i in (2, 3, 4)]
    return [*cuts, (mix(nodes[4], nodes[5], 0.58), skins[4], YOKE), (nodes[5], skins[4], TRUNK[5])]


def _yoke(sketch: Sketch, side: str) -> list[Round]:
    """From the root of the neck to the shoulder: cloth lies straight over it."""
    root = along(sketch.body.points["c7"], sketch.body.frames["thorax"], 1.0, -3.2)
    return [(root, 4.4), (sketch.point("shoulder", side), RADIUS["shoulder"] * sketch.limb)]


__all__ = ["shapes"]
