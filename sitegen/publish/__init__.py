"""Artifacts → output/: a whole new site, or none. The only module that changes the output folder.

Two trees share their files by hard links: the published one and `next` in the work space. A build brings `next` up to
date (tree.py), changes it (draft.py, staging.py), notes what it now holds (state.py) and lets the two change places
(swap.py). What a hand does to the published one is seen by look.py. Where publishing is allowed is in place.py.
Nothing of an author's is thrown away: refused there, carried over, or shelf.py.
"""

from .draft import Made
from .entry import MARKER, digest
from .intact import is_intact, seal
from .lock import Busy
from .place import describe, refusals, workspace_for
from .staging import Published, Staging

__all__ = [
    "MARKER",
    "Busy",
    "Made",
    "Published",
    "Staging",
    "describe",
    "digest",
    "is_intact",
    "refusals",
    "seal",
    "workspace_for",
]
