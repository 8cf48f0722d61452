"""Documents → one immutable Library for each language, or Problems. The only door into the model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .. import codes
from ..model import Document, Library, Page
from ..problems import Problem, errors, problem
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
    for rule in (lookups.check(made), tiers.check(made, today), gates.check(made), ladder.check(made), pages.check(found, made), _codes(made)):
        problems += rule
    if errors(problems) or made.site is None or made.vocabulary is None:
        return {}, problems
    own = made.site.languages[0]
    source = Library(made.site, made.rules, made.vocabulary, made.cards, found, made.moves, made.statements, made.glossary, made.references, made.reviewers, made.documents, own)
    result = {own: source}
    for language in made.site.languages[1:]:
        result[language] = translations.library(source, language, documents, made, problems)
    return ({} if errors(problems) else result), problems


def _codes(made: Parts) -> list[Problem]:
    """Two documents with one short code: about one chance in a hundred for a thousand sheets, so it is looked for."""
    owners: dict[str, tuple[str, str]] = {}
    found = []
    for (kind, id), document in sorted(made.documents.items()):
        model = made.cards.get(id) if kind == "card" else made.heads.get(id) if kind == "page" else None
        if model is None:
            continue
        first = model.was[0] if model.was else id
        for tier in (*made.rules.tiers, None):
            code = codes.short(f"{kind}/{first}", tier)
            other = owners.setdefault(code, (kind, id))
            if other != (kind, id):
                found.append(problem("code-clash", f"{kind} `{id}` would have the same short code {code} as {other[0]} `{other[1]}`", document.place(), "rename one of the two before it is released"))
    return found


__all__ = ["libraries"]
