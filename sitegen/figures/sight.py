"""(Frame, Posture, Body, Scene, Touch) → what one frame shows, for those who hold it against a card."""

from __future__ import annotations

from ..model.figure import Frame
from .body import Body
from .contacts import Touch
from .drawing import Seen
from .poses import Posture
from .scene import Scene

WEIGHTS = {"dumbbell", "weight", "bag", "box"}


def seen(at: Frame, posture: Posture, body: Body, scene: Scene, touch: Touch) -> Seen:
    """Things, hands, who lies where, and what may harm."""
    contacts, hands = touch.contacts, touch.hands
    kinds = frozenset(t.kind for t in scene.things)
    feet = frozenset(c.on for c in contacts if c.part == "feet")
    lies = frozenset(c.on for c in contacts if c.part in ("seat", "back", "front", "knees", "side"))
    leans = frozenset("floor" if t is None else t.kind for things in hands.values() for t in things if t is None or not t.prop.carried)
    upright = abs(posture.numbers["lean"]) < 60 and abs(posture.numbers["tilt"]) < 45
    highest = max(body.points[f"hand_{s}"][1] for s in "rl")
    shoulders = max(body.points[f"shoulder_{s}"][1] for s in "rl")
    return Seen(
        mark=at.mark or "",
        kinds=kinds,
        hands_on=leans,
        rests_on=lies,
        feet_on=feet,
        upright=body.points["hip"][1] > 68 and not lies,
        prone=posture.numbers["lean"] > 60 and any(c.part == "front" for c in contacts),
        overhead=upright and highest > body.points["crown"][1] + 2,
        raised=upright and bool(kinds & WEIGHTS) and highest > shoulders + 12,
        airborne=at.moving and not lies and not feet,
    )


__all__ = ["WEIGHTS", "seen"]
