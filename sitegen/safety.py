"""(card, tier) → what that tier may do with it. The only place where this is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from . import due
from .model import ALL, Amount, Card, CardFace, Dose, Hazard, Passport, Ruleset, Status, Text
from .model.dose import merged

T = TypeVar("T")
BASELINE = "baseline"


class Reason(NamedTuple):
    """One thing that asks for a status: a hazard's id, or the baseline."""

    source: str
    status: Status


def inherited(values: Mapping[str, T], tier: str, rules: Ruleset) -> T | None:
    """A tier's own value, else that of the tier it is like, else the one for all."""
    for step in rules.lineage(tier):
        if step in values:
            return values[step]
    return values.get(ALL)


def status(card: Card, tier: str, rules: Ruleset) -> Status:
    """What a tier may do with a card: the card's word, never laxer than hazards, dose or baseline.

    A missing word counts as `avoid`. Only an override lets a card be `modify` where a hazard says `avoid`.
    Where the rules have a day, a card that nobody has looked at again in time is `avoid` for the tiers that are strict about it.
    """
    known = _known(card, rules)
    found = known.get(("status", tier))
    if found is None:
        found = known["status", tier] = _status(card, tier, rules)
    status: Status = found
    return status


def _status(card: Card, tier: str, rules: Ruleset) -> Status:
    if card.withdrawn or lapsed(card, tier, rules):
        return Status.avoid
    word = inherited(card.tiers, tier, rules)
    least = floor(card, tier, rules)
    override = card.override.get(tier)  # a decision about one tier holds for that tier alone
    if override and override.to == Status.modify:
        least = min(least, Status.modify)
    return max(Status.avoid if word is None else word, least)


def lapsed(dated: Card | Passport, tier: str, rules: Ruleset) -> bool:
    """Whether a tier does without a card or picture because its review has lapsed."""
    return rules.calendar is not None and rules.strict(tier) and due.of(dated.review, rules.calendar).state == "lapsed"


def floor(card: Card, tier: str, rules: Ruleset) -> Status:
    """The least strict status that a card's hazards, dose and the baseline leave open."""
    return max((r.status for r in reasons(card, tier, rules)), default=Status.allow)


def reasons(card: Card, tier: str, rules: Ruleset) -> list[Reason]:
    """All that binds a card in a tier, strictest first."""
    found = [Reason(h, hazard_status(h, tier, rules)) for h in hazards(card, tier, rules)]
    if card.gentle is None:
        found.append(Reason(BASELINE, inherited(rules.baseline, tier, rules) or Status.allow))
    return sorted(found, key=lambda r: -r.status)


def hazards(card: Card, tier: str, rules: Ruleset) -> tuple[str, ...]:
    """A card's hazards in a tier: the named ones, and those that its dose there makes."""
    amount = dose(card, tier, rules) if rules.made_by_dose else None
    made = [h.id for h in rules.made_by_dose if amount and h.id not in card.hazards and made_by(amount, h)]
    return (*card.hazards, *made)


def made_by(amount: Amount, hazard: Hazard) -> bool:
    """Whether a dose is heavy enough to be a hazard by itself; a range that touches the limit is."""
    limit = hazard.from_dose
    if not (limit and amount.reps and amount.effort):
        return False
    return bool(amount.reps.low <= limit.reps_at_most and amount.effort.high >= limit.effort_at_least)


def hazard_status(hazard: str, tier: str, rules: Ruleset) -> Status:
    """A hazard's status in a tier; unknown hazards and silent tables count as `avoid`."""
    known = rules.hazards.get(hazard)
    base = inherited(known.tiers, tier, rules) if known else None
    raised = [rules.tiers[step].hazards[hazard] for step in rules.lineage(tier) if hazard in rules.tiers[step].hazards]
    return max([Status.avoid if base is None else base, *raised])


def strictest(hazard_ids: Iterable[str], tier: str, rules: Ruleset) -> Reason | None:
    """The hazard that binds most among several: for statements, items and rungs that carry their own."""
    found = [Reason(h, hazard_status(h, tier, rules)) for h in hazard_ids]
    return max(found, key=lambda r: r.status, default=None)


def dose(card: Card, tier: str, rules: Ruleset) -> Amount | None:
    """How much of a card in a tier; None where nobody has written it for a tier that inherits none."""
    if card.dose is None:
        return None
    known = _known(card, rules)
    if ("dose", tier) not in known:
        known["dose", tier] = _dose(card.dose, tier, rules)
    found: Amount | None = known["dose", tier]
    return found


_latest: tuple[Card | None, Ruleset | None, dict[tuple[str, str], Any]] = (None, None, {})


def _known(card: Card, rules: Ruleset) -> dict[tuple[str, str], Any]:
    """What was worked out of the card that was asked about last: each is asked about some fifty times in a row."""
    global _latest
    if _latest[0] is not card or _latest[1] is not rules:
        _latest = (card, rules, {})
    return _latest[2]


def _dose(written: Dose, tier: str, rules: Ruleset) -> Amount | None:
    line = rules.lineage(tier)
    changes = [written.tiers[step] for step in reversed(line) if step in written.tiers]
    if any(rules.tiers[step].own_dose for step in line):
        base, changes = (changes[0], changes[1:]) if changes else (None, [])
    else:
        base = written
    for change in changes:
        base = merged(base, change) if base else change
    return base


def shows_steps(card: Card, tier: str, rules: Ruleset) -> bool:
    """Whether a tier reads how a card is done; what always needs supervision is never spelled out in public."""
    return status(card, tier, rules) != Status.avoid and card.supervision != "always"


def for_everyone(card: Card, general: Iterable[str], rules: Ruleset) -> bool:
    """Whether a card may be shown whole to a reader whose tier nobody knows."""
    return card.supervision != "always" and all(status(card, tier, rules) == Status.allow for tier in general)


def swap(card: Card, tier: str, rules: Ruleset) -> Text | None:
    """What a tier does instead of a card it avoids: a card's id, or words; None where the author has not said."""
    own = inherited(card.swap, tier, rules)
    if own is not None:
        return own
    return next((rules.tiers[s].instead for s in rules.lineage(tier) if rules.tiers[s].instead), None)


def way_out(wanted: str, tier: str, cards: Mapping[str, CardFace], language: str, seen: frozenset[str] = frozenset()) -> str | None:
    """Where a swap ends in a tier: an id it may do, or words; follows the swaps of avoided cards, None where they lead nowhere."""
    if wanted not in cards:
        return wanted or None
    card = cards[wanted]
    if wanted in seen or card.statuses.get(tier, Status.avoid) != Status.avoid:
        return None if wanted in seen else wanted
    return instead_of(card, tier, cards, language, seen)


def instead_of(card: CardFace, tier: str, cards: Mapping[str, CardFace], language: str, seen: frozenset[str] = frozenset()) -> str | None:
    """What a tier does instead of a card that it must avoid: an id it may do, or words; None where nobody has said.

    Of a withdrawn card first what was named in its place, where that ends in a card which this tier may do; then the tier's own swap.
    Of one that waits to be looked at again first its easier way, where that ends so: it has no swap, for it was not to be avoided.
    """
    seen |= {card.id}
    named = card.withdrawn.instead if card.withdrawn else card.easier if waits(card, tier) else None
    found = way_out(named, tier, cards, language, seen) if named else None
    if found in cards:
        return found
    own = card.swaps[language].get(tier) if language in card.swaps else None
    return way_out(own, tier, cards, language, seen) if own else None


def avoids(card: CardFace, tier: str) -> bool:
    """Whether a tier must avoid a card for another reason than that it is withdrawn, or that its review has lapsed."""
    return tier not in card.withdrawn.had if card.withdrawn else card.written.get(tier, Status.avoid) == Status.avoid


def waits(card: CardFace, tier: str) -> bool:
    """Whether a tier does without a card only until somebody has looked at it again."""
    return not card.withdrawn and card.statuses.get(tier, Status.avoid) > card.written.get(tier, Status.avoid)
