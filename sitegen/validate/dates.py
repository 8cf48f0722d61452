"""Reviews → are their dates possible, and has somebody looked in time? Tells of each card, page, handout and statement."""

from __future__ import annotations

from collections.abc import Iterator

from .. import due, safety
from ..model import Card, Document, Due, Handout, PageHead, Passport, Statement
from ..model.document import Path
from ..model.review import MONTHS
from ..names import listed
from ..problems import Place, Problem, Why, problem
from .parts import Parts

Dated = Card | PageHead | Handout | Passport | Statement
FARTHEST = MONTHS[-1]  # months from one look to the next, as long as a site may say for all
_MEND = "read it again as a clinician would, mend what has changed, and write the day into `last:`"


def of(dated: Dated, made: Parts) -> Due:
    """How a document's review stands today; nobody looks again at what is withdrawn."""
    review = dated.review
    return Due(last=review.last, owner=review.owner) if _withdrawn(dated) else due.of(review, made.calendar)


def check(what: str, dated: Dated, document: Document, made: Parts, at: Path = ()) -> Iterator[Problem]:
    """What there is to say about the dates of one review; `what` names its document in a sentence."""
    review, path = dated.review, (*at, "review")
    if review.last and review.next and review.next <= review.last:
        yield problem("review-dates", f"{what} was looked at on {review.last}, and is to be looked at again on {review.next}, which is not later", document.place((*path, "next")), "write the day of the next look, or take `next` away: it is then reckoned from `last`")
    elif review.next and review.next > due.later(review.last or made.calendar.today, FARTHEST):
        since = f"looked at on {review.last}" if review.last else "never looked at"
        yield problem("review-dates", f"{what} was {since}, and is to be looked at again on {review.next}, more than {FARTHEST // 12} years later", document.place((*path, "next")), "look at the year; nothing may wait longer than that")
    elif review.last and review.last > made.calendar.today:
        yield problem("review-ahead", f"{what} was looked at on {review.last}, a day that is still to come", document.place((*path, "last")), "write the day on which somebody looked at it; or is the computer's clock wrong?")
    elif (found := of(dated, made)).state != "fine":
        yield _late(what, dated, found, document.place((*path, "next" if review.next else "last")), made)


def statements(made: Parts) -> Iterator[Problem]:
    """The same of each standing statement."""
    document = made.documents.get(("statements", "statements"))
    for id, statement in made.statements.items() if document else ():
        assert document
        yield from check(f"the statement `{id}`", statement, document, made, (id,))


def _late(what: str, dated: Dated, found: Due, place: Place, made: Parts) -> Problem:
    """That a document is due for another look, or that its time of grace is over."""
    person = made.reviewers.get(found.owner or "")
    whom = f" ({person.name if person else found.owner} looks after it)" if found.owner else ""
    mend = f"{_MEND} and the day of the next look into `next:`" if dated.review.next else _MEND
    if found.state == "due":
        return problem("review-due", f"{what} is due for another look since {found.next}{whom}; it may wait until {found.until}", place, mend)
    without = _without(dated, made) if isinstance(dated, Card) else []
    then = f"; until then {listed('tier', without)} {'do' if len(without) > 1 else 'does'} without it" if without else ""
    why = [Why("this tier is strict about it", made.document("tiers", "tiers").place((_written(without[0], made), "strict"), key=True))] if without else []
    return problem("review-lapsed", f"{what} was due for another look on {found.next}, and waited until {found.until}{whom}: nobody has looked at it again{then}", place, mend, why=why)


def _without(card: Card, made: Parts) -> list[str]:
    """The tiers that do without a card because of it."""
    return [tier for tier in made.rules.tiers if safety.status(card, tier, made.current) > safety.status(card, tier, made.rules)]


def _withdrawn(dated: Dated) -> bool:
    return not isinstance(dated, Statement | Passport) and dated.withdrawn is not None


def _written(tier: str, made: Parts) -> str:
    """The tier in whose lines it stands that this one is strict."""
    return next(step for step in made.rules.lineage(tier) if made.rules.tiers[step].strict is not None)
