"""(edition) → the pages of what a patient may switch on: the list of days, and how the pages look. Scripts do the rest, on the device."""

from __future__ import annotations

from .. import addresses
from ..messages import Words
from ..model.views import Edition
from .pages import Page, home_crumbs, titled


def days(edition: Edition, words: Words) -> Page:
    """What somebody did on which day, once they keep a list: with the ways to the exercises that this level has."""
    values = {
        "cards": [tile for tile in edition.cards.values() if tile.whole and not tile.supervised],
        "cards_address": addresses.listing(edition.folder),
        "handouts_address": addresses.handout(edition.folder) if edition.handouts else None,
    }
    address, title = addresses.page(edition.folder, "log"), titled(words.say("My days"), edition)
    return Page(address, "days.html", title, "templates/days.html", values, home_crumbs(edition, words))


def display(words: Words, folder: str) -> Page:
    """Text size and colors."""
    start = ((words.say("Start"), folder),)
    return Page(f"{folder}about/display/", "display.html", words.say("Text size and colors"), "templates/display.html", {}, start)
