"""Subject → numbers that readers cannot compare, and measures in one kind of unit only. English only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..problems import Problem, problem
from . import written
from .subject import Subject, Whole
from .written import Piece, Written

_SMALL = {word: number for number, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])}
_COUNT = rf"(?:\d[\d,]*|{'|'.join(_SMALL)}|a hundred|a thousand)"
_SHARE = re.compile(rf"(?<![\w.,-])({_COUNT})(?: people| women| men)? (in|of|out of) (?:every |each |the |these |those )?({_COUNT})(?![\w-]|[.,]\d| ?(?:percent|%|minutes?|hours?|days?|weeks?|months?|years?|times?|pounds?|kilograms?|inches|feet|meters?))", re.I)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:percent|per cent|%)")
_BESIDE = re.compile(r"[^.;\n(]{0,60}\((?:about |or )?\d+(?:\.\d+)? ?(?:percent|per cent|%)\)")  # “4 of 25 women (16 percent)”
_NEAR = 0.05  # “28.7 percent, more than 1 in 4” says one thing twice
_MEASURES = {
    "weight": (r"pounds?|lbs?", r"kilograms?|kilos?|kgs?"),
    "length": (r"inch(?:es)?|yards?|miles?|(?:feet|foot)(?= (?:long|high|wide|tall|apart|away|deep|above|below|from)\b)", r"centimeters?|centimetres?|cm|meters?|metres?|kilometers?|kilometres?|km"),
}  # fmt: skip
_NUMBER = r"(?:\d[\d.,]*[½¼¾]?|[½¼¾])(?: ?(?:-|–|to) ?\d[\d.,]*)?[ -]?"
_KINDS = {what: tuple(re.compile(rf"(?<![\w.]){_NUMBER}(?:{words})(?!\w)", re.I) for words in both) for what, both in _MEASURES.items()}
_SIGNS = frozenset(("percent", "in", "of", "pound", "pounds", "lb", "lbs", "kilogram", "kilograms", "kilo", "kilos", "kg", "kgs", "cm", "km", "mile", "miles", "yard", "yards", "inch", "inches", "feet", "foot", "meter", "meters", "metre", "metres", "centimeter", "centimeters", "centimetre", "centimetres", "kilometer", "kilometers", "kilometre", "kilometres"))  # fmt: skip
_DIGIT = re.compile(r"\d|½")


class Share(NamedTuple):
    """“4 of 25”, where it stands, and whether its percentage stands beside it."""

    base: int
    value: float
    text: str
    piece: Piece
    at: int
    told: bool


def finds(subject: Subject) -> Iterator[Problem]:
    """In a card, page or handout."""
    for _, text in written.english(subject):
        yield from _found(text)


def whole(whole: Whole) -> Iterator[Problem]:
    """In what all documents share."""
    for text in written.shared(whole):
        yield from _found(text)


def _found(text: Written) -> Iterator[Problem]:
    if text.words.isdisjoint(_SIGNS):
        return
    counted = [piece for piece in text.pieces if piece.form != "heading" and (_DIGIT.search(piece.text) or " in " in piece.text)]
    for piece in counted:
        yield from _alone(text, piece)
    for _, pieces in groupby(counted, key=lambda piece: piece.group or (piece.line, piece.field)):
        yield from _mixed(text, list(pieces))


def _mixed(text: Written, pieces: list[Piece]) -> Iterator[Problem]:
    """What stands in one paragraph, list or table, and cannot be compared."""
    shares = [share for piece in pieces for share in _shares(piece)]
    bare = [share for share in shares if not share.told]
    bases = {share.base for share in bare}
    if len(bases) > 1:
        odd = next(share for share in bare if share.base != bare[0].base)
        mend = f"write all of them out of the same number, such as “… of 100”, as “{bare[0].text}” is out of {bare[0].base}"
        yield problem("numbers-base", f"“{odd.text}” stands beside “{bare[0].text}”: nobody can compare them", text.place(odd.piece, odd.text, odd.at), mend)
    percent = [float(match[1]) / 100 for piece in pieces for match in _PERCENT.finditer(piece.text)]
    stray = [share for share in bare if percent and all(abs(share.value - part) > _NEAR for part in percent)]
    if stray:
        yield problem("numbers-mixed", f"“{stray[0].text}” stands beside percentages of something else", text.place(stray[0].piece, stray[0].text, stray[0].at), "tell all of them in the same way: “… of 100” is the easiest to see before oneself")


def _shares(piece: Piece) -> Iterator[Share]:
    for match in _SHARE.finditer(piece.text):
        part, base = _value(match[1]), _value(match[3])
        spelled = match[1][0].isalpha() and match[2].lower() != "in" and match[3][0].isalpha()  # “one of two ways” counts nothing
        if base > 1 and part <= base and not spelled:
            yield Share(base, part / base, match[0], piece, match.start(), bool(_BESIDE.match(piece.text, match.end())))


def _value(said: str) -> int:
    small = said.lower()
    return _SMALL.get(small, 100 if small == "a hundred" else 1000 if small == "a thousand" else 0) or int(small.replace(",", "") if small[0].isdigit() else 0)


def _alone(text: Written, piece: Piece) -> Iterator[Problem]:
    for what, (ours, theirs) in _KINDS.items():
        mine, other = ours.search(piece.text), theirs.search(piece.text)
        found = mine or other
        if found and not (mine and other):
            kinds = ("pounds", "kilograms") if what == "weight" else ("inches, feet or miles", "centimeters, meters or kilometers")
            missing = kinds[1] if mine else kinds[0]
            words = found[0].strip()
            yield problem("unit-alone", f"“{words}” has nothing in {missing} beside it", text.place(piece, words, found.start()), f"add it in brackets: “{words} (about … {missing.split(',')[0]})”")
