"""Kinds of breaks: how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model import Status
from sitegen.model.document import Path

from .kind import Mutation, kind
from .library import Library
from .statuses import TIERS
from .written import Written

NUMBERS = ("sets", "reps", "steps", "minutes", "hold", "times_per_day", "days_per_week")
LAST = re.compile(r"\d+(?=\D*$)")


def _doses(card: Written) -> Iterator[tuple[Path, Path]]:
    """Where doses stand in a card, each with where its ceiling does."""
    dose = card.get("dose")
    if not isinstance(dose, dict):
        return
    yield ("dose",), ("dose", "most")
    for tier in dose.get("tiers") or {}:
        here: Path = ("dose", "tiers", tier)
        yield here, (*here, "most") if (*here, "most") in card else ("dose", "most")


def _amounts(card: Written, within: Path, most: Path) -> Iterator[tuple[Path, str, int]]:
    """Numbers of a dose that have a ceiling: where, as written, and the ceiling."""
    for name in NUMBERS:
        value, ceiling = card.get(*within, name), card.get(*most, name)
        found = LAST.search(str(ceiling)) if ceiling is not None else None
        if value is not None and found and _unit(value) == _unit(ceiling):
            yield (*within, name), str(value), int(found[0])


def _unit(value: object) -> str:
    return re.sub(r"[\d\s-]|s$", "", str(value))


@kind("dose above its ceiling", "A dose, or the goal that it grows to, is one above the most that the card allows.", "dose-over-ceiling", must=True)
def _above(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for within, most in _doses(card):
            for path in (within, (*within, "progress_to")):
                for at, value, ceiling in _amounts(card, path, most):
                    if ceiling < 7 or at[-1] != "days_per_week":
                        yield card.changed(at, LAST.sub(str(ceiling + 1), value))


@kind("ceiling below the dose", "The most that a card allows is made less than its dose.", "dose-over-ceiling range-backwards out-of-bounds", must=True)
def _below(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for within, most in _doses(card):
            for at, value, _ in _amounts(card, within, most):
                found = LAST.search(value)
                if found and int(found[0]) > 1:
                    yield card.broken(card.put((*most, at[-1]), LAST.sub(str(int(found[0]) - 1), str(card.get(*most, at[-1])))), f"{'.'.join(map(str, most))}.{at[-1]} below", card.line(*at), card.line(*most, at[-1]))


@kind("dose heavy", "A dose becomes a heavy lift, which a level must avoid or change.", "laxer-than-dose", must=True)
def _heavy(library: Library) -> Iterator[Mutation]:
    heavy = [h for h in library.rules.hazards.values() if h.from_dose]
    for card, model in library.cards.values():
        if "reps" not in (model.dose.model_fields_set if model.dose else ()) or "load-heavy" in model.hazards or not heavy:
            continue
        lax = [card.line("tiers", t) for t in TIERS if t in model.tiers and model.tiers[t] < heavy[0].tiers[t] and not card.get("dose", "tiers", t)]
        if lax and ("dose", "effort") in card:
            text = card.put(("dose", "effort"), "9")
            text = text.replace(f"reps: {card.get('dose', 'reps')}", "reps: 5", 1)
            yield card.broken(text, "5 repetitions at an effort of 9", *lax)


@kind("time without its unit", "A hold or a rest is a bare number.", "not-a-time", must=True)
def _unit_gone(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for path in card.document.marks:
            if path[:1] == ("dose",) and path[-1] in ("hold", "rest") and isinstance(value := card.get(*path), str):
                yield card.changed(path, value.split()[0])
                yield card.changed(path, f"{value.split()[0]} {'times' if 'second' in value else 'reps'}")


@kind("unit where none belongs", "Repetitions or minutes are written with words.", "not-a-range", must=True)
def _unit_added(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for path in card.document.marks:
            if path[:1] == ("dose",) and path[-1] in ("sets", "reps", "minutes", "times_per_day", "days_per_week"):
                yield card.changed(path, f"{card.get(*path)} or so")


@kind("dose in two measures", "A dose counts repetitions and minutes at once.", "dose-two-measures", must=True)
def _two(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        line = card.line("dose")
        other = next((("minutes: 5", n) for n in ("reps", "steps") if ("dose", n) in card), None) or (("reps: 8", "minutes") if ("dose", "minutes") in card else None)
        if other:
            yield card.broken(card.below(line, f"  {other[0]}"), f"dose with {other[0]}, too", *range(line, line + 14))


@kind("range backwards", "A range begins with the greater number.", "range-backwards", must=True)
def _backwards(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for path in card.document.marks:
            value = card.get(*path)
            found = re.fullmatch(r"(\d+)-(\d+)( .+)?", value) if path[:1] == ("dose",) and isinstance(value, str) else None
            if found:
                yield card.changed(path, f"{found[2]}-{found[1]}{found[3] or ''}")


@kind("dose out of bounds", "A slip of the finger makes ten of one: a dose that nobody does.", "out-of-bounds dose-over-ceiling", must=True)
def _bounds(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for path in card.document.marks:
            if path[:1] == ("dose",) and path[-1] in ("sets", "reps", "effort", "days_per_week", "times_per_day"):
                yield card.changed(path, f"{LAST.findall(str(card.get(*path)))[0]}000")


@kind("dose in a step", "A step says how often or how long.", "dose-in-step", must=True)
def _step(library: Library) -> Iterator[Mutation]:
    for number, (card, model) in enumerate(library.cards.values()):
        for step, row in enumerate(model.steps):
            if row.kind == "move":
                end = card.span(("steps", step, "move"))[1]
                said = ("Do it 10 times.", "Stay for 20 seconds.", "Do 3 sets.", "Use 2 kg.")[number % 4]
                quoted = card.text[end - 1] in "\"'"
                if not quoted:
                    yield card.broken(f"{card.text[:end]} {said}{card.text[end:]}", f"steps.{step} with “{said}”", card.line("steps", step))


@kind("dose misspelt", "A field of a dose has a name that nobody knows.", "unknown-field missing-field", must=True)
def _misspelt(library: Library) -> Iterator[Mutation]:
    for card, _ in library.cards.values():
        for path in card.document.marks:
            if path[:1] == ("dose",) and len(path) > 1 and path[-1] in (*NUMBERS, "most", "tiers", "effort", "progress_to"):
                yield card.broken(card.named(path, f"{path[-1]}x"), f"{'.'.join(map(str, path))}x", card.line(*path))


@kind("dose of nobody", "A dose is empty.", "empty-value wrong-type missing-field", must=True)
def _empty(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        if model.dose and any(status != Status.avoid for status in model.tiers.values()):
            yield card.changed(("dose",), "", card.line("dose"), what="dose: nothing")
