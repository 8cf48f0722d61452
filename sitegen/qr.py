"""A plan's link → its QR code as SVG, and how large it must be on paper."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any, NamedTuple

SIDE = 30.0  # millimeters: eight cards with three numbers each fit, at an address of 50 characters
MODULE = 0.6  # the smallest: at 100 dots an inch more than two dots, which a copier and an old telephone still tell apart
QUIET = 4  # modules of white around


class Code(NamedTuple):
    """A QR code: its drawing with the white around it, how wide it must be printed with that, and of which version it is."""

    svg: str
    side: float  # millimeters
    version: int

    @property
    def is_larger(self) -> bool:
        """Whether it needs more room than usual, which is worth a word to whoever prints it."""
        return self.side > SIDE


@lru_cache(maxsize=256)
def plan_qr(url: str) -> Code:
    """The code of an address with `#` and a plan's symbols behind it: the symbols in the mode that takes the least room. Level L, or better where that costs nothing."""
    made, out = _made(url), io.BytesIO()
    made.save(out, kind="svg", border=QUIET, omitsize=True, xmldecl=False, svgns=True)
    modules, _ = made.symbol_size(border=QUIET)
    return Code(out.getvalue().decode(), max(SIDE, round(modules * MODULE, 1)), int(made.version))


def plan_png(url: str, scale: int = 8) -> bytes:
    """The same as pixels, so many to a module."""
    out = io.BytesIO()
    _made(url).save(out, kind="png", border=QUIET, scale=scale)
    return out.getvalue()


def _made(url: str) -> Any:
    import segno

    address, mark, symbols = url.partition("#")
    parts: Any = [address + mark, *([symbols.upper()] if symbols else [])]  # each gets the mode that fits it best: bytes, and letters of one case
    return segno.make_qr(parts, error="l")


__all__ = ["Code", "plan_png", "plan_qr"]
