"""Easier and harder → a ladder that only goes up: no loops, and nothing «easier» that is stricter."""

from __future__ import annotations

from collections.abc import Iterator

from .. import safety
from ..model import Card, Document
from ..problems import Problem, Why, problem
from .parts import Parts


def words(card: Card, document: Document, made: Parts) -> Iterator[Problem]:
    """Words for an easier way whose own hazards are stricter than the card: a tier that may do the card may not do them."""
    hazards = card.easier.hazards if card.easier and not card.withdrawn else ()
    for tier in made.rules.tiers:
        binding = safety.strictest((h for h in hazards if h in made.rules.hazards), tier, made.rules)
        status = safety.status(card, tier, made.rules)
        if binding and binding.status > status:
            line = made.document("hazards", "hazards").place(("hazards", binding.source), key=True)
            why = Why(f"`{binding.source}` is `{binding.status}` there", line)
            yield problem("easier-is-stricter", f"the easier way is `{binding.status}` for tier `{tier}`, and the card itself is `{status}`", document.place(("easier", "hazards")), "say an easier way that is at least as open in every tier", why=[why])
            return


def together(made: Parts) -> Iterator[Problem]:
    """Loops, and easier steps that a tier may do less of than the card itself."""
    yield from _stricter_easier(made)
    yield from _loops(made)


def _stricter_easier(made: Parts) -> Iterator[Problem]:
    for id, card in made.cards.items():
        easier = made.cards.get(card.easier) if card.easier else None
        if easier is None or easier.withdrawn or card.withdrawn:  # what is withdrawn is not shown
            continue
        for tier in made.rules.tiers:
            here, there = card.written[tier], easier.written[tier]
            if here < there:
                document = made.document("card", id)
                line = made.document("card", easier.id).place(("tiers", tier))
                yield problem("easier-is-stricter", f"the easier card `{easier.id}` is `{there}` for tier `{tier}`, and this one is `{here}`", document.place(("easier",)), "name an easier card that is at least as open in every tier", why=[Why(f"`{easier.id}` is `{there}` there", line)])
                break


def _loops(made: Parts) -> Iterator[Problem]:
    edges: dict[str, set[str]] = {id: set() for id in made.cards}
    for id, card in made.cards.items():
        if card.harder and card.harder in edges:
            edges[id].add(card.harder)
        if card.easier and card.easier in edges:
            edges[card.easier].add(id)
    done: set[str] = set()
    for start in sorted(edges):
        loop = _loop_from(start, edges, done)
        if loop:
            done.update(loop)
            low, high = loop[:2]
            up = made.cards[low].harder == high
            place = made.document("card", low).place(("harder",)) if up else made.document("card", high).place(("easier",))
            yield problem("ladder-loop", "the ladder goes in a circle: " + " → ".join(f"`{c}`" for c in loop), place, "let no harder card lead back to an easier one: change one of these steps")


def _loop_from(start: str, edges: dict[str, set[str]], done: set[str]) -> list[str] | None:
    """The first circle met when climbing from `start`; an explicit stack, for ladders may be long."""
    trail: list[str] = []
    work: list[tuple[str, bool]] = [(start, False)]
    while work:
        node, leaving = work.pop()
        if leaving:
            trail.pop()
            done.add(node)
        elif node in trail:
            return [*trail[trail.index(node) :], node]
        elif node not in done:
            trail.append(node)
            work.append((node, True))
            work += [(n, False) for n in sorted(edges[node], reverse=True)]
    return None
