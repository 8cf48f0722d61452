"""Tiers, hazards and moves: who reads, what can harm, what has no card."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from .base import CardId, HazardId, Model, ReferenceId, Slug, Text, TierId, fault
from .week import Aim


class Status(IntEnum):
    """What a tier may do with a movement; the greater is the stricter."""

    allow = 0
    modify = 1
    avoid = 2

    def __str__(self) -> str:
        return self.name


def _status(value: object) -> object:
    if isinstance(value, Status):
        return value
    if isinstance(value, str) and value in Status.__members__:
        return Status[str(value)]
    raise fault("unknown-value", f"`{value}` is not a status", "use `allow`, `modify` or `avoid`")


StatusWord = Annotated[Status, BeforeValidator(_status), WithJsonSchema({"enum": [s.name for s in Status]})]


class WeekRow(Model):
    """One line of a tier's week: what, and how much of it. `aim` says the same in numbers, which a sample week is held against."""

    what: Text
    how: Text
    aim: Aim | None = None


class Tier(Model):
    """A group of readers at the same fracture risk, under a name that frightens nobody."""

    id: Slug
    slug: Slug
    label: Text
    letter: Annotated[str, Field(min_length=1, max_length=2)]
    look: Literal["circle", "square", "shield", "leaf", "arch"]
    line: Text  # one line on the home page
    lead: Text  # the first words of the tier's own home
    who: Text  # for therapists: whom it is meant for; patients do not see it
    goals: tuple[Text, ...] = ()
    week: tuple[WeekRow, ...] = ()
    scene: tuple[CardId, ...] = Field(default=(), max_length=5)  # cards whose people stand at the top of the tier's home
    before: Text | None = None  # what everyone in this tier reads before any exercise
    like: TierId | None = None  # whatever is absent comes from that tier
    strict: bool | None = None  # a card whose review has lapsed is not for this tier until somebody has looked at it; absent: as in `like`
    own_dose: bool = False  # no dose is inherited from the card: it is written for this tier, or there is none
    hazards: dict[HazardId, StatusWord] = {}  # stricter here than in `like`
    instead: Text | None = None  # the swap where only `hazards` above made a card avoided
    enabled: bool = True


class Heaviness(Model):
    """A dose that makes a hazard by itself: few repetitions at great effort."""

    reps_at_most: int = Field(ge=1, le=100)
    effort_at_least: int = Field(ge=0, le=10)


class Hazard(Model):
    """A kind of movement that can harm, with each tier's default status."""

    id: Slug
    name: Text
    plain: Text
    why: Text
    tiers: dict[TierId, StatusWord]
    words: tuple[str, ...] = ()  # words that betray it in a text
    steps_say: tuple[str, ...] = ()  # words of steps that show it, even where every tier may do it
    unless_said: tuple[str, ...] = ()  # words that make them harmless in the same sentence
    from_dose: Heaviness | None = None
    safety_first: bool = False  # a card with this hazard begins with a safety step
    usual_dose_only: bool = False  # no plan goes above a tier's usual dose
    hold: Literal["hand", "none"] | None = None  # of balance: done with a hand on something, or with both hands free
    sources: tuple[ReferenceId, ...] = ()


class Move(Model):
    """A movement without a card that people ask about, with what to do instead."""

    id: Slug
    name: Text
    hazards: tuple[HazardId, ...] = Field(min_length=1)
    swap: Text  # a card's id, or words
    words: tuple[str, ...] = ()
