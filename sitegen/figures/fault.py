"""What is wrong with a figure, by the field that it stands on: validate makes Problems of it."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """One thing to mend in a figure's file. `path` leads to the field from the top of the file; the message names the frame."""

    code: str
    path: Path
    message: str
    help: str = ""
