"""A handout, as its author writes it: which cards and pages are printed together, for whom, and a few words of its own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from .base import HazardId, Model, ReferenceId, Slug, Text, TierCards, TierId, TierPages, TierText
from .card import Withdrawal
from .review import Review

LAYOUTS = ("1-up", "2-up", "4-up", "fridge")
Layout = Literal["1-up", "2-up", "4-up", "fridge"]
FRIDGE = range(3, 6)  # cards: as many pictures as are still large on one side
_WORD = {"enum": list(LAYOUTS)}


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Layouts = Annotated[
    tuple[Layout, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1, "uniqueItems": True}]}),
]


class HandoutWithdrawal(Withdrawal):
    """Why a handout is no longer offered. `instead` is another handout."""

    instead: Slug | None = None


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
    # How it is laid out on paper, each a file of its own. Two cards a page is what someone at home needs: the safety step, the moves, the dose.
    # A reminder without steps (4-up, fridge) is something to choose, for those who know the moves.
    layout: Annotated[Layouts, Field(min_length=1)] = ("2-up",)
    log: Annotated[int, Field(ge=1, le=8)] | None = None  # weeks to tick off
    teach_back: TierText | None = None  # a question that readers answer in their own words
    hazards: tuple[HazardId, ...] = ()  # what its own words teach
    sources: tuple[ReferenceId, ...] = ()
    review: Review = Review()
    was: tuple[Slug, ...] = ()
    recode: Annotated[int, Field(ge=2, le=99)] | None = None  # only where two short codes would clash
    withdrawn: HandoutWithdrawal | None = None

    def is_for(self, lineage: tuple[str, ...]) -> bool:
        """Whether a tier (itself, or the one it is like) gets this handout."""
        return not self.readers or any(tier in self.readers for tier in lineage)


__all__ = ["FRIDGE", "LAYOUTS", "Handout"]
