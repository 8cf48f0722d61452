"""A project → its site, published with the record of all that it promises; or every reason why not, and nothing has changed.

    strict check ─gates→ what is new ─record→ content/published.yml ─build→ output/ with release.json

The check comes first, with all that the last build has made: it takes no longer than such a build. Then the record gets its
block, and the build that follows shows it. If that one refuses after all, the record is put back. A process that is killed
between the two leaves a record that promises a little more than the old site shows: the next build or release publishes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .. import build, published
from ..build import signed, standing
from ..build.making import Progress
from ..build.signed import Signed
from ..build.standing import Standing
from ..model import Record
from ..model import Release as Block
from ..problems import Place, Problem, errors, ordered, problem
from ..settings import Settings
from . import gates, record


@dataclass(slots=True)
class Outcome:
    """What came of a release. Without a name nothing was new, or it was refused."""

    problems: list[Problem] = field(default_factory=list)
    name: str | None = None
    new: Block | None = None
    built: build.Outcome | None = None

    @property
    def refused(self) -> bool:
        return bool(errors(self.problems))


class _Checked(NamedTuple):
    """What a strict check found out."""

    problems: list[Problem]
    record: Record
    standing: Standing
    signed: Sequence[Signed] = ()


def release(settings: Settings, progress: Progress | None = None, *, dry: bool = False) -> Outcome:
    """Records and publishes the site, or tells all that stands against it; a `dry` one only tells. The whole site is released, whatever was asked for."""
    settings = settings._replace(strict=True, tiers=(), languages=(), disk=False)
    before = record.read(settings.project)
    found = _checked(settings, progress)
    told = gates.refusals(gates.Candidate(settings.today, found.problems, found.record, found.standing.versions, found.signed))
    if told:  # notes would hide the reasons; that somebody was laxer than a hazard stands in every report
        return Outcome(ordered([*(p for p in found.problems if p.code == "override-in-force"), *told]))
    new = record.new(found.standing, found.record, settings.today)
    name = record.name(found.record, settings.today) if new else None
    if dry:
        return Outcome(found.problems, name, new)
    if new and name:
        if record.read(settings.project) != before:
            return Outcome([problem("record-changed", "somebody else has just released", Place(record.PLACE), "wait until the other release is done, and run `sitegen release` again")])
        record.write(settings.project, record.longer(before, published.block(name, new)))
    built = build.build(settings, progress)
    if built.published is None and new:
        record.take_back(settings.project, before)
    return Outcome(built.problems, name, new, built) if built.published else Outcome(built.problems, built=built)


def _checked(settings: Settings, progress: Progress | None) -> _Checked:
    plan = build.prepare(settings)
    outcome = build.check(settings, progress, plan)
    libraries = list(plan.content.common.shared.libraries.values()) if plan.content else []
    known = libraries[0].record if libraries else Record()
    found = signed.signed(plan.content) if plan.content and libraries else ()
    if plan.content is None or plan.renderer is None or not outcome.paths:
        return _Checked(outcome.problems, known, Standing((), ()), found)
    return _Checked(outcome.problems, known, standing.standing(plan.content, plan.renderer, outcome.paths), found)
