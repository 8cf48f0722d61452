"""waivers.yml and `checks:` in site.yml → Problems: what a clinic may not decide, and decisions that no longer hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .. import rules, waivers
from ..model import Document, Waiver
from ..names import suggestion
from ..problems import Problem, problem
from . import lookups
from .parts import Parts

_GRAVER = {
    "error": "remove the line: nothing is graver than an error",
    "warning": "write `error`, or remove the line; a single finding can be left in `content/waivers.yml`",
}


def check(made: Parts, today: date) -> Iterator[Problem]:
    """Severities that lower a rule, and waivers by nobody, of nothing, or out of their time."""
    site, document = made.documents.get(("site", "site")), made.documents.get(("waivers", "waivers"))
    if made.site and site:
        for code, wanted in made.site.checks.severity.items():
            path = ("checks", "severity", code)
            if code not in rules.catalogue():
                yield _unknown(code, site, path)
            elif waivers.GRAVITY[wanted] < waivers.GRAVITY[rules.rule(code).severity]:
                own = rules.rule(code).severity
                message = f"`{code}` is {_a(own)}, and cannot be made {_a(wanted)}"
                yield problem("severity-lowered", message, site.place(path), _GRAVER[own])
    if document:
        for name, waiver in made.waivers.items():
            yield from _one(name, waiver, document, made, today)


def _one(name: str, waiver: Waiver, document: Document, made: Parts, today: date) -> Iterator[Problem]:
    yield from lookups.unknown("reviewer", waiver.by, made.written("reviewer"), document, (name, "by"))
    if waiver.code not in rules.catalogue():
        yield _unknown(waiver.code, document, (name, "code"))
    elif not waivers.may_be_waived(waiver.code):
        yield problem("waiver-not-possible", f"`{waiver.code}` cannot be waived", document.place((name, "code")), f"mend it where it was found, and remove the waiver; `sitegen explain {waiver.code}` says how")
    if waiver.on > today:
        yield problem("waiver-early", f"this was decided on {waiver.on}, a day that is still to come", document.place((name, "on")), "write the day on which somebody looked at it, or look at the computer's clock")
    if waiver.until and waiver.until < waiver.on:
        yield problem("waiver-expired", f"it ends on {waiver.until}, before it begins", document.place((name, "until")), "write a day after `on`, or leave `until` out")
    elif waiver.until and waiver.until < today:
        yield problem("waiver-expired", f"it was good until {waiver.until}, and what it waived is told again", document.place((name, "until")), "look at the finding again: mend it, or write a new day")


def _unknown(code: str, document: Document, path: tuple[str, ...]) -> Problem:
    mend = suggestion(code, rules.catalogue()) or "`sitegen explain` lists all codes"
    return problem("unknown-code", f"there is no code `{code}`", document.place(path, key=path[0] == "checks"), mend)


def _a(severity: str) -> str:
    return f"an {severity}" if severity == "error" else f"a {severity}"
