"""Documents → the models of every file, before anything is looked up in anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import (
    Card,
    Document,
    Hazard,
    Move,
    PageHead,
    Reference,
    Reviewer,
    Ruleset,
    Site,
    Statement,
    Status,
    Term,
    Tier,
    Vocabulary,
)
from ..model.tier import StatusWord
from ..problems import Place, Problem, problem
from . import shape

REQUIRED = ("site", "tiers", "hazards", "vocabulary", "statements")


@dataclass(slots=True)
class Parts:
    """Models that fit, by kind; a document that does not fit is missing here and has problems."""

    documents: dict[tuple[str, str], Document]
    site: Site | None = None
    vocabulary: Vocabulary | None = None
    rules: Ruleset = field(default_factory=lambda: Ruleset({}, {}, {}))
    all_tiers: Mapping[str, Tier] = field(default_factory=dict)  # also those that are not enabled
    cards: dict[str, Card] = field(default_factory=dict)
    heads: dict[str, PageHead] = field(default_factory=dict)
    moves: dict[str, Move] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)

    def written(self, kind: str) -> set[str]:
        """Ids for which a document exists, good or bad: one mistake in a card must not make its neighbours' links dead."""
        return {id for sort, id in self.documents if sort == kind}


def parts(documents: list[Document], problems: list[Problem]) -> Parts:
    """The models of all documents in the library's own language."""
    known = {(d.kind, d.id): d for d in documents if d.language is None}
    made = Parts(known)
    for kind in REQUIRED:
        if (kind, kind) not in known:
            problems.append(problem("missing-file", f"`content/{kind}.yml` is missing", Place(f"content/{kind}.yml"), "copy it from the starter: `sitegen new site NAME` makes one"))
    site, vocabulary = known.get(("site", "site")), known.get(("vocabulary", "vocabulary"))
    made.site = shape.model(Site, site, problems) if site else None
    made.vocabulary = shape.model(Vocabulary, vocabulary, problems) if vocabulary else None
    _rules(made, problems)
    for (kind, id), document in known.items():
        if kind == "card" and (card := shape.model(Card, document, problems, id=id)):
            made.cards[id] = card
        elif kind == "page" and (head := shape.model(PageHead, document, problems)):
            made.heads[id] = head
    made.moves = shape.entries(Move, known.get(("moves", "moves")), problems)
    made.statements = shape.entries(Statement, known.get(("statements", "statements")), problems)
    made.glossary = shape.entries(Term, known.get(("glossary", "glossary")), problems)
    made.references = shape.entries(Reference, known.get(("references", "references")), problems)
    made.reviewers = shape.entries(Reviewer, known.get(("reviewers", "reviewers")), problems)
    return made


def _rules(made: Parts, problems: list[Problem]) -> None:
    tiers = made.all_tiers = shape.entries(Tier, made.documents.get(("tiers", "tiers")), problems)
    document = made.documents.get(("hazards", "hazards"))
    hazards: dict[str, Hazard] = {}
    baseline: dict[str, Status] = {}
    if document:
        for name in document.data.keys() - {"baseline", "hazards"}:
            problems.append(problem("unknown-field", f"there is no field `{name}` here", document.place((name,), key=True), "hazards.yml has two fields: `baseline` and `hazards`"))
        if isinstance(document.data.get("hazards"), dict):
            hazards = shape.entries(Hazard, document, problems, at=("hazards",))
        else:
            problems.append(problem("missing-field", "the field `hazards` is missing", document.place(), "add `hazards:` with the hazards below it"))
        baseline = _baseline(document, problems)
    made.rules = Ruleset({id: tier for id, tier in tiers.items() if tier.enabled}, hazards, baseline)


def _baseline(document: Document, problems: list[Problem]) -> dict[str, Status]:
    from pydantic import TypeAdapter, ValidationError

    written = document.data.get("baseline")
    try:
        return TypeAdapter(dict[str, StatusWord]).validate_python(written)
    except ValidationError:
        problems.append(problem("missing-field", "`baseline` does not give each tier a status", document.place(("baseline",), key=True), "write for example `baseline: {lower: allow, recent: modify}`"))
        return {}
