"""(Frame, Posture, Body, Scene, Touch) → what one frame shows, for those who hold it against a card."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..model.face import Seen
from ..model.figure import Frame
from .body import Body
from .contacts import Contact, Touch
from .geometry import dot, sub
from .poses import Posture
from .scene import Scene

WEIGHTS = {"dumbbell", "weight", "bag", "box"}
HEAVY = {"dumbbell", "weight", "bag"}

# Thresholds in centimeters and degrees. They are ours, no guideline's: wide enough that no safe pose of the library meets them,
# and near enough to what the eye calls by that name.
ON_TOES = 5.0  # heel above ball; a shoe's own heel is less
CLOSE = 14.0  # from ankle to ankle, sideways; hips are 16.5 apart, and so are feet that stand at ease
NEAR_FLOOR = 30.0  # mid-shin: no straight back brings a hand there while the hips are at standing height
KNEES = 52.0  # a hand's breadth above the knee
BELOW = 40.0  # a hand's breadth below it
HEAD_DOWN = 30.0  # hips above shoulders: twice what a bridge lifts them


def seen(at: Frame, posture: Posture, body: Body, scene: Scene, touch: Touch, *, whole: bool = True) -> Seen:
    """Things, hands, who lies where, and what may harm; `whole` unless it is a close-up."""
    contacts, hands = touch.contacts, touch.hands
    kinds = _sorted(t.kind for t in scene.things)
    feet = _sorted(c.on for c in contacts if c.part == "feet")
    lies = _sorted(c.on for c in contacts if c.part in ("seat", "back", "front", "knees", "side"))
    leans = _sorted("floor" if t is None else t.kind for things in hands.values() for t in things if t is None or not t.prop.carried)
    n = posture.numbers
    upright = abs(n["lean"]) < 60 and abs(n["tilt"]) < 45
    highest, lowest = (pick(body.points[f"hand_{s}"][1] for s in "rl") for pick in (max, min))
    shoulders = max(body.points[f"shoulder_{s}"][1] for s in "rl")
    stands = body.points["hip"][1] > 68 and not lies
    back = n["lean"] < -60 and any(c.part == "back" for c in contacts)
    return Seen(
        mark=at.mark or "",
        kinds=kinds,
        hands_on=leans,
        rests_on=lies,
        feet_on=feet,
        upright=stands,
        prone=n["lean"] > 60 and any(c.part == "front" for c in contacts),
        overhead=upright and highest > body.points["crown"][1] + 2,
        raised=upright and bool(WEIGHTS & set(kinds)) and highest > shoulders + 12,
        airborne=at.moving and not lies and not feet,
        rounds=max(0, n["lumbar"]) + max(0, n["thoracic"]),
        arches=max(0, -n["lumbar"]) + max(0, -n["thoracic"]),
        twists=abs(n["twist"]),
        supine=back and whole,
        sits=upright and any(c.part == "seat" for c in contacts),
        inverted=back and body.points["hip"][1] > shoulders + HEAD_DOWN,
        one_leg=stands and not at.moving and len(_standing(body, contacts)) == 1,
        tiptoe=stands and not at.moving and bool(feet) and all(_heel(body, side) > ON_TOES for side in _standing(body, contacts)),
        narrow=stands and not at.moving and len(feet) == 1 and _between(body) < CLOSE,
        stoops=stands and lowest < NEAR_FLOOR,
        lifts_low=n["lean"] > 20 and ((_weight(kinds) and lowest < KNEES) or (bool(WEIGHTS & set(leans)) and lowest < BELOW)),
        on_hands=n["lean"] > 30 and "floor" in leans,
    )


def _weight(kinds: Collection[str]) -> bool:
    """Whether a weight is in a hand: none is drawn that is not."""
    return bool(HEAVY & set(kinds))


def _standing(body: Body, contacts: Iterable[Contact]) -> list[str]:
    """The sides whose foot carries weight: heel or ball touches something; toes alone do not."""
    touching = {c.ball.at for c in contacts if c.part == "feet"}
    return [side for side in "rl" if any(body.points[f"{point}_{side}"] in touching for point in ("heel", "ball"))]


def _heel(body: Body, side: str) -> float:
    return body.points[f"heel_{side}"][1] - body.points[f"ball_{side}"][1]


def _between(body: Body) -> float:
    """How far the ankles are from each other, sideways."""
    way = sub(body.points["ankle_r"], body.points["ankle_l"])
    return abs(dot(way, body.frames["pelvis"][2]))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in an order that is the same in every process: sets have none."""
    return tuple(sorted(set(names)))


__all__ = ["WEIGHTS", "seen"]
