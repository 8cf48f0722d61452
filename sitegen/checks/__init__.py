"""A judged document, or all of them → Problems that need more than the document's own fields: what is read, by whom, and beside what.

A check is a small module here with a function `finds`, and a file of its name in `catalogue/`: its first line says what
the check looks at, its tables are the codes that it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..problems import Problem
from . import (
    claims,
    dose_order,
    figure_hazards,
    hazard_words,
    jargon,
    lists,
    movements,
    numbers,
    readable,
    telephones,
    tone,
)
from .subject import Subject, Whole


class Check(NamedTuple):
    """Looks at one card, page or handout; what it finds is kept until the document, or something shared, changes."""

    name: str  # of its file in the catalogue
    finds: Callable[[Subject], Iterator[Problem]]


class WholeCheck(NamedTuple):
    """Looks at what is shared, and at the outward side of all documents."""

    name: str  # of its file in the catalogue
    finds: Callable[[Whole], Iterator[Problem]]


DOCUMENTS: tuple[Check, ...] = (
    Check("hazard-words", hazard_words.finds),  # a line each
    Check("claims", claims.finds),
    Check("dose-order", dose_order.finds),
    Check("jargon", jargon.finds),
    Check("lists", lists.finds),
    Check("movements", movements.finds),
    Check("numbers", numbers.finds),
    Check("readable", readable.finds),
    Check("telephones", telephones.finds),
    Check("tone", tone.finds),
)

WHOLE: tuple[WholeCheck, ...] = (
    WholeCheck("figure-hazards", figure_hazards.finds),
    WholeCheck("claims", claims.whole),
    WholeCheck("jargon", jargon.whole),
    WholeCheck("lists", lists.whole),
    WholeCheck("numbers", numbers.whole),
    WholeCheck("telephones", telephones.whole),
    WholeCheck("tone", tone.whole),
)

__all__ = ["DOCUMENTS", "WHOLE", "Check", "Subject", "Whole", "WholeCheck"]
