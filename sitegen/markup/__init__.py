"""Markdown body → Fragment: converted once for all tiers, sanitised, with its facts and its faults."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block as MarkdownBlock

from ..model.base import UNWRITTEN
from ..model.fragment import Fragment
from .directives import KINDS, Fault, Scan, scan
from .tree import Tree, relative, target

SCHEMES = {"https", "mailto", "tel"}
_TAGS = nh3.ALLOWED_TAGS - {"h1", "img", "map", "area", "center", "acronym", "tt", "strike", "nav", "header", "footer", "article", "aside"}
_ATTRIBUTES = {"*": {"lang", "dir", "id"}, "a": {"href"}, "div": {"data-block"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"')
_OPEN_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\b")
_AUTHOR_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)\b|<(!--)")
# what an author may write as HTML: inside a line only, so that no tag can close or swallow a directive
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "img"}
_NUMBERED = re.compile(r'<div data-block="(\d+)">')
_HANDLER = re.compile(r"<[a-zA-Z][^>]*\s(on[a-z]+|style)\s*=", re.I)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words that the glossary explains: lower-case words → term id, and the pattern that finds them."""

    ids: Mapping[str, str]
    words: re.Pattern[str] | None


def glossary(ids: Mapping[str, str]) -> Glossary:
    """A Glossary from words (in any case) → term id; longer words win over shorter ones."""
    lower = {word.lower(): id for word, id in ids.items()}
    longest_first = sorted(lower, key=lambda w: (-len(w), w))
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.I) if lower else None
    return Glossary(lower, words)


def convert(body: str, terms: Glossary, tier_ids: Mapping[str, str]) -> tuple[Fragment, list[Fault]]:
    """A body's Fragment and what is wrong with it; `tier_ids` maps each id and slug to the tier's id.

    Lines in faults and facts count from 1 at the top of the body.
    """
    found = scan(body)
    faults = [*found.faults]
    tiers = {n: _tiers(found, n, tier_ids, faults) for n, block in enumerate(found.opened) if block.kind == "tier"}
    if found.faults or faults:
        return Fragment(), faults
    try:
        raw = _html(found.text)
    except RecursionError:
        return Fragment(), [Fault("yaml-deep", "lists or quotes stand inside one another too deep", 1, 1, 1, "take some of the levels away")]
    faults += [*_bad_links(raw, body), *_unsafe(raw, body)]
    if faults:
        return Fragment(), faults
    clean = nh3.clean(raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, strip_comments=True)
    if sorted(map(int, _NUMBERED.findall(clean))) != list(range(len(found.opened))):
        faults.append(Fault("block-mismatch", "the directives of this page do not come out as they were written", 1, 1, 1, "look for `///` lines inside lists or quotes and move them out"))
        return Fragment(), faults
    tree = Tree(found.opened, tiers, body, terms.ids, terms.words)
    tree.feed(clean)
    parts = tree.finish()
    faults += tree.faults
    return Fragment(parts, tuple(tree.headings), tuple(tree.links), tuple(tree.claims), tuple(tree.blocks)), faults


def _tiers(found: Scan, number: int, tier_ids: Mapping[str, str], faults: list[Fault]) -> tuple[str, ...]:
    from ..names import suggestion

    block = found.opened[number]
    names = block.argument.replace(",", " ").split()
    for name in names:
        if name not in tier_ids:
            faults.append(Fault("unknown-tier", f"there is no tier `{name}`", block.line, 5, len("tier"), suggestion(name, tier_ids)))
    return tuple(dict.fromkeys(tier_ids[n] for n in names if n in tier_ids))


class _Numbered(MarkdownBlock):  # type: ignore[misc]
    """A directive for the converter: a box that carries its number, and nothing else."""

    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        return ElementTree.SubElement(parent, "div", {"data-block": self.argument})


class _Directives(BlocksExtension):  # type: ignore[misc]
    def extendMarkdownBlocks(self, md: markdown.Markdown, block_mgr: Any) -> None:  # noqa: N802 (the library's name)
        for name in KINDS:
            block_mgr.register(type(f"Block_{name}", (_Numbered,), {"NAME": name}), {})


@lru_cache(maxsize=1024)  # a watching process converts only the page that was edited
def _html(text: str) -> str:
    return _converter().reset().convert(text)


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=[_Directives(), TableExtension(), TocExtension(slugify=slug), SaneListExtension(), DefListExtension()])


def slug(text: str, separator: str = "-") -> str:
    """An address part from words in any script: small letters, digits and hyphens."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^\w]+", separator, folded).strip(separator) or "part"


def _bad_links(raw: str, body: str) -> list[Fault]:
    faults = []
    for href in map(html.unescape, _HREF.findall(raw)):
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):|//", href.strip())
        whole = scheme and ((scheme[1] or "").lower() != "https" or re.match(r"https://[^/]", href.strip(), re.I))
        if scheme and ((scheme[1] or "").lower() not in SCHEMES or not whole):
            line, column = _position(body, href)
            faults.append(Fault("link-scheme", f"the link `{href}` does not begin with https, mailto or tel", line, column, len(href), "use an https address, `mailto:`, `tel:`, or the name of a page such as `lifting`"))
    return faults


def _unsafe(raw: str, body: str) -> list[Fault]:
    """HTML of the author's that a page may not hold: it would vanish without a word."""
    faults = []
    told: set[str] = set()  # each tag once, opened or closed
    for number, line in enumerate(body.split("\n"), 1):
        for tag in _AUTHOR_TAG.finditer(re.sub(r"`[^`]*`", lambda code: " " * len(code[0]), line)):
            name = tag[1] or tag[2]
            if name.lower() not in _INLINE | told and (f"<{name}" in raw or f"</{name}" in raw):
                told.add(name.lower())
                mend = "say it in Markdown, or remove it"
                faults.append(Fault("unsafe-html", f"a page may not hold the HTML tag `<{name}>`", number, tag.start() + 1, len(tag[0]), mend))
        if "data-block" in line:
            mend = "remove them: sitegen marks its own blocks so"
            faults.append(Fault("unsafe-html", "a page may not hold the words `data-block`", number, line.find("data-block") + 1, 10, mend))
        handler = _HANDLER.search(line)
        if handler:
            faults.append(Fault("unsafe-html", f"a page may not hold the attribute `{handler[1]}`", number, handler.start(1) + 1, len(handler[1]), "remove it"))
        if UNWRITTEN in line:
            faults.append(Fault("unwritten", "these words are still to be written", number, line.find(UNWRITTEN) + 1, 1, f"write them, and take the {UNWRITTEN} away"))
        if "<img" in line or re.search(r"!\[[^\]]*\]\(", line):
            faults.append(Fault("unknown-media", "this picture has no passport in content/media", number, max(line.find("!["), line.find("<img")) + 1, 2, "remove it: pictures need a source, a licence and a description first"))
    return faults


def _position(body: str, literal: str) -> tuple[int, int]:
    for number, line in enumerate(body.split("\n"), 1):
        if literal in line:
            return number, line.find(literal) + 1
    return 1, 1


__all__ = ["Fault", "Glossary", "convert", "glossary", "relative", "slug", "target"]
