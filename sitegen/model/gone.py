"""What was withdrawn or is not for a group any more: why, since when, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from .base import Text
from .pieces import Way

Kind = Literal["card", "page", "handout"]


class Withdrawn(NamedTuple):
    """What other documents may know of a withdrawal."""

    on: date
    reasons: Mapping[str, Text]  # by language
    instead: str | None  # of a card a card, of a page a page, of a handout a handout
    had: tuple[str, ...]  # the tiers that would have it otherwise


class Gone(NamedTuple):
    """A document that an edition has no more, although people may hold its address, its code or its sheet. It says nothing of how it was done."""

    kind: Kind
    id: str
    name: Text
    code: str
    address: str
    status: Literal["withdrawn", "avoided", "waiting"]  # avoided: it is there for others, and not for this group now; waiting: until somebody has looked at it again
    on: date | None = None  # of a withdrawal
    reason: Text | None = None  # likewise
    instead: Way | None = None  # None: ask
    earlier: tuple[str, ...] = ()  # the addresses that it had under older names
    places: tuple[str, ...] = ()  # of a page: those in it that others may lead to


class Moved(NamedTuple):
    """Where something stands now that had another address."""

    address: str
    name: Text | None = None  # None: it is told by its address


class Forwards(NamedTuple):
    """Everything that has moved, as servers are told: old path → new path, both from the site's root."""

    pages: Mapping[str, str] = {}
    sheets: Mapping[str, str] = {}  # PDFs, which stand beside pages and bear their names
    folders: Mapping[str, str] = {}  # an old page's folder → its new address, for whatever else stood beside it
    trees: Mapping[str, str] = {}  # `protect/*` → `shield/*`, or one page


__all__ = ["Forwards", "Gone", "Kind", "Moved", "Withdrawn"]
