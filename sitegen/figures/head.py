"""Head: neck, face, ears, glasses and beard."""

from __future__ import annotations

from ..model.figure import Person
from .geometry import Frame, Vec, along
from .hair import hair, nose
from .pen import Spot
from .skeleton import HEAD_RADIUS as R
from .sketch import Sketch, apart, rounds

EYE = (8.2, 0.8, 4.2)  # forward, up, aside: in centimeters from the middle of the head
LENS = 2.6


def head(sketch: Sketch, person: Person) -> None:
    """Draws the neck, and the head over it."""
    at, frame = sketch.body.points["head"], sketch.body.frames["head"]
    _neck(sketch)
    if person.hair != "scarf":
        _skull(sketch, at, frame)
    hair(sketch, person.hair)
    if person.beard:
        _beard(sketch, at, frame)
    covered = person.hair in ("bob", "long", "scarf")
    if not covered:
        _ears(sketch, at, frame)
    seen = [side for side in (-1, 1) if _eye(at, frame, side)[2] > at[2] + 1.5]
    if seen:
        _features(sketch, at, frame, seen)
        if person.glasses:
            _glasses(sketch, at, frame, seen, 4.6 if covered else -0.6)


def _neck(sketch: Sketch) -> None:
    """From the front, the neck lies in the neckline of the shirt; else the shirt's collar covers its root."""
    points, frame, pen = sketch.body.points, sketch.body.frames["neck"], sketch.pen
    front = sketch.body.frames["thorax"][0][2] > 0.6
    root = along(points["c7"], frame, 0.5, -1.0 if front else -2.0)
    sketch.add(-4.5 if front else -6, "skin", pen.hull((root, 5.0), (along(points["skull"], frame, 0.6, 2), 4.7)))


def _skull(sketch: Sketch, at: Vec, frame: Frame) -> None:
    pen, wide = sketch.pen, 1.8 if frame[0][2] > 0.5 else 0.0
    jaw = rounds(at, frame, (1.4, -4.2, 0, 6.4), (5.8, -8.0, -wide, 3.3), (7.5, -4.4, 0, 2.7))
    if wide:
        jaw += rounds(at, frame, (5.8, -8.0, wide, 3.3))
    sketch.add(0, "skin", pen.circle(along(at, frame, -0.3), R * 0.96) + pen.hull(*jaw) + nose(pen, at, frame))


def _beard(sketch: Sketch, at: Vec, frame: Frame) -> None:
    """Along the jaw, around the chin, and over the lip."""
    if frame[0][2] < -0.5:
        return
    pen = sketch.pen
    lip = rounds(at, frame, (9.2, -4.3, -2.8, 0.9), (9.2, -4.3, 2.8, 0.9))
    path = pen.hull(*lip, *rounds(at, frame, (6.6, -8.9, 0, 3.2), (2.4, -8.0, -4.0, 2.6), (2.4, -8.0, 4.0, 2.6)))
    for side in (-1, 1):
        cheek = rounds(at, frame, (0.9, -1.4, 9.5 * side, 0.9), (2.2, -7.6, 5.2 * side, 2.4))
        if cheek[0][0][-1] > at[2] - 2:
            path += pen.hull(*cheek)
    sketch.add(0.4, "hair", path)


def _ears(sketch: Sketch, at: Vec, frame: Frame) -> None:
    """Ears beside a face, or on the side of a head."""
    for side in (-1, 1):
        ear = rounds(at, frame, (-1.5, 0.2, 0.96 * R * side, 2.0), (-0.9, -2.6, 0.93 * R * side, 1.4))
        depth = ear[0][0][-1] - at[2]
        if depth > -4:
            sketch.add(0.6 if depth > 4 else -0.5, "skin", sketch.pen.hull(*ear), 1.4)


def _eye(at: Vec, frame: Frame, side: int) -> Vec:
    return along(at, frame, EYE[0], EYE[1], EYE[2] * side)


def _features(sketch: Sketch, at: Vec, frame: Frame, seen: list[int]) -> None:
    """Eyes, brows, nose and mouth, as far as they look at the viewer."""
    pen = sketch.pen
    sketch.add(0.7, "eye", "".join(pen.circle(_eye(at, frame, side), 1.0) for side in seen), None)
    lines = ""
    for side in seen:
        lines += pen.spline(
            [along(at, frame, *p) for p in ((8.8, 3.8, 2.5 * side), (8.6, 4.3, 4.2 * side), (7.4, 3.8, 5.9 * side))]
        )
    mouth = [along(at, frame, *p) for p in ((6.8, -4.9, -3.3), (8.6, -6.0, -1.6), (8.6, -6.0, 1.6), (6.8, -4.9, 3.3))]
    lip = along(at, frame, 9.8, -5.9)
    corners = mouth if len(seen) > 1 else [mouth[0], mouth[1], lip] if seen[0] < 0 else [lip, mouth[2], mouth[3]]
    lines += pen.spline(corners)
    if len(seen) > 1:
        lines += pen.spline([along(at, frame, *p) for p in ((10, 0.0, 0.9), (11.4, -2.4, 1.5), (11.6, -2.9, -0.6))])
    sketch.line(0.8, lines)


def _glasses(sketch: Sketch, at: Vec, frame: Frame, seen: list[int], ends: float) -> None:
    """Lenses, the bridge, and the arms as far back as they are seen."""
    pen = sketch.pen
    middles = {side: along(_eye(at, frame, side), frame, 0.6, -0.2) for side in seen}
    path = ""
    for side, lens in middles.items():
        path += pen.circle(lens, LENS) + pen.line(_rim(lens, ear := along(at, frame, ends, 0.8, 0.97 * R * side)), ear)
    if len(middles) > 1:
        path += pen.line(_rim(middles[-1], middles[1]), _rim(middles[1], middles[-1]))
    sketch.line(0.8, path)


def _rim(lens: Vec, toward: Vec) -> Spot:
    """Where a lens ends in the picture, toward a point."""
    t = LENS / max(apart(lens, toward), LENS)
    return (lens[0] + (toward[0] - lens[0]) * t, lens[1] + (toward[1] - lens[1]) * t)


__all__ = ["head"]
