"""(reader, all faces and tiles) → an Edition: its lists in order, and what its documents show of one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .. import addresses, safety
from ..model import CardFace, Entry, HandoutFace, Library, Named, PageFace, Status, Text
from ..model.gone import Moved
from ..model.views import (
    Avoided,
    CardAround,
    Edition,
    Gone,
    Group,
    HandoutTile,
    PageAround,
    PageTile,
    Reader,
    Shelf,
    Tile,
    Way,
)
from .views import thing
from .weeks import week


def edition(
    reader: Reader,
    cards: Mapping[str, CardFace],
    tiles: Mapping[str, Tile],
    pages: Mapping[str, PageTile],
    handouts: Mapping[str, HandoutTile],
    gone: Iterable[Gone] = (),
    moved: Mapping[str, Moved] | None = None,
) -> Edition:
    """The site for one tier and language, from the tiles of what has a page in it; `pages` and `handouts` in their order."""
    shelves = reader.library.vocabulary
    ordered = {id: tiles[id] for id in cards_in_order((cards[id] for id in tiles), reader.library)}
    shown = ordered.values()
    return Edition(
        reader=reader,
        cards=ordered,
        avoided=tuple(Neighbors(reader, cards, tiles).avoided()) if reader.tier else (),
        pages=pages,
        categories=_groups("category", shelves.categories, shown, lambda t: (t.category,), reader),
        equipment=_groups("equipment", shelves.equipment, shown, lambda t: t.equipment, reader),
        positions=_groups("position", shelves.positions, shown, lambda t: (t.position,), reader),
        shelves=tuple(_shelves(pages.values(), shelves.shelves)),
        people=tuple(addresses.person(reader.folder, id) for id in reader.scene if id in tiles and tiles[id].picture),
        week=week(reader, cards, ordered),
        handouts=handouts,
        gone=tuple(gone),
        moved=moved or {},
    )


def _shelves(pages: Iterable[PageTile], entries: Mapping[str, Named]) -> Iterator[Shelf]:
    """Pages under their headings, and at the end those that have none."""
    of = {id: tuple(page for page in pages if page.shelf == id) for id in (*entries, None)}
    yield from (Shelf(thing(id, entries) if id else None, found) for id, found in of.items() if found)


def _groups(by: str, entries: Mapping[str, Entry], tiles: Iterable[Tile], keys: Any, reader: Reader) -> tuple[Group, ...]:
    shelf: dict[str, list[Tile]] = {id: [] for id in entries}
    for tile in tiles:
        for key in keys(tile):
            shelf[key].append(tile)
    return tuple(
        Group(id, thing(id, entries), tuple(found), addresses.listing(reader.folder, by, id))
        for id, found in shelf.items()
        if found
    )


class Neighbors:
    """What the cards and pages of one edition show of one another."""

    def __init__(self, reader: Reader, cards: Mapping[str, CardFace], tiles: Mapping[str, Tile]) -> None:
        self.reader, self.faces, self.tiles = reader, cards, tiles
        self.library, self.language, self.tier = reader.library, reader.language, reader.reads_as
        self.moves = {m.id: self._way_out(m.swap) for m in self.library.moves.values() if self._forbids(m.hazards)}
        self.replaced: dict[str, list[Text]] = {}
        if reader.tier:
            self._note_replaced()

    def of_card(self, id: str) -> CardAround:
        """What a card's page shows of other cards."""
        face = self.faces[id]
        avoided = face.statuses[self.tier] == Status.avoid
        return CardAround(
            easier=self._rung(face.easier),
            harder=self._rung(face.harder) if not self.reader.led else None,
            instead_of=tuple(self.replaced.get(id, ())),
            instead=self.instead(face) if not self.reader.tier and avoided else None,
        )

    def of_page(self, cards: Iterable[str]) -> PageAround:
        """Those of the cards that a page names which this edition has."""
        return PageAround({id: self.tiles[id] for id in cards if id in self.tiles})

    def avoided(self) -> Iterator[Avoided]:
        """What is not for this tier now, cards in their order and then moves, each with its way out."""
        for id in cards_in_order(self.faces.values(), self.library):
            face = self.faces[id]
            if not face.withdrawn and not safety.waits(face, self.tier) and not self._allowed(face) and face.swaps[self.language].get(self.tier):
                yield Avoided(face.names[self.language], self.instead(face))
        for id in self.moves:
            move = self.library.moves[id]
            yield Avoided(move.name, self._to(move.swap), move.words)

    def _allowed(self, face: CardFace) -> bool:
        return face.statuses[self.tier] != Status.avoid

    def _note_replaced(self) -> None:
        """The names of what each card is done instead of."""
        for face in self.faces.values():
            swap = face.swaps[self.language].get(self.tier)
            end = self._way_out(swap) if swap and not face.withdrawn and not safety.waits(face, self.tier) else None
            if end:
                self.replaced.setdefault(end, []).append(face.names[self.language])
        for id, end in self.moves.items():
            if end:
                self.replaced.setdefault(end, []).append(self.library.moves[id].name)

    def _rung(self, id: str | None) -> Way | None:
        """An easier or harder card, unless this tier must avoid it: then text and link are left out."""
        face = self.faces.get(id) if id else None
        reachable = face is not None and (self._allowed(face) if self.reader.tier else face.everyone)
        return self._way(face.id) if face and reachable else None

    def _way(self, id: str) -> Way | None:
        tile = self.tiles.get(id)
        return Way(tile.name, tile.address, tile.line) if tile else None

    def instead(self, face: CardFace) -> Way | None:
        """What this tier does instead of a card that it must avoid; None where nobody can say: then one asks."""
        return self._ended(safety.instead_of(face, self.tier, self.faces, self.language))

    def _to(self, wanted: Text) -> Way | None:
        """A swap as written: a card's id becomes a link, words stay words; chains are followed to what this tier may do."""
        return self._ended(self._way_out(wanted))

    def _ended(self, end: str | None) -> Way | None:
        """Where a swap ends, as a way to go: to a card, or words in the language that they were written in."""
        if end is None or end in self.faces:
            return self._way(end) if end else None
        return Way(end if isinstance(end, Text) else Text(end))

    def _way_out(self, wanted: str) -> str | None:
        return safety.way_out(wanted, self.tier, self.faces, self.language)

    def _forbids(self, hazards: Iterable[str]) -> bool:
        binding = safety.strictest(hazards, self.tier, self.library.rules)
        return bool(binding and binding.status == Status.avoid)


def cards_in_order(cards: Iterable[CardFace], library: Library) -> list[str]:
    """The ids of cards as lists show them: by category, and as their authors placed them there."""
    places = {id: place for place, id in enumerate(library.vocabulary.categories)}
    return [card.id for card in sorted(cards, key=lambda c: (places.get(c.category, len(places)), c.order, c.id))]


def pages_in_order(pages: Iterable[PageFace | HandoutFace]) -> list[str]:
    """The ids of pages, or of handouts, as lists show them."""
    return [page.id for page in sorted(pages, key=lambda p: (p.order, p.id))]
