"""Content → the pictures of the site: which there are, and which of them some edition shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .. import addresses, load
from ..load import Source
from ..model.views import Reader

if TYPE_CHECKING:
    from .reading import Content


def names(found: Iterable[Source]) -> list[str]:
    """The names under which pictures stand: one without a passport, or a passport without its file, is told once and not at each mention."""
    return sorted({source.id.partition(".")[0] for source in found if source.kind in (load.MEDIA, "passport") and source.language is None})


def paths(content: Content, reader: Reader) -> Iterator[str]:
    """Where the pictures stand that an edition shows, in each size."""
    media = reader.library.media
    for tile in content.page_tiles(reader).values() if media else ():
        yield from (addresses.medium(photo.name) for name in tile.media for photo in media[name].photos)
        yield from (addresses.medium(file) for name in tile.films for file in media[name].files)
