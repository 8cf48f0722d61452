"""Drawing → PNG bytes, where the library that makes them is installed (the extra `png`)."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .figures import Drawing

WIDTH = 900  # pixels: sharp on a screen, and on paper at 8 cm


@cache
def ready() -> bool:
    """Whether images can be made here."""
    return find_spec("resvg_py") is not None


@cache
def maker() -> str:
    """Names what makes the images: another version may make other bytes."""
    from importlib.metadata import version

    return f"{version('resvg_py')}-{WIDTH}"


def image(drawing: Drawing, direction: str) -> bytes:
    """A figure's image in a reading direction. It holds no words, so one serves every language and edition."""
    from .figures import svg

    return png(svg.file(drawing, "", "", "", direction), WIDTH)


@lru_cache(maxsize=128)  # a process that builds again and again, such as `serve`, meets the same drawings
def png(text: str, width: int, *, fonts: bool = False) -> bytes:
    """An SVG text as an image this many pixels wide; where it holds words, with the system's `fonts`."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=width, background="white", skip_system_fonts=not fonts))
