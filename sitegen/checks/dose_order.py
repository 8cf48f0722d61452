"""A card's doses → numbers that are greater for a more careful tier: most often they were written into the wrong block."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .. import safety
from ..model import Amount, Card, Ceiling, Document, Status
from ..model.document import Path
from ..names import listed
from ..problems import Problem, Why, problem
from .subject import Subject

# How often in a day or week is left out: gentle work is asked for more often where less of it is done.
MEASURES = ("sets", "reps", "hold", "minutes", "steps", "effort")


def finds(subject: Subject) -> Iterator[Problem]:
    """Each measure that rises from a tier to the next, more careful one. The order of tiers is that of `general` in site.yml."""
    card = subject.model
    if not isinstance(card, Card) or card.dose is None or card.withdrawn or not subject.libraries:
        return
    rules = subject.library.rules
    reading = [t for t in subject.library.site.general if t in rules.tiers and safety.status(card, t, rules) != Status.avoid]
    for freer, careful in pairwise(reading):
        less, more = safety.dose(card, freer, rules), safety.dose(card, careful, rules)
        if less and more:
            yield from _rises(subject.document, (freer, less), (careful, more))


def _rises(document: Document, freer: tuple[str, Amount], careful: tuple[str, Amount]) -> Iterator[Problem]:
    """A measure that is greater for the more careful tier; more repetitions are no more work where the effort is less."""
    for within in ((), ("most",)):
        a, b = (amount.most if within else amount for _, amount in (freer, careful))
        for name in _risen(a, b, eased=_effort(careful[1]) < _effort(freer[1])):
            (other, _), (tier, _) = freer, careful
            path: Path = ("dose", "tiers", tier, *within, name)
            said = f"{'at most ' if within else ''}`{name}: {getattr(b, name)}`"
            usual = next((way for way in (("dose", "tiers", other, *within, name), ("dose", *within, name)) if way in document.marks), ("dose",))
            why = Why(f"{listed('tier', [other])}: `{name}: {getattr(a, name)}`", document.place(usual))
            yield problem("dose-rises", f"tier `{tier}` is more careful than `{other}`, and gets {said} where that one gets {getattr(a, name)}", document.place(path), "exchange the two, or write a smaller number for the more careful tier", why=[why])


def _risen(less: Amount | Ceiling | None, more: Amount | Ceiling | None, *, eased: bool) -> Iterator[str]:
    for name in MEASURES:
        a, b = getattr(less, name, None), getattr(more, name, None)
        if a and b and b.high > a.high and not (name == "reps" and eased):
            yield name


def _effort(amount: Amount) -> int:
    return amount.effort.high if amount.effort else 10


__all__ = ["MEASURES", "finds"]
