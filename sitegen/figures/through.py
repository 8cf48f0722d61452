"""(Body, Scene) → what goes through what: a limb through a prop or the floor, through its own trunk, or through the other leg."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from . import skeleton as sk
from .body import Body
from .contacts import FLOOR, GIVES, NEAR, in_hand, surfaces
from .geometry import Vec, dot, mix, norm, sub
from .props import Solid
from .scene import Scene, Thing

PROBES = (  # points that must not be inside anything, with a radius and a name
    ("elbow", 2.5, "elbow"), ("knee", 5.0, "knee"),
    ("heel", 3.0, "foot"), ("ball", 2.5, "foot"), ("toe", 2.0, "foot"), ("shoulder", 3.5, "shoulder"), ("hip", 6.0, "hip"),
)  # fmt: skip
HANDS = (("hand", 0.5, "hand"), ("tip", 0.5, "hand"), ("wrist", 1.0, "hand"))  # likewise
ARM = (("shoulder", "elbow", "upper arm"), ("elbow", "wrist", "forearm"), ("wrist", "tip", "hand"))
LEG = (("hip", "knee", "thigh"), ("knee", "ankle", "lower leg"), ("ankle", "toe", "foot"))
PRESSED = (("hand", 3.0), ("wrist", 3.0), ("elbow", 7.0), ("knee", 2.0))  # centimeters that clothes and flesh give way
EAR = 8.0  # centimeters from the middle of the head: a hand that is nearer is inside it
CROSSED = 5.0  # centimeters between two bones of the legs: nearer, one leg is inside the other


def through(body: Body, scene: Scene, spare: float = 0.0) -> str | None:
    """The first thing that goes where it cannot, in words; None where all have room. `spare` centimeters more do no harm."""
    return next(_through_things(body, scene, spare), None) or next(_through_oneself(body, spare), None)


# props and the floor


def _through_things(body: Body, scene: Scene, spare: float) -> Iterator[str]:
    hands = [(body.points[f"{n}_{s}"], r, f"the {body.side_name(s)} {word}") for n, r, word in HANDS for s in "rl"]
    probes = [(body.points[f"{n}_{s}"], r, f"the {body.side_name(s)} {word}") for n, r, word in PROBES for s in "rl"]
    probes.append((body.points["head"], 9.0, "the head"))
    probes += [(b.at, 0.0, "the back") for b in body.part("back") or []] + [(b.at, 0.0, "the front of the body") for b in body.part("front") or []]
    for thing, solid in surfaces(scene):
        if thing and thing.prop.carried:
            continue
        gives = GIVES if solid.soft else NEAR
        what = f"`{thing.name}`" if thing else "the floor"
        held = spare and thing and thing.prop.movable  # on the way hands and what they hold move by different laws
        deep, name = max(((_depth(p, r, solid), name) for p, r, name in (probes if held else [*hands, *probes])), key=lambda d: d[0])
        if deep > gives + spare:
            yield f"{name} goes {deep:.0f} cm through {what}"
        elif thing and (bone := _crossing(body, thing, solid)):
            yield f"{bone} goes through {what}"


def _depth(p: Vec, r: float, solid: Solid) -> float:
    """How far a ball reaches into a box, by the shortest way out."""
    if solid is FLOOR:
        return r - p[1]
    ways = (p[0] + r - solid.x0, solid.x1 - p[0] + r, p[1] + r - solid.y0, solid.y1 - p[1] + r, p[2] + r - solid.z0, solid.z1 - p[2] + r)
    return min(ways)


def _crossing(body: Body, thing: Thing, solid: Solid) -> str | None:
    """The bone that passes through a thing, in words; an arm may lie around what its hand carries."""
    for side, _ in sk.SIDES:
        holds = thing.prop.movable and in_hand(body, side, solid)
        for a, b, word in ARM * (not holds) + LEG:
            if _crosses(body.points[f"{a}_{side}"], body.points[f"{b}_{side}"], solid):
                return f"the {body.side_name(side)} {word}"
    return "the body" if any(_crosses(a, b, solid) for a, b in pairwise(body.nodes)) else None


def _crosses(a: Vec, b: Vec, solid: Solid) -> bool:
    """Whether a bone passes through the inside of a box. What is thin has an inside too; what is thin and soft is lain upon,
    and is crossed only by what comes out below it."""
    gives = GIVES if solid.soft else NEAR
    if solid.soft and solid.y1 - solid.y0 < 2 * gives and not min(a[1], b[1]) < solid.y0 < solid.y1 < max(a[1], b[1]):
        return False
    enter, leave = 0.0, 1.0
    for start, end, low, high in ((a[0], b[0], solid.x0, solid.x1), (a[1], b[1], solid.y0, solid.y1), (a[2], b[2], solid.z0, solid.z1)):
        inset = min(gives, (high - low) / 2 - 0.1)
        if abs(end - start) < 1e-9:
            if not low + inset < start < high - inset:
                return False
            continue
        first, last = sorted(((low + inset - start) / (end - start), (high - inset - start) / (end - start)))
        enter, leave = max(enter, first), min(leave, last)
    return enter < leave


# oneself


def _through_oneself(body: Body, spare: float) -> Iterator[str]:
    for side, _ in sk.SIDES:
        for joint, gives in PRESSED:
            deep = _inside(body, body.points[f"{joint}_{side}"])
            if deep > gives + spare:
                yield f"the {body.side_name(side)} {joint} goes {deep:.0f} cm into the body"
        if min(norm(sub(body.points[f"{joint}_{side}"], body.points["head"])) for joint in ("hand", "wrist")) < EAR - spare:
            yield f"the {body.side_name(side)} hand goes into the head"
    p = body.points
    if any(_apart((p[f"{a}_r"], p[f"{b}_r"]), (p[f"{c}_l"], p[f"{d}_l"])) < CROSSED - spare for a, b, _ in LEG[:2] for c, d, _ in LEG[:2]):
        yield "one leg goes through the other"


def _inside(body: Body, p: Vec) -> float:
    """How deep a point lies in the trunk, in centimeters; negative outside."""
    deepest = -math.inf
    for i, (lies, skin) in enumerate(body.segments):
        way = sub(p, body.nodes[i])
        t = dot(way, lies[1]) / sk.SPINE[i][1]
        if not -0.1 <= t <= 1.1:
            continue
        front, back, half = (body.girth * (a + (b - a) * t) for a, b in zip(sk.TRUNK[i], sk.TRUNK[i + 1], strict=True))
        deep = (front + back) / 2
        out = math.hypot((dot(way, skin[0]) - (front - back) / 2) / deep, dot(way, skin[2]) / half)
        deepest = max(deepest, (1 - out) * min(deep, half))
    return deepest


def _apart(one: tuple[Vec, Vec], other: tuple[Vec, Vec]) -> float:
    """How near two bones come to each other."""
    (a, b), (c, d) = one, other
    u, v, w = sub(b, a), sub(d, c), sub(a, c)
    uu, uv, vv, uw, vw = dot(u, u), dot(u, v), dot(v, v), dot(u, w), dot(v, w)
    slant = uu * vv - uv * uv
    s = min(1.0, max(0.0, (uv * vw - vv * uw) / slant)) if slant > 1e-9 else 0.0
    t = min(1.0, max(0.0, (uv * s + vw) / vv)) if vv > 1e-9 else 0.0
    s = min(1.0, max(0.0, (uv * t - uw) / uu)) if uu > 1e-9 else 0.0
    return norm(sub(mix(a, b, s), mix(c, d, t)))


__all__ = ["through"]
