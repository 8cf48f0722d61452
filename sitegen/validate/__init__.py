"""Documents → one immutable Library for each language, or Problems. The only door into the model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .. import codes
from ..model import Document, Library, Page, Ruleset
from ..problems import Place, Problem, errors, problem
from . import gates, ladder, lookups, pages, tiers, translations
from .parts import Parts, parts


def libraries(documents: list[Document], today: date) -> tuple[Mapping[str, Library], list[Problem]]:
    """The library in each language of the site, the first being the one it was written in.

    Problems are all there are, not the first; with any error among them there is no library.
    """
    problems: list[Problem] = []
    made = parts(documents, problems)
    terms = pages.glossary_words(made.glossary)
    bodies = {id: pages.body(made.documents["page", id], terms, made, problems) for id in made.heads}
    found = {id: Page(id, head, bodies[id]) for id, head in made.heads.items()}
    problems += [*lookups.check(made), *tiers.check(made, today)]
    _set_aside(made, problems)
    problems += [*gates.check(made), *ladder.check(made), *pages.check(found, made), *_codes(made)]
    if errors(problems) or made.site is None or made.vocabulary is None or not all(d.marks for d in documents):
        return {}, problems
    own = made.site.languages[0]
    source = Library(made.site, made.rules, made.vocabulary, made.cards, found, made.moves, made.statements, made.glossary, made.references, made.reviewers, made.documents, own)
    result = {own: source}
    for language in made.site.languages[1:]:
        result[language] = translations.library(source, language, documents, made, problems)
    return ({} if errors(problems) else result), problems


def _set_aside(made: Parts, problems: list[Problem]) -> None:
    """What stands on a mistake is not judged: a card of a misspelt hazard or tier, and all of them while the rules are in doubt."""
    rules = [(kind, kind) for kind in ("tiers", "hazards")]
    wrong = {p.place.path for p in errors(problems)} & {f"content/{kind}.yml" for kind, _ in rules}
    if wrong or any(not made.documents[key].marks for key in rules if key in made.documents):
        made.rules = Ruleset({}, {}, {})
    doubtful = {p.place.path for p in problems if p.code in ("unknown-hazard", "unknown-tier")}
    made.cards = {id: card for id, card in made.cards.items() if made.documents["card", id].path not in doubtful}


def _codes(made: Parts) -> list[Problem]:
    """Two sheets with one short code: there are 280,000 codes, so among six hundred sheets the chance is even."""
    owners: dict[str, str] = {}  # code → the name it was made from
    found = []
    for (kind, id), document in sorted(made.documents.items()):
        model = made.cards.get(id) if kind == "card" else made.heads.get(id) if kind == "page" else None
        if model is None:
            continue
        name = codes.name(kind, id, model.was, model.recode)
        mine = _all_codes(name, made)
        taken = next((c for c in mine if owners.get(c, name) != name), None) or next((c for c in mine if mine.count(c) > 1), None)
        if taken:
            number = next(n for n in range(2, 100) if not owners.keys() & set(_all_codes(codes.name(kind, id, model.was, n), made)))
            whom = f"`{owners[taken]}`" if taken in owners else "itself in another tier"
            found.append(problem("code-clash", f"{kind} `{id}` would have the same short code {taken} as {whom}", Place(document.path, 1, 1), f"add the line `recode: {number}`: it gives this {kind} other codes; do so before it is released"))
        owners |= dict.fromkeys(mine, name)
    return found


def _all_codes(first_id: str, made: Parts) -> list[str]:
    return [codes.short(first_id, tier) for tier in (*made.rules.tiers, None)]


__all__ = ["libraries"]
