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
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FORBIDDEN = {
    "yaml-alias": ("an anchor or alias (`&`, `*`) is used", "write the value out; put text that begins with `*` or `&` in quotes"),
    "yaml-tag": ("a tag (`!…`) is used", "remove it; put text that begins with `!` in quotes"),
    "yaml-merge": ("a merge key (`<<`) is used", "write the fields out"),
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
        value = _Reader(yaml.parse(text, Loader=Loader), marks).document()
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    return value, marks


class _Reader:
    def __init__(self, stream: Iterator[Any], marks: dict[Path, Marks]) -> None:
        self.stream, self.marks = stream, marks

    def document(self) -> Any:
        next(self.stream)  # the stream's start
        start = next(self.stream)
        if isinstance(start, ev.StreamEndEvent):
            raise Unreadable("empty-file", "the file is empty", 0, 0, "write its fields, or remove the file", 0)
        value = self.value(next(self.stream), (), None)
        next(self.stream)  # the document's end
        after = next(self.stream)
        if not isinstance(after, ev.StreamEndEvent):
            raise Unreadable("yaml-documents", "a second document begins here", after.start_mark.line, 0, "keep one document in a file: remove the `---` line", 3)
        return value

    def value(self, event: Any, path: Path, key: Mark | None) -> Any:
        self._refuse_special(event)
        if len(path) > DEEPEST:
            raise Unreadable("yaml-deep", f"values are nested more than {DEEPEST} deep", event.start_mark.line, event.start_mark.column, "flatten them")
        self.marks[path] = Marks(key, _mark(event))
        if isinstance(event, ev.ScalarEvent):
            return _plain(event.value) if not event.style and event.implicit[0] else event.value
        return self._list(path) if isinstance(event, ev.SequenceStartEvent) else self._mapping(path)

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
    return Unreadable(code, message, event.start_mark.line, event.start_mark.column, help)


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.column - start.column if end.line == start.line else 1)


def _plain(word: str) -> Any:
    if word in _NULL:
        return None
    if word in _BOOL:
        return _BOOL[word]
    return int(word) if _INT.fullmatch(word) else word


_HINTS = (
    ("mapping values are not allowed", "a colon stands inside a text without quotes", "put the whole text in quotes: \"…\""),
    ("could not find expected ':'", "a field has no colon after its name", "write `name: value`; lines that go on must be indented"),
    ("found unexpected end of stream", "a quote is opened and never closed", "close the quote on the same line"),
    ("did not find expected key", "this line does not fit the ones around it", "check its indentation, and put text with quotes, brackets or colons in quotes"),
    ("did not find expected '-' indicator", "this line does not fit the list around it", "begin each item with `- ` in the same column"),
    ("did not find expected ',' or", "a bracket is opened and never closed", "close it, or put the text in quotes"),
    ("block sequence entries are not allowed", "a list begins on the same line as its field", "begin the list on the next line"),
    ("found character that cannot start any token", "a text begins with a character that YAML keeps for itself", "put the text in quotes"),
)


def _explained(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    said = f"{error.problem or ''}"
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "end of stream" in said and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    for sign, message, help in _HINTS:
        if sign in said:
            return Unreadable("yaml-syntax", message, line, column, help)
    last = text.count("\n")
    return Unreadable("yaml-syntax", f"this cannot be read as YAML: {said}", min(line, last), column, "compare it with a card that works")
