"""Frames → a film strip: the movement in a few moments side by side, which a stylesheet moves past a window, there and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from ..model.figure import Figure, Person, Pose
from . import checks
from .between import between
from .body import Body
from .drawing import Picture
from .fault import Fault, Path, numbered
from .frames import Still, paint
from .layout import MARGIN, elements
from .pen import Box, Pen, Shape, numbers
from .poses import Posture, posture
from .scene import Scene
from .solve import solved
from .through import through

STEPS = {1: 4, 2: 3}  # moments from one position to the next, by how many ways there are; else two
FLEETING = 3.0  # centimeters that things may reach into each other for a moment
Options = Mapping[str, Mapping[str, Any]]


class Position(NamedTuple):
    """A position that the author gave: a frame, or the middle of the way to it."""

    posture: Posture
    body: Body
    options: Options  # of the props
    path: Path
    still: Still | None = None  # the frame that it is


class Moment(NamedTuple):
    """One picture of the film."""

    body: Body
    scene: Scene
    path: Path  # of the position to which it leads
    still: Still | None = None  # the frame that it is


def movement(figure: Figure, person: Person, stills: list[Still], faults: list[Fault]) -> Picture | None:
    """The way from frame to frame; None where there is one position only, or the author wants none."""
    chosen = [i for i, frame in enumerate(figure.frames) if frame.mark != "dont"]
    faults += _idle(figure, chosen)
    if not figure.motion or len(chosen) < 2:
        return None
    positions = _positions(figure, person, stills, chosen, faults)
    if faults:
        return None
    moments = _moments(positions)
    faults += _on_the_way(moments)
    return None if faults else _strip(figure, person, moments)


def _idle(figure: Figure, chosen: list[int]) -> Iterator[Fault]:
    """Middle positions that nobody will ever see."""
    for i, frame in enumerate(figure.frames):
        if frame.between and (i not in chosen[1:] or not figure.motion):
            why = "the figure has no motion" if not figure.motion else "a wrong way is never played" if frame.mark == "dont" else "no frame comes before it"
            yield Fault("figure-field", ("frames", i, "between"), f"frame {i + 1}: this says what lies between the frame before and this one, and {why}", "remove `between`")


def _positions(figure: Figure, person: Person, stills: list[Still], chosen: list[int], faults: list[Fault]) -> list[Position]:
    """Every frame, and the middle positions that the author gave."""
    made: list[Position] = []
    for i in chosen:
        frame, still, found = figure.frames[i], stills[i], list[Fault]()
        if frame.between and made:
            made.append(_middle(frame.between, [s.posture for s in stills[:i]], _options(made[-1].options, still.options, 0.5), person, ("frames", i, "between"), found))
        elif frame.pose.swap and made:
            message = "the sides change places from the frame before, and nothing says how the movement gets there"
            found.append(Fault("figure-leap", ("frames", i, "pose"), message, "add the middle position, such as `between: {from: standing}`, or `motion: false` to the figure"))
        made.append(Position(still.posture, still.body, still.options, ("frames", i, "pose"), still))
        faults += numbered(found, i)
    return made


def _middle(pose: Pose, before: list[Posture], options: Options, person: Person, path: Path, faults: list[Fault]) -> Position:
    """A middle position, which is seen for a moment: it need not balance, and must be as safe as the others."""
    stance, scene = posture(pose, before, path, faults), Scene(options, {})
    body = solved(stance, scene, person.build, path, faults)
    faults += checks.spine(stance, scene, path) if not faults else ()
    return Position(stance, body, options, path)


def _moments(positions: list[Position]) -> list[Moment]:
    steps = STEPS.get(len(positions) - 1, 2)
    moments: list[Moment] = []
    for a, b in pairwise(positions):
        moments.append(_reached(a))
        for t in (step / steps for step in range(1, steps)):
            scene = Scene(_options(a.options, b.options, t), {})
            moments.append(Moment(between(a.body, b.body, (a.posture, b.posture), t, scene), scene, b.path))
    return [*moments, _reached(positions[-1])]


def _reached(position: Position) -> Moment:
    scene = position.still.scene if position.still else Scene(position.options, {})
    return Moment(position.body, scene, position.path, position.still)


def _on_the_way(moments: list[Moment]) -> list[Fault]:
    """What goes through a thing or through the person between two frames: told once for each frame."""
    told: dict[Path, Fault] = {}
    for moment in moments:
        what = None if moment.still or moment.path in told else through(moment.body, moment.scene, FLEETING)
        if what:
            number = int(moment.path[1]) + 1
            help = "give the movement a middle position, `between: {…}`, or take it away: `motion: false`"
            told[moment.path] = Fault("figure-through", moment.path, f"frame {number}: on the way here {what}", help)
    return list(told.values())


def _options(a: Options, b: Options, t: float) -> dict[str, dict[str, Any]]:
    """The props on their way: what both positions have moves evenly."""
    options = {}
    for name, fields in (a if t < 0.5 else b).items():
        other = b.get(name, {})
        mine = a.get(name, {})
        numbers = {k: round(v + (other[k] - v) * t) for k, v in mine.items() if _is_number(v) and _is_number(other.get(k))}
        options[name] = {**fields, **numbers}
    return options


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _strip(figure: Figure, person: Person, moments: list[Moment]) -> Picture:
    """All moments on one strip, what never moves drawn once beneath and above it."""
    box, drawn = Box(), list[list[Shape]]()
    for moment in moments:
        pen = Pen(figure.pitch)
        drawn.append(moment.still.shapes if moment.still else paint(figure, moment.body, moment.scene, person, pen))
        box.join(moment.still.around if moment.still else pen.box)
    left, bottom, right, top = figure.crop or (box.left - MARGIN, min(box.bottom, 0) - MARGIN, box.right + MARGIN, box.top + MARGIN)
    width, height = right - left, top - bottom
    still = set.intersection(*(set(d) for d in drawn))
    beneath, above = [s for s in drawn[0] if s in still and s.z < -500], [s for s in drawn[0] if s in still and s.z > 500]
    moving = [[s for s in d if s not in still or -500 <= s.z <= 500] for d in drawn]
    strip = "".join(f'<g transform="translate({numbers(i * width)})">{_cel(elements(m), left, top, width, height, figure.crop)}</g>' for i, m in enumerate(moving))
    size = numbers(len(moments) * width) + " " + numbers(height)
    frame = f'<path d="M{numbers(left, -top)}h{size.split()[0]}v{size.split()[1]}" stroke="none"/>'
    floor = "" if figure.pitch else f'<path class="f-floor" d="M{numbers(left + 2, 1)}H{numbers(left + width - 2)}"/>'
    inner = f'{floor}{elements(beneath)}<g class="f-strip f-cels-{len(moments)}">{frame}{strip}</g>{elements(above)}'
    wide, high = round(width * 10), round(height * 10)
    window = f'<svg width="{wide}" height="{high}" viewBox="{numbers(left, -top)} {wide} {high}">{inner}</svg>'  # cuts off what is beside it
    return Picture("", wide, high, window, round(top * 10))


def _cel(drawn: str, left: float, top: float, width: float, height: float, crop: object) -> str:
    """One moment; a close-up is cut off where the next begins."""
    if not crop:
        return drawn
    x, y, wide, high = (numbers(n) for n in (left, -top, width, height))
    return f'<svg x="{x}" y="{y}" width="{wide}" height="{high}" viewBox="{x} {y} {wide} {high}">{drawn}</svg>'
