"""(Body, Body, part of the way) → Body: a moment between two others. Bones keep their lengths, and what stands stays where it stands."""

from __future__ import annotations

import math

from . import kinematics as kin
from . import skeleton as sk
from .body import Body
from .contacts import room
from .geometry import Vec, add, along, blend, bone, dot, mix, norm, sub
from .poses import Posture
from .scene import Scene

STAYS = 2.0  # centimeters: a point that moves less than this is meant to stay
LIFT = 5.0  # centimeters by which a foot leaves the floor on its way to another place
ANCHORS = ("ball_r", "ball_l", "knee_r", "knee_l", "c7", "hip", "hand_r", "hand_l")


def between(a: Body, b: Body, poses: tuple[Posture, Posture], t: float, scene: Scene | None = None) -> Body:
    """The body at part `t` of the way from a to b, 0 < t < 1; in a scene its feet step over what stands in their way."""
    made = _blended(a, b, mix(a.points["hip"], b.points["hip"], t), t)
    still = min(ANCHORS, key=lambda name: max(STAYS, _moved(a, b, name)))  # where several stay, the first: feet before hands
    if _moved(a, b, still) <= STAYS:
        shift = sub(mix(a.points[still], b.points[still], t), made.points[still])
        made = _blended(a, b, add(made.points["hip"], shift), t)
    for side, _ in sk.SIDES:
        _leg(made, a, b, poses, side, t)
        _arm(made, a, b, poses, side, t)
        if scene and (high := room(made, scene, side)):
            _stand(made, side, add(made.points[f"ankle_{side}"], (0.0, high, 0.0)))
    return made


def _moved(a: Body, b: Body, name: str) -> float:
    """How far a point moves; little of it where it moves along the camera, as the feet of a body that leans as one piece seem to do."""
    x, y, z = sub(a.points[name], b.points[name])
    return norm((x, y, z / 3))


def _blended(a: Body, b: Body, hips: Vec, t: float) -> Body:
    """Every bone turned part of the way."""
    nearer = a if t < 0.5 else b
    made = Body(near=nearer.near, sideways=nearer.sideways, build=a.build, hands=dict(nearer.hands), in_front=nearer.in_front)
    made.frames = {name: blend(frame, b.frames[name], t) for name, frame in a.frames.items()}
    made.segments = [(blend(p[0], q[0], t), blend(p[1], q[1], t)) for p, q in zip(a.segments, b.segments, strict=True)]
    made.nodes = [hips]
    for (_, length, _), (lies, _) in zip(sk.SPINE, made.segments, strict=True):
        made.nodes.append(along(made.nodes[-1], lies, y=length))
    kin.trunk(made)
    f = made.frames
    for side, _ in sk.SIDES:
        kin.lay_arm(made, side, (f[f"upper_{side}"], f[f"fore_{side}"], f[f"hand_{side}"]))
        kin.lay_leg(made, side, (f[f"thigh_{side}"], f[f"shank_{side}"], f[f"foot_{side}"], _toes(made, side)))
    return made


def _leg(made: Body, a: Body, b: Body, poses: tuple[Posture, Posture], side: str, t: float) -> None:
    """A foot that stands in both moments stays; one that steps goes in a low arc; none goes through what it stands on."""
    moved = {name: _moved(a, b, f"{name}_{side}") for name in ("ball", "heel")}
    sole = made.frames[f"foot_{side}"]
    if min(moved.values()) < STAYS:
        name = min(moved, key=lambda n: moved[n])
        spot = mix(a.points[f"{name}_{side}"], b.points[f"{name}_{side}"], t)
        x, y = sk.BALL if name == "ball" else sk.HEEL
        _stand(made, side, along(spot, sole, -x, -y))
    elif all("reach" in p.legs[side] for p in poses) or (_low(a, side) < STAYS and _low(b, side) < STAYS):
        ankle = mix(a.points[f"ankle_{side}"], b.points[f"ankle_{side}"], t)
        _stand(made, side, add(ankle, (0.0, LIFT * math.sin(math.pi * t), 0.0)))
    under = min(_low(a, side), _low(b, side)) - _low(made, side)
    if under > 0.5:
        _stand(made, side, add(made.points[f"ankle_{side}"], (0.0, under, 0.0)))


def _stand(made: Body, side: str, ankle: Vec) -> None:
    """Bends a leg so that its ankle comes to a point, its foot lying as it lies."""
    hip, knee, sole = made.points[f"hip_{side}"], made.points[f"knee_{side}"], made.frames[f"foot_{side}"]
    hint = sub(knee, mix(hip, made.points[f"ankle_{side}"], 0.5))
    bent, end, _ = kin.joint(hip, ankle, sk.THIGH, sk.SHANK, hint)
    thigh = bone(hip, bent, made.frames[f"thigh_{side}"])
    kin.lay_leg(made, side, (thigh, bone(bent, end, thigh), sole, _toes(made, side)))


def _low(body: Body, side: str) -> float:
    """How high the lowest point of a foot is."""
    p = body.points
    return min(p[f"heel_{side}"][1] - sk.HEEL_RADIUS, p[f"ball_{side}"][1] - sk.BALL_RADIUS, p[f"toe_{side}"][1] - sk.TOE_RADIUS)


def _toes(made: Body, side: str) -> float:
    toes, sole = made.frames[f"toes_{side}"][0], made.frames[f"foot_{side}"]
    return math.degrees(math.atan2(dot(toes, sole[1]), dot(toes, sole[0])))


def _arm(made: Body, a: Body, b: Body, poses: tuple[Posture, Posture], side: str, t: float) -> None:
    """A hand that holds something in both moments keeps hold of it."""
    wrist = f"wrist_{side}"
    if not (_moved(a, b, f"hand_{side}") < STAYS or all("reach" in p.arms[side] for p in poses)):
        return
    shoulder, elbow = made.points[f"shoulder_{side}"], made.points[f"elbow_{side}"]
    goal, hand = mix(a.points[wrist], b.points[wrist], t), made.frames[f"hand_{side}"]
    hint = sub(elbow, mix(shoulder, made.points[wrist], 0.5))
    bent, end, _ = kin.joint(shoulder, goal, sk.UPPER_ARM, sk.FOREARM, hint)
    upper = bone(shoulder, bent, made.frames[f"upper_{side}"])
    kin.lay_arm(made, side, (upper, bone(bent, end, upper), hand))
