"""(what is printed) → about how many sheets of paper it takes: straight lines through what a browser made of the library.

No browser is there when a site is built. The figures were measured on letter paper; A4 takes a little less. `tests/test_paper.py`
prints every handout and tells how far these lines are from the truth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from . import safety
from .model import Block, Library
from .model.fragment import Part
from .model.paper import Paper
from .model.views import CardView, HandoutTile, PageTile, PageView, Reader, Tile

_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"<(?:p|li|tr|h\d)\b")
END = Paper(5, 10)  # what ends a handout: the question to answer aloud, the stop signs in full, the codes
FRONT = Paper(4, 11)  # what it begins with: a sheet, or two
WEEK = Paper(1, 2)  # a week of the log, without its rows
ROW = Paper(0.5, 0.8)
WEEK_PAGE = Paper(2, 4)  # a sample week, in whole sheets


class _Amount(NamedTuple):
    """What a text consists of."""

    signs: int = 0
    blocks: int = 0
    figures: int = 0
    rows: int = 0
    tiles: int = 0


def card(view: CardView) -> Paper:
    """A card by itself, in whole sheets."""
    if not view.steps:
        return Paper(1, 2)
    said = [view.name, *view.goal, view.change, view.dose, *view.dose_more, view.feel]
    said += [step.text for step in view.steps]
    said += [words for slip in view.mistakes for words in slip]
    said += [words for thing in view.equipment for words in (thing.name, thing.plain)]
    signs, steps, slips, changed = sum(len(s or "") for s in said), len(view.steps), len(view.mistakes), bool(view.change)
    return Paper(
        _whole(8.4 + 0.0028 * signs + 1.0 * changed),
        _whole(13.8 + 0.0068 * signs + 0.13 * steps + 0.28 * slips + 0.87 * changed),
    )


def page(view: PageView, reader: Reader) -> Paper:
    """A page of advice as one tier reads it, in tenths of a sheet but by halves: a word more must not change what lists tell."""
    found = [_Amount(sum(len(s or "") for s in (view.summary, view.today, view.teach_back)), tiles=len(view.listed) // 2)]
    found += _amounts(view.body.parts, reader.lineage, reader.library)
    signs, blocks, figures, rows, tiles = (sum(column) for column in zip(*found, strict=True))
    return Paper(
        _half(0.9 + 0.0028 * signs + 0.28 * blocks + 1.3 * figures + 0.38 * rows + 1.4 * tiles),
        _half(1.1 + 0.0067 * signs + 0.3 * blocks + 1.3 * figures + 0.44 * rows + 2.3 * tiles),
    )


def whole(paper: Paper) -> Paper:
    """The same in whole sheets."""
    return Paper(_whole(paper.normal), _whole(paper.large))


def handout(tile: HandoutTile, cards: Sequence[Tile], pages: Sequence[PageTile]) -> Paper:
    """A handout, in whole sheets, from the cards and pages in it."""
    rows = sum(not card.supervised for card in cards)
    return Paper(*(
        _handout(FRONT[size], END[size], [1 + size for card in cards if not card.supervised], [page.paper[size] for page in pages], _log(tile.weeks, rows, size))
        for size in (0, 1)
    ))  # fmt: skip


def _handout(front: float, end: float, cards: list[int], pages: list[float], log: int) -> int:
    """Each card, each page and the log begin on a new sheet; the end goes where there is room."""
    last = 10 if log or not pages else (pages[-1] % 10 or 10)
    return _whole(front) + sum(cards) + sum(map(_whole, pages)) + log + (last + end > 10)


def _log(weeks: int, rows: int, size: int) -> int:
    """The sheets of a log: a week is not cut."""
    if not weeks:
        return 0
    fit = max(1, int(9 / (WEEK[size] + rows * ROW[size])))
    return math.ceil(weeks / fit)


def _whole(tenths: float) -> int:
    return max(1, math.ceil(tenths / 10))


def _half(tenths: float) -> int:
    return 5 * math.ceil(tenths / 5)


def _amounts(parts: Iterable[Part], lineage: tuple[str, ...], library: Library) -> Iterator[_Amount]:
    for part in parts:
        if isinstance(part, str):
            yield _Amount(len(_TAG.sub("", part)), len(_BLOCK.findall(part)))
        elif not isinstance(part, Block):
            yield _Amount(len(part.words))
        elif part.for_tier(lineage):
            yield _shown(part, lineage, library)
            if part.kind != "figure":
                yield from _amounts(part.parts, lineage, library)


def _shown(block: Block, lineage: tuple[str, ...], library: Library) -> _Amount:
    """What a directive brings besides the words that it holds."""
    name = block.names[0] if block.names else ""
    if block.kind == "figure":
        return _Amount(figures=1)
    if block.kind == "card":
        return _Amount(tiles=1)
    if block.kind == "log":
        return _Amount(blocks=1, rows=int(name) if name.isdecimal() else 7)
    if block.kind == "statement":
        said = safety.inherited(library.statements[name].text, lineage[0], library.rules) or ""
        return _Amount(len(said), 2 + said.count("\n"))
    if block.kind == "fact":
        return _Amount(len(library.site.facts[name].text), 1)
    return _Amount(len(block.title), 1)
