"""Page documents → Pages: the body converted once, and everything in it held against the tiers that read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import markup, safety
from ..markup import Fault
from ..model import ALL, Document, Fragment, Page, Status, Term
from ..names import suggestion
from ..problems import Place, Problem, problem
from .parts import Parts

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
    tier_ids = {name: id for id, tier in made.all_tiers.items() for name in (id, tier.slug)}
    fragment, faults = markup.convert(document.body, terms, tier_ids)
    problems += [_problem(fault, document) for fault in faults]
    return fragment


def _problem(fault: Fault, document: Document) -> Problem:
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
        for tier in made.rules.tiers:
            yield from _tier(page, tier, document, made)


def _line(document: Document, line: int, column: int = 1, length: int = 0) -> Place:
    return document.at(document.body_line + line, column, length)


def _named(document: Document, line: int, name: str) -> Place:
    return document.find(name, start=document.body_line + line)


def _names(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    facts = made.site.facts if made.site else {}
    known = {"statement": made.statements, "card": made.written("card"), "fact": facts}
    for block in page.body.blocks:
        for name in block.names if block.kind in known else ():
            if name not in known[block.kind]:
                yield problem(f"unknown-{block.kind}", f"there is no {block.kind} `{name}`", _named(document, block.line, name), suggestion(name, known[block.kind]))


def _links(page: Page, document: Document, pages: Mapping[str, Page], made: Parts) -> Iterator[Problem]:
    for link in page.body.links:
        if link.target is None:
            continue
        kind, id, anchor = link.target
        place = _line(document, link.line, link.column, len(link.href)) if link.line else document.place()
        known = {"card": made.written("card"), "page": made.written("page"), "special": SPECIAL_ANCHORS, "here": ("",)}[kind]
        if id not in known:
            near = suggestion(id, {**dict.fromkeys(made.written("page")), **{f"cards/{c}": None for c in made.written("card")}} if kind == "page" else made.written("card"))
            yield problem("dead-link", f"the link `{link.href}` leads to a {kind} that does not exist", place, near or "name a page, such as `lifting`, or a card, such as `cards/heel-raise`")
        elif anchor and kind in ("page", "here") and (target := page if kind == "here" else pages.get(id)):
            if anchor not in (known_anchors := {h.id for h in target.body.headings}):
                yield problem("unknown-anchor", f"the page `{target.id}` has no heading `#{anchor}`", place, suggestion(anchor, known_anchors))
        elif kind == "card" and id in made.cards:
            yield from _link_to_card(link.href, id, link.tiers, place, made)


def _link_to_card(href: str, id: str, tiers: tuple[str, ...], place: Place, made: Parts) -> Iterator[Problem]:
    """A sentence that names a card which some of its readers must avoid."""
    card = made.cards[id]
    shut_out = [t for t in _readers(tiers, made) if safety.status(card, t, made.rules) == Status.avoid]
    if shut_out:
        yield problem("link-to-avoided", f"the link `{href}` names a card that tier {_listed(shut_out)} must avoid", place, f"put the sentence into `/// tier | {' '.join(t for t in _readers(tiers, made) if t not in shut_out) or '…'}`")


def _readers(tiers: tuple[str, ...], made: Parts) -> list[str]:
    """The tiers that read a text: those named by its tier block and their likes, or everyone."""
    return [t for t in made.rules.tiers if not tiers or any(step in tiers for step in made.rules.lineage(t))]


def _listed(tiers: list[str]) -> str:
    return ", ".join(f"`{t}`" for t in tiers)


def _claims(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    for claim in page.body.claims:
        place = _line(document, claim.line, claim.column, claim.length) if claim.line else document.place()
        for hazard in claim.hazards:
            if hazard not in made.rules.hazards:
                yield problem("unknown-hazard", f"there is no hazard `{hazard}`", place, suggestion(hazard, made.rules.hazards))
        for tier in _readers(claim.tiers, made):
            binding = safety.strictest(claim.hazards, tier, made.rules)
            if binding and binding.status == Status.avoid and binding.source in made.rules.hazards:
                yield problem("item-avoided", f"tier `{tier}` reads this item, and must avoid `{binding.source}`", place, "put the item into a tier block that leaves this tier out")
                break


def _tier(page: Page, tier: str, document: Document, made: Parts) -> Iterator[Problem]:
    """What a tier would read on this page that it must not be taught."""
    own = safety.strictest(page.head.hazards, tier, made.rules)
    if own and own.status == Status.avoid and own.source in made.rules.hazards:
        yield problem("page-avoided", f"the whole page teaches `{own.source}`, which tier `{tier}` must avoid", document.place(("hazards",)), "put that part into a tier block, and its hazards on the items in it")
    for block in page.body.seen_by(made.rules.lineage(tier)):
        statement = made.statements.get(block.names[0]) if block.kind == "statement" else None
        binding = safety.strictest(statement.hazards, tier, made.rules) if statement else None
        if statement and binding and binding.status == Status.avoid:
            yield problem("statement-avoided", f"tier `{tier}` reads the statement `{statement.id}` here, and must avoid its hazard `{binding.source}`", _named(document, block.line, statement.id), "put it into a tier block that leaves this tier out")


def _headings(page: Page, document: Document) -> Iterator[Problem]:
    level = 1
    for heading in page.body.headings:
        if heading.level > level + 1:
            place = document.find(heading.text, start=document.body_line + 1)
            yield problem("heading-skips", f"the heading `{heading.text}` skips a level", place, f"write it with {'#' * (level + 1)}, one level below the heading before it")
        level = heading.level


def _texts(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    for tier in made.rules.tiers:
        for name in ("summary", "today"):
            texts = getattr(page.head, name)
            if texts and safety.inherited(texts, tier, made.rules) is None:
                yield problem("missing-tier-text", f"`{name}` says nothing to tier `{tier}`", document.place((name,), key=True), f"add `{ALL}: …` for everyone, or a text for `{tier}`")


