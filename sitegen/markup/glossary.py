"""The words that the glossary explains, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ODD = re.compile("[ſıİ]")  # letters that `re.I` takes for an s or an i, and `lower` does not


@dataclass(frozen=True, slots=True)
class Glossary:
    """Lower-case words → term id, the pattern that finds them in any case, and a quicker one for text in small letters."""

    ids: Mapping[str, str]
    words: re.Pattern[str] | None
    small: re.Pattern[str] | None = None

    def found(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, term id) of each explained word in a text."""
        if self.small and (text.isascii() or not _ODD.search(text)):
            # the character before a word belongs to the match, so each match begins one place early, and the space puts that right
            return [(m.start(), m.end() - 1, self.ids[m[1]]) for m in self.small.finditer(" " + text.lower())]
        return [(m.start(), m.end(), self._id(m[0])) for m in self.words.finditer(text)] if self.words else []

    def _id(self, word: str) -> str:
        """The term of a word as it stands in a text; a Turkish `KIRIK` is `kırık`, and its `lower` is not."""
        return self.ids.get(word.lower()) or next(id for known, id in self.ids.items() if re.fullmatch(re.escape(known), word, re.I))


def glossary(ids: Mapping[str, str]) -> Glossary:
    """A Glossary from words (in any case) → term id; longer words win over shorter ones."""
    lower = {word.lower(): id for word, id in ids.items()}
    longest_first = sorted(lower, key=lambda w: (-len(w), w))
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.I) if lower else None
    return Glossary(lower, words, _small(longest_first))


def _small(words: list[str]) -> re.Pattern[str] | None:
    """A pattern that begins with the one character before a word, so that the search can leap from gap to gap.

    None where small letters alone do not tell what `re.I` would match, or where a word does not begin like a word.
    """
    if not words or not all(re.match(r"\w", word) and all(map(_even, word)) for word in words):
        return None
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    choices = "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf"[^\w-]((?:{choices}))(?![\w-])")


def _even(letter: str) -> bool:
    return letter.isascii() or "à" <= letter <= "ÿ" or letter.lower() == letter.upper()
