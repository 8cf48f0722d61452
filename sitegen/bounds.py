"""(card, tier) → what a plan may set of its dose, and how far: never above the card's ceiling, never what would make the dose a hazard of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from . import safety
from .model import Amount, Card, Ceiling, Length, Range, Ruleset, Status
from .model.plan import AMOUNTS, Bound, Bounds, Planned

COUNTED = ("reps", "steps", "minutes")  # what `count` may be: a dose has one of them
_FIELDS = {"sets": "sets", "hold": "hold", "days": "days_per_week", "times": "times_per_day"}
_ABSENT = {"sets": 1, "times": 1, "days": 7}  # what a dose means that does not say it


class Fault(NamedTuple):
    """Why a plan's number cannot be: which one, and the bound that it breaks."""

    amount: str
    why: str  # fixed, least, most, reason, side, grip
    bound: Bound | None = None


def of(card: Card, tier: str, rules: Ruleset) -> Bounds | None:
    """What a plan may set of a card in a tier; None where no plan may hold the card at all."""
    if not safety.shows_steps(card, tier, rules):
        return None
    amount = safety.dose(card, tier, rules)
    grips = _grips(card, tier, rules)
    if amount is None:
        return Bounds({}, False, grips)
    raised = _may_be_raised(card, tier, rules)
    found = {name: bound for name in AMOUNTS if (bound := _bound(name, amount, raised))}
    if "count" in found and amount.reps:
        least = _harmless(card, tier, rules, amount, found["count"])
        found["count"] = found["count"]._replace(least=least)
    return Bounds(found, bool(amount.each_side), grips)


def counted(amount: Amount) -> str | None:
    """Which field of a dose `count` stands for."""
    return next((name for name in COUNTED if getattr(amount, name) is not None), None)


def faults(planned: Planned, bounds: Bounds) -> Iterator[Fault]:
    """What of a planned card is outside its bounds."""
    above = False
    for name in AMOUNTS:
        value, bound = getattr(planned, name), bounds.amounts.get(name)
        if value is None:
            continue
        if bound is None:
            yield Fault(name, "fixed")
        elif value < bound.least:
            yield Fault(name, "least", bound)
        elif value > bound.most:
            yield Fault(name, "most", bound)
        else:
            above = above or value > bound.usual
    if above and not planned.reason:
        yield Fault(amount="reason", why="reason")
    if planned.side and not bounds.sides:
        yield Fault(amount="side", why="side")
    if planned.grip and planned.grip not in bounds.grips:
        yield Fault(amount="grip", why="grip")


def applied(amount: Amount | None, planned: Planned) -> Amount | None:
    """A dose with a plan's numbers in it. Who set a number has decided how to go on: nothing is said about building up then."""
    changes: dict[str, object] = {}
    if amount is None:
        return None
    if planned.count is not None and (field := counted(amount)):
        changes[field] = Range(planned.count, planned.count)
    for name, field in _FIELDS.items():
        value = getattr(planned, name)
        if value is not None:
            changes[field] = Length(value, value) if name == "hold" else Range(value, value)
    if not changes:
        return amount
    return amount.model_copy(update={**changes, "progress_to": None, "fill_in": None})


def _bound(name: str, amount: Amount, raised: bool) -> Bound | None:
    """How far one number may be set; None where the dose does not speak of it."""
    field = counted(amount) if name == "count" else _FIELDS[name]
    if field is None or (name in _ABSENT and not _is_counted(amount)) or (name == "times" and amount.when):
        return None
    said = getattr(amount, field)
    if said is None and name not in _ABSENT:
        return None
    usual: int = said.high if said else _ABSENT[name]
    ceiling = getattr(amount.most or Ceiling(), field, None)
    return Bound(1, max(usual, ceiling.high) if raised and ceiling else usual, usual)


def _is_counted(amount: Amount) -> bool:
    """Whether a dose has rounds and days at all: what comes with the day has none."""
    return bool(counted(amount) or amount.hold) and amount.when is None


def _harmless(card: Card, tier: str, rules: Ruleset, amount: Amount, bound: Bound) -> int:
    """The fewest repetitions that do not make the dose itself a hazard that this tier must meet more strictly than the card does."""
    status = safety.status(card, tier, rules)
    for hazard in rules.made_by_dose:
        if hazard.id in safety.hazards(card, tier, rules) or safety.hazard_status(hazard.id, tier, rules) <= max(status, Status.allow):
            continue
        for reps in range(bound.most, 0, -1):
            if safety.made_by(amount.model_copy(update={"reps": Range(reps, reps)}), hazard):
                return min(reps + 1, bound.usual)
    return bound.least


def _may_be_raised(card: Card, tier: str, rules: Ruleset) -> bool:
    """Whether a therapist may go above the usual dose from afar: not where each step is picked, not for impact or heavy loads."""
    if any(rules.tiers[step].own_dose for step in rules.lineage(tier)):
        return False
    known: Mapping[str, object] = rules.hazards
    return not any(rules.hazards[h].usual_dose_only for h in safety.hazards(card, tier, rules) if h in known)


def _grips(card: Card, tier: str, rules: Ruleset) -> tuple[str, ...]:
    """How lightly a plan may let somebody hold on: never lighter than the card itself."""
    balance = [h for h in card.hazards if h in rules.hazards and rules.hazards[h].hold]
    if not balance:
        return ()
    lightest = {"both": 1, "one": 2, "fingertips": 3}[card.grip or "both"]
    free = max((safety.hazard_status(h.id, tier, rules) for h in rules.hazards.values() if h.hold == "none"), default=Status.avoid)
    return ("both", "one", "fingertips")[: lightest if free != Status.avoid else min(lightest, 2)]


__all__ = ["COUNTED", "Fault", "applied", "counted", "faults", "of"]
