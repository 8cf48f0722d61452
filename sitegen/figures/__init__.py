"""(figure, person) → Drawing: poses become pictures; or Faults, in the words of the person who wrote the pose.

    poses ─posture→ Posture ─solved→ Body ─checks→ Faults
    props ─Scene──────┘                └─person, props, arrows→ shapes ─layout→ Pictures ─svg→ text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .drawing import Drawing, Picture
from .fault import Fault

if TYPE_CHECKING:
    from ..model.figure import Figure, Person


def draw(figure: Figure, person: Person) -> tuple[Drawing | None, list[Fault]]:
    """The drawing of a figure, or what keeps it from being drawn: all of it at once."""
    from .frames import drawn  # not before it is needed: a page is made from a kept drawing, without a skeleton
    from .layout import pictures
    from .motion import movement
    from .small import alone, tile

    frames, faults = drawn(figure, person)
    if faults:
        return None, faults
    motion = movement(figure, person, frames, faults)
    if faults:
        return None, faults
    panels = [f.panel for f in frames]
    look = (person.skin, f"hair-{person.hair_color}", f"top-{person.top}", f"legs-{person.legs}")
    both = {direction: pictures(panels, figure.columns, direction) for direction in ("ltr", "rtl")}
    tiles = {direction: tile(frames, direction) for direction in ("ltr", "rtl")}
    return Drawing(figure.id, look, both, motion, tuple(f.seen for f in frames), tiles, alone(frames)), []


__all__ = ["Drawing", "Fault", "Picture", "draw"]
