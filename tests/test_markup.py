"""The sparing converter writes what the untuned library writes, and the sanitised HTML is read as a browser would read it."""

from __future__ import annotations

import inspect
import random
import sys
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import markdown
import pytest
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from sitegen import markup
from sitegen.markup import converter, directives
from sitegen.markup.ids import slug
from sitegen.model.fragment import Fragment, Part, Term

TIERS = {"high": "high", "recent": "recent"}
NONE = markup.glossary({})
INLINE = r"""lift slowly | **firm** | *soft* | ***both*** | _under_ | snake_case_word | 5*3*2 | `code` | ``a ` b`` | \* | \[ | & | &amp;
&nbsp; | &#42; | < | 3 > 2 | <b>x</b> | <em>a <strong>b</em> c</strong> | <https://example.org/?a=1&b=2> | <me@example.org> | [a](lifting.md#top)
[b](https://example.org "A title") | [c][ref] | [ref] | [ref][] | [none][missing] | ![d](e.png) | [TOC] | two  \nlines | **a *b** c* | ** | __ | ` | [ | ]( | ! | "q" | it's
naïve | 日本語 | {lift-low} | a | b | tab\tbed | {| | /// | 1986\. | # | - | = | : | > | [**x**](y) | *[x](y)* | [a [b] c](d) | [e](<x"y>) | <br> | <span lang="de">Z</span>"""
BLOCKS = r"""## A heading|## A heading|### The *third* `one`|# First|#none|Sub\n---|Top\n===|- a\n- b\n    - c\n    1. d|1. a\n2. b|3. c\n4. d|* a\n\n* b\n\n    c|+ a
> quote\n> more|> - a\nlazy|    code *x* <b>|---|* * *|Term\n: one\n: two|Term\n\n:   long\n\n    more|[ref]: https://example.org/r "R"|[TOC]|<div>x</div>|<!-- c -->
text\n- no list\n## head\nmore|- # head\n- x|a\n===\nb\n---\nc|   \n|- a\n  b\n  - c|    - deep|- [ ] a|a: b\n:c|5) x|x\n> y"""
TABLES = ("| a | b |\n| --- | :-: |\n| 1 | *2* |\n| `x|y` | \\| |", "a | b\n--|--\n1 | 2", "|a|\n|-|\n|b|")
DIRECTIVES = (
    "/// tier | high recent\nSome {}.\n///",
    "/// do\n- one {}\n- two\n///",
    "/// warning | Careful\n{}\n\n/// checklist\n- x {}\n///\n///",
    "/// card | heel-raise\n///",
    "/// known | tftf2015\nOne {} *of*.\n///\n\n/// unknown\n{}\n///",
    "/// log | 3\n- one {}\n- two\n///",
    "/// figure | lift-box\n- one {}\n- two\n///",
)


def _bodies(count: int, seed: int) -> list[str]:
    """Bodies of a few blocks, spliced from marks that meet in every order."""
    chance = random.Random(seed)
    inline = [_text(word.strip(" ")) for line in INLINE.split("\n") for word in line.split(" | ")]
    blocks = [*[_text(block) for line in BLOCKS.split("\n") for block in line.split("|")], *TABLES, *DIRECTIVES]
    made = []
    for _ in range(count):
        parts = []
        for _ in range(chance.randint(1, 7)):
            words = [" ".join(chance.choices(inline, k=chance.randint(1, 8))) for _ in range(3)]
            block = chance.choice([words[0], words[0], chance.choice(blocks).replace("{}", words[1], 1).replace("{}", words[2])])
            indent = chance.choice(["", "", "", "    ", "> "])
            parts.append("\n".join(indent + line for line in block.split("\n")))
        made.append(chance.choice(["\n\n", "\n\n", "\n"]).join(parts))
    return made


def _text(written: str) -> str:
    return written.replace(r"\n", "\n").replace(r"\t", "\t")


@cache
def _library() -> markdown.Markdown:
    """Python-Markdown with the same extensions, and none of the short cuts."""
    return markdown.Markdown(extensions=[converter._Directives(), TableExtension(), TocExtension(slugify=slug), SaneListExtension(), DefListExtension()])


@pytest.mark.parametrize("seed", range(8))
def test_the_short_cuts_change_no_html(seed: int) -> None:
    for body in _bodies(60, seed):
        text = directives.scan(body).text
        assert markup.raw_html(text) == _library().reset().convert(text), body


@pytest.mark.parametrize(
    "body",
    [
        "Plain words, and nothing else.",
        "- one\n- two *soft*\n- three",
        "One  \ntwo",
        "A [TOC] in words\n\n[TOC]\n\n## Here\n\n## Here",
        "[a][b] and [b]\n\n[b]: lifting.md",
        "\\*not soft\\* and `\\*` and &#42;",
        "x_y_z and _y_ and __z__",
        "/// warning | W\nIn it\n///\n\nBelow it",
        "/// tier | high\n## In a block\n\n- a\n\n///\n\n## In a block",
        "# not a heading\n    code\n\n#also",
        "Prose\n: that defines\n\nProse:\nthat does not",
        "a\tb\n\n   \n\nc\r\nd",
        "5 - 3\n- 2",
        "a | b |\n| - | - |\n| c | d |",
    ],
)
def test_each_mark_is_still_seen(body: str) -> None:
    text = directives.scan(body).text
    assert markup.raw_html(text) == _library().reset().convert(text)


@pytest.mark.parametrize("later", ["plain words", "# heading"])
def test_an_open_directive_takes_what_comes_next(later: str) -> None:
    text = f"- a\n\n    /// do | 0\n\n    in it\n\n{later}\n"  # the scan lets no such text through
    assert markup.raw_html(text) == _library().reset().convert(text)


def test_a_pattern_that_is_not_known_is_never_skipped() -> None:
    md = converter._Markdown([])
    md.inlinePatterns.register(markdown.inlinepatterns.SimpleTagInlineProcessor(r"()~~(.+?)~~", "del"), "strike", 50)
    md.treeprocessors.register(converter._Inline(md), "inline", 20)
    assert md.convert("some ~~words~~") == "<p>some <del>words</del></p>"


class _Browser(HTMLParser):
    """The words of a page, by the standard library's parser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _said(html: str) -> str:
    browser = _Browser()
    browser.feed(html)
    browser.close()
    return "".join(browser.words)


def _shown(parts: tuple[Part, ...]) -> str:
    return "".join(part if isinstance(part, str) else part.words if isinstance(part, Term) else _shown(part.parts) for part in parts)


def test_no_word_is_lost_or_made_up_on_the_way_to_the_parts() -> None:
    compared = 0
    for body in _bodies(300, 99):
        fragment, faults = markup.convert(body.replace("{lift-low}", ""), NONE, TIERS)
        if not faults:
            raw = markup.raw_html(directives.scan(body.replace("{lift-low}", "")).text)
            assert "".join(_said(_shown(fragment.parts)).split()) == "".join(_said(raw).split()), body
            compared += 1
    assert compared > 40


def _terms(glossary: markup.Glossary, text: str) -> list[tuple[str, str]]:
    return [(id, text[start:end]) for start, end, id in glossary.found(text)]


WORDS = {"brace": "brace", "tummy brace": "tummy", "T-score": "score", "médula": "cord", "X-ray": "ray"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brace, then BRACE.", [("brace", "Brace"), ("brace", "BRACE")]),
        ("a Tummy Brace", [("tummy", "Tummy Brace")]),
        ("tummy-brace braces embrace brace-", []),
        ("brace brace", [("brace", "brace"), ("brace", "brace")]),
        ("(brace)t-SCORE", [("brace", "brace"), ("score", "t-SCORE")]),
        ("La MÉDULA", [("cord", "MÉDULA")]),
        ("brace in İstanbul, X-rays, x-ray", [("brace", "brace"), ("ray", "x-ray")]),
        ("", []),
    ],
)
def test_words_are_found_whole_in_any_case(text: str, found: list[tuple[str, str]]) -> None:
    glossary = markup.glossary(WORDS)
    assert glossary.small is not None
    assert _terms(glossary, text) == found
    assert _terms(markup.Glossary(glossary.ids, glossary.words), text) == found


def test_words_are_explained_in_prose_alone() -> None:
    body = "## A brace\n\nA brace, [a brace](x.md), `brace` and **brace**.\n\n| brace |\n| --- |\n| brace |"
    parts = markup.convert(body, markup.glossary(WORDS), TIERS)[0].parts
    before = [part[-4:] for part, after in pairwise(parts) if isinstance(part, str) and isinstance(after, Term)]
    assert before == ["p>A ", "ong>", "<td>"]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("`<div>` and <p>\n\n<DIV>x</DIV>", ["unsafe-html", "unsafe-html"]),
        ('<b onclick="x">b</b> ✎\n\n![a](b.png)', ["unsafe-html", "unwritten", "unknown-media"]),
        ("[a](javascript:x) [b](//c) [d](https:///e)", ["link-scheme"] * 3),
        ("the words data-block", ["unsafe-html"]),
        ("## A term\n\n: /// tier | high\n\nWords", ["block-indented"]),
        ("1 < 2, a [b] and c!", []),
    ],
)
def test_what_a_page_may_not_hold_is_found_in_each_line(body: str, codes: list[str]) -> None:
    assert [fault.code for fault in markup.convert(body, NONE, TIERS)[1]] == codes


def test_a_word_whose_capitals_have_other_small_letters_is_found() -> None:
    assert _terms(markup.glossary({"kırık": "broken"}), "KIRIK kırık") == [("broken", "KIRIK"), ("broken", "kırık")]


def _kept(html: str) -> tuple[list[str], Callable[[str], str]]:
    asked: list[str] = []

    def know(text: str) -> str:
        asked.append(text)
        return html

    return asked, know


def test_a_caller_that_knows_the_html_is_asked_once_and_believed() -> None:
    asked, know = _kept("<h2 id='x'>Kept</h2><script>alert(1)</script>")
    fragment, faults = markup.convert("## Kept", NONE, TIERS, know)
    assert (asked, faults) == (["## Kept"], [])
    assert fragment.parts == ('<h2 id="x">Kept</h2>',)  # sanitised all the same


def test_a_directive_that_comes_out_with_other_words_is_refused() -> None:
    faults = markup.convert("Words", NONE, TIERS, lambda text: '<div data-block="recent"><p>Words</p></div>')[1]
    assert [fault.code for fault in faults] == ["block-mismatch"]


def test_a_caller_is_not_asked_about_a_body_with_faults() -> None:
    asked, know = _kept("")
    fragment, faults = markup.convert("/// tier | high\nx", NONE, TIERS, know)
    assert (asked, fragment, [fault.code for fault in faults]) == ([], Fragment(), ["block-unclosed"])


def test_a_page_that_is_too_deep_leaves_no_trace_on_the_next() -> None:
    deep = "\n".join("    " * level + "- a" for level in range(60))
    most = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        faults = markup.convert(deep, NONE, TIERS)[1]
    finally:
        sys.setrecursionlimit(most)
    assert [fault.code for fault in faults] == ["yaml-deep"]
    assert markup.convert("Words", NONE, TIERS)[0].parts == ("<p>Words</p>",)
