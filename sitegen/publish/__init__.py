"""Artifacts → output/: a whole new site, or none. The only module that changes the output folder.

Two trees share their files by hard links: the published one and `next` in the work space. A build brings `next` up to
date (tree.py), changes it (draft.py, staging.py), notes what it now holds (state.py) and lets the two change places
(swap.py). What a hand does to the published one is seen by look.py. Where publishing is allowed is in place.py.
Nothing of an author's is thrown away: refused there, carried over, or shelf.py.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .draft import Made
    from .entry import MARKER, digest, write_all
    from .intact import is_intact, seal
    from .lock import Busy
    from .place import describe, refusals
    from .staging import Published, Staging
    from .workspace import workspace_for

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
    "write_all",
]

_HOMES = {
    "MARKER": "entry",
    "Busy": "lock",
    "Made": "draft",
    "Published": "staging",
    "Staging": "staging",
    "describe": "place",
    "digest": "entry",
    "is_intact": "intact",
    "refusals": "place",
    "seal": "intact",
    "workspace_for": "workspace",
    "write_all": "entry",
}


def __getattr__(name: str) -> object:
    """Loads what is asked for: a build with nothing to do needs little of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return found
