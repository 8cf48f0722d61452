"""Everything that was read and found good: one immutable Library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..problems import Place
from .base import Text
from .card import Card
from .document import Document, Path
from .fragment import Fragment
from .page import PageHead, Reference, Statement, Term
from .site import Reviewer, Site, Vocabulary
from .tier import Hazard, Move, Status, Tier


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What decides about safety: tiers (all that are enabled), hazards and the baseline."""

    tiers: Mapping[str, Tier]
    hazards: Mapping[str, Hazard]
    baseline: Mapping[str, Status]

    def lineage(self, tier: str) -> tuple[str, ...]:
        """A tier and those it is `like`, nearest first; a loop ends where it closes."""
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
    """The whole content in one language; `documents` knows where each thing was written."""

    site: Site
    rules: Ruleset
    vocabulary: Vocabulary
    cards: Mapping[str, Card]
    pages: Mapping[str, Page]
    moves: Mapping[str, Move]
    statements: Mapping[str, Statement]
    glossary: Mapping[str, Term]
    references: Mapping[str, Reference]
    reviewers: Mapping[str, Reviewer]
    documents: Mapping[tuple[str, str], Document] = field(repr=False, default_factory=dict)
    language: str = "en"

    def place(self, kind: str, id: str, path: Path = (), *, key: bool = False) -> Place:
        """Where a card, page, or an entry of a file such as statements.yml was written."""
        document = self.documents.get((kind, id))
        if document:
            return document.place(path, key=key)
        shared = self.documents.get((kind, kind))
        return shared.place((id, *path), key=key) if shared else Place(f"content/{kind}")
