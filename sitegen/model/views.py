"""What a template is given: one tier's view of cards and pages, complete and already decided. Plain tuples: many, small, quick to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .base import Text, Timing
from .fragment import Fragment, Heading
from .gone import Gone, Moved
from .library import Library
from .paper import Paper
from .pieces import Correction, FigureView, Instruction, Purpose, Sheet, Thing, Way, Work
from .plan import Bounds
from .tier import Tier
from .weekview import DayView, Task, Tile, Total, WeekView


class CardView(NamedTuple):
    """A card as one edition shows it. `whole` is False where only name, purpose and a way on are shown."""

    id: str
    name: Text
    address: str
    goal: Purpose
    category: Thing
    position: Thing
    equipment: tuple[Thing, ...]
    sheet: Sheet
    whole: bool = True
    change: Text | None = None  # what this tier does differently; set exactly where the status is `modify`
    steps: tuple[Instruction, ...] = ()
    supervised: bool = False  # done only with a therapist: no steps in public
    first_time: bool = False  # the first time with a therapist
    dose: str = ""  # the sentence to do; empty where nobody has written a dose for this tier
    dose_more: tuple[str, ...] = ()
    dose_short: str = ""
    fill_in: bool = False  # the therapist writes the number
    timer: Timing | None = None  # of this tier's dose, where there is something to time
    feel: Text | None = None
    mistakes: tuple[Correction, ...] = ()
    easier: Way | None = None
    harder: Way | None = None
    top_step: bool = False  # there is a harder way, and it is not for this tier
    instead_of: tuple[Text, ...] = ()
    instead: Way | None = None  # general edition: what to do instead of a card not shown whole
    figure: FigureView | None = None
    plan: Bounds | None = None  # what a plan may set of it; None where no plan may hold it


class PageView(NamedTuple):
    """A page as one edition shows it."""

    id: str
    title: Text
    address: str
    summary: Text
    today: Text | None
    teach_back: Text | None
    body: Fragment
    body_language: str | None
    headings: tuple[Heading, ...]
    listed: tuple[str, ...]  # the cards below the text, as this tier's author named them
    figures: tuple[str, ...]  # those in the text
    sheet: Sheet
    shelf: str | None = None


class PageTile(NamedTuple):
    """A page as lists show it, and the cards that it shows itself."""

    id: str
    title: Text
    address: str
    summary: Text
    code: str
    cards: tuple[str, ...]
    shelf: str | None = None  # under which heading it stands
    paper: Paper = Paper()
    form: bool = False  # there is something on it to fill in
    media: tuple[str, ...] = ()  # pictures in its text, and stills of films
    films: tuple[str, ...] = ()


class HandoutView(NamedTuple):
    """A handout as one edition shows it, but for the cards and pages in it."""

    id: str
    title: Text
    address: str
    summary: Text
    intro: Text | None
    cards: tuple[str, ...]  # as listed for this tier; those that it may not see are left out when the handout is bound
    pages: tuple[str, ...]
    weeks: int  # of the log; 0 where there is none
    teach_back: Text | None
    first_id: str  # what its codes are made from
    sheet: Sheet
    layouts: tuple[str, ...] = ("2-up",)


class HandoutTile(NamedTuple):
    """A handout as lists show it, and how much is in it. `cards` and `pages` are as listed: some may not be for this tier."""

    id: str
    title: Text
    address: str
    summary: Text
    code: str
    cards: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    weeks: int = 0
    layouts: tuple[str, ...] = ("2-up",)


class CardAround(NamedTuple):
    """What a card's page shows of other cards."""

    easier: Way | None = None
    harder: Way | None = None
    instead_of: tuple[Text, ...] = ()
    instead: Way | None = None


class PageAround(NamedTuple):
    """What a page shows of cards: those that its tier may see, by id."""

    tiles: Mapping[str, Tile]


class Bound(NamedTuple):
    """A handout with the cards and pages that its reader may see, in their order."""

    view: HandoutView
    cards: tuple[CardView, ...]
    pages: tuple[tuple[PageView, PageAround], ...]


class Avoided(NamedTuple):
    """A card or move that is not for this tier now, and what to do instead."""

    name: Text
    instead: Way | None  # None: ask
    also: tuple[str, ...] = ()  # what else a move is called


class Group(NamedTuple):
    """Cards under one heading of the vocabulary."""

    id: str
    entry: Thing
    cards: tuple[Tile, ...]
    address: str


class Shelf(NamedTuple):
    """Pages under one heading of the vocabulary; those on no shelf come last, under none."""

    entry: Thing | None
    pages: tuple[PageTile, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom an edition is for, and in which words: all that a document's own page needs to know of it."""

    library: Library = field(repr=False)
    tier: Tier | None
    reads_as: str  # the tier whose words are read here
    folder: str
    language_folder: str
    led: bool  # the therapist picks each step: nobody is led on to a harder one

    @property
    def language(self) -> str:
        return self.library.language

    @property
    def lineage(self) -> tuple[str, ...]:
        return self.library.rules.lineage(self.reads_as)

    @property
    def scene(self) -> tuple[str, ...]:
        """The cards whose people may stand at the top of this edition's first page."""
        if self.tier is None:
            return self.library.site.scene
        tiers = self.library.rules.tiers
        return next((tiers[step].scene for step in self.lineage if tiers[step].scene), ())

    @property
    def key(self) -> str:
        """What this edition is known by: `en:high`, `en:` for the general one."""
        return f"{self.language}:{self.tier.id if self.tier else ''}"


@dataclass(frozen=True, slots=True)
class Edition:
    """The site for one tier and language, as lists see it; `tier` is None in the general one."""

    reader: Reader
    cards: Mapping[str, Tile]  # in their order
    avoided: tuple[Avoided, ...]
    pages: Mapping[str, PageTile]
    categories: tuple[Group, ...]
    equipment: tuple[Group, ...]
    positions: tuple[Group, ...]
    shelves: tuple[Shelf, ...] = ()
    people: tuple[str, ...] = ()  # addresses of the pictures at the top of its first page
    handouts: Mapping[str, HandoutTile] = field(default_factory=dict)  # in their order
    week: WeekView | None = None
    gone: tuple[Gone, ...] = ()  # what people may hold a link to, and it has no more
    moved: Mapping[str, Moved] = field(default_factory=dict)  # by old address

    @property
    def library(self) -> Library:
        return self.reader.library

    @property
    def tier(self) -> Tier | None:
        return self.reader.tier

    @property
    def folder(self) -> str:
        return self.reader.folder

    @property
    def language_folder(self) -> str:
        return self.reader.language_folder


__all__ = [
    "Avoided",
    "Bound",
    "CardAround",
    "CardView",
    "Correction",
    "DayView",
    "Edition",
    "FigureView",
    "Gone",
    "Group",
    "HandoutTile",
    "HandoutView",
    "Instruction",
    "PageAround",
    "PageTile",
    "PageView",
    "Purpose",
    "Reader",
    "Sheet",
    "Shelf",
    "Task",
    "Thing",
    "Tile",
    "Total",
    "Way",
    "WeekView",
    "Work",
]
