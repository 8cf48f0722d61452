"""Shared documents → their models: what every card and page is held against."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .. import published
from ..model import (
    Calendar,
    CardFace,
    Document,
    FigureFace,
    HandoutFace,
    Hazard,
    Medium,
    Move,
    PageFace,
    Person,
    Reference,
    Release,
    Reviewer,
    Ruleset,
    Site,
    Statement,
    Status,
    Term,
    Tier,
    Vocabulary,
    Waiver,
    Week,
)
from ..model.base import Model, TierId
from ..model.tier import StatusWord
from ..problems import Place, Problem, problem
from . import shape

REQUIRED = ("site", "tiers", "hazards", "vocabulary", "statements")
_HOMES = {  # kind of name → the file and the field that it is written in
    "tier": ("tiers", None),
    "hazard": ("hazards", "hazards"),
    "statement": ("statements", None),
    "reference": ("references", None),
    "reviewer": ("reviewers", None),
    "category": ("vocabulary", "categories"),
    "equipment": ("vocabulary", "equipment"),
    "position": ("vocabulary", "positions"),
    "shelf": ("vocabulary", "shelves"),
    "fact": ("site", "facts"),
    "person": ("people", "people"),
}


Open = Callable[[str, str, str | None], Document]  # (kind, id, language)


class Anything(Collection[str]):
    """The names of a file that cannot be read: of none can it be said that it is missing there."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class HazardsFile(Model):
    """hazards.yml as a whole; each hazard in it is judged on its own."""

    baseline: dict[TierId, StatusWord]
    hazards: dict[str, Any]


class PeopleFile(Model):
    """people.yml as a whole; each person in it is judged on their own."""

    people: dict[str, Any]


@dataclass(slots=True)
class Parts:
    """Models that fit, by kind; a document that does not fit is missing here and has problems."""

    documents: dict[tuple[str, str], Document]  # the shared ones
    ids: Mapping[str, Collection[str]] = field(default_factory=dict)  # of all cards, pages, handouts and figures, good or bad
    open: Open | None = None  # reads a card or page again, to show its lines in a problem
    site: Site | None = None
    vocabulary: Vocabulary | None = None
    rules: Ruleset = field(default_factory=lambda: Ruleset({}, {}, {}))  # as they are written: what an author is told is the same every day
    calendar: Calendar = field(default_factory=lambda: Calendar(date.min))
    current: Ruleset = field(default_factory=lambda: Ruleset({}, {}, {}))  # the same on the day of the calendar: what readers get
    all_tiers: Mapping[str, Tier] = field(default_factory=dict)  # also those that are not enabled
    cards: Mapping[str, CardFace] = field(default_factory=dict)  # known once all are judged
    pages: Mapping[str, PageFace] = field(default_factory=dict)
    handouts: Mapping[str, HandoutFace] = field(default_factory=dict)
    figures: Mapping[str, FigureFace] = field(default_factory=dict)
    moves: dict[str, Move] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    waivers: dict[str, Waiver] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    weeks: dict[str, Week] = field(default_factory=dict)  # by tier
    published: dict[str, Release] = field(default_factory=dict)  # releases, the oldest first
    redirects: dict[str, str] = field(default_factory=dict)  # old address → new one
    media: dict[str, Medium] = field(default_factory=dict)  # pictures with which nothing is wrong
    _written: dict[str, Collection[str]] = field(default_factory=dict, init=False)

    @property
    def language(self) -> str:
        """The language that the content was written in."""
        return self.site.languages[0] if self.site else "en"

    def document(self, kind: str, id: str, language: str | None = None) -> Document:
        """A document by what it holds: a shared one, or a card or page, read again."""
        found = self.documents.get((kind, id)) if language is None else None
        if found is None:
            assert self.open
            found = self.open(kind, id, language)
        return found

    def written(self, kind: str) -> Collection[str]:
        """Names under which something stands, good or bad: one mistake must not make every mention of it another."""
        if kind not in self._written:
            self._written[kind] = self._names(kind)
        return self._written[kind]

    def _names(self, kind: str) -> Collection[str]:
        if kind not in _HOMES:
            return self.ids.get(kind, ())
        file, within = _HOMES[kind]
        document = self.documents.get((file, file))
        if document is None or not document.marks:
            return Anything() if document or file in REQUIRED else ()
        rows = document.data.get(within) if within else document.data
        return rows if isinstance(rows, dict) else () if kind in ("fact", "shelf") and rows is None else Anything()


def parts(documents: list[Document], ids: Mapping[str, Collection[str]], problems: list[Problem], today: date) -> Parts:
    """The models of all shared documents in the library's own language, on a day."""
    known = {(d.kind, d.id): d for d in documents if d.language is None}
    made = Parts(known, ids)
    for kind in REQUIRED:
        if (kind, kind) not in known and (known or any(ids.values())):  # of an empty project load has said so
            problems.append(problem("missing-file", f"`content/{kind}.yml` is missing", Place(f"content/{kind}.yml"), "copy it from the starter: `sitegen new site NAME` makes one"))
    site, vocabulary = known.get(("site", "site")), known.get(("vocabulary", "vocabulary"))
    made.site = shape.model(Site, site, problems) if site else None
    made.vocabulary = shape.model(Vocabulary, vocabulary, problems) if vocabulary else None
    made.calendar = Calendar(today, made.site.review.every, made.site.review.grace) if made.site else Calendar(today)
    _rules(made, problems)
    made.moves = shape.entries(Move, known.get(("moves", "moves")), problems)
    made.statements = shape.entries(Statement, known.get(("statements", "statements")), problems)
    made.glossary = shape.entries(Term, known.get(("glossary", "glossary")), problems)
    made.references = shape.entries(Reference, known.get(("references", "references")), problems)
    made.reviewers = shape.entries(Reviewer, known.get(("reviewers", "reviewers")), problems)
    made.waivers = shape.entries(Waiver, known.get(("waivers", "waivers")), problems)
    made.weeks = shape.entries(Week, known.get(("weeks", "weeks")), problems, named=False)
    made.published = _published(known.get(("published", "published")), problems)
    made.redirects = _redirects(known.get(("redirects", "redirects")), problems)
    people = known.get(("people", "people"))
    if people and shape.model(PeopleFile, people, problems):
        made.people = shape.entries(Person, people, problems, at=("people",))
    return made


def _published(document: Document | None, problems: list[Problem]) -> dict[str, Release]:
    """The releases so far. Those that stand as they were written are models already, and there is nothing wrong with them."""
    if document is None or all(isinstance(row, Release) for row in document.data.values()):
        return dict(document.data) if document else {}
    found = shape.entries(Release, document, problems, named=False)
    problems += (problem(f.code, f.message, document.place(f.path, key=f.key), f.help) for f in published.faults(found))
    return found


def _redirects(document: Document | None, problems: list[Problem]) -> dict[str, str]:
    """Old addresses and where they lead now; a value that is no text is told."""
    found: dict[str, str] = {}
    if document is None:
        return found
    for old, new in document.data.items():
        if isinstance(new, str) and new:
            found[old] = "" if new == "/" else new
        else:
            problems.append(problem("wrong-type", f"`{old}` leads nowhere", document.place((old,), key=True), "write the new address after it, from the site's root: `old/page/: new/page/`"))
    return found


def _rules(made: Parts, problems: list[Problem]) -> None:
    tiers = made.all_tiers = shape.entries(Tier, made.documents.get(("tiers", "tiers")), problems)
    document = made.documents.get(("hazards", "hazards"))
    hazards: dict[str, Hazard] = {}
    baseline: dict[str, Status] = {}
    if document and (file := shape.model(HazardsFile, document, problems)):
        baseline = file.baseline
    if document and isinstance(document.data.get("hazards"), dict):
        hazards = shape.entries(Hazard, document, problems, at=("hazards",))
    made.rules = Ruleset({id: tier for id, tier in tiers.items() if tier.enabled}, hazards, baseline)
