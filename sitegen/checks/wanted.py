"""Wordings → which of them can stand in a text, and a pattern that finds them. Shared by checks that look for lists of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from .written import Written

_WORD = re.compile(r"[^\W_]+")


class Wanted(NamedTuple):
    """Wordings in small letters with what to say instead; by their first word they are looked for."""

    instead: Mapping[str, str]
    first: Mapping[str, tuple[str, ...]]

    def within(self, text: Written) -> re.Pattern[str] | None:
        """Finds those of them that can stand in a text; None for most texts."""
        met = [words for first in text.words & self.first.keys() for words in self.first[first] if text.words.issuperset(_WORD.findall(words))]
        return pattern(tuple(sorted(met))) if met else None


def of(instead: Mapping[str, str]) -> Wanted:
    """Wordings by what is said instead."""
    first: dict[str, tuple[str, ...]] = {}
    for words in instead:
        start = _WORD.findall(words)[0]
        first[start] = (*first.get(start, ()), words)
    return Wanted(instead, first)


@lru_cache(maxsize=500)
def pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Finds wordings in any case and across lines, the longest first."""
    longest = sorted(wordings, key=lambda w: (-len(w), w))
    choices = "|".join(r"\s+".join(re.escape(word) for word in words.split()) for words in longest) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.I)


__all__ = ["Wanted", "of", "pattern"]
