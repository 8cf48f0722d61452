"""A document as it was written → the same with one value changed, taken out or put in; every other byte stays."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model import Document
from sitegen.model.document import Path

from .kind import Mutation, Spot

_CLOSING = {"[": "]", "{": "}"}


class Written:
    """A file's text with the places of its values."""

    def __init__(self, document: Document, text: str) -> None:
        self.document, self.text, self.path = document, text, document.path
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def __contains__(self, keys: Path) -> bool:
        return keys in self.document.marks

    def get(self, *keys: str | int) -> object:
        """The value at a place, None where there is nothing."""
        value: object = self.document.data
        for key in keys:
            if isinstance(value, dict):
                value = value.get(str(key))
            elif isinstance(value, tuple) and isinstance(key, int):
                value = value[key] if key < len(value) else None
            else:
                return None
        return value

    def line(self, *keys: str | int) -> int:
        """The line of a value's name, or of the value where it has none."""
        return self.document.place(keys, key=True).line

    def span(self, keys: Path) -> tuple[int, int]:
        """Where a value begins and ends."""
        mark = self.document.marks[keys].value
        start = self.starts[mark.line] + mark.column
        if self.text[start : start + 1] in _CLOSING:
            return start, self._closed(start)
        inner = [p for p in self.document.marks if p[: len(keys)] == keys and p != keys]
        if inner:  # a block of lines
            return start, max(self._value_end(p) for p in inner)
        return start, self._value_end(keys)

    def _value_end(self, keys: Path) -> int:
        mark = self.document.marks[keys].value
        start = self.starts[mark.line] + mark.column
        return self._closed(start) if self.text[start : start + 1] in _CLOSING else start + mark.length

    def _closed(self, start: int) -> int:
        """Where a list or group in brackets ends."""
        depth, quote = 0, ""
        for at in range(start, len(self.text)):
            sign = self.text[at]
            if quote:
                quote = "" if sign == quote else quote
            elif sign in "\"'" and self.text[at - 1] in " [{,:":
                quote = sign
            elif sign in "[{":
                depth += 1
            elif sign in "]}":
                depth -= 1
                if not depth:
                    return at + 1
        return len(self.text)

    def put(self, keys: Path, value: str) -> str:
        """The text with another value at a place."""
        start, end = self.span(keys)
        return self.text[:start] + value + self.text[end:]

    def named(self, keys: Path, name: str) -> str:
        """The text with another name before a value."""
        mark = self.document.marks[keys].key
        assert mark, keys
        start = self.starts[mark.line] + mark.column
        return self.text[:start] + name + self.text[start + mark.length :]

    def without(self, keys: Path) -> str:
        """The text without a value and its name; in brackets with the comma that belongs to it, else with its lines."""
        marks = self.document.marks[keys]
        first = marks.key or marks.value
        start, end = self.starts[first.line] + first.column, self.span(keys)[1]
        outer = self.document.marks[keys[:-1]].value
        if keys[:-1] and self.text[self.starts[outer.line] + outer.column] in _CLOSING:
            if self.text[end : end + 2] == ", ":
                return self.text[:start] + self.text[end + 2 :]
            start = start - 2 if self.text[start - 2 : start] == ", " else start
            return self.text[:start] + self.text[end:]
        until = self.text.find("\n", end)
        return self.text[: self.starts[first.line]] + (self.text[until + 1 :] if until >= 0 else "")

    def below(self, line: int, *lines: str) -> str:
        """The text with lines put in below a line."""
        at = self.starts[line]
        return self.text[:at] + "".join(f"{new}\n" for new in lines) + self.text[at:]

    def end(self, *lines: str) -> tuple[str, int]:
        """The text with lines at its end, and the number of the first of them."""
        text = self.text if self.text.endswith("\n") else f"{self.text}\n"
        return text + "".join(f"{new}\n" for new in lines), text.count("\n") + 1

    # mutations of this file alone

    def broken(self, text: str, what: str, *lines: int, more: Iterable[Spot] = ()) -> Mutation:
        """A mutation of this file, told at one of these lines; with none, of the file as a whole."""
        spots = [Spot(self.path, line, line) for line in dict.fromkeys(lines)] or [Spot(self.path)]
        return Mutation({self.path: text}, (*spots, *more), what)

    def changed(self, keys: Path, value: str, *lines: int, what: str = "", more: Iterable[Spot] = ()) -> Mutation:
        """Another value at a place, told there or at further lines."""
        name = ".".join(str(key) for key in keys)
        return self.broken(self.put(keys, value), what or f"{name}: {value}", self.document.place(keys).line, *lines, more=more)

    def dropped(self, keys: Path, *lines: int, more: Iterable[Spot] = ()) -> Mutation:
        """A value and its name taken out, told at further lines."""
        return self.broken(self.without(keys), f"without {'.'.join(str(key) for key in keys)}", *lines, more=more)
