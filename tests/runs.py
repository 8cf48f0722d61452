"""text → its runs of nine words, as short hashes: to tell whether a sentence was taken from a text without keeping that text.

`python tests/runs.py NOTES.md >tests/golden/runs.txt` makes the list anew from the notes that the library was written from. Sections
that hold figures to be quoted and titles of works are left out by hand: a work's title is nobody's sentence.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH = 9  # words: shorter runs are idiom, longer ones somebody's sentence
SIZE = 5  # bytes a hash: with 10,000 on either side, one false hit in 10,000 lists
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_CELL = re.compile(r"[|\n]+")


def words(text: str) -> list[str]:
    """The words of a text, however it is pointed."""
    return _WORD.findall(text.lower().replace("’", "'"))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Each run of nine words that stands in one line or cell."""
    for piece in _CELL.split(text):
        found = words(piece)
        yield from (tuple(found[at : at + LENGTH]) for at in range(len(found) - LENGTH + 1))


def mark(run: tuple[str, ...]) -> bytes:
    """A run's hash."""
    return hashlib.blake2b(" ".join(run).encode(), digest_size=SIZE).digest()


def written(text: str) -> str:
    """The hashes of a text's runs, as a file keeps them."""
    packed = b"".join(sorted({mark(run) for run in runs(text)}))
    return base64.encodebytes(packed).decode()


def kept(file: Path) -> frozenset[bytes]:
    """The hashes of a file."""
    packed = base64.decodebytes(file.read_bytes())
    return frozenset(packed[at : at + SIZE] for at in range(0, len(packed), SIZE))


if __name__ == "__main__":
    sys.stdout.write(written(Path(sys.argv[1]).read_text(encoding="utf-8")))
