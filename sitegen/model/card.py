"""The exercise card, as a therapist writes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from .base import (
    CardId,
    CategoryId,
    Day,
    EquipmentId,
    FigureId,
    HazardId,
    Model,
    PositionId,
    ReferenceId,
    ReviewerId,
    Slug,
    Text,
    TierId,
    fault,
)
from .dose import Dose
from .review import Review
from .tier import Status, StatusWord

STEP_KINDS = ("safety", "prepare", "move", "hold", "breathe", "cue")


class Goal(Model):
    """What a card is for, in the words of the person who does it."""

    plain: Text
    why: Text


class Step(Model):
    """One instruction. `kind` says what it does for the reader: keep safe, prepare, move, hold, breathe, or a cue."""

    kind: Literal["safety", "prepare", "move", "hold", "breathe", "cue"]
    text: Text


def _step(value: object) -> object:
    if isinstance(value, dict) and len(value) == 1:
        ((kind, text),) = value.items()
        if kind in STEP_KINDS:
            return {"kind": kind, "text": text}
        raise fault(
            "unknown-value", f"`{kind}` is not a kind of step", "use " + ", ".join(f"`{k}`" for k in STEP_KINDS)
        )
    if isinstance(value, Step):
        return value
    raise fault("step-shape", "a step is one kind and its words", "write for example `- move: Lift both heels slowly.`")


StepWord = Annotated[
    Step,
    BeforeValidator(_step),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {k: {"type": "string"} for k in STEP_KINDS},
            "additionalProperties": False,
        }
    ),
]


class Mistake(Model):
    """A slip that many make, and its mend."""

    wrong: Text
    mend: Text


class Rung(Model):
    """An easier or harder way: another card, or words with hazards of their own."""

    card: CardId | None = None
    text: Text | None = None
    hazards: tuple[HazardId, ...] = ()


def _rung(value: object) -> object:
    if isinstance(value, dict) and {"card", "text"} <= value.keys():
        raise fault("rung-two-ways", "this way is a card and words at once", "keep one of the two: a card's id alone, or `text:` with its hazards")
    if isinstance(value, dict) and not value.keys() - {"hazards"}:
        raise fault("missing-field", "this way has no words", "add `text: …`, or write a card's id alone")
    return {"card": value} if isinstance(value, str) else value


RungWord = Annotated[
    Rung,
    BeforeValidator(_rung),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "x-names": "cards"},
                {
                    "type": "object",
                    "properties": {
                        "text": {"type": "string"},
                        "hazards": {"type": "array", "items": {"type": "string", "x-names": "hazards"}},
                    },
                    "required": ["text"],
                },
            ]
        }
    ),
]


class Override(Model):
    """A named person's decision to be one step laxer than a hazard: from avoid to modify, never further."""

    to: StatusWord
    by: ReviewerId
    on: Day
    because: Text


class Withdrawal(Model):
    """Why a card is no longer offered. `instead` is a card, which each tier is led to that may do it."""

    on: Day
    reason: Text
    instead: CardId | None = None


class Card(Model):
    """One exercise or everyday move. The file's name is its id, for ever."""

    id: Slug
    name: Text
    category: CategoryId
    goal: Goal
    equipment: tuple[EquipmentId, ...] = ()
    position: PositionId
    supervision: Literal["none", "first-time", "always"] = "none"
    gentle: Text | None = None  # why the baseline (recent: modify) need not apply
    hazards: tuple[HazardId, ...]  # `[]` where nothing can harm: said, never forgotten
    tiers: dict[TierId, StatusWord]
    stricter_because: dict[TierId, Text] = {}
    modify: dict[TierId, Text] = {}
    swap: dict[TierId, Text] = {}
    override: dict[TierId, Override] = {}
    grip: Literal["both", "one", "fingertips"] | None = None  # the lightest hold that a plan may choose; absent: both hands
    steps: tuple[StepWord, ...] = Field(min_length=1)
    dose: Dose | None = None
    feel: Text
    mistakes: tuple[Mistake, ...] = ()
    easier: RungWord | None = None
    harder: RungWord | None = None
    figure: FigureId | None = None
    alt: Text | None = None  # what the figure shows, for those who do not see it
    alt_dont: Text | None = None  # what its wrong way shows
    sources: tuple[ReferenceId, ...] = ()
    review: Review = Review()
    order: int = 500
    was: tuple[Slug, ...] = ()
    recode: Annotated[int, Field(ge=2, le=99)] | None = None  # only where two short codes would clash
    withdrawn: Withdrawal | None = None



__all__ = ["STEP_KINDS", "Card", "Goal", "Mistake", "Override", "Rung", "Status", "Step", "Withdrawal"]
