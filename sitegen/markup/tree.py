"""Sanitised HTML → the parts of a Fragment: what is the same for all tiers as text, what varies as blocks and terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from ..model.fragment import Block, Claim, Heading, Link, Part
from ..model.fragment import Term as TermPart
from .directives import Fault, Opened

_STRAY = re.compile(r"\{\s*[a-z][a-z0-9 ,-]*\}")
BRACES = re.compile(r"\s*\{([a-z][a-z0-9 -]*)\}\s*$")
_LISTS = {"do", "dont", "checklist"}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_NO_TERMS = {"a", "code", "pre", "th", *_HEADINGS}
_VOID = {"br", "hr", "img", "wbr", "col"}
_SPECIAL = {"cards": "cards/", "glossary": "glossary/", "references": "references/", "not-at-this-level": "not-at-this-level/"}


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


class Tree(HTMLParser):
    """Builds the parts and gathers headings, links and claims on the way."""

    def __init__(self, opened: list[Opened], tiers: Mapping[int, tuple[str, ...]], body: str, terms: Mapping[str, str], words: re.Pattern[str] | None) -> None:
        super().__init__(convert_charrefs=True)
        self.opened, self.tiers, self.terms, self.words = opened, tiers, terms, words
        self.source = body.split("\n")
        self.stack = [_Frame(None)]
        self.tags: list[str] = []
        self.used: dict[str, int] = {}
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.claims: list[Claim] = []
        self.blocks: list[Block] = []
        self.faults: list[Fault] = []
        self._heading: tuple[int, str, list[str]] | None = None

    def finish(self) -> tuple[Part, ...]:
        self.close()
        return self.stack[0].done()

    # the tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        top = self.stack[-1]
        if tag == "div" and "data-block" in values:
            number = int(values["data-block"])
            self._push(_Frame(self.opened[number], self.opened[number].kind, number, line=self.opened[number].line))
        elif tag in ("ul", "ol") and top.kind in _LISTS and top.depth == 0:
            top.text.append("")
        elif tag == "li" and top.kind in _LISTS and top.depth == 0:
            self._push(_Frame(top.block, "item", top.number, line=top.line))
        else:
            self._emit_start(tag, values)
        if tag not in _VOID:
            self.tags.append(tag)

    def _emit_start(self, tag: str, values: dict[str, str]) -> None:
        if tag not in _VOID:
            self.stack[-1].depth += 1
        if tag in _HEADINGS:
            self._heading = (_HEADINGS[tag], values.get("id", ""), [])
        if tag == "a" and "href" in values:
            values["href"] = self._link(values["href"])
        shown = "".join(f' {name}="{escape(value)}"' for name, value in values.items() if name != "data-block")
        self.stack[-1].text.append(f"<{tag}{shown}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.tags:
            self.tags.pop()
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

    def handle_data(self, data: str) -> None:
        if self._heading:
            self._heading[2].append(data)
        braces = BRACES.search(data) if "li" in self.tags else None
        if braces:
            data = data[: braces.start()]
            self._claim(braces)
        for stray in _STRAY.finditer(data):
            line, column = self._where(stray[0])
            mend = "write `- the item {lift-low flex-end}`, with nothing behind it"
            self.faults.append(Fault("hazard-braces", "hazards in braces stand at the very end of a list item, parted by spaces", max(line, 1), max(column, 1), len(stray[0]), mend))
        frame = self.stack[-1]
        if self.words and not _NO_TERMS.intersection(self.tags):
            self._with_terms(data, frame)
        else:
            frame.text.append(escape(data))

    def _with_terms(self, data: str, frame: _Frame) -> None:
        assert self.words
        end = 0
        for found in self.words.finditer(data):
            frame.text.append(escape(data[end : found.start()]))
            frame.flush()
            frame.parts.append(TermPart(self.terms[found[0].lower()], found[0]))
            end = found.end()
        frame.text.append(escape(data[end:]))

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
        self.claims.append(Claim(hazards, line, column, len(literal), self._tiers()))
        if self.stack[-1].kind == "item":
            self.stack[-1].hazards = hazards

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

    def _pop(self) -> None:
        frame = self.stack.pop()
        names: tuple[str, ...] = ()
        title = ""
        if frame.kind == "item":
            names = frame.hazards
        elif frame.kind == "tier":
            names = self.tiers.get(frame.number, ())
        elif frame.block and frame.kind in ("statement", "card", "fact"):
            names = (frame.block.argument,)
        elif frame.block:
            title = frame.block.argument
        block = Block(frame.kind, names, frame.line, frame.done(), title)
        if frame.kind in _LISTS and any(not isinstance(p, Block) or p.kind != "item" for p in block.parts):
            mend = "write each thing as an item `- …`, or move it out of the block"
            self.faults.append(Fault("block-list", f"`/// {frame.kind}` holds one list, and here something else stands in it", frame.line, 1, 4 + len(frame.kind), mend))
        if frame.kind != "item":
            self.blocks.append(block)
        self.stack[-1].parts.append(block)
