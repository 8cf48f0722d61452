"""A card or page → words in it that show a movement which can harm, and which nobody has named there as a hazard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from ..model import Card, Document, Handout, Rung
from ..model.document import Path
from ..problems import Problem, Why, problem
from . import hazard_words, phrases, texts
from .subject import Subject

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_NAMED = re.compile(r"(?:[-*+]|\d+[.)]) (?P<words>.*?) ?(?:\{(?P<hazards>[^}]*)\})?")
_SIGNS = re.compile(r"\*+|\b_+|_+\b|\]\([^)]*\)|\[")
_OPENER = re.compile(r"^\s*///\s+(?P<kind>[a-z-]+)")
_QUIET = frozenset({"dont", "warning", "known", "unknown", "log", "checklist"})  # these name a movement without teaching it


class Teaching(NamedTuple):
    """A text that teaches, where it stands, and the hazards that are named for it."""

    text: str
    path: Path
    line: int
    named: tuple[str, ...]

    @property
    def home(self) -> str:
        """Where its hazards would be named."""
        return "these words do" if "text" in self.path else "the card does"


def finds(subject: Subject) -> Iterator[Problem]:
    """Possible slips, whoever reads it; each movement once."""
    found = list(_slips(subject))
    told = {hazard for hazard, _ in hazard_words.slips(subject)} if found else set()  # where some tier must avoid it, that is said
    for slip, teaching in found:
        if not told & set(slip.hazards):
            told.add(slip.hazards[0])
            yield _problem(slip, teaching, subject)


def _slips(subject: Subject) -> Iterator[tuple[phrases.Said, Teaching]]:
    model = subject.model
    if model is None or isinstance(model, Handout) or not subject.libraries:  # without one, something shared is wrong
        return
    known = phrases.phrases(subject.library.rules.hazards)
    for teaching in _card_texts(model, subject.document) if isinstance(model, Card) else _items(subject.document):
        for slip in sorted(phrases.said(teaching.text, known), key=lambda slip: len(slip.hazards)):  # what is plainest first
            if not set(teaching.named) & set(slip.hazards):
                yield slip, teaching


def _problem(slip: phrases.Said, teaching: Teaching, subject: Subject) -> Problem:
    document, rules, hazards = subject.document, subject.library.rules, subject.sources["hazards"]
    why = [Why(rules.hazards[hazard].plain, hazards.place(("hazards", hazard), key=True)) for hazard in slip.hazards]
    wanted = " or ".join(f"`{hazard}`" for hazard in slip.hazards)
    if document.kind == "page":
        home, mend = "the item does not name it", f"if it is, write `{{{slip.hazards[0]}}}` at the end of the item; else say it in other words"
    elif teaching.path[:1] == ("swap",):
        home, mend = "a swap has no hazards", "name a card that this tier may do, or say it in other words"
    else:
        home, mend = f"{teaching.home} not name it", "if it is, add it to `hazards` and set the statuses that follow; else say it in other words"
    place = next((spot.place for spot in texts.written(document, slip.words, teaching.line)), document.at(teaching.line))
    return problem("hazard-maybe", f"“{slip.words}” may be a movement with the hazard {wanted}, and {home}", place, mend, why=why)


def _card_texts(card: Card, document: Document) -> Iterator[Teaching]:
    """What a card teaches. Its goal speaks of everyday life, and the wrong halves of mistakes of what not to do."""
    own = card.hazards
    paths: list[tuple[Path, str | None, tuple[str, ...]]] = [(("name",), card.name, own)]
    paths += ((("steps", n), step.text, own) for n, step in enumerate(card.steps))
    paths += ((("modify", tier), text, own) for tier, text in card.modify.items())
    paths += ((("mistakes", n, "mend"), slip.mend, own) for n, slip in enumerate(card.mistakes))
    paths += ((("swap", tier), text, ()) for tier, text in card.swap.items() if " " in text)
    paths += ((field, rung.text, (*own, *rung.hazards)) for field, rung in _rungs(card))
    paths += ((("feel",), card.feel, own), (("alt",), card.alt, own))
    for path, text, named in paths:
        if text:
            yield Teaching(text, path, document.place(path).line, named)


def _rungs(card: Card) -> Iterator[tuple[Path, Rung]]:
    for name, rung in (("easier", card.easier), ("harder", card.harder)):
        if rung and rung.text:
            yield (name, "text"), rung


def _items(document: Document) -> Iterator[Teaching]:
    """The items of a page's lists, but those that advise against something or report on it."""
    open_blocks: list[str] = []
    figures = 0
    lines = document.body.split("\n")
    for at, line in enumerate(lines):
        if opener := _OPENER.match(line):
            open_blocks.append(opener["kind"])
            figures = 0
        elif line.strip() == "///":
            del open_blocks[-1:]
        elif _ITEM.match(line) and not _QUIET & set(open_blocks):
            figures += 1
            words, named = _item(lines, at)
            if (open_blocks[-1:] != ["figure"] or figures == 1) and not words.endswith("?"):  # the second item of a figure is its wrong way
                yield Teaching(words, (), document.body_line + 1 + at, named)


def _item(lines: list[str], at: int) -> tuple[str, tuple[str, ...]]:
    """The words of the item that begins in a line, with those that go on below it and without signs, and the hazards named at its end."""
    item = list(takewhile(lambda line: line.strip() and not line.lstrip().startswith("///") and not _ITEM.match(line), lines[at + 1 :]))
    found = _NAMED.fullmatch(" ".join(" ".join([lines[at], *item]).split()))
    return (_SIGNS.sub("", found["words"]), tuple((found["hazards"] or "").split())) if found else ("", ())


__all__ = ["Teaching", "finds"]
