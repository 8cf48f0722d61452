"""Editions → the pages that a clinic prints from: the print desks, and lists of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .. import addresses, sheets
from ..messages import Words
from ..model import Text
from ..model.paper import Paper, Print
from ..model.views import Edition
from .pages import Page, home_crumbs, titled


class Bundle(NamedTuple):
    """Something to print: a handout with what is in it, or a single sheet."""

    name: Text
    address: str
    code: str
    paper: Paper  # whole sheets
    moves: int = 0
    pages: int = 0
    prints: tuple[Print, ...] = ()


class Pile(NamedTuple):
    """Single sheets of one kind."""

    name: Text | str
    sheets: tuple[Bundle, ...]


def desk(edition: Edition, words: Words, prints: Sequence[Print] = ()) -> Page:
    """Everything of a level that can be printed: as PDF with its pages, else about how many sheets a browser takes for it."""
    values = {
        "levels": [],
        "whole": [sheet for sheet in prints if sheet.kind in ("booklet", "log")],
        "bundles": _with(bundles(edition), prints),
        "piles": [pile._replace(sheets=tuple(_with(pile.sheets, prints))) for pile in piles(edition, words)],
    }
    return Page(
        addresses.page(edition.folder, "print"),
        "print.html",
        titled(words.say("Print"), edition),
        "templates/print.html",
        values,
        home_crumbs(edition, words),
    )


def desks(editions: list[Edition], words: Words, folder: str, prints: Sequence[Print] = ()) -> Page:
    """The way to each level's print desk, and what can be printed for everyone."""
    general = next((e for e in editions if e.tier is None), None)
    values = {
        "levels": [(e.tier, addresses.page(e.folder, "print")) for e in editions if e.tier],
        "whole": [],
        "bundles": [],
        "piles": [pile._replace(sheets=tuple(_with(pile.sheets, prints))) for pile in piles(general, words)] if general else [],
    }
    return Page(f"{folder}print/", "print.html", words.say("Print"), "templates/print.html", values, ((words.say("Start"), folder),))


def code_list(edition: Edition, words: Words) -> Page:
    """Every code of an edition by kind, short enough to lie beside the telephone."""
    rows = [Pile(words.say("Ready to print"), tuple(bundles(edition)))] if edition.handouts else []
    return Page(
        addresses.page(edition.folder, "codes"),
        "code-list.html",
        titled(words.say("List of codes"), edition),
        "templates/code-list.html",
        {"groups": [*piles(edition, words, every=True), *rows]},
        (*home_crumbs(edition, words), (words.say("Codes"), f"{edition.language_folder}c/")),
    )


def _with(listed: Iterable[Bundle], prints: Sequence[Print]) -> list[Bundle]:
    """Things to print, with the PDFs that stand beside their pages."""
    beside: dict[str, list[Print]] = {}
    for sheet in prints:
        beside.setdefault(sheet.address[: sheet.address.rfind("/") + 1], []).append(sheet)
    return [bundle._replace(prints=tuple(beside.get(bundle.address, ()))) for bundle in listed]


def bundles(edition: Edition) -> Iterator[Bundle]:
    """The handouts of a level."""
    for tile in edition.handouts.values():
        cards = [edition.cards[id] for id in tile.cards if id in edition.cards]
        pages = [edition.pages[id] for id in tile.pages if id in edition.pages]
        yield Bundle(tile.title, tile.address, tile.code, sheets.handout(tile, cards, pages), len(cards), len(pages))


def piles(edition: Edition, words: Words, every: bool = False) -> Iterator[Pile]:
    """The single sheets of an edition by kind. A card without steps is no sheet, but has a code: `every` asks for those too."""
    for group in edition.categories:
        cards = tuple(Bundle(tile.name, tile.address, tile.code, tile.paper) for tile in group.cards if tile.whole or every)
        if cards:
            yield Pile(group.entry.name, cards)
    pages = tuple(Bundle(tile.title, tile.address, tile.code, sheets.whole(tile.paper)) for tile in edition.pages.values())
    if pages:
        yield Pile(words.say("Advice"), pages)
    if edition.week:
        yield Pile(words.say("A sample week"), (Bundle(edition.week.title, edition.week.address, edition.week.sheet.code, sheets.WEEK_PAGE),))


EDITION = {"desk": desk, "code-list": code_list}
