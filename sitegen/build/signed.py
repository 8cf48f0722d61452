"""Content → of everything that can be signed, whether it is, by whom, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .. import load, signatures, signing
from ..model import Document, FigureFace
from ..model.document import Path as Keys
from ..model.signature import Signature
from ..problems import Place, Problem, problem
from ..signatures import Subject
from ..signing import Change, Fields, Hashes
from . import marks
from .judging import Judge

if TYPE_CHECKING:
    from .reading import Content

State = Literal["unsigned", "signed", "reworded", "changed"]
FEW = 3  # changed fields that a note tells


class Signed(NamedTuple):
    """A subject in one language. `reworded`: only what does not decide about safety is another than what was signed, and the signature holds."""

    kind: str
    id: str
    language: str
    state: State
    by: str | None = None
    on: date | None = None

    @property
    def holds(self) -> bool:
        """Whether somebody answers for it as it stands."""
        return self.state in ("signed", "reworded")

    @property
    def subject(self) -> Subject:
        return Subject(self.kind, self.id, self.language)


def signed(content: Content) -> tuple[Signed, ...]:
    """All that can be signed, what is shared first, in each language; what is withdrawn asks for no signature, for nobody is to do it."""
    return tuple(_signed(subject, found, content.ledger.entries.get(subject)) for subject, found in hashes(content).items())


def _signed(subject: Subject, now: Hashes, entry: Signature | None) -> Signed:
    if entry is None:
        return Signed(*subject, "unsigned")
    state: State = "changed" if entry.safety != now.safety else "reworded" if entry.rest != now.rest else "signed"
    return Signed(*subject, state, entry.by, entry.on)


def hashes(content: Content) -> dict[Subject, Hashes]:
    """What stands for everything that can be signed, as it is now."""
    found = {Subject(name, name, language): now for (name, language), now in content.common.signs.items()}
    figures = {id: Hashes(*record.signs[0][1:]) for (kind, id), record in content.records.items() if kind == "figure" and record.signs}
    for (kind, id), record in content.records.items():
        face = content.faces.get((kind, id))
        if kind == "figure" or face is None or isinstance(face, FigureFace) or face.withdrawn:
            continue
        shown = {name: figures[name] for name in record.figures if name in figures}
        found |= {Subject(kind, id, language): signing.joined(Hashes(safety, rest), shown) for language, safety, rest in record.signs}
    return found


class Reader:
    """Reads what is signed, field by field, as it stands now and as it was: for those who must be told."""

    def __init__(self, project: Path, content: Content) -> None:
        self.project, self.content = project, content
        self.judge = Judge(project, content.common)
        self.opened: dict[tuple[str, str], list[Document]] = {}

    def now(self, subject: Subject) -> Fields:
        """The fields as they stand."""
        libraries = self.content.common.shared.libraries
        if subject.kind in signing.SHARED:
            return signing.shared(libraries[subject.language])[subject.id]
        own, *others = self._documents((subject.kind, subject.id))
        found = marks.fields(own, others, self.judge.models(own, others), libraries)[subject.language]
        names = self.content.records[subject.kind, subject.id].figures
        return signing.with_figures(found, {name: signing.figure(self._documents(("figure", name))[0].data) for name in names if ("figure", name) in self.content.records})

    def then(self, subject: Subject) -> Fields:
        """The fields as they were signed."""
        return signatures.fields(self.content.desk.document(subject.snapshot).data)

    def changes(self, subject: Subject) -> tuple[list[Change], list[Change]]:
        """What has changed since it was signed: what decides about safety, and the rest."""
        before, after = self.then(subject), self.now(subject)
        return signing.changes(before.safety, after.safety), signing.changes(before.rest, after.rest)

    def place(self, subject: Subject, path: Keys) -> Place:
        """Where a field stands now, or the nearest that encloses it."""
        if subject.kind == "words":
            return self._in_catalogue(f"content/translations/{subject.language}/messages.po", str(path[0]))
        if subject.kind in signing.SHARED:
            return self._in_shared(subject.kind, path)
        own, *others = self._documents((subject.kind, subject.id))
        translated = next((d for d in others if d.language == subject.language), None)
        if path[0] == "read":
            own_path: Keys = {"status": ("tiers", path[1])}.get(str(path[2]), (path[2], path[1])) if len(path) > 2 else ("tiers",)
            return own.place(own_path)
        if path[0] == signing.POSES and len(path) > 1:
            return self._documents(("figure", str(path[1])))[0].place(path[2:])
        if path[0] == "body":
            document = translated or own
            return document.at(document.body_line + _leading(document.body) + (int(path[1]) if len(path) > 1 else 0) + 1)
        if path[0] in ("statements", "facts"):
            return self._in_shared("statements", path[1:]) if path[0] == "statements" else self._in_shared("site", path)
        dotted = ".".join(str(step) for step in path)
        return translated.place((dotted, "text")) if translated and dotted in translated.data else own.place(path)

    def _in_shared(self, kind: str, path: Keys) -> Place:
        made = self.content.common.shared.made
        if kind == "tiers" and path[:1] == ("general",):
            kind = "site"
        if kind == "tiers" and path[:1] == ("site",):
            kind, path = "site", path[1:]
        if kind == "hazards" and path[:1] != ("baseline",):
            path = ("hazards", *path)
        document = made.documents.get((kind, kind))
        return document.place(path) if document else Place(f"content/{kind}.yml")

    def _in_catalogue(self, file: str, message: str) -> Place:
        """The line that begins a message; the whole file where it stands on several."""
        wanted = f"msgid {json.dumps(message, ensure_ascii=False)}"
        lines = (self.project / file).read_text(encoding="utf-8", errors="replace").splitlines()
        return next((Place(file, number, 1, len(wanted), row) for number, row in enumerate(lines, 1) if row == wanted), Place(file))

    def _documents(self, key: tuple[str, str]) -> list[Document]:
        if key not in self.opened:
            loaded = load.Loaded()
            for source in self.content.records[key].files:
                load.read(self.project, source, loaded)
            self.opened[key] = loaded.documents
        return self.opened[key]


def _leading(body: str) -> int:
    """Empty lines above the words."""
    return len(body) - len(body.lstrip("\n"))


def notes(project: Path, content: Content) -> Iterator[Problem]:
    """What was signed, and decides about safety otherwise than it did then."""
    lost = [row for row in signed(content) if row.state == "changed"] if content.ledger.entries else []
    reader = Reader(project, content) if lost else None
    for row in lost if reader else ():
        assert reader
        found, _ = reader.changes(row.subject)
        if found:
            many = f"{len(found)} fields that decide about safety have" if len(found) > 1 else "a field that decides about safety has"
            told = "; ".join(said(change) for change in found[:FEW]) + (" …" if len(found) > FEW else "")
            message = f"`{row.subject.name}` was signed by {row.by} on {row.on}, and {many} changed since: {told}"
            yield problem("signature-changed", message, reader.place(row.subject, found[0].path), f"look at it with `sitegen review show {row.subject.name}`, and sign it again if it is right")


def said(change: Change, most: int = 60) -> str:
    """A change on one line: `dose.sets` 2 → 3."""
    return f"`{'.'.join(str(step) for step in change.path)}` {shortened(change.old, most)} → {shortened(change.new, most)}"


def shortened(value: Any, most: int) -> str:
    """A value as people read it, cut where it is long."""
    if value is None:
        return "(none)"
    if isinstance(value, Mapping):
        text = ", ".join(f"{name}: {shortened(inner, most)}" for name, inner in value.items())
    elif isinstance(value, list):
        text = ", ".join(shortened(inner, most) for inner in value)
    else:
        text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


__all__ = ["Reader", "Signed", "State", "hashes", "notes", "said", "shortened", "signed"]
