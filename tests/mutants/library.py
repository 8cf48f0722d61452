"""A project on the disk, judged once → all that a kind must know to find its places, and what is told when one file is another."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import survey
from sites import TODAY, write

from sitegen import build, load, safety
from sitegen.build.making import Made
from sitegen.model import Card, CardFace, Ruleset, Status
from sitegen.problems import Problem
from sitegen.review import sign
from sitegen.review.desk import Desk
from sitegen.settings import Settings

from .kind import Kind, Mutation
from .written import Written

UNSIGNED = "signature-changed"  # a note, and no release with it
_LATER = 10**15  # nanoseconds: files that were copied a moment ago are to be trusted


class Library:
    """A project whose content nothing is wrong with, kept as a build keeps it, so that a mutation judges what it changed and no more."""

    def __init__(self, root: Path, today: date = TODAY) -> None:
        self.root, self.today = root, today
        self.memory = build.Memory(lasting=True)
        (root / ".sitegen").mkdir(exist_ok=True)
        self.store = self.memory.things(root / ".sitegen")
        plan = build.prepare(Settings(root, today), self.memory, {})
        assert plan.content and plan.renderer, [str(problem) for problem in plan.problems]
        self.content, self.base = plan.content, frozenset(plan.problems)
        days = {"since": today.isoformat(), "until": (today + timedelta(days=1)).isoformat(), "generation": 0}
        build._settle(self.store, plan.content, Made(), build._index(plan.content, Made(), time.time_ns() + _LATER, days), {})

    @cached_property
    def files(self) -> dict[str, Written]:
        """Every file of words, by its path."""
        found = {d.path: d for d in load.documents(self.root).documents}
        return {path: Written(d, (self.root / path).read_bytes().decode()) for path, d in found.items()}

    def of(self, kind: str) -> Iterator[Written]:
        """The files of one kind, in the language of the content."""
        return (w for w in self.files.values() if w.document.kind == kind and w.document.language is None)

    def shared(self, name: str) -> Written:
        """A shared file, such as `hazards`."""
        return self.files[f"content/{name}.yml"]

    @cached_property
    def cards(self) -> dict[str, tuple[Written, Card]]:
        """The cards with their models."""
        judge = build.judging.Judge(self.root, self.content.common)
        made = {w.document.id: (w, judge.models(w.document, []).get(self.language)) for w in self.of("card")}
        return {id: (w, model) for id, (w, model) in made.items() if isinstance(model, Card) and not model.withdrawn}

    @property
    def language(self) -> str:
        """The language of the content."""
        return self.content.common.shared.made.language

    @property
    def rules(self) -> Ruleset:
        """The tiers and hazards."""
        return self.content.common.shared.made.rules

    @cached_property
    def faces(self) -> dict[str, CardFace]:
        """What is known of each card: its statuses above all."""
        return self.content.card_faces

    def avoided(self, tier: str) -> list[str]:
        """The cards that a tier must avoid."""
        return [id for id, face in self.faces.items() if not face.withdrawn and face.statuses[tier] == Status.avoid]

    def floor(self, card: Card, tier: str) -> Status:
        """The laxest status that a card's hazards, dose and baseline leave to a tier."""
        return safety.floor(card, tier, self.rules)

    # what is told

    def told(self, mutation: Mutation) -> list[Problem]:
        """What a check says more than it said before the mutation."""
        before: dict[str, bytes | None] = {}
        try:
            for path, text in mutation.files.items():
                before[path] = self._write(path, text.encode() if isinstance(text, str) else text)
            settings = Settings(self.root, mutation.today or self.today)
            plan = build.prepare(settings, self.memory, self.store.index())
            return [problem for problem in plan.problems if problem not in self.base]
        finally:
            for path, old in before.items():
                self._write(path, old)

    def _write(self, path: str, raw: bytes | None) -> bytes | None:
        """Puts a file in place, or takes it away; returns what stood there."""
        file = self.root / path
        old = file.read_bytes() if file.is_file() else None
        if raw is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        return old

    def teller(self, kind: Kind, mutation: Mutation, told: list[Problem]) -> Problem | None:
        """What tells of a mutation: an error or a warning, or that it is signed no more, with one of its kind's codes, at one of its lines."""
        return next((p for p in told if p.code in kind.codes and (p.severity != "note" or p.code == UNSIGNED) and _there(p, mutation)), None)


def _there(problem: Problem, mutation: Mutation) -> bool:
    place = problem.place
    return any(place.path == at.path and at.first <= place.line <= at.last for at in mutation.at)


def shipped(root: Path, content: Path, world: str = "plain") -> Library:
    """The content as it is shipped, copied to where it may be broken; `translated` has a second language, and all that is `signed` was signed by a made-up person."""
    shutil.copytree(content, root / "content", dirs_exist_ok=True)
    if world == "translated":
        survey._translate(root)
    if world == "signed":
        write(root / "content/reviewers.yml", {"test-person": {"name": "Test Person", "role": "a made-up name, in tests only"}})
        desk = Desk(root, TODAY)
        sign.write(desk, {row: desk.reader.now(row.subject) for row in desk.rows}, "test-person", TODAY)
    return Library(root)


__all__ = ["Library", "shipped"]
