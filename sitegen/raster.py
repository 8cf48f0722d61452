"""Drawing → PNG bytes, where the library that makes them is installed (`pip install "bonewell[png]"`)."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .figures import Drawing

WIDTH = 1200  # pixels: sharp on paper at 10 cm


@cache
def ready() -> bool:
    """Whether images can be made here."""
    return find_spec("resvg_py") is not None


def image(drawing: Drawing, direction: str) -> bytes | None:
    """A figure's image in a reading direction. It holds no words, so one serves every language and edition."""
    if not ready():
        return None
    import resvg_py

    from .figures import svg

    text = svg.file(drawing, "", "", "", direction)
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=WIDTH, background="white", skip_system_fonts=True))
