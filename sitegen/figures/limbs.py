"""Arms and legs: tapered pieces between joints, each limb one outline, and the cloth that hangs over it."""

from __future__ import annotations

from .geometry import Vec, along, mix
from .hands import fingers, hand
from .pen import LINE, Round
from .skeleton import BALL_RADIUS, HEAD_RADIUS, HEEL_RADIUS, RADIUS, SHANK, THIGH, UPPER_ARM
from .sketch import Sketch, across, apart

SLEEVE, TURNUP = 0.54, 0.91  # where sleeves and trousers end, along the bone
SLEEVE_HALF = 5.1


def leg(sketch: Sketch, side: str, far: bool, shoes: bool) -> str:
    """Draws a foot and gives the outline of its trouser leg."""
    hip, knee, ankle = (sketch.point(name, side) for name in ("hip", "knee", "ankle"))
    pen, wide, tone = sketch.pen, sketch.limb, "-far" if far else ""
    sketch.add(-30.2 if far else -10.2, ("shoe" if shoes else "skin") + tone, _foot(sketch, side, shoes))
    calf = along(knee, sketch.frame("shank", side), -1.5, -0.27 * SHANK)
    thigh = pen.hull((hip, RADIUS["hip"] * wide), (knee, RADIUS["knee"] * wide))
    shank = pen.hull(
        (knee, RADIUS["knee"] * wide), (calf, RADIUS["calf"] * wide), *sketch.hem(knee, ankle, TURNUP, 4.8 * wide)
    )
    if knee[2] - hip[2] > 0.6 * THIGH:  # a knee toward the viewer
        sketch.add(-9, "legs" + tone, shank)
        return thigh
    return thigh + shank


def _foot(sketch: Sketch, side: str, shoes: bool) -> str:
    """Heel, ball and toes; seen from the front, the forefoot has width."""
    ankle, heel, ball, toe = (sketch.point(name, side) for name in ("ankle", "heel", "ball", "toe"))
    foot, toes = sketch.frame("foot", side), sketch.frame("toes", side)
    balls: list[Round] = [(ball, BALL_RADIUS)]
    if abs(foot[2][0]) > 0.5 or abs(foot[2][1]) > 0.5:
        balls = [(along(ball, toes, 0, 0.5, z), BALL_RADIUS + 0.5) for z in (-2.0, 2.0)]
    tip: Round = (along(toe, toes, -0.5, 0.6), 2.9) if shoes else (toe, 2.1)
    top: Round = (along(ankle, foot, 0.4, 0.6), 4.0) if shoes else (ankle, RADIUS["ankle"])
    above = (
        "" if shoes else sketch.pen.hull((ankle, RADIUS["ankle"]), (mix(ankle, sketch.point("knee", side), 0.12), 3.3))
    )
    return above + sketch.pen.hull(top, (heel, HEEL_RADIUS), *balls) + sketch.pen.hull(*balls, tip)


def arm(sketch: Sketch, side: str) -> None:
    """Draws an arm and what can be told of its sleeve; the sleeve's cloth itself is part of the shirt, where it can be."""
    far = sketch.is_far("shoulder", side)
    tone, z = "-far" if far else "", _layer(sketch, side, far)
    shoulder, elbow = sketch.point("shoulder", side), sketch.point("elbow", side)
    covered = z < 0 and not far
    toward = sketch.point("wrist", side)[2] > elbow[2] + 12
    upper = _upper(sketch, shoulder, elbow, SLEEVE - 0.12 if z < 0 else SLEEVE)
    lower = _forearm(sketch, side) + ("" if toward else hand(sketch, side))
    if far or (_raised(sketch, side) and not covered):
        sketch.add(z, "skin" + tone, upper if toward else upper + lower)
        sketch.add(z + 0.1, "top" + tone, sleeve(sketch, side))
        sketch.add(z + 0.15, "top", "" if far or sketch.flat else _armhole(sketch, shoulder, elbow), None)
        sketch.add(z + 0.2, "skin" + tone, lower if toward else "")
    else:
        sketch.add(z, "skin", upper + lower)
        sketch.line(-4.9 if covered else z + 0.1, _fold(sketch, shoulder, elbow))
    if toward:
        sketch.add(z + 0.25, "skin" + tone, hand(sketch, side))
    if not far:
        sketch.line(z + 0.3, fingers(sketch, side))


def _armhole(sketch: Sketch, shoulder: Vec, elbow: Vec) -> str:
    """Cloth without a line, where the sleeve of a raised arm goes over into the shirt."""
    x, y = across(shoulder, elbow)
    return sketch.pen.circle((shoulder[0] + y * 2, shoulder[1] - x * 2), 5.2 * sketch.limb)


def _upper(sketch: Sketch, shoulder: Vec, elbow: Vec, start: float) -> str:
    return sketch.pen.hull(
        *sketch.hem(shoulder, elbow, start, 4.3 * sketch.limb), (elbow, RADIUS["elbow"] * sketch.limb)
    )


def _layer(sketch: Sketch, side: str, far: bool) -> float:
    """Behind the body, under the shirt's sleeve beside it, or over it."""
    if side in sketch.body.in_front:
        return 40
    if far:
        return -40
    if not sketch.flat:
        return 20
    elbow, wrist, chest = sketch.point("elbow", side), sketch.point("wrist", side), sketch.body.points["c7"]
    depth = (elbow[2] * 2 + wrist[2] * 2 + sketch.point("hand", side)[2]) / 5 - chest[2]
    return 20 if depth > 6 else -25 if depth < -6 else -6


def _raised(sketch: Sketch, side: str) -> bool:
    """Whether the upper arm covers the head, so that its sleeve must lie over it."""
    end = mix(sketch.point("shoulder", side), sketch.point("elbow", side), SLEEVE)
    return apart(end, sketch.body.points["head"]) < HEAD_RADIUS + SLEEVE_HALF + 1


def sleeve(sketch: Sketch, side: str) -> str:
    """The outline of a short sleeve."""
    shoulder, elbow = sketch.point("shoulder", side), sketch.point("elbow", side)
    wide = sketch.limb
    return sketch.pen.hull(
        (shoulder, RADIUS["shoulder"] * wide), *sketch.hem(shoulder, elbow, SLEEVE, SLEEVE_HALF * wide)
    )


def _fold(sketch: Sketch, shoulder: Vec, elbow: Vec) -> str:
    """A sleeve's hem and the lines on both sides of it, where the sleeve lies on the shirt."""
    x, y = across(shoulder, elbow)
    half = SLEEVE_HALF * sketch.limb + 0.5
    top, end = mix(shoulder, elbow, 0.2), mix(shoulder, elbow, SLEEVE - LINE / 4 / UPPER_ARM)
    spots = [(p[0] + x * h, p[1] + y * h) for p, h in ((top, half), (end, half), (end, -half), (top, -half))]
    return sketch.pen.line(*spots)


def _forearm(sketch: Sketch, side: str) -> str:
    wide = sketch.limb
    return sketch.pen.hull(
        (sketch.point("elbow", side), RADIUS["forearm"] * wide), (sketch.point("wrist", side), RADIUS["wrist"] * wide)
    )


__all__ = ["arm", "leg", "sleeve"]
