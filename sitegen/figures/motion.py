"""Frames → a film strip: the movement in a few moments side by side, which a stylesheet moves past a window, there and back."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from ..model.figure import Figure, Person
from .between import between
from .body import Body
from .drawing import Picture
from .fault import Fault
from .frames import Still, paint
from .layout import MARGIN, elements
from .pen import Box, Pen, Shape, numbers
from .poses import Posture, posture
from .scene import Scene
from .solve import solved

STEPS = {1: 4, 2: 3}  # moments from one position to the next, by how many ways there are; else two
Moment = tuple[Body, Scene]
Position = tuple[Posture, Body, Mapping[str, Mapping[str, Any]]]


def movement(figure: Figure, person: Person, stills: list[Still], faults: list[Fault]) -> Picture | None:
    """The way from frame to frame; None where there is one position only, or the author wants none."""
    chosen = [i for i, frame in enumerate(figure.frames) if frame.mark != "dont"]
    if not figure.motion or len(chosen) < 2:
        return None
    positions = _positions(figure, person, stills, chosen, faults)
    if faults:
        return None
    moments = _moments(positions)
    return _strip(figure, person, moments)


def _positions(figure: Figure, person: Person, stills: list[Still], chosen: list[int], faults: list[Fault]) -> list[Position]:
    """Every frame, and the middle positions that the author gave."""
    found: list[Position] = []
    for i in chosen:
        frame, still = figure.frames[i], stills[i]
        path = ("frames", i, "between")
        if frame.between and found:
            stance = posture(frame.between, [s.posture for s in stills[:i]], path, faults)
            body = solved(stance, still.scene, person.build, path, faults)
            found.append((stance, body, still.options))
        elif frame.pose.swap and found:
            message = f"frame {i + 1}: the sides change places from the frame before, and nothing says how the movement gets there"
            faults.append(Fault("figure-leap", ("frames", i, "pose"), message, "add the middle position, such as `between: {from: standing}`, or `motion: false` to the figure"))
        found.append((still.posture, still.body, still.options))
    return found


def _moments(positions: list[Position]) -> list[Moment]:
    ways = len(positions) - 1
    steps = STEPS.get(ways, 2)
    moments: list[Moment] = []
    for (pose_a, a, props_a), (pose_b, b, props_b) in pairwise(positions):
        for step in range(steps):
            t = step / steps
            body = between(a, b, (pose_a, pose_b), t) if step else a
            moments.append((body, _scene(props_a, props_b, t)))
    last = positions[-1]
    return [*moments, (last[1], _scene(last[2], last[2], 0))]


def _scene(a: Mapping[str, Mapping[str, Any]], b: Mapping[str, Mapping[str, Any]], t: float) -> Scene:
    """The props on their way: what both positions have moves evenly."""
    options = {}
    for name, fields in (a if t < 0.5 else b).items():
        other = b.get(name, {})
        mine = a.get(name, {})
        numbers = {k: round(v + (other[k] - v) * t) for k, v in mine.items() if _is_number(v) and _is_number(other.get(k))}
        options[name] = {**fields, **numbers}
    return Scene(options, {})


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _strip(figure: Figure, person: Person, moments: list[Moment]) -> Picture:
    """All moments on one strip, what never moves drawn once beneath and above it."""
    box, drawn = Box(), list[list[Shape]]()
    for body, scene in moments:
        pen = Pen(figure.pitch)
        drawn.append(paint(figure, body, scene, person, pen))
        box.join(pen.box)
    if figure.crop:
        box = Box(*figure.crop)
    left, top = box.left - MARGIN, box.top + MARGIN
    width, height = box.right + MARGIN - left, top - min(box.bottom, 0) + MARGIN
    still = set.intersection(*(set(d) for d in drawn))
    beneath, above = [s for s in drawn[0] if s in still and s.z < -500], [s for s in drawn[0] if s in still and s.z > 500]
    moving = [[s for s in d if s not in still or -500 <= s.z <= 500] for d in drawn]
    strip = "".join(f'<g transform="translate({numbers(i * width)})">{elements(m)}</g>' for i, m in enumerate(moving))
    size = numbers(len(moments) * width) + " " + numbers(height)
    frame = f'<path d="M{numbers(left, -top)}h{size.split()[0]}v{size.split()[1]}" stroke="none"/>'
    floor = "" if figure.pitch else f'<path class="f-floor" d="M{numbers(left + 2, 1)}H{numbers(left + width - 2)}" stroke-linecap="round"/>'
    inner = f'{floor}{elements(beneath)}<g class="f-strip f-cels-{len(moments)}">{frame}{strip}</g>{elements(above)}'
    wide, high = round(width * 10), round(height * 10)
    window = f'<svg width="{wide}" height="{high}" viewBox="{numbers(left, -top)} {wide} {high}">{inner}</svg>'  # cuts off what is beside it
    return Picture("", wide, high, window, round(top * 10))
