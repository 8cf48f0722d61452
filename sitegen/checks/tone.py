"""Subject → wordings that frighten, blame, talk down or promise too much. English only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from ..problems import Problem, problem
from . import wanted, written
from .subject import Subject, Whole
from .wanted import Wanted
from .written import Piece, Written

# “you are not fragile”, “it is never your fault”, “no reason to call it crippling”, “nothing is guaranteed”
_DENIED = re.compile(r"\b(?:not|no|nor|never|nobody|nothing|neither|without|cannot|instead of|rather than|\w+n['’]t)\b[^.!?;:,]{0,40}$", re.I)
_NEVER_DENIED = re.compile(r"\b(?:never|no|without|not|under)\b", re.I)  # a wording that says no itself


class Tones(NamedTuple):
    """What stands in tone.toml: of each wording its code and what to do about it."""

    wanted: Wanted
    codes: Mapping[str, str]


@cache
def tones() -> Tones:
    """All wordings that are looked for."""
    rows: dict[str, dict[str, str]] = tomllib.loads(resources.files(__package__).joinpath("tone.toml").read_text(encoding="utf-8"))
    return Tones(wanted.of({words: mend for those in rows.values() for words, mend in those.items()}), {words: code for code, those in rows.items() for words in those})


def finds(subject: Subject) -> Iterator[Problem]:
    """In a card, page or handout."""
    for _, text in written.english(subject):
        yield from _found(text)


def whole(whole: Whole) -> Iterator[Problem]:
    """In what all documents share."""
    for text in written.shared(whole):
        yield from _found(text)


def _found(text: Written) -> Iterator[Problem]:
    looked = tones()
    pattern = looked.wanted.within(text)
    if pattern is None:  # most documents
        return
    for piece in text.pieces:
        for match in pattern.finditer(piece.text):
            words = " ".join(match[0].lower().split())
            if not _fine(piece, match):
                yield problem(looked.codes[words], f"“{' '.join(match[0].split())}” {_SAID[looked.codes[words]]}", text.place(piece, match[0], match.start()), looked.wanted.instead[words])


_SAID = {
    "tone-fear": "frightens the reader",
    "tone-blame": "lays blame on the reader",
    "tone-down": "talks down to the reader",
    "tone-promise": "promises more than anyone can keep",
}


def _fine(piece: Piece, match: re.Match[str]) -> bool:
    """Whether the wording is denied, or somebody's own words in quotes."""
    before, after = piece.text[: match.start()], piece.text[match.end() :]
    quoted = before.count("“") > before.count("”") and "”" in after
    return quoted or bool(not _NEVER_DENIED.match(match[0]) and _DENIED.search(before))
