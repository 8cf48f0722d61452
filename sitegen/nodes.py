"""YAML text → values with the place of each, or the one reason why not (YAML 1.2 core on libyaml, one pass)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events as ev

from .model.document import Mark, Marks, Path

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML built without libyaml: slower, same events
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

DEEPEST = 24
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_LOST = re.compile(r"[ \t]+(?P<words>#[^\s#].*?)\s*$")
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FORBIDDEN = {
    "yaml-alias": ("a text begins with `*` or `&`, which YAML keeps for itself", "put the whole text in quotes"),
    "yaml-tag": ("a text begins with `!`, which YAML keeps for itself", "put the whole text in quotes"),
    "yaml-merge": ("`<<` cannot stand for other fields here", "write the fields out, each as `name: value`"),
}


class Unreadable(Exception):
    """Why a text could not be read: code, message and help, with line and column from 0."""

    def __init__(self, code: str, message: str, line: int, column: int, help: str, length: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.column, self.help, self.length = code, message, line, column, help, length


def read(text: str) -> tuple[Any, dict[Path, Marks]]:
    """The value of a YAML text and the marks of everything in it; raises Unreadable at the first thing that is wrong."""
    marks: dict[Path, Marks] = {}
    try:
        value = _Reader(yaml.parse(text, Loader=Loader), marks, text).document()
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text.split("\n")) from None
    except yaml.YAMLError:  # a character that YAML forbids; load looks for those before
        raise Unreadable("yaml-syntax", "this text holds a character that cannot be read", -1, 0, "type the text again") from None
    return value, marks


class _Reader:
    def __init__(self, stream: Iterator[Any], marks: dict[Path, Marks], text: str) -> None:
        self.stream, self.marks, self.lines = stream, marks, text.split("\n")

    def document(self) -> Any:
        """The one document of the text."""
        next(self.stream)  # the stream's start
        start = next(self.stream)
        if isinstance(start, ev.StreamEndEvent):
            raise Unreadable("empty-file", "the file is empty", -1, 0, "write its fields, or remove the file")
        value = self.value(next(self.stream), (), None)
        next(self.stream)  # the document's end
        after = next(self.stream)
        if not isinstance(after, ev.StreamEndEvent):
            raise Unreadable("yaml-documents", "a line `---` begins a second text in the same file", after.start_mark.line, 0, "remove the line, or put what follows into a file of its own", 3)
        return value

    def value(self, event: Any, path: Path, key: Mark | None) -> Any:
        """The value that begins with an event, and the marks of everything in it."""
        self._refuse_special(event)
        if len(path) > DEEPEST:
            raise Unreadable("yaml-deep", f"lists stand inside one another more than {DEEPEST} deep", event.start_mark.line, event.start_mark.column, "look for brackets that are not meant, or put the text in quotes")
        self.marks[path] = Marks(key, _mark(event))
        if isinstance(event, ev.ScalarEvent):
            self._refuse_lost_words(event)
            return plain(event.value) if not event.style and event.implicit[0] else event.value
        return self._list(path) if isinstance(event, ev.SequenceStartEvent) else self._mapping(path)

    def _refuse_lost_words(self, event: Any) -> None:
        """`counter #2` would become `counter`: what follows ` #` is a remark, and nobody meant `2` to be one."""
        end = event.end_mark
        lost = _LOST.match(self.lines[end.line], end.column) if not event.style and end.line < len(self.lines) else None
        if lost:
            message = "the words from `#` on would be taken for a remark, and left out"
            help = 'put the whole text in quotes: "…"; in a remark, leave a space after `#`'
            raise Unreadable("yaml-remark", message, end.line, lost.start("words"), help, len(lost["words"]))

    def _list(self, path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(self.stream), ev.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items)), None))
        return tuple(items)

    def _mapping(self, path: Path) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(self.stream), ev.MappingEndEvent):
            self._refuse_special(event)
            mark = _mark(event)
            if not isinstance(event, ev.ScalarEvent):
                raise Unreadable("yaml-key", "a list or a group stands where a field's name should be", mark.line, mark.column, "write `name: value`; put text with brackets in quotes")
            name = event.value
            if name == "<<" and not event.style:
                raise _refusal("yaml-merge", event)
            if name in fields:
                first = self.marks[(*path, name)].key
                where = f" (first on line {first.line + 1})" if first else ""
                raise Unreadable("duplicate-key", f"`{name}` is written twice{where}", mark.line, mark.column, "keep one of the two", mark.length)
            fields[name] = self.value(next(self.stream), (*path, name), mark)
        return fields

    def _refuse_special(self, event: Any) -> None:
        if isinstance(event, ev.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal("yaml-alias", event)
        if getattr(event, "tag", None):
            raise _refusal("yaml-tag", event)


def _refusal(code: str, event: Any) -> Unreadable:
    message, help = _FORBIDDEN[code]
    mark = _mark(event)
    if isinstance(event, ev.CollectionStartEvent):
        sign = "!" if code == "yaml-tag" else "&"
        message, help = f"a word with `{sign}` stands before the value, which YAML keeps for itself", f"remove the word with `{sign}`"
    return Unreadable(code, message, mark.line, mark.column, help, mark.length)


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.column - start.column if end.line == start.line else 1)


def plain(word: str) -> Any:
    """What a word without quotes stands for."""
    if word in _NULL:
        return None
    if word in _BOOL:
        return _BOOL[word]
    return int(word) if _INT.fullmatch(word) else word


_HINTS = (
    ("mapping values are not allowed", "a colon stands inside a text without quotes", "put the whole text in quotes: \"…\""),
    ("could not find expected ':'", "a colon and a space are missing after the field's name", "write `name: value`; a text that goes on over several lines is indented"),
    ("did not find expected key", "this line does not fit the ones around it", "begin it in the same column as its neighbours"),
    ("found unexpected end of stream", "a quote is opened here and never closed", "close the quote at the end of the text"),
    ("did not find expected '-' indicator", "this line does not fit the list around it", "begin each item with `- ` in the same column"),
    ("block sequence entries are not allowed", "a list begins on the same line as its field", "begin the list on the next line"),
    ("found character that cannot start any token", "a text begins with a character that YAML keeps for itself", "put the whole text in quotes"),
    ("directive name", "a line begins with `%`, which YAML keeps for itself", "put the text in quotes"),
    ("non-alphabetical character", "a line begins with `%`, which YAML keeps for itself", "put the text in quotes"),
    ("expected comment or line break", "a text begins with `|` or `>`, which YAML keeps for itself", "put the whole text in quotes"),
    ("unknown escape character", "a backslash has a meaning of its own between double quotes", "put the text in single quotes: '…'"),
    ("found unexpected ':'", "a colon stands inside a text without quotes", "put the whole text in quotes: \"…\""),
    ("expected node content", "a value is missing here, or there is a comma or bracket too many", "compare the brackets and commas with a line that works"),
    ("expected <document start>", "this line does not fit the ones around it", "begin it in the same column as its neighbours, as `name: value`"),
)
_CONTEXTS = {"an alias": "yaml-alias", "an anchor": "yaml-alias", "a tag": "yaml-tag"}


def _explained(error: yaml.MarkedYAMLError, lines: list[str]) -> Unreadable:
    """What libyaml says of itself, in an author's words and at the author's place."""
    said, context = f"{error.problem or ''}", f"{error.context or ''}"
    there = error.problem_mark or error.context_mark
    began = error.context_mark or there
    if there is None or began is None:
        return Unreadable("yaml-syntax", f"this cannot be read as YAML: {said}", -1, 0, "compare it with a card that works")
    for sign, code in _CONTEXTS.items():
        if context.endswith(sign) or (sign == "a tag" and "undefined tag handle" in said):
            message, help = _FORBIDDEN[code]
            return Unreadable(code, message, began.line, began.column, help)
    special = _in_sight_of(lines[there.line][: there.column] if there.line < len(lines) else "", said, began, there)
    if special:
        return special
    place = began if "end of stream" in said or "expected ':'" in said else there
    for sign, message, help in _HINTS:
        if sign in said:
            return Unreadable("yaml-syntax", message, place.line, place.column, help)
    return Unreadable("yaml-syntax", f"this cannot be read as YAML: {said}", min(there.line, len(lines) - 1), there.column, "compare it with a card that works")


def _in_sight_of(before: str, said: str, began: yaml.Mark, there: yaml.Mark) -> Unreadable | None:
    """What only the author's own line can tell apart; `before` is what stands in front of the place."""
    if "expected ',' or" in said and began.line == there.line:
        return Unreadable("yaml-syntax", "this does not fit inside the brackets", there.line, there.column, "put each text that holds a colon, a comma, a quote or a bracket in quotes")
    if "expected ',' or" in said:
        return Unreadable("yaml-syntax", "a bracket is opened here and never closed", began.line, began.column, "close it, or put the text in quotes")
    if "expected key" in said and before.strip():
        sign = "quote" if before.rstrip()[-1] in "\"'" else "bracket"
        return Unreadable("yaml-syntax", f"the text goes on after its closing {sign}", there.line, there.column, "put the whole text in quotes: '…' around a text with \"…\" in it")
    word = re.fullmatch(r"\s*([\w-]+)", before)
    if "mapping values" in said and there.line and word and not word.start(1):  # the line above was read on into this one
        return Unreadable("yaml-syntax", "a colon and a space are missing after the field's name", there.line - 1, 0, "write `name: value`")
    if "mapping values" in said and there.line and word:
        return Unreadable("yaml-syntax", "this line is indented more than the field above it", there.line, word.start(1), "begin it in the same column as the field above; or put a text of several lines in quotes", len(word[1]))
    return None
