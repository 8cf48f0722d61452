"""Kinds of breaks: where a card leads: swaps, easier and harder ways, movements without a card, decisions by name."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Status

from .kind import Mutation, Spot, kind
from .library import Library
from .statuses import TIERS

NOBODY = "no-such-card"


@kind("swap removed", "A level avoids a card, and nothing is offered instead.", "avoid-without-swap", must=True)
def _swap_removed(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.swap:
            if len(model.swap) > 1:
                yield card.dropped(("swap", tier), card.line("tiers", tier))
            else:
                yield card.dropped(("swap",), card.line("tiers", tier) - (card.line("swap") < card.line("tiers")))


@kind("swap to an avoided card", "What is offered instead must be avoided by the same level.", "swap-avoided", must=True)
def _swap_avoided(library: Library) -> Iterator[Mutation]:
    for number, (id, (card, model)) in enumerate(library.cards.items()):
        for tier in model.swap:
            avoided = [other for other in library.avoided(tier) if other != id]
            for other in avoided[number % 5 :: 5]:
                yield card.changed(("swap", tier), other)


@kind("swap to itself", "A card is offered in place of itself.", "swap-avoided", must=True)
def _swap_itself(library: Library) -> Iterator[Mutation]:
    for id, (card, model) in library.cards.items():
        for tier in model.swap:
            yield card.changed(("swap", tier), id)


@kind("swap unknown", "A card is offered instead that does not exist.", "unknown-card", must=True)
def _swap_unknown(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.swap:
            yield card.changed(("swap", tier), NOBODY)


@kind("swap for another level", "What one level is offered is given to another.", "avoid-without-swap unused-text", must=True)
def _swap_moved(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.swap:
            for other in TIERS:
                if other not in model.swap:
                    yield card.broken(card.named(("swap", tier), other), f"swap.{tier} → {other}", card.line("swap", tier), card.line("tiers", tier))


@kind("swap empty", "What is offered instead is an empty text.", "empty-text empty-value", must=True)
def _swap_empty(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.swap:
            yield card.changed(("swap", tier), '""')
            yield card.changed(("swap", tier), "", card.line("swap", tier), what=f"swap.{tier}: nothing")


@kind("ladder in a circle", "The steps to harder cards lead back to where they began.", "ladder-loop easier-is-stricter")
def _loop(library: Library) -> Iterator[Mutation]:
    for id, (card, model) in library.cards.items():
        easier = model.easier.card if model.easier else None
        if easier and "harder" in card.document.data:
            start = card.line("harder")
            text = card.put(("harder",), easier) if isinstance(card.get("harder"), str) else "\n".join([*card.without(("harder",)).split("\n")[: start - 1], f"harder: {easier}", *card.without(("harder",)).split("\n")[start - 1 :]])
            yield card.broken(text, f"harder: {easier}", start, card.line("easier"), more=_rungs(library, id))


def _rungs(library: Library, id: str) -> list[Spot]:
    """Where other cards name a card as their easier or harder way: a circle is told at one of them."""
    return [Spot(w.path, w.line(rung), w.line(rung)) for w, _ in library.cards.values() for rung in ("easier", "harder") if w.get(rung) is not None]


@kind("rung to itself", "A card is its own easier or harder way.", "ladder-loop")
def _rung_itself(library: Library) -> Iterator[Mutation]:
    for id, (card, _) in library.cards.items():
        for rung in ("easier", "harder"):
            if isinstance(card.get(rung), str):
                yield card.changed((rung,), id)


@kind("rung unknown", "A card's easier or harder way does not exist.", "unknown-card")
def _rung_unknown(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for rung in ("easier", "harder"):
            if isinstance(card.get(rung), str):
                yield card.changed((rung,), NOBODY)


@kind("easier leads to a stricter card", "What is called easier must be avoided or changed by a level that may do the card.", "easier-is-stricter ladder-loop", must=True)
def _stricter(library: Library) -> Iterator[Mutation]:
    for number, (id, (card, model)) in enumerate(library.cards.items()):
        others = [other for other, (_, o) in library.cards.items() if other != id and any(o.tiers[t] > model.tiers[t] for t in TIERS)]
        if isinstance(card.get("easier"), str):
            for other in others[number % 9 :: 9]:
                yield card.changed(("easier",), other, more=_rungs(library, other))


@kind("rung with card and words", "An easier or harder way is a card and words at once.", "rung-two-ways")
def _rung_both(library: Library) -> Iterator[Mutation]:
    for number, (card, _) in enumerate(library.cards.values()):
        other = [*library.cards][number - 1]
        for rung in ("easier", "harder"):
            if isinstance(card.get(rung), dict):
                line = card.line(rung)
                yield card.broken(card.below(line, f"  card: {other}"), f"{rung} with card: {other}", line, line + 1, line + 2)


@kind("words of a rung empty", "An easier or harder way has no words.", "empty-text missing-field empty-value")
def _rung_empty(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for rung in ("easier", "harder"):
            if isinstance(card.get(rung), dict):
                yield card.changed((rung, "text"), '""')


@kind("movement without a way out", "A movement without a card leads to a card that does not exist.", "unknown-card", must=True)
def _move_unknown(library: Library) -> Iterator[Mutation]:
    moves = library.shared("moves")
    for id in moves.document.data:
        yield moves.changed((id, "swap"), NOBODY)


@kind("movement's hazard unknown", "A movement without a card names a hazard that does not exist.", "unknown-hazard", must=True)
def _move_hazard(library: Library) -> Iterator[Mutation]:
    moves = library.shared("moves")
    for id, move in moves.document.data.items():
        for number, hazard in enumerate(move["hazards"]):
            yield moves.changed((id, "hazards", number), f"{hazard}x")


DECISION = "  {tier}: {{to: {to}, by: {by}, on: {on}, because: Seen and watched.}}"


def _overridden(library: Library, to: str, by: str, on: str, line: int, what: str) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier, status in model.tiers.items():
            if status == Status.avoid and library.floor(model, tier) == Status.avoid:
                at = card.line("steps") - 1
                row = DECISION.format(tier=tier, to=to, by=by, on=on).replace(" by: ,", "")
                yield card.broken(card.below(at, "override:", row), f"{tier}: {what}", at + line, at + 2)


@kind("decision by nobody known", "Somebody who is not in the list of reviewers allows what a hazard forbids.", "unknown-reviewer", must=True)
def _override_unknown(library: Library) -> Iterator[Mutation]:
    yield from _overridden(library, "modify", "nobody-known", "2026-11-01", 2, "decided by nobody known")


@kind("decision without a person", "A decision against a hazard bears no name.", "missing-field", must=True)
def _override_unsigned(library: Library) -> Iterator[Mutation]:
    yield from _overridden(library, "modify", "", "2026-11-01", 2, "decided by nobody")


@kind("decision to allow", "A decision goes from `avoid` straight to `allow`.", "override-not-possible", must=True)
def _override_allow(library: Library) -> Iterator[Mutation]:
    yield from _overridden(library, "allow", "nobody-known", "2026-11-01", 2, "to allow")


@kind("card gone", "A card is deleted while others lead to it.", "unknown-card dead-link scene-refused handout-empty unknown-page")
def _gone(library: Library) -> Iterator[Mutation]:
    for id, (card, _) in library.cards.items():
        named = [Spot(w.path, 1, 10_000) for w in library.files.values() if w is not card and w.document.kind != "figure" and id in w.text]
        others = [w for w in library.files.values() if w is not card and w.document.kind in ("card", "handout", "weeks") and id in w.text]
        if others:
            yield Mutation({card.path: None}, tuple(named), f"without {id}")
