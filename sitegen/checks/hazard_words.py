"""Editions → words that betray a movement which a tier must avoid, in what that tier reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .. import safety
from ..model import Block, Library, Status
from ..model.fragment import Part
from ..model.views import CardView, Edition, PageView
from ..problems import Problem, Why, problem

_TAGS = re.compile(r"<[^>]+>")
_QUIET = {"dont", "warning"}  # places that name a movement in order to advise against it


def check(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Possible slips: a text that teaches what the tier avoids without saying so in its hazards."""
    for edition in editions:
        patterns = _patterns(edition)
        if edition.tier is None or not patterns:
            continue
        for card in edition.cards.values():
            yield from _search("card", card.id, _card_texts(card), patterns, edition)
        for page in edition.pages.values():
            yield from _search("page", page.id, _page_texts(page, edition), patterns, edition)


def _patterns(edition: Edition) -> list[tuple[str, re.Pattern[str]]]:
    rules = edition.library.rules
    avoided = (
        h
        for h in rules.hazards.values()
        if h.words and safety.hazard_status(h.id, edition.reads_as, rules) == Status.avoid
    )
    return [(h.id, re.compile(rf"\b(?:{'|'.join(map(re.escape, h.words))})(?:s|es|ing)?\b", re.I)) for h in avoided]


def _search(
    kind: str, id: str, texts: Iterable[str], patterns: list[tuple[str, re.Pattern[str]]], edition: Edition
) -> Iterator[Problem]:
    assert edition.tier
    library: Library = edition.library
    for text in texts:
        for hazard, words in patterns:
            found = words.search(text)
            if found and not re.search(
                r"\b(?:do not|don't|never|no|instead of|without|not)\b[^.]*$", text[: found.start()], re.I
            ):
                place = library.documents[kind, id].find(found[0])
                why = Why(
                    f"`{hazard}` is `avoid` for tier `{edition.tier.id}`",
                    library.place("hazards", "hazards", ("hazards", hazard), key=True),
                )
                yield problem(
                    "hazard-word",
                    f"tier `{edition.tier.id}` reads “{found[0]}” here",
                    place,
                    "move it into a block for the tiers that may do it, or reword it",
                    why=[why],
                )


def _card_texts(view: CardView) -> Iterator[str]:
    if view.steps:
        yield from (s.text for s in view.steps)
        yield from (m.mend for m in view.mistakes)
    yield from (t for t in (view.change, view.feel, view.card.goal.plain, view.card.goal.why) if t)
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
