"""(text, its translation) → numbers that are not the same, and whether a part is missing: what nobody sees who reads one language only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model import Document
from ..overlay import Translated, fingerprint
from ..problems import Place, Problem, problem

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,\u066b\u066c'\u00a0\u202f]\d{3}\b)*(?:[.,\u066b]\d+)?")
_FRACTIONS = re.compile(r"(\d*)([¼½¾⅓⅔])")
_THOUSANDS = re.compile(r"(?<=\d)[.,\u066b\u066c'\u00a0\u202f](?=\d{3}\b)")
_SPOKEN = (  # a translator may write as a number what English says in a word; two and 2 are the same
    ("one", "once", "first", "single", "a"), ("two", "twice", "second", "both", "pair", "couple", "halves", "half"), ("three", "third", "thirds"), ("four", "fourth", "quarter"),
    ("five", "fifth"), ("six", "sixth"), ("seven", "seventh", "week", "weekly"), ("eight", "eighth"), ("nine", "ninth"), ("ten", "tenth"), ("eleven",), ("twelve", "dozen"),
)  # fmt: skip
SMALL = 12  # numbers up to here are often written as words
SENTENCES = 3  # a text so long whose translation has less than half of its sentences has lost a part
_ENDS = re.compile(r"[.!?。！？।؟۔]+(?:\s|$)|[。！？]")
_DIRECTIVE = re.compile(r"^\s*///.*$|\]\([^)]*\)|\{[^}]*\}|^\s*\d+[.)] ", re.M)


class Numbers(NamedTuple):
    """The numbers of a text: as digits, and those that it may mean by its words."""

    written: frozenset[str]
    spoken: frozenset[str]


def check(document: Document, words: Mapping[str, Translated], source: Mapping[str, str]) -> Iterator[Problem]:
    """Each translated text that is up to date, against its source."""
    for path, word in words.items():
        if path in source and word.of == fingerprint(source[path]):
            yield from _text(f"`{path}`", source[path], word.text, document.place((path, "text")))


def body(own: Document, document: Document) -> Iterator[Problem]:
    """A page's translated body against its source."""
    source, translated = (_DIRECTIVE.sub(" ", d.body) for d in (own, document))
    place = document.at(document.body_line + 1)
    for found in _text("the body", source, translated, place):
        odd = re.search(r"`(\d[^`]*)`", found.message)
        spot = document.find(odd[1], start=document.body_line + 1) if odd else place
        yield problem(found.code, found.message, spot, found.help)


def _text(what: str, source: str, translated: str, place: Place) -> Iterator[Problem]:
    told = _strange(numbers(source), numbers(translated))
    if told:
        yield problem("translation-numbers", f"{what} has another number than its source: {told}", place, "write the number of the source; where a measure was changed on purpose, such as pounds to kilograms, have it looked at")
    if (full := _sentences(source)) >= SENTENCES and (some := _sentences(translated)) * 2 < full:
        yield problem("translation-part", f"{what} has {some} of {full} sentences", place, "translate the whole text: what is left out may be what keeps somebody safe")


def _strange(source: Numbers, translated: Numbers) -> str:
    """The first number that only one of the two has, in words."""
    added = sorted(translated.written - source.written - source.spoken, key=float)
    missing = sorted((n for n in source.written - translated.written if float(n) > SMALL), key=float)
    if added:
        return f"`{added[0]}` is not there"
    return f"`{missing[0]}` is missing" if missing else ""


def numbers(text: str) -> Numbers:
    """The numbers of a text, whatever its digits and separators."""
    plain = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    plain = _FRACTIONS.sub(lambda m: f"{int(m[1] or 0) + round(unicodedata.numeric(m[2]), 2):g}", plain)
    written = frozenset(_plain(found[0]) for found in _NUMBER.finditer(plain))
    folded = {*re.findall(r"[^\W\d_]+", text.casefold())}
    return Numbers(written, frozenset(str(n) for n, forms in enumerate(_SPOKEN, 1) if folded & set(forms)))


def _plain(number: str) -> str:
    return f"{float(_THOUSANDS.sub('', number).replace(',', '.').replace(chr(0x66B), '.')):g}"


def _sentences(text: str) -> int:
    return len([piece for piece in _ENDS.split(text) if piece and re.search(r"\w", piece)])


__all__ = ["Numbers", "body", "check", "numbers"]
