"""How much paper something takes."""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """How much paper something takes, about: in tenths of a sheet where it stands with a tile, with usual and with large letters."""

    normal: float = 0
    large: float = 0
