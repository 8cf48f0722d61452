"""(edition, kind, id) → the values that a template prints. One function a kind of page; nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .. import addresses, prose
from ..messages import Words
from ..model.paper import Print
from ..model.views import CardView, Edition, Group, HandoutView, PageAround, PageView, Reader, Tile, WeekView
from ..prose import Pictures
from . import linked, weeks

Values = dict[str, Any]
Crumb = tuple[str, str]


class Page(NamedTuple):
    """A page to be rendered: where it stands, with which template and values, and which document a fault is laid at."""

    address: str
    template: str
    title: str
    source: str
    values: Values
    crumbs: tuple[Crumb, ...] = ()
    description: str = ""


# pages of an edition


def tier_home(edition: Edition, words: Words) -> Page:
    """The first page of a level: its exercises by kind, what is ready to print, its advice, its week."""
    assert edition.tier
    values = {
        "kinds": [_kind(group) for group in edition.categories],
        "shelves": edition.shelves,
        "people": edition.people,
        "card_count": len(edition.cards),
        "handouts": list(edition.handouts.values()),
        "cards_address": addresses.listing(edition.folder),
        "search_address": addresses.page(edition.folder, "search"),
        "avoided_address": addresses.page(edition.folder, "not-at-this-level"),
        "avoided_count": len(edition.avoided),
        "week_address": edition.week.address if edition.week else None,
    }
    return Page(edition.folder, "tier.html", edition.tier.label, "content/tiers.yml", values, (), edition.tier.lead)


class Kind(NamedTuple):
    """A group of cards as a home shows it: one picture, and a few of them by name."""

    group: Group
    picture: str | None
    few: tuple[Tile, ...]


FEW = 3


def _kind(group: Group) -> Kind:
    """The cards that are drawn come first: they are the ones to be done at home."""
    drawn = [tile for tile in group.cards if tile.picture]
    few = (drawn + [tile for tile in group.cards if not tile.picture])[:FEW]
    return Kind(group, drawn[0].picture if drawn else None, tuple(few))


def card(reader: Reader, words: Words, view: CardView, pictures: Pictures | None = None, prints: Sequence[Print] = ()) -> Page:
    """One exercise."""
    crumbs = (*home_crumbs(reader, words), (words.say("Exercises"), addresses.listing(reader.folder)))
    source = f"content/cards/{view.id}.yml"
    return Page(view.address, "card.html", titled(view.name, reader), source, {"card": view, "pictures": pictures, "prints": prints, "data_block": linked.block(reader, view.name, view.address, view.goal.plain, view.sheet)}, crumbs, view.goal.plain)


def page(reader: Reader, words: Words, view: PageView, around: PageAround, draw: prose.Draw, prints: Sequence[Print] = ()) -> Page:
    """One page of advice."""
    tiles = around.tiles
    values = {
        "view": view,
        "prints": prints,
        "data_block": linked.block(reader, view.title, view.address, view.summary, view.sheet),
        "body": prose.nodes(view.body, reader, prose.Place(view.address), tiles, draw),
        "cards": [tiles[id] for id in view.listed if id in tiles],
        "toc": view.headings,
    }
    crumbs, source = home_crumbs(reader, words), f"content/pages/{view.id}.md"
    return Page(view.address, "page.html", titled(view.title, reader), source, values, crumbs, view.summary)


def code(reader: Reader, words: Words, view: CardView | PageView | HandoutView | WeekView) -> Page:
    """A short code's own address, which goes straight on."""
    values = {
        "target_name": view.name if isinstance(view, CardView) else view.title,
        "target_tier": reader.tier,
        "target_address": view.address,
        "code": view.sheet.code,
    }
    title = words.say("Code %(code)s", code=view.sheet.code)
    return Page(addresses.code(reader.language_folder, view.sheet.code), "code.html", title, "templates/code.html", values)


def week(edition: Edition, words: Words) -> Page:
    """A sample week, and what it adds up to."""
    assert edition.week
    view, crumbs = edition.week, home_crumbs(edition, words)
    block = linked.block(edition.reader, view.title, view.address, view.lead, view.sheet)
    return Page(view.address, "week.html", titled(view.title, edition), "content/weeks.yml", {**weeks.values(view, words), "data_block": block}, crumbs, view.lead)


def week_code(edition: Edition, words: Words) -> Page:
    """The address of a sample week's short code."""
    assert edition.week
    return code(edition.reader, words, edition.week)


def home_crumbs(edition: Edition | Reader, words: Words) -> tuple[Crumb, ...]:
    start = (words.say("Start"), edition.language_folder)
    return (start, (edition.tier.label, edition.folder)) if edition.tier else (start,)


def titled(name: str, edition: Edition | Reader) -> str:
    """The tier stands in the title: several tabs or bookmarks must not be mixed up."""
    return f"{name}, {edition.tier.label}" if edition.tier else str(name)
