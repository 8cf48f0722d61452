"""Shared documents and all faces → what the checks of the whole find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from .. import validate
from ..checks import WHOLE, Whole
from ..model import Document, Face, FigureFace
from ..problems import Problem
from .judging import sources


def found(shared: validate.Shared, faces: Mapping[tuple[str, str], Face], open: Callable[[str, str], Document]) -> Iterator[Problem]:
    """What each of them finds; nothing where something shared is wrong."""
    if shared.libraries:
        whole = Whole(shared.libraries, sources(shared), faces, _cited(shared, faces.values()), open)
        for check in WHOLE:
            yield from check.finds(whole)


def _cited(shared: validate.Shared, faces: Iterable[Face]) -> frozenset[str]:
    """The references that something names: a card, page or handout, a statement, a hazard, a week."""
    library = next(iter(shared.libraries.values()))
    named = [statement.sources for statement in library.statements.values()]
    named += [hazard.sources for hazard in library.rules.hazards.values()]
    named += [week.sources for week in library.weeks.values()]
    named += [face.cites for face in faces if not isinstance(face, FigureFace)]
    return frozenset(name for names in named for name in names)


__all__ = ["found"]
