"""Markdown body → Fragment: converted once for all tiers, sanitised, with its facts and its faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import unescape

import nh3

from ..model.base import UNWRITTEN
from ..model.fragment import Fragment
from .directives import Fault, Scan, scan
from .glossary import Glossary, glossary
from .ids import slug
from .tree import Tree, relative, target

SCHEMES = {"https", "mailto", "tel"}
_TAGS = nh3.ALLOWED_TAGS - {"h1", "img", "map", "area", "center", "acronym", "tt", "strike", "nav", "header", "footer", "article", "aside"}
_ATTRIBUTES = {"*": {"lang", "dir", "id"}, "a": {"href"}, "div": {"data-block"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"')
_AUTHOR_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)\b|<(!--)")
# what an author may write as HTML: inside a line only, so that no tag can close or swallow a directive
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "img"}
_NUMBERED = re.compile(r'<div data-block="([^"]*)">')
_DOUBTFUL = re.compile(rf"<|!\[|data-block|{re.escape(UNWRITTEN)}")  # what a fault in a line of the author's needs
_HANDLER = re.compile(r"<[a-zA-Z][^>]*\s(on[a-z]+|style)\s*=", re.I)


@lru_cache(maxsize=64)  # a watching process converts only the page that was edited
def raw_html(text: str) -> str:
    """The converter's HTML of a scanned text, before it is sanitised."""
    from .converter import converter  # it brings in two large libraries, which a caller that knows the HTML never needs

    try:
        return converter().reset().convert(text)
    except RecursionError:
        converter.cache_clear()  # it stopped in the midst of its lists and quotes, and would begin the next page there
        raise


def convert(body: str, terms: Glossary, tier_ids: Mapping[str, str], html: Callable[[str], str] | None = None) -> tuple[Fragment, list[Fault]]:
    """A body's Fragment and what is wrong with it; `tier_ids` maps each id and slug to the tier's id.

    Lines in faults and facts count from 1 at the top of the body. `html` makes raw HTML of the scanned text, or knows it already.
    """
    found = scan(body)
    faults = [*found.faults]
    tiers = {n: _tiers(found, n, tier_ids, faults) for n, block in enumerate(found.opened) if block.kind == "tier"}
    if faults:
        return Fragment(), faults
    try:
        raw = (html or raw_html)(found.text)
    except RecursionError:
        return Fragment(), [Fault("yaml-deep", "lists or quotes stand inside one another too deep", 1, 1, 1, "take some of the levels away")]
    faults += [*_bad_links(raw, body), *_unsafe(raw, body)]
    if faults:
        return Fragment(), faults
    clean = nh3.clean(raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, strip_comments=True)
    if sorted(_NUMBERED.findall(clean)) != sorted(map(str, range(len(found.opened)))):
        faults.append(Fault("block-mismatch", "the directives of this page do not come out as they were written", 1, 1, 1, "look for `///` lines inside lists or quotes and move them out"))
        return Fragment(), faults
    tree = Tree(found.opened, tiers, body, terms)
    parts = tree.feed(clean)
    return Fragment(parts, tuple(tree.headings), tuple(tree.links), tuple(tree.claims), tuple(tree.blocks)), tree.faults


def _tiers(found: Scan, number: int, tier_ids: Mapping[str, str], faults: list[Fault]) -> tuple[str, ...]:
    from ..names import suggestion

    block = found.opened[number]
    names = block.argument.replace(",", " ").split()
    for name in names:
        if name not in tier_ids:
            faults.append(Fault("unknown-tier", f"there is no tier `{name}`", block.line, 5, len("tier"), suggestion(name, tier_ids)))
    return tuple(dict.fromkeys(tier_ids[n] for n in names if n in tier_ids))


def _bad_links(raw: str, body: str) -> list[Fault]:
    faults = []
    for href in map(unescape, _HREF.findall(raw)):
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):|//", href.strip())
        whole = scheme and ((scheme[1] or "").lower() != "https" or re.match(r"https://[^/]", href.strip(), re.I))
        if scheme and ((scheme[1] or "").lower() not in SCHEMES or not whole):
            line, column = _position(body, href)
            faults.append(Fault("link-scheme", f"the link `{href}` does not begin with https, mailto or tel", line, column, len(href), "use an https address, `mailto:`, `tel:`, or the name of a page such as `lifting`"))
    return faults


def _unsafe(raw: str, body: str) -> list[Fault]:
    """HTML of the author's that a page may not hold: it would vanish without a word."""
    faults: list[Fault] = []
    if not _DOUBTFUL.search(body):
        return faults
    told: set[str] = set()  # each tag once, opened or closed
    for number, line in enumerate(body.split("\n"), 1):
        if _DOUBTFUL.search(line):
            faults += _tags(raw, line, number, told)
            faults += _words(line, number)
    return faults


def _tags(raw: str, line: str, number: int, told: set[str]) -> Iterator[Fault]:
    for tag in _AUTHOR_TAG.finditer(re.sub(r"`[^`]*`", lambda code: " " * len(code[0]), line)):
        name = tag[1] or tag[2]
        if name.lower() not in _INLINE | told and (f"<{name}" in raw or f"</{name}" in raw):
            told.add(name.lower())
            mend = "say it in Markdown, or remove it"
            yield Fault("unsafe-html", f"a page may not hold the HTML tag `<{name}>`", number, tag.start() + 1, len(tag[0]), mend)


def _words(line: str, number: int) -> Iterator[Fault]:
    if "data-block" in line:
        mend = "remove them: sitegen marks its own blocks so"
        yield Fault("unsafe-html", "a page may not hold the words `data-block`", number, line.find("data-block") + 1, 10, mend)
    handler = _HANDLER.search(line)
    if handler:
        yield Fault("unsafe-html", f"a page may not hold the attribute `{handler[1]}`", number, handler.start(1) + 1, len(handler[1]), "remove it")
    if UNWRITTEN in line:
        yield Fault("unwritten", "these words are still to be written", number, line.find(UNWRITTEN) + 1, 1, f"write them, and take the {UNWRITTEN} away")
    if "<img" in line or re.search(r"!\[[^\]]*\]\(", line):
        yield Fault("unknown-media", "this picture has no passport in content/media", number, max(line.find("!["), line.find("<img")) + 1, 2, "begin a passport with `sitegen new media NAME`, then show the picture with `/// picture | NAME`")


def _position(body: str, literal: str) -> tuple[int, int]:
    for number, line in enumerate(body.split("\n"), 1):
        if literal in line:
            return number, line.find(literal) + 1
    return 1, 1


__all__ = ["Fault", "Glossary", "convert", "glossary", "raw_html", "relative", "slug", "target"]
