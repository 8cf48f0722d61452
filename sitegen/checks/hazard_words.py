"""Editions → words that betray a movement which a tier must avoid, in what that tier reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .. import safety
from ..model import Block, Status
from ..model.fragment import Part
from ..model.views import CardView, Edition, PageView
from ..names import listed
from ..problems import Problem, Why, problem

_TAGS = re.compile(r"<[^>]+>")
_QUIET = {"dont", "warning"}  # places that name a movement in order to advise against it
_ADVISED_AGAINST = re.compile(r"\b(?:do not|don't|never|no|instead of|without|not)\b[^.]*$", re.I)

Slip = tuple[str, str, str, str]  # kind and id of the document, the hazard, the words


def check(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Possible slips: a text that teaches what the tier avoids without saying so in its hazards."""
    slips: dict[Slip, list[Edition]] = {}
    for edition in editions:
        words = _words(edition) if edition.tier else {}
        if words:
            anything = re.compile("|".join(pattern.pattern for pattern in words.values()), re.I)
            for slip in _slips(edition, words, anything):
                slips.setdefault(slip, []).append(edition)
    for slip, readers in slips.items():
        yield _problem(slip, readers)


def _words(edition: Edition) -> dict[str, re.Pattern[str]]:
    """The words of each hazard that the tier avoids."""
    rules = edition.library.rules
    avoided = (
        h
        for h in rules.hazards.values()
        if h.words and safety.hazard_status(h.id, edition.reads_as, rules) == Status.avoid
    )
    return {h.id: re.compile(rf"\b(?:{'|'.join(map(re.escape, h.words))})(?:s|es|ing)?\b", re.I) for h in avoided}


def _slips(edition: Edition, words: Mapping[str, re.Pattern[str]], anything: re.Pattern[str]) -> Iterator[Slip]:
    cards = (("card", id, _card_texts(view)) for id, view in edition.cards.items())
    pages = (("page", id, _page_texts(view, edition)) for id, view in edition.pages.items())
    for kind, id, texts in (*cards, *pages):
        lines = list(texts)
        if not anything.search("\n".join(lines)):  # most documents: one search instead of one for each line and hazard
            continue
        for text in lines:
            for hazard, pattern in words.items():
                found = pattern.search(text)
                named = kind == "card" and hazard in edition.cards[id].card.hazards  # an override, said and dated
                if found and not named and not _ADVISED_AGAINST.search(text[: found.start()]):
                    yield kind, id, hazard, found[0]


def _problem(slip: Slip, readers: list[Edition]) -> Problem:
    kind, id, hazard, words = slip
    library = readers[0].library
    tiers = listed("tier", [e.tier.id for e in readers if e.tier])
    verb = "reads" if len(readers) == 1 else "read"
    why = Why(f"`{hazard}` is `avoid` for {tiers}", library.place("hazards", "hazards", ("hazards", hazard), key=True))
    document = library.documents[kind, id]
    whole = re.compile(rf"\b{re.escape(words)}\b")
    spot = next(((n, m) for n, line in enumerate(document.lines, 1) if (m := whole.search(line))), None)
    place = document.at(spot[0], spot[1].start() + 1, len(words)) if spot else document.place()
    if kind == "card":
        mend = f"add `{hazard}` to the card's `hazards`, or reword it"
        return problem(
            "hazard-unnamed",
            f"{tiers} {verb} “{words}” here, and the card does not name the hazard",
            place,
            mend,
            why=[why],
        )
    mend = "move it into a block for the tiers that may do it, or reword it"
    return problem("hazard-word", f"{tiers} {verb} “{words}” here", place, mend, why=[why])


def _card_texts(view: CardView) -> Iterator[str]:
    if view.steps:
        yield from (s.text for s in view.steps)
        yield from (m.mend for m in view.mistakes)
    yield from (t for t in (view.name, view.change, view.feel, view.card.goal.plain, view.card.goal.why) if t)
    yield from (w.words for w in (view.easier, view.harder) if w and not w.address)


def _page_texts(view: PageView, edition: Edition) -> Iterator[str]:
    yield from (t for t in (view.summary, view.today) if t)
    yield from _part_texts(view.body.parts, edition.lineage, edition)


def _part_texts(parts: Iterable[Part], lineage: tuple[str, ...], edition: Edition) -> Iterator[str]:
    run: list[str] = []
    for part in parts:
        if isinstance(part, Block):
            if part.for_tier(lineage) and part.kind not in _QUIET:
                yield from _part_texts(part.parts, lineage, edition)
                yield from _statement(part, edition)
        else:
            run.append(part if isinstance(part, str) else part.words)
    yield from (line for line in _TAGS.sub("\n", "".join(run)).split("\n") if line.strip())


def _statement(block: Block, edition: Edition) -> Iterator[str]:
    if block.kind == "statement":
        text = safety.inherited(
            edition.library.statements[block.names[0]].text, edition.reads_as, edition.library.rules
        )
        if text:
            yield text
