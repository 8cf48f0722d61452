"""Document → its texts as the author wrote them: each paragraph, item, row and field, with its line and the blocks around it. Shared by all checks of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ..model import Document
from ..model.document import Path
from ..problems import Place
from .subject import Subject, Whole

# Fields that hold names and settings, or words that are only looked for: nobody reads them as advice.
_SILENT = frozenset([
    "address", "also", "baseline", "cards", "category", "clinic", "code", "colors", "counts", "doi", "email", "emergency", "equipment", "erratum",
    "figure", "for", "general", "hazards", "icon", "id", "kind", "languages", "layout", "logo", "match", "of", "order", "owner", "pages", "paper",
    "position", "postal", "reading", "recode", "retired", "review", "reviewers", "scene", "shelf", "slug", "source", "sources", "stem", "supervision",
    "url", "was", "who", "words",
])  # fmt: skip
WORDLESS = frozenset(("people", "reviewers", "references", "published", "redirects", "waivers", "reviews"))  # kinds of documents without advice in them
_BY_ID = frozenset(("glossary", "hazards", "moves", "statements", "tiers"))  # kinds whose outermost names are those of things
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,3}[.)])\s+")
_OPENS = re.compile(r"///\s*([a-z]+)\s*(?:\|\s*(.*?))?\s*$")
_UNREAD = re.compile(r"\]\([^)\n]*\)|\{[a-z0-9 -]+\}|https?://\S+|<[^>\n]*>")  # where a link leads, hazards in braces, addresses
_WORDS = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    """A text as it was written. What nobody reads of it, such as where a link leads, is blank."""

    text: str
    line: int  # from 1, where it begins
    form: str = "paragraph"  # paragraph, item, row, heading, or field
    field: str = ""  # of a field its names, such as `mistakes.wrong`
    group: int = 0  # items of one list and rows of one table have the same
    within: tuple[tuple[str, str], ...] = ()  # the blocks around it with what they name, outermost first

    def inside(self, *kinds: str) -> bool:
        """Whether it stands in a block of one of these kinds."""
        return any(kind in kinds for kind, _ in self.within)


class Written(NamedTuple):
    """The texts of a document, and all words in them in small letters: one look tells most checks that there is nothing to find."""

    document: Document
    pieces: tuple[Piece, ...]
    words: frozenset[str]
    blocks: frozenset[str]  # the kinds of blocks in it

    def place(self, piece: Piece, words: str, at: int = 0) -> Place:
        """Where these words of a piece stand; `at` is where they begin in its text."""
        line = piece.line + (piece.text.count("\n", 0, at) if piece.form != "field" else 0)
        return self.document.find(words.split("\n")[0], start=line)


class _Same:
    """A document by its identity: two are the same only if they are one."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


def written(document: Document) -> Written:
    """The texts of a document."""
    return _written(_Same(document))


def english(subject: Subject) -> Iterator[tuple[str, Written]]:
    """A document in each language that is English, as it was written."""
    for language in subject.models:
        document = subject.translated.get(language) or (subject.document if language == subject.library.language else None)
        if is_english(language) and document:
            yield language, written(document)


def shared(whole: Whole) -> Iterator[Written]:
    """What all documents share and readers meet, where it is written in English."""
    if is_english(whole.library.language):
        yield from (written(document) for document in whole.sources.values() if document.kind not in WORDLESS)


def is_english(language: str) -> bool:
    """Whether it is a tag of English."""
    return language.split("-")[0] == "en"


@lru_cache(maxsize=32)  # each check asks for the same document in turn
def _written(same: _Same) -> Written:
    document = same.document
    pieces = tuple(piece._replace(text=_read(piece.text)) for piece in (*_fields(document), *_Body(document).pieces()))
    return Written(document, pieces, frozenset(_WORDS.findall("\n".join(piece.text for piece in pieces).lower())), frozenset(kind for piece in pieces for kind, _ in piece.within))


def _read(text: str) -> str:
    return _UNREAD.sub(lambda m: " " * len(m[0]), text) if any(sign in text for sign in "]{<:") else text


def _fields(document: Document) -> Iterator[Piece]:
    for path, text in _texts(document):
        marks = document.marks.get(path)
        names = ".".join(part for part in path if isinstance(part, str))
        yield Piece(text, marks.value.line + 1 if marks else 1, "field", names)


def _texts(document: Document) -> Iterator[tuple[Path, str]]:
    if document.kind not in _BY_ID:
        yield from _values(document.data, ())
        return
    for id, value in document.data.items():  # an id may be called like a field
        yield from _values(value, (id,))


def _values(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if not _ID.fullmatch(value):
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _SILENT:
                yield from _values(inner, (*path, key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _values(inner, (*path, number))


class _Body:
    """Walks through a body line by line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.within: list[tuple[str, str]] = []
        self.open: list[str] = []  # lines of the piece that is being read
        self.first, self.form, self.group = 0, "paragraph", 0
        self.indents: dict[int, int] = {}  # of the lists that are open: indentation → group
        self.groups = 0

    def pieces(self) -> Iterator[Piece]:
        """All of them, in their order."""
        if not self.document.body:
            return
        blank = False
        for number, line in enumerate(self.document.body.split("\n"), self.document.body_line + 1):
            bare = line.strip()
            if not bare:
                yield from self._flush()
            elif line.startswith("///"):
                yield from self._flush()
                self._block(line)
            else:
                yield from self._line(line, bare, number, blank)
            blank = not bare
        yield from self._flush()

    def _block(self, line: str) -> None:
        opens = _OPENS.match(line)
        self.indents.clear()
        if opens:
            self.within.append((opens[1], opens[2] or ""))
        elif self.within:
            self.within.pop()

    def _line(self, line: str, bare: str, number: int, blank: bool) -> Iterator[Piece]:
        item = _ITEM.match(line)
        if item:
            yield from self._flush()
            self._begin(number, "item", self._list(len(item[1])))
            self.open.append(" " * item.end() + line[item.end() :])
        elif bare[0] in "#|":
            yield from self._flush()
            form = "row" if bare[0] == "|" else "heading"
            self._begin(number, form, self._list(-1) if form == "row" else 0)
            self.open.append(line)
            yield from self._flush()
        else:
            if not self.open:
                if blank and not line[0].isspace():
                    self.indents.clear()
                self._begin(number, "paragraph", 0)
            self.open.append(line)

    def _list(self, indent: int) -> int:
        """The group of a list with this indentation: the one that is open, or a new one."""
        self.indents = {deep: group for deep, group in self.indents.items() if deep <= indent and (deep >= 0) == (indent >= 0)}
        if indent not in self.indents:
            self.groups += 1
            self.indents[indent] = self.groups
        return self.indents[indent]

    def _begin(self, number: int, form: str, group: int) -> None:
        self.first, self.form, self.group = number, form, group
        if form == "heading":
            self.indents.clear()

    def _flush(self) -> Iterator[Piece]:
        if self.open:
            yield Piece("\n".join(self.open), self.first, self.form, "", self.group, tuple(self.within))
            self.open = []


__all__ = ["WORDLESS", "Piece", "Written", "english", "is_english", "shared", "written"]
