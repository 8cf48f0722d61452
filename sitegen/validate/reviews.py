"""content/reviews.yml and the fields as they were signed → the signatures that hold, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from .. import signatures, signing
from ..model import Document
from ..model.signature import Signature
from ..names import suggestion
from ..problems import Place, Problem, Why, problem
from ..signatures import Subject
from . import lookups, shape
from .parts import Parts


def check(document: Document, snapshots: Mapping[str, Document], subjects: Collection[tuple[str, str]], made: Parts, today: date) -> tuple[dict[Subject, Signature], list[Problem]]:
    """The signatures by subject, and what is wrong. `snapshots` are the signed fields by path, `subjects` all that can be signed, as (kind, id)."""
    problems: list[Problem] = []
    found: dict[Subject, Signature] = {}
    languages = made.site.languages if made.site else ()
    for key, entry in shape.entries(Signature, document, problems, named=False).items():
        named = signatures.subject(key)
        wrong = [*_subject(key, named, document, subjects, languages), *_entry(key, entry, document, made, today)]
        if named and not wrong:
            wrong = list(_altered(key, named, entry, document, snapshots))
            found |= {} if wrong else {named: entry}
        problems += wrong
    return found, problems


def _subject(key: str, named: Subject | None, document: Document, subjects: Collection[tuple[str, str]], languages: Collection[str]) -> Iterator[Problem]:
    """Whether there is such a thing to be signed."""
    place = document.place((key,), key=True)
    if named is None or (named.kind, named.id) not in subjects:
        known = [Subject(*subject, named.language if named else "en").key for subject in subjects]
        yield problem("review-subject", f"`{key}` was signed, and there is no such thing here", place, suggestion(key, known, most=0) or "if it was renamed, sign it under its new name; then remove this line")
    elif named.language not in languages:
        yield problem("review-language", f"`{named.name}` was signed in `{named.language}`, which is not a language of this site", place, "remove the line, or add the language to `languages` in content/site.yml")


def _entry(key: str, entry: Signature, document: Document, made: Parts, today: date) -> Iterator[Problem]:
    """Whether it can have been signed by this person on this day."""
    yield from lookups.unknown("reviewer", entry.by, made.written("reviewer"), document, (key, "by"))
    if entry.on > today:
        yield problem("review-day", f"this was signed on {entry.on}, a day that is still to come", document.place((key, "on")), "look at the computer's clock, and sign it again: `sitegen review sign`")


def _altered(key: str, named: Subject, entry: Signature, document: Document, snapshots: Mapping[str, Document]) -> Iterator[Problem]:
    """Whether the hash and the fields belong together: both are written by `sitegen review sign`, and by nobody else."""
    kept = snapshots.get(named.snapshot)
    mend = "put the file back as git has it; or look at the whole, and sign it again: `sitegen review sign`"
    if kept is None:
        yield problem("signature-altered", f"the fields of `{named.name}` as they were signed are missing: there is no `{named.snapshot}`", document.place((key,), key=True), mend)
        return
    if not kept.marks:  # it could not be read, and load has said why
        return
    now = signing.hashes(signatures.fields(kept.data))
    if now == (entry.safety, entry.rest):
        return
    odd = signatures.altered(kept.data)
    if odd:
        where = kept.at(signatures.place(kept.lines, *odd))
        why = (Why("the signature", document.place((key,), key=True)),)
        yield problem("signature-altered", f"`{odd[1]}` is not as it was signed by {entry.by} on {entry.on}: somebody has edited it here by hand", where, mend, why=why)
        return
    part = "safety" if now.safety != entry.safety else "rest"
    why = (Why("the fields as they were signed", Place(kept.path, 1)),)
    yield problem("signature-altered", f"this hash is not that of what {entry.by} signed on {entry.on}: somebody has edited it by hand", document.place((key, part)), mend, why=why)
