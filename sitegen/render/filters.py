"""An edition → by what its exercises can be chosen: how, with what, of which kind; and those that need nothing special."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .. import addresses
from ..messages import Words
from ..model import Library, Text
from ..model.views import Edition, Group, Thing, Tile

UNAIDED = "none"  # stands for no equipment in addresses and in the filters
FIRST = 8  # things that are offered at once; the others when somebody asks for more


class Choice(NamedTuple):
    """One thing to choose by, and the page that shows what there is of it."""

    id: str
    name: Text
    address: str
    at_hand: bool = False


class Choices(NamedTuple):
    """A question and its answers, those that few people give being in `more`."""

    by: str
    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


def choices(edition: Edition, words: Words) -> tuple[Choices, ...]:
    """The questions of an edition that have more than one answer."""
    common = _choices(g for g in edition.equipment if g.id not in at_hand(edition.library))
    rest = _choices((g for g in edition.equipment if g.id in at_hand(edition.library)), at_hand=True)
    first, more = (*_choices(unaided(edition, words)), *common[:FIRST]), (*common[FIRST:], *rest)
    asked = (
        Choices("position", words.say("How do you want to exercise?"), _choices(edition.positions)),
        Choices("equipment", words.say("What do you have?"), first, more),
        Choices("category", words.say("What kind of exercise?"), (), _choices(edition.categories)),
    )
    return tuple(question for question in asked if len(question.first) + len(question.more) > 1)


def unaided(edition: Edition, words: Words) -> tuple[Group, ...]:
    """The group of those exercises that need no more than is at hand in every home; none where there are none."""
    things = at_hand(edition.library)
    found = tuple(tile for tile in edition.cards.values() if _needs_nothing(tile, things))
    told = " · ".join(entry.name for id, entry in edition.library.vocabulary.equipment.items() if id in things)
    plain = words.say("You need no more than what most homes have. We count these in: %(things)s", things=told) if told else words.say("You need nothing for these.")
    entry = Thing(UNAIDED, Text(words.say("Nothing special needed")), Text(plain))
    return (Group(UNAIDED, entry, found, addresses.listing(edition.folder, "equipment", UNAIDED)),) if found else ()


def offered(edition: Edition) -> bool:
    """Whether there is such a group."""
    return any(_needs_nothing(tile, at_hand(edition.library)) for tile in edition.cards.values())


def at_hand(library: Library) -> frozenset[str]:
    """The things that every home has."""
    return frozenset(id for id, entry in library.vocabulary.equipment.items() if entry.at_hand)


def _needs_nothing(tile: Tile, things: frozenset[str]) -> bool:
    return tile.whole and things.issuperset(tile.equipment)


def _choices(groups: Iterable[Group], at_hand: bool = False) -> tuple[Choice, ...]:
    return tuple(Choice(g.id, g.entry.name, g.address, at_hand) for g in groups)
