"""All that can be signed → a table: what it is, in which language, whether it is signed, by whom and when."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import options as common
from ..build.signed import Signed
from ..names import suggestion
from ..problems import count, report
from ..settings import today
from ..speech import print_report, say
from .desk import Desk

if TYPE_CHECKING:
    import argparse

ABOUT = "Lists every card, page and handout, and what all of them share (tiers, hazards, moves, statements, glossary, weeks, words), in each language: whether it is signed, by whom and when."
STATES = {"signed": "signed", "reworded": "signed; its name, order or sources have changed since", "changed": "signed, but not as it is now", "unsigned": "not signed"}
HEAD = ("subject", "language", "state", "by", "on")


def options(parser: argparse.ArgumentParser) -> None:
    """What `sitegen review status` understands."""
    common.project(parser)
    parser.add_argument("--language", action="append", default=[], metavar="TAG", help="only this language (may be repeated)")
    parser.add_argument("--state", action="append", default=[], choices=list(STATES), help="only what is so (may be repeated)")
    parser.add_argument("--format", choices=["text", "json", "csv"], default="text", help="how it is told (default text)")
    parser.set_defaults(today=None)


def run(options: argparse.Namespace) -> int:
    """Tells it; returns the exit code."""
    desk = Desk(options.project, today(options.today))
    if desk.content is None:
        print_report(report(desk.wrong, "text"), "text")
        return say(f"{count(desk.wrong)}: what is signed cannot be told before it is mended", 1)
    for language in options.language:
        if language not in desk.languages:
            return say(f"sitegen: the site has no language `{language}`; {suggestion(language, desk.languages)}", 2)
    rows = [row for row in desk.rows if (not options.language or row.language in options.language) and (not options.state or row.state in options.state)]
    print(_FORMS[options.format](rows), end="")  # noqa: T201
    wrong = f"; {count(desk.wrong)} in the content: what is wrong is not in this list" if desk.wrong else ""
    return say(f"{counted(rows)}{wrong}")


def counted(rows: Iterable[Signed]) -> str:
    """`3 signed, 2 not signed`, in the order of the states."""
    found: Counter[str] = Counter(row.state for row in rows)
    return ", ".join(f"{found[state]} {words}" for state, words in STATES.items() if found[state]) or "nothing to sign"


def _record(row: Signed) -> tuple[str, str, str, str, str]:
    return row.subject.name, row.language, row.state, row.by or "", row.on.isoformat() if row.on else ""


def _text(rows: list[Signed]) -> str:
    cells = [HEAD, *map(_record, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in cells)


def _json(rows: list[Signed]) -> str:
    return json.dumps([dict(zip(HEAD, _record(row), strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"


def _csv(rows: list[Signed]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([HEAD, *map(_record, rows)])
    return written.getvalue()


_FORMS = {"text": _text, "json": _json, "csv": _csv}
