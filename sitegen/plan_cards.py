"""(plan, what a level holds now) → which of its cards are shown, and how: the one question that the builder, the patient's view and `sitegen plan` ask."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from . import bounds
from .model.plan import Bounds, Plan, Planned


class Known(NamedTuple):
    """A card that a plan may hold in a level: its id, the first symbol of its version now, and how far its numbers may go."""

    id: str
    mark: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Level:
    """What a level holds: its marks (plans.tier_mark, plans.language_mark), its cards by the first four symbols of their codes, and the codes of those that are gone."""

    tier: str
    language: str
    cards: Mapping[str, Known]
    gone: Collection[str] = ()


class Resolved(NamedTuple):
    """A card of a plan, as it can be shown today.

    shown: as it was planned. usual: with the usual dose, because of its faults; `planned` keeps what of side and hold is still possible.
    gone: withdrawn or no longer of this level, which is said. refused: unknown here, whatever the link says.
    `changed` says whether the card reads otherwise than when the plan was made; None where nobody can tell.
    """

    status: str
    planned: Planned
    known: Known | None = None
    changed: bool | None = None
    faults: tuple[bounds.Fault, ...] = ()


def resolve(plan: Plan, level: Level) -> list[Resolved]:
    """Each card of a plan, in its order."""
    return [_card(planned, plan, level) for planned in plan.cards]


def _card(planned: Planned, plan: Plan, level: Level) -> Resolved:
    known = level.cards.get(planned.code) if plan.tier == level.tier else None
    if known is None:
        gone = plan.tier == level.tier and planned.code in level.gone
        return Resolved("gone" if gone else "refused", planned)
    changed = planned.mark != known.mark if plan.language == level.language else None
    faults = tuple(bounds.faults(planned, known.bounds))
    if faults:
        return Resolved("usual", _usual(planned, known.bounds), known, changed, faults)
    return Resolved("shown", planned, known, changed)


def _usual(planned: Planned, bound: Bounds) -> Planned:
    side = planned.side if bound.sides else ""
    grip = planned.grip if planned.grip in bound.grips else ""
    return Planned(planned.code, planned.mark, side=side, grip=grip)


__all__ = ["Known", "Level", "Resolved", "resolve"]
