"""What decides and what is shared: the rules, one Library for each language, and a page with its body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .base import Text
from .fragment import Fragment
from .media import Media
from .page import PageHead, Reference, Statement, Term
from .published import Record
from .review import Calendar
from .site import Logo, Reviewer, Site, Vocabulary
from .tier import Hazard, Move, Status, Tier
from .waiver import Waiver
from .week import Week


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What decides about safety: tiers (all that are enabled), hazards, the baseline, and the day on which a site is made."""

    tiers: Mapping[str, Tier]
    hazards: Mapping[str, Hazard]
    baseline: Mapping[str, Status]
    calendar: Calendar | None = None  # None: what the authors wrote, whatever day it is
    written: Ruleset = field(init=False, repr=False, compare=False)  # the same without a day
    made_by_dose: tuple[Hazard, ...] = field(init=False, repr=False)  # the hazards that a dose can make
    lines: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)  # each tier and those it is `like`

    def __post_init__(self) -> None:
        """Works out what is asked for thousands of times."""
        object.__setattr__(self, "written", replace(self, calendar=None) if self.calendar else self)
        object.__setattr__(self, "made_by_dose", tuple(h for h in self.hazards.values() if h.from_dose))
        object.__setattr__(self, "lines", {tier: self._line(tier) for tier in self.tiers})

    def lineage(self, tier: str) -> tuple[str, ...]:
        """A tier and those it is `like`, nearest first; a loop ends where it closes."""
        return self.lines.get(tier, ())

    def strict(self, tier: str) -> bool:
        """Whether a tier does without what nobody has looked at again in time: its own word, else that of the tier it is like."""
        said = (self.tiers[step].strict for step in self.lineage(tier))
        return next((word for word in said if word is not None), False)

    def on(self, calendar: Calendar | None) -> Ruleset:
        """The same rules on another day."""
        return self if calendar == self.calendar else replace(self, calendar=calendar)

    def _line(self, tier: str) -> tuple[str, ...]:
        line: list[str] = []
        step: str | None = tier
        while step and step in self.tiers and step not in line:
            line.append(step)
            step = self.tiers[step].like
        return tuple(line)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of advice: its front matter, and its body converted once for all tiers."""

    id: str
    head: PageHead
    body: Fragment
    language: str | None = None  # of the body, where it is not the edition's

    @property
    def title(self) -> Text:
        return self.head.title


@dataclass(frozen=True, slots=True)
class Library:
    """What all cards and pages share, in one language."""

    site: Site
    rules: Ruleset
    vocabulary: Vocabulary
    moves: Mapping[str, Move]
    statements: Mapping[str, Statement]
    glossary: Mapping[str, Term]
    references: Mapping[str, Reference]
    reviewers: Mapping[str, Reviewer]
    weeks: Mapping[str, Week] = field(default_factory=dict)  # by tier
    language: str = "en"
    logo: Logo | None = None
    record: Record = field(default_factory=Record)  # what was released so far
    redirects: Mapping[str, str] = field(default_factory=dict)  # old address → new one, both from the site's root: those that no `was:` tells
    media: Media = field(default_factory=dict)  # pictures, by name
    waivers: Mapping[str, Waiver] = field(default_factory=dict)  # findings that somebody has looked at and left
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the project's own words of the interface, in this language

    @property
    def today(self) -> date:
        """The day on which the site is made; for rules without a day, the first of all."""
        return self.rules.calendar.today if self.rules.calendar else date.min

    @property
    def waived(self) -> list[Waiver]:
        """The waivers that hold on that day."""
        return [waiver for waiver in self.waivers.values() if waiver.holds(self.today)]

    @property
    def released(self) -> date | None:
        """The day from which copies of the site count their age: that of the last release, or a later one on which the clinic looked through all of it."""
        return max((day for day in (self.site.released, self.record.last) if day), default=None)
