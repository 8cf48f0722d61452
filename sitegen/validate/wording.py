"""Document + statements → words in it that should not be there: advice that the clinic has given up, and what machines have spoiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..model import Document, Statement
from ..model.document import Path
from ..problems import Place, Problem, problem

_REFUSED = re.compile(r"\b(?:do not|don't|never|not|no longer|instead of|rather than)\b[^.]*$", re.I)
_PIECES = re.compile(r"(?=\n[ \t]*(?:\n|[-*+] |\d+[.)] |///|#))")  # where a sentence cannot go on
_MARKS = re.compile(r"[*_]+(?=\s|$)|(?<!\S)[*_]+")  # “lift **with** your legs” says it all the same
_BETWEEN = r"[*_]*\s+[*_]*"
_OWN = "retired"  # the field in which statements list them
# UTF-8 that some program took for Windows' letters: `Â°`, `â€™`, `Ã©`
_GARBLED = re.compile(r"Â[\s\u00a0°·«»±²³¼½¾]|â€[^\s]|Ã[\u00a0-\u00bf]|\ufffd")
# a part of the body that a unit converter took for a length: "stand on 1 foot (0.3 m)"
_CONVERTED = re.compile(r"\b(?:on|lift|raise|with|of) (?:your |each |the |other |one |1 |both |2 |two )*(?:foot|feet|hands?) \(\d[\d.,]* ?(?:m|cm|mm|meters?|centimeters?)\)", re.I)


def check(document: Document, statements: Mapping[str, Statement]) -> Iterator[Problem]:
    """Both kinds of words that should not be there."""
    yield from retired(document, statements)
    yield from spoiled(document)


def spoiled(document: Document) -> Iterator[Problem]:
    """Letters and measures that a program has spoiled on the way here."""
    for number, line in enumerate(document.lines, 1):
        if "(" in line and (found := _CONVERTED.search(line)):
            yield problem("unit-converted", f"“{found[0]}” is a part of the body, and its length is a machine's", document.at(number, found.start() + 1, len(found[0])), "take the brackets away")
        if not line.isascii() and (found := _GARBLED.search(line)):
            yield problem("garbled-text", f"“{found[0].strip()}” is what another program made of a letter or sign", document.at(number, found.start() + 1, len(found[0])), "type it again: most often it was an apostrophe, a dash, an accent or a space")


def retired(document: Document, statements: Mapping[str, Statement]) -> Iterator[Problem]:
    """Each retired wording in a document's own words, but where a sentence speaks against it."""
    homes = {_folded(words): id for id, statement in statements.items() for words in statement.retired}
    said = _folded("\n".join(document.lines))
    found = _pattern(tuple(words for words in homes if words in said))
    if found is None:  # most documents
        return
    for text, place in _texts(document):
        for match in found.finditer(text):
            if not _REFUSED.search(text[: match.start()]):
                words = _folded(match[0])
                id, line = homes[words], place.line + text.count("\n", 0, match.start())
                where = document.find(match[0].split("\n")[0], start=line)
                yield problem("retired-wording", f"“{words}” is a wording that statement `{id}` has retired", where, f"say it as the statement does: `/// statement | {id}` on a page, or in its words elsewhere")


def _folded(words: str) -> str:
    """In small letters, with one kind of apostrophe, without stars and lines around single words."""
    return " ".join(_MARKS.sub(" ", words.lower().replace("’", "'")).split())


@lru_cache(maxsize=100)
def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(wordings, key=len, reverse=True)
    choices = (_BETWEEN.join(re.escape(word).replace("'", "['’]") for word in words.split()) for words in longest_first)
    return re.compile(rf"\b(?:{'|'.join(choices)})\b", re.I) if wordings else None


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    """Every text of a document's fields, then each paragraph and list item of its body, with the place where it begins."""
    yield from _values(document, document.data, ())
    line = document.body_line + 1
    for piece in _PIECES.split(document.body):
        yield piece, document.at(line)
        line += piece.count("\n")


def _values(document: Document, value: Any, path: Path) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        yield value, document.place(path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != _OWN:
                yield from _values(document, inner, (*path, key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _values(document, inner, (*path, number))
