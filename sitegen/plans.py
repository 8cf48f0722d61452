"""Plan ↔ the symbols after `#` in its link. The same format is implemented in templates/scripts/plan-format.js; tests/plans/ holds what both must agree on.

A wrong symbol anywhere is found for certain, and so are any three of them (Bech32m, BIP-350): a damaged link never opens as another plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import reduce
from itertools import chain
from operator import xor
from typing import NoReturn

from . import codes
from .model.plan import AMOUNTS, CAUTIONS, GRIPS, REASONS, SIDES, Plan, Planned

ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
FORMAT = 1
BEGINNING = date(2026, 1, 1)
LAST = BEGINNING + timedelta(days=32**3 - 1)
MOST_CARDS = 16
SHORTEST, LONGEST = 24, 290  # symbols: one card as it says, and sixteen with all that can be said of each
WEEKS = 31
USUAL_WEEKS = 8
FIRST_NUMBER = 11
NAMES = (
    "Acorn", "Alder", "Apple", "Aspen", "Birch", "Breeze", "Brook", "Cedar", "Cherry", "Clover", "Daisy", "Dune", "Fern", "Garden", "Hazel", "Heron",
    "Holly", "Island", "Juniper", "Lake", "Lark", "Linden", "Maple", "Meadow", "Olive", "Orchard", "Pebble", "Pine", "Robin", "Rose", "Willow", "Wren",
)  # fmt: skip
_MARKS = codes.ALPHABET
_TARGET = 0x2BC830A3
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_FEEDBACK = tuple(reduce(xor, (g for bit, g in enumerate(_GENERATORS) if top >> bit & 1), 0) for top in range(32))
_SETS, _COUNT, _HOLD, _DAYS, _MORE = 1, 2, 4, 8, 16


class Damaged(Exception):
    """A text that is no plan, or not the plan that it was."""


def tier_mark(tier: str) -> str:
    """The two symbols that stand for a tier in plans."""
    return codes.mark(f"tier/{tier}")


def language_mark(language: str) -> str:
    """The two symbols that stand for a language in plans."""
    return codes.mark(f"language/{language}")


def title(plan: Plan) -> str:
    """What people call a plan: Maple 42."""
    return f"{NAMES[plan.name[0]]} {plan.name[1]}"


# writing


def encode(plan: Plan) -> str:
    """A plan's symbols, upper case. Raises ValueError for what the format cannot say."""
    return "".join(symbols for _, symbols in parts(plan))


def parts(plan: Plan) -> list[tuple[str, str]]:
    """The same, field by field: its name, as templates/plan-format.html explains it, and its symbols."""
    _require(1 <= len(plan.cards) <= MOST_CARDS, f"a plan has 1 to {MOST_CARDS} cards")
    _require(len({card.code for card in plan.cards}) == len(plan.cards), "a card can stand in a plan only once")
    fields = [*_head(plan)]
    for card in plan.cards:
        fields += _card(card)
    fields.append(("checksum", _checksum([value for _, values in fields for value in values])))
    return [(name, "".join(ALPHABET[value] for value in values)) for name, values in fields if values]


def _head(plan: Plan) -> Iterator[tuple[str, list[int]]]:
    _require(BEGINNING <= plan.made <= LAST, f"a plan is made from {BEGINNING} on")
    _require(plan.name[0] in range(32) and plan.name[1] - FIRST_NUMBER in range(32), "there is no such name")
    days = (plan.made - BEGINNING).days
    yield "format", [FORMAT]
    yield "tier", _written(plan.tier, 2)
    yield "language", _written(plan.language, 2)
    yield "made", [days >> 10, days >> 5 & 31, days & 31]
    yield "weeks", _small(plan.weeks, WEEKS)
    yield "name", [plan.name[0], plan.name[1] - FIRST_NUMBER]
    yield "cautions", [sum(1 << CAUTIONS.index(caution) for caution in set(plan.cautions))]


def _card(card: Planned) -> Iterator[tuple[str, list[int]]]:
    often = bool(card.times or card.reason)
    more = SIDES.index(card.side) | GRIPS.index(card.grip) << 2 | often << 4
    fields = ((card.sets, _SETS), (card.count, _COUNT), (card.hold, _HOLD), (card.days, _DAYS), (more or None, _MORE))
    yield "code", _written(card.code, 4)
    yield "version", _written(card.mark, 1)
    yield "fields", [sum(bit for value, bit in fields if value is not None)]
    yield "sets", _small(card.sets, 31)
    yield "count", [*_number(card.count)]
    yield "hold", [*_number(card.hold)]
    yield "days", _small(card.days, 7)
    yield "more", [more] if more else []
    yield "times", _small(card.times or 0, 24, 0) if often else []
    yield "reason", _small(card.reason, REASONS, 0) if often else []


def _written(symbols: str, places: int) -> list[int]:
    _require(len(symbols) == places and all(symbol in _MARKS for symbol in symbols), f"`{symbols}` is no code")
    return [ALPHABET.index(symbol) for symbol in symbols]


def _small(value: int | None, most: int, least: int = 1) -> list[int]:
    _require(value is None or least <= value <= most, f"{value} is outside {least} to {most}")
    return [] if value is None else [value]


def _number(value: int | None) -> Iterator[int]:
    _require(value is None or 1 <= value < 1 << 12, f"{value} is outside 1 to 4095")
    while value:
        yield value & 15 | (16 if value > 15 else 0)
        value >>= 4


def _require(true: bool, message: str) -> None:
    if not true:
        raise ValueError(message)


# reading


def decode(text: str) -> Plan:
    """The plan that some symbols say, in either case, with or without blanks around them; raises Damaged, whatever they are."""
    short = len(text) <= 2 * LONGEST and text.isascii()  # first: a text of a megabyte costs nothing
    symbols = text.strip(" \t\r\n").upper() if short else ""
    values = [ALPHABET.find(symbol) for symbol in symbols]
    if not SHORTEST <= len(values) <= LONGEST or -1 in values or _remainder(values) != _TARGET:
        _damaged()
    plan = _Reader(values[:-6]).plan()
    try:
        same = encode(plan) == symbols
    except ValueError:
        same = False
    return plan if same else _damaged()


def _damaged() -> NoReturn:
    raise Damaged("this is no plan, or it is not as it was written")


class _Reader:
    """Takes symbols from left to right; what runs out or cannot be is damaged."""

    def __init__(self, values: list[int]) -> None:
        self.values, self.at = values, 0

    def plan(self) -> Plan:
        """The plan that they stand for; its cards are as many as there are symbols for."""
        if self._one() != FORMAT:
            _damaged()
        tier, language = self._symbols(2), self._symbols(2)
        made = BEGINNING + timedelta(days=(self._one() << 10) + (self._one() << 5) + self._one())
        weeks, name, flags = self._one(), (self._one(), self._one() + FIRST_NUMBER), self._one()
        cautions = tuple(caution for bit, caution in enumerate(CAUTIONS) if flags >> bit & 1)
        cards = []
        while self.at < len(self.values):
            cards.append(self._card())
        return Plan(tier, language, made, weeks, name, tuple(cards), cautions)

    def _card(self) -> Planned:
        code, mark, fields = self._symbols(4), self._symbols(1), self._one()
        sets = self._one() if fields & _SETS else None
        count = self._number() if fields & _COUNT else None
        hold = self._number() if fields & _HOLD else None
        days = self._one() if fields & _DAYS else None
        more = self._one() if fields & _MORE else 0
        times, reason = (self._one(), self._one()) if more & 16 else (0, 0)
        if more & 3 == len(SIDES):
            _damaged()
        return Planned(code, mark, sets, count, hold, days, times or None, SIDES[more & 3], GRIPS[more >> 2 & 3], reason)

    def _one(self) -> int:
        if self.at == len(self.values):
            _damaged()
        self.at += 1
        return self.values[self.at - 1]

    def _symbols(self, places: int) -> str:
        return "".join(ALPHABET[self._one()] for _ in range(places))

    def _number(self) -> int:
        value = 0
        for place in range(3):
            symbol = self._one()
            value |= (symbol & 15) << 4 * place
            if symbol < 16:
                return value
        return _damaged()


# the checksum (BIP-350)


def _checksum(values: list[int]) -> list[int]:
    found = _remainder([*values, 0, 0, 0, 0, 0, 0]) ^ _TARGET
    return [found >> 5 * place & 31 for place in range(5, -1, -1)]


def _remainder(values: Iterable[int], person: str = "plan") -> int:
    """What is left of the symbols behind their human-readable part; _TARGET where they are whole."""
    rest = 1
    for value in chain((ord(c) >> 5 for c in person), (0,), (ord(c) & 31 for c in person), values):
        rest = (rest & 0x1FFFFFF) << 5 ^ value ^ _FEEDBACK[rest >> 25]
    return rest


__all__ = ["ALPHABET", "AMOUNTS", "BEGINNING", "NAMES", "Damaged", "decode", "encode", "language_mark", "tier_mark", "title"]
