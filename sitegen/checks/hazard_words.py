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
from . import texts
from .subject import Subject, View

_TAGS = re.compile(r"<[^>]+>")
_HARMLESS = {"wrong", "alt_dont", "dose"}  # a slip is shown in order to advise against it, and a dose is written by sitegen
_ADVISED_AGAINST = re.compile(r"\b(?:do not|don't|never|no|instead of|without|not)\b[^.]*$", re.I)

_FOLDS_ALONE = frozenset("İı")  # a pattern that does not mind case takes these for an i, and nothing else does

Slip = tuple[str, str]  # the hazard, and the words


@dataclass(frozen=True, slots=True)
class Betraying:
    """The words of each hazard that one tier avoids: as patterns, and folded as they are first looked for."""

    words: Mapping[str, re.Pattern[str]]
    folded: frozenset[str]


def _betraying(reader: Reader) -> Betraying | None:
    """What must not stand in this reader's texts; None where nothing is to be looked for."""
    rules = reader.library.rules
    if reader.tier is None:
        return None
    avoided = [h for h in rules.hazards.values() if h.words and safety.hazard_status(h.id, reader.reads_as, rules) == Status.avoid]
    words = {h.id: re.compile(rf"\b(?:{'|'.join(map(re.escape, h.words))})(?:s|es|ing)?\b", re.I) for h in avoided}
    return Betraying(words, frozenset(word.casefold() for h in avoided for word in h.words)) if words else None


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
    folded, words = text.casefold(), frozenset[str]().union(*(betraying.folded for _, betraying, _ in read))
    return not _FOLDS_ALONE.isdisjoint(text) or any(word in folded for word in words)


def _slips(betraying: Betraying, lines: Iterable[str], named: Collection[str]) -> Iterator[Slip]:
    for text in lines:
        for hazard, pattern in betraying.words.items():
            found = pattern.search(text)
            if found and hazard not in named and not _ADVISED_AGAINST.search(text[: found.start()]):
                yield hazard, found[0]


def _problem(document: Document, hazard: str, words: str, tiers: list[str], written: Place) -> Problem:
    readers = listed("tier", tiers)
    verb = "reads" if len(tiers) == 1 else "read"
    why = Why(f"`{hazard}` is `avoid` for {readers}", written)
    whole = re.compile(rf"\b{re.escape(words)}\b")
    said = [(n, m) for n, line in enumerate(document.lines, 1) for m in whole.finditer(line)]
    spot = next((at for at in said if _meant(at[1], hazard)), said[0] if said else None)
    place = document.at(spot[0], spot[1].start() + 1, len(words)) if spot else document.place()
    if document.kind == "card":
        mend = f"add `{hazard}` to the card's `hazards`, or reword it"
        message = f"{readers} {verb} “{words}” here, and the card does not name the hazard"
        return problem("hazard-unnamed", message, place, mend, why=[why])
    elsewhere = "write it only for the tiers that may do it" if document.kind == "handout" else "move it into a block for the tiers that may do it"
    mend = f"{elsewhere}, or reword it"
    return problem("hazard-word", f"{readers} {verb} “{words}” here", place, mend, why=[why])


def _meant(found: re.Match[str], hazard: str) -> bool:
    """Whether words in an author's line are those that are told: not advised against there, and not behind the hazard's own name in braces."""
    return not _ADVISED_AGAINST.search(found.string[: found.start()]) and not re.search(rf"\{{[^}}]*\b{re.escape(hazard)}\b", found.string)


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
            yield from (line for line in _TAGS.sub("\n", str(run)).split("\n") if line.strip())
