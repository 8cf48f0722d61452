"""Head: neck, face, ears, glasses and beard."""

from __future__ import annotations

from ..model.figure import Person
from .geometry import Frame, Vec, along
from .hair import hair
from .pen import Spot
from .sketch import Sketch, rounds
from .skeleton import HEAD_RADIUS as R


def head(sketch: Sketch, person: Person) -> None:
    """Draws the neck, and the head over it."""
    body, pen = sketch.body, sketch.pen
    at, frame = body.points["head"], body.frames["head"]
    nape = body.frames["neck"]
    front = body.frames["thorax"][0][2] > 0.6
    sketch.add(
        -4.5 if front else -6,
        "skin",
        pen.hull((along(body.points["c7"], nape, 0.5, -2), 5.2), (along(body.points["skull"], nape, 0.6, 2), 4.7)),
    )
    face = pen.circle(along(at, frame, -0.3), R * 0.96)
    face += pen.hull(*rounds(at, frame, (1.4, -4.2, 0, 6.3), (5.8, -8.0, 0, 3.3), (7.4, -4.4, 0, 2.8)))
    face += pen.hull(*rounds(at, frame, (9.3, 0.8, 0, 1.0), (11.6, -2.4, 0, 1.3), (9.0, -3.0, 0, 1.2)))
    sketch.add(0, "skin", face)
    hair(sketch, person.hair)
    if person.beard:
        _beard(sketch, at, frame)
    _ears(sketch, at, frame, person)
    _features(sketch, at, frame, person.glasses)


def _beard(sketch: Sketch, at: Vec, frame: Frame) -> None:
    if frame[0][2] < -0.5:
        return
    spots = rounds(at, frame, (6.6, -8.6, 0, 3.3), (9.0, -4.9, 0, 1.3), (1.5, -8.0, 0, 2.8))
    spots += [spot for z in (-8.2, 8.2) for spot in rounds(at, frame, (1.2, -3.4, z, 1.6)) if spot[0][-1] > at[2] - 2]
    sketch.add(0.4, "hair", sketch.pen.hull(*spots))


def _ears(sketch: Sketch, at: Vec, frame: Frame, person: Person) -> None:
    """Ears beside a face, or on the side of a head."""
    if person.hair in ("bob", "long", "scarf"):
        return
    for z in (-0.95 * R, 0.95 * R):
        ear = rounds(at, frame, (-1.3, 0.2, z, 1.9), (-0.9, -2.6, z, 1.4))
        depth = ear[0][0][-1] - at[2]
        if depth > -4:
            sketch.add(0.6 if depth > 4 else -0.5, "skin", sketch.pen.hull(*ear), 1.4)


def _features(sketch: Sketch, at: Vec, frame: Frame, glasses: bool) -> None:
    """Eyes, brows, nose and mouth, as far as they look at the viewer."""
    pen = sketch.pen
    eyes = [along(at, frame, 8.0, 0.6, z) for z in (-4.3, 4.3)]
    seen = [(eye, z) for eye, z in zip(eyes, (-4.3, 4.3), strict=True) if eye[2] > at[2] + 1.5]
    sketch.add(0.7, "eye", "".join(pen.circle(eye, 1.05) for eye, _ in seen), None)
    lines = ""
    for _, z in seen:
        lines += pen.spline(
            [along(at, frame, 9.0, 3.0, z * 0.6), along(at, frame, 8.2, 3.8, z), along(at, frame, 6.8, 3.2, z * 1.45)]
        )
    mouth: list[Spot] = [
        p
        for p in (along(at, frame, 6.6, -5.0, -3.2), along(at, frame, 9.2, -6.2, 0), along(at, frame, 6.6, -5.0, 3.2))
        if p[2] > at[2] - 1
    ]
    if seen and len(mouth) > 1:
        lines += pen.spline(mouth)
    if len(seen) > 1:
        lines += pen.spline(
            [along(at, frame, 10, -0.4, 0.9), along(at, frame, 11.6, -2.8, 1.1), along(at, frame, 11.6, -3.0, -0.8)]
        )
    sketch.line(0.8, lines)
    if glasses and seen:
        _glasses(sketch, at, frame, seen)


def _glasses(sketch: Sketch, at: Vec, frame: Frame, seen: list[tuple[Vec, float]]) -> None:
    pen = sketch.pen
    path = "".join(pen.circle(along(eye, frame, 0.6, -0.1), 2.7) for eye, _ in seen)
    for eye, z in seen:
        side = along(at, frame, -0.5, 0.9, 0.95 * R if z > 0 else -0.95 * R)
        path += pen.line(along(eye, frame, -1.9 if len(seen) < 2 else 0, 0.4, 0 if len(seen) < 2 else z / 2), side)
    sketch.line(0.9, path)


__all__ = ["head"]
