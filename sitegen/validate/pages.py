"""Page documents → Pages: the body converted once, and everything in it held against the tiers that read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from .. import markup, safety
from ..markup import Fault
from ..model import ALL, Block, Document, Fragment, Link, Page, PageFace, Reach, Shown, Status, Term
from ..names import listed, suggestion
from ..problems import Place, Problem, problem
from . import figures
from .lookups import mend
from .parts import Anything, Parts

Wrong = Callable[[Document], Problem]
SPECIAL_ANCHORS = {"cards": (), "handouts": (), "glossary": (), "references": (), "not-at-this-level": ()}


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


def check(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    """What is wrong with a page by itself."""
    yield from gates(page, document, made)
    yield from _headings(page, document)
    yield from _texts(page, document, made)
    yield from _taught(page, document, made)
    yield from figures.spoken(page, document)


def gates(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    """What a page would show to a tier that must avoid it; a translated page is held against the same gates."""
    for block in page.body.blocks:
        if block.kind in ("statement", "fact"):
            yield from _name(block.kind, _named_by(block), block.line, document, made)
        if block.kind in ("picture", "film"):
            yield from _medium(block, document, made)
        for work in block.names if block.kind == "known" else ():
            yield from _name("reference", work, block.line, document, made)
    yield from _fixed_links(page, document, made)
    yield from _claims(page, document, made)
    yield from _statements(page, document, made)


def reach(body: Fragment) -> Reach:
    """What a body shows and leads to, and the places in it that can be led to."""
    cards = tuple((_named_by(block), block.line) for block in body.blocks if block.kind == "card")
    links = tuple(link for link in body.links if link.target is not None)
    figures = tuple(_shown(block) for block in body.blocks if block.kind == "figure")
    return Reach(links, cards, figures, tuple(h.id for h in body.headings), bool(body.parts), tuple(block.names[0] for block in body.blocks if block.kind in ("picture", "film")))


def _shown(block: Block) -> Shown:
    words = block.spoken
    first = next((part.names for part in block.parts if isinstance(part, Block)), ())
    count = None if block.parts and not words else len(words) if all(words) else 0
    return Shown(block.names[0], block.line, count, first)


def together(made: Parts, languages: Iterable[str]) -> Iterator[Problem]:
    """Links and blocks of pages that lead to nothing, or to what their readers must avoid, in bodies of these languages."""
    for id, page in made.pages.items():
        for language in languages:
            found = page.reach.get(language)
            if found is None:
                continue
            own = language == made.language
            yield from _led(id, found, made.pages if own else {id: page}, made, None if own else language)


def _led(id: str, found: Reach, pages: Mapping[str, PageFace], made: Parts, language: str | None) -> Iterator[Problem]:
    for name, line in found.cards:
        if name not in made.written("card"):
            yield from _name("card", name, line, made.document("page", id, language), made)
    for link in found.links:
        for wrong in _wrong(link, id, found, pages, made):
            yield wrong(made.document("page", id, language))


def _line(document: Document, line: int, column: int = 1, length: int = 0) -> Place:
    return document.at(document.body_line + line, column, length)


def _named(document: Document, line: int, name: str) -> Place:
    return document.find(name, start=document.body_line + line)


def _named_by(block: Block) -> str:
    return (block.names or (block.title,))[0]


def _name(kind: str, name: str, line: int, document: Document, made: Parts) -> Iterator[Problem]:
    known = made.written(kind)
    if name not in known:
        yield problem(f"unknown-{kind}", f"there is no {kind} `{name}`", _named(document, line, name), mend(kind, name, known))


def _medium(block: Block, document: Document, made: Parts) -> Iterator[Problem]:
    """A picture or film that is not there, and a picture that is no film."""
    name, known = _named_by(block), made.written("picture")
    medium = made.media.get(name)
    if name not in known:
        help = suggestion(name, known, most=0) or "begin its passport with `sitegen new media NAME`, and put the picture beside it under the same name"
        yield problem("unknown-media", f"there is no {block.kind} `{name}` in content/media", _named(document, block.line, name), help)
    elif block.kind == "film" and medium and not medium.passport.film:
        yield problem("unknown-media", f"`{name}` is a picture, and no film", _named(document, block.line, name), f"write `/// picture | {name}`, or name its film in the passport: `film: …`")


def _fixed_links(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    """Links to the site's own address: they would lead a reader out of their level, past every gate."""
    own = made.site.address if made.site else "-"
    for link in page.body.links:
        if link.target is None and link.href.startswith(own):
            help = "name the page or card, such as `lifting` or `cards/heel-raise`: each level then gets its own"
            yield problem("dead-link", f"the link `{link.href}` leads to one fixed level of this site", _at(link, document), help)


def _wrong(link: Link, page: str, found: Reach, pages: Mapping[str, PageFace], made: Parts) -> Iterator[Wrong]:
    """What is wrong with a link inside the site, to be told at its place."""
    assert link.target
    kind, id, anchor = link.target
    known = {"card": made.written("card"), "page": made.written("page"), "special": _lists(made), "here": ("",)}[kind]
    if id not in known:
        yield partial(_dead, link, made)
    elif anchor and kind in ("page", "here"):
        there = page if kind == "here" else id
        target = found if there == page else _reach_of(pages.get(there), made)
        if target and target.readable and anchor not in target.anchors:
            yield partial(_no_anchor, link, there, target)
    elif kind == "card" and id in made.cards:
        shut_out = [t for t in _readers(link.tiers, made) if safety.avoids(made.cards[id], t)]
        if shut_out:
            yield partial(_avoided, link, shut_out, made)


def _lists(made: Parts) -> list[str]:
    """The lists that each edition has; without a handout nobody makes a list of them."""
    return [name for name in SPECIAL_ANCHORS if name != "handouts" or made.written("handout")]


def _reach_of(page: PageFace | None, made: Parts) -> Reach | None:
    return page.reach.get(made.language) if page else None


def _dead(link: Link, made: Parts, document: Document) -> Problem:
    assert link.target
    kind, id, _ = link.target
    if id.partition("/")[0] == "handouts":
        said = "leads to one handout, which not every level has" if "/" in id else "leads to the list of handouts, and there are none"
        mend = "lead to the list, which every level has: `handouts`" if "/" in id else "make one first, such as with `sitegen new handout two-weeks`"
        return problem("dead-link", f"the link `{link.href}` {said}", _at(link, document), mend)
    cards = [f"cards/{c}" for c in made.written("card")]
    near = suggestion(f"cards/{id}", cards, most=0) if kind == "card" else suggestion(id, [*made.written("page"), *cards], most=0)
    return problem("dead-link", f"the link `{link.href}` leads to a {kind} that does not exist", _at(link, document), near or "name a page by its file, such as `lifting`, or a card, such as `cards/heel-raise`")


def _no_anchor(link: Link, page: str, target: Reach, document: Document) -> Problem:
    assert link.target
    anchor = link.target[2]
    return problem("unknown-anchor", f"the page `{page}` has no heading `#{anchor}`", _at(link, document), suggestion(anchor, target.anchors) or "link to the page without `#`, or give it that heading")


def _avoided(link: Link, shut_out: list[str], made: Parts, document: Document) -> Problem:
    """A sentence that names a card which some of its readers must avoid."""
    return problem("link-to-avoided", f"the link `{link.href}` names a card that {listed('tier', shut_out)} must avoid", _at(link, document), _move("the sentence", link.tiers, shut_out, made))


def _at(link: Link, document: Document) -> Place:
    return _line(document, link.line, link.column, len(link.href)) if link.line else document.place()


def _readers(tiers: tuple[str, ...], made: Parts) -> list[str]:
    """The tiers that read a text: those named by its tier block and their likes, or everyone."""
    return [t for t in made.rules.tiers if not tiers or any(step in tiers for step in made.rules.lineage(t))]


def excluded(hazard: str, readers: Iterable[str], made: Parts) -> list[str]:
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
            shut_out = excluded(hazard, _readers(claim.tiers, made), made)
            if hazard not in known:
                yield problem("unknown-hazard", f"there is no hazard `{hazard}`", place, mend("hazard", hazard, known))
            elif shut_out:
                seen, what = ("see this figure", "the figure") if claim.pictured else ("read this item", "the item")
                yield problem("item-avoided", f"{listed('tier', shut_out)} must avoid `{hazard}`, and would {seen}", place, _move(what, claim.tiers, shut_out, made))


def _taught(page: Page, document: Document, made: Parts) -> Iterator[Problem]:
    """A page that teaches all its readers what some of them must avoid."""
    for number, hazard in enumerate(page.head.hazards):
        shut_out = excluded(hazard, made.rules.tiers, made)
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
            shut_out = excluded(hazard, tiers, made)
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
    for name in ("summary", "today", "teach_back"):
        texts = getattr(page.head, name)
        silent = [t for t in made.rules.tiers if texts and safety.inherited(texts, t, made.rules) is None]
        if silent and all(t in made.written("tier") for t in texts):
            yield problem("missing-tier-text", f"`{name}` says nothing to {listed('tier', silent)}", document.place((name,), key=True), f"add `{ALL}: …` for everyone, or `{silent[0]}: …`")
