"""Hazards → patterns of words that betray a movement; a text → which of them it says in earnest. Shared by checks of movements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from ..model import Hazard

GAP = "…"  # in a phrase: up to four words may stand here
_ANY = r"(?:[\w'’-]+,?\s+){0,4}"
_ENDS = re.compile(r"[.;:!?\n)–—]|, (?:and|but|then|so)\b| (?:but|and then|- )")  # where what a “not” speaks of is over
_REFUSED = re.compile(
    r"\b(?:(?:do not|don[’']t|does not|never|(?<!why )not|cannot|can[’']t)"
    r"(?! (?:be (?:afraid|scared|shy)|forget|give up|hesitate|just|only|stop)\b)"  # “do not forget to twist” asks for it
    r"|avoid(?:ing)?|nobody|leave out|stay away from|ask (?:us|your \w+) before|until (?:we|somebody|your \w+) (?:have|has|had) shown you"
    r"|(?:better|safer|kinder|gentler|easier)(?: \w+){0,4} than(?! (?:you|it|before|last)\b)|instead of|rather than|in place of|without"
    r"|no(?! (?:higher|lower|further|farther|more|less|longer)\b))\b",
    re.I,
)
_LISTED = re.compile(r"\b(?:or|nor)\b", re.I)
_HEAD = 3  # letters
_HEADED = re.compile(r"\w{3}")
_WORDS = re.compile(r"\w+")
_NEAR = 400  # letters on both sides that say how words are meant: longer sentences are no sentences
_SENTENCE = re.compile(r"[.;:!?\n]")
_ASKED = re.compile(r"(?:\b(?:may|can|should|could|will|am|do|must) I\b|\bis it (?:all right|fine|ok|okay|safe|wise)\b)[^.!?]*$", re.I)  # “Can I jump?” teaches nothing


class Phrase(NamedTuple):
    """Words that show a movement. A card that says them names one of the hazards that they stand for."""

    hazards: tuple[str, ...]
    pieces: tuple[str, ...]  # what every text with these words holds, folded: a quick look before the slow one
    words: str  # as they stand in the list, folded
    unless: tuple[str, ...]  # words that make them harmless in the same sentence

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds them; made when a text may say them, which most never do."""
        return _pattern(self.words)


class Phrasebook(tuple[Phrase, ...]):
    """Phrases in their order, found by how their longest word begins: a text is held against few of them."""

    @cached_property
    def by_head(self) -> dict[str, list[int]]:
        """The places of phrases by the first letters that some word of a text must have; under "" those that any text may say."""
        found: dict[str, list[int]] = {}
        for place, phrase in enumerate(self):
            longest = max(phrase.pieces, key=len, default="")
            found.setdefault(longest[:_HEAD] if _HEADED.match(longest) else "", []).append(place)
        return found

    def likely(self, heads: Set[str]) -> Sequence[Phrase]:
        """Those of which a text with such words may say one."""
        if shared := self.by_head.keys() & heads:
            return [self[place] for place in sorted(place for head in shared for place in self.by_head[head])]
        return ()


class Said(NamedTuple):
    """Words of a text that show a movement, and the hazards of which one must be named."""

    hazards: tuple[str, ...]
    words: str
    start: int


def phrases(hazards: Mapping[str, Hazard]) -> Phrasebook:
    """All phrases of a library; one that stands under several hazards is one phrase, and any of them will do."""
    return _phrases(tuple((h.id, (*h.words, *h.steps_say), h.unless_said) for h in hazards.values()))


@lru_cache(maxsize=500)
def betraying(words: tuple[str, ...]) -> Phrasebook:
    """The phrases of one hazard's own words, which nothing makes harmless."""
    return _phrases((("", words, ()),))


@lru_cache(maxsize=8)
def _phrases(rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Phrasebook:
    homes: dict[str, list[str]] = {}
    unless: dict[str, list[str]] = {}
    for hazard, said, spared in rows:
        for words in dict.fromkeys(" ".join(words.casefold().replace("...", GAP).replace(GAP, f" {GAP} ").split()) for words in said):
            homes.setdefault(words, []).append(hazard)
            unless.setdefault(words, []).extend(word.casefold() for word in spared)
    return Phrasebook(Phrase(tuple(ids), _pieces(words), words, tuple(unless[words])) for words, ids in homes.items())


def said(text: str, book: Phrasebook) -> Iterator[Said]:
    """Each phrase that a text says, once; not where it is advised against or made harmless."""
    folded, heads = _heads(text)
    for phrase in book.likely(heads):
        if all(piece in folded for piece in phrase.pieces):
            found = next((m for m in phrase.pattern.finditer(text) if _meant(text, m.start(), m.end(), phrase.unless)), None)
            if found:
                yield Said(phrase.hazards, found[0], found.start())


@lru_cache(maxsize=64)
def _heads(text: str) -> tuple[str, frozenset[str]]:
    """A text folded, and how its words begin; each hazard's phrases ask for it in turn."""
    folded = text.casefold()
    return folded, frozenset(["", *(word[:_HEAD] for word in _WORDS.findall(folded))])


def _meant(text: str, start: int, end: int, unless: Collection[str]) -> bool:
    first = max(0, start - _NEAR)
    text, start, end = text[first : end + _NEAR], start - first, end - first
    after = _SENTENCE.search(text, end)
    if advised_against(text, start) or (after and after[0] == "?" and _ASKED.search(text[:start])):
        return False
    before = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    sentence = text[before : after.start() if after else len(text)].casefold()
    return not any(word in sentence for word in unless)


def advised_against(text: str, start: int) -> bool:
    """Whether the words at a place are what the text says not to do: “do not bend, lift or twist”, “without a twist”."""
    first = max(0, start - _NEAR)
    text, before = text[first : start + _NEAR], text[first:start]
    over = max((m.end() for m in _ENDS.finditer(before)), default=0)
    for found in _REFUSED.finditer(before, over):
        between = before[found.end() :]
        if "," not in between:
            return True
        rest = _ENDS.split(text[found.end() :], maxsplit=1)[0]
        if found[0].casefold() != "without" and _LISTED.search(rest):
            return True
    return False


def _pieces(words: str) -> tuple[str, ...]:
    """The plain words of a phrase, without an ending that may change."""
    return tuple(word.removesuffix("e") for part in words.replace(GAP, " ").split() if "|" not in part for word in re.split("[-']", part))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """“bend … forward” as a pattern: `|` stands between words of which either will do, and verbs may have their endings."""
    parts = [r"\s+".join(_word(word) for word in part.split()) for part in words.split(GAP)]
    return re.compile(r"\b" + (r",?\s+" + _ANY).join(parts) + r"\b", re.I)


def _word(word: str) -> str:
    return "(?:" + "|".join(_inflected(choice) for choice in word.split("|")) + ")"


def _inflected(word: str) -> str:
    """A word with the endings of verbs and of more than one: twist, twists, twisting; drop, dropping; raise, raising."""
    stem = word.removesuffix("e")
    if not word.isalpha():
        return "[-‐‑–]".join(map(re.escape, word.split("-"))).replace("'", "['’]") + r"(?:s|es|ing)?"
    if len(stem) < 3:
        return re.escape(word)
    return re.escape(stem) + (r"(?:e|es|ed|ing)" if stem != word else rf"(?:s|es|{word[-1]}?ed|{word[-1]}?ing)?")


__all__ = ["GAP", "Phrase", "Said", "advised_against", "betraying", "phrases", "said"]
