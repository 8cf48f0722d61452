"""Sanitized HTML → a tree of few kinds that the print templates read: blocks, and the words in them.

A block is `{"t": kind, …}`: p, h, list, enum, terms, table, quote, rule, part. Words are a list of strings, of pieces as `inline.py` writes
them, and of `{"t": kind, "c": words}`: strong, underline, strike, sub, super, quoted, link, span; and `{"t": "break"}`, `{"t": "typed"}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import urljoin

from ..messages import direction

Data = dict[str, Any]
Piece = Any  # a string or Data
Words = list[Piece]

_SPACE = re.compile(r"[ \t\n\r\f]+")
_VOID = {"br", "hr", "wbr", "col"}
# words in a line: how paper shows them. Nothing is slanted, tinted or small there; what needs no sign is printed as it is.
_WORDS = {
    **dict.fromkeys(("strong", "b", "em", "i", "dfn", "mark"), "strong"),
    **dict.fromkeys(("ins", "u"), "underline"),
    **dict.fromkeys(("del", "s"), "strike"),
    **dict.fromkeys(("rp", "wbr"), "nothing"),
    "sub": "sub",
    "sup": "super",
    "q": "quoted",
    "a": "link",
    "br": "break",
    "rt": "aside",
    **dict.fromkeys(("abbr", "bdi", "bdo", "cite", "code", "data", "kbd", "rtc", "ruby", "samp", "small", "span", "time", "var"), "span"),
}
_HEADINGS = {f"h{level}": level for level in range(2, 7)}
_LISTS = {"ul": "list", "ol": "enum"}
_HOLDERS = {"div", "details", "figure", "hgroup"}  # they only hold blocks
_LINES = {"p", "figcaption", "summary", "caption", "pre"}
_CELLS = {"td", "th"}
_TABLE = {"thead", "tbody", "colgroup", "col", "tr"} | _CELLS
_BLOCKS = {*_HEADINGS, *_LISTS, *_HOLDERS, *_LINES, *_TABLE, "table", "blockquote", "hr", "dl", "dt", "dd", "li"}
KNOWN = {*_WORDS, *_BLOCKS}


class Unrendered(Exception):
    """A tag that paper has no way to show: the sanitizer lets through more than this module knows."""


class Around(NamedTuple):
    """What stands around a piece of HTML: the whole address that its links count from, and the level that a heading gets."""

    address: str
    level: Callable[[int], int] = int


def blocks(html: str, around: Around) -> list[Data]:
    """The blocks of a piece of HTML; loose words become paragraphs."""
    return list(_Tree(around).blocks(_read(html)))


def line(html: str, around: Around) -> Words:
    """The words of a piece of HTML that is one line, such as an item or the head of a column; a paragraph around them is dropped."""
    tree, found = _Tree(around), _read(html)
    kids = found[0].kids if len(found) == 1 and isinstance(found[0], _Element) and found[0].tag == "p" else found
    return _trimmed(tree.words(kids))


# reading


@dataclass(slots=True)
class _Element:
    tag: str
    values: dict[str, str] = field(default_factory=dict)
    kids: list[_Element | str] = field(default_factory=list)


class _Parser(HTMLParser):
    """Elements and text; white space as a browser shows it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [_Element("")]
        self.spaced = True  # whether a space would stand at the beginning of a line, or behind another

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KNOWN:
            raise Unrendered(tag)
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].kids.append(element)
        self.spaced |= tag in _BLOCKS or tag == "br"
        if tag not in _VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.stack.pop()
            self.spaced |= tag in _BLOCKS

    def handle_data(self, data: str) -> None:
        """Words: white space counts once, as a browser shows it."""
        if any(element.tag == "pre" for element in self.stack):
            self._kept(data)
            return
        text = _SPACE.sub(" ", data)
        text = text.lstrip(" ") if self.spaced else text
        if text:
            self.stack[-1].kids.append(text)
            self.spaced = text.endswith(" ")

    def _kept(self, data: str) -> None:
        """Lines that stand as they were written."""
        for number, text in enumerate(data.rstrip("\n").split("\n")):
            self.stack[-1].kids += [*([_Element("br")] if number else []), *([text] if text else [])]


def _read(html: str) -> list[_Element | str]:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.stack[0].kids


# telling


class _Tree:
    def __init__(self, around: Around) -> None:
        self.around = around

    def blocks(self, kids: Iterable[_Element | str]) -> Iterator[Data]:
        """Blocks one after the other; words between them become paragraphs."""
        loose: list[_Element | str] = []
        for kid in kids:
            if isinstance(kid, str) or kid.tag in _WORDS:
                loose.append(kid)
            else:
                yield from self._loose(loose)
                loose = []
                yield from self._in_its_language(kid)
        yield from self._loose(loose)

    def _loose(self, kids: list[_Element | str]) -> Iterator[Data]:
        if words := _trimmed(self.words(kids)):
            yield {"t": "p", "c": words}

    def _in_its_language(self, element: _Element) -> Iterator[Data]:
        own = _language(element)
        found = list(self._block(element))
        if own and found:
            yield {"t": "part", **own, "c": found}
        else:
            yield from found

    def _block(self, element: _Element) -> Iterator[Data]:
        tag, kids = element.tag, element.kids
        if tag in _HEADINGS:
            yield {"t": "h", "level": self.around.level(_HEADINGS[tag]), "c": _trimmed(self.words(kids))}
        elif tag in _LISTS:
            start = {"start": int(element.values.get("start") or 1)} if tag == "ol" else {}
            yield {"t": _LISTS[tag], **start, "items": [list(self.blocks(item)) for item in _held(element)]}
        elif tag == "table":
            yield from self._table(element)
        elif tag == "dl":
            yield {"t": "terms", "rows": list(self._terms(element))}
        elif tag == "blockquote":
            yield {"t": "quote", "c": list(self.blocks(kids))}
        elif tag == "hr":
            yield {"t": "rule"}
        elif tag == "summary":
            yield {"t": "p", "c": [{"t": "strong", "c": _trimmed(self.words(kids))}]}
        else:  # what only holds others, and what stands in a place of its own that is not around it
            yield from self.blocks(kids)

    def _terms(self, element: _Element) -> Iterator[Data]:
        """Each name with all that is said of it."""
        name: Words = []
        said: list[Data] = []
        for kid in (kid for kid in element.kids if isinstance(kid, _Element)):
            if kid.tag == "dt":
                if name or said:
                    yield {"name": name, "c": said}
                name, said = _trimmed(self.words([_Element("span", kid.values, kid.kids)])), []
            else:
                said += self._in_its_language(kid)
        if name or said:
            yield {"name": name, "c": said}

    # tables

    def _table(self, element: _Element) -> Iterator[Data]:
        """Its caption as a paragraph before it; the rows of its head, or those at its top that hold headers only, are repeated on each page."""
        for kid in element.kids:
            if isinstance(kid, _Element) and kid.tag == "caption":
                yield from self.blocks([_Element("summary", kid.values, kid.kids)])
        rows = list(_rows(element))
        heads = 0
        while heads < len(rows) and all(cell.tag == "th" for cell in rows[heads][1]):
            heads += 1
        heads = max(heads, sum(in_head for in_head, _ in rows))
        told = [[self._cell(cell) for cell in cells] for _, cells in rows]
        columns = max((sum(cell["across"] for cell in row) for row in told), default=0)
        if columns:
            yield {"t": "table", "columns": columns, "head": told[:heads], "rows": told[heads:]}

    def _cell(self, cell: _Element) -> Data:
        across, down = (max(1, int(cell.values.get(name) or 1)) for name in ("colspan", "rowspan"))
        own = {"lang": cell.values["lang"]} if "lang" in cell.values else {}
        return {"across": across, "down": down, "c": list(self.blocks([_Element("div", own, cell.kids)]))}

    # words

    def words(self, kids: Iterable[_Element | str]) -> Words:
        """Words and their signs; neighboring strings are one."""
        found: Words = []
        for kid in kids:
            for piece in [kid] if isinstance(kid, str) else self._signed(kid):
                if isinstance(piece, str) and found and isinstance(found[-1], str):
                    found[-1] += piece
                elif piece:
                    found.append(piece)
        return found

    def _signed(self, element: _Element) -> Words:
        kind = _WORDS.get(element.tag, "span")
        if kind == "break":
            return [{"t": "break"}]
        if kind == "nothing":
            return []
        words = self.words(element.kids)
        own = _language(element)
        if own and words:
            words = [{"t": "span", **own, "c": words}]
        if kind == "aside":
            return [" (", *words, ")"]
        if kind == "link":
            return self._link(element.values, words)
        return words if kind == "span" or not words else [{"t": kind, "c": words}]

    def _link(self, values: dict[str, str], words: Words) -> Words:
        """Its words, and where they lead, as people type it. What leads to the glossary, or to a place on the same sheet, is words only."""
        href = values.get("href", "")
        if not href or href.startswith("#") or values.get("class") == "term":
            return words
        url = urljoin(self.around.address, href)
        link = {"t": "link", "href": url, "c": words}
        shown = typed(values.get("data-paper") or url)
        return [link] if url.startswith("tel:") or plain(words) in (shown, url) else [link, " (", {"t": "typed", "text": shown, "href": url}, ")"]


def typed(url: str) -> str:
    """An address as people type it."""
    return re.sub(r"^(?:https://|mailto:)", "", url).rstrip("/")


def plain(words: Words) -> str:
    """The same words without their signs."""
    return "".join(piece if isinstance(piece, str) else piece.get("text") or plain(piece.get("c", [])) for piece in words)


def _language(element: _Element) -> Data:
    """The language and direction of a part, where it says its own."""
    language, way = element.values.get("lang"), element.values.get("dir")
    if not language and way not in ("ltr", "rtl"):
        return {}
    return {**({"lang": language} if language else {}), "dir": way if way in ("ltr", "rtl") else direction(language or "")}


def _held(element: _Element) -> Iterator[list[_Element | str]]:
    """What each item of a list holds; one in another language is a part of its own."""
    for kid in element.kids:
        if isinstance(kid, _Element):
            yield [_Element("div", kid.values, kid.kids)] if _language(kid) else kid.kids


def _rows(element: _Element) -> Iterator[tuple[bool, list[_Element]]]:
    """(whether it is a row of the head, its cells) of each row."""
    for kid in (kid for kid in element.kids if isinstance(kid, _Element)):
        if kid.tag == "tr":
            yield element.tag == "thead", [cell for cell in kid.kids if isinstance(cell, _Element)]
        elif kid.tag in ("thead", "tbody"):
            yield from _rows(kid)


def _trimmed(words: Words) -> Words:
    """Without a space at the end; one at the beginning was never read."""
    if words and isinstance(words[-1], str):
        last = words[-1].rstrip(" ")
        return [*words[:-1], last] if last else words[:-1]
    return words


__all__ = ["KNOWN", "Around", "Unrendered", "blocks", "line", "plain", "typed"]
