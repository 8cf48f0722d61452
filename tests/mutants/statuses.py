"""Kinds of breaks: what a level may do with a card."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitegen.model import Card, Status

from .kind import Mutation, kind
from .library import Library
from .written import Written

TIERS = ("lower", "moderate", "high", "recent")
LAXER = "laxer-than-hazard laxer-than-baseline laxer-than-dose modify-without-text unused-text"
WORDS = ("allow", "modify", "avoid")


def _lines(card: Written, tier: str) -> list[int]:
    """Where a status that does not fit is told: at itself, or at the text that now belongs to nobody."""
    keys: list[tuple[str, ...]] = [("tiers", tier), ("swap", tier), ("modify", tier), ("stricter_because", tier)]
    return [card.line(*k) for k in keys if k in card]


def _words(library: Library, tier: str) -> Iterator[tuple[Written, Card, Status]]:
    for card, model in library.cards.values():
        if tier in model.tiers:
            yield card, model, model.tiers[tier]


def _laxer(tier: str, library: Library) -> Iterator[Mutation]:
    for card, _, status in _words(library, tier):
        for word in WORDS[: WORDS.index(str(status))]:
            yield card.changed(("tiers", tier), word, *_lines(card, tier))


def _laxer_with_its_texts(tier: str, library: Library) -> Iterator[Mutation]:
    """As somebody would who knows the form: the texts are made to fit, too, so that only the rule itself can tell."""
    for card, model, status in _words(library, tier):
        for word in WORDS[: WORDS.index(str(status))]:
            if Status[word] < library.floor(model, tier):
                yield _made_to_fit(card, tier, word)


def _made_to_fit(card: Written, tier: str, word: str) -> Mutation:
    text = card.put(("tiers", tier), word)
    for field in ("modify", "swap"):
        if (field, tier) in card:
            text = _without(card, text, field, tier)
    if word == "modify":
        line = next(n for n, row in enumerate(text.split("\n"), 1) if row.startswith("tiers:"))
        rows = text.split("\n")
        at = next((n for n, row in enumerate(rows) if row.startswith("modify:")), None)
        rows[line:line] = [f"modify: {{{tier}: Do a little less.}}"] if at is None else []
        if at is not None:
            rows.insert(at + 1, f"  {tier}: Do a little less.")
        text = "\n".join(rows)
    lines = [n for n, row in enumerate(text.split("\n"), 1) if row.startswith(("tiers:", f"  {tier}:"))]
    return card.broken(text, f"tiers.{tier}: {word}, and its texts fit", *lines)


def _without(card: Written, text: str, field: str, tier: str) -> str:
    """The text without a tier's entry, and without the field where that was its only one."""
    alone = len(card.document.data[field]) == 1
    start = card.starts[card.document.marks[(field,) if alone else (field, tier)].key.line]  # type: ignore[union-attr]
    gone = card.without((field,) if alone else (field, tier))
    if text == card.text:
        return gone
    dropped = set(card.text.split("\n")[card.text.count("\n", 0, start) :]) - set(gone.split("\n"))
    rows = [row for row in text.split("\n") if row not in dropped or row.startswith("tiers:")]
    added = [row for row in gone.split("\n") if row not in text.split("\n") and row.startswith(f"{field}:")]
    at = next((n for n, row in enumerate(rows) if row.startswith("tiers:")), 0)
    return "\n".join([*rows[: at + 1], *added, *rows[at + 1 :]])


def _stricter(tier: str, library: Library) -> Iterator[Mutation]:
    for card, _, status in _words(library, tier):
        for word in WORDS[WORDS.index(str(status)) + 1 :]:
            yield card.changed(("tiers", tier), word, *_lines(card, tier))


def _removed(tier: str, library: Library) -> Iterator[Mutation]:
    for card, _, _ in _words(library, tier):
        yield card.dropped(("tiers", tier), card.line("tiers"))


for _tier in TIERS:
    kind(f"status laxer: {_tier}", f"A card lets `{_tier}` do more than it did.", LAXER, must=True)(partial(_laxer, _tier))
    kind(f"status laxer, texts fitted: {_tier}", f"A card lets `{_tier}` do more than its hazards, dose or baseline allow, and every text fits.", "laxer-than-hazard laxer-than-baseline laxer-than-dose", must=True)(partial(_laxer_with_its_texts, _tier))
    kind(f"status stricter: {_tier}", f"A card is stricter for `{_tier}` and says neither why nor what to do.", "stricter-unexplained avoid-without-swap modify-without-text unused-text", must=True)(partial(_stricter, _tier))
    kind(f"status removed: {_tier}", f"A card says nothing about `{_tier}`.", "missing-status", must=True)(partial(_removed, _tier))


@kind("status unknown", "A status is a word that is none.", "unknown-value", must=True)
def _unknown(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, tier in enumerate(model.tiers):
            yield card.changed(("tiers", tier), ("allowed", "maybe", "avoided", "yes")[number % 4])


@kind("statuses exchanged", "Two levels' statuses change places.", LAXER, must=True)
def _exchanged(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for one, two in (("lower", "high"), ("moderate", "recent"), ("high", "recent"), ("lower", "recent")):
            a, b = model.tiers.get(one), model.tiers.get(two)
            if a is not None and b is not None and a != b:
                text = card.put(("tiers", two), str(a))
                line = card.line("tiers", one)
                text = text.replace(f"{one}: {a}", f"{one}: {b}", 1)
                yield card.broken(text, f"tiers.{one} and tiers.{two} exchanged", line, *_lines(card, one), *_lines(card, two))


@kind("status twice", "A level stands twice in one card, the second time laxer.", "duplicate-key", must=True)
def _twice(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier, status in model.tiers.items():
            if status != Status.allow:
                start = card.span(("tiers", tier))[1]
                yield card.broken(f"{card.text[:start]}, {tier}: allow{card.text[start:]}", f"tiers.{tier} twice", card.line("tiers", tier))


@kind("level unknown", "A status, text, swap or dose is for a level that does not exist.", "unknown-tier missing-status", must=True)
def _level_unknown(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for field in (("tiers",), ("modify",), ("swap",), ("stricter_because",), ("dose", "tiers")):
            value = card.get(*field)
            for tier in value if isinstance(value, dict) else ():
                yield card.broken(card.named((*field, tier), f"{tier}s"), f"{'.'.join(field)}: {tier}s", card.line(*field, tier), card.line(*field))


@kind("level by its readers' name", "A status is written for `protect`, which is what readers call `high`.", "unknown-tier", must=True)
def _level_by_slug(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.tiers:
            yield card.broken(card.named(("tiers", tier), library.rules.tiers[tier].slug), f"tiers.{tier} by its slug", card.line("tiers", tier))


@kind("statuses removed", "A card says nothing about any level.", "missing-field", must=True)
def _all_removed(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        yield card.dropped(("tiers",), 1)


@kind("change for a level removed", "A level is to do a card in a changed way, and nothing says how.", "modify-without-text", must=True)
def _modify_removed(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.modify:
            alone = len(model.modify) == 1
            text = card.without(("modify",) if alone else ("modify", tier))
            line = card.line("tiers", tier) - (1 if card.line("modify") < card.line("tiers") else 0)
            yield card.broken(text, f"without modify.{tier}", line)


@kind("change for another level", "The words for one level are given to another.", "unused-text modify-without-text duplicate-key", must=True)
def _modify_moved(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for tier in model.modify:
            for other in TIERS:
                if other != tier and other not in model.modify:
                    yield card.broken(card.named(("modify", tier), other), f"modify.{tier} → {other}", card.line("modify", tier), card.line("tiers", tier))
