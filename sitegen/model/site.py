"""The clinic, its words and its people."""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from .base import CardId, Day, Model, Slug, Text, TierId, fault
from .media import License
from .review import ReviewTerms
from .waiver import Checks
from .week import Counted

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


def _telephone(value: object) -> object:
    text = str(value)
    if (
        not isinstance(value, str | int)
        or len([c for c in text if c.isdigit()]) < 3
        or not set(text) <= set("0123456789+-() ./")
    ):
        raise fault(
            "not-a-telephone",
            f"`{value}` is not a telephone number",
            "write it as people dial it, in quotes, such as '555-0142' or '+1 555 0142'",
        )
    return text


Telephone = Annotated[str, BeforeValidator(_telephone)]


class Clinic(Model):
    """Whom the reader can ring, and when."""

    name: Text
    telephone: Telephone
    emergency: Telephone
    hours: Text
    out_of_hours: Telephone
    out_of_hours_note: Text | None = None
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    postal: Text | None = None
    interpreter: Text | None = None


def _color(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(_COLOR, value):
        raise fault("not-a-color", f"`{value}` is not a color that sitegen reads", "write it in quotes, as # and six digits from 0 to f, such as '#0f393b'")
    return value.lower()


def _logo(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(_LOGO, value):
        raise fault("logo-kind", f"`{value}` cannot be the logo", "put an SVG or PNG file into `content/media` and write its name in small letters, such as media/logo.svg")
    return value


_COLOR, _LOGO = r"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", r"^media/[a-z0-9]+([-_.][a-z0-9]+)*\.(svg|png)$"
Color = Annotated[str, BeforeValidator(_color), Field(json_schema_extra={"pattern": _COLOR})]


class BrandColors(Model):
    """The clinic's two colors: of the bar, the main button, links and the floor; and of the warm panels."""

    main: Color | None = None
    accent: Color | None = None


class Brand(Model):
    """What makes the site look like the clinic's own. All of it may be left out."""

    logo: Annotated[str, BeforeValidator(_logo), Field(json_schema_extra={"pattern": _LOGO})] | None = None  # below content/
    colors: BrandColors = BrandColors()


class Logo(NamedTuple):
    """The clinic's logo as it is published."""

    name: str  # below assets/
    content: bytes
    width: int  # in pixels, as pages show it
    height: int


class ExpiringFact(Model):
    """A figure that goes out of date: who says so, as of when, and until when it may be shown."""

    text: Text
    as_of: Day
    expires: Day
    source: Annotated[str, Field(pattern=r"^https://")]


class Aims(Model):
    """The grade of school in which the texts of each kind should be read with ease: `sitegen check --only reading` holds them to it."""

    card: int = Field(default=6, ge=1, le=20)
    page: int = Field(default=7, ge=1, le=20)
    handout: int = Field(default=7, ge=1, le=20)  # its own words: its cards and pages are measured by themselves


class LibraryOrigin(Model):
    """Which starter library this project was copied from, so that later corrections can be offered."""

    version: str
    files: dict[str, str] = {}


def _address(value: object) -> object:
    text = str(value).rstrip("/") + "/"
    if not text.startswith(("https://", "http://localhost", "http://127.0.0.1")) or " " in text:
        raise fault(
            "not-an-address",
            f"`{value}` is not a web address",
            "write where the site will live, such as https://example.org/bones/",
        )
    return text


class Site(Model):
    """The clinic's settings."""

    clinic: Clinic
    title: Text
    lead: Text
    address: Annotated[str, BeforeValidator(_address)]
    languages: tuple[Language, ...] = Field(default=("en",), min_length=1)
    paper: Literal["a4", "letter"] = "letter"
    general: tuple[TierId, ...] = Field(min_length=1)
    released: Day | None = None  # when the clinic last looked through all of it: from then on a copy of it grows old
    facts: dict[Slug, ExpiringFact] = {}
    scene: tuple[CardId, ...] = Field(default=(), max_length=5)  # cards whose people stand at the top of the home page
    reading: Aims = Aims()
    review: ReviewTerms = ReviewTerms()
    checks: Checks = Checks()
    brand: Brand = Brand()
    library: LibraryOrigin | None = None
    license: License | None = None  # of the clinic's own words; nobody may copy what has none


class Named(Model):
    """One word of the vocabulary."""

    name: Text
    plain: Text | None = None


class Entry(Named):
    """A category, a piece of equipment or a position."""

    safety_first: bool = False  # a card that uses it begins with a safety step
    at_hand: bool = False  # every home has it: whoever looks for exercises is not asked for it


class Category(Entry):
    """A kind of exercise, and towards which aim of a week its cards count."""

    counts: Counted | None = None


class Vocabulary(Model):
    """The names under which cards and pages are sorted and looked for."""

    categories: dict[Slug, Category]
    equipment: dict[Slug, Entry]
    positions: dict[Slug, Entry]
    shelves: dict[Slug, Named] = {}  # of the pages of advice, in their order


class Reviewer(Model):
    """A real person of the clinic who answers for decisions."""

    id: Slug
    name: str
    role: str
    registration: str | None = None
