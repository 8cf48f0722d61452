"""A site that is to be released → what stands against it, gate by gate: all reasons at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from .. import published
from ..build.signed import Signed
from ..model import Record, Version
from ..model.media import LICENSED
from ..problems import Place, Problem, errors, problem

PROMISES = {"address-lost", "version-lost"}
LAPSED = {"review-lapsed"}
TRANSLATED = {"translation-gates", "translation-missing", "translation-shape", "translation-stale", "translation-unknown", "message-unreadable", "message-values"}
_APART = PROMISES | LAPSED | TRANSLATED | LICENSED  # told by a gate of their own
CHANGED = "signature-changed"  # a note while the site is made
FEW = 5  # subjects that are named, where many are not signed
PLACEHOLDER = "clinic-placeholder"  # a note while a site is made, and a reason not to release it


class Candidate(NamedTuple):
    """What is to be released: all that a strict check found out, what is new, and what was released before."""

    today: date
    problems: Sequence[Problem]  # of the check: its warnings are errors
    record: Record
    versions: Sequence[Version] = ()  # all that stand on the site now
    signed: Sequence[Signed] = ()  # all that can be signed, and whether it is


class Gate(NamedTuple):
    """One demand. `finds` yields what stands against it, each with a code of its own."""

    name: str
    demands: str
    finds: Callable[[Candidate], Iterable[Problem]]


def refusals(candidate: Candidate) -> list[Problem]:
    """What any gate finds, in their order."""
    return [found for gate in GATES for found in gate.finds(candidate)]


def _clean(candidate: Candidate) -> Iterator[Problem]:
    yield from (found for found in errors(candidate.problems) if found.code not in _APART)


def _coded(codes: Collection[str]) -> Callable[[Candidate], Iterable[Problem]]:
    """What the check has found of these codes."""
    return lambda candidate: [found for found in errors(candidate.problems) if found.code in codes]


def _lapsed(candidate: Candidate) -> Iterator[Problem]:
    """However grave it is while the site is made."""
    yield from (replace(found, severity="error") for found in candidate.problems if found.code in LAPSED)


def _signed(candidate: Candidate) -> Iterator[Problem]:
    """Each subject that has changed, with what has; those that nobody signed in one sentence for each kind and language."""
    told = [found for found in candidate.problems if found.code == CHANGED]
    yield from (problem("release-changed", found.message, found.place, found.help) for found in told)
    several = len({row.language for row in candidate.signed}) > 1
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in candidate.signed:
        name = row.subject.name
        if row.state == "unsigned" or (row.state == "changed" and not any(f"`{name}`" in found.message for found in told)):
            kind = row.kind if row.kind in _KINDS else ""
            groups.setdefault((row.state, kind, row.language if several else ""), []).append(name)
    for (state, kind, language), names in groups.items():
        one, many = _KINDS.get(kind, _SHARED)
        code, said = ("release-unsigned", "signed by nobody") if state == "unsigned" else ("release-changed", "not as it was signed" if len(names) == 1 else "not as they were signed")
        counted = f"{len(names)} {many} are" if len(names) > 1 else f"{one} is"
        which = ", ".join(f"`{name}`" for name in names[:FEW]) + (f" and {len(names) - FEW} more" if len(names) > FEW else "")
        help = "`sitegen review status` lists them all; a person who stands in `content/reviewers.yml` reads each with `sitegen review show` and signs it with `sitegen review sign`"
        yield problem(code, f"{counted}{f' in `{language}`' if language else ''} {said}: {which}", Place("content/reviews.yml"), help)


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


_KINDS = {"card": ("one card", "cards"), "page": ("one page", "pages"), "handout": ("one handout", "handouts")}
_SHARED = ("one file that all pages share", "files that all pages share")

GATES = (
    Gate("clean", "a strict build finds neither errors nor warnings", _clean),
    Gate("own", "the clinic's name, numbers and address are its own", _own),
    Gate("signed", "a person of the clinic has signed all of it, and it still says what was signed", _signed),
    Gate("in review", "nothing is past the last day by which it had to be looked at again", _lapsed),
    Gate("translated", "no words of a language are missing, or older than what they translate", _coded(TRANSLATED)),
    Gate("licensed", "each picture has a passport with its license and the consent of who can be recognized", _coded(LICENSED)),
    Gate("answering", "every address and code that was ever released still answers", _coded(PROMISES)),
    Gate("in time", "no release is dated before the last one", _in_time),
    Gate("told apart", "no version has the code of another", _told_apart),
)
