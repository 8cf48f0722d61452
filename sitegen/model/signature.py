"""What a person of the clinic has signed: which words, in which language, and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Day, Model, ReviewerId

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Signature(Model):
    """One line of content/reviews.yml: a hash of what was signed, not cryptography. Who may write to the project's history may sign."""

    by: ReviewerId
    on: Day
    safety: Hash
    rest: Hash


__all__ = ["Signature"]
