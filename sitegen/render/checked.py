"""(what was checked, library) → the page that tells how: in tables, for patients and for clinicians."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from .. import __version__, addresses, rules
from ..messages import Words, display_name
from ..model import CardFace, HandoutFace, Library, PageFace, Reviewer, Text, Tier
from ..model.checking import Checking, Cover
from . import credits
from .pages import Page

_WRITTEN = "en"  # the language of what `sitegen explain` says


class Row(NamedTuple):
    """A level, and how much there is for it."""

    tier: Tier
    cover: Cover


class Decision(NamedTuple):
    """That a level does a card although its hazards say otherwise: who decided it, when, and because of what."""

    card: Text
    tier: Tier
    by: Reviewer
    on: date
    because: Text


class Left(NamedTuple):
    """A finding that a person looked at and left as it is: who, when, because of what, and until when that holds."""

    means: Text
    file: str
    by: Reviewer
    on: date
    because: Text
    until: date | None


class Raised(NamedTuple):
    """What the program had to say, and how often."""

    code: str
    means: Text
    severity: str
    times: int


class Waiting(NamedTuple):
    """How many documents of a kind are signed as they stand, have changed since, or wait for a first signature."""

    kind: str
    signed: int
    changed: int
    unsigned: int


class Spoken(NamedTuple):
    """A language of the site, by its tag and its own name."""

    tag: str
    name: str


class Again(NamedTuple):
    """A day by which documents are to be looked at again, how many, and how that stands on the day on which the site was made."""

    day: date
    state: str  # fine, due, lapsed
    cards: int
    pages: int
    handouts: int


class Signer(NamedTuple):
    """A person of the clinic, how many signatures of theirs hold, and the day of the last one."""

    person: Reviewer
    times: int
    last: date


def how_checked(checking: Checking, library: Library, words: Words, folder: str) -> Page:
    """What was checked, by whom, and what each level may do; a link to a card only where there are pages for everyone."""
    cards = [face for face in checking.faces if isinstance(face, CardFace)]
    shown = sorted((card for card in cards if not card.withdrawn), key=lambda card: card.names[library.language].casefold())
    tiers, general = list(library.rules.tiers.values()), checking.general.get(library.language, False)
    waiting, again = list(_waiting(checking, library)), _again(checking)
    values: dict[str, Any] = {
        "counts": _counts(checking, library),
        "cards": [(c.names[library.language], addresses.card(folder, c.id), {t.id: c.said(t.id) for t in tiers}) for c in shown] if general else [],
        "tier_list": tiers,
        "waiting": waiting,
        "signed": sum(row.signed for row in waiting),
        "signable": sum(row.signed + row.changed + row.unsigned for row in waiting),
        "signers": list(_signers(checking, library)),
        "cover": [Row(tier, checking.cover[tier.id]) for tier in tiers],
        "languages_shown": [Spoken(language, display_name(language)) for language in library.site.languages],
        "last_release": library.record.last,
        "looked": library.site.released,
        "expiring": sorted(library.site.facts.values(), key=lambda fact: (fact.expires, fact.text)),
        "agreed": credits.agreed(checking.faces, library),
        "again": again,
        "unplanned": sum(_counts(checking, library)[kind] for kind in ("cards", "pages", "handouts")) - sum(sum(row[2:]) for row in again),
        "decisions": list(_decisions(shown, library)),
        "left": list(_left(library)),
        "raised": list(_raised(checking, library)),
        "own_license": library.site.license,
        "program": __version__,
    }
    return Page(f"{folder}about/how-checked/", "how-checked.html", words.say("How this site was checked"), "templates/how-checked.html", values, ((words.say("Start"), folder),))


def _again(checking: Checking) -> list[Again]:
    """The earliest first; what is withdrawn nobody looks at."""
    found: dict[tuple[date, str], list[int]] = {}
    for face in checking.faces:
        if isinstance(face, CardFace | PageFace | HandoutFace) and face.due.next and not face.withdrawn:
            counts = found.setdefault((face.due.next, face.due.state), [0, 0, 0])
            counts[(CardFace, PageFace, HandoutFace).index(type(face))] += 1
    return [Again(day, state, *counts) for (day, state), counts in sorted(found.items())]


def _counts(checking: Checking, library: Library) -> dict[str, int]:
    return {
        **{kind: sum(isinstance(face, of) and not face.withdrawn for face in checking.faces) for kind, of in (("cards", CardFace), ("pages", PageFace), ("handouts", HandoutFace))},
        "hazards": len(library.rules.hazards),
        "references": len(library.references),
    }


def _waiting(checking: Checking, library: Library) -> Iterator[Waiting]:
    """By kind, in this language."""
    for kind in ("card", "page", "handout", "shared"):
        counts = dict.fromkeys(("signed", "reworded", "changed", "unsigned"), 0)
        for row in checking.told.signs:
            if (row.kind, row.language) == (kind, library.language):
                counts[row.state] += row.times
        if any(counts.values()):
            yield Waiting(kind, counts["signed"] + counts["reworded"], counts["changed"], counts["unsigned"])


def _signers(checking: Checking, library: Library) -> Iterator[Signer]:
    """In the order in which the clinic lists its people."""
    for person in library.reviewers.values():
        rows = [row for row in checking.told.signs if (row.by, row.language) == (person.id, library.language) and row.state in ("signed", "reworded")]
        if rows:
            yield Signer(person, sum(row.times for row in rows), max(date.fromisoformat(row.on) for row in rows))


def _decisions(cards: list[CardFace], library: Library) -> Iterator[Decision]:
    """In the order of the cards' names."""
    for card in cards:
        for tier, laxer in card.laxer.items():
            by = library.reviewers.get(laxer.by)
            if by:  # else the content is not built at all
                because = laxer.because if library.language == library.site.languages[0] else laxer.because.foreign(library.site.languages[0])
                yield Decision(card.names[library.language], library.rules.tiers[tier], by, laxer.on, because)


def _left(library: Library) -> Iterator[Left]:
    """In the order in which the clinic wrote them. Reasons are words for its own people, in its first language."""
    first = library.site.languages[0]
    for waiver in library.waived:
        by = library.reviewers.get(waiver.by)
        if by:
            means, because = _written(rules.rule(waiver.code).means, library), Text(waiver.because)
            yield Left(means, waiver.file, by, waiver.on, because if library.language == first else because.foreign(first), waiver.until)


def _written(words: str, library: Library) -> Text:
    """What `sitegen explain` says, on a page of any language."""
    return Text(words) if library.language == _WRITTEN else Text(words).foreign(_WRITTEN)


def _raised(checking: Checking, library: Library) -> Iterator[Raised]:
    """Warnings before notes. What a rule means is written in one language."""
    for found in sorted(checking.told.open, key=lambda one: (one.severity != "warning", one.code)):
        yield Raised(found.code, _written(rules.rule(found.code).means, library), found.severity, found.times)
