"""Scenes × faces → may everyone who sees these people do what they do? A picture teaches, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from .. import safety
from ..model import CardFace, Document, Status
from ..model.document import Path
from ..problems import Problem, problem
from . import lookups
from .parts import Parts


def together(made: Parts) -> Iterator[Problem]:
    """Cards in the `scene` of the home page or of a tier that do not exist, are not for all who see them, or have no figure."""
    site, tiers = made.documents.get(("site", "site")), made.documents.get(("tiers", "tiers"))
    if site and made.site:
        yield from _scene(made.site.scene, None, site, ("scene",), made)
    for id, tier in made.rules.tiers.items():
        if tiers:
            yield from _scene(tier.scene, id, tiers, (id, "scene"), made)


def _scene(names: tuple[str, ...], tier: str | None, document: Document, path: Path, made: Parts) -> Iterator[Problem]:
    for number, name in enumerate(names):
        place = (*path, number)
        yield from lookups.unknown("card", name, made.written("card"), document, place)
        card = made.cards.get(name)
        wrong = _wrong(card, tier, made) if card else None
        if wrong:
            yield problem("scene-refused", f"`{name}` {wrong[0]}, and cannot stand in a scene", document.place(place), wrong[1])


def _wrong(card: CardFace, tier: str | None, made: Parts) -> tuple[str, str] | None:
    """What keeps a card out of a scene, and what to do."""
    if card.withdrawn:  # left out, which is told elsewhere, as of one whose review has lapsed
        return None
    if card.supervised:
        return "is done only with a therapist", "name a card whose steps are shown to everyone here"
    if tier and safety.avoids(card, tier):
        return f"is `avoid` for tier `{tier}`", "name a card that these readers may do"
    if tier is None and made.site and any(card.written.get(t, Status.avoid) != Status.allow for t in made.site.general):
        return "is not for everyone", "the home page is for all: name a card that is `allow` in every tier of `general`"
    if card.depicted is None:
        return "has no figure", "name a card that has one, or draw it: `sitegen new figure NAME`"
    return None
