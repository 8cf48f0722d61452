"""A number → the items of a site with so many tier pages, seeded: the same words on every machine. They mean nothing.

Six in ten are exercise cards, the rest pages of about 750 words; each item stands in four tiers. Sitegen and its peers get
the same items, so whatever differs between their times is their own.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

TIERS = (("t1", "Low risk"), ("t2", "Moderate risk"), ("t3", "High risk"), ("t4", "Very high risk"))
CATEGORIES = {
    "balance": "Balance",
    "strength": "Strength",
    "walking": "Walking",
    "stretching": "Stretching",
    "breathing": "Breathing",
    "feet": "Foot care",
    "food": "Food",
    "sleep": "Sleep",
}
EQUIPMENT = ["chair", "wall", "mat", "towel", "light band", "small ball", "stool", "pillow", "timer", "step"]
TAGS = ["home", "seated", "standing", "short", "daily", "weekly", "morning", "evening", "group", "quiet", "outdoor", "gentle"]
WORDS = """the a and with your slow steady keep hold rest move lift lower turn breathe count until before after then each side
arm leg knee hip ankle shoulder back neck hand foot floor chair wall day week minute morning evening easy firm soft small
large light water walk stand sit reach bend press pull push feel stop start again notice write note plan ask tell care team
nurse clinic home family friend support level change grow less more often never always time place room door stair path shoe
sock skin warm cool cold dry clean check look listen wait relax calm strong weak safe ready able useful simple clear short
long gentle regular normal usual early late first second third next last part step range motion muscle joint bone heart
lung blood sugar salt meal plate fruit bread bean rice fish milk energy sleep dream night light noise habit goal record
chart list page card question answer reason result effect choice option balance strength stretch practice repeat finish""".split()
SEED = 20261121
SHARE_OF_CARDS = 0.6


@dataclass(slots=True)
class Dose:
    """How much of a card in one tier; `rest` is in seconds."""

    sets: int
    reps: int
    rest: int
    days: int


@dataclass(slots=True)
class Part:
    """A piece of a page's body: its kind, and its words, list items or table rows; a heading also has its level."""

    kind: str
    words: str = ""
    items: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    level: int = 0


@dataclass(slots=True)
class Item:
    """A card or a page of prose. A card has equipment, steps, a dose for each tier, and a short body; a page has parts."""

    is_card: bool
    category: str
    title: str
    id: str
    summary: str
    tags: list[str]
    notes: dict[str, str]  # one for each tier
    equipment: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    doses: dict[str, Dose] = field(default_factory=dict)
    why: str = ""
    slips: list[str] = field(default_factory=list)  # three
    advice: str = ""
    feel: str = ""
    parts: list[Part] = field(default_factory=list)
    related: list[Item] = field(default_factory=list)  # two cards


def build(tier_pages: int) -> list[Item]:
    """The cards, then the pages: a quarter of `tier_pages`, since each stands in four tiers."""
    chance = random.Random(SEED + tier_pages)
    sources = tier_pages // len(TIERS)
    cards = round(sources * SHARE_OF_CARDS)
    items = [_item(chance, number, number < cards) for number in range(sources)]
    for item in items:
        item.related = chance.sample(items[:cards], 2)
    return items


def plain(words: str) -> str:
    """Words without Markdown's marks of emphasis, for the places that are not Markdown."""
    return words.replace("*", "")


def markdown(part: Part) -> str:
    """A part of a body as Markdown; a note is written differently by everyone."""
    if part.kind == "heading":
        return f"{'#' * part.level} {part.words}"
    if part.kind == "bullets":
        return "\n".join(f"- {words}" for words in part.items)
    if part.kind == "numbered":
        return "\n".join(f"1. {words}" for words in part.items)
    if part.kind == "table":
        head, *rows = (f"| {' | '.join(row)} |" for row in part.rows)
        return "\n".join([head, "|" + " --- |" * len(part.rows[0]), *rows])
    return "\n".join(textwrap.wrap(part.words, 110, break_long_words=False, break_on_hyphens=False))


def _item(chance: random.Random, number: int, is_card: bool) -> Item:
    category = chance.choice(list(CATEGORIES))
    title = _title(chance)
    item = Item(
        is_card=is_card,
        category=category,
        title=title,
        id=f"{'-'.join(title.lower().split())}-{number:05}",
        summary=plain(_sentence(chance, 14)),
        tags=chance.sample(TAGS, 3),
        notes={tier: plain(_paragraph(chance, 20)) for tier, _ in TIERS},
    )
    if is_card:
        _fill_card(chance, item)
    else:
        item.parts = [part for section in range(4) for part in _section(chance, section)]
    return item


def _fill_card(chance: random.Random, card: Item) -> None:
    card.equipment = chance.sample(EQUIPMENT, chance.randint(1, 3))
    card.steps = [plain(_sentence(chance, chance.randint(6, 11))) for _ in range(chance.randint(4, 7))]
    sets, reps, days = (sorted((chance.randint(*ends) for _ in TIERS), reverse=True) for ends in ((1, 4), (4, 15), (2, 7)))  # none rises with the risk
    card.doses = {tier: Dose(*dose) for (tier, _), *dose in zip(TIERS, sets, reps, (chance.choice([30, 45, 60, 90]) for _ in TIERS), days, strict=True)}
    card.why = _paragraph(chance, 40)
    card.slips = [_sentence(chance, 8) for _ in range(3)]
    card.advice = _paragraph(chance, 35)
    card.feel = plain(_sentence(chance, 16))


def _section(chance: random.Random, number: int) -> list[Part]:
    """Two headings with their paragraphs, and between them what this section shows: a list, a table, a note or steps."""
    first = [Part("heading", _title(chance), level=2), Part("paragraph", _paragraph(chance, 50))]
    shown = (_bullets, _table, _note, _numbered)[number](chance)
    second = Part("heading", _title(chance), level=3)
    return [*first, shown, second, Part("paragraph", _linked(chance))]


def _bullets(chance: random.Random) -> Part:
    return Part("bullets", items=[_sentence(chance, 9) for _ in range(5)])


def _numbered(chance: random.Random) -> Part:
    return Part("numbered", items=[_sentence(chance, 9) for _ in range(5)])


def _note(chance: random.Random) -> Part:
    return Part("note", plain(_paragraph(chance, 30)))


def _table(chance: random.Random) -> Part:
    head = [chance.choice(WORDS).capitalize() for _ in range(4)]
    return Part("table", rows=[head] + [[" ".join(chance.choice(WORDS) for _ in range(2)) for _ in range(4)] for _ in range(6)])


def _linked(chance: random.Random) -> str:
    before = " ".join(_sentence(chance, 18) for _ in range(2))
    link = f"[{chance.choice(WORDS).capitalize()}](https://example.org/{chance.choice(WORDS)})"
    return f"{before} {link} {_uncapitalized(_sentence(chance, 9))}"


def _sentence(chance: random.Random, count: int) -> str:
    words = [chance.choice(WORDS) for _ in range(count)]
    if count > 8 and chance.random() < 0.3:
        strong = chance.randrange(2, count - 3)
        words[strong] = f"**{words[strong]} {chance.choice(WORDS)}**"
    if count > 8 and chance.random() < 0.15:
        words[-3] = f"*{words[-3]}*"
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def _uncapitalized(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _paragraph(chance: random.Random, least: int) -> str:
    """At least so many words in two or three sentences, none of them too long to read."""
    number = 2 if least <= 30 else 3
    return " ".join(_sentence(chance, chance.randint(-(-least // number), 17)) for _ in range(number))


def _title(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS).capitalize() for _ in range(chance.randint(3, 5)))
