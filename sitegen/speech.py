"""What commands say: their report on stdout, and a line for the person on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .problems import Format


def print_report(text: str, form: Format) -> None:
    """The problems on stdout; an empty list too, for programs that read it."""
    if text:
        print(text)  # noqa: T201
        if form == "text":
            print()  # noqa: T201


def say(line: str, code: int = 0) -> int:
    """A line for the person; on stderr, so that --format json stays clean."""
    print(line, file=sys.stderr)  # noqa: T201
    return code
