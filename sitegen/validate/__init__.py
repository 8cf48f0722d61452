"""Documents → what is shared, what each card and page is, and how they stand together; or Problems. The only door into the model.

    shared documents ─shared→ Shared
    a card, page or handout ─judged→ Judged: its models, its face, and what is wrong with it by itself
    a figure          ─drawn→ Judged: its drawing, its face, and what keeps it from being drawn
    all the faces  ─together→ what is wrong between documents
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .. import codes, markup
from ..model import (
    Card,
    CardFace,
    Document,
    Face,
    FigureFace,
    Handout,
    HandoutFace,
    Library,
    Page,
    PageFace,
    PageHead,
    Record,
    Ruleset,
    Withdrawn,
)
from ..problems import Place, Problem, errors, problem
from . import (
    brand,
    dates,
    figures,
    gates,
    handouts,
    ladder,
    lookups,
    pages,
    passports,
    redirects,
    reviews,
    scenes,
    shape,
    tiers,
    translations,
    waivers,
    weeks,
    withdrawn,
    wording,
)
from .parts import Open, Parts, parts

if TYPE_CHECKING:
    from ..figures import Drawing

SHARED = ("site", "tiers", "hazards", "moves", "statements", "glossary", "references", "vocabulary", "reviewers", "people", "weeks", "published", "redirects", "waivers")

_NO_MEDIA: Mapping[str, bytes] = {}
WORDLESS = ("people", "reviewers", "references", "published", "redirects", "waivers")  # nothing in them is advice in our own words


@dataclass(frozen=True, slots=True)
class Shared:
    """What every card and page is held against. With an error among its problems there is no library."""

    made: Parts
    libraries: Mapping[str, Library]  # by language, the first being the one it was written in
    problems: list[Problem]
    later: list[Problem] = field(default_factory=list)  # of translations: told when the rest is right
    terms: Mapping[str, markup.Glossary] = field(default_factory=dict)  # by language

    def on(self, today: date) -> Shared:
        """The same on another day on which nothing is wrong that was right."""
        if today == self.made.calendar.today:
            return self
        made = replace(self.made, calendar=self.made.calendar._replace(today=today))
        made.current = made.rules.on(made.calendar)
        libraries = {language: replace(library, rules=library.rules.on(made.calendar)) for language, library in self.libraries.items()}
        return replace(self, made=made, libraries=libraries)


class Judged(NamedTuple):
    """A card, page, handout or figure by itself; it has models, or a drawing, only where nothing is wrong."""

    face: Face | None
    models: Mapping[str, Card] | Mapping[str, Page] | Mapping[str, Handout]  # by language
    problems: list[Problem]
    later: list[Problem]  # of translations: told when the rest is right
    drawing: Drawing | None = None


def shared(documents: list[Document], ids: Mapping[str, Collection[str]], today: date, media: Mapping[str, bytes] = _NO_MEDIA) -> Shared:
    """The shared documents, in all languages of the site; `ids` are those of all cards, pages, handouts and figures."""
    problems: list[Problem] = []
    made = parts(documents, ids, problems, today)
    made.media = passports.media(made, media, problems)
    problems += [*lookups.shared(made), *tiers.check(made, today), *weeks.check(made), *brand.check(made, media), *redirects.check(made), *waivers.check(made, today), *dates.statements(made)]
    problems += (p for d in documents if d.language is None and d.kind not in WORDLESS for p in wording.check(d, made.statements))
    _set_aside(made, problems)
    made.current = made.rules.on(made.calendar)
    own = pages.glossary_words(made.glossary)
    if errors(problems) or made.site is None or made.vocabulary is None or not all(d.marks for d in documents):
        return Shared(made, {}, problems, [], {made.language: own})
    source = Library(made.site, made.current, made.vocabulary, made.moves, made.statements, made.glossary, made.references, made.reviewers, made.weeks, made.language, brand.logo(made.site, media), Record(made.published), made.redirects, made.media, made.waivers)
    libraries, later = {made.language: source}, list[Problem]()
    for language in made.site.languages[1:]:
        mine = {d.kind: d for d in documents if d.language == language}
        later += (p for d in mine.values() if d.kind not in WORDLESS for p in wording.check(d, made.statements))
        library = translations.library(source, language, mine, later)
        libraries[language] = replace(library, media=passports.translated(made.media, documents, language, made.language, later))
    terms = {language: pages.glossary_words(library.glossary) for language, library in libraries.items()}
    return Shared(made, libraries, problems, later, terms)


def judged(document: Document, translated: Mapping[str, Document], common: Shared) -> Judged:
    """A card, page, handout or figure by itself, with its translations by language."""
    if document.kind == "figure":
        problems = list[Problem]()
        face, drawing = figures.drawn(document, common.made, problems)
        return Judged(face, {}, problems, [], drawing)
    found = _JUDGES[document.kind](document, translated, common)
    found.problems.extend(wording.check(document, common.made.statements))
    found.later.extend(p for other in translated.values() for p in wording.check(other, common.made.statements))
    return found


def together(
    faces: Mapping[tuple[str, str], Face], ids: Mapping[str, Collection[str]], common: Shared, open: Open
) -> tuple[list[Problem], list[Problem]]:
    """What is wrong between documents, and what is wrong so in translations.

    `ids` are those of all cards, pages, handouts and figures, good or bad; `open` reads one again, to show its lines.
    """
    made = replace(common.made, ids=ids, open=open)
    made.cards = {f.id: f for f in faces.values() if isinstance(f, CardFace)}
    made.pages = {f.id: f for f in faces.values() if isinstance(f, PageFace)}
    made.handouts = {f.id: f for f in faces.values() if isinstance(f, HandoutFace)}
    made.figures = {f.id: f for f in faces.values() if isinstance(f, FigureFace)}
    found = [*lookups.together(made), *tiers.together(made)]
    made.cards = {id: face for id, face in made.cards.items() if not face.doubtful}
    found += [*gates.together(made), *ladder.together(made), *pages.together(made, [made.language]), *figures.together(made), *handouts.together(made), *weeks.together(made), *scenes.together(made), *withdrawn.together(made), *passports.together(made), *_codes(made)]
    others = [*common.libraries][1:]
    return found, [*pages.together(made, others), *figures.translated(made, others)]


def _card(document: Document, translated: Mapping[str, Document], common: Shared) -> Judged:
    problems, later, made = list[Problem](), list[Problem](), common.made
    card = shape.model(Card, document, problems, id=document.id)
    if card is None:
        return Judged(None, {}, problems, later)
    problems += lookups.card(card, document, made)
    doubtful = any(p.code in ("unknown-hazard", "unknown-tier") for p in problems)
    problems += [*gates.check(card, document, made), *ladder.words(card, document, made)] if not doubtful else ()
    problems += [*figures.words(card, document), *dates.check("the card", card, document, made)]
    models = {made.language: card}
    if not errors(problems):
        for language in [*common.libraries][1:]:
            models[language] = translations.card(card, translated.get(language), made, later)
    face = gates.face(card, lookups.of_card(card), made, doubtful=doubtful)
    names = {language: model.name for language, model in models.items()}
    swaps = {language: gates.swaps(model, made.current) for language, model in models.items()}
    return Judged(face._replace(names=names, swaps=swaps, withdrawn=_reasoned(face.withdrawn, models), cites=card.sources), models if not errors(problems) else {}, problems, later)


def _page(document: Document, translated: Mapping[str, Document], common: Shared) -> Judged:
    problems, later, made = list[Problem](), list[Problem](), common.made
    head = shape.model(PageHead, document, problems)
    if head is None:
        return Judged(None, {}, problems, later)
    page = Page(document.id, head, pages.body(document, common.terms[made.language], made, problems))
    problems += [*lookups.page(head, document, made), *pages.check(page, document, made), *dates.check("the page", head, document, made)]
    models = {made.language: page}
    if not errors(problems):
        for language in [*common.libraries][1:]:
            models[language] = translations.page(page, document, translated.get(language), common.terms[language], made, later)
    reach = {language: pages.reach(model.body) for language, model in models.items() if model.language is None}
    mentions = tuple(lookups.of_page(head, document))
    gone = Withdrawn(head.withdrawn.on, {}, head.withdrawn.instead, tuple(made.rules.tiers)) if head.withdrawn else None
    names = {language: model.title for language, model in models.items()}
    cites = (*head.sources, *(name for block in page.body.blocks if block.kind == "known" for name in block.names))
    face = PageFace(page.id, head.order, head.was, head.recode, _reasoned(gone, {language: model.head for language, model in models.items()}), mentions, reach, names, dates.of(head, made), cites)
    return Judged(face, models if not errors(problems) else {}, problems, later)


def _handout(document: Document, translated: Mapping[str, Document], common: Shared) -> Judged:
    problems, later, made = list[Problem](), list[Problem](), common.made
    handout = shape.model(Handout, document, problems, id=document.id)
    if handout is None:
        return Judged(None, {}, problems, later)
    problems += [*lookups.handout(handout, document, made), *handouts.check(handout, document, made), *dates.check("the handout", handout, document, made)]
    models = {made.language: handout}
    if not errors(problems):
        for language in [*common.libraries][1:]:
            models[language] = translations.handout(handout, translated.get(language), made, later)
    doubtful = any(p.code == "unknown-tier" for p in problems)
    face = handouts.face(handout, document, made, doubtful=doubtful)
    names = {language: model.title for language, model in models.items()}
    return Judged(face._replace(names=names, withdrawn=_reasoned(face.withdrawn, models), cites=handout.sources), models if not errors(problems) else {}, problems, later)


def _reasoned(gone: Withdrawn | None, models: Mapping[str, Card] | Mapping[str, PageHead] | Mapping[str, Handout]) -> Withdrawn | None:
    """A withdrawal with its reason in every language."""
    return gone and gone._replace(reasons={language: model.withdrawn.reason for language, model in models.items() if model.withdrawn})


_JUDGES = {"card": _card, "page": _page, "handout": _handout}


def _set_aside(made: Parts, problems: list[Problem]) -> None:
    """What stands on a mistake is not judged: all cards while the rules are in doubt."""
    rules = [(kind, kind) for kind in ("tiers", "hazards")]
    wrong = {p.place.path for p in errors(problems)} & {f"content/{kind}.yml" for kind, _ in rules}
    if wrong or any(not made.documents[key].marks for key in rules if key in made.documents):
        made.rules = Ruleset({}, {}, {})


def _codes(made: Parts) -> list[Problem]:
    """Two sheets with one short code: there are 280,000 codes, so among six hundred sheets the chance is even."""
    owners: dict[str, str] = {}  # code → the name it was made from
    found = []
    if weeks.shown(made):
        owners = dict.fromkeys(_all_codes(codes.WEEK, made), codes.WEEK)
    for kind, face in _all_faces(made):
        name = codes.name(kind, face.id, face.was, face.recode)
        mine = _all_codes(name, made)
        taken = next((c for c in mine if owners.get(c, name) != name), None) or next((c for c in mine if mine.count(c) > 1), None)
        if taken:
            number = next(n for n in range(2, 100) if not owners.keys() & set(_all_codes(codes.name(kind, face.id, face.was, n), made)))
            whom = f"`{owners[taken]}`" if taken in owners else "itself in another tier"
            place = Place(made.document(kind, face.id).path, 1, 1)
            found.append(problem("code-clash", f"{kind} `{face.id}` would have the same short code {taken} as {whom}", place, f"add the line `recode: {number}`: it gives this {kind} other codes; do so before it is released"))
        owners |= dict.fromkeys(mine, name)
    return found


def _all_faces(made: Parts) -> Iterator[tuple[str, CardFace | PageFace | HandoutFace]]:
    yield from (("card", made.cards[id]) for id in sorted(made.cards))
    yield from (("page", made.pages[id]) for id in sorted(made.pages))
    yield from (("handout", made.handouts[id]) for id in sorted(made.handouts))


def _all_codes(first_id: str, made: Parts) -> list[str]:
    return [codes.short(first_id, tier) for tier in (*made.rules.tiers, None)]


missing_and_unknown = translations.documents
signatures = reviews.check

__all__ = ["SHARED", "Judged", "Shared", "judged", "missing_and_unknown", "shared", "signatures", "together"]
