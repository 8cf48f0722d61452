"""The small value types that every part of the content model is made of."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
UNWRITTEN = "✎"  # where `sitegen new` leaves a place for words
NAMES = "x-names"  # in a JSON Schema: which names of the project an editor may offer here


class Model(BaseModel):
    """A frozen record that knows all its fields: a misspelt one is refused, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)


class Text(str):
    """Words that a reader sees, in one language. Everything of this type can be translated; nothing else is."""

    language: str | None = None  # None: the language of the edition

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls._checked, core_schema.str_schema(strict=True))

    @classmethod
    def _checked(cls, value: str) -> Self:
        folded = " ".join(value.split())
        if not folded:
            raise PydanticCustomError("empty-text", "this text is empty")
        if UNWRITTEN in folded:
            raise fault("unwritten", "these words are still to be written", f"write them, and take the {UNWRITTEN} away")
        return cls(folded)

    def foreign(self, language: str) -> Text:
        """The same words, marked as being in another language than the page around them."""
        copy = Foreign(self)
        copy.language = language
        return copy


class Foreign(Text):
    """A Text in another language than the edition: the same words in two languages are not the same text."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return str.__eq__(self, other) and self.language == other.language
        return str.__eq__(self, str(other)) if isinstance(other, str) else NotImplemented

    __hash__ = str.__hash__


def fault(code: str, message: str, help: str = "") -> PydanticCustomError:
    """A refusal inside a validator; `code` is the problem's code, and the place is the field's."""
    return PydanticCustomError(code, "{message}", {"message": message, "help": help})


Slug = Annotated[str, Field(pattern=SLUG)]


def names(kind: str) -> Any:
    """A slug that must be the name of a card, hazard, tier, …; validate/ looks it up."""
    return Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: kind})]


TierId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "tiers"})]
HazardId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "hazards"})]
FigureId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "figures"})]
CardId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "cards"})]
PageId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "pages"})]
ReferenceId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "references"})]
ReviewerId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "reviewers"})]
CategoryId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "categories"})]
EquipmentId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "equipment"})]
ShelfId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "shelves"})]
PositionId = Annotated[str, Field(pattern=SLUG, json_schema_extra={NAMES: "positions"})]


class Range(NamedTuple):
    """A whole number, or from one to another: 10, 8-12."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def _range(value: object) -> object:
    if isinstance(value, Range):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Range(value, value)
    found = re.fullmatch(r"(\d{1,4})\s*(?:-|–|to)\s*(\d{1,4})", value.strip()) if isinstance(value, str) else None
    if not found:
        raise fault(
            "not-a-range",
            f"`{value}` is not a number or a range",
            "write a whole number such as 10, or a range such as 8-12",
        )
    low, high = int(found[1]), int(found[2])
    if low >= high:
        raise fault(
            "range-backwards",
            f"the range `{value}` does not rise",
            f"write the smaller number first: {min(low, high)}-{max(low, high)}",
        )
    return Range(low, high)


def _within(least: int, most: int) -> Any:
    def check(value: object) -> object:
        parsed = _range(value)
        assert isinstance(parsed, Range)
        if parsed.low < least or parsed.high > most:
            raise fault(
                "out-of-bounds", f"`{parsed}` is outside {least} to {most}", f"keep it between {least} and {most}"
            )
        return parsed

    return check


def ranged(least: int, most: int) -> Any:
    """A Range within bounds."""
    schema = {
        "anyOf": [{"type": "integer", "minimum": least, "maximum": most}, {"type": "string", "pattern": r"^\d+-\d+$"}]
    }
    return Annotated[Range, BeforeValidator(_within(least, most)), WithJsonSchema(schema)]


class Length(NamedTuple):
    """A time in seconds, from one to another: 30 seconds, 1-2 minutes."""

    low: int
    high: int

    @property
    def in_minutes(self) -> bool:
        """Whether both ends are whole minutes of one or more."""
        return self.low >= 60 and self.low % 60 == 0 and self.high % 60 == 0

    def __str__(self) -> str:
        unit, per = ("minute", 60) if self.in_minutes else ("second", 1)
        shown = Range(self.low // per, self.high // per)
        return f"{shown} {unit}{'' if shown.high == 1 else 's'}"


class Timing(NamedTuple):
    """What a timer counts for a dose, all in seconds but `minutes`. Counts go to the lower number, and on to the higher only if asked."""

    rounds: Range
    times: Range  # holds, repetitions or steps of one round on one side
    holds: tuple[tuple[int, str], ...]  # how long a hold may last, with its words, shortest first; empty where nothing is held
    minutes: Range | None
    sides: int
    between: int  # from one hold to the next, on the same side or the other
    rest: int  # between rounds
    once: str  # one round on one side as a sentence, where each moves at their own pace


def _length(value: object) -> object:
    if isinstance(value, Length):
        return value
    found = re.fullmatch(r"(\d{1,4})(?:\s*(?:-|–|to)\s*(\d{1,4}))?\s*(seconds?|minutes?)", str(value).strip())
    if not found:
        raise fault(
            "not-a-time",
            f"`{value}` is not a time",
            "write a number and its unit, such as 30 seconds, 5-10 seconds or 1 minute",
        )
    per = 60 if found[3].startswith("m") else 1
    low, high = int(found[1]), int(found[2] or found[1])
    if low > high:
        raise fault(
            "range-backwards", f"the range `{value}` does not rise", f"write the smaller number first: {high}-{low}"
        )
    return Length(low * per, high * per)


Time = Annotated[
    Length, BeforeValidator(_length), WithJsonSchema({"type": "string", "pattern": r"^\d+(-\d+)? (second|minute)s?$"})
]


def _date(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else _no_date(value)
    except ValueError:
        return _no_date(value)


def _no_date(value: object) -> object:
    raise fault("not-a-date", f"`{value}` is not a date", "write year-month-day, such as 2026-11-21")


Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


def _tiered(value: object) -> object:
    return value if isinstance(value, dict) else {ALL: value}


ALL = "all"
TierText = Annotated[
    dict[TierId, Text],
    BeforeValidator(_tiered),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}, NAMES: "tiers"}]}
    ),
]


def _listed(kind: str) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"type": "array", "items": {"type": "string", NAMES: kind}}, {"type": "object", NAMES: "tiers"}]})


TierCards = Annotated[dict[TierId, tuple[CardId, ...]], BeforeValidator(_tiered), _listed("cards")]
TierPages = Annotated[dict[TierId, tuple[PageId, ...]], BeforeValidator(_tiered), _listed("pages")]
