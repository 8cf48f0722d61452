"""Markdown text → raw HTML: Python-Markdown with this project's extensions, spared the work that a text cannot need.

The library tries each of its dozens of patterns on each piece of text; most pieces of prose hold nothing that any of them could
match. The classes here look first, through the library's own extension points, and change nothing about what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree.ElementTree import HTML_EMPTY, Element, SubElement

import markdown
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.serializers import RE_AMP, to_xhtml_string
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block as MarkdownBlock

from .directives import KINDS
from .ids import slug

# what must stand in a text before the library's inline pattern of that name can match it
_MARKS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "em_strong": ("*", "_"),
    "em_strong2": ("*", "_"),
}
_MARKED = re.compile(r"[`\\\[<&*_]")
_REFERENCES = {"reference", "image_reference", "short_reference", "short_image_ref"}  # these do nothing on a page that defines none
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_ODD_SPACE = re.compile(r"[\x02\x03\r\t]")
_QUOTE = '"'
_NOT_PROSE = re.compile(r"\n| {4}| *[-*+:>\[/#=_|\d]")  # a block that begins so may be more than a paragraph
_NOT_PROSE_LATER = re.compile(r"\n *[-*+:>\[/#=_]")  # and so may one with such a line


class _Numbered(MarkdownBlock):  # type: ignore[misc]
    """A directive for the converter: a box that carries its number, and nothing else."""

    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"data-block": self.argument})


class _Directives(BlocksExtension):  # type: ignore[misc]
    def extendMarkdownBlocks(self, md: markdown.Markdown, block_mgr: Any) -> None:  # noqa: N802 (the library's name)
        for name in KINDS:
            block_mgr.register(type(f"Block_{name}", (_Numbered,), {"NAME": name}), {})


class _Prose(ParagraphProcessor):
    """A block that no other processor could want is a paragraph at once."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md.parser)
        self.directives: Any = md.parser.blockprocessors["blocks"]

    def test(self, parent: Element, block: str) -> bool:
        if not block or "|" in block or _NOT_PROSE.match(block) or _NOT_PROSE_LATER.search(block):
            return False
        return not _waiting(self.directives)


class _Heading(HashHeaderProcessor):
    """A line of its own that begins like a heading is one at once."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md.parser)
        self.directives: Any = md.parser.blockprocessors["blocks"]

    def test(self, parent: Element, block: str) -> bool:
        if block[:1] != "#" or "\n" in block:
            return False
        return not _waiting(self.directives) and super().test(parent, block)


def _waiting(directives: Any) -> bool:
    """Whether an open directive waits for the next block, whatever that looks like."""
    return bool(directives.stack and directives.stack[-1].hungry)


class _Whitespace(NormalizeWhitespace):
    """Cleans only a text that holds something to clean."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "\n " in text or _ODD_SPACE.search(text):
            return super().run(lines)
        return [*lines, "", ""]


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Looks for raw HTML only where the text could hold any, and keeps the text that the next steps work on."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        if "<" in self.text or "&" in self.text:
            lines = super().run(lines)
            self.text = "\n".join(lines)
        return lines


class _Inline(InlineProcessor):
    """Looks for inline marks only in texts that hold some, and only for the marks that are there."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        names = {id(md.inlinePatterns[name]): name for name in _MARKS if name in md.inlinePatterns}
        # a pattern that is not known here is always tried, on every text
        self.known = [(pattern, names.get(id(pattern), "")) for pattern in md.inlinePatterns]
        self.complete = all(name for _, name in self.known)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The library's own work, done only on texts in which a mark stands."""
        self.stashed_nodes = {}
        marked = self._settle(tree) if self.complete else None
        if marked == []:
            return tree
        if marked is not None:
            text = "\n".join(marked)
            useless = set() if self.md.references else _REFERENCES
            # a plain list: the library asks it for its length and for one pattern after the other
            self.inlinePatterns: Any = [pattern for pattern, name in self.known if name not in useless and any(mark in text for mark in _MARKS[name])]
        return super().run(tree, ancestors)

    def _settle(self, tree: Element) -> list[str]:
        """The texts that hold marks; all others are made final, so that the library leaves them alone."""
        marked = []
        for element in tree.iter():
            text, tail = element.text, element.tail
            if text and not isinstance(text, AtomicString):
                if _MARKED.search(text) or "  \n" in text:
                    marked.append(text)
                else:
                    element.text = AtomicString(text)
            if tail:
                if _MARKED.search(tail) or "  \n" in tail:
                    marked.append(tail)
                else:
                    element.tail = AtomicString(tail)
        return marked


class _HeadingIds(TocTreeprocessor):
    """Gives the headings their ids, and builds the table of contents only for a page that asks for it."""

    def run(self, doc: Element) -> None:
        """The library's own work, as far as the page asks for it."""
        source: Any = self.md.preprocessors["html_block"]
        self.wanted = self.marker in source.text
        headings = [element for element in doc.iter() if element.tag in _HEADINGS or "id" in element.attrib]
        if self.wanted or not all(element.tag in _HEADINGS for element in headings):
            super().run(doc)
            return
        only = Element("div")
        only.extend(headings)
        super().run(only)

    def build_toc_div(self, toc_list: Any) -> Element:
        return super().build_toc_div(toc_list) if self.wanted else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self.wanted:
            super().replace_marker(root, elem)


class _Toc(TocExtension):
    TreeProcessorClass = _HeadingIds


class _Unescape(UnescapeTreeprocessor):
    """Restores escaped characters only on a page that escapes some."""

    def run(self, root: Element) -> None:
        source: Any = self.md.preprocessors["html_block"]
        if "\\" in source.text:
            super().run(root)


def _serialize(root: Element) -> str:
    """What the library's serializer writes; that one guards against more kinds of trees than a Markdown text can become."""
    written: list[str] = []
    try:
        _write(root, written.append)
    except RecursionError:
        return to_xhtml_string(root)
    return "".join(written)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    if element.attrib:
        shown = "".join(f' {name}="{_escaped(value).replace(_QUOTE, "&quot;")}"' for name, value in sorted(element.items()))
        write(f"<{tag}{shown}")
    else:
        write(f"<{tag}")
    if tag in HTML_EMPTY:
        write(" />")
    else:
        write(">")
        if text:
            write(_escaped(text))
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    if tail:
        write(_escaped(tail))


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


class _Shortcuts(Extension):
    """Puts the sparing processors in the places of the library's own."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
        md.parser.blockprocessors.register(_Prose(md), "prose", 201)
        md.parser.blockprocessors.register(_Heading(md), "heading", 200)
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)


class _Markdown(markdown.Markdown):
    """The library's converter, with the answers that it asks for most often kept."""

    def __init__(self, extensions: list[Extension]) -> None:
        self.levels: dict[object, bool] = {}
        super().__init__(extensions=extensions)
        self.serializer = _serialize
        # a registry sorts itself anew for each block of a text, and by now it is complete
        settled: Any = tuple(self.parser.blockprocessors)
        self.parser.blockprocessors = settled

    def is_block_level(self, tag: object) -> bool:
        known = self.levels.get(tag)
        if known is None:
            known = super().is_block_level(tag)
            if len(self.levels) < 500:
                self.levels[tag] = known
        return known


@cache
def converter() -> markdown.Markdown:
    """The one converter of this process."""
    return _Markdown([_Directives(), TableExtension(), _Toc(slugify=slug), SaneListExtension(), DefListExtension(), _Shortcuts()])
