"""A site that is to be released → what stands against it, gate by gate: all reasons at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from .. import published
from ..model import Record, Version
from ..problems import Place, Problem, errors, problem

PROMISES = ("address-lost", "version-lost")
PLACEHOLDER = "clinic-placeholder"  # a note while a site is made, and a reason not to release it


class Candidate(NamedTuple):
    """What is to be released: all that a strict check found out, what is new, and what was released before."""

    today: date
    problems: Sequence[Problem]  # of the check: its warnings are errors
    record: Record
    versions: Sequence[Version] = ()  # all that stand on the site now


class Gate(NamedTuple):
    """One demand. `finds` yields what stands against it, each with a code of its own."""

    name: str
    demands: str
    finds: Callable[[Candidate], Iterable[Problem]]


def refusals(candidate: Candidate) -> list[Problem]:
    """What any gate finds, in their order."""
    return [found for gate in GATES for found in gate.finds(candidate)]


def _clean(candidate: Candidate) -> Iterator[Problem]:
    yield from (found for found in errors(candidate.problems) if found.code not in PROMISES)


def _answering(candidate: Candidate) -> Iterator[Problem]:
    yield from (found for found in errors(candidate.problems) if found.code in PROMISES)


def _own(candidate: Candidate) -> Iterator[Problem]:
    for found in candidate.problems:
        if found.code == PLACEHOLDER:
            yield problem("release-placeholder", found.message, found.place, found.help)


def _in_time(candidate: Candidate) -> Iterator[Problem]:
    last = candidate.record.last
    if last and candidate.today < last:
        yield problem("release-day", f"{candidate.today} is earlier than the last release, {last}", Place("content/published.yml"), f"look at the computer's clock, or name the day: `--today {last}` or later")


def _told_apart(candidate: Candidate) -> Iterator[Problem]:
    """A code that stands for two things: what is recorded and another, or two that are new."""
    seen = {(found.version.code, found.version.language): found.version for found in reversed(list(candidate.record))}
    for version in candidate.versions:
        first = seen.setdefault((version.code, version.language), version)
        if first is not version and not published.same(first, version):
            message = f"{version.kind} `{version.id}` would have the version code {version.code}, which stands for something else already"
            yield problem("release-code-clash", message, _file(version), "change any word of its steps or its text: that gives it another code")


def _file(version: Version) -> Place:
    files = {"card": f"content/cards/{version.id}.yml", "page": f"content/pages/{version.id}.md", "handout": f"content/handouts/{version.id}.yml"}
    return Place(files.get(version.kind, "content/weeks.yml"))


GATES = (
    Gate("clean", "a strict build finds neither errors nor warnings", _clean),
    Gate("own", "the clinic's name, numbers and address are its own", _own),
    Gate("answering", "every address and code that was ever released still answers", _answering),
    Gate("in time", "no release is dated before the last one", _in_time),
    Gate("told apart", "no version has the code of another", _told_apart),
)
