"""(edition, old address) → the page that stands there now: a notice that something is gone and what to do instead, or the way to where it has moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .. import addresses
from ..messages import Words
from ..model.artifact import Unit
from ..model.views import Edition, Gone
from .pages import Page, titled


def units(number: int, edition: Edition) -> Iterator[Unit]:
    """A page for each old address of an edition; the unit's id is the address."""
    yield from (Unit(number, edition.reader.language, "gone", address) for address in _places(edition))
    yield from (Unit(number, edition.reader.language, "moved", address) for address in edition.moved)


def _places(edition: Edition) -> dict[str, Gone]:
    """Where an edition's notices stand: at the address that people hold, at older ones, and at the code's."""
    found: dict[str, Gone] = {}
    for gone in edition.gone:
        for address in (gone.address, addresses.code(edition.language_folder, gone.code), *gone.earlier):
            found.setdefault(address, gone)
    return found


def gone(edition: Edition, words: Words, *place: str) -> Page:
    """A notice. It names no step, no dose and no figure."""
    address = "/".join(place)
    found = _places(edition)[address]
    # All that people may have linked to within a page leads to its notice.
    values = {"gone": found, "places_on_it": [id for id in found.places if id not in ("main", "instead", "done")]}
    source = {"card": f"content/cards/{found.id}.yml", "page": f"content/pages/{found.id}.md", "handout": f"content/handouts/{found.id}.yml"}[found.kind]
    return Page(address, "gone.html", titled(found.name, edition), source, values)


def moved(edition: Edition, words: Words, *place: str) -> Page:
    """An old address, which goes straight on."""
    address = "/".join(place)
    there = edition.moved[address]
    return Page(address, "moved.html", words.say("This page has moved"), "templates/moved.html", {"target_name": there.name, "target_address": there.address})


EDITION: Mapping[str, Callable[..., Page]] = {"gone": gone, "moved": moved}
