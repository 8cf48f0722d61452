"""Handouts × tiers → does each tier that gets one find something in it, and only what it may do?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import safety
from ..model import ALL, Document, Handout, HandoutFace, Status, Withdrawn
from ..model.document import Path
from ..model.handout import FRIDGE
from ..names import listed
from ..problems import Problem, problem
from . import dates, lookups
from .pages import excluded
from .parts import Parts


def check(handout: Handout, document: Document, made: Parts) -> Iterator[Problem]:
    """What is wrong with a handout by itself."""
    if not handout.withdrawn:
        yield from _silent(handout, document, made)
        yield from _taught(handout, document, made)


def face(handout: Handout, document: Document, made: Parts, *, doubtful: bool) -> HandoutFace:
    """What other documents may know of a handout."""
    tiers = _readers(handout, made)
    return HandoutFace(
        id=handout.id,
        order=handout.order,
        was=handout.was,
        recode=handout.recode,
        withdrawn=Withdrawn(handout.withdrawn.on, {}, handout.withdrawn.instead, tiers) if handout.withdrawn else None,
        doubtful=doubtful,
        tiers=tiers,
        cards={tier: safety.inherited(handout.cards, tier, made.rules) or () for tier in tiers},
        pages={tier: safety.inherited(handout.pages, tier, made.rules) or () for tier in tiers},
        fridge="fridge" in handout.layout,
        mentions=tuple(lookups.of_handout(handout, document)),
        due=dates.of(handout, made),
    )


def together(made: Parts) -> Iterator[Problem]:
    """Cards and pages that are left out for some tier, and tiers for which nothing is left."""
    for handout in made.handouts.values():
        if not handout.withdrawn and not handout.doubtful:
            yield from _left_out(handout, made)
            yield from _empty(handout, made)
            yield from _fridge(handout, made)


def _readers(handout: Handout, made: Parts) -> tuple[str, ...]:
    return tuple(tier for tier in made.rules.tiers if handout.is_for(made.rules.lineage(tier)))


def _silent(handout: Handout, document: Document, made: Parts) -> Iterator[Problem]:
    silent = [tier for tier in _readers(handout, made) if safety.inherited(handout.summary, tier, made.rules) is None]
    if silent and all(tier in made.written("tier") for tier in handout.summary):
        yield problem("missing-tier-text", f"`summary` says nothing to {listed('tier', silent)}", document.place(("summary",), key=True), f"add `{ALL}: …` for everyone, or `{silent[0]}: …`")


def _taught(handout: Handout, document: Document, made: Parts) -> Iterator[Problem]:
    """A handout whose own words teach what some of its readers must avoid."""
    for number, hazard in enumerate(handout.hazards):
        shut_out = excluded(hazard, _readers(handout, made), made)
        if shut_out:
            place = document.place(("hazards", number))
            yield problem("handout-avoided", f"the words of this handout teach `{hazard}`, which {listed('tier', shut_out)} must avoid", place, _without(handout, shut_out, made))


def _without(handout: Handout, shut_out: list[str], made: Parts) -> str:
    rest = [tier for tier in _readers(handout, made) if tier not in shut_out]
    reword = f"reword it, and take `{handout.hazards[0]}` out of `hazards`" if len(handout.hazards) == 1 else "reword it, and take the hazard out of `hazards`"
    return f"{reword}, or make it for fewer: `for: [{', '.join(rest)}]`" if rest else reword


def _left_out(handout: HandoutFace, made: Parts) -> Iterator[Problem]:
    """Each listed card that a reader must avoid: told once, at its place."""
    for path, name in handout.mentions:
        if path[0] != "cards" or name not in made.cards:  # unknown, or not written as it should be: either way that was told
            continue
        place = made.document("handout", handout.id).place(path)
        shut_out = [tier for tier in _reading(path, handout, handout.cards, made) if name in handout.cards[tier] and _avoided(name, tier, made)]
        if shut_out:
            message = f"{listed('tier', shut_out)} must avoid the card `{name}`, so their handout is without it"
            yield problem("handout-left-out", message, place, _own_list(shut_out, path, handout, made))


def _reading(path: Path, handout: HandoutFace, lists: Mapping[str, tuple[str, ...]], made: Parts) -> list[str]:
    """The tiers that read the very list in which a name stands."""
    document = made.document("handout", handout.id)
    own = [str(p[1]) for p in document.marks if len(p) == 2 and p[0] == path[0] and isinstance(p[1], str) and p[1] != ALL]
    written = path[1] if len(path) == 3 else ALL
    return [tier for tier in lists if next((step for step in made.rules.lineage(tier) if step in own), ALL) == written]


def _avoided(name: str, tier: str, made: Parts) -> bool:
    return safety.avoids(made.cards[name], tier)


def _own_list(shut_out: list[str], path: Path, handout: HandoutFace, made: Parts) -> str:
    tier = shut_out[0]
    if len(path) == 3 and path[1] != ALL and path[1] in shut_out:
        return f"take it out of the list for `{path[1]}`, or name a card that this level may do"
    rest = [name for name in handout.cards[tier] if name in made.cards and not _avoided(name, tier, made)]
    own = f"{tier}: [{', '.join(rest) or '…'}]"
    return f"write the list for that level, such as `{own if len(path) == 3 else f'cards: {{all: […], {own}}}'}`"


def _empty(handout: HandoutFace, made: Parts) -> Iterator[Problem]:
    """Tiers for which nothing is left to print; with a name that is not known there might be."""
    empty = [tier for tier in handout.tiers if not _rest(handout, tier, made)]
    if empty:
        others = [tier for tier in handout.tiers if tier not in empty]
        mend = f"list what they can do, such as `cards: {{{empty[0]}: [{_some_card(empty[0], made)}]}}`"
        mend += f", or make it for the others: `for: [{', '.join(others)}]`" if others else ""
        document = made.document("handout", handout.id)
        field = next((f for f in ("cards", "pages") if (f,) in document.marks), None)
        place = document.place((field,), key=True) if field else document.place()
        yield problem("handout-empty", f"nothing is left in this handout for {listed('tier', empty)}", place, mend)


def _rest(handout: HandoutFace, tier: str, made: Parts) -> bool:
    """Whether something in the handout is for a tier, as far as is known, or was: a withdrawal may empty a handout, which then says so."""
    cards = (name not in made.cards or not _avoided(name, tier, made) for name in handout.cards[tier])
    return any(cards) or bool(handout.pages[tier])


def _fridge(handout: HandoutFace, made: Parts) -> Iterator[Problem]:
    """Tiers that get too few cards for a fridge page, or too many for large pictures."""
    if not handout.fridge:
        return
    counted = {tier: _for_home(handout.cards[tier], tier, made) for tier in handout.tiers}
    wrong = {tier: number for tier, number in counted.items() if number is not None and number not in FRIDGE}
    if wrong:
        document = made.document("handout", handout.id)
        place = document.place(next(path for path, word in _layouts(document) if word == "fridge"))
        gets = ", ".join(f"`{tier}` gets {number}" for tier, number in wrong.items())
        yield problem("handout-fridge", f"a fridge page shows three to five cards, but {gets}", place, "list three to five that the level may do at home, or take `fridge` out of `layout`")


def _for_home(names: tuple[str, ...], tier: str, made: Parts) -> int | None:
    """How many of the cards a tier does at home; None while one of their names is not known."""
    cards = [made.cards.get(name) for name in dict.fromkeys(names)]
    known = [card for card in cards if card]
    return sum(not (card.supervised or safety.avoids(card, tier)) for card in known) if len(known) == len(cards) else None


def _layouts(document: Document) -> list[tuple[Path, object]]:
    """Each layout with its place: one by itself, or in a list."""
    written = document.data["layout"]
    return [(("layout",), written)] if isinstance(written, str) else [(("layout", number), word) for number, word in enumerate(written)]


def _some_card(tier: str, made: Parts) -> str:
    gentlest = min(made.cards.values(), key=lambda card: card.statuses[tier], default=None)
    return gentlest.id if gentlest and gentlest.statuses[tier] != Status.avoid else "a-card"
