"""A handout, as its author writes it: which cards and pages are printed together, for whom, and a few words of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import HazardId, Model, ReferenceId, Slug, Text, TierCards, TierId, TierPages, TierText
from .card import Review, Withdrawal


class Handout(Model):
    """Sheets to take along. The file's name is its id, for ever."""

    id: Slug
    title: Text
    summary: TierText
    order: int = 500
    readers: tuple[TierId, ...] = Field(default=(), alias="for", min_length=1)  # the tiers that get it; absent: all of them
    intro: TierText | None = None
    cards: TierCards = {}
    pages: TierPages = {}
    log: Annotated[int, Field(ge=1, le=8)] | None = None  # weeks to tick off
    teach_back: TierText | None = None  # a question that readers answer in their own words
    hazards: tuple[HazardId, ...] = ()  # what its own words teach
    sources: tuple[ReferenceId, ...] = ()
    review: Review = Review()
    was: tuple[Slug, ...] = ()
    recode: Annotated[int, Field(ge=2, le=99)] | None = None  # only where two short codes would clash
    withdrawn: Withdrawal | None = None

    def is_for(self, lineage: tuple[str, ...]) -> bool:
        """Whether a tier (itself, or the one it is like) gets this handout."""
        return not self.readers or any(tier in self.readers for tier in lineage)


__all__ = ["Handout"]
