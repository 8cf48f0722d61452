"""Files whose owner nobody can tell → `set-aside/1`, … in the work space: nothing of an author's is lost."""

# ruff: noqa: PTH103, PTH104, PTH120, PTH208
# os on strings, as in the rest of this package.

from __future__ import annotations

import os


class Shelf:
    """Where one build puts such files: a folder of its own, made when the first one comes."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._place = ""
        self.count = 0

    def take(self, source: str, name: str) -> None:
        """Moves a file, or a whole folder, here."""
        if not self._place:
            os.makedirs(self._folder, exist_ok=True)
            before = [int(n) for n in os.listdir(self._folder) if n.isdecimal()]
            self._place = f"{self._folder}/{max(before, default=0) + 1}"
        target = f"{self._place}/{name}"
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.rename(source, target)
        self.count += 1
