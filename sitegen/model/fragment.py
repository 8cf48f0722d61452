"""A converted Markdown body: a small tree that each tier walks in its own way, with the facts that were found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

FILLED_IN = ("log", "checklist")  # kinds of blocks that wait for a pen
_TAG = re.compile(r"<[^>]*>")


class Term(NamedTuple):
    """Words in the text that the glossary explains."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """A directive of the author: its kind, what it names, its line, and what it holds."""

    kind: str
    names: tuple[str, ...]
    line: int
    parts: tuple[Part, ...] = ()
    title: str = ""

    def for_tier(self, lineage: tuple[str, ...]) -> bool:
        """Whether a tier (itself, or the one it is like) reads this block."""
        return self.kind != "tier" or any(tier in self.names for tier in lineage)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The words of each item without their markup: of a figure, what is said to those who do not see it."""
        items = (part for part in self.parts if isinstance(part, Block) and part.kind == "item")
        runs = ("".join(part if isinstance(part, str) else "" for part in item.parts) for item in items)
        return tuple(" ".join(unescape(_TAG.sub("", run)).split()) for run in runs)


Part = str | Term | Block


class Heading(NamedTuple):
    """A heading of the body; `tiers` is empty where everyone reads it."""

    level: int
    id: str
    text: str
    tiers: tuple[str, ...] = ()


class Link(NamedTuple):
    """A link of the author, as written; `target` is (kind, id, anchor) for one inside the site."""

    href: str
    target: tuple[str, str, str] | None
    line: int
    column: int
    tiers: tuple[str, ...] = ()


class Claim(NamedTuple):
    """A list item that teaches a movement, with that movement's hazards."""

    hazards: tuple[str, ...]
    line: int
    column: int
    length: int
    tiers: tuple[str, ...] = ()
    pictured: bool = False  # a figure shows the movement


@dataclass(frozen=True, slots=True)
class Fragment:
    """A body, converted once and shared by all tiers."""

    parts: tuple[Part, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), repr=False)  # all of them, flat, in the author's order

    def seen_by(self, lineage: tuple[str, ...]) -> Iterator[Block]:
        """The blocks that a tier reads, outermost first."""
        yield from _seen(self.parts, lineage)

    def has_form(self, lineage: tuple[str, ...]) -> bool:
        """Whether a tier finds something in it to fill in with a pen."""
        return any(block.kind in FILLED_IN for block in self.seen_by(lineage))


def _seen(parts: tuple[Part, ...], lineage: tuple[str, ...]) -> Iterator[Block]:
    for part in parts:
        if isinstance(part, Block) and part.for_tier(lineage):
            yield part
            yield from _seen(part.parts, lineage)
