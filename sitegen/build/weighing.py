"""Problems → as a person is told them: raised, waived, ordered, and graver still where that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .. import waivers
from ..model import Document
from ..problems import Problem, errors, ordered, problem, stricter
from ..settings import Settings
from ..waivers import Waived, Weighed
from .reading import Content

MADE = {"finished", "links", "paper", "record", "site"}  # checks that look at what was made


class Settled(NamedTuple):
    """What is told, and what is not because somebody has looked at it."""

    problems: list[Problem]
    waived: list[Waived]


def settled(problems: Iterable[Problem], content: Content | None, settings: Settings, *, made: bool = False) -> Settled:
    """The problems as they count in this project. `made`: all pages were made and judged, or are as they were."""
    found = list(problems)
    libraries = content.common.shared.libraries if content else {}
    if not content or not libraries:
        return Settled(_told(found, settings), [])
    library = next(iter(libraries.values()))
    weighed = waivers.weighed(found, library.site.checks.severity, list(library.waivers.values()), settings.today)
    document = content.common.shared.made.documents.get(("waivers", "waivers"))
    complete = not errors(found) and not settings.tiers and not settings.languages  # else what is waived may not have been looked for
    extra = _idle(weighed, document, made=made and settings.handouts, pages=made) if document and complete else ()
    return Settled(_told([*weighed.problems, *extra], settings), weighed.waived)


def _idle(weighed: Weighed, document: Document, *, made: bool, pages: bool) -> Iterator[Problem]:
    """Waivers that are about nothing any more, or about more than one finding."""
    for name, matches in weighed.matches.items():
        code, place = str(document.data[name]["code"]), document.place((name,), key=True)
        looked = _looked_for(code, made=made, pages=pages)
        if matches == 0 and looked:
            yield problem("waiver-unused", f"nothing is found any more that `{name}` waives", place, "remove it; if it was meant for something else, look at its `code`, `file` and `words`")
        elif matches > 1:
            message = f"`{name}` fits {matches} findings, and so it waives none"
            yield problem("waiver-unclear", message, place, "say which: `words:` with some words of the line, or of what is told")


def _looked_for(code: str, *, made: bool, pages: bool) -> bool:
    owner = waivers.owner(code)
    return made if owner == "paper" else pages if owner in MADE else True


def _told(problems: list[Problem], settings: Settings) -> list[Problem]:
    return stricter(ordered(problems)) if settings.strict else ordered(problems)


__all__ = ["MADE", "Settled", "settled"]
