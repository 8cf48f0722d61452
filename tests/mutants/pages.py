"""Kinds of breaks: blocks, links and headings of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .hazards import everywhere
from .kind import Mutation, kind
from .library import Library
from .written import Written

LINK = re.compile(r"\]\(((?:\.\./|cards/)?[a-z][a-z-]+)(#[a-z-]+)?\)")
TIER = re.compile(r"/// tier \| (.+)")
HAZARD = re.compile(r" \{([a-z ,-]+)\}$")


def _rows(page: Written) -> Iterator[tuple[int, str]]:
    """The lines of a page's body, counted from 1."""
    yield from ((n, row) for n, row in enumerate(page.text.split("\n"), 1) if n > page.document.body_line)


def _line(page: Written, number: int, *rows: str) -> str:
    """The text with other lines in place of one."""
    lines = page.text.split("\n")
    return "\n".join([*lines[: number - 1], *rows, *lines[number:]])


@kind("link to nothing", "A link leads to a page or card that does not exist.", "dead-link unknown-card")
def _link(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            for found in LINK.finditer(row):
                yield page.broken(_line(page, number, row[: found.end(1)] + "x" + row[found.end(1) :]), f"{found[1]}x", number)


@kind("anchor to nothing", "A link leads to a heading that is not on that page.", "unknown-anchor")
def _anchor(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            for found in LINK.finditer(row):
                if not found[1].startswith("cards/"):
                    yield page.broken(_line(page, number, row[: found.end(1)] + "#no-such-heading" + row[found.end() - 1 :]), f"{found[1]}#no-such-heading", number)


@kind("link that no browser should follow", "A link leads to a script or to an address that is not safe.", "link-scheme")
def _scheme(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            for found in LINK.finditer(row):
                for address in ("javascript:alert(1)", "http://example.org/", "file:///etc"):
                    yield page.broken(_line(page, number, f"{row[: found.start() + 2]}{address})" + row[found.end() :]), address, number)
                break


@kind("link into another level", "A link leads straight into one level's own pages.", "dead-link level-crossed link-to-avoided")
def _crossed(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            for found in LINK.finditer(row):
                yield page.broken(_line(page, number, f"{row[: found.start() + 2]}../build-up/cards/heel-drop/)" + row[found.end() :]), "into build-up", number)
                break


@kind("link to an avoided card", "A sentence for everybody leads to a card that some of them must avoid.", "link-to-avoided", must=True)
def _avoided(library: Library) -> Iterator[Mutation]:
    cards = [id for id in library.cards if any(library.faces[id].statuses[t].name == "avoid" for t in library.rules.tiers)]
    for number, page in enumerate(library.of("page")):
        for id in cards[number % 4 :: 4]:
            text, line = page.end("", f"Then do [this one](cards/{id}).")
            yield page.broken(text, f"leads to {id}", line + 1)


@kind("level's words opened to all", "A block for some levels loses its fence, and all levels read what it teaches.", "item-avoided link-to-avoided hazard-word block-stray unknown-card figure-hazard statement-avoided", must=True)
def _opened(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if TIER.fullmatch(row) and _binds(library, _within(page, number), TIER.fullmatch(row)[1].split()):  # type: ignore[index]
                yield page.broken(_line(page, number, "/// tier | lower moderate high recent"), f"line {number}: for all", more=[everywhere(page)])


@kind("level's words given to another", "What stands in one level's block is read by another one, which must avoid it.", "item-avoided link-to-avoided hazard-word statement-avoided figure-hazard", must=True)
def _moved(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            found = TIER.fullmatch(row)
            if found and _binds(library, _within(page, number), found[1].split()) and "recent" not in found[1]:
                yield page.broken(_line(page, number, "/// tier | recent"), f"line {number}: for recent", more=[everywhere(page)])


def _within(page: Written, number: int) -> str:
    """What stands in the block that a line opens, without what a block for some levels inside of it still fences."""
    open_blocks, held = ["outer"], []
    for row in page.text.split("\n")[number:]:
        if row.startswith("/// "):
            open_blocks.append(row)
        elif row.strip() == "///":
            open_blocks.pop()
        if not open_blocks:
            break
        if not any(TIER.fullmatch(block) for block in open_blocks):
            held.append(row)
    return "\n".join(held)


def _binds(library: Library, text: str, tiers: list[str]) -> bool:
    """Whether words teach something that those outside of the block must avoid."""
    others = [t for t in library.rules.tiers if t not in tiers]
    hazards = {h for found in re.findall(r" \{([a-z ,-]+)\}$", text, re.M) for h in re.split(r"[ ,]+", found)}
    return any(str(library.rules.hazards[h].tiers[t]) == "avoid" for h in hazards if h in library.rules.hazards for t in others) and "recent" not in tiers


@kind("level of a block unknown", "A block is for a level that does not exist.", "unknown-tier")
def _unknown(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if TIER.fullmatch(row):
                yield page.broken(_line(page, number, f"{row}s"), f"{row}s", number)


@kind("block not closed", "A block's last line is gone.", "block-unclosed block-filled block-stray block-list block-shape block-argument unknown-figure missing-alt alt-unused")
def _unclosed(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if row == "///":
                yield page.broken(_line(page, number), f"line {number} gone", more=[everywhere(page)])


@kind("block unknown", "A block has a name that nobody knows.", "block-unknown block-stray")
def _block(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            found = re.match(r"/// ([a-z]+)", row)
            if found:
                yield page.broken(_line(page, number, f"/// {found[1]}x{row[found.end() :]}"), f"/// {found[1]}x", number)


@kind("block misshapen", "A block has two slashes, no bar, or stands inside a list.", "block-shape block-stray block-argument block-unknown block-indented")
def _shape(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if " | " in row and row.startswith("/// "):
                yield page.broken(_line(page, number, row[1:]), row[1:], number, more=[everywhere(page)])
                yield page.broken(_line(page, number, row.replace(" | ", " ")), row.replace(" | ", " "), number, more=[everywhere(page)])
                yield page.broken(_line(page, number, f"  {row}"), f"indented {row}", number, more=[everywhere(page)])


@kind("hazard of an item unknown", "The hazard behind an item does not exist.", "unknown-hazard", must=True)
def _hazard(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if HAZARD.search(row):
                yield page.broken(_line(page, number, f"{row[:-1]}x}}"), f"{row[row.rindex('{') :][:-1]}x}}", number)


@kind("hazard of an item misplaced", "The braces with an item's hazard do not stand at its end.", "hazard-braces", must=True)
def _braces(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if HAZARD.search(row):
                yield page.broken(_line(page, number, f"{row}, and so on"), f"line {number}: words behind the braces", number)


@kind("hazard of a page's words stricter", "An item teaches a movement that some of its readers must avoid.", "item-avoided", must=True)
def _item(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if row.startswith("- ") and not HAZARD.search(row):
                yield page.broken(_line(page, number, f"{row} {{breath-hold}}"), f"line {number} with {{breath-hold}}", number)


@kind("page teaches what readers avoid", "A page as a whole teaches a movement that some level must avoid.", "page-avoided", must=True)
def _whole(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        line = page.line("title")
        yield page.broken(page.below(line, "hazards: [flex-end]"), "hazards: flex-end", line + 1)


@kind("statement teaches what readers avoid", "A shared statement teaches a movement that some of its readers must avoid.", "statement-avoided", must=True)
def _statement(library: Library) -> Iterator[Mutation]:
    statements = library.shared("statements")
    for id in statements.document.data:
        line = statements.line(id)
        users = [everywhere(page) for page in library.of("page") if f"/// statement | {id}\n" in page.text]
        if users and (id, "hazards") not in statements:
            yield statements.broken(statements.below(line, "  hazards: [flex-end]"), f"{id}.hazards: flex-end", line + 1, more=users)


@kind("heading skipped", "A heading jumps over a level, or is as great as the page's title.", "heading-skips")
def _heading(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for number, row in _rows(page):
            if row.startswith("## "):
                yield page.broken(_line(page, number, f"##{row}"), f"##{row}", number)
                yield page.broken(_line(page, number, row[1:]), row[1:], number)


@kind("HTML in a page", "A page holds a script, a style or a frame.", "unsafe-html")
def _html(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for markup in ('<script src="https://example.org/x.js"></script>', "<style>.warning {display: none}</style>", '<iframe src="https://example.org/"></iframe>', '<img src="x.png" onerror="alert(1)">'):
            text, line = page.end("", markup)
            yield page.broken(text, markup, line + 1)


@kind("summary silent to a level", "A page's summary says nothing to one level.", "missing-tier-text")
def _summary(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        for field in ("summary", "today", "teach_back"):
            if (field, "all") in page:
                yield page.broken(page.named((field, "all"), "lower"), f"{field}.all → lower", page.line(field), page.line(field, "all"))


@kind("picture without a passport", "A page shows a picture of which nobody knows where it comes from.", "unknown-media media-unknown image-without-passport passport-missing media-missing missing-media missing-passport")
def _media(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        text, line = page.end("", "![A kitchen](../media/kitchen.jpg)")
        yield page.broken(text, "a picture of a kitchen", line + 1)
