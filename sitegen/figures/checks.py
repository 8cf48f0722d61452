"""(Body, Scene) → Faults: nothing through a surface, nothing floating or falling, no spine in danger, two things never in one place."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..model.figure import Frame
from .body import Ball, Body
from .contacts import NEAR, Touch
from .fault import Fault, Path
from .pen import Box
from .poses import Posture
from .props import Solid
from .scene import Scene, Thing
from .sight import WEIGHTS
from .through import through

ROUND, TWIST = 20, 20  # degrees of spine that a picture of the right way may show
BURDENED = 10  # and what is left of them under load
TOGETHER = 5  # degrees that lower and upper back may round more than one of them
LEANING = 30  # degrees of lean from which the back holds the trunk up, unless something else carries it:
LAIN = {"back", "front", "side", "knees", "forearms", "hands"}
SWAY, DEEP = 4.5, 12.0  # centimeters by which the weight may stand outside its support, in the picture and in depth, where nobody sees it well
JUMP = 40  # centimeters that a moving person may be above the floor
LARGEST = (280, 245)  # centimeters


def frame(at: Frame, posture: Posture, body: Body, scene: Scene, touch: Touch, path: Path, whole: bool = True) -> Iterator[Fault]:
    """What is wrong with one frame, but for the room it takes; `whole` unless it is a close-up, which leaves out what carries the body."""
    if deep := through(body, scene):
        yield Fault("figure-through", (*path, "pose"), deep, "move the body or the prop, or give the limb another target")
    elif touch.nearest > (JUMP if at.moving else NEAR) and not touch.contacts:
        yield Fault("figure-floats", (*path, "pose"), f"the person floats: nothing is nearer than {touch.nearest:.0f} cm to the floor or a prop", "say what the body rests on: `rest: {feet: floor}`, or move the hips")
    elif not at.moving:
        yield from _balance(body, touch, path, whole)
    if at.mark != "dont":
        yield from spine(posture, scene, (*path, "pose"))


def spine(posture: Posture, scene: Scene, path: Path) -> Iterator[Fault]:
    """Rounding and twisting that only a wrong way may show: less of it where the trunk leans over or the hands hold a weight."""
    n = posture.numbers
    loaded = any(t.kind in WEIGHTS for t in scene.things) or (n["lean"] > LEANING and not LAIN & posture.rest.keys())
    most = BURDENED if loaded else ROUND
    found = [(name, n[name], what, f"`{name}` within {most}") for name, what in (("lumbar", "rounds the lower back by"), ("thoracic", "rounds the upper back by")) if n[name] > most]
    whole = max(0, n["lumbar"]) + max(0, n["thoracic"])
    if not found and whole > most + TOGETHER:
        found = [(max("thoracic", "lumbar", key=lambda name: n[name]), whole, "rounds the whole back by", f"`lumbar` and `thoracic` together within {most + TOGETHER}")]
    twist = BURDENED if loaded else TWIST
    found += [("twist", abs(n["twist"]), "twists the spine by", f"`twist` within {twist}")] if abs(n["twist"]) > twist else []
    why = " while it leans over or holds a weight" if loaded else ""
    for name, value, what, mend in found:
        message = f"this pose {what} {value}°{why}, which only a frame marked `dont` may show"
        where = posture.written.get(name, path)
        better = "write `spine: neutral` and bend with `lean`" if where[-1:] == ("spine",) else f"keep {mend}"
        yield Fault("figure-unsafe-spine", where, message, f"{better}, or show it as the wrong way: `mark: dont`")


# things


def props_meet(scene: Scene) -> Iterator[tuple[Thing, Thing, float]]:
    """Pairs of things that stand in the same place, and how far."""
    fixed = [t for t in scene.things if not t.prop.carried]
    for i, a in enumerate(fixed):
        for b in fixed[i + 1 :]:
            deep = max((_overlap(p, q) for p in a.prop.solids() for q in b.prop.solids()), default=0.0)
            if deep > 4:
                yield a, b, deep


def _overlap(a: Solid, b: Solid) -> float:
    """How far two boxes reach into each other on the ground, where they are at the same height; what is soft may be pressed in."""
    high = min(a.y1, b.y1) - max(a.y0, b.y0)
    if high <= (4.0 if a.soft or b.soft else 1.0):
        return 0.0
    return min(min(a.x1, b.x1) - max(a.x0, b.x0), min(a.z1, b.z1) - max(a.z0, b.z0))


# balance


def _balance(body: Body, touch: Touch, path: Path, whole: bool) -> Iterator[Fault]:
    """The weight must stand over what carries it; hands on fixed things carry too."""
    balls = [c.ball for c in touch.contacts]
    for side, things in touch.hands.items():
        if any(t is None or not t.prop.carried for t in things):
            balls.append(Ball(body.points[f"hand_{side}"], 0.0))
    weight = body.center_of_mass()
    for axis, sway in ((0, SWAY), (2, DEEP)) if whole else ((0, SWAY),):
        low, high = min((b.at[axis] - b.radius for b in balls), default=-math.inf), max((b.at[axis] + b.radius for b in balls), default=math.inf)
        if not low - sway <= weight[axis] <= high + sway:
            over = "" if axis == 0 else " toward the viewer" if weight[axis] > high else " away from the viewer"
            message = f"the person would fall over{over}: the weight is at {'xyz'[axis]}={weight[axis]:.0f}, and what carries it reaches from {low:.0f} to {high:.0f}"
            yield Fault("figure-falls", (*path, "pose"), message, "move the hips over the feet, give a hand something fixed to hold, or say `moving: true` for a moment of a movement")
            return


def too_large(box: Box, path: Path) -> Iterator[Fault]:
    """A drawing that leaves its picture: most often a number with a digit too many."""
    wide, high = box.right - box.left, box.top - box.bottom
    if wide > LARGEST[0] or high > LARGEST[1]:
        message = f"the drawing is {wide:.0f} cm wide and {high:.0f} cm high, and may have {LARGEST[0]} by {LARGEST[1]}"
        yield Fault("figure-too-large", path, message, "look for an `x`, a `length` or an arrow that is too far out")


__all__ = ["frame", "props_meet", "spine", "too_large"]
