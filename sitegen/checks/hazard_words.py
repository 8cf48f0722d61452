"""A document's views → words that betray a movement which a tier must avoid, in what that tier reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .. import safety
from ..model import Block, Card, Document, Fragment, Status
from ..model.fragment import Part
from ..model.views import CardView, HandoutView, PageView, Reader
from ..names import listed
from ..problems import Place, Problem, Why, problem
from . import phrases, texts
from .phrases import Phrasebook
from .subject import Subject, View

_HARMLESS = {"wrong", "alt_dont", "dose"}  # a slip is shown in order to advise against it, and a dose is written by sitegen

Slip = tuple[str, str]  # the hazard, and the words


@dataclass(frozen=True, slots=True)
class Betraying:
    """The words of each hazard that one tier avoids."""

    words: Mapping[str, Phrasebook]


def _betraying(reader: Reader) -> Betraying | None:
    """What must not stand in this reader's texts; None where nothing is to be looked for."""
    rules = reader.library.rules
    if reader.tier is None:
        return None
    avoided = [h for h in rules.hazards.values() if h.words and safety.hazard_status(h.id, reader.reads_as, rules) == Status.avoid]
    return Betraying({h.id: phrases.betraying(h.words) for h in avoided}) if avoided else None


def finds(subject: Subject) -> Iterator[Problem]:
    """Possible slips: a text that teaches what the tier avoids without saying so in its hazards."""
    for (hazard, said), tiers in slips(subject).items():
        yield _problem(subject.document, hazard, said, tiers, subject.sources["hazards"].place(("hazards", hazard), key=True))


def slips(subject: Subject) -> dict[Slip, list[str]]:
    """The words for what a tier must avoid, and which tiers read them."""
    words = subject.once(_all_betraying)
    read = [(r, found, subject.views[r.key]) for r in subject.readers if r.key in subject.views and (found := words[r.key])]
    if not _may_slip(read):  # most documents
        return {}
    named = subject.model.hazards if isinstance(subject.model, Card) else ()  # what a card names itself is an override, said and dated
    told: dict[Slip, list[str]] = {}
    for reader, betraying, view in read:
        for slip in dict.fromkeys(_slips(betraying, _texts(view, reader), named)):
            readers = told.setdefault(slip, [])
            if reader.reads_as not in readers:
                readers.append(reader.reads_as)
    return told


def _all_betraying(subject: Subject) -> dict[str, Betraying | None]:
    return {reader.key: _betraying(reader) for reader in subject.readers}


def _may_slip(read: list[tuple[Reader, Betraying, View]]) -> bool:
    """Whether any of the words stands anywhere in what anyone reads: one look instead of one for each tier, line and hazard."""
    text = "\n".join(dict.fromkeys(line for reader, _, view in read for line in _all_texts(view, reader)))
    folded, pieces = text.casefold(), {p.pieces for _, betraying, _ in read for own in betraying.words.values() for p in own}
    return any(all(piece in folded for piece in those) for those in pieces)


def _slips(betraying: Betraying, lines: Iterable[str], named: Collection[str]) -> Iterator[Slip]:
    for text in lines:
        for hazard, own in betraying.words.items():
            meant = list(phrases.said(text, own)) if hazard not in named else []
            if meant:
                yield hazard, min(meant, key=lambda said: said.start).words


def _problem(document: Document, hazard: str, words: str, tiers: list[str], written: Place) -> Problem:
    readers = listed("tier", tiers)
    verb = "reads" if len(tiers) == 1 else "read"
    why = Why(f"`{hazard}` is `avoid` for {readers}", written)
    place = _place(document, hazard, words)
    if document.kind == "card":
        mend = f"add `{hazard}` to the card's `hazards`, or reword it"
        message = f"{readers} {verb} “{words}” here, and the card does not name the hazard"
        return problem("hazard-unnamed", message, place, mend, why=[why])
    elsewhere = "write it only for the tiers that may do it" if document.kind == "handout" else "move it into a block for the tiers that may do it"
    mend = f"{elsewhere}, or reword it"
    return problem("hazard-word", f"{readers} {verb} “{words}” here", place, mend, why=[why])


def _place(document: Document, hazard: str, words: str) -> Place:
    """Where an author means the words that are told: not advised against there, and not behind the hazard's own name in braces."""
    spots = list(texts.written(document, words))
    meant = (spot.place for spot in spots if not phrases.advised_against(spot.before + words, len(spot.before)) and not re.search(rf"\{{[^}}]*\b{re.escape(hazard)}\b", spot.after))
    return next(meant, spots[0].place if spots else document.place())


def _texts(view: View, reader: Reader) -> Iterator[str]:
    if isinstance(view, CardView):
        return _card_texts(view)
    return _page_texts(view, reader) if isinstance(view, PageView) else _handout_texts(view)


def _all_texts(view: View, reader: Reader) -> Iterator[str]:
    """At least what `_texts` yields, and the same for all tiers as far as can be."""
    if isinstance(view, CardView):
        yield from _card_texts(view)
    elif isinstance(view, HandoutView):
        yield from _handout_texts(view)
    else:
        yield from (t for t in (view.summary, view.today, view.teach_back) if t)
        yield _whole(view.body)
        for block in view.body.blocks:
            if block.kind == "statement" and (words := texts.said(block, reader)):
                yield words


@lru_cache(maxsize=8)  # the same body is shown to each tier in turn
def _whole(body: Fragment) -> str:
    return "\n".join(_runs(body.parts))


def _runs(parts: Iterable[Part]) -> Iterator[str]:
    yield "".join(part if isinstance(part, str) else part.words for part in parts if not isinstance(part, Block))
    for part in parts:
        if isinstance(part, Block):
            yield from _runs(part.parts)


def _card_texts(view: CardView) -> Iterator[str]:
    return (said.text for said in texts.of_card(view) if said.field not in _HARMLESS)


def _handout_texts(view: HandoutView) -> Iterator[str]:
    """Its own words: what is in it is looked at by itself."""
    yield from (t for t in (view.title, view.summary, view.intro, view.teach_back) if t)


def _page_texts(view: PageView, reader: Reader) -> Iterator[str]:
    yield from (t for t in (view.summary, view.today, view.teach_back) if t)
    for run in texts.of_body(view.body.parts, reader):
        if not run.quiet:
            yield from texts.lines(run)
