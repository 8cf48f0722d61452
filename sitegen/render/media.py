"""Editions → the pictures that they show, as files."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Photo
from ..model.views import Edition


def files(editions: Iterable[Edition]) -> dict[str, Photo]:
    """The pictures that some page shows, in each size, by the names of their files. What no page shows is not published."""
    found: dict[str, Photo] = {}
    for edition in editions:
        names = {name for tile in edition.pages.values() for name in tile.media}
        found |= {photo.name: photo for name in names for photo in edition.library.media[name].photos}
    return dict(sorted(found.items()))
