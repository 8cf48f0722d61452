"""Content → the editions, what each document shows of others, and every path of the site: what must be known before the first page is made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .. import addresses, raster, tailor
from ..model import CardFace, Face, HandoutFace, Library, PageFace
from ..model.artifact import Unit
from ..model.views import Edition, Reader
from ..render import CODES, Renderer, version_paths
from . import forwarding, media, printing, promises
from .judging import Key
from .reading import Content


class Survey(NamedTuple):
    """The lists that there are to make, all paths of the site, and the order in which lists show documents."""

    units: list[Unit]
    paths: set[str]
    order: list[Key]


def survey(content: Content, renderer: Renderer, papers: tuple[str, ...], *, disk: bool) -> Survey:
    """Looks through everything; `papers` are those on which sheets are made, if they are. Renderer and records know the editions from then on."""
    faces, cards = content.faces, content.card_faces
    around: dict[Key, dict[str, Any]] = {key: {} for key in faces if key[0] != "figure"}
    paths = {CODES}
    editions: list[Edition] = []
    for reader in content.readers:
        tiles, pages, handouts = content.tiles(reader), content.page_tiles(reader), content.handout_tiles(reader)
        neighbors = tailor.Neighbors(reader, cards, tiles)
        editions.append(edition(content, reader))
        for id in tiles:
            around["card", id][reader.key] = neighbors.of_card(id)
        for id, listed in pages.items():
            around["page", id][reader.key] = neighbors.of_page(listed.cards)
        paths.update(_own(reader, tiles, pages, handouts))
        paths.update(_sheets(reader, papers, tiles, pages, handouts))
        paths.update(renderer.data_paths(reader).values())
        paths.add(addresses.file(addresses.keep(reader.folder)))
        paths.update(media.paths(content, reader))
        paths.update(() if disk else (addresses.worker(reader.folder),))
    renderer.editions, renderer.faces = editions, list(faces.values())
    library = next(iter(renderer.libraries.values()))
    if library.redirects:
        renderer.editions = forwarding.forwarded(editions, library, forwarding.site(renderer))
    renderer.editions = list(promises.emptied(renderer.editions, library))
    units = list(renderer.units())
    paths.update(renderer.path(unit) for unit in units)
    renderer.forwards = forwarding.forwards(renderer.editions, library, paths)
    for key, shown in around.items():
        content.records[key] = content.records[key]._replace(around=content.store.put(shown))
    return Survey(units, paths, _order(faces.values(), library))


def edition(content: Content, reader: Reader) -> Edition:
    """An edition as its lists see it, but for what redirects.yml leads into it."""
    cards, faces = content.card_faces, content.faces.values()
    tiles, pages, handouts = content.tiles(reader), content.page_tiles(reader), content.handout_tiles(reader)
    gone = tailor.gone(tailor.Neighbors(reader, cards, tiles), faces, pages, handouts)
    return tailor.edition(reader, cards, tiles, pages, handouts, gone, tailor.moved(reader, faces, tiles, pages, handouts))


def _own(reader: Reader, cards: Mapping[str, Any], *listed: Mapping[str, Any]) -> Iterator[str]:
    """The pages of an edition's documents, those of their codes and versions, and the files of figures."""
    for tile in (tile for tiles in (cards, *listed) for tile in tiles.values()):
        yield addresses.file(tile.address)
        yield addresses.file(addresses.code(reader.language_folder, tile.code))
        yield from version_paths(reader, tile.code)
    if reader.tier:  # by the rule of bounds.of: whose steps are shown may stand in a plan
        yield from (addresses.planned(reader.language_folder, reader.tier.slug, tile.code) for tile in cards.values() if not tile.supervised)
    for id, tile in cards.items():
        yield from addresses.drawings(reader.folder, id, raster.ready(), id in reader.scene) if tile.picture else ()


def _sheets(reader: Reader, papers: tuple[str, ...], *listed: Mapping[str, Any]) -> Iterator[str]:
    """Where the sheets of an edition will stand."""
    for kind, tiles in zip(("card", "page", "handout"), listed, strict=True):
        for tile in tiles.values():
            yield from printing.paths(reader, tile.address, kind, tile, papers)
    for kind in printing.VOLUMES if reader.tier else ():
        yield from printing.volume_paths(reader, kind, papers)


def _order(faces: Collection[Face], library: Library) -> list[Key]:
    """Cards, pages and handouts as lists show them."""
    cards = tailor.cards_in_order((face for face in faces if isinstance(face, CardFace)), library)
    others: Iterable[tuple[str, list[str]]] = (
        (kind, tailor.pages_in_order(face for face in faces if isinstance(face, sort))) for kind, sort in (("page", PageFace), ("handout", HandoutFace))
    )
    return [*(("card", id) for id in cards), *((kind, id) for kind, ids in others for id in ids)]
