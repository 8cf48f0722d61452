"""A plan's text, held against what its level allows → the plan; or all that is wrong with it, each at its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from .. import bounds, names, plan_text, plans
from ..model.plan import CAUTIONS, Plan, Planned
from ..plan_text import Asked, Request, Word
from ..problems import Problem, errors, problem
from .desk import Desk, Refused, levels, unknown_level
from .shelf import Shelf

_UNITS = {"reps": "times", "steps": "steps", "minutes": "minutes"}
_NOT_ABOVE = "here a plan never goes above the usual dose"


class Wish(NamedTuple):
    """What somebody wants of a plan beside its text; what is empty is as usual."""

    text: str
    language: str = ""
    made: date | None = None
    weeks: int = 0
    review: date | None = None
    name: str = ""
    cautions: Sequence[str] = ()


class Maker:
    """Holds a text against what the level allows."""

    def __init__(self, desk: Desk, wish: Wish) -> None:
        self.desk, self.wish = desk, wish
        self.request = plan_text.read(wish.text)
        self.problems = self.request.problems

    def made(self) -> tuple[Plan, Shelf]:
        """The plan, and the cards that its level has; raises Refused with all that is wrong."""
        shelf = self._shelf()
        cards = self._cards(shelf) if shelf else []
        if errors(self.problems) or shelf is None:
            raise Refused("no link was made", sorted(set(self.problems), key=lambda p: p.sort_key))
        day, reader = self.wish.made or self.desk.settings.today, shelf.reader
        assert reader.tier
        unnamed = Plan(plans.tier_mark(reader.tier.id), plans.language_mark(reader.language), day, self._weeks(day), (0, plans.FIRST_NUMBER), tuple(cards), self._cautions())
        try:
            plan = unnamed._replace(name=_name(self.wish.name) if self.wish.name else _drawn(unnamed))
            plans.encode(plan)
        except ValueError as error:
            raise Refused(f"no link was made: {error}") from None
        return plan, shelf

    def _shelf(self) -> Shelf | None:
        known, word = levels(self.desk.readers(self.wish.language)), self.request.tier
        if word is None:
            return None
        reader = known.get(word.text.lower()) or next((one for one in known.values() if one.tier and one.tier.label.casefold() == word.text.casefold()), None)
        if reader is None:
            message, _, help = unknown_level(word.text, known).partition("; ")
            self.problems.append(problem("plan-unknown", message, self.request.place(word), help))
            return None
        return Shelf(self.desk, reader)

    def _cards(self, shelf: Shelf) -> list[Planned]:
        cards, seen = [], dict[str, Word]()
        for asked in self.request.cards:
            found = self._found(asked, shelf)
            if found is None:
                continue
            tier, id = found
            if gone := shelf.refused(id, tier):
                self.problems.append(problem("plan-refused", gone.why, self.request.place(*asked.names), gone.help))
            elif id in seen:
                self.problems.append(problem("plan-full", f"`{id}` stands in the plan already", self.request.place(*asked.names), f"it was asked for as `{seen[id].text}`: keep one of them"))
            else:
                seen[id] = asked.names[0]
                card = asked.planned(shelf.code(id)[:-1], shelf.mark(id))
                self.problems += Judge(self.request, asked, shelf, id).problems(card)
                cards.append(card)
        if len(self.request.cards) > plans.MOST_CARDS:
            over = self.request.cards[plans.MOST_CARDS].names
            self.problems.append(problem("plan-full", f"a plan has at most {plans.MOST_CARDS} cards, and this is number {plans.MOST_CARDS + 1}", self.request.place(*over), "make two plans, or leave some out"))
        return cards

    def _found(self, asked: Asked, shelf: Shelf) -> tuple[str, str] | None:
        """What a card's words name: as many of them as make a name; those that are left over were meant as a dose."""
        for many in range(len(asked.names), 0, -1):
            if found := shelf.find(" ".join(word.text for word in asked.names[:many])):
                self.problems += [plan_text.unreadable(self.request, word) for word in asked.names[many:]]
                asked.names = asked.names[:many]
                return found
        name = " ".join(word.text for word in asked.names)
        first = name if shelf.near(name).startswith("did") else asked.names[0].text
        words = asked.names if first == name else asked.names[:1]
        self.problems.append(problem("plan-unknown", f"there is no card `{first}`", self.request.place(*words), shelf.near(first)))
        return None

    def _weeks(self, day: date) -> int:
        if self.wish.review is None:
            return self.wish.weeks or plans.USUAL_WEEKS
        weeks = (self.wish.review - day).days // 7
        if weeks < 1:
            raise Refused(f"no link was made: the plan is made on {day}, and looked at again at least a week later")
        return weeks

    def _cautions(self) -> tuple[str, ...]:
        """In the order in which they are kept, however they were asked for."""
        asked = {plan_text.CAUTIONS[name] for name in self.wish.cautions}
        return tuple(caution for caution in CAUTIONS if caution in asked)


def _name(text: str) -> tuple[int, int]:
    """`Maple 42` as the format has it."""
    word, _, number = text.strip().rpartition(" ")
    known = [name.lower() for name in plans.NAMES]
    if word.lower() not in known:
        raise Refused(f"a plan's name is a word of a list and a number: there is no `{word or text}`; {names.suggestion(word or text, plans.NAMES)}".rstrip("; "))
    if not number.isdigit() or int(number) - plans.FIRST_NUMBER not in range(32):
        raise Refused(f"the number of a plan's name is one from {plans.FIRST_NUMBER} to {plans.FIRST_NUMBER + 31}")
    return known.index(word.lower()), int(number)


def _drawn(plan: Plan) -> tuple[int, int]:
    """A name drawn by lot, and the same for the same plan: to ask twice for one thing must give the same bytes."""
    lot = hashlib.blake2b(plans.encode(plan).encode(), digest_size=2).digest()
    return lot[0] % 32, lot[1] % 32 + plans.FIRST_NUMBER


class Judge:
    """Says what of a card's dose cannot be, and where it was asked for."""

    def __init__(self, request: Request, asked: Asked, shelf: Shelf, id: str) -> None:
        self.request, self.asked, self.shelf, self.id = request, asked, shelf, id
        self.bounds = shelf.bounds(id)
        self.label = shelf.reader.tier.label if shelf.reader.tier else ""

    def problems(self, card: Planned) -> Iterator[Problem]:
        """All of them; a number that counts something else than the card is not judged further."""
        counted = self.shelf.counted(self.id)
        if self.asked.unit and counted and self.asked.unit != counted:
            yield self._outside("count", f"`{self.id}` is counted in {_UNITS[counted]}, not in {_UNITS[self.asked.unit]}", self._usual())
            card = replace(card, count=None)
        for fault in bounds.faults(card, self.bounds):
            yield from self._fault(fault, card)

    def _fault(self, fault: bounds.Fault, card: Planned) -> Iterator[Problem]:
        bound, name = fault.bound, fault.amount
        if fault.why == "reason":
            yield from self._reasons(card)
        elif bound:
            below = "fewer" if fault.why == "least" else "more"
            limit = f"from {bound.least} to {bound.most}; {bound.usual} is usual" if bound.most > bound.usual else f"from {bound.least} to {bound.most}: {_NOT_ABOVE}"
            message = f"{getattr(card, name)} {self._noun(name)} {'is' if getattr(card, name) == 1 else 'are'} {below} than a plan may ask of `{self.id}` in {self.label}"
            yield self._outside(name, message, limit)
        elif name == "side":
            yield self._outside(name, f"`{self.id}` is not done on one side and then on the other", "leave the side out")
        elif name == "grip":
            held = ", ".join(f"`hands {grip}`" for grip in self.bounds.grips)
            yield self._outside(name, f"a plan cannot let anyone hold on like this at `{self.id}` in {self.label}", f"use one of {held}" if held else "the card does not speak of holding on: leave it out")
        else:
            yield self._outside(name, f"the dose of `{self.id}` has no {self._noun(name)} to set", self._usual())

    def _reasons(self, card: Planned) -> Iterator[Problem]:
        """Each number above the usual one asks for a reason."""
        for name, bound in self.bounds.amounts.items():
            value = getattr(card, name)
            if value is not None and value > bound.usual:
                more = f"{value} {self._noun(name)} {'is' if value == 1 else 'are'} more than usual for `{self.id}` in {self.label} ({bound.usual}), and the patient is told why"
                yield self._outside(name, more, f"add one of {', '.join(f'`because {reason}`' for reason in plan_text.REASONS)}, or ask for at most {bound.usual}")

    def _outside(self, name: str, message: str, help: str) -> Problem:
        word = self.asked.words.get(name)
        return problem("plan-outside", message, self.request.place(*([word] if word else self.asked.names)), help)

    def _noun(self, name: str) -> str:
        return {"sets": "rounds", "count": _UNITS[self.shelf.counted(self.id) or "reps"], "hold": "seconds of holding", "days": "days a week", "times": "times a day"}[name]

    def _usual(self) -> str:
        dose = self.shelf.card(self.id).view.dose
        return f"the card says: {dose}" if dose else "leave it out"


__all__ = ["Judge", "Maker", "Wish"]
