"""Subject → words of the trade that no reader was told, and medical words that come before their plain ones. English only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from ..model import Library
from ..problems import Problem, problem
from . import wanted, written
from .subject import Subject, Whole
from .wanted import Wanted
from .written import Piece, Written

_WORD = re.compile(r"[^\W_]+")
_NAMES_ITSELF = frozenset(("glossary",))  # whose very job is to name them
# Behind a word: “ambulate (walk)”, “gait, which is how you walk”, “supine means …”, “sub-acute)” in brackets, “prone” in quotes
_EXPLAINED = re.compile(r"[\w-]*(?:[)”\"*]|\s*\(|(?: \w+){0,3}, (?:which|that) (?:is|are|means?) |,? (?:is|are|means?|or|that is|meaning) |: )")
_CALLED = re.compile(r"(?:\(|“|\"|\b(?:call(?:ed|s)?|name(?:d|s)?|say|says|known as|term|word)(?: (?:it|this|them|that))?(?: (?:an?|the))?)\s*$", re.I)


@cache
def words() -> Wanted:
    """What stands in jargon.toml."""
    rows: dict[str, list[str]] = tomllib.loads(resources.files(__package__).joinpath("jargon.toml").read_text(encoding="utf-8"))
    return wanted.of({word: plain for plain, trade in rows.items() for word in trade})


class Explained(NamedTuple):
    """What a glossary explains: its medical words by their plain ones, and a pattern of all of its words."""

    medical: Wanted
    all: re.Pattern[str]


def finds(subject: Subject) -> Iterator[Problem]:
    """In a card, page or handout: words of the trade, and the medical word where the plain one should come first."""
    explained = subject.once(_of_all)
    for language, text in written.english(subject):
        yield from _jargon(text, explained[language])
        yield from _late(text, explained[language])


def whole(whole: Whole) -> Iterator[Problem]:
    """Words of the trade in what all documents share."""
    for text in written.shared(whole):
        if text.document.kind not in _NAMES_ITSELF:
            yield from _jargon(text, _explained(whole.library))


def _of_all(subject: Subject) -> Mapping[str, Explained]:
    return {language: _explained(library) for language, library in subject.libraries.items() if written.is_english(language)}


def _explained(library: Library) -> Explained:
    terms = library.glossary.values()
    pairs = {str(term.medical).lower(): str(term.plain).lower() for term in terms if term.medical and _WORD.search(term.medical)}
    words = {str(word).lower() for term in terms for word in (term.plain, term.medical, *term.also) if word}
    return Explained(wanted.of({word: plain for word, plain in pairs.items() if plain not in word}), wanted.pattern(tuple(sorted(words))))


def _jargon(text: Written, explained: Explained) -> Iterator[Problem]:
    looked = words()
    pattern = looked.within(text)
    if pattern is None:
        return
    told = set[str]()
    for piece in text.pieces:
        for match in pattern.finditer(piece.text):
            word = " ".join(match[0].lower().split())
            if word not in told and not (_said(piece, match) or _within(match, explained.all, piece.text) >= len(word)):
                told.add(word)
                mend = f"write “{looked.instead[word]}”, or explain the word in glossary.yml"
                yield problem("jargon", f"“{match[0]}” is a word of the trade", text.place(piece, match[0], match.start()), mend)


def _said(piece: Piece, match: re.Match[str]) -> bool:
    """Whether the word is explained beside it, or is part of a name."""
    before, after = piece.text[: match.start()], piece.text[match.end() :]
    named = match[0][0].isupper() and bool(re.search(r"\w,? $", before))
    return named or bool(_EXPLAINED.match(after) or _CALLED.search(before))


def _late(text: Written, explained: Explained) -> Iterator[Problem]:
    """Medical words whose plain one has not been read by then."""
    pattern = explained.medical.within(text)
    if pattern is None:
        return
    read, told = "", set[str]()
    for piece in text.pieces:
        for match in pattern.finditer(piece.text):
            word = " ".join(match[0].lower().split())
            if word not in told and _within(match, explained.all, piece.text) <= len(word):  # a longer word has an entry of its own
                told.add(word)
                plain, before = explained.medical.instead[word], piece.text[: match.start()]
                if not (_CALLED.search(before) or _told_of(plain, read + before)):
                    mend = f"write “{plain}”, with “({match[0]})” behind it if readers will hear that word, too"
                    yield problem("plain-word-first", f"“{match[0]}” stands before its plain word, “{plain}”", text.place(piece, match[0], match.start()), mend)
        read += piece.text + "\n"


def _within(match: re.Match[str], words: re.Pattern[str], text: str) -> int:
    """The length of the word around a match, 0 where there is none."""
    return max((len(found[0]) for found in words.finditer(text) if found.start() <= match.start() and match.end() <= found.end()), default=0)


def _told_of(plain: str, read: str) -> bool:
    """Whether the words of a plain name were read, in any form and order: “your bone broke” for “broken bone”."""
    small = read.lower()
    return all(word[:4] in small for word in _WORD.findall(plain))
