"""What a drawn figure is made of: pictures for each reading direction, the movement, and what can be seen in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..model.face import Seen


class Picture(NamedTuple):
    """One `<svg>`: some frames side by side. Sizes in millimeters of the scene, which are the units of its paths."""

    mark: str  # "", "do" or "dont"; a pair is two pictures
    width: int
    height: int
    body: str  # elements with classes and no colors
    floor: int = 0  # where the floor line of the lowest row stands, from the top
    under: bool = False  # something is drawn below that line, such as soles seen from above
    close: bool = False  # a close-up: it may be as large as there is room


class Drawing(NamedTuple):
    """A figure, drawn. It holds no words, and no color: colors come from classes, or from a palette in stand-alone files."""

    id: str
    look: tuple[str, ...]  # classes of the person: skin-2, hair-silver, top-teal, legs-blue
    pictures: Mapping[str, tuple[Picture, ...]]  # by reading direction, `ltr` and `rtl`
    motion: Picture | None
    seen: tuple[Seen, ...]  # by frame
    tiles: Mapping[str, Picture]  # for lists, by reading direction
    alone: Picture  # among other people
