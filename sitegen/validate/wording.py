"""Document + statements → retired wordings in it: advice that the clinic has given up, wherever it comes back."""

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
_OWN = "retired"  # the field in which statements list them


def retired(document: Document, statements: Mapping[str, Statement]) -> Iterator[Problem]:
    """Each retired wording in a document's own words, but where a sentence speaks against it."""
    homes = {_folded(words): id for id, statement in statements.items() for words in statement.retired}
    found = _pattern(tuple(homes))
    if found is None or not document.lines or not found.search("\n".join(document.lines)):  # most documents
        return
    for text, place in _texts(document):
        for match in found.finditer(text):
            if not _REFUSED.search(text[: match.start()]):
                words = _folded(match[0])
                id, line = homes[words], place.line + text.count("\n", 0, match.start())
                where = document.find(match[0].split("\n")[0], start=line)
                yield problem("retired-wording", f"“{words}” is a wording that statement `{id}` has retired", where, f"say it as the statement does: `/// statement | {id}` on a page, or in its words elsewhere")


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


@lru_cache(maxsize=4)
def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(wordings, key=len, reverse=True)
    choices = (r"\s+".join(map(re.escape, words.split())) for words in longest_first)
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
