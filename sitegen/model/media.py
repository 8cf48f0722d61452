"""Pictures of people and places, and films: each with a passport that says whose it is, who may use it and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator

from .base import UNWRITTEN, Day, Model, Slug, Text, fault
from .review import Review

UNLICENSED = ("media-without-passport", "media-license", "unknown-media")  # nobody has said who may use it
UNCONSENTED = ("media-consent", "media-consent-over")  # somebody in it has not said yes, or no longer
LICENSED = {*UNLICENSED, *UNCONSENTED, "passport-without-file"}  # what keeps a site from being released with pictures that it may not show


def _written(value: str) -> str:
    if not value.strip():
        raise fault("empty-text", "this text is empty", "write its words, or remove the line")
    if UNWRITTEN in value:
        raise fault("unwritten", "these words are still to be written", f"write them, and take the {UNWRITTEN} away")
    return value.strip()


FILM, CAPTIONS = r"^[a-z0-9]+(-[a-z0-9]+)*\.mp4$", r"^[a-z0-9]+(-[a-z0-9]+)*\.vtt$"
Words = Annotated[str, AfterValidator(_written)]  # names and addresses: the same in every language


class License(Model):
    """Who may use something, and where that is written."""

    name: Words
    url: Annotated[str, Field(pattern=r"^https://[^\s/]+\.[^\s]+$")] | None = None


class Consent(Model):
    """That the people in it said yes, in writing: who keeps the form, since when, and until when it holds."""

    keeper: Words
    given: Day
    until: Day


class Film(Model):
    """A film, whose still is the picture of its passport: where it stands, how long it is, and what it says in words."""

    file: Annotated[str, Field(pattern=FILM)] | None = None  # beside the passport
    address: Annotated[str, Field(pattern=r"^https://[^\s/]+/[^\s]+$")] | None = None  # elsewhere
    length: Text  # 2 minutes
    summary: Text  # in a sentence or two: paper shows no more
    transcript: Annotated[tuple[Text, ...], Field(min_length=1)]  # what is said, and what is seen and not said
    captions: Annotated[str, Field(pattern=CAPTIONS)] | None = None

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if (self.file is None) == (self.address is None):
            raise fault("film-address", "a film stands either here or elsewhere", "write `file: NAME.mp4` for one that stands beside the passport, or `address: https://…` for one that stands elsewhere")
        return self


class Passport(Model):
    """What must be known of a picture before anybody sees it."""

    id: Slug
    source: Words  # an address, or in words where it comes from
    author: Words
    license: License | None = None
    people: bool | None = None  # somebody in it can be recognized
    consent: Consent | None = None
    alt: Text | None = None
    caption: Text | None = None
    taken: Day | None = None
    film: Film | None = None
    review: Review = Review()


class Photo(NamedTuple):
    """A picture as it is published, in one size."""

    name: str  # below media/
    content: bytes
    width: int
    height: int

    @property
    def format(self) -> str:
        """How it is written: `jpg` or `png`."""
        return self.name.rpartition(".")[2]


class Medium(NamedTuple):
    """A picture with its passport, in all sizes that are published, the largest first; of a film that stands here its bytes' number.

    `mark` names the files as somebody put them there: what is published of them may be other bytes after an upgrade.
    """

    passport: Passport
    photos: tuple[Photo, ...]
    size: int = 0
    mark: str = ""

    @property
    def id(self) -> str:
        return self.passport.id

    @property
    def files(self) -> tuple[str, ...]:
        """The film and its captions, where they stand here."""
        film = self.passport.film
        return tuple(name for name in (film.file, film.captions) if name) if film and film.file else ()

    @property
    def megabytes(self) -> int:
        """How large the film is, rounded up."""
        return -(-self.size // 1_000_000)

    @property
    def alt(self) -> Text:
        """What it shows, for those who do not see it."""
        return self.passport.alt or Text("")


Media = Mapping[str, Medium]
