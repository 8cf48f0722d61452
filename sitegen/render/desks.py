"""All editions of a language → the pages that belong to no level: the start, codes, print, not found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .. import addresses
from ..messages import Words
from ..model import Library, Text, Tier
from ..model.views import Edition
from .pages import Page
from .places import DATA


class TierLink(NamedTuple):
    """A tier and where its home is."""

    tier: Tier
    address: str


class Level(NamedTuple):
    """A tier as therapists see it, and how much is in it."""

    tier: Tier
    folder: str
    cards: int
    avoided: int
    handouts: int


def home(editions: list[Edition], library: Library, words: Words, folder: str) -> Page:
    """The start: a code, a level, or neither."""
    general = next((e for e in editions if e.tier is None), None)
    values = {
        "lead": library.site.lead,
        "tiers": [TierLink(e.tier, e.folder) for e in editions if e.tier],
        "shelves": general.shelves if general else (),
        "people": general.people if general else (),
        "cards_address": addresses.listing(folder),
    }
    return Page(folder, "home.html", library.site.title, "content/site.yml", values, (), library.site.lead)


def codes(editions: list[Edition], words: Words, folder: str) -> Page:
    """Every short code and where it leads."""
    groups, lists = [], []
    for edition in editions:
        rows = [
            (name, edition.tier and edition.tier.label, code, address)
            for name, code, address in (*_bound(edition), *_sheets(edition))
        ]
        name = edition.tier.label if edition.tier else words.say("For everyone")
        groups.append((name, rows))
        lists.append((name, addresses.page(edition.folder, "codes")))
    return Page(
        f"{folder}c/",
        "codes.html",
        words.say("Codes"),
        "templates/codes.html",
        {"groups": groups, "lists": lists},
        ((words.say("Start"), folder),),
    )


def therapists(editions: list[Edition], library: Library, words: Words, folder: str) -> Page:
    """For clinicians: whom each level is for, how to send somebody to one page, and what stands behind it all."""
    values = {
        "levels": [Level(e.tier, e.folder, len(e.cards), len(e.avoided), len(e.handouts)) for e in editions if e.tier],
        "general": any(e.tier is None for e in editions),
        "noindex": True,
        "example": next((tile for e in editions if e.tier for tile in e.cards.values()), None),
    }
    return Page(
        f"{folder}about/therapists/",
        "therapists.html",
        words.say("For therapists"),
        "templates/therapists.html",
        values,
        ((words.say("Start"), folder),),
    )


def data(editions: list[Edition], words: Words, folder: str) -> Page:
    """For those who connect other systems: which data files there are."""
    cards = [
        (edition.tier.label if edition.tier else words.say("For everyone"), addresses.data(edition.language_folder, edition.tier.slug if edition.tier else None))
        for edition in editions
    ]
    has_release = any(edition.library.record.releases for edition in editions)
    values = {"files": DATA, "cards": cards, "has_release": has_release, "schemas": [(place.rpartition("/")[2], place) for name, place in DATA.items() if name.endswith(".schema")]}
    crumbs = ((words.say("Start"), folder), (words.say("For therapists"), f"{folder}about/therapists/"))
    return Page(f"{folder}about/data/", "data.html", words.say("Data for other systems"), "templates/data.html", values, crumbs)


def missing(words: Words) -> Page:
    """The page for an address that is none."""
    return Page("404.html", "404.html", words.say("Page not found"), "templates/404.html", {})


def _sheets(edition: Edition) -> Iterator[tuple[Text, str, str]]:
    """Name, short code and address of each card, page and sample week."""
    yield from ((tile.name, tile.code, tile.address) for tile in edition.cards.values())
    yield from ((tile.title, tile.code, tile.address) for tile in edition.pages.values())
    if edition.week:
        yield edition.week.title, edition.week.sheet.code, edition.week.address


def _bound(edition: Edition) -> Iterator[tuple[Text, str, str]]:
    """The same of each handout."""
    yield from ((tile.title, tile.code, tile.address) for tile in edition.handouts.values())
