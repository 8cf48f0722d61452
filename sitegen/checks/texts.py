"""A document's view → the texts that its reader meets, each with the place it has there. Shared by all checks of words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .. import safety
from ..model import Block, Document
from ..model.fragment import Part, Term
from ..model.views import CardView, Reader
from ..problems import Place


class Said(NamedTuple):
    """A text of a card, by its field."""

    field: str
    text: str


class Spot(NamedTuple):
    """A place where an author wrote something, and what stands before and after it on its lines."""

    place: Place
    before: str
    after: str


class Run(NamedTuple):
    """A stretch of a body between directives: HTML and explained words. `kind` names what holds it; empty for the body itself."""

    kind: str
    parts: tuple[str | Term, ...]
    quiet: bool = False  # what it names is not what it teaches

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else part.words for part in self.parts)


_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|del|dfn|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>")  # in the midst of a sentence
_TAGS = re.compile(r"<[^>]+>")
_BETWEEN = r"[\s*_]+"  # words
_QUIET = {"dont", "warning", "known", "unknown"}  # these name a movement in order to advise against it, or to report on it


def of_card(view: CardView) -> Iterator[Said]:
    """All that an edition says of a card in the author's words, and its dose in ours."""
    if view.steps:
        yield from (Said("step", step.text) for step in view.steps)
        for slip in view.mistakes:
            yield from (Said("wrong", slip.wrong), Said("mend", slip.mend))
        if view.figure:
            yield Said("alt", view.figure.alt)
            if view.figure.alt_dont:
                yield Said("alt_dont", view.figure.alt_dont)
    fields = {"name": view.name, "change": view.change, "feel": view.feel, "plain": view.goal.plain, "why": view.goal.why}
    yield from (Said(field, text) for field, text in fields.items() if text)
    yield from (Said("rung", way.words) for way in (view.easier, view.harder) if way and not way.address)
    yield from (Said("dose", line) for line in (view.dose, *view.dose_more) if line)


def of_body(parts: Iterable[Part], reader: Reader, kind: str = "", quiet: bool = False) -> Iterator[Run]:
    """A body as a reader's tier meets it, with its statements."""
    run: list[str | Term] = []
    for part in parts:
        if not isinstance(part, Block):
            run.append(part)
        elif part.for_tier(reader.lineage):
            within = part.kind if part.kind != "item" else kind
            if part.kind == "figure":  # the right way; what stands behind it is a wrong one
                yield from of_body(part.parts[:1], reader, "figure", quiet)
                yield from of_body(part.parts[1:], reader, "figure", True)
            else:
                yield from of_body(part.parts, reader, within, quiet or part.kind in _QUIET)
                yield from _statement(part, reader)
    if any(isinstance(part, Term) or part.strip() for part in run):
        yield Run(kind, tuple(run), quiet)


def lines(run: Run) -> Iterator[str]:
    """What is read in one go: paragraphs, items, cells and headings without their tags, each on one line however it was written."""
    text = str(run) if run.kind == "signs" else " ".join(str(run).split())
    for line in _TAGS.sub("\n", _INLINE.sub("", text)).split("\n"):
        if line.strip():
            yield " ".join(html.unescape(line).split())


def written(document: Document, words: str, first: int = 1) -> Iterator[Spot]:
    """Where an author wrote words that are read in one go, from a line on: also over the end of a line, or with a mark in them."""
    text = "\n".join(document.lines[first - 1 :])
    for found in re.finditer(rf"\b{_BETWEEN.join(map(re.escape, words.split()))}\b", text):
        above = text.count("\n", 0, found.start())
        before, after = text[: found.start()].rpartition("\n")[2], text[found.end() :].partition("\n")[0]
        yield Spot(document.at(first + above, len(before) + 1, len(found[0].partition("\n")[0])), before, after)


def _statement(block: Block, reader: Reader) -> Iterator[Run]:
    if block.kind == "statement":
        text = said(block, reader)
        if text:
            yield Run("signs" if reader.library.statements[block.names[0]].listed else "statement", (text,))


def said(block: Block, reader: Reader) -> str | None:
    """The words of a statement for a reader."""
    library = reader.library
    return safety.inherited(library.statements[block.names[0]].text, reader.reads_as, library.rules)


__all__ = ["Run", "Said", "Spot", "lines", "of_body", "of_card", "said", "written"]
