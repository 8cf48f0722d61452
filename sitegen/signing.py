"""A card, a page, a handout, what all of them share → its fields as plain data, those that decide about safety and the rest, and a hash of each.

A signature stands for these hashes, so what is said here must stay: a field that is left out of a document is left out here, and one
that says no more than its default is, too. A new optional field therefore unsigns nothing, and a new field of any kind counts as
safety until it is named among the rest. Whatever sitegen makes of the words (HTML, drawings, sentences of doses) is in no hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from . import safety
from .model import Amount, Card, Handout, Library, Medium, Page, Ruleset, Site, Status
from .model.published import whole

Data = Any  # texts, numbers, yes and no, lists and groups of these
POSES, LOOKS = "poses", "looks"  # the two fields that come from other files: a document's figures
SHARED = ("tiers", "hazards", "moves", "statements", "glossary", "weeks", "words")

# Of each kind, what is no matter of safety: where it comes from, how it is sorted and found, who looks after it.
_CARD = {"id", "name", "category", "sources", "review", "order", "was", "recode"}
_PAGE = {"title", "order", "shelf", "sources", "review", "was", "recode"}
_HANDOUT = {"id", "title", "order", "sources", "review", "was", "recode"}
_FIGURE = {"person", "columns", "pitch", "spine", "shoes", "motion"}
_CLINIC = {"name", "hours", "email", "postal", "interpreter"}  # of a clinic; its numbers are what people dial when something is wrong
_ENTRIES: dict[str, set[str]] = {
    "tiers": {"slug", "letter", "look", "scene"},
    "hazards": {"words", "steps_say", "unless_said", "sources"},
    "moves": set(),
    "statements": {"retired", "sources", "review"},
    "glossary": {"also"},
    "weeks": {"sources"},
}
_KNOWN = re.compile(r"^([ \t]*/{3,}[ \t]*known)[ \t]*\|(.*)$", re.M)  # a block's works cited: credits, not advice


class Fields(NamedTuple):
    """What is signed of one thing in one language, by field, in the order in which it is told."""

    safety: dict[str, Data]
    rest: dict[str, Data]


class Hashes(NamedTuple):
    """What stands for it: the same as long as no field is another."""

    safety: str
    rest: str


class Change(NamedTuple):
    """One field that is another than it was; None where it was not there, or is no more."""

    path: tuple[str | int, ...]
    old: Data
    new: Data


# what is signed


def card(card: Card, rules: Ruleset) -> Fields:
    """A card, as it is written and as each tier reads it. Its figure is added by `with_figures`."""
    found, rules = _parted(card, _CARD), rules.written  # what was signed holds, also once it is due for another look
    found.safety["read"] = {tier: _read(card, tier, rules) for tier in rules.tiers}
    return found


def _read(card: Card, tier: str, rules: Ruleset) -> Data:
    """What the shared rules make of a card in a tier."""
    amount = safety.dose(card, tier, rules)
    status = safety.status(card, tier, rules)
    fields = {
        "status": status,
        "dose": whole(amount) if isinstance(amount, Amount) else None,
        "modify": safety.inherited(card.modify, tier, rules) if status == Status.modify else None,
        "swap": safety.swap(card, tier, rules) if status == Status.avoid else None,
    }
    return {name: plain(value) for name, value in fields.items() if value is not None}


def page(page: Page, written: str, library: Library) -> Fields:
    """A page with its body as `written`, and the words of the statements and facts that it uses."""
    found = _parted(page.head, _PAGE)
    found.safety["body"] = _lines(_KNOWN.sub(r"\1", written))
    known = [works.strip() for _, works in _KNOWN.findall(written)]
    found.rest.update({"known": known} if known else {})
    used = {name: library.statements[name] for name in _named(page, "statement") if name in library.statements}
    told = {name: library.site.facts[name].text for name in _named(page, "fact") if name in library.site.facts}
    found.safety.update({"statements": {name: _without(statement, _ENTRIES["statements"] | {"id"}) for name, statement in used.items()}} if used else {})
    found.safety.update({"facts": plain(told)} if told else {})
    seen = {name: library.media[name] for kind in ("picture", "film") for name in _named(page, kind) if name in library.media}
    found.safety.update({"media": {name: _seen(medium) for name, medium in seen.items()}} if seen else {})
    return found


def _seen(medium: Medium) -> Data:
    """What people see of a picture or film, and read of it: its file and its words. Whose it is, is no matter of safety."""
    words = {name: value for name, value in plain(medium.passport).items() if name in ("alt", "caption", "film")}
    return {"file": medium.mark, **words}


def handout(handout: Handout) -> Fields:
    """A handout's own words and what it holds; its cards and pages are signed by themselves."""
    return _parted(handout, _HANDOUT)


def shared(library: Library) -> dict[str, Fields]:
    """What all documents share, by subject; what a site has nothing of is not there."""
    rules = library.rules
    entries: dict[str, Mapping[str, BaseModel]] = {
        "tiers": rules.tiers,
        "hazards": rules.hazards,
        "moves": library.moves,
        "statements": library.statements,
        "glossary": library.glossary,
        "weeks": library.weeks,
    }
    found = {name: _entries(rows, _ENTRIES[name]) for name, rows in entries.items() if rows}
    if "tiers" in found:
        found["tiers"].safety["general"] = list(library.site.general)
        for part, group in _site(library.site)._asdict().items():
            getattr(found["tiers"], part)["site"] = group
    if library.phrases:
        found["words"] = Fields({message: plain(forms) for message, forms in library.phrases.items()}, {})
    if "hazards" in found:
        found["hazards"].safety["baseline"] = plain(rules.baseline)
    return found


def _site(site: Site) -> Fields:
    """What every page says of the clinic, and the home page to everyone."""
    numbers, rest = _parted(site.clinic, _CLINIC)
    return Fields({"lead": plain(site.lead), "clinic": numbers}, {"title": plain(site.title), "clinic": rest})


def figure(data: Mapping[str, Data]) -> Fields:
    """A figure as its file says it: the poses, and how they look."""
    fields = {name: plain(value) for name, value in data.items()}
    return Fields({name: value for name, value in fields.items() if name not in _FIGURE}, {name: value for name, value in fields.items() if name in _FIGURE})


def with_figures(fields: Fields, figures: Mapping[str, Fields]) -> Fields:
    """A document's fields with those of the figures that it shows."""
    if not figures:
        return fields
    poses = {name: dict(found.safety) for name, found in sorted(figures.items())}
    looks = {name: dict(found.rest) for name, found in sorted(figures.items())}
    return Fields({**fields.safety, POSES: poses}, {**fields.rest, LOOKS: looks})


def _named(page: Page, kind: str) -> Iterator[str]:
    yield from sorted({block.names[0] for block in page.body.blocks if block.kind == kind and block.names})


def _parted(model: BaseModel, rest: Collection[str]) -> Fields:
    fields: dict[str, Data] = plain(model)
    fields.pop("id", None)  # the subject's name says it
    return Fields({n: v for n, v in fields.items() if n not in rest}, {n: v for n, v in fields.items() if n in rest})


def _entries(rows: Mapping[str, BaseModel], rest: Collection[str]) -> Fields:
    parts = Fields({}, {})
    for name, row in rows.items():
        fields = plain(row)
        fields.pop("id", None)
        parts.safety[name] = {n: v for n, v in fields.items() if n not in rest}
        others = {n: v for n, v in fields.items() if n in rest}
        parts.rest.update({name: others} if others else {})
    return parts


def _without(model: BaseModel, names: Collection[str]) -> dict[str, Data]:
    return {name: value for name, value in plain(model).items() if name not in names}


def _lines(text: str) -> list[str]:
    """A text by its lines, without what nobody sees: spaces at their ends, empty lines at its own."""
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def plain(value: object) -> Data:
    """Any value of the model as data that JSON knows; of a model only what says more than the default."""
    if isinstance(value, Status):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        said = ((name, about, getattr(value, name)) for name, about in type(value).model_fields.items())
        return {about.alias or name: plain(inner) for name, about, inner in said if about.is_required() or inner != about.get_default(call_default_factory=True)}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list) or (isinstance(value, tuple) and not hasattr(value, "_fields")):
        return [plain(inner) for inner in value]
    return str(value)  # ranges and times say themselves


# hashes


def mark(value: Data) -> str:
    """16 hex digits that change whenever the data do: no two texts of a lifetime meet in one by chance, and a line holds two of them."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def marks(fields: Mapping[str, Data]) -> dict[str, str]:
    """A mark for each field, so that the one that was altered can be found."""
    return {name: mark(value) for name, value in fields.items()}


def hashes(fields: Fields) -> Hashes:
    """The two hashes of anything, its figures included."""
    own = Hashes(*(mark(marks({n: v for n, v in part.items() if n not in (POSES, LOOKS)})) for part in fields))
    poses, looks = marks(fields.safety.get(POSES, {})), marks(fields.rest.get(LOOKS, {}))
    return joined(own, {name: Hashes(poses[name], looks.get(name, "")) for name in poses})


def joined(own: Hashes, figures: Mapping[str, Hashes]) -> Hashes:
    """The hashes of a document from those of its own fields and of each figure: neither needs to be read again for the other's sake."""
    if not figures:
        return own
    return Hashes(mark([own.safety, {n: f.safety for n, f in figures.items()}]), mark([own.rest, {n: f.rest for n, f in figures.items()}]))


def of_figure(fields: Fields) -> Hashes:
    """The hashes of a figure, as they go into those of whatever shows it."""
    return Hashes(mark(dict(fields.safety)), mark(dict(fields.rest)))


# what has changed

_SAME = {"status": ("tiers",), "dose": ("dose",), "modify": ("modify",), "swap": ("swap",)}  # what tiers read, and the field that says it first hand


def changes(old: Mapping[str, Data], new: Mapping[str, Data]) -> list[Change]:
    """Field by field what is another, old → new; what a changed field makes of itself in each tier is not told again."""
    found = [change for name in dict.fromkeys((*new, *old)) for change in _between(old.get(name), new.get(name), (name,))]
    own = {change.path[0] for change in found}
    return [change for change in found if not (change.path[0] == "read" and own & set(_SAME.get(str(change.path[2]) if len(change.path) > 2 else "", ())))]


def _between(old: Data, new: Data, path: tuple[str | int, ...]) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in dict.fromkeys((*new, *old)):
            yield from _between(old.get(name), new.get(name), (*path, name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(old, new, path)
    else:
        yield Change(path, old, new)


def _lists(old: list[Data], new: list[Data], path: tuple[str | int, ...]) -> Iterator[Change]:
    """Items are compared where they stand, after what is the same at both ends: one that was added or taken away moves no other."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    for number in range(max(len(before), len(after))):
        was = before[number] if number < len(before) else None
        now = after[number] if number < len(after) else None
        yield from _between(was, now, (*path, start + number))


__all__ = ["SHARED", "Change", "Fields", "Hashes", "card", "changes", "figure", "handout", "hashes", "joined", "mark", "marks", "of_figure", "page", "plain", "shared", "with_figures"]
