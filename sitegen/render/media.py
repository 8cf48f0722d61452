"""Editions → the photographs that they show, as files. What no page shows is not published."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Photo
from ..model.views import Edition


def shown(edition: Edition) -> list[str]:
    """The names of the photographs that an edition's pages show."""
    return sorted({name for tile in edition.pages.values() for name in tile.media})


def films(editions: Iterable[Edition]) -> list[str]:
    """The files of the films that some editions show, and their captions."""
    return sorted({file for edition in editions for tile in edition.pages.values() for name in tile.films for file in edition.library.media[name].files})


def files(editions: Iterable[Edition]) -> dict[str, Photo]:
    """Those of some editions in each size, by the names of their files."""
    media = (edition.library.media[name] for edition in editions for name in shown(edition))
    return dict(sorted((photo.name, photo) for medium in media for photo in medium.photos))
