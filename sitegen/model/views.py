"""What a template is given: one tier's view of cards and pages, complete and already decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .base import Text
from .card import Card, Mistake, Step
from .fragment import Fragment, Heading
from .library import Library
from .page import Reference
from .site import Entry
from .tier import Tier


@dataclass(frozen=True, slots=True)
class Way:
    """Where to go next: a card by name and address, or words."""

    words: Text
    address: str | None = None
    line: Text | None = None  # one line about the card


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document carries at its foot: codes, sources, dates, state of review."""

    code: str
    version: str
    sources: tuple[Reference, ...] = ()
    owner: str | None = None
    reviewed: date | None = None
    next_review: date | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as one edition shows it. `whole` is False where only name, purpose and a way on are shown."""

    id: str
    name: Text
    address: str
    card: Card = field(repr=False)
    category: Entry
    category_id: str
    position: Entry
    equipment: tuple[Entry, ...]
    sheet: Sheet
    whole: bool = True
    change: Text | None = None  # what this tier does differently; set exactly where the status is `modify`
    steps: tuple[Step, ...] = ()
    supervised: bool = False  # done only with a therapist: no steps in public
    first_time: bool = False  # the first time with a therapist
    dose: str = ""  # the sentence to do; empty where nobody has written a dose for this tier
    dose_more: tuple[str, ...] = ()
    dose_short: str = ""
    fill_in: bool = False  # the therapist writes the number
    feel: Text | None = None
    mistakes: tuple[Mistake, ...] = ()
    easier: Way | None = None
    harder: Way | None = None
    top_step: bool = False  # there is a harder way, and it is not for this tier
    instead_of: tuple[Text, ...] = ()
    instead: Way | None = None  # general edition: what to do instead of a card not shown whole


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as one edition shows it."""

    id: str
    title: Text
    address: str
    summary: Text
    today: Text | None
    body: Fragment = field(repr=False)
    body_language: str | None
    headings: tuple[Heading, ...]
    cards: tuple[CardView, ...]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Avoided:
    """A card or move that is not for this tier now, and what to do instead."""

    name: Text
    instead: Way


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under one heading of the vocabulary."""

    id: str
    entry: Entry
    cards: tuple[CardView, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The site for one tier and language; `tier` is None in the general one."""

    library: Library = field(repr=False)
    tier: Tier | None
    reads_as: str  # the tier whose words are read here
    folder: str
    language_folder: str
    cards: Mapping[str, CardView]
    avoided: tuple[Avoided, ...]
    pages: Mapping[str, PageView]
    categories: tuple[Group, ...]
    equipment: tuple[Group, ...]
    positions: tuple[Group, ...]

    @property
    def lineage(self) -> tuple[str, ...]:
        return self.library.rules.lineage(self.reads_as)
