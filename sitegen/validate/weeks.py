"""Sample weeks × faces → does each hold only what its tier may do, as its cards' doses say, and does it add up to the tier's aims?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import safety, weeks
from ..model import CardFace, Document, Portion, Range, Week, Weekly
from ..model.document import Path
from ..names import listed
from ..problems import Place, Problem, Why, problem
from . import lookups
from .parts import Parts

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(made: Parts) -> Iterator[Problem]:
    """Unknown names in weeks.yml, and weeks for those whose therapist picks each step."""
    document = made.documents.get(("weeks", "weeks"))
    if document is None:
        return
    for tier, week in made.weeks.items():
        yield from lookups.tier_named(tier, made, document, (tier,), key=True)
        for number, name in enumerate(week.sources):
            yield from lookups.unknown("reference", name, made.written("reference"), document, (tier, "sources", number))
        if tier in made.rules.tiers and weeks.of(made.weeks, tier, made.rules) is None:
            yield problem("week-not-possible", f"tier `{tier}` has no sample week: its therapist picks each card", document.place((tier,), key=True), "remove it; what these readers do stands in `week` of content/tiers.yml, in words")


def together(made: Parts) -> Iterator[Problem]:
    """What is wrong with each tier's week, held against its cards."""
    document = made.documents.get(("weeks", "weeks"))
    if document is None:
        return
    for id, week in made.weeks.items():
        yield from _unknown(id, week, document, made)
    for tier in made.rules.tiers:
        found = weeks.of(made.weeks, tier, made.rules)
        if found and all(card in made.cards for card in found.cards):
            yield from _Judge(tier, found, document, made).problems()


def shown(made: Parts) -> bool:
    """Whether some tier has a sample week."""
    return any(weeks.of(made.weeks, tier, made.rules) for tier in made.rules.tiers)


def _unknown(id: str, week: Week, document: Document, made: Parts) -> Iterator[Problem]:
    for path, portion in places(id, week):
        yield from lookups.unknown("card", portion.card, made.written("card"), document, path)


def places(id: str, week: Week) -> Iterator[tuple[Path, Portion]]:
    """Each portion where it is written."""
    yield from (((id, "every_day", number), portion) for number, portion in enumerate(week.every_day))
    for day, one in enumerate(week.days):
        yield from (((id, "days", day, "do", number), portion) for number, portion in enumerate(one.do))


class _Judge:
    """One tier's week, whose cards are all there."""

    def __init__(self, tier: str, week: Week, document: Document, made: Parts) -> None:
        self.tier, self.week, self.document, self.made = tier, week, document, made
        self.id = next(step for step in made.rules.lineage(tier) if step in made.weeks)  # where it is written
        self.cards: Mapping[str, CardFace] = {id: made.cards[id] for id in week.cards}
        self.doses: Mapping[str, Weekly] = {id: card.weekly[tier] for id, card in self.cards.items() if tier in card.weekly}

    def problems(self) -> Iterator[Problem]:
        """What harms, else what contradicts a dose, else what does not add up."""
        found = [*self._refused()] or [*self._amounts(), *self._too_often()]
        yield from found or ([*self._sums(), *self._no_rest()] if self.made.vocabulary else ())  # without it, that is told

    @property
    def _short(self) -> bool:
        """Whether something in the week is withdrawn: it cannot add up then, and that is told elsewhere."""
        return any(card.withdrawn for card in self.cards.values())

    def _refused(self) -> Iterator[Problem]:
        told: set[str] = set()
        for path, portion in places(self.id, self.week):
            card = self.cards[portion.card]
            avoided = safety.avoids(card, self.tier)
            if card.id in told or not (avoided or card.supervised):
                continue
            told.add(card.id)
            state = f"`avoid` for tier `{self.tier}`" if avoided else "done only with a therapist"
            line = self.made.document("card", card.id).place(("tiers", self.tier) if avoided else ("supervision",), key=not avoided)
            yield problem("week-refused", f"`{card.id}` is {state}, and cannot stand in a sample week", self.document.place(path), "take it out, or name a card that these readers may do at home", why=[Why("a sample week is done at home, by everyone at this level", line)])

    def _amounts(self) -> Iterator[Problem]:
        """Minutes and times that a card's dose does not give its readers."""
        for path, portion in places(self.id, self.week):
            dose, place = self.doses.get(portion.card), self.document.place(path)
            for asked, given, unit in ((portion.minutes, dose and dose.minutes, "minutes"), (portion.times, dose and dose.times, "times")):
                if asked is None or (given and given.low <= asked <= given.high):
                    continue
                said = f"its dose says {_span(given)}" if given else "its dose does not count in them" if dose else "it has no dose"
                mend = f"write {_span(given)} {unit}" if given and given.low < given.high else f"write `{portion.card}` alone: its dose says how much"
                yield problem("week-amount", f"`{portion.card}` stands here with {asked} {unit}{' a day' if unit == 'times' else ''}, and for tier `{self.tier}` {said}", place, mend, why=self._dose_line(portion.card))

    def _dose_line(self, card: str) -> list[Why]:
        return [Why("a dose stands in one place: the card", self.made.document("card", card).place(("dose",), key=True))]

    def _too_often(self) -> Iterator[Problem]:
        days: dict[str, int] = {}
        for day in range(7):
            today = [portion.card for portion in self.week.portions(day)]
            for card in dict.fromkeys(today):
                days[card] = days.get(card, 0) + 1
                if today.count(card) > 1:
                    yield problem("week-too-often", f"`{card}` stands twice on {DAYS[day]}", self._last(card, day), "take one away; if it is done twice a day, write how often, such as `2 times`")
                    return
        for card, number in days.items():
            dose = self.doses.get(card)
            if dose and number > dose.days.high:
                most = f"{dose.days.high} day{'s' if dose.days.high > 1 else ''}"
                yield problem("week-too-often", f"`{card}` stands on {number} days, and its dose for tier `{self.tier}` says {most} at most", self._last(card, 6), f"keep it on {most}", why=self._dose_line(card))

    def _last(self, card: str, until: int) -> Place:
        """Where a card is named last, up to a day."""
        paths = [path for path, portion in places(self.id, self.week) if portion.card == card and (path[1] == "every_day" or int(path[2]) <= until)]
        return self.document.place(paths[-1])

    def _sums(self) -> Iterator[Problem]:
        assert self.made.vocabulary
        if self._short:
            return
        counts = weeks.counted({card.id: card.category for card in self.cards.values()}, self.made.vocabulary)
        found = weeks.sums(self.week, self.doses, counts)
        tiers = self.made.document("tiers", "tiers")
        home = next((step for step in self.made.rules.lineage(self.tier) if self.made.rules.tiers[step].week), self.tier)
        for number, row in enumerate(weeks.rows(self.tier, self.made.rules)):
            for miss in weeks.misses(row.aim, found.get(row.aim.of, weeks.Sum())) if row.aim else ():
                said = f"the week of tier `{self.tier}` adds up to {miss.found} {_unit(miss.by, miss.found)} of `{miss.aim.of}`, and its aim is {_aimed(miss.wanted)} {miss.by}"
                mend = _MENDS[miss.by, miss.below]
                line = tiers.place((home, "week", number, "aim"), key=True)
                yield problem("week-sum", said, self.document.place((self.id,), key=True), mend, why=[Why("the aim of this level", line)])

    def _no_rest(self) -> Iterator[Problem]:
        assert self.made.vocabulary
        categories = {card.id: card.category for card in self.cards.values()}
        for day, category in weeks.strained(self.week, categories, weeks.counted(categories, self.made.vocabulary)):
            trained = [p.card for p in self.week.portions(day) if categories[p.card] == category]
            message = f"strength work of the category `{category}` stands on {DAYS[day - 1]} and on {DAYS[day]} ({listed('card', trained)}): muscles grow on the day of rest between"
            yield problem("week-no-rest", message, self.document.place((self.id, "days", day), key=True), "move one of them to another day")


_MENDS = {
    ("days", True): "put cards that count towards it on more days",
    ("days", False): "put cards that count towards it on fewer days",
    ("minutes", True): "add cards that count towards it, or lengthen one within its dose",
    ("minutes", False): "take cards that count towards it out, or shorten one within its dose",
}


def _unit(name: str, number: int) -> str:
    return name[:-1] if number == 1 else name


def _span(value: Range) -> str:
    return str(value.low) if value.low == value.high else f"{value.low} to {value.high}"


def _aimed(value: Range) -> str:
    return f"{value.low} or more" if value.low == value.high else _span(value)
