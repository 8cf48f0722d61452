"""A project → the same, signed by an invented person: what stands on a signature can then be looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml
from sites import TODAY

from sitegen import build, signatures, signing
from sitegen.build import Settings, signed
from sitegen.build.signed import Signed
from sitegen.model.signature import Signature
from sitegen.signatures import Subject

PERSON = "test-person"


def states(root: Path, today: date = TODAY) -> dict[str, Signed]:
    """What is signed, by the key of its line."""
    content = build.prepare(Settings(root, today)).content
    assert content
    return {row.subject.key: row for row in signed.signed(content)}


def person(root: Path) -> None:
    """Adds the one who signs to the people of the clinic."""
    file = root / "content/reviewers.yml"
    people = (yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None) or {}
    people.setdefault(PERSON, {"name": "Test Person", "role": "a name for tests only"})
    file.write_text(yaml.safe_dump(people, allow_unicode=True), encoding="utf-8")


def sign(root: Path, which: Callable[[Subject], bool] = lambda subject: True, today: date = TODAY) -> None:
    """Signs all of it, or some."""
    person(root)
    content = build.prepare(Settings(root, today)).content
    assert content
    reader, entries = signed.Reader(root, content), dict(content.ledger.entries)
    for subject in signed.hashes(content):
        if which(subject):
            fields = reader.now(subject)
            entries[subject] = Signature(by=PERSON, on=today, **signing.hashes(fields)._asdict())
            signatures.put({root / subject.snapshot: signatures.snapshot(subject, fields)})
    signatures.put({root / signatures.PLACE: signatures.text({subject.key: entry for subject, entry in entries.items()})})
