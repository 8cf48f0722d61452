"""Faces → where something withdrawn is still named. Nothing of it stops a build: each place does without, and that is told here.

A withdrawal is the brake that one pulls in a hurry. Whoever pulls it must not have to edit a dozen other files first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .. import safety
from ..model import CardFace, HandoutFace, PageFace, Withdrawn
from ..model.document import Path
from ..problems import Place, Problem, Why, problem
from . import weeks
from .parts import Parts

_HELP = "take it out, or name another in its place"
_IN_CARD = {
    "easier": "the card is shown without an easier way",
    "harder": "the card is shown without a harder way",
}


def together(made: Parts) -> Iterator[Problem]:
    """Every place that names a withdrawn card, page or handout, and what its readers find there now."""
    tell = partial(_told, made=made)
    for card in made.cards.values():
        yield from _in_card(card, made) if not card.withdrawn else _stand_in("card", card, made)
    for page in made.pages.values():
        yield from _in_page(page, made) if not page.withdrawn else _stand_in("page", page, made)
    for handout in made.handouts.values():
        yield from _in_handout(handout, made) if not handout.withdrawn else _stand_in("handout", handout, made)
    for id, move in made.moves.items():
        yield from tell("card", move.swap, made.document("moves", "moves").place((id, "swap")) if _out("card", move.swap, made) else None, "levels that led there are led to what stands in its place")
    yield from _in_weeks(made)
    yield from _in_scenes(made)


def astray(wanted: str, tier: str, made: Parts) -> bool:
    """Whether a card that is withdrawn, or waits to be looked at, stands on the way along which a swap leads a tier: then it ends earlier than its author meant."""
    seen = set[str]()
    while wanted in made.cards and wanted not in seen:
        seen.add(wanted)
        card = made.cards[wanted]
        if card.withdrawn or safety.waits(card, tier):
            return True
        wanted = str(card.swaps[made.language].get(tier, "")) if made.language in card.swaps else ""
    return False


def _out(kind: str, name: str, made: Parts) -> Withdrawn | None:
    """The withdrawal of whatever is named, if it is withdrawn."""
    face = made.cards.get(name) if kind == "card" else made.pages.get(name) if kind == "page" else made.handouts.get(name)
    return face.withdrawn if face else None


def _told(kind: str, name: str, place: Place | None, then: str, help: str = _HELP, *, made: Parts) -> Iterator[Problem]:
    """The note, if what is named is withdrawn; `place` is only needed then."""
    out = _out(kind, name, made)
    if out and place:
        line = made.document(kind, name).place(("withdrawn",), key=True)
        why = Why(f"withdrawn on {out.on}: {out.reasons.get(made.language, '')}".rstrip(": "), line)
        yield problem("withdrawn-named", f"the {kind} `{name}` is withdrawn: {then}", place, help, why=[why])


def _in_card(card: CardFace, made: Parts) -> Iterator[Problem]:
    for path, name in card.mentions:
        if not _out("card", name, made):
            continue
        place = made.document("card", card.id).place(path)
        if path[0] == "swap":
            yield from _told("card", name, place, _led(card, str(path[1]), made), "name a card that this tier may do, or say in words what to do instead", made=made)
        else:
            yield from _told("card", name, place, _IN_CARD[str(path[0])], made=made)


def _led(card: CardFace, tier: str, made: Parts) -> str:
    """Where a tier is led by a swap that ends at a withdrawn card."""
    end = safety.instead_of(card, tier, made.cards, made.language)
    return f"tier `{tier}` is led to `{end}`" if end else f"tier `{tier}` reads that they should ask their therapist"


def _stand_in(kind: str, face: CardFace | PageFace | HandoutFace, made: Parts) -> Iterator[Problem]:
    """A withdrawn thing in whose place another one was named that has gone the same way."""
    instead = face.withdrawn.instead if face.withdrawn else None
    if instead and _out(kind, instead, made):
        place = made.document(kind, face.id).place(("withdrawn", "instead"))
        yield from _told(kind, instead, place, "readers are led on to what stands in its place, if there is any", made=made)


def _in_page(page: PageFace, made: Parts) -> Iterator[Problem]:
    for path, name in page.mentions:
        if _out("card", name, made):
            yield from _told("card", name, made.document("page", page.id).place(path), "the page is without it", made=made)
    reach = page.reach.get(made.language)
    for name, line in reach.cards if reach else ():
        if _out("card", name, made):
            document = made.document("page", page.id)
            yield from _told("card", name, document.find(name, start=document.body_line + line), "the page is without it", made=made)
    for link in reach.links if reach else ():
        kind, id, _ = link.target or ("", "", "")
        if kind in ("card", "page") and _out(kind, id, made):
            document = made.document("page", page.id)
            place = document.at(document.body_line + link.line, link.column, len(link.href)) if link.line else document.place()
            yield from _told(kind, id, place, "the link leads to a notice that says so", "take the sentence out, or name another in its place", made=made)


def _in_handout(handout: HandoutFace, made: Parts) -> Iterator[Problem]:
    for path, name in handout.mentions:
        kind = "page" if path[0] == "pages" else "card"
        if _out(kind, name, made):
            yield from _told(kind, name, made.document("handout", handout.id).place(path), "the handout is without it", made=made)


def _in_weeks(made: Parts) -> Iterator[Problem]:
    document = made.documents.get(("weeks", "weeks"))
    for id, week in made.weeks.items() if document else ():
        told = set[str]()
        for path, portion in weeks.places(id, week):
            if portion.card not in told:
                told.add(portion.card)
                assert document
                yield from _told("card", portion.card, document.place(path), "the week is without it, and says so; it may add up to less than its aims", made=made)


def _in_scenes(made: Parts) -> Iterator[Problem]:
    scenes: list[tuple[str, Path, tuple[str, ...]]] = [("site", (), made.site.scene)] if made.site else []
    scenes += [("tiers", (id,), tier.scene) for id, tier in made.rules.tiers.items()]
    for kind, path, names in scenes:
        document = made.documents.get((kind, kind))
        for number, name in enumerate(names) if document else ():
            assert document
            yield from _told("card", name, document.place((*path, "scene", number)), "its people are left out of the scene", made=made)


__all__ = ["astray", "together"]
