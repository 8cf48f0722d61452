"""Names → are they names of something? Every id that content mentions, with a «did you mean» where it is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ..model import ALL, Card, Document, Handout, PageHead, Text, Withdrawal
from ..model.document import Path
from ..names import suggestion
from ..problems import Problem, problem
from .parts import Parts

_HOMES = {
    "card": "a card's id is the name of its file in content/cards, without .yml",
    "handout": "a handout's id is the name of its file in content/handouts, without .yml",
    "page": "a page's id is the name of its file in content/pages, without .md",
    "tier": "the tiers stand in content/tiers.yml",
    "hazard": "the hazards stand in content/hazards.yml",
    "reference": "the references stand in content/references.yml: add it there",
    "reviewer": "add this person to content/reviewers.yml",
    "statement": "the statements stand in content/statements.yml",
    "fact": "the facts stand in content/site.yml, under `facts`",
    "category": "the categories stand in content/vocabulary.yml",
    "equipment": "the equipment stands in content/vocabulary.yml: add it there",
    "position": "the positions stand in content/vocabulary.yml",
    "shelf": "the shelves of pages stand in content/vocabulary.yml, under `shelves`",
    "figure": "a figure's id is the name of its file in content/figures, without .yml",
    "person": "the people stand in content/people.yml, under `people`",
}


def unknown(kind: str, name: str, known: Collection[str], document: Document, path: Path, *, key: bool = False) -> Iterator[Problem]:
    """The problem of a name that is not known, if it is not."""
    if name not in known:
        yield problem(f"unknown-{kind}", f"there is no {kind} `{name}`", document.place(path, key=key), mend(kind, name, known))


def mend(kind: str, name: str, known: Collection[str]) -> str:
    """The nearest name, or where the names stand."""
    return suggestion(name, known) or _HOMES[kind]


def tier_named(name: str, made: Parts, document: Document, path: Path, *, key: bool = False) -> Iterator[Problem]:
    """Readers' words for a level are never guessed at: `protect` is `high`, however much it looks like another id."""
    if name not in (known := made.written("tier")):
        meant = [id for id, tier in made.all_tiers.items() if name.lower() in (tier.slug, tier.label.lower())]
        help = f"did you mean `{meant[0]}`?" if meant else mend("tier", name, known)
        yield problem("unknown-tier", f"there is no tier `{name}`", document.place(path, key=key), help)


def _swap(word: str, made: Parts, document: Document, path: Path) -> Iterator[Problem]:
    """A swap is a card's id; only with a space in it can it be words."""
    if " " not in word and word not in (known := made.written("card")):
        help = suggestion(word, known, most=0) or "write a card's id, or say it in a few words"
        yield problem("unknown-card", f"there is no card `{word}`", document.place(path), help)


def card(card: Card, document: Document, made: Parts) -> Iterator[Problem]:
    """Every unknown name in a card, but for those of other cards."""
    yield from unknown("category", card.category, made.written("category"), document, ("category",))
    yield from unknown("position", card.position, made.written("position"), document, ("position",))
    yield from _each("equipment", card.equipment, made.written("equipment"), document, ("equipment",))
    yield from _each("hazard", card.hazards, made.written("hazard"), document, ("hazards",))
    yield from _each("reference", card.sources, made.written("reference"), document, ("sources",))
    for field in ("tiers", "modify", "swap", "stricter_because", "override"):
        yield from _tier_keys(getattr(card, field), made, document, (field,))
    if card.dose:
        yield from _tier_keys(card.dose.tiers, made, document, ("dose", "tiers"))
    for tier, override in card.override.items():
        yield from unknown("reviewer", override.by, made.written("reviewer"), document, ("override", tier, "by"))
    for name, rung in (("easier", card.easier), ("harder", card.harder)):
        if rung:
            yield from _each("hazard", rung.hazards, made.written("hazard"), document, (name, "hazards"))


def page(head: PageHead, document: Document, made: Parts) -> Iterator[Problem]:
    """Every unknown name in a page's front matter, but for those of cards."""
    if head.shelf:
        yield from unknown("shelf", head.shelf, made.written("shelf"), document, ("shelf",))
    yield from _each("reference", head.sources, made.written("reference"), document, ("sources",))
    yield from _each("hazard", head.hazards, made.written("hazard"), document, ("hazards",))
    for name in ("summary", "today", "teach_back", "cards"):
        yield from _tier_keys(getattr(head, name), made, document, (name,), all_too=True)


def handout(handout: Handout, document: Document, made: Parts) -> Iterator[Problem]:
    """Every unknown name in a handout, but for those of cards and pages."""
    yield from _each("reference", handout.sources, made.written("reference"), document, ("sources",))
    yield from _each("hazard", handout.hazards, made.written("hazard"), document, ("hazards",))
    for number, tier in enumerate(handout.readers):
        yield from tier_named(tier, made, document, ("for", number))
    for name in ("summary", "intro", "teach_back", "cards", "pages"):
        yield from _tier_keys(getattr(handout, name), made, document, (name,), all_too=True)


def of_card(card: Card) -> Iterator[tuple[Path, str]]:
    """The other cards that a card names: its rungs, its swaps, and what stands in for it once it is withdrawn."""
    for field, rung in (("easier", card.easier), ("harder", card.harder)):
        if rung and rung.card:
            yield (field,), rung.card
    for tier, word in card.swap.items():
        if " " not in word:  # only with a space in it can a swap be words
            yield ("swap", tier), word
    yield from _stand_in(card.withdrawn)


def _stand_in(withdrawn: Withdrawal | None) -> Iterator[tuple[Path, str]]:
    """What is offered in place of something withdrawn: a thing of the same kind."""
    if withdrawn and withdrawn.instead:
        yield ("withdrawn", "instead"), withdrawn.instead


def of_page(head: PageHead, document: Document) -> Iterator[tuple[Path, str]]:
    """The cards that a page's front matter names, and the page that stands in for it once it is withdrawn."""
    yield from _in_lists("cards", head.cards, document)
    yield from _stand_in(head.withdrawn)


def of_handout(handout: Handout, document: Document) -> Iterator[tuple[Path, str]]:
    """The cards and pages that a handout names, and the handout that stands in for it once it is withdrawn."""
    yield from _in_lists("cards", handout.cards, document)
    yield from _in_lists("pages", handout.pages, document)
    yield from _stand_in(handout.withdrawn)


def _in_lists(field: str, lists: Mapping[str, tuple[str, ...]], document: Document) -> Iterator[tuple[Path, str]]:
    """The names in a field that is one list for all, or one for each tier."""
    for tier, names in lists.items():
        path: Path = (field,) if tier == ALL and (field, ALL) not in document.marks else (field, tier)
        yield from (((*path, number), name) for number, name in enumerate(names))


def together(made: Parts) -> Iterator[Problem]:
    """Every card and page that is named and not there."""
    for kind, faces in (("card", made.cards), ("page", made.pages), ("handout", made.handouts)):
        for id, face in faces.items():
            for path, name in face.mentions:
                wanted = kind if path[0] == "withdrawn" else "page" if path[0] == "pages" else "card"
                if name in (known := made.written(wanted)):
                    continue
                document = made.document(kind, id)
                if path[0] == "swap":
                    yield from _swap(Text(name), made, document, path)
                else:
                    yield from unknown(wanted, name, known, document, path)
    for id, move in made.moves.items():
        yield from _swap(move.swap, made, made.document("moves", "moves"), (id, "swap"))


def shared(made: Parts) -> Iterator[Problem]:
    """Unknown names inside tiers.yml, hazards.yml, moves.yml, statements.yml and site.yml."""
    for kind, rule in _SHARED.items():
        document = made.documents.get((kind, kind))
        if document:
            yield from rule(made, document)


def _in_tiers(made: Parts, document: Document) -> Iterator[Problem]:
    for id, tier in made.all_tiers.items():
        if tier.like:
            yield from tier_named(tier.like, made, document, (id, "like"))
        for hazard in tier.hazards:
            yield from unknown("hazard", hazard, made.written("hazard"), document, (id, "hazards", hazard), key=True)


def _in_hazards(made: Parts, document: Document) -> Iterator[Problem]:
    yield from _tier_keys(made.rules.baseline, made, document, ("baseline",))
    for id, hazard in made.rules.hazards.items():
        yield from _tier_keys(hazard.tiers, made, document, ("hazards", id, "tiers"))
        yield from _each("reference", hazard.sources, made.written("reference"), document, ("hazards", id, "sources"))


def _in_moves(made: Parts, document: Document) -> Iterator[Problem]:
    for id, move in made.moves.items():
        yield from _each("hazard", move.hazards, made.written("hazard"), document, (id, "hazards"))


def _in_statements(made: Parts, document: Document) -> Iterator[Problem]:
    for id, statement in made.statements.items():
        yield from _each("hazard", statement.hazards, made.written("hazard"), document, (id, "hazards"))
        yield from _each("reference", statement.sources, made.written("reference"), document, (id, "sources"))
        yield from _tier_keys(statement.text, made, document, (id, "text"), all_too=True)


def _in_site(made: Parts, document: Document) -> Iterator[Problem]:
    for number, name in enumerate(made.site.general if made.site else ()):
        path: Path = ("general", number)
        tier = made.all_tiers.get(name)
        if tier and not tier.enabled:
            yield problem("unknown-tier", f"tier `{name}` is not enabled", document.place(path), "enable it in content/tiers.yml, or take it out here")
        yield from tier_named(name, made, document, path)


_SHARED = {
    "tiers": _in_tiers,
    "hazards": _in_hazards,
    "moves": _in_moves,
    "statements": _in_statements,
    "site": _in_site,
}


def _each(kind: str, names: Iterable[str], known: Collection[str], document: Document, path: Path) -> Iterator[Problem]:
    for number, name in enumerate(names):
        yield from unknown(kind, name, known, document, (*path, number))


def _tier_keys(values: Any, made: Parts, document: Document, path: Path, *, all_too: bool = False) -> Iterator[Problem]:
    for tier in values or ():
        if not (all_too and tier == ALL):
            yield from tier_named(tier, made, document, (*path, tier), key=True)
