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
    owners: dict[str, tuple[str, str | None]] = {}  # code → what it is for: the first id, and the tier
    found = []
    for (kind, id), document in sorted(made.documents.items()):
        model = made.cards.get(id) if kind == "card" else made.heads.get(id) if kind == "page" else None
        first = f"{kind}/{model.was[0] if model and model.was else id}"
        for tier in (*made.rules.tiers, None) if model else ():
            code = codes.short(first, tier)
            other, their_tier = owners.setdefault(code, (first, tier))
            if (other, their_tier) != (first, tier):
                whom = f"{other.replace('/', ' `')}`" if other != first else "itself in another tier"
                found.append(problem("code-clash", f"{kind} `{id}` would have the same short code {code} as {whom}", Place(document.path), "call it something else before it is released"))
                break
    return found


__all__ = ["libraries"]
