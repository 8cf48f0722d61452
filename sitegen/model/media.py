"""Pictures of people and places, and films: each with a passport that says whose it is, who may use it and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from .base import UNWRITTEN, Day, Model, Slug, Text, fault
from .review import Review

UNLICENSED = ("media-without-passport", "media-license")  # nobody has said who may use it
UNCONSENTED = ("media-consent", "media-consent-over")  # somebody in it has not said yes, or no longer
LICENSED = (*UNLICENSED, *UNCONSENTED, "unknown-media")  # what keeps a site from being released with pictures that it may not show


def _written(value: str) -> str:
    if not value.strip():
        raise fault("empty-text", "this text is empty", "write its words, or remove the line")
    if UNWRITTEN in value:
        raise fault("unwritten", "these words are still to be written", f"write them, and take the {UNWRITTEN} away")
    return value.strip()


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
    """A picture with its passport, in all sizes that are published, the largest first."""

    passport: Passport
    photos: tuple[Photo, ...]

    @property
    def id(self) -> str:
        return self.passport.id

    @property
    def alt(self) -> Text:
        """What it shows, for those who do not see it."""
        return self.passport.alt or Text("")


Media = Mapping[str, Medium]
