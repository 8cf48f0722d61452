"""Kinds of breaks: handouts, sample weeks, and who stands on a home page."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.document import Path

from .hazards import everywhere
from .kind import Mutation, kind
from .library import Library
from .written import Written


def _readers(library: Library, path: Path, handout: Written) -> list[str]:
    """The levels that read the very list in which a name stands."""
    only, cards = handout.get("for"), handout.get("cards")
    own = [tier for tier in cards if tier != "all"] if isinstance(cards, dict) else []
    return [t for t in library.rules.tiers if (not isinstance(only, tuple) or t in only) and (path[1] == t or (path[1] not in own and t not in own))]


@kind("handout with an avoided card", "A handout lists a card that one of its levels must avoid.", "handout-left-out", must=True)
def _avoided(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        for path in handout.document.marks:
            if path[0:1] == ("cards",) and isinstance(path[-1], int):
                readers = _readers(library, path, handout)
                avoided = sorted({id for tier in readers for id in library.avoided(tier)})
                others = avoided[int(path[-1]) :: 7]
                for id in others:
                    if id not in str(handout.get(*path[:-1])):
                        yield handout.changed(path, id)


@kind("handout for nobody known", "A handout is for a level that does not exist.", "unknown-tier")
def _for(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        only = handout.get("for")
        for number in range(len(only) if isinstance(only, tuple) else 0):
            yield handout.changed(("for", number), "everybody")


@kind("handout opened to another level", "A handout that is for one level is given to all.", "handout-left-out handout-empty missing-tier-text handout-fridge hazard-word handout-avoided", must=True)
def _opened(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        only = handout.get("for")
        cards = {str(handout.get(*p)) for p in handout.document.marks if p[:1] == ("cards",) and isinstance(p[-1], int)}
        if isinstance(only, tuple) and any(id in library.avoided(tier) for tier in library.rules.tiers if tier not in only for id in cards):
            yield handout.broken(handout.put(("for",), "[lower, moderate, high, recent]"), "for: all", more=[everywhere(handout)])


@kind("handout empty", "Nothing in a handout is for one of its levels.", "handout-empty")
def _empty(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        cards = handout.get("cards")
        if not handout.get("pages") and isinstance(cards, dict) and handout.get("for") != ("lower",):
            text = handout.put(("cards",), "{all: [drop-jump], lower: [drop-jump]}")
            yield handout.broken(text, "drop-jump alone", more=[everywhere(handout)])


@kind("handout's fridge page too full", "A fridge page holds too few cards, or too many.", "handout-fridge")
def _fridge(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        if ("layout",) in handout and "fridge" in str(handout.get("layout")):
            yield handout.broken(handout.put(("cards",), "{all: [sit-stand]}"), "one card for the fridge", more=[everywhere(handout)])


@kind("layout unknown", "A handout is laid out in a way that there is not.", "unknown-value")
def _layout(library: Library) -> Iterator[Mutation]:
    for handout in library.of("handout"):
        if ("layout",) in handout:
            yield handout.changed(("layout",), "3-up")


@kind("week with an avoided card", "A sample week holds a card that its level must avoid.", "week-refused", must=True)
def _week(library: Library) -> Iterator[Mutation]:
    weeks = library.shared("weeks")
    for path in weeks.document.marks:
        if len(path) > 2 and path[0] in library.rules.tiers and path[-2] in ("do", "every_day") and isinstance(weeks.get(*path), str):
            avoided = library.avoided(str(path[0]))
            for id in avoided[hash_of(path) % 5 :: 5]:
                yield weeks.changed(path, id)


def hash_of(path: Path) -> int:
    """A number for a place: always the same."""
    return sum(map(ord, str(path)))


@kind("week's sum wrong", "A sample week loses a walk, so that it no longer adds up to what its level aims at.", "week-sum")
def _sum(library: Library) -> Iterator[Mutation]:
    weeks = library.shared("weeks")
    for tier in weeks.document.data:
        text, rows = weeks.text, weeks.text.split("\n")
        start, end = weeks.line(tier), max((weeks.document.place(p).line for p in weeks.document.marks if p[:1] == (tier,)), default=0)
        for card, less in (("brisk-walk: 30 minutes", "calf-stretch"), ("brisk-walk: 10 minutes", "calf-stretch"), ("heel-drop", "chin-tuck")):
            part = "\n".join(rows[start - 1 : end])
            if card in part:
                changed = part.replace(f", {card}", "").replace(f"[{card}]", f"[{less}]").replace(f"{card}, ", "")
                if changed != part:
                    yield weeks.broken(text.replace(part, changed), f"{tier} without {card}", *range(start, end + 1), more=[everywhere(library.shared("tiers"))])


@kind("week of six days", "A sample week does not have seven days.", "week-days")
def _days(library: Library) -> Iterator[Mutation]:
    weeks = library.shared("weeks")
    for tier in weeks.document.data:
        for day in range(7):
            rows, line = weeks.text.split("\n"), weeks.document.place((tier, "days", day)).line
            more = 2 if (tier, "days", day, "do") in weeks else 1
            more += (tier, "days", day, "note") in weeks and more == 2
            end = line - 1 + (more if (tier, "days", day, "do") in weeks else 2)
            yield weeks.broken("\n".join(rows[: line - 1] + rows[end:]), f"{tier} without day {day + 1}", more=[everywhere(weeks)])


@kind("card too often in a week", "A sample week holds a card on more days than its dose says.", "week-too-often")
def _often(library: Library) -> Iterator[Mutation]:
    weeks = library.shared("weeks")
    for tier in weeks.document.data:
        for id in ("sit-stand", "curl", "bridge", "hip-raise"):
            start = weeks.document.place((tier, "every_day")).column
            row = weeks.text.split("\n")[weeks.line(tier, "every_day") - 1]
            assert start
            if id in library.cards and id not in row and id not in library.avoided(tier):
                text = weeks.text.replace(row, row.replace("[", f"[{id}, ", 1), 1)
                line = weeks.line(tier, "every_day")
                yield weeks.broken(text, f"{tier}.every_day with {id}", *range(line, line + 25))


@kind("minutes above the card's in a week", "A sample week asks for more minutes than a card's dose gives.", "week-amount wrong-value wrong-type", must=True)
def _minutes(library: Library) -> Iterator[Mutation]:
    weeks = library.shared("weeks")
    for path in weeks.document.marks:
        if path and isinstance(path[-1], str) and isinstance(value := weeks.get(*path), str) and value.endswith(" minutes"):
            yield weeks.changed(path, "600 minutes")
            yield weeks.changed(path, value.removesuffix(" minutes"))


@kind("scene not for all who see it", "The people on a home page do what some of its readers must avoid.", "scene-refused", must=True)
def _scene(library: Library) -> Iterator[Mutation]:
    for name in ("site", "tiers"):
        written = library.shared(name)
        for path in written.document.marks:
            if len(path) > 1 and path[-2] == "scene" and path[0] != "lower":
                for id in ("drop-jump", "overhead-press")[: 2 if name == "site" else 1]:
                    yield written.changed(path, id, written.line(*path[:-1]))
