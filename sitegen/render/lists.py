"""An edition → its lists: of cards by what they are, have and ask for, of what is not for it, of words and of works."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .. import addresses
from ..messages import Words
from ..model.views import Edition, Group, Thing
from . import filters
from .amounts import forms
from .pages import Page, home_crumbs, tier_home, titled, week, week_code


class Shelf(NamedTuple):
    """A group's name and where its list is: all that a link to it needs."""

    entry: Thing
    address: str


def cards(edition: Edition, words: Words) -> Page:
    """All exercises of an edition, by category."""
    values = {
        "groups": edition.categories,
        "choices": filters.choices(edition, words),
        "fitting": forms(lambda n: words.count("%(n)s exercise fits", "%(n)s exercises fit", n)),
        "at_hand": filters.at_hand(edition.library),
        "avoided_address": addresses.page(edition.folder, "not-at-this-level"),
        "search_address": addresses.page(edition.folder, "search"),
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
        "equipment": (*filters.unaided(edition, words), *edition.equipment),
        "position": edition.positions,
    }
    found = next(g for g in shelves[by] if g.id == id)
    crumbs = (*home_crumbs(edition, words), (words.say("Exercises"), addresses.listing(edition.folder)))
    values = {"group": found, "by": by, "others": _shelves(g for g in shelves[by] if g.id != id), "cards_address": addresses.listing(edition.folder)}
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
