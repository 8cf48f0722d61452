"""(what, done, of how many) → a counter on one line of the terminal."""

from __future__ import annotations

import sys
import time


class Line:
    """A counter on one line of the terminal, shown only when the work takes longer than a moment."""

    def __init__(self) -> None:
        self.began = self.told = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Shows how far it is."""
        now = time.monotonic()
        if done == total and self.told > self.began:
            sys.stderr.write("\r\x1b[K")
        elif now - self.began > 0.5 and now - self.told > 0.1:
            self.told = now
            sys.stderr.write(f"\r{done} of {total} {what}")
        sys.stderr.flush()


def line() -> Line | None:
    """A counter, where somebody looks."""
    return Line() if sys.stderr.isatty() else None
