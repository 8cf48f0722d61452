"""A solved skeleton: where each joint is and how each bone lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .geometry import Frame, Vec, along, mix
from .skeleton import (
    BALL_RADIUS,
    GIRTH,
    HEAD_RADIUS,
    HEEL_RADIUS,
    LIMB_MASSES,
    MASSES,
    RADIUS,
    SIDES,
    TOE_RADIUS,
    TRUNK,
)


class Ball(NamedTuple):
    """A round piece of a body: its middle and its radius."""

    at: Vec
    radius: float


PARTS = ("feet", "seat", "knees", "back", "front", "side", "hands", "forearms", "heels", "head")


@dataclass(slots=True)
class Body:
    """One person in one position. Sides are `r` and `l`, the person's own; points are named `knee_r`, `c7`, `head`, …

    `nodes` are the spine's six from the hips to C7; `segments` between them carry two frames: as the bone lies, and the
    skin's (without the neutral curve). `hands` says how each hand is shaped.
    """

    points: dict[str, Vec] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    nodes: list[Vec] = field(default_factory=list)
    segments: list[tuple[Frame, Frame]] = field(default_factory=list)
    hands: dict[str, str] = field(default_factory=lambda: {"r": "relaxed", "l": "relaxed"})
    in_front: frozenset[str] = frozenset()  # arms drawn over everything
    near: str = "r"  # the side toward the viewer
    sideways: bool = True  # seen from the side
    build: str = "medium"

    @property
    def girth(self) -> float:
        """How much wider than medium this person is."""
        return GIRTH[self.build]

    @property
    def far(self) -> str:
        """The side away from the viewer."""
        return "l" if self.near == "r" else "r"

    def side(self, name: str) -> str | None:
        """`near`, `far`, `left` or `right` as `r` or `l`."""
        return {"near": self.near, "far": self.far, "right": "r", "left": "l"}.get(name)

    def find(self, name: str) -> Vec | None:
        """A point by the name that authors use: `hand_near`, `knee_left`, `head`; both knees' middle for `knee`."""
        if name in self.points and not name.endswith(("_r", "_l")):
            return self.points[name]
        base, _, end = name.rpartition("_")
        side = self.side(end)
        if side and f"{base}_{side}" in self.points:
            return self.points[f"{base}_{side}"]
        if f"{name}_r" in self.points:
            return mix(self.points[f"{name}_r"], self.points[f"{name}_l"], 0.5)
        return None

    def names(self) -> set[str]:
        """The names of points that authors may use."""
        return {n if not n.endswith(("_r", "_l")) else n[:-2] + end for n in self.points for end in ("_near", "_far")}

    def side_name(self, side: str) -> str:
        """What an author calls this side in this view."""
        if self.sideways:
            return "near" if side == self.near else "far"
        return "right" if side == "r" else "left"

    def part(self, name: str) -> list[Ball] | None:
        """The round pieces of a part of the body, as they touch a surface; None where there is no such part."""
        base, _, end = name.partition("_")
        sides = [self.side(end)] if end and self.side(end) else ["r", "l"] if not end else []
        if base in ("foot", "knee", "hand", "forearm", "heel") and end and sides:
            base = {"foot": "feet"}.get(base, base + "s")
        elif end:
            return None
        if base in ("back", "front"):
            return self._skin(base)
        if base == "head":
            return [Ball(self.points["head"], HEAD_RADIUS * 0.97)]
        if base == "side":
            return [*self._limb("hip", 8.0, sides), *self._limb("shoulder", 5.4, sides)]
        pieces = _PIECES.get(base)
        return [ball for joint, radius in pieces for ball in self._limb(joint, radius, sides)] if pieces else None

    def _limb(self, joint: str, radius: float, sides: Sequence[str | None]) -> list[Ball]:
        return [Ball(self.points[f"{joint}_{side}"], radius) for side in sides]

    def _skin(self, name: str) -> list[Ball]:
        found = []
        for i, node in enumerate(self.nodes[:5]):
            skin = self.segments[max(0, i - 1)][1]
            deep = TRUNK[i].front if name == "front" else -TRUNK[i].back
            found.append(Ball(along(node, skin, deep * self.girth), 0.0))
        return found

    def center_of_mass(self) -> Vec:
        """Where the body's weight acts."""
        pieces = [(self.points[a], self.points[b], t, w) for a, b, t, w in MASSES]
        pieces += [(self.points[f"{a}_{s}"], self.points[f"{b}_{s}"], t, w) for a, b, t, w in LIMB_MASSES for s, _ in SIDES]
        whole = sum(w for *_, w in pieces)
        spots = [(mix(a, b, t), w) for a, b, t, w in pieces]
        return (sum(p[0] * w for p, w in spots) / whole, sum(p[1] * w for p, w in spots) / whole, sum(p[2] * w for p, w in spots) / whole)

    def seen_from(self, pitch: float) -> Body:
        """The same body as a camera sees it that looks down by `pitch` degrees."""
        if not pitch:
            return self
        c, s = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))

        def turn(p: Vec) -> Vec:
            return (p[0], p[1] * c - p[2] * s, p[1] * s + p[2] * c)

        def turned(f: Frame) -> Frame:
            return (turn(f[0]), turn(f[1]), turn(f[2]))

        return Body(
            {k: turn(p) for k, p in self.points.items()},
            {k: turned(f) for k, f in self.frames.items()},
            [turn(p) for p in self.nodes],
            [(turned(a), turned(b)) for a, b in self.segments],
            self.hands, self.in_front, self.near, self.sideways, self.build,
        )  # fmt: skip


FOOT = (("heel", HEEL_RADIUS), ("ball", BALL_RADIUS), ("toe", TOE_RADIUS))
_PIECES: dict[str, tuple[tuple[str, float], ...]] = {
    "feet": FOOT,
    "heels": (("heel", HEEL_RADIUS),),
    "seat": (("hip", 8.0),),
    "knees": (("knee", RADIUS["knee"]),),
    "hands": (("hand", 3.0),),
    "forearms": (("elbow", RADIUS["elbow"]), ("wrist", RADIUS["wrist"])),
}
