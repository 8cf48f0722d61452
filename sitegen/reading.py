"""Text → how hard it is to read: Flesch–Kincaid grade, lengths of sentences and paragraphs. English; elsewhere the lengths only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

MASKED = 2  # syllables of a name that the reader knows, however long it is

# A stop after one of these never ends a sentence.
_ABBREVIATIONS = frozenset(["dr", "mr", "mrs", "ms", "prof", "st", "vs", "e.g", "i.e", "cf", "approx", "fig", "vol", "ed", "eds", "al", "dept", "tel"])
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_INITIALS = re.compile(r"(?:^|\s)\(?(?:[A-Z]\.){2,}$")  # U.S.
_NUMBERED = re.compile(r"(?:^|\s)\(?[Nn]o\.$")  # No. 5, and not the answer
_OPENING = "\"'“‘(["
_BETWEEN_WORDS = re.compile(r"[\s/—…]+|(?<!\d)–|–(?!\d)")
_SPOKEN = re.compile(r"\ue000|\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[%°&+=]")
_MASK = "\ue000"

# What letters alone do not tell, without endings that a rule knows.
_EXCEPTIONS = {
    word: count
    for count, words in {
        1: "are ache aches clothes shoe shoes eye eyes drawer drawers lb",
        2: "being people doing tire tired tires safety cushion cushions rhythm guideline guidelines baseline flexion senior seniors dr mr mrs vs",
        3: "area areas idea ideas anyone everyday everywhere everything wherever video videos mg kg",
        4: "everybody cm etc",
        5: "associated",
        6: "osteoporosis",
    }.items()
    for word in words.split()
}
_VOWELS = re.compile("[aeiouy]+")
# Vowels beside each other that are said apart, and endings with a syllable that has no vowel of its own.
_APART = re.compile(r"(?<![tscg])i[ao](?!u[^s])|(?<![qg])ua(?!r)|(?<=[^aeiou])iu|[aeiouy]ing|[^aeiou]i(?:er|est)$|iet|sm$|sms$|[^aeiou]n't$|[aeo]y[aeiou]")
# An e that is not heard: at the end, before s and d, before an ending, or in the middle of two words made one.
_SILENT = re.compile(
    r"(?<=[^aeiouy])e$(?<![^aeiouylr]le)|(?<=[^aeiouysxzcgh])es$(?<![^aeiouylr]les)|(?<=[tkrlmnpvbdwf]h)es$|(?<=[^aeiouytd])ed$(?<![^aeiouylr]led)"
    r"|(?<=[^aeiouy])e(?=(?:ly|ful|fully|less|ment|ments|ness)$)"
    r"|^(?:som|bas|lif|sid|hom|for|tim|mor|wher|ther|her|nam|spac|not|stor|plac|whol|us|wid|driv|grap|cav|car|mak|tak|fir)e(?=[^aeiouyrdsnl'].*[aeiouy])"
)
_DIGITS = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero … nineteen
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)


class Sentence(NamedTuple):
    """One sentence, and what was counted in it."""

    text: str
    words: int
    syllables: int
    masked: int = 0


class Passage(NamedTuple):
    """A paragraph, a list item or a line, as a reader meets it."""

    text: str
    block: bool = True  # its sentences are counted as those of a paragraph
    read: bool = True  # False: heard instead of read, so only its sentences' lengths matter


class Measures(NamedTuple):
    """What a reader has to cope with. The grade is None where no English was read."""

    grade: float | None
    words: int
    sentences: int
    syllables: int
    longest_sentence: int
    longest_paragraph: int
    masked: float  # share of the words, 0 to 1


def measure(passages: Iterable[Passage], masks: re.Pattern[str] | None = None, *, english: bool = True) -> Measures:
    """The measures of a whole text. `masks` finds names that count as one word of two syllables each."""
    longest = paragraph = count = words = syllables = masked = 0
    totals = _counter(masks)
    for text, block, read in passages:
        said = totals(text)
        longest = max(longest, said.longest)
        paragraph = max(paragraph, said.sentences if block else 0)
        if read:
            count += said.sentences
            words += said.words
            syllables += said.syllables
            masked += said.masked
    grade = flesch_kincaid(words, count, syllables) if english and words else None
    return Measures(grade, words, count, syllables, longest, paragraph, masked / words if words else 0.0)


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """The grade of school in which a text is read with ease."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


class _Totals(NamedTuple):
    """What the sentences of a paragraph come to."""

    sentences: int
    words: int
    syllables: int
    masked: int
    longest: int


@lru_cache(maxsize=8)  # a long pattern takes longer to be looked up than a paragraph to be counted
def _counter(masks: re.Pattern[str] | None) -> Callable[[str], _Totals]:
    @lru_cache(maxsize=20_000)  # the levels read the same paragraphs
    def totals(text: str) -> _Totals:
        said = sentences(text, masks)
        return _Totals(len(said), sum(s.words for s in said), sum(s.syllables for s in said), sum(s.masked for s in said), max((s.words for s in said), default=0))

    return totals


def sentences(text: str, masks: re.Pattern[str] | None = None) -> tuple[Sentence, ...]:
    """The sentences of a paragraph; the last one ends with it, with or without a stop."""
    return tuple(s for part in split(text) if (s := _counted(part, masks)).words)


def split(text: str) -> list[str]:
    """A paragraph as sentences. A stop in a number, after an abbreviation or before a small letter ends none."""
    text = " ".join(text.split())
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            found.append(text[start : stop.end()])
            start = stop.end() + 1
    return [*found, text[start:]] if text[start:] else found


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    before, after = text[start : stop.end()], text[stop.end() :].lstrip().lstrip(_OPENING)[:1]
    if after.islower():
        return False
    if stop[0][0] != ".":
        return True
    last = before.split()[-1].lstrip(_OPENING).rstrip(".").lower()
    return not (last in _ABBREVIATIONS or _INITIALS.search(before) or (after.isdigit() and _NUMBERED.search(before)))


def _counted(text: str, masks: re.Pattern[str] | None) -> Sentence:
    masked = masks.sub(_MASK, text) if masks else text
    spoken = [s for word in _BETWEEN_WORDS.split(masked) if (s := _in_word(word))]
    return Sentence(text, len(spoken), sum(spoken), masked.count(_MASK))


@lru_cache(maxsize=20_000)
def _in_word(word: str) -> int:
    """Syllables between two spaces: a word with a hyphen is one word, and a number counts as it is said. 0 for what is not said."""
    parts = _SPOKEN.findall(word)
    minus = 2 if re.match(r"[(\[]*[-−]\d", word) else 0
    return minus + sum(_part(part) for part in parts) if any(p[0].isalnum() or p == _MASK for p in parts) else 0


def _part(part: str) -> int:
    if part == _MASK:
        return MASKED
    if part[0].isdigit():
        return number(part)
    return syllables(part) if part[0].isalpha() else {"%": 2, "°": 2, "=": 2}.get(part, 1)


_SAID = 15  # digits of the longest number that has a name


def number(digits: str) -> int:
    """Syllables of a number as it is said: `2.5` is two point five; ² and ① are said as 2 and 1, and what nobody can say at once digit by digit."""
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in digits)
    whole, _, fraction = digits.replace(",", "").partition(".")
    if len(whole) > _SAID:
        return sum(_DIGITS[int(d)] for d in whole + fraction)
    value, year = int(whole), "," not in digits and len(whole) == 4 and whole[0] in "12" and whole[1:3] != "00"
    said = _below_hundred(value // 100) + (_below_hundred(value % 100) if value % 100 else 2) if year else _whole(value)
    return said + (1 + sum(_DIGITS[int(d)] for d in fraction) if fraction else 0)


def _whole(value: int) -> int:
    for size, name in ((1_000_000, 2), (1000, 2), (100, 2)):
        if value >= size:
            return _whole(value // size) + name + (_whole(value % size) if value % size else 0)
    return _below_hundred(value)


def _below_hundred(value: int) -> int:
    return _DIGITS[value] if value < 20 else _TENS[value // 10] + (_DIGITS[value % 10] if value % 10 else 0)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Syllables of one English word: groups of vowels, with the endings that are not heard, and a list of exceptions."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    small = "".join(c for c in plain.lower() if c.isalpha() or c == "'").removesuffix("'s").removesuffix("'")
    if small in _EXCEPTIONS:
        return _EXCEPTIONS[small]
    if word.isupper() and (len(small) <= 3 or not re.search("[aeiou]", small)) and len(small) > 1:  # DXA: letter by letter
        return sum(3 if letter == "w" else 1 for letter in small)
    return _by_rule(small)


def _by_rule(word: str) -> int:
    return max(1, len(_VOWELS.findall(word)) + len(_APART.findall(word)) - len(_SILENT.findall(word)))


__all__ = ["MASKED", "Measures", "Passage", "Sentence", "flesch_kincaid", "measure", "number", "sentences", "split", "syllables"]
