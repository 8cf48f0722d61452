"""content/reviews.yml, content/signed/ → which signatures there are, and what is wrong with them: found out anew only when something of it has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .. import load, validate
from ..load import Source
from ..model import Document
from ..model.signature import Signature
from ..problems import Problem
from ..signatures import Subject
from .judging import content_of, digest

KINDS = ("reviews", "signed")


class Ledger(NamedTuple):
    """The signatures that hold, whether or not what was signed is still the same."""

    entries: Mapping[Subject, Signature] = {}
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Where signatures are read: the files, what they are held against, and a name for all of it."""

    project: Path
    sources: tuple[Source, ...]
    key: bytes = field(default=b"", compare=False)

    def ledger(self, subjects: Collection[tuple[str, str]], shared: validate.Shared, today: date) -> Ledger:
        """All of them, read and judged."""
        loaded = load.Loaded()
        for source in self.sources:
            load.read(self.project, source, loaded)
        documents = {document.path: document for document in loaded.documents}
        reviews = next((d for d in loaded.documents if d.kind == "reviews"), None)
        if reviews is None:
            return Ledger({}, tuple(loaded.problems))
        entries, problems = validate.signatures(reviews, documents, subjects, shared.made, today)
        return Ledger(entries, (*loaded.problems, *problems))

    def document(self, path: str) -> Document:
        """One of the files, read again."""
        loaded = load.Loaded()
        load.read(self.project, next(source for source in self.sources if source.path == path), loaded)
        return loaded.documents[0]


def desk(project: Path, sources: Iterable[Source], shared: bytes, subjects: Collection[tuple[str, str]], today: date) -> Desk:
    """The files of signatures; `shared` names all that is shared, among it the people who sign."""
    files = tuple(s for s in sources if s.kind in KINDS and s.language is None)
    if not files:
        return Desk(project, ())
    held = (part for s in files for part in (s.path.encode(), content_of(project, s)))
    return Desk(project, files, digest(shared, today.isoformat().encode(), repr(sorted(subjects)).encode(), *held))
