"""Fragment + reader → the nodes that a page or a sheet prints: HTML as it is, and directives for their macros."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup, escape

from . import addresses, safety
from .model import Block, Fragment, Medium, Text
from .model.fragment import Part
from .model.fragment import Term as TermPart
from .model.views import Reader, Tile, Work


class Pictures(NamedTuple):
    """A figure, ready to be shown: one picture, or a right way and then a wrong one; the movement, if it can be played; and what each picture shows, where the drawing does not say it itself."""

    drawings: tuple[Markup, ...]
    movement: Markup | None = None
    alts: tuple[Text, ...] = ()


class Watched(NamedTuple):
    """Where a film is watched: a place of the site or a whole address, as people type it; and whose place it is, where it is not ours."""

    address: str
    typed: str
    host: str = ""
    captions: str = ""

    @property
    def whole(self) -> str:
        """The whole address."""
        return f"https://{self.typed}"


def _watched(medium: Medium, site: str) -> Watched:
    film = medium.passport.film
    assert film
    if film.address:
        typed = film.address.removeprefix("https://")
        return Watched(film.address, typed, typed.partition("/")[0])
    place = addresses.medium(film.file or "")
    return Watched(place, site.partition("://")[2] + place, captions=addresses.medium(film.captions) if film.captions else "")


@dataclass(frozen=True, slots=True)
class Node:
    """A directive, ready for its macro."""

    kind: str
    title: str = ""
    body: tuple[Markup | Node, ...] = ()
    items: tuple[tuple[Markup | Node, ...], ...] = ()
    text: Text | None = None
    signs: tuple[Text, ...] = ()  # of a statement that is a list
    as_of: str = ""
    card: Tile | None = None
    pictures: Pictures | None = None
    works: tuple[Work, ...] = ()
    medium: Medium | None = None
    film: Watched | None = None
    rows: int = 0  # of a log; 0 stands for the days of the week
    headed: bool = False  # a heading of the text stands before it, and its own is one lower


Draw = Callable[[str, tuple[str, ...]], Pictures]  # (figure, words for its right and its wrong way)


class Place(NamedTuple):
    """Where a body is printed: on its own page, or (`within`) as a part of a handout, which bears that id."""

    address: str
    within: str = ""


def nodes(fragment: Fragment, reader: Reader, here: Place, tiles: Mapping[str, Tile], draw: Draw) -> tuple[Markup | Node, ...]:
    """What this edition reads of a body. The first use of each glossary term is a link."""
    return tuple(_Walk(reader, here, tiles, draw).parts(fragment.parts))


# what a handout says once, and the place in it where it does
STOP_SIGNS = {"tell": "stop-tell", "same_day": "stop-same-day", "emergency": "stop-emergency"}  # as the stop box calls them
SAID_ONCE = {"before-you-start": "start", **dict.fromkeys(STOP_SIGNS.values(), "stop")}
_OWN = re.compile(r'<a (?=href="\.\./([^"#]*))')  # a link of ours that an author wrote; pages stand in a folder of their edition
_PLACES = re.compile(r'(</?h)([1-5])\b|(\s(?:id="|href="#))(?=[^"])|(\shref=")(?=\.\./)')


def _moved(text: str, within: str) -> str:
    """The author's HTML as it stands in a handout: ids and links to them are the part's own, headings are a level lower.

    A page stands in a folder of its edition, and a handout one folder deeper: so links out of it begin with a step more.
    """

    def move(found: re.Match[str]) -> str:
        if found[1]:
            return f"{found[1]}{int(found[2]) + 1}"
        return f"{found[3]}{within}-" if found[3] else f"{found[4]}../"

    return _PLACES.sub(move, text)


class _Walk:
    def __init__(self, reader: Reader, here: Place, tiles: Mapping[str, Tile], draw: Draw) -> None:
        self.reader, self.lineage, self.tiles, self.draw = reader, reader.lineage, tiles, draw
        self.here = here
        self.glossary = addresses.link(here.address, addresses.page(reader.folder, "glossary"))
        self.typed = escape(reader.library.site.address.removeprefix("https://") + reader.folder)
        self.seen: set[str] = set()
        self.headed = False

    def parts(self, parts: Iterable[Part]) -> Iterator[Markup | Node]:
        """Runs of text joined into one piece, directives between them; neighbors for one tier are one, and say for whom once."""
        last: Node | None = None
        for piece in self._pieces(parts):
            if last and isinstance(piece, Node) and piece.kind == "tier":
                last = replace(last, body=(*last.body, *piece.body))
            elif isinstance(piece, Node) and piece.kind == "tier":
                last = piece
            elif isinstance(piece, Node) or piece.strip() or not last:
                if last:
                    yield last
                    last = None
                yield piece
        if last:
            yield last

    def _pieces(self, parts: Iterable[Part]) -> Iterator[Markup | Node]:
        text: list[str] = []
        for part in parts:
            if isinstance(part, str):
                self.headed = self.headed or "<h2" in part
                told = _OWN.sub(self._told, part) if 'href="../' in part else part
                text.append(_moved(told, self.here.within) if self.here.within else told)
            elif isinstance(part, TermPart):
                text.append(self._term(part))
            else:
                headed, node = self.headed, self._node(part)
                if node is not None:
                    if text:
                        yield Markup("".join(text))
                        text = []
                    yield replace(node, headed=headed)
        if text:
            yield Markup("".join(text))

    def _told(self, link: re.Match[str]) -> str:
        """A link in running text tells on paper where it leads, as people type it."""
        return f'<a data-paper="{self.typed}{link[1]}" '

    def _term(self, term: TermPart) -> str:
        if term.id in self.seen or term.id not in self.reader.library.glossary:
            return escape(term.words)
        self.seen.add(term.id)
        return f'<a class="term" href="{escape(self.glossary)}#{term.id}">{escape(term.words)}</a>'

    def _node(self, block: Block) -> Node | None:
        """The node of a directive; None where this tier does not read it or may not do what it shows."""
        if not block.for_tier(self.lineage):
            return None
        library = self.reader.library
        if block.kind in ("card", "fact", "figure", "picture", "film"):
            return self._named(block)
        if block.kind == "statement" and self.here.within and block.names[0] in SAID_ONCE:
            return Node("pointer", SAID_ONCE[block.names[0]])
        if block.kind == "statement":
            statement = library.statements[block.names[0]]
            words = safety.inherited(statement.text, self.reader.reads_as, library.rules)
            lead, signs = statement.parts(words) if words else (words, ())
            return Node("statement", text=lead, signs=signs)
        if block.kind == "known":
            works = tuple(Work(id, library.references[id].short) for id in block.names)
            return Node("known", body=tuple(self.parts(block.parts)), works=works)
        if block.kind == "log":
            return Node("log", items=tuple(self._items(block)), rows=int(block.names[0]) if block.names[0].isdecimal() else 0)
        if block.kind in ("do", "dont", "checklist"):
            return Node(block.kind, block.title, items=tuple(self._items(block)))
        return Node(block.kind, block.title, body=tuple(self.parts(block.parts)))

    def _named(self, block: Block) -> Node | None:
        """What a directive brings from elsewhere, by its name."""
        library, name = self.reader.library, block.names[0]
        if block.kind == "fact":
            fact = library.site.facts[name]
            return Node("fact", text=fact.text, as_of=fact.as_of.isoformat())
        if block.kind == "figure":
            return Node("figure", pictures=self.draw(name, block.spoken))
        if block.kind in ("picture", "film"):
            return self._shown(block.kind, library.media[name])
        tile = self.tiles.get(name)
        return Node("card", card=tile) if tile else None

    def _shown(self, kind: str, medium: Medium) -> Node | None:
        """A picture or film; None where nobody has looked in time whether it may still be shown, and this tier is strict about it."""
        library = self.reader.library
        if safety.lapsed(medium.passport, self.reader.reads_as, library.rules):
            return None
        return Node(kind, medium=medium, film=_watched(medium, library.site.address) if kind == "film" else None)

    def _items(self, block: Block) -> Iterator[tuple[Markup | Node, ...]]:
        yield from (tuple(self.parts(p.parts)) for p in block.parts if isinstance(p, Block) and p.kind == "item")


def stop_signs(reader: Reader) -> dict[str, tuple[Text, tuple[Text, ...]]]:
    """The stop signs in full, under the names by which the stop box knows them: what leads, and the signs where they are a list."""
    library = reader.library
    said = {name: (library.statements[id], safety.inherited(library.statements[id].text, reader.reads_as, library.rules)) for name, id in STOP_SIGNS.items()}
    return {name: statement.parts(words or Text("")) for name, (statement, words) in said.items()}
