"""Subject → telephone numbers that are typed into the content, where those of `site.yml` belong. In every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Library
from ..problems import Problem, problem
from . import written
from .subject import Subject, Whole
from .written import Written

EMERGENCY = ("911", "999", "112", "000", "111", "110", "119")
_NEAR = re.compile(r"\b(?:call|dial|ring|phone|telephone|number|emergenc|ambulance|llam|marc|appel|anruf|ruf)\w*", re.I)
_SIGNS = re.compile(r"[^\d+]")


def finds(subject: Subject) -> Iterator[Problem]:
    """In a card, page or handout, and in its translations."""
    for document in (subject.document, *(subject.translated[language] for language in subject.models if language in subject.translated)):
        yield from _typed(written.written(document), subject.library)


def whole(whole: Whole) -> Iterator[Problem]:
    """In what all documents share; `site.yml` itself is their home."""
    for document in whole.sources.values():
        if document.kind not in ("site", *written.WORDLESS):
            yield from _typed(written.written(document), whole.library)


def _typed(text: Written, library: Library) -> Iterator[Problem]:
    clinic = library.site.clinic
    own = {clinic.emergency: "emergency", clinic.telephone: "telephone", clinic.out_of_hours: "out_of_hours"}
    bare = {_SIGNS.sub("", number): name for number, name in own.items()}
    if text.words.isdisjoint({part for number in (*own, *EMERGENCY) for part in re.findall(r"\w+", number)}):
        return
    pattern = re.compile("|".join(rf"(?<![\w.,-]){re.escape(number)}(?![\w-]|[.,]\d)" for number in sorted({*own, *EMERGENCY}, key=len, reverse=True)))
    for piece in text.pieces:
        for match in pattern.finditer(piece.text):
            short = len(match[0]) < 5
            around = piece.text[max(0, match.start() - 60) : match.end() + 40]
            if not short or _NEAR.search(around.replace(match[0], "")):
                name = bare.get(_SIGNS.sub("", match[0]))
                said = f"this is `{name}` of site.yml, typed by hand" if name else f"this is an emergency number, and the clinic's is {clinic.emergency}"
                mend = "write “call for emergency help”: the number stands on every page" if short else "write “call us”: the number stands on every page"
                yield problem("number-typed", said, text.place(piece, match[0], match.start()), f"{mend} and sheet, as site.yml has it")
