"""Faces of figures, cards and pages → movements that a figure shows, and that nobody names as a hazard where it is shown.

What is certain (lying face down, a weight overhead, …) is an error and stands in `validate/figures`; here is what a person must look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..model import CardFace, Document, FigureFace, PageFace, Seen
from ..problems import Problem, Why, problem
from .subject import Whole

# Degrees of a spine from which a picture is asked about. They are ours, no guideline's. 5° of twist is the least that a reader can see and copy. In
# the library a chest lift arches by 22°, and 65° is as far as a spine goes in our figures: 30° is between the two. Rounding needs no such number:
# more than 20° of it, or of twist, is refused whatever a card says (`figure-unsafe-spine`).
TWIST, ARCH = 5, 30
BALANCE = ("bal-supported", "bal-unsupported", "bal-unstable")
FURNITURE = frozenset({"bed", "chair", "counter", "footstool", "low-seat", "stool", "table"})
PULLED = frozenset({"bag", "band", "dumbbell", "weight"})


class _Sign(NamedTuple):
    """Something to be seen in a frame, and the hazards of which one must be named."""

    says: str
    hazards: tuple[str, ...]
    seen: Callable[[Seen], bool]


_SIGNS = (
    _Sign("turns the chest against the hips", ("twist-gentle", "twist-end", "twist-loaded"), lambda s: s.twists >= TWIST),
    _Sign("arches the back far", ("ext-end",), lambda s: s.arches > ARCH),
    _Sign("stands on one leg", BALANCE, lambda s: s.one_leg),
    _Sign("stands on tiptoe", BALANCE, lambda s: s.tiptoe),
    _Sign("stands with the feet close together", BALANCE, lambda s: s.narrow),
    _Sign("lands with a thud", ("impact-mod", "impact-high"), lambda s: "thud" in s.kinds),
    _Sign("has weight on the hands", ("hand-load",), lambda s: s.on_hands),
    _Sign("sits and works against a weight or band", ("sit-loaded",), lambda s: s.sits and bool(PULLED & set(s.kinds))),
    _Sign("lifts a thing from low down", ("lift-low", "lift-low-loaded"), lambda s: s.lifts_low),
    _Sign("stands and reaches to the floor", ("lift-low", "lift-low-loaded", "flex-end", "flex-loaded"), lambda s: s.stoops),
    _Sign("lies without a pillow", ("lie-flat",), lambda s: s.supine and not {"pillow", "cushion"} & set(s.kinds)),
    _Sign("has the hips high above the shoulders", ("neck-load", "flex-end"), lambda s: s.inverted),
    _Sign("is in the water or the bath", ("wet",), lambda s: bool({"pool", "bath"} & set(s.kinds))),
    _Sign("steps onto a pedal or over a rim", ("step",), lambda s: bool({"machine", "bath"} & set(s.feet_on))),
    _Sign("stands on a piece of furniture", ("height",), lambda s: s.upright and bool(FURNITURE & set(s.feet_on))),
)


class _Use(NamedTuple):
    """A place where a figure is shown, and the hazards that are named there."""

    kind: str
    id: str
    figure: str
    hazards: tuple[str, ...]
    line: int = 0  # of the block in a page

    def named_at(self, whole: Whole) -> Why:
        """Where the hazards are named, or would be."""
        document: Document = whole.open(self.kind, self.id)
        place = document.find(self.figure, start=document.body_line + self.line) if self.line else document.place(("hazards",))
        names = ", ".join(f"`{hazard}`" for hazard in self.hazards) or "none"
        return Why(f"the hazards that the {self.kind} names: {names}", place)


def finds(whole: Whole) -> Iterator[Problem]:
    """Each sign once for each card or page that shows the figure; a wrong way may be wrong."""
    for use in _uses(whole):
        face = whole.faces.get(("figure", use.figure))
        if isinstance(face, FigureFace):
            yield from _signs(use, face, whole)


def _uses(whole: Whole) -> Iterator[_Use]:
    for face in whole.faces.values():
        if isinstance(face, CardFace) and face.depicted and not face.doubtful:
            yield _Use("card", face.id, face.depicted.figure, face.depicted.hazards)
        elif isinstance(face, PageFace):
            reach = face.reach.get(whole.library.language)
            yield from (_Use("page", face.id, shown.figure, shown.hazards, shown.line) for shown in (reach.figures if reach else ()))


def _signs(use: _Use, figure: FigureFace, whole: Whole) -> Iterator[Problem]:
    shown = [(number, scene) for number, scene in enumerate(figure.scenes) if scene.mark != "dont"]
    for sign in _SIGNS:
        known = [hazard for hazard in sign.hazards if hazard in whole.library.rules.hazards]  # others cannot be asked for
        number = next((n for n, scene in shown if sign.seen(scene)), None)
        if number is not None and known and not set(sign.hazards) & set(use.hazards):
            yield _problem(use, sign.says, known, number, whole)


def _problem(use: _Use, says: str, known: list[str], number: int, whole: Whole) -> Problem:
    wanted = " or ".join(f"`{hazard}`" for hazard in known)
    where = f"the card `{use.id}` does" if use.kind == "card" else f"its words on the page `{use.id}` do"
    add = f"add {wanted} to the card's `hazards`" if use.kind == "card" else f"write `{{{known[0]}}}` at the end of the first item there"
    place = whole.open("figure", use.figure).place(("frames", number))
    message = f"in frame {number + 1} the person {says}, which may be the hazard {wanted}, and {where} not name it"
    return problem("figure-hazard-maybe", message, place, f"if it is, {add}; else draw it so that it does not look like it", why=[use.named_at(whole)])


__all__ = ["ARCH", "TWIST", "finds"]
