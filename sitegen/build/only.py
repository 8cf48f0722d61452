"""`sitegen check --only NAME`: one check by itself, beside the build, that tells and never blocks it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from statistics import median
from typing import NamedTuple

from ..checks import reading as words
from ..checks.reading import MASKED, PAGES, PARAGRAPH, SENTENCE, Finding
from ..model import Card, Document
from ..problems import Format, Problem, errors, ordered
from ..settings import Settings
from . import asking, reading
from .judging import Judge

COLUMNS = "grade  sentence  paragraph  names  document"
KINDS = ("card", "page", "handout")


class Told(NamedTuple):
    """What a check has to say: on stdout, in its last line, and whether anything is above an aim."""

    text: str
    last: str
    above: bool
    problems: tuple[Problem, ...] = ()  # why nothing could be looked at


def readability(settings: Settings, form: Format) -> Told:
    """How hard cards, pages and handouts are to read, hardest first."""
    common, documents = reading.texts(settings)
    wrong = errors(common.shared.problems)
    if not common.shared.libraries:
        return Told("", "nothing was measured", True, tuple(ordered(wrong)))
    aims = next(iter(common.shared.libraries.values())).site.reading
    found = sorted(_findings(settings, Judge(settings.project, common), documents), key=_hardest)
    limit = {kind: getattr(aims, kind) for kind in KINDS}
    unread = len(documents) - len({(f.kind, f.id) for f in found})
    summary = _summary(found, unread)
    text = json.dumps({"documents": [_record(f) for f in found], "summary": summary}, ensure_ascii=False, indent=1) if form == "json" else "\n".join(_table(found))
    above = any(f.above for f in found) or (summary["pages"] or 0) > PAGES
    return Told(text, _last(summary, limit), above)


ONLY: dict[str, Callable[[Settings, Format], Told]] = {"reading": readability}


def _findings(settings: Settings, judge: Judge, documents: list[list[Document]]) -> Iterator[Finding]:
    shared = judge.common.shared
    aims = next(iter(shared.libraries.values())).site.reading
    judged = [(own, others, judge.models(own, others)) for own, *others in documents]
    names: dict[str, list[str]] = {}
    for _, _, models in judged:
        for language, model in models.items():
            if isinstance(model, Card):
                names.setdefault(language, []).append(model.name)
    masks = {language: words.masks(library, names.get(language, ())) for language, library in shared.libraries.items()}
    readers = [r for r in judge.readers if r.tier and asking.asked(r, settings)]
    statements = shared.made.documents.get(("statements", "statements"))
    for own, others, models in judged:
        views = dict(judge.views(models))
        for language in models:
            seen = [(r, views[r.key]) for r in readers if r.language == language and r.key in views]
            mine = next((d for d in others if d.language == language), own)
            found = words.finding(mine, language, seen, masks[language], getattr(aims, own.kind), (mine, statements) if statements else (mine,))
            if found:
                yield found


def _hardest(found: Finding) -> tuple[float, int, str]:
    return -(found.worst.grade or 0), -found.worst.longest_sentence, found.path


def _summary(found: list[Finding], unread: int) -> dict[str, float | None]:
    grades = {kind: [f.worst.grade for f in found if f.kind == kind and f.worst.grade is not None] for kind in KINDS}
    return {
        "measured": len(found),
        "not measured": unread,
        **{f"{kind}s": round(median(those), 1) if those else None for kind, those in grades.items()},
        "above": sum(bool(f.above) for f in found),
    }


def _last(summary: dict[str, float | None], limit: dict[str, int]) -> str:
    unread = f"; {summary['not measured']} not measured: `sitegen check` tells why" if summary["not measured"] else ""
    medians = ", ".join(f"{kind}s {summary[f'{kind}s']} (each {limit[kind]} or less)" for kind in KINDS if summary[f"{kind}s"] is not None)
    medians += f"; half of all pages {PAGES} or less" if summary["pages"] is not None else ""
    lengths = f"sentences {SENTENCE} words, paragraphs {PARAGRAPH} sentences, names {MASKED:.0%}"
    return f"medians of grades: {medians}; {lengths}; {summary['above']} of {summary['measured']} above an aim{unread}"


def _table(found: list[Finding]) -> Iterator[str]:
    yield COLUMNS
    for one in found:
        worst = one.worst
        grade = f"{worst.grade:5.1f}" if worst.grade is not None else "    -"
        yield f"{grade}  {worst.longest_sentence:8}  {worst.longest_paragraph:9}  {worst.masked:5.0%}  {one.path}  {one.tier}"
        for above in one.above:
            where = f"{above.place}: " if above.place and above.place.line else ""
            yield f"       {where}{above.what}{f': “{above.words}”' if above.words else ''}"


def _record(one: Finding) -> dict[str, object]:
    above = [{"what": a.what, "words": a.words, "path": a.place.path if a.place else None, "line": a.place.line if a.place else None} for a in one.above]
    rows = {tier: {**m._asdict(), "grade": None if m.grade is None else round(m.grade, 1), "masked": round(m.masked, 3)} for tier, m in one.tiers.items()}
    return {"path": one.path, "kind": one.kind, "id": one.id, "language": one.language, "tier": one.tier, "tiers": rows, "above": above}


__all__ = ["ONLY", "Told", "readability"]
