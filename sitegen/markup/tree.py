"""Sanitised HTML → the parts of a Fragment: what is the same for all tiers as text, what varies as blocks and terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from ..model.fragment import Block, Claim, Heading, Link, Part
from ..model.fragment import Term as TermPart
from .directives import Fault, Opened
from .glossary import Glossary

_STRAY = re.compile(r"\{\s*[a-z][a-z0-9 ,-]*\}")
BRACES = re.compile(r"\s*\{([a-z][a-z0-9 -]*)\}\s*$")
_TAG = re.compile(r'<([^<>"]*(?:"[^"]*"[^<>"]*)*)>')
_ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
_LISTS = {"do", "dont", "checklist", "figure", "log"}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_NO_TERMS = {"a", "code", "pre", "th", *_HEADINGS}
# tags that are passed on wherever they stand, and only counted
_PLAIN = {"p", "em", "strong", "b", "i", "span", "blockquote", "table", "thead", "tbody", "tr", "td", "dl", "dt", "dd"}
_PLAIN_ENDS = {f"/{tag}" for tag in _PLAIN}
_VOID = {"br", "hr", "img", "wbr", "col"}
_NOT_SPOKEN = re.compile(r"<(?:a|ul|ol|table|h\d|pre|hr|img)\b")  # what words for a picture cannot hold: they are heard, not seen
_SPECIAL = {"cards": "cards/", "handouts": "handouts/", "glossary": "glossary/", "references": "references/", "not-at-this-level": "not-at-this-level/"}


def target(href: str) -> tuple[str, str, str] | None:
    """(kind, id, anchor) of a link inside the site: `lifting`, `lifting.md#top`, `cards/heel-raise`, `#top`; None for others."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.I):
        return None
    path, _, anchor = href.partition("#")
    path = re.sub(r"^(\.{0,2}/)+", "", path).removesuffix("/").removesuffix("index.html").removesuffix("/")
    path = re.sub(r"\.(md|yml|html)$", "", path)
    if not path:
        return ("here", "", anchor) if anchor else ("page", "", "")
    if path in _SPECIAL:
        return "special", path, anchor
    path = path.removeprefix("pages/")
    return ("card", path.removeprefix("cards/"), anchor) if path.startswith("cards/") else ("page", path, anchor)


def relative(link: tuple[str, str, str]) -> str:
    """The address of an internal target as seen from a page of the same edition."""
    kind, id, anchor = link
    tail = f"#{anchor}" if anchor else ""
    return tail if kind == "here" else f"../{'cards/' if kind == 'card' else ''}{id}/{tail}"


@dataclass(slots=True)
class _Frame:
    """A block that is open: its parts so far and the text not yet flushed into them."""

    block: Opened | None
    kind: str = ""
    number: int = -1
    depth: int = 0  # tags open inside it
    parts: list[Part] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    hazards: tuple[str, ...] = ()
    line: int = 0

    def flush(self) -> None:
        if self.text:
            self.parts.append("".join(self.text))
            self.text.clear()

    def done(self) -> tuple[Part, ...]:
        self.flush()
        items_only = self.kind in _LISTS
        return tuple(p for p in self.parts if not isinstance(p, str) or (p.strip() if items_only else p))


class Tree:
    """Builds the parts of sanitised HTML and gathers headings, links and claims on the way."""

    def __init__(self, opened: list[Opened], tiers: Mapping[int, tuple[str, ...]], body: str, terms: Glossary) -> None:
        self.opened, self.tiers, self.terms = opened, tiers, terms
        self.source = body.split("\n")
        self.stack = [_Frame(None)]
        self.tags: list[str] = []
        self.mute = 0  # open tags in which no word is explained
        self.used: dict[str, int] = {}
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.claims: list[Claim] = []
        self.blocks: list[Block] = []
        self.faults: list[Fault] = []
        self._heading: tuple[int, str, list[str]] | None = None

    def feed(self, clean: str) -> tuple[Part, ...]:
        """The parts of a body. The sanitiser writes each `<` of a text, and each `"` of a value, as an entity."""
        pieces = iter(_TAG.split(clean))
        if first := next(pieces):
            self._data(first)
        stack, tags = self.stack, self.tags
        for tag, data in zip(pieces, pieces, strict=True):
            top = stack[-1]
            if tag in _PLAIN:
                tags.append(tag)
                top.depth += 1
                top.text.append(f"<{tag}>")
            elif tag in _PLAIN_ENDS:
                tags.pop()
                top.depth -= 1
                top.text.append(f"<{tag}>")
            elif tag[0] == "/":
                self._end(tag[1:])
            else:
                self._start(tag)
            if data:
                self._data(data)
        return self.stack[0].done()

    # the tags

    def _start(self, written: str) -> None:
        top = self.stack[-1]
        tag, _, rest = written.partition(" ")
        in_list = top.depth == 0 and top.kind in _LISTS
        if in_list and tag in ("ul", "ol"):
            top.text.append("")
        elif in_list and tag == "li":
            self._push(_Frame(top.block, "item", top.number, line=top.line))
        elif rest:
            self._start_with(tag, {name: unescape(value) for name, value in _ATTRIBUTE.findall(rest)})
        else:
            self._emit(tag, {})
        if tag not in _VOID:
            self.tags.append(tag)
            self.mute += tag in _NO_TERMS

    def _start_with(self, tag: str, values: dict[str, str]) -> None:
        if tag == "div" and "data-block" in values:
            number = int(values["data-block"])
            self._push(_Frame(self.opened[number], self.opened[number].kind, number, line=self.opened[number].line))
        else:
            self._emit(tag, values)

    def _emit(self, tag: str, values: dict[str, str]) -> None:
        top = self.stack[-1]
        if tag not in _VOID:
            top.depth += 1
        if tag in _HEADINGS:
            self._heading = (_HEADINGS[tag], values.get("id", ""), [])
        if tag == "a" and "href" in values:
            values["href"] = self._link(values["href"])
        shown = "".join(f' {name}="{escape(value)}"' for name, value in values.items() if name != "data-block")
        top.text.append(f"<{tag}{shown}>")

    def _end(self, tag: str) -> None:
        self.mute -= self.tags.pop() in _NO_TERMS
        top = self.stack[-1]
        if top.depth == 0:
            self._end_of_frame(tag, top)
            return
        top.depth -= 1
        if tag in _HEADINGS and self._heading:
            level, id, words = self._heading
            self.headings.append(Heading(level, id, "".join(words), self._tiers()))
            self._heading = None
        top.text.append(f"</{tag}>")

    def _end_of_frame(self, tag: str, top: _Frame) -> None:
        closes = (tag == "li" and top.kind == "item") or (tag == "div" and top.block is not None and top.kind != "item")
        if closes:
            self._pop()

    # the text

    def _data(self, written: str) -> None:
        data = unescape(written) if "&" in written else written
        if self._heading:
            self._heading[2].append(data)
        if "{" in data:
            data = self._braces(data)
        # without these three, what the sanitiser wrote is what is shown
        shown = escape if "&" in written or '"' in written or "'" in written else str
        top = self.stack[-1]
        end = 0
        for start, stop, id in () if self.mute or data == "\n" else self.terms.found(data):
            top.text.append(shown(data[end:start]))
            top.flush()
            top.parts.append(TermPart(id, data[start:stop]))
            end = stop
        top.text.append(shown(data[end:] if end else data))

    def _braces(self, data: str) -> str:
        """A text without the hazards that end it; braces in other places are faults."""
        braces = BRACES.search(data) if "li" in self.tags else None
        if braces:
            data = data[: braces.start()]
            self._claim(braces)
        for stray in _STRAY.finditer(data):
            line, column = self._where(stray[0])
            mend = "write `- the item {lift-low flex-end}`, with nothing behind it"
            self.faults.append(Fault("hazard-braces", "hazards in braces stand at the very end of a list item, parted by spaces", max(line, 1), max(column, 1), len(stray[0]), mend))
        return data

    # the facts

    def _tiers(self) -> tuple[str, ...]:
        """The tiers of the innermost tier block around this place; empty where everyone reads it."""
        return next((self.tiers.get(f.number, ()) for f in reversed(self.stack) if f.kind == "tier"), ())

    def _link(self, href: str) -> str:
        line, column = self._where(href)
        link = Link(href, target(href), line, column, self._tiers())
        self.links.append(link)
        return relative(link.target) if link.target else href

    def _claim(self, braces: re.Match[str]) -> None:
        literal = braces[0].strip()
        line, column = self._where(literal)
        hazards = tuple(braces[1].split())
        top = self.stack[-1]
        pictured = top.kind == "item" and top.block is not None and top.block.kind == "figure"
        self.claims.append(Claim(hazards, line, column, len(literal), self._tiers(), pictured))
        if top.kind == "item":
            top.hazards = hazards

    def _where(self, literal: str) -> tuple[int, int]:
        """Line and column (from 1) of the next occurrence of what the author wrote; (0, 0) when it is not to be found."""
        nth = self.used.get(literal, 0)
        self.used[literal] = nth + 1
        for number, line in enumerate(self.source, 1):
            column = line.find(literal)
            while column >= 0:
                if nth == 0:
                    return number, column + 1
                nth, column = nth - 1, line.find(literal, column + 1)
        return 0, 0

    # the stack

    def _push(self, frame: _Frame) -> None:
        self.stack[-1].flush()
        self.stack.append(frame)
        self.mute += frame.kind == "figure"

    def _pop(self) -> None:
        frame = self.stack.pop()
        names: tuple[str, ...] = ()
        title = ""
        if frame.kind == "item":
            names = frame.hazards
        elif frame.kind == "tier":
            names = self.tiers.get(frame.number, ())
        elif frame.block and frame.kind in ("statement", "card", "fact", "figure", "picture", "film", "known", "log"):
            names = tuple(frame.block.argument.replace(",", " ").split())
        elif frame.block:
            title = frame.block.argument
        block = Block(frame.kind, names, frame.line, frame.done(), title)
        if frame.kind in _LISTS:
            self._listed(block)
        self.mute -= frame.kind == "figure"
        if frame.kind != "item":
            self.blocks.append(block)
        self.stack[-1].parts.append(block)

    def _listed(self, block: Block) -> None:
        """A block that holds a list holds nothing else; the items of a figure are words to be heard."""
        if any(not isinstance(part, Block) or part.kind != "item" for part in block.parts):
            mend = "write each thing as an item `- …`, or move it out of the block"
            self.faults.append(Fault("block-list", f"`/// {block.kind}` holds one list, and here something else stands in it", block.line, 1, 4 + len(block.kind), mend))
        elif block.kind == "figure" and any(isinstance(p, str) and _NOT_SPOKEN.search(p) for item in block.parts if isinstance(item, Block) for p in item.parts):
            mend = "write plain words, and put the link or list below the block"
            self.faults.append(Fault("block-list", "the words for a figure are heard, and can hold no link and no list of their own", block.line, 1, 4 + len(block.kind), mend))
