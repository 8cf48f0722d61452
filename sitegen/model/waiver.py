"""What a clinic itself decides about findings: how grave a rule is here, how heavy pages may be, and which finding it has looked at and leaves."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from .base import Day, Model, ReviewerId, Slug, Text, fault

LEAST = 4  # letters that tell a line from others


class Weight(Model):
    """What a page may weigh before it is told, in thousands of bytes."""

    page: int = Field(default=250, ge=1)  # its HTML
    pictures: int = Field(default=1500, ge=1)  # all that its text shows, together


class Checks(Model):
    """The settings of the checks: `checks:` in site.yml."""

    severity: dict[str, Literal["error", "warning", "note"]] = {}  # by code, and only raised
    weight: Weight = Weight()


def _said(words: str) -> str:
    if len(words.strip()) < LEAST:
        raise fault("empty-text", f"`words` says too little to tell one finding from the next: {LEAST} letters at least", "write some words of the line, or of what is told")
    return words.strip()


class Waiver(Model):
    """One finding that somebody has looked at and leaves as it is."""

    id: Slug
    code: str
    file: str  # where it was found, as problems name it
    words: Annotated[str, AfterValidator(_said)]  # which one: words of the line, or of what is told; so that it is not about what is found there next
    by: ReviewerId
    on: Day
    because: Text
    until: Day | None = None  # the last day on which it holds

    def holds(self, today: date) -> bool:
        """Whether it counts on this day."""
        return self.on <= today and (self.until is None or today <= self.until)


__all__ = ["Checks", "Waiver", "Weight"]
