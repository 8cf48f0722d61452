"""(edition, kind, id) → the values that a template prints. One function a kind of page; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .. import addresses
from ..messages import Words
from ..model import CardFace, Face, Library, PageFace, Status, Text, Tier
from ..model.views import CardView, Edition, Group, HandoutView, PageAround, PageView, Reader, Thing, WeekView
from . import body, weeks
from .pictures import Pictures

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


class Shelf(NamedTuple):
    """A group's name and where its list is: all that a link to it needs."""

    entry: Thing
    address: str


class TierLink(NamedTuple):
    """A tier and where its home is."""

    tier: Tier
    address: str


# pages of an edition


def tier_home(edition: Edition, words: Words) -> Page:
    """The first page of a level: its exercises by kind, what is ready to print, its advice, its week."""
    assert edition.tier
    values = {
        "groups": edition.categories,
        "pages": list(edition.pages.values()),
        "handouts": list(edition.handouts.values()),
        "cards_address": addresses.listing(edition.folder),
        "avoided_address": addresses.page(edition.folder, "not-at-this-level"),
        "avoided_count": len(edition.avoided),
        "week_address": edition.week.address if edition.week else None,
    }
    start = ((words.say("Start"), edition.language_folder),)
    return Page(edition.folder, "tier.html", edition.tier.label, "content/tiers.yml", values, start, edition.tier.lead)


def card(reader: Reader, words: Words, view: CardView, pictures: Pictures | None = None) -> Page:
    """One exercise."""
    crumbs = (*home_crumbs(reader, words), (words.say("Exercises"), addresses.listing(reader.folder)))
    source = f"content/cards/{view.id}.yml"
    return Page(view.address, "card.html", titled(view.name, reader), source, {"card": view, "pictures": pictures}, crumbs, view.goal.plain)


def page(reader: Reader, words: Words, view: PageView, around: PageAround, draw: body.Draw) -> Page:
    """One page of advice."""
    tiles = around.tiles
    values = {
        "view": view,
        "body": body.nodes(view.body, reader, body.Place(view.address), tiles, draw),
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
    return Page(view.address, "week.html", titled(view.title, edition), "content/weeks.yml", weeks.values(view, words), crumbs, view.lead)


def week_code(edition: Edition, words: Words) -> Page:
    """The address of a sample week's short code."""
    assert edition.week
    return code(edition.reader, words, edition.week)


def cards(edition: Edition, words: Words) -> Page:
    """All exercises of an edition, by category."""
    values = {
        "groups": edition.categories,
        "by_equipment": _shelves(edition.equipment),
        "by_position": _shelves(edition.positions),
        "avoided_address": addresses.page(edition.folder, "not-at-this-level"),
    }
    return Page(
        addresses.listing(edition.folder),
        "cards.html",
        titled(words.say("All exercises"), edition),
        "templates/cards.html",
        values,
        home_crumbs(edition, words),
    )


def group(edition: Edition, words: Words, by: str, id: str) -> Page:
    """The exercises of one category, with one piece of equipment, or in one position."""
    shelves: Mapping[str, tuple[Group, ...]] = {
        "category": edition.categories,
        "equipment": edition.equipment,
        "position": edition.positions,
    }
    found = next(g for g in shelves[by] if g.id == id)
    crumbs = (*home_crumbs(edition, words), (words.say("Exercises"), addresses.listing(edition.folder)))
    values = {"group": found, "by": by, "others": _shelves(g for g in shelves[by] if g.id != id)}
    return Page(
        found.address, "group.html", titled(found.entry.name, edition), "content/vocabulary.yml", values, crumbs
    )


def _shelves(groups: Iterable[Group]) -> tuple[Shelf, ...]:
    return tuple(Shelf(g.entry, g.address) for g in groups)


def avoided(edition: Edition, words: Words) -> Page:
    """What is not for this level now, each with what to do instead."""
    address = addresses.page(edition.folder, "not-at-this-level")
    return Page(
        address,
        "avoided.html",
        titled(words.say("Not at this level"), edition),
        "templates/avoided.html",
        {"avoided": edition.avoided},
        home_crumbs(edition, words),
    )


def glossary(edition: Edition, words: Words) -> Page:
    """Words explained."""
    terms = sorted(edition.library.glossary.values(), key=lambda t: (t.plain.casefold(), t.id))
    return Page(
        addresses.page(edition.folder, "glossary"),
        "glossary.html",
        titled(words.say("Words explained"), edition),
        "content/glossary.yml",
        {"terms": terms},
        home_crumbs(edition, words),
    )


def references(edition: Edition, words: Words) -> Page:
    """The published works that the advice rests on."""
    works = sorted(edition.library.references.values(), key=lambda r: (r.authors.casefold(), r.year, r.id))
    return Page(
        addresses.page(edition.folder, "references"),
        "references.html",
        titled(words.say("Where this comes from"), edition),
        "content/references.yml",
        {"references": works},
        home_crumbs(edition, words),
    )


# pages of a language


def home(editions: list[Edition], library: Library, words: Words, folder: str) -> Page:
    """The start: a code, a level, or neither."""
    general = next((e for e in editions if e.tier is None), None)
    values = {
        "lead": library.site.lead,
        "tiers": [TierLink(e.tier, e.folder) for e in editions if e.tier],
        "pages": list(general.pages.values()) if general else [],
        "cards_address": addresses.listing(folder),
    }
    return Page(folder, "home.html", library.site.title, "content/site.yml", values, (), library.site.lead)


def how_checked(general: bool, library: Library, faces: Collection[Face], words: Words, folder: str) -> Page:
    """What was checked, by whom, and what each level may do."""
    tiers = list(library.rules.tiers.values())
    cards = [face for face in faces if isinstance(face, CardFace)]
    sizes = {
        "cards": len(cards),
        "pages": sum(isinstance(face, PageFace) for face in faces),
        "tiers": len(tiers),
        "hazards": len(library.rules.hazards),
        "references": len(library.references),
    }
    rows = [
        (c.names[library.language], addresses.card(folder, c.id), _statuses(c))
        for c in sorted(cards, key=lambda c: c.names[library.language].casefold())
        if not c.withdrawn
    ]
    values = {
        "counts": sizes,
        "cards": rows if general else [],
        "tier_list": tiers,
        "cards_signed": 0,
        "cards_total": len(rows),
    }
    return Page(
        f"{folder}about/how-checked/",
        "how-checked.html",
        words.say("How this site was checked"),
        "templates/how-checked.html",
        values,
        ((words.say("Start"), folder),),
    )


def _statuses(card: CardFace) -> dict[str, str]:
    if card.supervised:
        return {t: "avoid" if status == Status.avoid else "supervised" for t, status in card.statuses.items()}
    return {t: str(status) for t, status in card.statuses.items()}


def codes(editions: list[Edition], words: Words, folder: str) -> Page:
    """Every short code and where it leads."""
    groups = []
    for edition in editions:
        rows = [
            (name, edition.tier and edition.tier.label, code, address)
            for name, code, address in (*_bound(edition), *_sheets(edition))
        ]
        groups.append((edition.tier.label if edition.tier else words.say("For everyone"), rows))
    return Page(
        f"{folder}c/",
        "codes.html",
        words.say("Codes"),
        "templates/codes.html",
        {"groups": groups},
        ((words.say("Start"), folder),),
    )


def printing(editions: list[Edition], words: Words, folder: str) -> Page:
    """Everything that can be printed, level by level."""
    sections = [
        (
            e.tier.label if e.tier else words.say("For everyone"),
            e.folder,
            [(name, address) for name, _, address in _bound(e)],
            [(name, address) for name, _, address in _sheets(e, whole=not e.tier)],
        )
        for e in editions
    ]
    return Page(
        f"{folder}print/",
        "print.html",
        words.say("Print"),
        "templates/print.html",
        {"sections": sections},
        ((words.say("Start"), folder),),
    )


def missing(words: Words) -> Page:
    """The page for an address that is none."""
    return Page("404.html", "404.html", words.say("Page not found"), "templates/404.html", {})


def _sheets(edition: Edition, whole: bool = False) -> Iterator[tuple[Text, str, str]]:
    """Name, short code and address of each card and page; of the `whole` cards only, where a card without steps is no sheet."""
    yield from ((tile.name, tile.code, tile.address) for tile in edition.cards.values() if tile.whole or not whole)
    yield from ((tile.title, tile.code, tile.address) for tile in edition.pages.values())
    if edition.week:
        yield edition.week.title, edition.week.sheet.code, edition.week.address


def _bound(edition: Edition) -> Iterator[tuple[Text, str, str]]:
    """The same of each handout."""
    yield from ((tile.title, tile.code, tile.address) for tile in edition.handouts.values())


def home_crumbs(edition: Edition | Reader, words: Words) -> tuple[Crumb, ...]:
    start = (words.say("Start"), edition.language_folder)
    return (start, (edition.tier.label, edition.folder)) if edition.tier else (start,)


def titled(name: str, edition: Edition | Reader) -> str:
    """The tier stands in the title: several tabs or bookmarks must not be mixed up."""
    return f"{name}, {edition.tier.label}" if edition.tier else str(name)


EDITION: Mapping[str, Callable[..., Page]] = {
    "tier": tier_home,
    "cards": cards,
    "group": group,
    "avoided": avoided,
    "glossary": glossary,
    "references": references,
    "week": week,
    "week-code": week_code,
}
