"""Text of pages on paper: no tag without a rendering, no word lost, no heading's level left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import unescape
from itertools import pairwise
from typing import Any

import pdf_tools
import pytest
import whole

from sitegen import markup, starter
from sitegen.model import Block
from sitegen.model.fragment import Part
from sitegen.model.views import Edition
from sitegen.typeset import pages, tree
from sitegen.typeset.press import Press
from sitegen.typeset.sheet import LARGE, Form, Whom

Data = dict[str, Any]
AROUND = tree.Around("https://example.org/protect/lifting/")
LETTER = Form("letter")
INSIDE = {
    **dict.fromkeys(("li",), "<ul>{}</ul>"),
    **dict.fromkeys(("dt", "dd"), "<dl>{}</dl>"),
    **dict.fromkeys(("caption", "thead", "tbody", "tr", "colgroup"), "<table>{}</table>"),
    **dict.fromkeys(("td", "th"), "<table><tr>{}</tr></table>"),
    "col": "<table><colgroup>{}</colgroup><tr><td>words</td></tr></table>",
}
FILLED = {"tr": "<td>words</td>", "thead": "<tr><th>words</th></tr>", "tbody": "<tr><td>words</td></tr>", "ul": "<li>words</li>", "ol": "<li>words</li>", "dl": "<dd>words</dd>"}
FILLED |= {"table": FILLED["tr"].join(("<tr>", "</tr>")), "colgroup": "<col>"}
EMPTY = {"br", "hr", "wbr", "col", "colgroup", "rp"}


def blocks(html: str) -> list[Data]:
    return tree.blocks(html, AROUND)


def words(found: object) -> str:
    """All that is to be read in a tree."""
    if isinstance(found, str):
        return found
    if isinstance(found, dict):
        return found["text"] if "text" in found else " ".join(words(value) for name, value in found.items() if name not in ("t", "href", "lang", "dir"))
    return "".join(map(words, found)) if isinstance(found, list) else ""


def sample(tag: str) -> str:
    """A page's piece of HTML with this tag in it."""
    element = f"<{tag}>" if tag in ("br", "hr", "wbr", "col") else f"<{tag}>{FILLED.get(tag, 'words')}</{tag}>"
    return INSIDE.get(tag, "{}").replace("{}", element)


@pytest.mark.parametrize("tag", sorted(markup._TAGS))
def test_whatever_the_sanitizer_lets_through_has_a_rendering_and_keeps_its_words(tag: str) -> None:
    assert tag in tree.KNOWN
    assert tag in EMPTY or "words" in words(blocks(sample(tag)))


def test_a_tag_that_paper_cannot_show_is_refused() -> None:
    with pytest.raises(tree.Unrendered):
        blocks("<p>Stand <marquee>tall</marquee></p>")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a data-paper="example.org/protect/pain-stop/" href="../pain-stop/">Pain</a>', ("https://example.org/protect/pain-stop/", "example.org/protect/pain-stop")),
        ('<a href="../cards/heel-raise/#steps">Heels</a>', ("https://example.org/protect/cards/heel-raise/#steps", "example.org/protect/cards/heel-raise/#steps")),
        ('<a href="https://www.choosept.com/">Find one</a>', ("https://www.choosept.com/", "www.choosept.com")),
        ('<a href="mailto:desk@example.org">Write to us</a>', ("mailto:desk@example.org", "desk@example.org")),
    ],
)
def test_a_link_leads_there_and_tells_where_as_people_type_it(html: str, shown: tuple[str, str]) -> None:
    url, address = shown
    link, before, after, end = tree.line(html, AROUND)
    assert (link["t"], link["href"]) == ("link", url)
    assert (before, after, end) == (" (", {"t": "typed", "text": address, "href": url}, ")")


@pytest.mark.parametrize("html", ['<a href="tel:5550100">555-0100</a>', '<a href="https://example.org/">example.org</a>'])
def test_an_address_that_is_said_already_is_not_said_again(html: str) -> None:
    (link,) = tree.line(html, AROUND)
    assert link["t"] == "link"


@pytest.mark.parametrize("html", ['<a class="term" href="../glossary/#spine">spine</a>', '<a href="#top">spine</a>'])
def test_a_word_of_the_glossary_and_a_place_on_the_same_sheet_are_words_only(html: str) -> None:
    assert tree.line(html, AROUND) == ["spine"]


def test_a_part_in_another_language_stays_marked_as_one() -> None:
    line, item = blocks('<p>Say <span lang="ar">قف</span> aloud</p><ul><li lang="ar">قف</li></ul>')
    assert line["c"][1] == {"t": "span", "lang": "ar", "dir": "rtl", "c": ["قف"]}
    assert item["items"][0][0]["lang"] == "ar"


def test_a_table_knows_the_rows_of_its_head() -> None:
    (headed,) = blocks("<table><thead><tr><th>Question</th><th>How sure?</th></tr></thead><tbody><tr><td>Falls</td><td>Quite</td></tr></tbody></table>")
    assert (headed["columns"], len(headed["head"]), len(headed["rows"])) == (2, 1, 1)
    (wide,) = blocks('<table><tr><th colspan="3">A week</th></tr><tr><td>One</td><td>Two</td><td>Three</td></tr></table>')
    assert (wide["columns"], wide["head"][0][0]["across"], len(wide["rows"])) == (3, 3, 1)


def test_white_space_is_read_as_a_browser_shows_it() -> None:
    (line,) = blocks("\n<p>\n  Stand <em> tall </em>\n at the counter. </p>\n")
    assert line["c"] == ["Stand ", {"t": "strong", "c": ["tall "]}, "at the counter."]


def test_words_between_blocks_are_a_paragraph() -> None:
    (found,) = blocks("<ul><li>Sit down<ul><li>slowly</li></ul>and breathe</li></ul>")
    assert [block["t"] for block in found["items"][0]] == ["p", "list", "p"]


def test_a_list_counts_on_from_where_its_author_said() -> None:
    (found,) = blocks('<ol start="4"><li>Stand up</li></ol>')
    assert (found["t"], found["start"]) == ("enum", 4)


# the pages that come with sitegen


@pytest.fixture(scope="module")
def site() -> whole.Whole:
    return whole.whole(starter.root())


def sheet(site: whole.Whole, edition: Edition, id: str, how: Form = LETTER) -> Data:
    """A page's sheet in an edition, without the small pictures of cards."""
    view, around = site.page(edition, id)
    return pages.sheet(view, around, {name: site.content.drawn(name) for name in view.figures}, whom(site, edition), how)


def whom(site: whole.Whole, edition: Edition) -> Whom:
    return Whom(edition.reader, site.renderer.words[edition.reader.language], site.renderer.words)


def every(found: object, kind: str) -> Iterator[Data]:
    """All blocks of a kind, in reading order."""
    if isinstance(found, dict):
        if found.get("t") == kind:
            yield found
        for value in found.values():
            yield from every(value, kind)
    elif isinstance(found, list):
        for part in found:
            yield from every(part, kind)


def levels(found: object) -> Iterator[int]:
    """The levels of all headings, in reading order."""
    if isinstance(found, dict):
        if "level" in found and found.get("title", True):
            yield found["level"]
        for value in found.values():
            yield from levels(value)
    elif isinstance(found, list):
        for part in found:
            yield from levels(part)


def test_no_heading_of_a_page_leaves_out_a_level(site: whole.Whole) -> None:
    for edition in site.editions:
        for id in edition.pages:
            found = [1, *levels(sheet(site, edition, id)["page"]["body"])]
            assert all(after - before <= 1 for before, after in pairwise(found)), (edition.folder, id, found)


def written(parts: Iterable[Part], lineage: tuple[str, ...]) -> Iterator[str]:
    """Each run of text that an author wrote for these levels, between one tag and the next."""
    for part in parts:
        if isinstance(part, str):
            yield from (" ".join(unescape(run).split()) for run in re.split(r"<[^>]*>", part))
        elif isinstance(part, Block) and part.for_tier(lineage):
            yield from written(part.parts, lineage)


def test_a_page_says_all_that_its_author_wrote_for_that_level(site: whole.Whole) -> None:
    for edition in site.editions:
        for id in edition.pages:
            view, _ = site.page(edition, id)
            told = words(sheet(site, edition, id)["page"]).casefold()
            lost = [run for run in written(view.body.parts, edition.reader.lineage) if run.casefold() not in told]
            assert not lost, (edition.folder, id)


def test_a_sheet_to_fill_in_holds_each_item_and_column_of_its_page_and_no_other_sentence(site: whole.Whole) -> None:
    for edition in site.editions:
        for id in edition.pages:
            view, _ = site.page(edition, id)
            body = sheet(site, edition, id)["page"]["body"]
            form = pages.form(view, whom(site, edition), LETTER)
            wanted = [*every(body, "checklist"), *every(body, "log")]
            assert bool(form) == bool(wanted)
            if form:
                chapters = form["form"]["sections"]
                strip = partial(map, lambda block: block.get("items") or block["columns"])
                assert list(strip([*every(chapters, "checklist"), *every(chapters, "log")])) == list(strip(wanted))
                assert all(words(lead["c"]) in words(body) for lead in every(chapters, "p"))


def test_every_tag_can_be_printed(site: whole.Whole) -> None:
    edition = next(edition for edition in site.editions if edition.tier)
    data = sheet(site, edition, "lifting")
    data["page"]["body"] = blocks("".join(map(sample, sorted(markup._TAGS - {"h3", "h4", "h5", "h6"}))) + sample("h3") + sample("h4") + '<blockquote lang="fr">Debout</blockquote>')
    made = Press(site.renderer.folders).pdf(json.dumps(data))
    root = pdf_tools.tree(made.content)
    assert root.text.count("words") >= len(markup._TAGS - EMPTY)
    assert ("fr", "Debout") in pdf_tools.languages(root)


def test_a_sheet_says_its_level_at_the_top_of_each_page_and_aloud_once(site: whole.Whole) -> None:
    edition = next(edition for edition in site.editions if edition.tier)
    made = Press(site.renderer.folders).pdf(json.dumps(sheet(site, edition, "lifting", Form("a4", LARGE))))
    assert made.pages > 3
    said = pdf_tools.spoken(made.content)
    assert edition.tier and said.count(f"{edition.tier.label} sheet") == 1
