"""(Frame, Posture, Body, Scene, Touch) → what one frame shows, for those who hold it against a card."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.face import Seen
from ..model.figure import Frame
from .body import Body
from .contacts import Touch
from .poses import Posture
from .scene import Scene

WEIGHTS = {"dumbbell", "weight", "bag", "box"}


def seen(at: Frame, posture: Posture, body: Body, scene: Scene, touch: Touch) -> Seen:
    """Things, hands, who lies where, and what may harm."""
    contacts, hands = touch.contacts, touch.hands
    kinds = _sorted(t.kind for t in scene.things)
    feet = _sorted(c.on for c in contacts if c.part == "feet")
    lies = _sorted(c.on for c in contacts if c.part in ("seat", "back", "front", "knees", "side"))
    leans = _sorted("floor" if t is None else t.kind for things in hands.values() for t in things if t is None or not t.prop.carried)
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
        raised=upright and bool(WEIGHTS & set(kinds)) and highest > shoulders + 12,
        airborne=at.moving and not lies and not feet,
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in an order that is the same in every process: sets have none."""
    return tuple(sorted(set(names)))


__all__ = ["WEIGHTS", "seen"]
