"""Page documents → Pages: the body converted once, and everything in it held against the tiers that read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .. import markup, safety
from ..markup import Fault
from ..model import ALL, Document, Fragment, Page, Status, Term
from ..names import listed, suggestion
from ..problems import Place, Problem, problem
from .lookups import mend
from .parts import Anything, Parts

SPECIAL_ANCHORS = {"cards": (), "glossary": (), "references": (), "not-at-this-level": ()}


def glossary_words(terms: Mapping[str, Term]) -> markup.Glossary:
    """Which words in a text lead to which term."""
    words: dict[str, str] = {}
    for id, term in terms.items():
        for word in (term.plain, *([term.medical] if term.medical else []), *term.also):
            words.setdefault(word.lower(), id)
    return markup.glossary(words)


def body(document: Document, terms: markup.Glossary, made: Parts, problems: list[Problem]) -> Fragment:
    """The converted body of a page document; its faults become problems at the author's lines."""
    fragment, faults = markup.convert(document.body, terms, _tier_names(made))
    doubtful = isinstance(made.written("tier"), Anything)
    problems += [_problem(fault, document) for fault in faults if not (doubtful and fault.code == "unknown-tier")]
    return fragment


def _tier_names(made: Parts) -> dict[str, str]:
    """The id of each tier by the names that an author may use for it, also where its other fields do not fit."""
    document = made.documents.get(("tiers", "tiers"))
    rows = document.data if document else {}
    slugs = {row["slug"]: id for id, row in rows.items() if isinstance(row, dict) and isinstance(row.get("slug"), str)}
    return slugs | {id: id for id in rows}


def _problem(fault: Fault, document: Document) -> Problem:
    if fault.code == "unknown-tier":  # the scanner knows the line, and the name stands in its message
        place = _named(document, fault.line, fault.message.split("`")[1])
        return problem(fault.code, fault.message, place, fault.help)
    return problem(fault.code, fault.message, document.at(document.body_line + fault.line, fault.column, fault.length), fault.help)


def check(pages: Mapping[str, Page], made: Parts) -> Iterator[Problem]:
    """What is wrong with pages once all of them, and all cards, are known."""
    for id, page in pages.items():
        document = made.documents["page", id]
        yield from _names(page, document, made)
        yield from _links(page, document, pages, made)
        yield from _claims(page, document, made)
        yield from _headings(page, document)
        yield from _texts(page, document, made)
        yield from _taught(page, document, made)
        yield from _statements(page, document, made)


def gates(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    """What a page would show to a tier that must avoid it; a translated page is held against the same gates."""
    yield from _names(page, document, made)
    yield from _links(page, document, {page.id: page}, made)
    yield from _claims(page, document, made)
    yield from _statements(page, document, made)


def _line(document: Document, line: int, column: int = 1, length: int = 0) -> Place:
    return document.at(document.body_line + line, column, length)


def _named(document: Document, line: int, name: str) -> Place:
    return document.find(name, start=document.body_line + line)


def _names(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    for block in page.body.blocks:
        for name in (block.names or (block.title,)) if block.kind in ("statement", "card", "fact") else ():
            known = made.written(block.kind)
            if name not in known:
                yield problem(f"unknown-{block.kind}", f"there is no {block.kind} `{name}`", _named(document, block.line, name), mend(block.kind, name, known))


def _links(page: Page, document: Document, pages: Mapping[str, Page], made: Parts) -> Iterator[Problem]:
    own = made.site.address if made.site else "-"
    for link in page.body.links:
        if link.target is None:
            if link.href.startswith(own):  # would lead a reader out of their level, past every gate
                place = _line(document, link.line, link.column, len(link.href)) if link.line else document.place()
                mend = "name the page or card, such as `lifting` or `cards/heel-raise`: each level then gets its own"
                yield problem("dead-link", f"the link `{link.href}` leads to one fixed level of this site", place, mend)
            continue
        kind, id, anchor = link.target
        place = _line(document, link.line, link.column, len(link.href)) if link.line else document.place()
        known = {"card": made.written("card"), "page": made.written("page"), "special": SPECIAL_ANCHORS, "here": ("",)}[kind]
        if id not in known:
            cards = [f"cards/{c}" for c in made.written("card")]
            near = suggestion(f"cards/{id}", cards, most=0) if kind == "card" else suggestion(id, [*made.written("page"), *cards], most=0)
            yield problem("dead-link", f"the link `{link.href}` leads to a {kind} that does not exist", place, near or "name a page by its file, such as `lifting`, or a card, such as `cards/heel-raise`")
        elif anchor and kind in ("page", "here") and (target := page if kind == "here" else pages.get(id)):
            known_anchors = {h.id for h in target.body.headings}
            if target.body.parts and anchor not in known_anchors:
                yield problem("unknown-anchor", f"the page `{target.id}` has no heading `#{anchor}`", place, suggestion(anchor, known_anchors) or "link to the page without `#`, or give it that heading")
        elif kind == "card" and id in made.cards:
            yield from _link_to_card(link.href, id, link.tiers, place, made)


def _link_to_card(href: str, id: str, tiers: tuple[str, ...], place: Place, made: Parts) -> Iterator[Problem]:
    """A sentence that names a card which some of its readers must avoid."""
    card = made.cards[id]
    shut_out = [t for t in _readers(tiers, made) if safety.status(card, t, made.rules) == Status.avoid]
    if shut_out:
        yield problem("link-to-avoided", f"the link `{href}` names a card that {listed('tier', shut_out)} must avoid", place, _move("the sentence", tiers, shut_out, made))


def _readers(tiers: tuple[str, ...], made: Parts) -> list[str]:
    """The tiers that read a text: those named by its tier block and their likes, or everyone."""
    return [t for t in made.rules.tiers if not tiers or any(step in tiers for step in made.rules.lineage(t))]


def _shut_out(hazard: str, readers: Iterable[str], made: Parts) -> list[str]:
    """Those of the readers who must avoid a hazard; a hazard that is not known shuts out nobody, for that was told."""
    known = hazard in made.rules.hazards
    return [t for t in readers if known and safety.hazard_status(hazard, t, made.rules) == Status.avoid]


def _move(what: str, tiers: tuple[str, ...], shut_out: list[str], made: Parts) -> str:
    """How to keep a text from those who must not be taught it."""
    rest = [t for t in _readers(tiers, made) if t not in shut_out]
    return f"put {what} into `/// tier | {' '.join(rest)}`" if rest else f"remove {what}: nobody who reads it may do this"


def _claims(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    known = made.written("hazard")
    for claim in page.body.claims:
        for hazard in claim.hazards:
            place = _named(document, claim.line, hazard) if claim.line else document.place()
            shut_out = _shut_out(hazard, _readers(claim.tiers, made), made)
            if hazard not in known:
                yield problem("unknown-hazard", f"there is no hazard `{hazard}`", place, mend("hazard", hazard, known))
            elif shut_out:
                yield problem("item-avoided", f"{listed('tier', shut_out)} must avoid `{hazard}`, and would read this item", place, _move("the item", claim.tiers, shut_out, made))


def _taught(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    """A page that teaches all its readers what some of them must avoid."""
    for number, hazard in enumerate(page.head.hazards):
        shut_out = _shut_out(hazard, made.rules.tiers, made)
        if shut_out:
            yield problem("page-avoided", f"the whole page teaches `{hazard}`, which {listed('tier', shut_out)} must avoid", document.place(("hazards", number)), f"take it out of `hazards`, {_move('that part', (), shut_out, made)}, and `{{{hazard}}}` behind its list items")


def _statements(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    """Statements with a hazard, held against everyone who reads them on this page."""
    readers: dict[tuple[int, str], list[str]] = {}
    for tier in made.rules.tiers:
        for block in page.body.seen_by(made.rules.lineage(tier)):
            if block.kind == "statement" and block.names[0] in made.statements:
                readers.setdefault((block.line, block.names[0]), []).append(tier)
    for (line, id), tiers in readers.items():
        for hazard in made.statements[id].hazards:
            shut_out = _shut_out(hazard, tiers, made)
            if shut_out:
                yield problem("statement-avoided", f"{listed('tier', shut_out)} must avoid `{hazard}`, and would read the statement `{id}` here", _named(document, line, id), _move("it", tuple(tiers), shut_out, made))


def _headings(page: Page, document: Document) -> Iterator[Problem]:
    for number, line in enumerate(document.body.split("\n"), 1):
        if re.match(r"#(?!#)", line):
            words = line.strip("# ")
            yield problem("heading-skips", f"the heading `{words}` is as great as the page's title", _line(document, number, 1, len(line)), f"write `## {words}`")
    level = 1
    for heading in page.body.headings:
        if heading.level > level + 1:
            place = document.find(heading.text, start=document.body_line + 1)
            yield problem("heading-skips", f"the heading `{heading.text}` skips a level", place, f"write `{'#' * (level + 1)} {heading.text}`, one level below the heading before it")
        level = heading.level


def _texts(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    for name in ("summary", "today"):
        texts = getattr(page.head, name)
        silent = [t for t in made.rules.tiers if texts and safety.inherited(texts, t, made.rules) is None]
        if silent and all(t in made.written("tier") for t in texts):
            yield problem("missing-tier-text", f"`{name}` says nothing to {listed('tier', silent)}", document.place((name,), key=True), f"add `{ALL}: …` for everyone, or `{silent[0]}: …`")
