"""(Posture, where the hips are) → Body: every bone laid by its angles; and single limbs bent so that their ends meet a point."""

from __future__ import annotations

import math

from . import skeleton as sk
from .body import Body
from .geometry import WORLD, Frame, Vec, add, along, angle, bend, bone, cross, dot, mul, norm, spin, sub, swing, unit
from .poses import Limb, Posture

FLAT: dict[str, tuple[Frame, Vec]] = {  # hands on a surface, for a person who looks right: the hand's frame, and its wrist from the target
    "flat": (((0, 1, 0), (-1, 0, 0), (0, 0, 1)), (-5.2, 2.6, 0)),
    "wall": (((-1, 0, 0), (0, -1, 0), (0, 0, 1)), (-2.6, -5.2, 0)),
    "back": (((0, 1, 0), (1, 0, 0), (0, 0, 1)), (5.2, 2.6, 0)),
}


def root(posture: Posture) -> Frame:
    """How the pelvis lies."""
    n = posture.numbers
    frame = bend(spin(WORLD, posture.yaw), -n["lean"])
    return spin(swing(frame, n["tilt"]), -n["roll"])


def ground(posture: Posture, degrees: float = 0.0) -> Frame:
    """How a foot lies whose sole makes `degrees` with the floor."""
    return bend(spin(WORLD, posture.yaw), -degrees)


def posed(posture: Posture, hips: Vec, build: str) -> Body:
    """The body by its angles alone, its hips at a point."""
    body = Body(near=posture.near, sideways=posture.sideways, build=build)
    body.in_front = frozenset(s for s, arm in posture.arms.items() if arm.get("in_front"))
    body.hands = {s: arm.get("hand") or ("grip" if "reach" in arm else "relaxed") for s, arm in posture.arms.items()}
    _spine(body, posture, hips)
    trunk(body)
    for side, sign in sk.SIDES:
        lay_arm(body, side, _arm_frames(body.frames["thorax"], posture.arms[side], sign))
        lay_leg(body, side, _leg_frames(body, posture, side, sign))
    return body


def _spine(body: Body, posture: Posture, hips: Vec) -> None:
    n, pelvis = posture.numbers, root(posture)
    bends = (0.0, n["lumbar"] / 2, n["lumbar"] / 2, n["thoracic"] / 2, n["thoracic"] / 2)
    body.nodes, body.segments, curve = [hips], [], 0.0
    for (name, length, tilt), more in zip(sk.SPINE, bends, strict=True):
        curve += more
        turned = spin(pelvis, n["twist"] if name.endswith("thorax") else 0)
        lies = bend(turned, -(tilt + curve))
        body.segments.append((lies, bend(turned, -curve)))
        body.nodes.append(along(body.nodes[-1], lies, y=length))
    body.frames |= {"pelvis": pelvis, "thorax": body.segments[-1][1]}
    body.frames["neck"] = bend(body.frames["thorax"], -(sk.NECK_TILT + n["neck"]))
    body.frames["head"] = spin(bend(body.frames["neck"], -(sk.HEAD_TILT + n["head"])), n["head_turn"])


def trunk(body: Body) -> None:
    """The points of trunk and head, from nodes and frames."""
    p, nodes, frames = body.points, body.nodes, body.frames
    p |= {"hip": nodes[0], "sacrum": nodes[1], "waist": nodes[2], "chest": nodes[4], "c7": nodes[5]}
    p["skull"] = along(nodes[5], frames["neck"], y=sk.NECK)
    p["head"] = along(p["skull"], frames["head"], sk.HEAD_FORWARD, sk.HEAD_HEIGHT)
    p["crown"] = along(p["head"], frames["head"], y=sk.HEAD_RADIUS)
    ribs, belly = body.segments[3][1], body.segments[1][1]
    for side, sign in sk.SIDES:
        p[f"shoulder_{side}"] = along(nodes[5], frames["thorax"], sk.SHOULDER_FORWARD, -sk.SHOULDER_DROP, sign * sk.SHOULDER_WIDTH)
        p[f"hip_{side}"] = along(nodes[0], frames["pelvis"], z=sign * sk.HIP_WIDTH)
        p[f"ribs_{side}"] = along(nodes[3], ribs, 9.0 * body.girth, 4.0, sign * 9.0)
        p[f"belly_{side}"] = along(nodes[2], belly, 11.5 * body.girth, 0.0, sign * 5.0)
        p[f"breast_{side}"] = along(nodes[4], ribs, 13.0 * body.girth, 0.0, sign * 6.0)
        p[f"side_{side}"] = along(nodes[1], belly, 0.0, 0.0, sign * 16.0 * body.girth)
        p[f"ear_{side}"] = along(p["head"], frames["head"], -1.4, -1.2, sign * sk.HEAD_RADIUS)


def _arm_frames(thorax: Frame, arm: Limb, sign: int) -> tuple[Frame, Frame, Frame]:
    upper = bend(thorax, arm.get("shoulder", 0))
    upper = spin(swing(upper, -sign * arm.get("shoulder_abduction", 0)), -sign * arm.get("shoulder_rotation", 0))
    fore = bend(upper, arm.get("elbow", 0))
    return upper, fore, bend(fore, arm.get("wrist", 0))


def lay_arm(body: Body, side: str, frames: tuple[Frame, Frame, Frame]) -> None:
    """The points of an arm, from the frames of its bones."""
    upper, fore, hand = frames
    p, start = body.points, body.points[f"shoulder_{side}"]
    p[f"elbow_{side}"] = along(start, upper, y=-sk.UPPER_ARM)
    p[f"wrist_{side}"] = along(p[f"elbow_{side}"], fore, y=-sk.FOREARM)
    body.frames |= {f"upper_{side}": upper, f"fore_{side}": fore}
    lay_hand(body, side, hand)


def lay_hand(body: Body, side: str, hand: Frame) -> None:
    """A hand at the wrist."""
    wrist = body.points[f"wrist_{side}"]
    body.frames[f"hand_{side}"] = hand
    body.points[f"hand_{side}"] = along(wrist, hand, y=-sk.HAND)
    body.points[f"tip_{side}"] = along(wrist, hand, y=-sk.HAND_TIP)


def _leg_frames(body: Body, posture: Posture, side: str, sign: int) -> tuple[Frame, Frame, Frame, float]:
    leg = posture.legs[side]
    thigh = bend(body.frames["pelvis"], leg.get("hip", 0))
    thigh = spin(swing(thigh, -sign * leg.get("hip_abduction", 0)), -sign * leg.get("hip_rotation", 0))
    shank = bend(thigh, -leg.get("knee", 0))
    return thigh, shank, *foot(posture, leg, shank)


def foot(posture: Posture, leg: Limb, shank: Frame) -> tuple[Frame, float]:
    """How the foot lies, and how far its toes are bent up against it."""
    lifted = leg.get("heel_up", 0)
    if "sole" in leg or lifted:
        return ground(posture, leg.get("sole", 0) + lifted), leg.get("toes", 0) + lifted
    return bend(shank, leg.get("ankle", 0)), leg.get("toes", 0)


def lay_leg(body: Body, side: str, frames: tuple[Frame, Frame, Frame, float]) -> None:
    """The points of a leg, from the frames of its bones."""
    thigh, shank, sole, toes = frames
    p = body.points
    hip = p[f"hip_{side}"]
    knee = p[f"knee_{side}"] = along(hip, thigh, y=-sk.THIGH)
    ankle = p[f"ankle_{side}"] = along(knee, shank, y=-sk.SHANK)
    p[f"lap_{side}"] = along(hip, thigh, 8.6, -0.74 * sk.THIGH)
    p[f"thigh_{side}"] = along(hip, thigh, 8.0, -0.45 * sk.THIGH)
    p[f"shin_{side}"] = along(knee, shank, 5.0, -0.4 * sk.SHANK)
    p[f"heel_{side}"] = along(ankle, sole, *sk.HEEL)
    ball = p[f"ball_{side}"] = along(ankle, sole, *sk.BALL)
    p[f"foot_{side}"] = along(ankle, sole, 3.0, -sk.SOLE)
    bent = bend(sole, toes)
    p[f"toe_{side}"] = along(ball, bent, *sk.TOE)
    body.frames |= {f"thigh_{side}": thigh, f"shank_{side}": shank, f"foot_{side}": sole, f"toes_{side}": bent}


# limbs whose ends are given


def joint(start: Vec, end: Vec, upper: float, lower: float, hint: Vec) -> tuple[Vec, Vec, float]:
    """Two bones from `start` to `end`: where the joint between them goes, where the end comes to lie, and by how much the bones
    are too short (+) or the end too close (-). The joint points toward `hint`."""
    way = sub(end, start)
    length, missing = norm(way), 0.0
    if length > upper + lower - 0.01:
        missing, end = length - upper - lower, add(start, mul(unit(way), upper + lower - 0.01))
        length = upper + lower - 0.01
    elif length < abs(upper - lower) + 0.05:
        missing, length = length - abs(upper - lower) - 0.05, abs(upper - lower) + 0.06
    axis = unit(way)
    side = sub(hint, mul(axis, dot(hint, axis)))
    side = unit(side, unit(cross(axis, (0.0, 0.0, 1.0)), (1.0, 0.0, 0.0)))
    x = (upper * upper - lower * lower + length * length) / (2 * length)
    y = math.sqrt(max(0.0, upper * upper - x * x))
    return add(add(start, mul(axis, x)), mul(side, y)), end, missing


def reach_hand(body: Body, side: str, target: Vec, hint: Vec, looks: int) -> float:
    """Bends an arm so that its hand meets a point; by how much it fails. `looks` is 1 for a person who looks right, -1 left.

    A grip meets the point with the fist, a flat hand with its palm.
    """
    shape = FLAT.get(body.hands[side])
    shoulder, beyond = body.points[f"shoulder_{side}"], sk.HAND
    hand: Frame | None = None
    if shape:
        (forward, up, right), _ = shape
        hand = ((forward[0] * looks, forward[1], 0.0), (up[0] * looks, up[1], 0.0), right)
        target, beyond = add(target, (shape[1][0] * looks, shape[1][1], shape[1][2])), 0.0
    elbow, end, missing = joint(shoulder, target, sk.UPPER_ARM, sk.FOREARM + beyond, hint)
    upper = bone(shoulder, elbow, body.frames["thorax"])
    fore = bone(elbow, end, upper)
    lay_arm(body, side, (upper, fore, hand or fore))
    return missing


def reach_foot(body: Body, side: str, ankle: Vec, hint: Vec, posture: Posture) -> float:
    """Bends a leg so that its ankle comes to a point; by how much it fails."""
    hip = body.points[f"hip_{side}"]
    knee, end, missing = joint(hip, ankle, sk.THIGH, sk.SHANK, hint)
    thigh = bone(hip, knee, body.frames["pelvis"])
    shank = bone(knee, end, thigh)
    lay_leg(body, side, (thigh, shank, *foot(posture, {"sole": 0, **posture.legs[side]}, shank)))
    return missing


def hip_angle(body: Body, side: str) -> float:
    """Flexion of a hip against the pelvis, in degrees."""
    down, pelvis = mul(body.frames[f"thigh_{side}"][1], -1), body.frames["pelvis"]
    return math.degrees(math.atan2(dot(down, pelvis[0]), -dot(down, pelvis[1])))


def knee_angle(body: Body, side: str) -> float:
    """Flexion of a knee, in degrees."""
    return angle(dot(body.frames[f"thigh_{side}"][1], body.frames[f"shank_{side}"][1]))


def elbow_angle(body: Body, side: str) -> float:
    """Flexion of an elbow, in degrees."""
    return angle(dot(body.frames[f"upper_{side}"][1], body.frames[f"fore_{side}"][1]))


def ankle_angle(body: Body, side: str) -> float:
    """Dorsiflexion of an ankle, in degrees."""
    toes, shank = body.frames[f"foot_{side}"][0], body.frames[f"shank_{side}"]
    return math.degrees(math.atan2(dot(toes, shank[1]), dot(toes, shank[0])))
