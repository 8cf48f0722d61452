"""Views and Editions → what search reads: a row for each document, the lists of an edition, and the page that shows it all from A to Z."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from .. import addresses, safety
from ..messages import Words
from ..model import Text
from ..model.fragment import Block, Part, Term
from ..model.views import Bound, CardView, Edition, HandoutView, PageView, Reader, Way
from . import data, plans
from .amounts import forms
from .pages import Page, home_crumbs, titled

_TAG = re.compile(r"<[^>]*>")


class Rows(NamedTuple):
    """What a document adds to the data files of an edition."""

    card: bytes  # empty for a page or a handout
    search: bytes
    code: bytes = b""
    plan: bytes = b""  # of a card that a plan may hold
    bundle: bytes = b""  # of a handout that a plan can begin with


class Entry(NamedTuple):
    """A line of the page from A to Z: what it is called, of which kind it is, and the plain word for it."""

    name: Text
    address: str
    kind: str
    plain: Text | None = None


class Letter(NamedTuple):
    """All that begins with the same letter."""

    letter: str
    entries: tuple[Entry, ...]


# the rows of documents


def rows(shown: CardView | PageView | Bound, reader: Reader) -> Rows:
    """What a card, a page or a bound handout adds to the data files. It names nothing that the edition must not show."""
    if isinstance(shown, CardView):
        return Rows(data.row(shown), data.line(_card(shown, reader)), data.code(shown, reader), plan=plans.row(shown, reader))
    if isinstance(shown, PageView):
        return Rows(b"", data.line(_page(shown, reader)), data.code(shown, reader))
    return Rows(b"", data.line(_handout(shown)), data.code(shown, reader), bundle=plans.bundle(shown))


def _card(view: CardView, reader: Reader) -> dict[str, Any]:
    special = {"part": not view.whole, "supervised": view.whole and view.supervised}
    if view.whole and not view.supervised:
        special |= {"first": view.first_time, "changed": view.change is not None}
    about = (view.category.name, view.position.name, *(kit.name for kit in view.equipment))
    said = (view.goal.why, view.change or "", *(step.text for step in view.steps))
    row = _row("card", view, view.name, view.goal.plain, status=[word for word, true in special.items() if true], about=about, said=said)
    return row | ({"picture": addresses.small(reader.folder, view.id)} if view.figure else {})


def _page(view: PageView, reader: Reader) -> dict[str, Any]:
    return _row("page", view, view.title, view.summary, said=(view.today or "", *_texts(view.body.parts, reader)))


def _handout(bound: Bound) -> dict[str, Any]:
    held = (*(card.name for card in bound.cards), *(page.title for page, _ in bound.pages))
    return _row("handout", bound.view, bound.view.title, bound.view.summary, said=(bound.view.intro or "", *held))


def _row(kind: str, view: CardView | PageView | HandoutView, name: Text, line: Text, *, status: Iterable[str] = (), about: Iterable[str] = (), said: Iterable[str] = ()) -> dict[str, Any]:
    shown = {"kind": kind, "id": view.id, "name": name, "language": name.language, "address": view.address, "line": line, "status": list(status)}
    near = words([*about])
    return _full({**shown, "about": near, "text": words(said, besides=words([name, line, near]).split())})


def _texts(parts: Iterable[Part], reader: Reader) -> Iterator[str]:
    """All that an edition reads of a body, without its markup; a card that it shows has a row of its own."""
    for part in parts:
        if isinstance(part, str):
            yield unescape(_TAG.sub(" ", part))
        elif isinstance(part, Term):
            yield part.words
        elif part.for_tier(reader.lineage):
            yield part.title
            yield from _named(part, reader)
            yield from _texts(part.parts, reader)


def _named(block: Block, reader: Reader) -> Iterator[str]:
    """The words that a block only names: a statement, or a fact."""
    library = reader.library
    if block.kind == "statement":
        yield safety.inherited(library.statements[block.names[0]].text, reader.reads_as, library.rules) or ""
    elif block.kind == "fact":
        yield library.site.facts[block.names[0]].text


# an edition's lists


def lists(edition: Edition, words: Words) -> bytes:
    """What else can be searched for in an edition: what is not at this level with its way out, the words explained, the sample week."""
    ask = Way(Text(words.say("Ask your therapist.")))
    ways = ((row, row.instead or ask) for row in edition.avoided)
    avoided = [
        _full({"name": row.name, "language": row.name.language, "also": list(row.also), "words": way.words, "address": way.address, "line": way.line})
        for row, way in ways
    ]
    rows = [_word(term, edition) for term in edition.library.glossary.values()]
    if edition.week:
        week = edition.week
        rows.append(_full({"kind": "week", "id": "week", "name": week.title, "language": week.title.language, "address": week.address, "line": week.lead}))
    return b"window.sitegenLists={" + b",".join(b'"%s":[\n%s\n]' % (name, b",\n".join(map(data.line, found))) for name, found in ((b"avoided", avoided), (b"rows", rows))) + b"};\n"


def script(found: Iterable[Rows]) -> bytes:
    """The rows of an edition's documents, one to a line, as a script: pages that are opened from a disk may load nothing else."""
    return b"window.sitegenSearch=[\n" + b",\n".join(row.search for row in found) + b"\n];\n"


def _word(term: Any, edition: Edition) -> dict[str, Any]:
    address = f"{addresses.page(edition.folder, 'glossary')}#{term.id}"
    return _full({"kind": "word", "id": term.id, "name": term.plain, "language": term.plain.language, "address": address, "line": term.means, "medical": term.medical, "also": list(term.also)})


def _full(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "", [])}


class _Spaces(dict[int, int]):
    """Characters between words → a space, as the script's library divides words; all others stay."""

    def __missing__(self, code: int) -> int:
        self[code] = found = 32 if unicodedata.category(chr(code))[0] in "ZPC" else code
        return found


_SPACES = _Spaces()


def words(texts: Iterable[str], besides: Iterable[str] = ()) -> str:
    """Every word of some texts once, in small letters, but for those that stand elsewhere in the row already."""
    found = dict.fromkeys(word for text in texts for word in str(text).casefold().translate(_SPACES).split())
    for word in besides:
        found.pop(word, None)
    return " ".join(found)


# the page


def page(edition: Edition, words: Words) -> Page:
    """Everything of an edition from A to Z, and the field that a script makes a search of."""
    address, tier = addresses.page(edition.folder, "search"), edition.tier
    kinds = kind_words(words)
    values = {
        "letters": letters(_entries(edition, kinds)),
        "kinds": kinds,
        "count": forms(lambda n: words.count("%(n)s result", "%(n)s results", n)),
        "rows_address": addresses.data(edition.language_folder, tier.slug if tier else None, "search.js"),
        "lists_address": addresses.data(edition.language_folder, tier.slug if tier else None, "lists.js"),
        "avoided_address": addresses.page(edition.folder, "not-at-this-level"),
    }
    return Page(address, "search.html", titled(words.say("Search"), edition), "templates/search.html", values, home_crumbs(edition, words))


def kind_words(words: Words) -> dict[str, str]:
    """What each kind of a row is called."""
    return {
        "card": words.say("Exercise"),
        "page": words.say("Advice"),
        "handout": words.say("Ready to print"),
        "week": words.say("Your week"),
        "word": words.say("Word explained"),
    }


def letters(entries: Iterable[Entry]) -> tuple[Letter, ...]:
    """Entries in the order of the alphabet, under their first letters; those that begin with none come first."""
    shelf: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (_folded(e.name), e.kind, e.address)):
        first = _folded(entry.name)[:1].upper()
        shelf.setdefault(first if first.isalpha() else "0–9", []).append(entry)
    return tuple(Letter(letter, tuple(found)) for letter, found in shelf.items())


def _entries(edition: Edition, kinds: Mapping[str, str]) -> Iterator[Entry]:
    yield from (Entry(tile.name, tile.address, kinds["card"]) for tile in edition.cards.values())
    yield from (Entry(tile.title, tile.address, kinds["page"]) for tile in edition.pages.values())
    yield from (Entry(tile.title, tile.address, kinds["handout"]) for tile in edition.handouts.values())
    if edition.week:
        yield Entry(edition.week.title, edition.week.address, kinds["week"])
    for term in edition.library.glossary.values():
        address = f"{addresses.page(edition.folder, 'glossary')}#{term.id}"
        yield Entry(term.plain, address, kinds["word"])
        if term.medical and term.medical != term.plain:
            yield Entry(term.medical, address, kinds["word"], term.plain)


def _folded(name: str) -> str:
    """A name as it is sorted: without accents, small and large letters alike, and without a bracket or quote before it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return bare.translate(_SPACES).strip()
