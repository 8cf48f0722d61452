"""(libraries, editions, language) → what stands around every page: the clinic, the level, the menu, the standing statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from .. import addresses, safety, weeks
from ..messages import Words
from ..model import Library
from ..model.views import Reader
from ..prose import STOP_SIGNS
from . import servers
from .pages import Page

Values = dict[str, Any]


class Around(NamedTuple):
    """Everything in one language of which the frames are made."""

    library: Library
    words: Words
    languages: Mapping[str, Words]  # of the whole site, the first being the one it was written in
    copied: date | None = None  # the day of a copy that is opened from a disk

    @property
    def first_language(self) -> str:
        return next(iter(self.languages))

    @property
    def folder(self) -> str:
        return addresses.edition(self.words.language, self.first_language, None)


class Shown(NamedTuple):
    """The clinic's logo in a page: its file below assets/, and how large it is in pixels."""

    name: str
    width: int
    height: int


def values(around: Around, edition: Reader | None, *, awaiting: bool = True, listed: bool = False) -> Values:
    """What all pages of an edition share; without an edition, the pages of a language that belong to no level."""
    site, logo = around.library.site, around.library.logo
    return {
        "site": site,
        "clinic": site.clinic,
        "typed": site.address.removeprefix("https://"),  # as people write it on paper
        "logo": logo and Shown(logo.name, logo.width, logo.height),
        "words": around.words,
        "tier": edition.tier if edition else None,
        "home": around.folder,
        "folder": edition.folder if edition else around.folder,
        "general": edition is not None and edition.tier is None,
        "noindex": awaiting or not listed,  # no search engine may list what nobody has signed, or what is for one level alone
        "awaiting": awaiting,
        "dev": False,
        "policy": Markup(servers.POLICY),
        "disk": around.copied is not None,
        "released": around.library.released or around.copied,
        "spoken": tuple(around.languages),
        "places": main_places(edition, around.words, around.folder),
        "menu": _menu(edition, around.words, around.folder),
        **_statements(around.library, edition),
    }


def of_page(page: Page, around: Around, edition: Reader | None) -> Values:
    """What a page says of itself: its address, title, way back, and how links are written from it."""
    site, here = around.library.site, page.address
    lost = page.template == "404.html"  # may be shown at any address: its links are whole
    old = page.template in ("gone.html", "moved.html")  # an address that is no more; other languages may never have had it
    listed = (edition is None or edition.tier is None) and not lost and not old and page.template not in ("code.html", "version.html")
    twin = page.values["twin"] if page.template == "version.html" else here  # a version is of one language
    return {
        "here": here,
        "title": page.title,
        "description": page.description,
        "crumbs": page.crumbs,
        "languages": [] if lost or old or not twin else _other_languages(twin, around),
        "canonical": site.address + here if listed else None,
        "link": (lambda there: site.address + there) if lost else (lambda there: addresses.link(here, there)),
        "asset": (lambda name: f"{site.address}assets/{name}")
        if lost
        else (lambda name: addresses.link(here, f"assets/{name}")),
    }


def _other_languages(here: str, around: Around) -> list[dict[str, str]]:
    """This page in the other languages: the same ids stand in every one. A page that there is only once leads to their starts."""
    if len(around.languages) == 1:
        return []
    rest = "" if here.endswith(".html") else here.removeprefix(around.folder)
    others = [w for w in around.languages.values() if w.language != around.words.language]
    return [
        {
            "language": other.language,
            "name": other.name,
            "direction": other.direction,
            "address": addresses.edition(other.language, around.first_language, None) + rest,
        }
        for other in others
    ]


def main_places(edition: Reader | None, words: Words, folder: str) -> list[tuple[str, str]]:
    """The main places of an edition, which stand at the top of its pages."""
    if edition is None:
        return []
    top, exercises = edition.folder, words.say("Exercises")
    if edition.tier is None:
        return [(exercises, addresses.listing(top)), (words.say("Advice"), f"{top}#everyone"), (words.say("Choose your level"), f"{folder}#levels")]
    sample = weeks.of(edition.library.weeks, edition.tier.id, edition.library.rules)
    places = [(words.say("Home"), top), (exercises, addresses.listing(top)), (words.say("Advice"), f"{top}#advice")]
    if sample or edition.tier.week:
        places.append((words.say("My week"), addresses.page(top, "week") if sample else f"{top}#week"))
    return [*places, (words.say("Print"), f"{top}#print")]


def _menu(edition: Reader | None, words: Words, folder: str) -> list[tuple[str, str]]:
    """The main places, and everything else that a reader may look for."""
    end = [
        (words.say("Choose your level"), folder),
        (words.say("I have a code"), f"{folder}c/"),
        (words.say("Is my sheet still right?"), addresses.version(folder)),
        (words.say("Print desk"), f"{folder}print/"),
        (words.say("How this site was checked"), f"{folder}about/how-checked/"),
        (words.say("Who made the pictures and letters"), f"{folder}about/credits/"),
    ]
    if edition is None or edition.tier is None:
        end.append((words.say("For therapists"), f"{folder}about/therapists/"))
    else:
        end[3] = (words.say("Print desk"), addresses.page(edition.folder, "print"))
    if edition is None:
        return end
    top = edition.folder
    shared = [
        (words.say("Search"), addresses.page(top, "search")),
        (words.say("My days"), addresses.page(top, "log")),
        (words.say("Words explained"), addresses.page(top, "glossary")),
        (words.say("Where this comes from"), addresses.page(top, "references")),
        (words.say("Keep a copy on this device"), addresses.keep(top)),
    ]
    places = main_places(edition, words, folder)
    if edition.tier is None:
        return [*places[:-1], *shared, *end]
    return [*places, (words.say("Not at this level"), addresses.page(top, "not-at-this-level")), *shared, *end]


def _statements(library: Library, edition: Reader | None) -> Values:
    """The statements that every page may show, in the words of this edition's tier."""
    tier = edition.reads_as if edition else library.site.general[-1]
    said = {id: safety.inherited(s.text, tier, library.rules) for id, s in library.statements.items()}
    stop = {name: library.statements[id].short for name, id in STOP_SIGNS.items()}
    return {"stop": stop, "before_you_start": said["before-you-start"], "ring_first": said["ring-first"]}
