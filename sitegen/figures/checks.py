"""(Body, Scene) → Faults: nothing through a surface, nothing floating or falling, no spine in danger, two things never in one place."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.figure import Frame
from .body import Body
from .contacts import FLOOR, GIVES, NEAR, Contact, held, surfaces, touching
from .drawing import Seen
from .fault import Fault, Path
from .geometry import Vec
from .pen import Box
from .poses import Posture
from .props import Solid
from .scene import Scene, Thing

ROUND, TWIST = 20, 20  # degrees of spine that a picture of the right way may show
SWAY = 4.5  # centimeters by which the weight may stand outside its support
JUMP = 40  # centimeters that a moving person may be above the floor
LARGEST = (280, 245)  # centimeters
WEIGHTS = {"dumbbell", "weight", "bag", "box"}
PROBES = (  # points that must not be inside anything, with a radius and a name
    ("hand", 0.5, "hand"), ("tip", 0.5, "hand"), ("wrist", 1.0, "hand"), ("elbow", 2.5, "elbow"), ("knee", 5.0, "knee"),
    ("heel", 3.0, "foot"), ("ball", 2.5, "foot"), ("toe", 2.0, "foot"), ("shoulder", 3.5, "shoulder"), ("hip", 6.0, "hip"),
)  # fmt: skip


def frame(at: Frame, posture: Posture, body: Body, scene: Scene, path: Path) -> Iterator[Fault]:
    """What is wrong with one frame, but for the room it takes."""
    contacts, nearest = touching(body, scene)
    if deep := next(_through(body, scene), None):
        yield Fault("figure-through", (*path, "pose"), *deep)
    elif nearest > (JUMP if at.moving else NEAR) and not contacts:
        yield Fault("figure-floats", (*path, "pose"), f"the person floats: nothing is nearer than {nearest:.0f} cm to the floor or a prop", "say what the body rests on: `rest: {feet: floor}`, or move the hips")
    elif not at.moving:
        yield from _balance(posture, body, scene, contacts, path)
    if at.mark != "dont":
        yield from _spine(posture, path)


def _spine(posture: Posture, path: Path) -> Iterator[Fault]:
    for name, most, what in (("lumbar", ROUND, "rounds the lower back by"), ("thoracic", ROUND, "rounds the upper back by"), ("twist", TWIST, "twists the spine by")):
        value = posture.numbers[name]
        if (abs(value) if name == "twist" else value) > most:
            message = f"this pose {what} {abs(value)}°, which only a frame marked `dont` may show"
            yield Fault("figure-unsafe-spine", posture.written.get(name, (*path, "pose")), message, f"keep `{name}` within {most}, or show it as the wrong way: `mark: dont`")


# through and into


def _through(body: Body, scene: Scene) -> Iterator[tuple[str, str]]:
    help = "move the body or the prop, or give the limb another target"
    probes = [(body.points[f"{n}_{s}"], r, f"the {body.side_name(s)} {word}") for n, r, word in PROBES for s in "rl"]
    probes.append((body.points["head"], 9.0, "the head"))
    probes += [(b.at, 0.0, "the back") for b in body.part("back") or []] + [(b.at, 0.0, "the front of the body") for b in body.part("front") or []]
    for thing, solid in surfaces(scene):
        if thing and thing.prop.carried:
            continue
        deep, name = max(((_depth(p, r, solid), name) for p, r, name in probes), key=lambda d: d[0])
        if deep > (GIVES if solid.soft else NEAR):
            what = f"`{thing.name}`" if thing else "the floor"
            yield f"{name} goes {deep:.0f} cm through {what}", help


def _depth(p: Vec, r: float, solid: Solid) -> float:
    """How far a ball reaches into a box, by the shortest way out."""
    if solid is FLOOR:
        return r - p[1]
    ways = (p[0] + r - solid.x0, solid.x1 - p[0] + r, p[1] + r - solid.y0, solid.y1 - p[1] + r, p[2] + r - solid.z0, solid.z1 - p[2] + r)
    return min(ways)


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


def _balance(posture: Posture, body: Body, scene: Scene, contacts: list[Contact], path: Path) -> Iterator[Fault]:
    """The weight must stand over what carries it; hands on fixed things carry too."""
    xs = [c.ball.at[0] + d * c.ball.radius for c in contacts for d in (-1, 1)]
    for side, things in held(posture, body, scene).items():
        if any(t is None or not t.prop.carried for t in things):
            xs.append(body.points[f"hand_{side}"][0])
    weight = body.center_of_mass()[0]
    if xs and not min(xs) - SWAY <= weight <= max(xs) + SWAY:
        message = f"the person would fall over: the weight is at x={weight:.0f}, and what carries it reaches from {min(xs):.0f} to {max(xs):.0f}"
        yield Fault("figure-falls", (*path, "pose"), message, "move the hips over the feet, give a hand something fixed to hold, or say `moving: true` for a moment of a movement")


def too_large(box: Box, path: Path) -> Iterator[Fault]:
    """A drawing that leaves its picture: most often a number with a digit too many."""
    wide, high = box.right - box.left, box.top - box.bottom
    if wide > LARGEST[0] or high > LARGEST[1]:
        message = f"the drawing is {wide:.0f} cm wide and {high:.0f} cm high, and may have {LARGEST[0]} by {LARGEST[1]}"
        yield Fault("figure-too-large", path, message, "look for an `x`, a `length` or an arrow that is too far out")


# what can be seen


def seen(at: Frame, posture: Posture, body: Body, scene: Scene) -> Seen:
    """What a frame shows, for those who hold it against a card."""
    contacts, nearest = touching(body, scene)
    hands = held(posture, body, scene)
    carried = frozenset(t.kind for t in scene.things if t.prop.carried)
    feet = frozenset(c.on for c in contacts if c.part == "feet")
    lies = frozenset(c.on for c in contacts if c.part in ("seat", "back", "front", "knees", "side"))
    leans = frozenset("floor" if t is None else t.kind for things in hands.values() for t in things if t is None or not t.prop.carried)
    upright = abs(posture.numbers["lean"]) < 60 and abs(posture.numbers["tilt"]) < 45
    highest = max(body.points[f"hand_{s}"][1] for s in "rl")
    shoulders = max(body.points[f"shoulder_{s}"][1] for s in "rl")
    return Seen(
        mark=at.mark or "",
        kinds=frozenset(t.kind for t in scene.things),
        held=carried,
        hands_on=leans,
        rests_on=lies,
        feet_on=feet,
        upright=body.points["hip"][1] > 68 and not lies,
        prone=posture.numbers["lean"] > 60 and any(c.part == "front" for c in contacts),
        overhead=upright and highest > body.points["crown"][1] + 2,
        raised=upright and bool(carried & WEIGHTS) and highest > shoulders + 12,
        airborne=at.moving and nearest > NEAR,
        spine=max(posture.numbers["lumbar"], posture.numbers["thoracic"], 0),
        arch=max(-posture.numbers["lumbar"], -posture.numbers["thoracic"], 0),
        twist=abs(posture.numbers["twist"]),
    )


__all__ = ["frame", "props_meet", "seen", "too_large"]
