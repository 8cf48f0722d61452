"""Subject → what is too hard to read in it: its grade at a level, sentences and paragraphs that are too long. English only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..problems import Problem, problem
from . import reading, written
from .reading import Finding
from .subject import Subject

ENOUGH = 100  # words: a formula that counts syllables says nothing of fewer
_CARD_LINK = re.compile(r"\[([^\]\n]+)\]\(cards/")

_Masks = Mapping[str, re.Pattern[str] | None]


class _Text(NamedTuple):
    """A document in one language, and what it is held to."""

    kind: str
    aim: int
    finding: Finding


def finds(subject: Subject) -> Iterator[Problem]:
    """What is above the aims of `site.yml` for grades, or longer than anyone's breath."""
    for language, text in written.english(subject):
        masks = subject.once(_masks)[language]
        found = _finding(subject, language, masks)
        if found and found.finding.above:  # seldom: then it is worth to know the names that it says
            own = set(_CARD_LINK.findall(text.document.body)) | {str(getattr(subject.models[language], "name", ""))}
            found = _finding(subject, language, reading.masks(subject.libraries[language], own - {""}))
        if found:
            yield from _told(subject, found)


def _masks(subject: Subject) -> _Masks:
    return {language: reading.masks(library, ()) for language, library in subject.libraries.items() if written.is_english(language)}


def _finding(subject: Subject, language: str, masks: re.Pattern[str] | None) -> _Text | None:
    document = subject.translated.get(language, subject.document)
    kind, aim = document.kind, getattr(subject.library.site.reading, document.kind)
    seen = [(r, subject.views[r.key]) for r in subject.readers if r.tier and r.language == language and r.key in subject.views]
    sources = (document, *(subject.sources[name] for name in ("statements",) if name in subject.sources))
    found = reading.finding(document, language, seen, masks, aim, sources)
    return _Text(kind, aim, found) if found else None


def _told(subject: Subject, text: _Text) -> Iterator[Problem]:
    found = text.finding
    own = subject.translated.get(found.language, subject.document).place()
    for one in found.above:
        place, words = one.place or own, _start(one.words)
        if one.code == "reading-sentence":
            yield problem("reading-sentence", f"{one.what}: “{words}”", place, f"say it in two: {reading.SENTENCE} words are the most, and 8 to 14 are easy to read")
        elif one.code == "reading-paragraph":
            yield problem("reading-paragraph", f"{one.what}, from “{words}”", place, f"leave an empty line between two thoughts: {reading.PARAGRAPH} sentences are the most")
    hard = [one for one in found.above if one.code == "reading-grade"]
    if hard and found.worst.words >= ENOUGH:
        place = next((one.place for one in hard if one.place and one.place.path == found.path), own)
        said = f"at level `{found.tier}` this reads at grade {found.worst.grade:.1f}, and the aim for a {text.kind} is {text.aim}"
        heaviest = ", ".join(f"“{_start(one.words)}”" for one in hard)
        yield problem("reading-grade", said, place, f"cut long sentences in two, and take the shorter word; these weigh most: {heaviest}")


def _start(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
