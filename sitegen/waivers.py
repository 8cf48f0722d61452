"""Problems, a clinic's own settings → the problems as they count there, and those that somebody has looked at and left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from . import rules
from .model import Waiver
from .problems import Problem, Severity

GRAVITY: dict[str, int] = {"note": 0, "warning": 1, "error": 2}
# Decisions that every report shows, what a release asks for, and what holds for paper and dates: none of these is one occurrence's matter.
_NEVER = frozenset({"override-in-force", "clinic-placeholder", "sheets-missing", "figure-png"})
_NEVER_OF = frozenset({"dates", "media", "record", "reviews", "signatures", "translations", "waivers"})  # checks


class Waived(NamedTuple):
    """A finding that is told no more, and by which waiver."""

    waiver: str
    problem: Problem


class Weighed(NamedTuple):
    """Problems as they count for this clinic."""

    problems: list[Problem]
    waived: list[Waived]
    matches: Mapping[str, int]  # how many findings each waiver that holds is about


def may_be_waived(code: str) -> bool:
    """Whether one finding of this kind may be left as it is. What the rule itself calls an error never may."""
    known = rules.catalogue().get(code)
    return known is not None and known.severity != "error" and code not in _NEVER and owner(code) not in _NEVER_OF


def owner(code: str) -> str:
    """The check that a code belongs to."""
    return next((check.name for check in rules.checks().values() if code in check.codes), "")


def weighed(problems: Iterable[Problem], severity: Mapping[str, Severity], waivers: Sequence[Waiver], today: date) -> Weighed:
    """Raises what the clinic takes more seriously, and takes out what it has looked at. A waiver that is about several takes out none."""
    found = list(dict.fromkeys(problems))
    about: dict[str, list[Problem]] = {w.id: [p for p in found if _is_about(w, p)] for w in waivers if w.holds(today) and may_be_waived(w.code)}
    out = {matched[0]: name for name, matched in reversed(about.items()) if len(matched) == 1}
    left = [_raised(p, severity) for p in found if p not in out]
    return Weighed(left, [Waived(out[p], p) for p in found if p in out], {name: len(matched) for name, matched in about.items()})


def _is_about(waiver: Waiver, problem: Problem) -> bool:
    said = waiver.words in problem.place.source or waiver.words in problem.message
    return problem.code == waiver.code and problem.place.path == waiver.file and said


def _raised(problem: Problem, severity: Mapping[str, Severity]) -> Problem:
    wanted = severity.get(problem.code, problem.severity)
    return replace(problem, severity=wanted) if GRAVITY[wanted] > GRAVITY[problem.severity] else problem


__all__ = ["GRAVITY", "Waived", "Weighed", "may_be_waived", "owner", "weighed"]
