"""A file of the site, and what the checks need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Unit(NamedTuple):
    """One file to be made: its edition (None for the site as a whole), its kind and the id of what it shows."""

    edition: int | None
    language: str
    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stays in memory of an artifact: its path, where it came from, and what it links to and offers."""

    path: str
    source: str  # the document or template that a problem in it is laid at
    links: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    headings: tuple[int, ...] = ()
    bare: tuple[str, ...] = ()  # pictures without words
    roots: tuple[str, ...] = ()  # what stands in the tag of the page itself


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file."""

    path: str
    content: bytes = field(repr=False)
    facts: Facts
