"""How much paper something takes."""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """How much paper something takes, about, with usual and with large letters: in whole sheets, or (a page of advice) in tenths of one."""

    normal: float = 0
    large: float = 0
