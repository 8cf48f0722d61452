"""(Library, tier, language) → Edition: what one group may read and do, in order, with its own doses and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from . import addresses, codes, doses, safety
from .messages import Words
from .model import Card, Entry, Library, Page, Rung, Status, Text, Tier
from .model.views import Avoided, CardView, Edition, Group, PageView, Sheet, Way


def edition(library: Library, tier: Tier | None, words: Words, first_language: str) -> Edition:
    """The site for one tier and language; without a tier the general one, which reads as the last tier of `general`."""
    return _Tailor(library, tier, words, first_language).edition()


class _Tailor:
    """Holds what every view of one edition needs."""

    def __init__(self, library: Library, tier: Tier | None, words: Words, first_language: str) -> None:
        self.library, self.tier, self.words, self.rules = library, tier, words, library.rules
        self.reads_as = tier.id if tier else library.site.general[-1]
        self.language_folder = addresses.edition(words.language, first_language, None)
        self.folder = addresses.edition(words.language, first_language, tier.slug if tier else None)
        # where nothing is inherited the therapist picks each step: nobody is led on to a harder one
        self.led = any(self.rules.tiers[t].own_dose for t in self.rules.lineage(self.reads_as))
        self.statuses = {c.id: safety.status(c, self.reads_as, self.rules) for c in library.cards.values()}
        self.swaps = {c.id: safety.swap(c, self.reads_as, self.rules) for c in library.cards.values()}
        self.moves = {m.id: self._way_out(m.swap) for m in library.moves.values() if self._forbids(m.hazards)}
        self.categories = list(library.vocabulary.categories)

    def edition(self) -> Edition:
        cards = {c.id: self.card(c) for c in sorted(self.library.cards.values(), key=self._order) if self._has_page(c)}
        order = attrgetter("head.order", "id")
        pages = {p.id: self.page(p, cards) for p in sorted(self.library.pages.values(), key=order) if not p.head.withdrawn}
        shelves = self.library.vocabulary
        return Edition(
            library=self.library,
            tier=self.tier,
            reads_as=self.reads_as,
            folder=self.folder,
            language_folder=self.language_folder,
            cards=cards,
            avoided=tuple(self._avoided()) if self.tier else (),
            pages=pages,
            categories=self._groups("category", shelves.categories, cards.values(), lambda v: (v.category_id,)),
            equipment=self._groups(
                "equipment", shelves.equipment, cards.values(), lambda v: v.card.equipment if v.whole else ()
            ),
            positions=self._groups("position", shelves.positions, cards.values(), lambda v: (v.card.position,)),
        )

    def _order(self, card: Card) -> tuple[int, int, str]:
        place = self.categories.index(card.category) if card.category in self.categories else len(self.categories)
        return (place, card.order, card.id)

    def _has_page(self, card: Card) -> bool:
        """Whether a card has an address here: in a tier only what that tier may do; in the general edition all that are not withdrawn."""
        return self._allowed(card) if self.tier else not card.withdrawn

    def _allowed(self, card: Card) -> bool:
        return self.statuses[card.id] != Status.avoid

    # cards

    def card(self, card: Card) -> CardView:
        shelves = self.library.vocabulary
        base: dict[str, Any] = {
            "id": card.id,
            "name": card.name,
            "address": addresses.card(self.folder, card.id),
            "card": card,
            "category": shelves.categories[card.category],
            "category_id": card.category,
            "position": shelves.positions[card.position],
            "supervised": card.supervision == "always",
            "sheet": self._card_sheet(card),
        }
        if not self.tier and not safety.for_everyone(card, self.library.site.general, self.rules):
            return CardView(
                **base, equipment=(), whole=False, instead=self._swap(card) if not self._allowed(card) else None
            )
        return CardView(**base, **self._whole(card))

    def _whole(self, card: Card) -> dict[str, Any]:
        amount = safety.dose(card, self.reads_as, self.rules)
        said = doses.said(amount, self.words) if amount else doses.Said("")
        shown = safety.shows_steps(card, self.reads_as, self.rules)
        status = self.statuses[card.id]
        harder = self._rung(card.harder) if shown and not self.led else None
        return {
            "equipment": tuple(self.library.vocabulary.equipment[e] for e in card.equipment),
            "change": safety.inherited(card.modify, self.reads_as, self.rules) if status == Status.modify else None,
            "steps": card.steps if shown else (),
            "first_time": card.supervision == "first-time",
            "dose": said.main if shown else "",
            "dose_more": said.more if shown else (),
            "dose_short": said.short if shown else "",
            "fill_in": said.fill_in and shown,
            "feel": card.feel if shown else None,
            "mistakes": card.mistakes if shown else (),
            "easier": self._rung(card.easier) if shown else None,
            "harder": harder,
            "top_step": bool(shown and card.harder and not harder and not self.led),
            "instead_of": tuple(self._replaced(card)) if self.tier else (),
        }

    def _rung(self, rung: Rung | None) -> Way | None:
        """An easier or harder step, unless this tier must avoid it: then text and link are left out."""
        if rung is None:
            return None
        if rung.card:
            other = self.library.cards.get(rung.card)
            return self._way(other) if other and self._reachable(other) else None
        binding = safety.strictest(rung.hazards, self.reads_as, self.rules)
        return Way(rung.text) if rung.text and not (binding and binding.status == Status.avoid) else None

    def _reachable(self, card: Card) -> bool:
        return self._allowed(card) if self.tier else safety.for_everyone(card, self.library.site.general, self.rules)

    def _way(self, card: Card) -> Way:
        return Way(card.name, addresses.card(self.folder, card.id), card.goal.plain)

    def _swap(self, card: Card) -> Way | None:
        wanted = self.swaps[card.id]
        return self._to(wanted) if wanted else None

    def _to(self, wanted: Text) -> Way:
        """A swap as written: a card's id becomes a link, words stay words; chains are followed to what this tier may do."""
        if wanted not in self.library.cards:
            return Way(wanted)
        end = self._way_out(wanted)
        if end in self.library.cards:
            return self._way(self.library.cards[str(end)])
        return Way(Text(end) if end else wanted)

    def _replaced(self, card: Card) -> Iterator[Text]:
        """The names of what this card is done instead of, in this tier."""
        for other in self.library.cards.values():
            if not other.withdrawn and not self._allowed(other) and self.swaps[other.id] == card.id:
                yield other.name
        yield from (self.library.moves[id].name for id, end in self.moves.items() if end == card.id)

    def _way_out(self, wanted: str) -> str | None:
        return safety.way_out(wanted, self.reads_as, self.library.cards, self.rules)

    def _forbids(self, hazards: Iterable[str]) -> bool:
        binding = safety.strictest(hazards, self.reads_as, self.rules)
        return bool(binding and binding.status == Status.avoid)

    def _avoided(self) -> Iterator[Avoided]:
        """What is not for this tier now, cards in their order and then moves, each with its way out."""
        for card in sorted(self.library.cards.values(), key=self._order):
            way = None if card.withdrawn or self._allowed(card) else self._swap(card)
            if way:
                yield Avoided(card.name, way)
        for id in self.moves:
            yield Avoided(self.library.moves[id].name, self._to(self.library.moves[id].swap))

    # pages

    def page(self, page: Page, cards: Mapping[str, CardView]) -> PageView:
        head, line = page.head, self.rules.lineage(self.reads_as)
        listed = safety.inherited(head.cards, self.reads_as, self.rules) or ()
        return PageView(
            id=page.id,
            title=head.title,
            address=addresses.page(self.folder, page.id),
            summary=safety.inherited(head.summary, self.reads_as, self.rules) or Text(""),
            today=safety.inherited(head.today, self.reads_as, self.rules) if head.today else None,
            body=page.body,
            body_language=page.language,
            headings=tuple(
                h for h in page.body.headings if h.level == 2 and (not h.tiers or any(t in h.tiers for t in line))
            ),
            cards=tuple(cards[c] for c in listed if c in cards),
            sheet=self._page_sheet(page),
        )

    # what stands at the foot

    def _card_sheet(self, card: Card) -> Sheet:
        return self._sheet(codes.name("card", card.id, card.was, card.recode), _card_words(card, self.reads_as, self), card.sources, card.review)

    def _page_sheet(self, page: Page) -> Sheet:
        first = codes.name("page", page.id, page.head.was, page.head.recode)
        return self._sheet(first, _page_words(page, self), page.head.sources, page.head.review)

    def _sheet(self, first_id: str, fields: Iterable[str], sources: Iterable[str], review: Any) -> Sheet:
        tier = self.tier.id if self.tier else None
        return Sheet(
            code=codes.short(first_id, tier),
            version=codes.version(first_id, tier, self.words.language, fields),
            sources=tuple(self.library.references[s] for s in sources),
            owner=review.owner,
            reviewed=review.last,
            next_review=review.next,
        )

    def _groups(self, by: str, entries: Mapping[str, Entry], cards: Iterable[CardView], keys: Any) -> tuple[Group, ...]:
        shelf: dict[str, list[CardView]] = {id: [] for id in entries}
        for view in cards:
            for key in keys(view):
                shelf[key].append(view)
        return tuple(
            Group(id, entries[id], tuple(found), addresses.listing(self.folder, by, id))
            for id, found in shelf.items()
            if found
        )


def _card_words(card: Card, tier: str, tailor: _Tailor) -> Iterator[str]:
    """The safety-relevant fields of a card as one tier reads them: what changes these changes the version code."""
    rules = tailor.rules
    amount = safety.dose(card, tier, rules)
    yield str(safety.status(card, tier, rules))
    yield from sorted(safety.hazards(card, tier, rules))
    yield amount.model_dump_json(exclude_none=True, exclude={"tiers"}) if amount else ""
    yield from (f"{step.kind}:{step.text}" for step in card.steps)
    yield from (
        str(words or "")
        for words in (safety.inherited(card.modify, tier, rules), safety.swap(card, tier, rules), card.supervision)
    )
    yield from (f"{m.wrong}/{m.mend}" for m in card.mistakes)


def _page_words(page: Page, tailor: _Tailor) -> Iterator[str]:
    line = tailor.rules.lineage(tailor.reads_as)
    yield str(safety.inherited(page.head.summary, tailor.reads_as, tailor.rules) or "")
    yield from _flat(page.body.parts, line, tailor)


def _flat(parts: Iterable[Any], line: tuple[str, ...], tailor: _Tailor) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif hasattr(part, "words"):
            yield part.words
        elif part.for_tier(line):
            yield part.kind + part.title
            statement = tailor.library.statements.get(part.names[0]) if part.kind == "statement" else None
            yield str(safety.inherited(statement.text, tailor.reads_as, tailor.rules)) if statement else ""
            yield from _flat(part.parts, line, tailor)
