"""(card or page, reader) → its view: what this group reads of it, with its own dose and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from .. import addresses, bounds, codes, doses, due, overlay, safety, sheets, timing
from ..messages import Words
from ..model import Amount, Block, Card, Due, Library, Named, Page, Review, Rung, Status, Substance, Text, Tier
from ..model.views import (
    CardAround,
    CardView,
    Correction,
    FigureView,
    Instruction,
    PageTile,
    PageView,
    Purpose,
    Reader,
    Sheet,
    Thing,
    Tile,
    Way,
    Work,
)


def reader(library: Library, tier: Tier | None, first_language: str) -> Reader:
    """Whom an edition is for; without a tier the general one, which reads as the last tier of `general`."""
    reads_as = tier.id if tier else library.site.general[-1]
    return Reader(
        library=library,
        tier=tier,
        reads_as=reads_as,
        folder=addresses.edition(library.language, first_language, tier.slug if tier else None),
        language_folder=addresses.edition(library.language, first_language, None),
        led=any(library.rules.tiers[t].own_dose for t in library.rules.lineage(reads_as)),
    )


# one card


def card(card: Card, reader: Reader, words: Words) -> CardView | None:
    """A card as an edition shows it, but for what it shows of other cards; None where it has no page."""
    rules, status = reader.library.rules, safety.status(card, reader.reads_as, reader.library.rules)
    if card.withdrawn or (reader.tier and status == Status.avoid):
        return None
    shelves = reader.library.vocabulary
    view = CardView(
        id=card.id,
        name=card.name,
        address=addresses.card(reader.folder, card.id),
        goal=Purpose(card.goal.plain, card.goal.why),
        category=thing(card.category, shelves.categories),
        position=thing(card.position, shelves.positions),
        equipment=(),
        whole=False,
        supervised=card.supervision == "always",
        sheet=_card_sheet(card, status, reader),
    )
    if not reader.tier and not safety.for_everyone(card, reader.library.site.general, rules):
        return view
    return view._replace(whole=True, **_whole(card, status, reader, words))


def _whole(card: Card, status: Status, reader: Reader, words: Words) -> dict[str, Any]:
    rules = reader.library.rules
    amount = safety.dose(card, reader.reads_as, rules)
    said = doses.said(amount, words) if amount else doses.Said("")
    shown = safety.shows_steps(card, reader.reads_as, rules)
    change = safety.inherited(card.modify, reader.reads_as, rules) if status == Status.modify else None
    fields: dict[str, Any] = {
        "equipment": tuple(thing(e, reader.library.vocabulary.equipment) for e in card.equipment),
        "change": change,
        "first_time": card.supervision == "first-time",
    }
    if shown:
        fields |= {
            "steps": tuple(Instruction(step.kind, step.text) for step in card.steps),
            "dose": said.main,
            "dose_more": said.more,
            "dose_short": said.short,
            "fill_in": said.fill_in,
            "timer": timing.of(amount, words) if amount else None,
            "feel": card.feel,
            "mistakes": tuple(Correction(m.wrong, m.mend) for m in card.mistakes),
            "easier": _in_words(card.easier, reader),
            "harder": _in_words(card.harder, reader) if not reader.led else None,
            "top_step": bool(card.harder and not reader.led),
            "figure": _figure(card, reader),
            "plan": bounds.of(card, reader.reads_as, rules) if reader.tier else None,
        }
    return fields


def _figure(card: Card, reader: Reader) -> FigureView | None:
    """Of a card whose steps are shown: the picture teaches as much as they do."""
    if not (card.figure and card.alt):
        return None
    return FigureView(card.figure, card.alt, card.alt_dont, addresses.figure(reader.folder, card.id))


def thing(id: str, shelf: Mapping[str, Named]) -> Thing:
    """A word of the vocabulary, as views carry it."""
    return Thing(id, shelf[id].name, shelf[id].plain)


def _in_words(rung: Rung | None, reader: Reader) -> Way | None:
    """An easier or harder way that is no card, unless this tier must avoid it: then it is left out."""
    if rung is None or rung.card or not rung.text:
        return None
    binding = safety.strictest(rung.hazards, reader.reads_as, reader.library.rules)
    return None if binding and binding.status == Status.avoid else Way(rung.text)


def tile(view: CardView, reader: Reader) -> Tile:
    """A card as lists show it."""
    return Tile(
        id=view.id,
        name=view.name,
        address=view.address,
        line=view.goal.plain,
        code=view.sheet.code,
        category=view.category.id,
        position=view.position.id,
        equipment=tuple(kit.id for kit in view.equipment),
        whole=view.whole,
        supervised=view.supervised,
        first_time=view.first_time,
        changed=view.change is not None,
        dose_short=view.dose_short,
        picture=addresses.small(reader.folder, view.id) if view.figure else None,
        paper=sheets.card(view),
    )


def complete(view: CardView, around: CardAround) -> CardView:
    """A card's view with what it shows of other cards."""
    if not view.whole:
        return view._replace(instead=around.instead)
    shown = bool(view.steps)
    harder = view.harder or (around.harder if shown else None)
    easier = view.easier or (around.easier if shown else None)
    return view._replace(easier=easier, harder=harder, top_step=view.top_step and harder is None, instead_of=around.instead_of)


# one page


def page(page: Page, reader: Reader) -> PageView | None:
    """A page as an edition shows it; None where it is withdrawn."""
    head, rules = page.head, reader.library.rules
    if head.withdrawn:
        return None
    line = rules.lineage(reader.reads_as)
    return PageView(
        id=page.id,
        title=head.title,
        address=addresses.page(reader.folder, page.id),
        summary=safety.inherited(head.summary, reader.reads_as, rules) or Text(""),
        today=safety.inherited(head.today, reader.reads_as, rules) if head.today else None,
        teach_back=safety.inherited(head.teach_back, reader.reads_as, rules) if head.teach_back else None,
        body=page.body,
        body_language=page.language,
        headings=tuple(h for h in page.body.headings if h.level == 2 and (not h.tiers or any(t in h.tiers for t in line))),
        listed=safety.inherited(head.cards, reader.reads_as, rules) or (),
        figures=tuple(dict.fromkeys(b.names[0] for b in page.body.seen_by(line) if b.kind == "figure")),
        sheet=_page_sheet(page, reader),
        shelf=head.shelf,
    )


def page_tile(view: PageView, reader: Reader) -> PageTile:
    """A page as lists show it, with the cards that it shows itself."""
    blocks = (b.names[0] for b in view.body.seen_by(reader.lineage) if b.kind == "card")
    return PageTile(view.id, view.title, view.address, view.summary, view.sheet.code, tuple(dict.fromkeys([*view.listed, *blocks])), view.shelf, sheets.page(view, reader), view.body.has_form(reader.lineage), _media(view, reader, "picture", "film"), _media(view, reader, "film"))


def _media(view: PageView, reader: Reader, *kinds: str) -> tuple[str, ...]:
    """The pictures, or films, that an edition is shown in a page's text."""
    library = reader.library
    return tuple(dict.fromkeys(b.names[0] for b in view.body.seen_by(reader.lineage) if b.kind in kinds and not safety.lapsed(library.media[b.names[0]].passport, reader.reads_as, library.rules)))


# what stands at the foot

_NOTHING = Substance()


def _card_sheet(card: Card, status: Status, reader: Reader) -> Sheet:
    first = codes.name("card", card.id, card.was, card.recode)
    return sheet(first, _card_words(card, status, reader), card.sources, card.review, reader, _card_substance(card, status, reader))


def _page_sheet(page: Page, reader: Reader) -> Sheet:
    first = codes.name("page", page.id, page.head.was, page.head.recode)
    claimed = (id for b in page.body.seen_by(reader.lineage) if b.kind == "known" for id in b.names)
    said = list(_page_words(page, reader))
    return sheet(first, said, dict.fromkeys([*page.head.sources, *claimed]), page.head.review, reader, Substance(parts=_marks({"summary": said[:1], "text": said[1:]})))


def sheet(first_id: str, fields: Iterable[str], sources: Iterable[str], review: Review, reader: Reader, substance: Substance = _NOTHING) -> Sheet:
    """What stands at the foot; `fields` are what changes the version, `substance` is the same for telling what has changed."""
    tier, works = reader.tier.id if reader.tier else None, reader.library.references
    version = codes.version(first_id, tier, reader.language, fields)
    calendar = reader.library.rules.calendar
    found = due.of(review, calendar) if calendar else Due()
    person = reader.library.reviewers.get(review.owner or "")
    return Sheet(
        code=codes.short(first_id, tier),
        version=version,
        substance=substance,
        released=released(version, reader),
        sources=tuple(Work(s, works[s].short) for s in sources),
        owner=person.name if person else review.owner,
        reviewed=found.last,
        next_review=found.next,
        again=found.next if found.state != "fine" else None,
    )


def released(version: str, reader: Reader) -> date | None:
    """Since when a version counts; None while it is a draft."""
    short = version.partition("-")[0]
    return next((found.on for found in reader.library.record.versions(short) if found.version.code == version and found.version.language == reader.language), None)


def _card_substance(card: Card, status: Status, reader: Reader) -> Substance:
    """The same fields in groups, so that a reader can be told which of them are others."""
    rules, tier = reader.library.rules, reader.reads_as
    amount = safety.dose(card, tier, rules)
    parts: dict[str, Iterable[str]] = {
        "safety": [step.text for step in card.steps if step.kind == "safety"],
        "steps": [f"{step.kind}:{step.text}" for step in card.steps if step.kind != "safety"],
        "change": [safety.inherited(card.modify, tier, rules) or ""],
        "swap": [safety.swap(card, tier, rules) or ""],
        "mistakes": [f"{m.wrong}/{m.mend}" for m in card.mistakes],
        "supervision": [card.supervision],
        "hazards": sorted(safety.hazards(card, tier, rules)),
    }
    return Substance(status, _said_dose(amount), _marks(parts))


def _said_dose(amount: Amount | None) -> Amount | None:
    """A dose without what other tiers do."""
    return Amount.model_construct(**{name: getattr(amount, name) for name in Amount.model_fields}) if amount else None


def _marks(parts: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """A fingerprint of each group of texts; what is absent has none, so that a new kind of group changes nothing that was recorded."""
    said = {name: "\n".join(texts) for name, texts in parts.items()}
    return {name: overlay.fingerprint(text) for name, text in said.items() if text}


def _card_words(card: Card, status: Status, reader: Reader) -> Iterator[str]:
    """The safety-relevant fields of a card as one tier reads them: what changes these changes the version code."""
    rules, tier = reader.library.rules, reader.reads_as
    amount = safety.dose(card, tier, rules)
    yield str(status)
    yield from sorted(safety.hazards(card, tier, rules))
    yield amount.model_dump_json(exclude_none=True, exclude={"tiers"}) if amount else ""
    yield from (f"{step.kind}:{step.text}" for step in card.steps)
    yield from (
        str(words or "")
        for words in (safety.inherited(card.modify, tier, rules), safety.swap(card, tier, rules), card.supervision)
    )
    yield from (f"{m.wrong}/{m.mend}" for m in card.mistakes)


def _page_words(page: Page, reader: Reader) -> Iterator[str]:
    line = reader.lineage
    yield str(safety.inherited(page.head.summary, reader.reads_as, reader.library.rules) or "")
    yield from _flat(page.body.parts, line, reader)


def _flat(parts: Iterable[Any], line: tuple[str, ...], reader: Reader) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif not isinstance(part, Block):
            yield part.words
        elif part.for_tier(line):
            yield part.kind + part.title
            yield from (part.names[0], reader.library.media[part.names[0]].alt, reader.library.media[part.names[0]].mark) if part.kind in ("picture", "film") else ()
            statement = reader.library.statements.get(part.names[0]) if part.kind == "statement" else None
            yield str(safety.inherited(statement.text, reader.reads_as, reader.library.rules)) if statement else ""
            yield from _flat(part.parts, line, reader)
