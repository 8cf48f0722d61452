"""(reader, faces, record) → what is gone in an edition: withdrawn, or not for this group any more; each with what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from .. import addresses, codes, safety
from ..model import CardFace, Face, FigureFace, HandoutFace, PageFace
from ..model.gone import Gone, Kind, Moved
from ..model.views import HandoutTile, PageTile, Reader, Tile, Way
from .lists import Neighbors, cards_in_order, pages_in_order

Whole = CardFace | PageFace | HandoutFace
PLACES: Mapping[Kind, Callable[[str, str], str]] = {"card": addresses.card, "page": addresses.page, "handout": addresses.handout}


def gone(neighbors: Neighbors, faces: Iterable[Face], pages: Mapping[str, PageTile], handouts: Mapping[str, HandoutTile]) -> Iterator[Gone]:
    """Cards, pages and handouts in their order; `faces` are all of them, `pages` and `handouts` those that this edition has."""
    faces = list(faces)
    reader, cards = neighbors.reader, neighbors.faces
    for id in cards_in_order(cards.values(), reader.library):
        if id not in neighbors.tiles and _is_gone("card", cards[id], reader):
            yield _gone("card", cards[id], reader, neighbors.instead(cards[id]))
    yield from _listed("page", {face.id: face for face in faces if isinstance(face, PageFace)}, pages, reader)
    yield from _listed("handout", {face.id: face for face in faces if isinstance(face, HandoutFace)}, handouts, reader)


def moved(reader: Reader, faces: Iterable[Face], *shown: Mapping[str, Tile] | Mapping[str, PageTile] | Mapping[str, HandoutTile]) -> dict[str, Moved]:
    """Where the older addresses lead of what an edition shows; `shown` are its cards, pages and handouts."""
    found: dict[str, Moved] = {}
    kinds: tuple[Kind, ...] = ("card", "page", "handout")
    for face in (face for face in faces if not isinstance(face, FigureFace) and face.was):
        number = 0 if isinstance(face, CardFace) else 1 if isinstance(face, PageFace) else 2
        tile = shown[number].get(face.id)
        if tile:
            _, earlier = known_as(kinds[number], face, reader)
            found |= dict.fromkeys(earlier, Moved(tile.address, tile.name if isinstance(tile, Tile) else tile.title))
    return found


def known_as(kind: Kind, face: Whole, reader: Reader) -> tuple[str, tuple[str, ...]]:
    """A document's address in an edition, and those that it had under older names."""
    place = PLACES[kind]
    return place(reader.folder, face.id), tuple(place(reader.folder, old) for old in face.was)


def short(kind: Kind, face: Whole, reader: Reader) -> str:
    """A document's short code in an edition, also where that does not show it."""
    return codes.short(codes.name(kind, face.id, face.was, face.recode), reader.tier.id if reader.tier else None)


def _listed(kind: Kind, faces: Mapping[str, PageFace] | Mapping[str, HandoutFace], tiles: Mapping[str, PageTile] | Mapping[str, HandoutTile], reader: Reader) -> Iterator[Gone]:
    for id in pages_in_order(faces.values()):
        if id not in tiles and _is_gone(kind, faces[id], reader):
            yield _gone(kind, faces[id], reader, _stand_in(faces[id], faces, tiles))


def _stand_in(face: PageFace | HandoutFace, faces: Mapping[str, PageFace] | Mapping[str, HandoutFace], tiles: Mapping[str, PageTile] | Mapping[str, HandoutTile]) -> Way | None:
    """What is read instead of a page or handout: whatever was named in its place, and so on, to the first that this edition has."""
    seen, id = {face.id}, face.withdrawn.instead if face.withdrawn else None
    while id and id not in seen and id in faces:
        if id in tiles:
            return Way(tiles[id].title, tiles[id].address, tiles[id].summary)
        seen.add(id)
        withdrawn = faces[id].withdrawn
        id = withdrawn.instead if withdrawn else None
    return None


def _is_gone(kind: Kind, face: Whole, reader: Reader) -> bool:
    """Whether a document that an edition does not show was there: as it would be had nobody withdrawn it, or as it was released."""
    if face.withdrawn and (reader.tier.id in face.withdrawn.had if reader.tier else kind != "handout"):
        return True
    if isinstance(face, CardFace) and reader.tier and safety.waits(face, reader.tier.id):
        return True
    record, (address, earlier) = reader.library.record, known_as(kind, face, reader)
    if any(place in record.addresses for place in (address, *earlier)):
        return True
    return any(found.version.language == reader.language for found in record.versions(short(kind, face, reader)))


def _gone(kind: Kind, face: Whole, reader: Reader, instead: Way | None) -> Gone:
    address, earlier = known_as(kind, face, reader)
    places = tuple(dict.fromkeys(id for reach in face.reach.values() for id in reach.anchors)) if isinstance(face, PageFace) else ()
    told = Gone(kind, face.id, face.names[reader.language], short(kind, face, reader), address, "avoided", instead=instead, earlier=earlier, places=places)
    if isinstance(face, CardFace) and safety.waits(face, reader.reads_as):
        return told._replace(status="waiting")
    if face.withdrawn is None:
        return told
    return told._replace(status="withdrawn", on=face.withdrawn.on, reason=face.withdrawn.reasons[reader.language])


__all__ = ["PLACES", "gone", "known_as", "moved", "short"]
