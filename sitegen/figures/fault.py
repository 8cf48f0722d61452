"""What is wrong with a figure, by the field that it stands on: validate makes Problems of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """One thing to mend in a figure's file. `path` leads to the field from the top of the file; the message names the frame."""

    code: str
    path: Path
    message: str
    help: str = ""


def numbered(faults: Iterable[Fault], frame: int) -> list[Fault]:
    """The faults of a frame, by its number; those of what all frames share stay as they are."""
    return [f._replace(message=f"frame {frame + 1}: {f.message}") if f.path[:1] == ("frames",) else f for f in faults]
