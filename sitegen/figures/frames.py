"""A figure's frames, one after the other → each solved, checked and drawn; and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..model.face import Seen
from ..model.figure import Figure, Frame, Person
from . import arrows, checks, sight
from .body import Body
from .contacts import touch
from .fault import Fault, Path, numbered
from .layout import Panel, panel
from .pen import Box, Pen, Shape
from .person import shapes as person_shapes
from .poses import Posture, posture
from .scene import Scene, merged, with_aid
from .solve import solved


@dataclass(frozen=True, slots=True)
class Still:
    """One moment: a solved body in its scene, and as a panel."""

    posture: Posture
    body: Body
    scene: Scene
    options: Mapping[str, Mapping[str, Any]]  # of its props
    shapes: list[Shape]  # all but its arrows
    around: Box  # the room that they take
    panel: Panel
    seen: Seen


def drawn(figure: Figure, person: Person) -> tuple[list[Still], list[Fault]]:
    """All frames; what is wrong names the frame's number."""
    stills: list[Still] = []
    faults: list[Fault] = []
    postures: list[Posture] = []
    for i, frame in enumerate(figure.frames):
        found: list[Fault] = []
        still = _still(figure, frame, i, person, postures, stills[-1] if stills else None, found)
        postures.append(still.posture)
        stills.append(still)
        faults += numbered(found, i)
    if figure.frames[0].mark == "dont":
        faults.append(Fault("figure-dont-first", ("frames", 0, "mark"), "frame 1: the wrong way stands first", "show the right way first: what people see first is what they remember"))
    return stills, _once(faults)


def _still(figure: Figure, frame: Frame, i: int, person: Person, postures: list[Posture], before: Still | None, faults: list[Fault]) -> Still:
    path: Path = ("frames", i)
    options, paths = merged(with_aid(figure.props, person.aid, figure.aid), frame.props, i)
    scene = Scene(options, paths)
    stance = posture(frame.pose, postures, (*path, "pose"), faults)
    body = solved(stance, scene, person.build, (*path, "pose"), faults)
    _first_things(scene.faults, faults)
    touched = touch(stance, body, scene)
    whole = not (frame.crop or figure.crop)
    if not faults:  # what stands on a mistake is not judged
        faults += checks.frame(frame, stance, body, scene, touched, path, whole=whole)
        faults += _meeting(scene, paths)
    pen = Pen(figure.pitch)
    shapes = paint(figure, body, scene, person, pen)
    drawing, around = list(shapes), replace(pen.box)
    was, now = before.body.seen_from(figure.pitch) if before else None, body.seen_from(figure.pitch)
    for n, arrow in enumerate(frame.arrows):
        drawing += arrows.shapes(arrow, was, now, around, pen, (*path, "arrows", n), faults)
    faults += checks.too_large(pen.box, path) if not faults else ()
    made = panel(pen, drawing, frame.mark or "", not figure.pitch, frame.crop or figure.crop)
    return Still(stance, body, scene, options, shapes, around, made, sight.seen(frame, stance, body, scene, touched, whole=whole))


def paint(figure: Figure, body: Body, scene: Scene, person: Person, pen: Pen) -> list[Shape]:
    """Everything in a scene but its arrows."""
    seen = body.seen_from(figure.pitch)
    drawing = person_shapes(seen, pen, person, shoes=figure.shoes, spine=figure.spine)
    for thing in scene.things:
        drawing += thing.prop.shapes(pen, seen)
    return drawing


def _first_things(wrong_props: list[Fault], faults: list[Fault]) -> None:
    """Leaves only what is wrong by itself: an unknown prop has no anchors, and who reaches for nothing cannot reach it."""
    unknown = wrong_props or [f for f in faults if f.code in ("figure-unknown-name", "figure-field")]
    if unknown:
        faults[:] = unknown


def _meeting(scene: Scene, paths: dict[str, Path]) -> list[Fault]:
    return [
        Fault("figure-props-meet", paths[b.name], f"`{b.name}` stands {deep:.0f} cm inside `{a.name}`", "move one of them: change its `x`, or its height")
        for a, b, deep in checks.props_meet(scene)
    ]


def _once(faults: list[Fault]) -> list[Fault]:
    """Without repeats: a shared prop's mistake is found in every frame."""
    kept: dict[tuple[str, Path], Fault] = {}
    for fault in faults:
        kept.setdefault((fault.code, fault.path), fault)
    return list(kept.values())
