"""(Body, Scene) → what touches what: where the body's weight rests, and what its hands hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from .body import FOOT, Ball, Body
from .poses import Posture
from .props import Solid
from .scene import Scene, Thing

NEAR = 2.5  # centimeters between a body and what it touches
GIVES = 9.0  # how far a body sinks into something soft
GRIP = 5.0  # centimeters between a hand's middle and what it holds
AT = 8.0  # centimeters in the picture between a hand and the anchor that it was told to reach for
CARRYING = ("feet", "seat", "knees", "back", "front", "side", "forearms", "hands", "head")
FLOOR = Solid(-1e6, 1e6, -1e6, 0.0, -1e6, 1e6)


class Contact(NamedTuple):
    """A part of the body that lies on something; `thing` is None for the floor."""

    part: str
    ball: Ball
    thing: Thing | None

    @property
    def on(self) -> str:
        """The kind of thing, or `floor`."""
        return self.thing.kind if self.thing else "floor"


def balls(body: Body) -> Iterator[tuple[str, Ball]]:
    """All round pieces of the body, with the part that they belong to."""
    for part in CARRYING:
        for ball in body.part(part) or []:
            yield part, ball


def surfaces(scene: Scene) -> list[tuple[Thing | None, Solid]]:
    """Everything that can carry a body."""
    return [(None, FLOOR), *scene.solids]


def gap(ball: Ball, solid: Solid) -> float | None:
    """How far a ball is above a solid's top; None beside it."""
    x, y, z = ball.at
    if not (solid.x0 - 1 <= x <= solid.x1 + 1 and solid.z0 - 4 <= z <= solid.z1 + 4):
        return None
    above = y - ball.radius - solid.y1
    return above if above > -GIVES - NEAR else None


class Touch(NamedTuple):
    """All that a body touches in a scene."""

    contacts: list[Contact]
    nearest: float  # how far its nearest part is above anything, in centimeters
    hands: dict[str, list[Thing | None]]  # what each hand leans on or holds on to; None is the floor


def touch(posture: Posture, body: Body, scene: Scene) -> Touch:
    """What a body touches."""
    return Touch(*_lying(body, scene), _held(posture, body, scene))


def _lying(body: Body, scene: Scene) -> tuple[list[Contact], float]:
    found, least = [], 1e9
    ground = surfaces(scene)
    for part, ball in balls(body):
        for thing, solid in ground:
            above = gap(ball, solid)
            if above is None:
                continue
            least = min(least, abs(above))
            if -(GIVES if solid.soft else NEAR) <= above <= NEAR:
                found.append(Contact(part, ball, thing))
    return found, least


def _held(posture: Posture, body: Body, scene: Scene) -> dict[str, list[Thing | None]]:
    """Things whose anchor a hand has reached, and solids it is at."""
    found: dict[str, list[Thing | None]] = {}
    for side in "rl":
        said = posture.arms[side].get("reach")
        names = [said["to"]] if isinstance(said, dict) else [v for v in said or () if isinstance(v, str)]
        hand = body.points[f"hand_{side}"]
        reached = (scene.thing(n) for n in names if n in scene.anchors and math.dist(hand[:2], scene.anchors[n][:2]) < AT)
        things: list[Thing | None] = [t for t in reached if t]
        things += [t for t, solid in scene.solids if t not in things and in_hand(body, side, solid)]
        if hand[1] < GRIP:
            things.append(None)
        found[side] = things
    return found


def in_hand(body: Body, side: str, solid: Solid) -> bool:
    """Whether a hand is at a box."""
    return any(_at(body.points[f"{name}_{side}"], solid) for name in ("hand", "tip", "wrist"))


def _at(p: tuple[float, float, float], solid: Solid) -> bool:
    return (
        solid.x0 - GRIP <= p[0] <= solid.x1 + GRIP
        and solid.y0 - GRIP <= p[1] <= solid.y1 + GRIP
        and solid.z0 - GRIP <= p[2] <= solid.z1 + GRIP
    )


def room(body: Body, scene: Scene, side: str) -> float:
    """How far a foot must be lifted, so that it is on top of what it is inside of; 0 where nothing is in its way."""
    feet = [Ball(body.points[f"{name}_{side}"], radius) for name, radius in FOOT]
    high = 0.0
    for thing, solid in scene.solids:
        sinks = GIVES if solid.soft else 0.0
        for (x, y, z), r in feet if not thing.prop.carried else ():
            if solid.x0 - r < x < solid.x1 + r and solid.z0 - r < z < solid.z1 + r and y + r > solid.y0:
                high = max(high, solid.y1 - sinks - (y - r))
    return high
