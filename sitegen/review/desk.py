"""A project → all that can be signed in it, as it stands; and what a name on the command line means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from .. import build, codes
from ..build import signed
from ..build.reading import Content
from ..build.signed import Signed
from ..model import FigureFace
from ..names import suggestion
from ..problems import Problem, errors, ordered
from ..settings import Settings
from ..signatures import Subject

RESIGNED = ("signature-altered", "review-day")  # what a new signature mends


class Refused(Exception):
    """Why nothing was done, in a sentence."""


class Desk:
    """What there is to sign, and what is wrong in the content."""

    def __init__(self, project: Path, today: date) -> None:
        plan = build.prepare(Settings(project, today))
        self.project, self.today = project, today
        self.problems: list[Problem] = ordered(plan.problems)
        self.wrong = [found for found in errors(self.problems) if found.code not in RESIGNED]
        self.content: Content | None = plan.content if plan.content and plan.content.common.signs else None
        self.rows: tuple[Signed, ...] = signed.signed(self.content) if self.content else ()

    @property
    def reader(self) -> signed.Reader:
        """Reads fields; only where there is content that can be read."""
        assert self.content
        return signed.Reader(self.project, self.content)

    @property
    def languages(self) -> list[str]:
        return list(self.content.common.shared.libraries) if self.content else []

    def asked(self, names: Sequence[str], languages: Sequence[str]) -> list[Signed]:
        """The rows that are meant, in their order; raises Refused for a name or language that nothing has."""
        for language in languages:
            if language not in self.languages:
                raise Refused(f"the site has no language `{language}`; {suggestion(language, self.languages)}")
        meant = {subject for name in names for subject in self._meant(name)}
        return [row for row in self.rows if (row.kind, row.id) in meant and (not languages or row.language in languages)]

    def _meant(self, name: str) -> list[tuple[str, str]]:
        plain = name.removeprefix("content/").removesuffix(".yml").removesuffix(".md")
        subjects = list(dict.fromkeys((row.kind, row.id) for row in self.rows))
        found = [subject for subject in subjects if plain == Subject(*subject, "").name] or [subject for subject in subjects if plain == subject[1]]
        if len(found) > 1:
            raise Refused(f"there is more than one `{plain}`: write {' or '.join(f'`{Subject(*subject, str()).name}`' for subject in found)}")
        code = codes.read(name) if not found else None
        found = found or [subject for subject in subjects if code and code in self._codes(subject)]
        if not found:
            known = {form for subject in subjects for form in (subject[1], Subject(*subject, "").name)}
            raise Refused(f"there is nothing to sign called `{name}`; {suggestion(plain, known, most=0) or '`sitegen review status` lists what there is'}")
        return found

    def _codes(self, subject: tuple[str, str]) -> Iterator[str]:
        """The short codes of a document, in all tiers."""
        assert self.content
        face = self.content.faces.get(subject)
        if face and not isinstance(face, FigureFace):
            first = codes.name(subject[0], face.id, face.was, face.recode)
            yield from (codes.short(first, tier) for tier in (None, *next(iter(self.content.common.shared.libraries.values())).rules.tiers))


__all__ = ["RESIGNED", "Desk", "Refused"]
