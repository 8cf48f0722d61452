"""All that somebody looks at again → a table: what it is, who looks after it, when that was and will be, and until when it may wait."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from .. import due
from .. import options as common
from ..build.reading import Content
from ..model import Due, FigureFace, Library
from ..problems import count, report
from ..settings import today
from ..speech import print_report, say
from .desk import Desk

if TYPE_CHECKING:
    import argparse

ABOUT = "Lists every card, page, handout, statement and picture with a date of review, the next one first: who looks after it, when somebody last looked, when it is due, and until when it may wait."
STATES = {"lapsed": "past their grace", "due": "due", "fine": "in time", "never": "never looked at"}
HEAD = ("what", "id", "title", "owner", "last", "next", "state", "until")
LONG = 40  # characters of a title in the table
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Row(NamedTuple):
    """One thing that somebody looks at again, or never did."""

    what: str
    id: str
    title: str
    due: Due

    @property
    def state(self) -> str:
        return self.due.state if self.due.next else "never"

    @property
    def cells(self) -> tuple[str, ...]:
        """As a table shows it: nothing for what is not there."""
        days = (self.due.last, self.due.next, self.due.until)
        last, following, until = (day.isoformat() if day else "" for day in days)
        return self.what, self.id, self.title, self.due.owner or "", last, following, self.state, until


def options(parser: argparse.ArgumentParser) -> None:
    """What `sitegen review due` understands."""
    common.project(parser)
    parser.add_argument("--within", type=_days, metavar="DAYS", help="only what is due, or will be within so many days")
    parser.add_argument("--all", action="store_true", help="what nobody has looked at, too")
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table", help="how it is told (default table)")
    common.on_day(parser, "take this as today, year-month-day: decides what is due")


def run(options: argparse.Namespace) -> int:
    """Tells it; returns the exit code."""
    day = today(options.today)
    desk = Desk(options.project, day)
    libraries = desk.content.common.shared.libraries if desk.content else {}
    if desk.content is None or not libraries:
        print_report(report(desk.wrong, "text"), "text")
        return say(f"{count(desk.wrong)}: what is due cannot be told before it is mended", 1)
    rows = sorted(_rows(desk.content, next(iter(libraries.values()))), key=lambda row: (row.due.next or date.max, row.what, row.id))
    shown = [row for row in rows if (options.all or row.due.next) and _near(row, day, options.within)]
    print(_FORMS[options.format](shown), end="")  # noqa: T201
    wrong = f"; {count(desk.wrong)} in the content: what is wrong may be missing in this list" if desk.wrong else ""
    return say(f"{counted(rows)}{wrong}")


def counted(rows: Iterable[Row]) -> str:
    """`1 due, 70 never looked at`, the gravest first."""
    found = Counter(row.state for row in rows)
    return ", ".join(f"{found[state]} {words}" for state, words in STATES.items() if found[state]) or "nothing to look at"


def _rows(content: Content, library: Library) -> Iterator[Row]:
    """Whatever readers meet: what is withdrawn is not looked at again."""
    for (kind, id), face in content.faces.items():
        if not isinstance(face, FigureFace) and not face.withdrawn:
            yield Row(kind, id, str(face.names[library.language]), _named(face.due, library))
    shared = [("statement", id, str(one.short or next(iter(one.text.values()))), one.review) for id, one in library.statements.items()]
    shared += [("picture", name, str(medium.passport.alt or name), medium.passport.review) for name, medium in library.media.items()]
    calendar = library.rules.calendar
    assert calendar
    yield from (Row(what, id, title, _named(due.of(review, calendar), library)) for what, id, title, review in shared)


def _named(found: Due, library: Library) -> Due:
    """With the person's name where the owner is one of reviewers.yml."""
    person = library.reviewers.get(found.owner or "")
    return found._replace(owner=person.name) if person else found


def _near(row: Row, day: date, within: int | None) -> bool:
    return within is None or row.due.next is None or (row.due.next - day) <= timedelta(days=within)


def _days(text: str) -> int:
    if not text.isdigit() or len(text) > 4:
        import argparse

        raise argparse.ArgumentTypeError(f"`{text}` is not a number of days")
    return int(text)


def _table(rows: list[Row]) -> str:
    if not rows:
        return ""
    cells = [HEAD, *(tuple(cell if len(cell) <= LONG else cell[: LONG - 1] + "…" for cell in row.cells) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in cells)


def _json(rows: list[Row]) -> str:
    return json.dumps([{name: cell or None for name, cell in zip(HEAD, row.cells, strict=True)} for row in rows], ensure_ascii=False, indent=1) + "\n"


def _csv(rows: list[Row]) -> str:
    """For spreadsheets: they know by its first sign that it is Unicode, and a text that begins like a formula stays text."""
    written = io.StringIO()
    safe = ([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row.cells] for row in rows)
    csv.writer(written, lineterminator="\r\n").writerows([HEAD, *safe])
    return "\ufeff" + written.getvalue()


_FORMS = {"table": _table, "csv": _csv, "json": _json}
