"""Editions → the page that says whose everything is that readers see: photographs, drawings, letters, scripts, the clinic's mark."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from .. import starter
from ..messages import Words
from ..model import Face, Library, Medium, PageFace, Text
from ..model.media import Consent
from ..model.views import Edition
from . import media
from .pages import Page

LICENSES = {  # where those of what is shipped can be read
    "MIT": "https://opensource.org/license/mit",
    "OFL-1.1": "https://openfontlicense.org/open-font-license-official-text/",
}
_WRITTEN = "en"  # the language of vendored.toml


class Credit(NamedTuple):
    """A photograph: what is to be seen, whose it is, who may use it, and whether those in it have said yes."""

    what: Text
    author: str
    source: str
    address: str | None  # the source, where it is a place on the web
    license: str
    license_address: str | None
    consent: Consent | None  # where somebody in it can be recognized
    taken: date | None


class Made(NamedTuple):
    """A package that the site carries: what it does, its name and version, its license."""

    what: Text
    package: str
    license: str
    address: str


def page(editions: list[Edition], library: Library, words: Words, folder: str) -> Page:
    """Whose everything is, in one language."""
    values = {
        "photographs": photographs(editions, library),
        "packages": [made._replace(what=made.what.foreign(_WRITTEN)) if library.language != _WRITTEN else made for made in packages()],
    }
    crumbs = ((words.say("Start"), folder), (words.say("How this site was checked"), f"{folder}about/how-checked/"))
    return Page(f"{folder}about/credits/", "credits.html", words.say("Who made the pictures and letters"), "templates/credits.html", values, crumbs)


def photographs(editions: Iterable[Edition], library: Library) -> list[Credit]:
    """Every photograph that some page of these editions shows, with the words of a library."""
    shown = {medium for edition in editions for medium in media.shown(edition)}
    return [_credit(library.media[id]) for id in sorted(shown)]


def _credit(medium: Medium) -> Credit:
    about = medium.passport
    assert about.license  # else there was an error, and nothing is made
    web = about.source if about.source.startswith("https://") else None
    return Credit(about.caption or medium.alt, about.author, about.source, web, about.license.name, about.license.url, about.consent if about.people else None, about.taken)


def agreed(faces: Iterable[Face], library: Library) -> list[tuple[Text, date]]:
    """Until when the people in photographs that some page shows have said yes, the first to end first."""
    pages = (face for face in faces if isinstance(face, PageFace) and not face.withdrawn)
    shown = {name for page in pages for reach in page.reach.values() for name in reach.media if name in library.media}
    found = (_credit(library.media[name]) for name in sorted(shown))
    return sorted(((one.what, one.consent.until) for one in found if one.consent), key=lambda row: row[1])


@cache
def packages() -> tuple[Made, ...]:
    """What others made and sitegen brings along, as templates/vendored.toml tells it."""
    table = tomllib.loads((starter.root() / "templates/vendored.toml").read_text(encoding="utf-8"))
    rows = (row for row in table.values() if "package" in row)
    return tuple(Made(Text(row["what"][:1].upper() + row["what"][1:]), f"{row['package']} {row['version']}", row["licence"], LICENSES[row["licence"]]) for row in rows)
