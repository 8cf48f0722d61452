"""Subject → lists that are too long to keep in mind, and don'ts that do not say what to do instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..problems import Problem, problem
from . import written
from .subject import Subject, Whole
from .written import Piece, Written

MOST = 7  # items
_STARTS = re.compile(r"\W*(?:please )?(?:do not|don['’]t)\b", re.I)
_WEAK = re.compile(r"\b(?:avoid(?:ing|s)?|never|refrain(?:ing)? from)\b", re.I)
_INSTEAD = re.compile(r"[:;–—] *\w+ ?\w*|[.!?] +\w+|\binstead\b(?! of\b)|, (?:but|and) \w+", re.I)  # words after a colon, or a second sentence


def finds(subject: Subject) -> Iterator[Problem]:
    """Lists in every language, and don'ts in English."""
    for document in (subject.document, *(subject.translated[language] for language in subject.models if language in subject.translated)):
        yield from _long(written.written(document))
    for _, text in written.english(subject):
        yield from _donts(text)


def whole(whole: Whole) -> Iterator[Problem]:
    """Statements that are lists."""
    source = whole.sources.get("statements")
    for statement in whole.library.statements.values() if source else ():
        longest = max(len(statement.parts(text)[1]) for text in statement.text.values()) if statement.listed else 0
        if source and longest > MOST:
            yield problem("list-long", f"the list of statement `{statement.id}` has {longest} items", source.place((statement.id, "text")), _SHORTER)


_SHORTER = f"keep {MOST} at most: leave out what matters least, or make two lists of it, each with a line above it"


def _long(text: Written) -> Iterator[Problem]:
    items = Counter(piece.group for piece in text.pieces if piece.form == "item")
    for group, count in items.items():
        if count > MOST:
            first = next(piece for piece in text.pieces if piece.form == "item" and piece.group == group)
            yield problem("list-long", f"this list has {count} items", text.document.at(first.line), _SHORTER)


def _donts(text: Written) -> Iterator[Problem]:
    if "dont" not in text.blocks:
        return
    for piece in text.pieces:
        if piece.form == "item" and piece.within and piece.within[-1][0] == "dont":
            yield from _dont(text, piece)


def _dont(text: Written, piece: Piece) -> Iterator[Problem]:
    place, weak = text.document.at(piece.line), _WEAK.search(piece.text)
    if weak or not _STARTS.match(piece.text):
        said = f"a don't says “{weak[0]}”" if weak else "a don't does not begin with “do not”"
        where = text.place(piece, weak[0], weak.start()) if weak else place
        yield problem("dont-wording", said, where, "begin with “do not”, and say what to do instead: `- do not climb on a chair: ask someone`")
    elif not _INSTEAD.search(piece.text):
        yield problem("dont-alone", "a don't does not say what to do instead", place, "put it behind a colon, in the same item: `- do not climb on a chair: ask someone`")
