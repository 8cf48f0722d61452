"""(Posture, Scene) → Body: the person put on the floor, the chair or the bed, hands and feet where they belong; and Faults."""

from __future__ import annotations

import math
from typing import Any

from ..names import suggestion
from . import kinematics as kin
from . import skeleton as sk
from .body import PARTS, Body
from .fault import Fault, Path
from .geometry import Frame, Vec, add, along, mul, unit
from .poses import Posture
from .props import KINDS
from .scene import FLOOR, Scene

SLACK = 1.5  # centimeters by which a reach may be too long: it is stretched without a word
EXAMPLES = "use a point such as `hand_near`, `knee_far`, `ankle_left`, `hip`, `head` or `crown`"
DIRECTIONS: dict[str, Vec] = {"up": (0, 1, 0), "down": (0, -1, 0), "right": (1, 0, 0), "left": (-1, 0, 0), "near": (0, 0, 1), "far": (0, 0, -1)}


def solved(posture: Posture, scene: Scene, build: str, path: Path, faults: list[Fault]) -> Body:
    """The body of a frame; `path` is where its pose is written."""
    return _Solver(posture, scene, build, path, faults).body()


class _Solver:
    def __init__(self, posture: Posture, scene: Scene, build: str, path: Path, faults: list[Fault]) -> None:
        self.posture, self.scene, self.build, self.path, self.faults = posture, scene, build, path, faults
        self.made = kin.posed(posture, (0.0, 0.0, 0.0), build)
        self.looks = 1 if math.cos(math.radians(posture.yaw)) >= -1e-6 else -1

    def body(self) -> Body:
        """The body put where it belongs, its legs and then its arms bent to what they reach for; joints out of range are told."""
        self.made = kin.posed(self.posture, self._hips(), self.build)
        for side, sign in sk.SIDES:
            if "reach" in self.posture.legs[side]:
                self._foot(side, sign)
        for side, sign in sk.SIDES:
            if "reach" in self.posture.arms[side]:
                self._hand(side, sign)
        self._ranges()
        return self.made

    def _say(self, code: str, where: Path, message: str, help: str = "") -> None:
        written = self.posture.written.get(str(where[0]))  # a limb or number may come from a frame before
        path = (*written, *where[1:]) if written else self.path if str(where[0])[4:] in ("r", "l") else (*self.path, *where)
        self.faults.append(Fault(code, path, message, help))

    # where the hips are

    def _hips(self) -> Vec:
        p = self.posture
        if p.hips:
            x, y, *depth = p.hips
            return (self._value(x, 0, ("hips",)), self._value(y, 1, ("hips",)), float(depth[0]) if depth else 0.0)
        x = y = 0.0
        for name, surface in p.rest.items():
            balls = self.made.part(name)
            if balls is None:
                self._say("figure-unknown-name", ("rest", name), f"there is no part of the body `{name}` to rest on", suggestion(name, PARTS, most=10))
                continue
            y = self._value(surface, 1, ("rest", name)) - min(b.at[1] - b.radius for b in balls)
        for name, where in p.at.items():
            point = self._point(name, ("at", name))
            x = self._value(where, 0, ("at", name)) - point[0]
        return (x, y, 0.0)

    def _value(self, said: Any, axis: int, where: Path) -> float:
        """A number, or that of an anchor."""
        if isinstance(said, int):
            return float(said)
        if said.startswith("body."):
            return self._point(said[5:], where)[axis]
        return self._anchor(said, where)[axis]

    def _anchor(self, name: str, where: Path) -> Vec:
        if name not in self.scene.anchors:
            thing = name.partition(".")[0]
            lacks = thing in KINDS and self.scene.thing(name) is None
            help = f"add the prop that it belongs to: `props: {{{thing}: {{x: 0}}}}`" if lacks else suggestion(name, self.scene.anchors, most=8)
            self._say("figure-unknown-name", where, f"there is no anchor `{name}`", help or "use `floor`, or an anchor of a prop, such as `counter.top`")
        return self.scene.anchors.get(name, (0.0, 0.0, 0.0))

    def _point(self, name: str, where: Path) -> Vec:
        found = self.made.find(name)
        if found is None:
            self._say("figure-unknown-name", where, f"there is no point of the body `{name}`", suggestion(name, sorted(self.made.names())) or EXAMPLES)
        return found or (0.0, 0.0, 0.0)

    # limbs whose ends are given

    def _target(self, said: Any, depth: float, side: str, where: Path) -> Vec:
        """The point that a limb reaches for; `depth` where the author leaves it open."""
        if not isinstance(said, dict):
            x, y = self._value(said[0], 0, where), self._value(said[1], 1, where)
            return (x, y, float(said[2]) if len(said) == 3 else depth)
        x, y, z = self._named(said["to"], side, where)
        if said.get("z") is not None:
            z = float(said["z"])
        elif not z and not said["to"].startswith("body."):
            z = depth
        return (x + said.get("dx", 0), y + said.get("dy", 0), z)

    def _named(self, name: str, side: str, where: Path) -> Vec:
        if not name.startswith("body."):
            return self._anchor(name, where)
        own = self.made.points.get(f"{name[5:]}_{side}")
        return own or self._point(name[5:], where)

    def _where(self, kind: str, side: str) -> Path:
        return (f"{kind}_{side}", "reach")

    def _foot(self, side: str, sign: int) -> None:
        leg, body = self.posture.legs[side], self.made
        x, y, z = self._target(leg["reach"], body.points[f"hip_{side}"][2], side, self._where("leg", side))
        if isinstance(leg["reach"], dict) and not self.posture.sideways:  # two feet cannot stand on one point
            x += body.points[f"hip_{side}"][0] - body.points["hip"][0]
        sole = kin.ground(self.posture, leg.get("sole", 0) + leg.get("heel_up", 0))
        if leg.get("heel_up"):  # the target lies under the ball of the foot
            ankle = along((x, y + sk.BALL_RADIUS, z), sole, -sk.BALL[0], -sk.BALL[1])
        else:
            ankle = along((x, y, z), sole, y=sk.SOLE)
        pelvis = body.frames["pelvis"]
        hint = self._hint(leg.get("bend"), add(kin.ground(self.posture)[0], mul(pelvis[0], 0.3)), pelvis, sign)
        if turn := math.radians(leg.get("hip_rotation", 0)):  # the knee of a planted foot turns outward
            hint = add(mul(unit(hint), math.cos(turn)), mul(pelvis[2], sign * math.sin(turn)))
        missing = kin.reach_foot(body, side, ankle, hint, self.posture)
        self._missed(missing, "foot", "leg", side, sk.THIGH + sk.SHANK)

    def _hand(self, side: str, sign: int) -> None:
        arm, body = self.posture.arms[side], self.made
        target = self._target(arm["reach"], body.points[f"shoulder_{side}"][2], side, self._where("arm", side))
        thorax = body.frames["thorax"]
        hint = self._hint(arm.get("bend"), add(mul(thorax[0], -1), (0.0, -0.6, 0.0)), thorax, sign)
        missing = kin.reach_hand(body, side, target, hint, self.looks)
        self._missed(missing, "hand", "arm", side, sk.UPPER_ARM + sk.FOREARM)

    def _missed(self, missing: float, end: str, limb: str, side: str, length: float) -> None:
        name, where = f"{self.made.side_name(side)} {end}", self._where(limb, side)
        if missing > SLACK:
            self._say("figure-unreachable", where, f"the {name} cannot reach its target: it is {missing:.0f} cm too far away", f"move the target or the body: {'an arm' if limb == 'arm' else 'a leg'} is {length:.0f} cm long")
        elif missing < -SLACK:
            self._say("figure-unreachable", where, f"the {name} has no room: its target is {-missing:.0f} cm too close to the {'shoulder' if limb == 'arm' else 'hip'}", "move the target away, or bend the body")

    def _hint(self, bend: str | None, usual: Vec, frame: Frame, sign: int) -> Vec:
        if bend is None:
            return usual
        own = {"forward": frame[0], "back": mul(frame[0], -1), "out": mul(frame[2], sign), "in": mul(frame[2], -sign), "headward": frame[1], "footward": mul(frame[1], -1)}
        return own.get(bend) or DIRECTIONS[bend]

    # ranges of the joints

    def _ranges(self) -> None:
        for name in ("lumbar", "thoracic", "twist", "neck", "head", "head_turn"):
            self._range(name, self.posture.numbers[name], (name,), "")
        for side, _ in sk.SIDES:
            for limb, said in (("arm", self.posture.arms[side]), ("leg", self.posture.legs[side])):
                for name, value in self._angles(limb, said, side).items():
                    field = "reach" if "reach" in said and name not in said else name
                    if self._range(name, value, (f"{limb}_{side}", field), f"{self.made.side_name(side)} ", self._mend(name, said)):
                        break  # a knee that is wrong makes the ankle wrong

    def _mend(self, name: str, said: dict[str, Any]) -> str:
        """What helps where the angle that is wrong is not the one that was written."""
        if name == "ankle" and "reach" not in said and "sole" in said:
            if "knee" not in said and abs(self.posture.numbers["lean"]) > sk.LIMITS["ankle"][1]:
                return "the legs lean along with the trunk: say where the `hips` are, and let the feet `reach` the floor"
            return "a sole stays level whatever the leg does: add `ankle: 0`, and the foot goes along with the leg"
        if name == "hip" and "reach" in said and self.posture.numbers["lean"] > 40:
            return f"the trunk leans {self.posture.numbers['lean']}° on top of the bent hips: choose a smaller `lean`, or move the hips back"
        return ""

    def _angles(self, limb: str, said: dict[str, Any], side: str) -> dict[str, float]:
        names = ("shoulder", "shoulder_abduction", "shoulder_rotation", "elbow", "wrist") if limb == "arm" else ("hip", "hip_abduction", "hip_rotation", "knee", "ankle", "toes")
        found: dict[str, float] = {n: said[n] for n in names if n in said and "reach" not in said}
        if "reach" in said:
            found = {"elbow": kin.elbow_angle(self.made, side)} if limb == "arm" else {"hip": kin.hip_angle(self.made, side), "knee": kin.knee_angle(self.made, side)}
        if limb == "leg" and ("sole" in said or said.get("heel_up") or "reach" in said):
            found["ankle"] = kin.ankle_angle(self.made, side)
            found["toes"] = said.get("toes", 0) + said.get("heel_up", 0)
        return found

    def _range(self, name: str, value: float, where: Path, which: str, mend: str = "") -> bool:
        """Whether a joint is bent too far, which is told."""
        low, high = sk.LIMITS[name]
        if low - 0.5 <= value <= high + 0.5:
            return False
        help = mend or f"choose an angle within {low} and {high}, or move what the limb reaches for"
        self._say("figure-joint-limit", where, f"the {which}{sk.JOINTS.get(name, name)} is bent {value:.0f}°, and can go from {low}° to {high}°", help)
        return True


__all__ = ["FLOOR", "solved"]
