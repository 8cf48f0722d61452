"""(a document as an edition shows it, what was released of it) → the pages that tell whether somebody's sheet is still right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .. import addresses, changes, codes
from ..changes import Change
from ..messages import Words
from ..model import Released, Substance, Text
from ..model.artifact import Unit
from ..model.paper import Print
from ..model.pieces import Sheet, Way
from ..model.views import Bound, CardView, Edition, PageView, Reader, WeekView
from . import places
from .pages import Page, Values

View = CardView | PageView | Bound | WeekView
RIGHT, OTHER, NEWEST = "right", "other", "newest"  # how a sheet stands: as it is now, another is now, the newest one while there is a draft


class Subject(NamedTuple):
    """What a sheet is about, as it is now."""

    name: Text
    address: str
    sheet: Sheet
    shown: bool = True  # whether its steps and amount are shown in this edition
    held: Sequence[Subject] = ()  # of a handout: what is in it
    says: Sequence[tuple[str, Text]] = ()  # its warnings and what the level does differently, each with its kind

    @property
    def draft(self) -> bool:
        """Whether nobody has released it as it is now."""
        return self.sheet.released is None


class Day(NamedTuple):
    """A version that was released, where its page is, and since when it counted."""

    code: str
    address: str
    on: date


def pages(reader: Reader, words: Words, view: View, prints: Sequence[Print] = ()) -> Iterator[Page]:
    """A page for each version of a document that was released, and one for whatever stands there now."""
    subject = _subject(view)
    found = of(reader, subject.sheet.code)
    for number, released in enumerate(found):
        yield _version(reader, words, subject, released, found[number + 1 :], prints)
    yield _now(reader, words, subject, found, prints)


def of(reader: Reader, short: str) -> tuple[Released, ...]:
    """The released versions of what a short code stands for in this language, each once, the oldest first; one that came back counts from that day."""
    listed = [found for found in reader.library.record.versions(short) if found.version.language == reader.language]
    return tuple({found.version.code: found for found in reversed(listed)}.values())[::-1]


def paths(reader: Reader, short: str) -> Iterator[str]:
    """The files of those pages, known before any is made."""
    for code in (short, *(found.version.code for found in of(reader, short))):
        yield addresses.file(addresses.version(reader.language_folder, code))


# a document


def _subject(view: View) -> Subject:
    if isinstance(view, CardView):
        shown = view.whole and not view.supervised
        says: list[tuple[str, Text]] = [("safety", step.text) for step in view.steps if step.kind == "safety"] if shown else []
        says += [("change", view.change)] if view.change and shown else []
        return Subject(view.name, view.address, view.sheet, shown, says=says)
    if isinstance(view, Bound):
        held = [_subject(card) for card in view.cards] + [_subject(page) for page, _ in view.pages]
        return Subject(view.view.title, view.view.address, view.view.sheet, held=held)
    return Subject(view.title, view.address, view.sheet)


def _changes(reader: Reader, words: Words, subject: Subject, then: Substance, now: Substance) -> tuple[Change, ...]:
    """What changed from one version to another, as far as this edition shows it."""
    names = {part.sheet.code: part.name for part in subject.held}
    known = {found.version.code: found.version.substance for part in subject.held for found in of(reader, part.sheet.code)}
    parts = {part.sheet.version: part for part in subject.held}

    def inside(before: str, after: str) -> tuple[Change, ...]:
        part = parts.get(after)
        if before not in known or not (part or after in known):
            return ()
        shown = part or next(p for p in subject.held if p.sheet.code == after.partition("-")[0])
        return _changes(reader, words, shown, known[before], known.get(after) or shown.sheet.substance)

    if not subject.shown:
        then, now = _bare(then), _bare(now)
    return changes.between(then, now, words, names, inside)


def _bare(substance: Substance) -> Substance:
    """What may be told of a card whose steps and amount are not shown: who does it, and how."""
    told = {group: mark for group, mark in substance.parts.items() if group == "supervision"}
    return Substance(substance.status, None, told)


def _version(reader: Reader, words: Words, subject: Subject, mine: Released, later: Sequence[Released], prints: Sequence[Print]) -> Page:
    """The page of one version that was released. It is held against the newest one that was released: a draft may still change."""
    code, sheet = mine.version.code, subject.sheet
    newest = later[-1].version if later else mine.version
    values: Values = {**_values(reader, subject, prints), "code": code, "since": mine.on, "newest": newest.code, "days": list(dict.fromkeys(found.on for found in later))}
    if code == sheet.version:
        told: Values = {"state": RIGHT}
    elif subject.draft and not later:
        found = _changes(reader, words, subject, mine.version.substance, sheet.substance)
        told = {"state": NEWEST, "changes": [change for change in found if change.warning], "says": _says(subject, found)}
    else:
        now = sheet.substance if not subject.draft else newest.substance
        found = _changes(reader, words, subject, mine.version.substance, now)
        told = {"state": OTHER, "changes": found, "says": _says(subject, found)}
    return _page(reader, words, subject, code, {**values, **told})


def _says(subject: Subject, found: Iterable[Change]) -> list[tuple[str, Text]]:
    """The words of now that a warning among the changes is about: (of which part of a handout, what is said)."""
    warned = {(change.kind, change.of) for change in found if change.warning}
    rows = [(part.name if subject.held else Text(""), kind, said) for part in (subject.held or [subject]) for kind, said in part.says]
    return [(name, said) for name, kind, said in rows if (kind, name) in warned]


def _now(reader: Reader, words: Words, subject: Subject, found: Sequence[Released], prints: Sequence[Print]) -> Page:
    """The page of whatever a code stands for now: which version counts, and where those of older ones are."""
    days = [Day(released.version.code, addresses.version(reader.language_folder, released.version.code), released.on) for released in reversed(found)]
    current = next((day for day in days if day.code == subject.sheet.version), days[0] if days else None)
    values = {"current": current, "older": [day for day in days if day != current]}
    return _page(reader, words, subject, subject.sheet.code, {**_values(reader, subject, prints), **values, "code": subject.sheet.code, "state": "now"})


def _values(reader: Reader, subject: Subject, prints: Sequence[Print]) -> Values:
    return {
        "name": subject.name,
        "target_tier": reader.tier,
        "target_address": subject.address,
        "draft": subject.draft,
        "prints": prints,
        "since": None,
        "newest": None,
        "days": [],
        "changes": (),
        "says": (),
        "current": None,
        "older": [],
        "gone": None,
        "twin": addresses.version(reader.language_folder, subject.sheet.code),
        "box_address": addresses.version(reader.language_folder),
    }


def _page(reader: Reader, words: Words, subject: Subject, code: str, values: Values) -> Page:
    title = f"{words.say('Is my sheet still right?')} {code}"
    return Page(addresses.version(reader.language_folder, code), "version.html", title, "templates/version.html", values)


# what is no document's own: weeks, and what is gone


class Past(NamedTuple):
    """What an edition has no more, as its sheets' pages tell it. Nothing in it says how it was done."""

    kind: str
    name: Text
    code: str
    withdrawn: bool = False
    on: date | None = None
    reason: Text | None = None
    instead: Way | None = None
    waiting: bool = False


def past(edition: Edition, words: Words) -> dict[str, Past]:
    """What is gone from an edition, by short code: documents, and a sample week that was released."""
    rows = [Past(gone.kind, gone.name, gone.code, gone.status == "withdrawn", gone.on, gone.reason, gone.instead, gone.status == "waiting") for gone in edition.gone]
    rows += [Past("week", Text(words.say("A sample week")), code) for code in _weeks_gone(edition)]
    return {row.code: row for row in rows}


def _weeks_gone(edition: Edition) -> list[str]:
    if edition.tier is None or edition.week:
        return []
    code = codes.short(codes.WEEK, edition.tier.id)
    return [code] if of(edition.reader, code) else []


def units(number: int, edition: Edition) -> Iterator[Unit]:
    """A page for each version of a sample week and of what is gone, and for their short codes; the unit's id is the code."""
    shown = [edition.week.sheet.code] if edition.week else []
    gone = [*(gone.code for gone in edition.gone), *_weeks_gone(edition)]
    for kind, shorts in (("week-version", shown), ("gone-version", gone)):
        for short in dict.fromkeys(shorts):
            for code in (short, *(found.version.code for found in of(edition.reader, short))):
                yield Unit(number, edition.reader.language, kind, code)


def week(edition: Edition, words: Words, code: str) -> Page:
    """The page of one version of a sample week, or of whatever its short code stands for now."""
    assert edition.week
    address = addresses.version(edition.language_folder, code)
    return next(page for page in pages(edition.reader, words, edition.week) if page.address == address)


def gone(edition: Edition, words: Words, code: str) -> Page:
    """The page of a version of something that is gone, or of its short code: not to do it any more, and what to do instead."""
    found = past(edition, words)[code.partition("-")[0]]
    since = next((one.on for one in of(edition.reader, found.code) if one.version.code == code), None)
    subject = Subject(found.name, edition.folder, Sheet(found.code, ""))
    return _page(edition.reader, words, subject, code, {**_values(edition.reader, subject, ()), "code": code, "state": "gone", "gone": found, "since": since, "twin": None})


EDITION: Mapping[str, Callable[..., Page]] = {"week-version": week, "gone-version": gone}


# the field, and what it knows


def box(editions: list[Edition], words: Words, folder: str) -> Page:
    """Where somebody types what stands on a sheet."""
    lists = [(edition.tier.label if edition.tier else words.say("For everyone"), addresses.page(edition.folder, "codes")) for edition in editions]
    values = {"lists": lists, "data_address": places.VERSIONS}
    return Page(addresses.version(folder), "versions.html", words.say("Is my sheet still right?"), "templates/versions.html", values, ((words.say("Start"), folder),))


def script(editions: Iterable[Edition]) -> bytes:
    """Every code with its released versions, by the folder of its language: what the field asks. A page from a disk can load nothing but scripts."""
    known: dict[tuple[str, str], dict[str, str]] = {}
    for edition in editions:
        rows = known.setdefault((edition.reader.language, edition.language_folder), {})
        for short in _shorts(edition):
            rows[short] = " ".join(found.version.code.partition("-")[2] for found in of(edition.reader, short))
    lines = [json.dumps({"language": language, "folder": addresses.version(folder), "codes": dict(sorted(found.items()))}, separators=(",", ":")) for (language, folder), found in known.items()]
    return b"window.sitegenVersions=[\n" + ",\n".join(lines).encode() + b"\n];\n"


def _shorts(edition: Edition) -> Iterator[str]:
    yield from (tile.code for tiles in (edition.cards, edition.pages, edition.handouts) for tile in tiles.values())
    if edition.week:
        yield edition.week.sheet.code
    yield from (*(gone.code for gone in edition.gone), *_weeks_gone(edition))
