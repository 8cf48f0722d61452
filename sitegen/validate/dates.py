"""Reviews → are their dates possible, and has somebody looked in time? Tells of each card, page, handout and statement."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Document, Review
from ..model.document import Path
from ..problems import Problem, problem
from .parts import Parts


def check(what: str, review: Review, document: Document, made: Parts, at: Path = ()) -> Iterator[Problem]:
    """What is wrong with the dates of one review; `what` names its document in a sentence."""
    path = (*at, "review")
    if review.last and review.next and review.next <= review.last:
        yield problem("review-dates", f"{what} was looked at on {review.last}, and is to be looked at again on {review.next}, which is not later", document.place((*path, "next")), "write the day of the next look, or take `next` away: it is then reckoned from `last`")
    elif review.last and review.last > made.calendar.today:
        yield problem("review-ahead", f"{what} was looked at on {review.last}, and today is {made.calendar.today}", document.place((*path, "last")), "write the day on which somebody looked at it; or is the computer's clock wrong?")


def statements(made: Parts) -> Iterator[Problem]:
    """The same of each standing statement."""
    document = made.documents.get(("statements", "statements"))
    for id, statement in made.statements.items() if document else ():
        assert document
        yield from check(f"the statement `{id}`", statement.review, document, made, (id,))
