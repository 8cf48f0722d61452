"""A frame's pose, with all that it takes from presets and earlier frames → one Posture: every limb said."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from ..model.figure import Pose
from ..names import suggestion
from .fault import Fault, Path

Limb = dict[str, Any]  # the fields of an Arm or a Leg that are said

ARM: Limb = {"shoulder": 4, "elbow": 10}
CURVES: dict[str, dict[str, int]] = {
    "neutral": {"lumbar": 0, "thoracic": 0},
    "tall": {"lumbar": 0, "thoracic": -6, "neck": -2},
    "slumped": {"lumbar": 14, "thoracic": 30, "neck": 22, "head": -18},
    "rounded": {"lumbar": 44, "thoracic": 44, "neck": -6},
}
NUMBERS = ("lean", "tilt", "roll", "lumbar", "thoracic", "twist", "neck", "head", "head_turn")
ANGLES = {"arm": {"shoulder", "elbow"}, "leg": {"hip", "knee", "ankle"}}


@dataclass(slots=True)
class Posture:
    """A pose that leaves nothing open."""

    facing: str = "right"
    peep: int = 10  # degrees turned toward the viewer in a side view, so that far limbs can be seen
    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NUMBERS, 0))
    arms: dict[str, Limb] = field(default_factory=lambda: {"r": dict(ARM), "l": dict(ARM)})
    legs: dict[str, Limb] = field(default_factory=lambda: {"r": {"sole": 0}, "l": {"sole": 0}})
    rest: dict[str, Any] = field(default_factory=lambda: {"feet": "floor"})
    at: dict[str, Any] = field(default_factory=lambda: {"ankle": 0})
    hips: tuple[Any, ...] | None = None  # x, y, and how far toward the viewer
    written: dict[str, Path] = field(default_factory=dict)  # where a limb or a number of the spine was last said

    @property
    def yaw(self) -> float:
        """Degrees around the upright axis."""
        return {"right": -self.peep, "left": 180 + self.peep, "viewer": -90, "away": 90}[self.facing]

    @property
    def sideways(self) -> bool:
        """Seen from the side."""
        return self.facing in ("right", "left")

    @property
    def near(self) -> str:
        """The side toward the viewer; the right one where both are as near."""
        return "l" if self.facing == "left" else "r"


def _standing() -> Posture:
    return Posture()


def _sitting() -> Posture:
    made = Posture(rest={"seat": "chair.seat"}, at={"hip": "chair.seat"})
    made.arms = {s: {"reach": {"to": "body.lap"}, "hand": "flat"} for s in "rl"}
    made.legs = {s: {"reach": {"to": "chair.feet"}, "sole": 0} for s in "rl"}
    return made


def _supine() -> Posture:
    made = Posture(peep=0, rest={"back": "floor"}, at={"hip": 0})
    made.numbers["lean"] = -90
    made.arms = {s: {"shoulder": -7, "elbow": 1, "hand": "flat"} for s in "rl"}
    made.legs = {s: {"ankle": -25} for s in "rl"}
    return made


def _hook_lying() -> Posture:
    made = _supine()
    made.legs = {s: {"hip": 45, "knee": 95, "sole": 0} for s in "rl"}
    return made


def _prone() -> Posture:
    made = Posture(peep=0, rest={"front": "floor"}, at={"hip": 0})
    made.numbers |= {"lean": 90, "neck": -10}
    made.arms = {s: {"shoulder": -4, "elbow": 5} for s in "rl"}
    made.legs = {s: {"ankle": -50} for s in "rl"}
    return made


def _four_point() -> Posture:
    made = Posture(peep=6, rest={"knees": "floor"}, at={"hip": 0})
    made.numbers |= {"lean": 76, "neck": -10, "head": -4}
    made.arms = {s: {"reach": ("body.shoulder", "floor"), "hand": "flat"} for s in "rl"}
    made.legs = {s: {"hip": 76, "knee": 86, "ankle": -72} for s in "rl"}
    return made


def _side_lying() -> Posture:
    made = Posture(facing="viewer", rest={"side": "floor"}, at={"hip": 0})
    made.numbers["tilt"] = 90
    made.arms = {s: {"shoulder": 20, "elbow": 30} for s in "rl"}
    made.legs = {s: {"ankle": 0} for s in "rl"}
    return made


def _kneeling() -> Posture:
    made = Posture(rest={"knees": "floor"}, at={"knee": 0})
    made.legs = {s: {"knee": 86, "ankle": -72} for s in "rl"}
    return made


PRESETS = {
    "standing": _standing, "sitting": _sitting, "supine": _supine, "hook-lying": _hook_lying, "prone": _prone,
    "four-point": _four_point, "side-lying": _side_lying, "kneeling": _kneeling,
}  # fmt: skip


def posture(pose: Pose, before: list[Posture], path: Path, faults: list[Fault]) -> Posture:
    """What a pose comes to; `before` are the postures of the frames before it, `path` is where it is written."""
    made = _start(pose.from_, before, path, faults)
    said = pose.model_dump(exclude_unset=True, exclude={"from_"})
    made.facing = said.pop("facing", made.facing)
    if said.pop("swap", False):
        made.arms, made.legs = {"r": made.arms["l"], "l": made.arms["r"]}, {"r": made.legs["l"], "l": made.legs["r"]}
    curve = CURVES.get(said.get("spine", ""), {})
    made.written |= dict.fromkeys(curve, (*path, "spine")) | {n: (*path, n) for n in NUMBERS if n in said}
    made.numbers |= curve | {n: said[n] for n in NUMBERS if n in said}
    for kind, limbs in (("arm", made.arms), ("leg", made.legs)):
        _limbs(kind, said, limbs, made, path)
    if "hips" in said:
        made.hips = said["hips"]
    if "rest" in said:
        made.rest, made.hips = said["rest"], said.get("hips")
    if "at" in said:
        made.at = said["at"]
    if made.facing in ("viewer", "away") and abs(made.numbers["lean"]) > 25:
        message = f"a lean of {made.numbers['lean']}° cannot be seen when the person faces {'the viewer' if made.facing == 'viewer' else 'away'}"
        faults.append(Fault("figure-field", (*path, "lean"), message, "draw it from the side: `facing: right`"))
    return made


def _start(name: str, before: list[Posture], path: Path, faults: list[Fault]) -> Posture:
    known = {"previous": before[-1:], **{f"frame-{i + 1}": [p] for i, p in enumerate(before)}}
    if name in PRESETS:
        return PRESETS[name]()
    if known.get(name):
        return copy.deepcopy(known[name][0])
    names = [*PRESETS, *(n for n, found in known.items() if found)]
    message = "there is no frame before the first" if name == "previous" else f"there is no pose `{name}` to start from"
    faults.append(Fault("figure-unknown-name", (*path, "from"), message, suggestion(name, names, most=9)))
    return _standing()


def _limbs(kind: str, said: dict[str, Any], limbs: dict[str, Limb], made: Posture, path: Path) -> None:
    far = "l" if made.near == "r" else "r"
    for name, sides in ((f"{kind}s", "rl"), (f"{kind}_near", made.near), (f"{kind}_far", far), (f"{kind}_right", "r"), (f"{kind}_left", "l")):
        layer = {k: v for k, v in (said.get(name) or {}).items() if v is not None}
        for side in sides if layer else "":
            limbs[side] = _over(limbs[side], layer, ANGLES[kind])
            made.written[f"{kind}_{side}"] = (*path, name)


def _over(limb: Limb, layer: Limb, angles: set[str]) -> Limb:
    """A limb with a layer over it: angles take the place of a target, and a new target that of the hand's shape."""
    under = dict(limb)
    if "reach" in layer and "hand" not in layer:
        under.pop("hand", None)
    if angles & layer.keys() and "reach" not in layer:
        under.pop("reach", None)
        if "hand" not in layer and "reach" in limb:
            under.pop("hand", None)
    if "ankle" in layer and "sole" not in layer:
        under.pop("sole", None)
        under.pop("heel_up", None)
    return under | layer
