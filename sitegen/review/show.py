"""A name → field by field what has changed since it was signed, old → new; or, where nobody has signed it, the fields as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .. import options as common
from ..build.signed import Reader, Signed, shortened
from ..problems import count, report
from ..settings import today
from ..signing import Change, Data
from ..speech import print_report, say
from .desk import Desk, Refused
from .status import STATES

if TYPE_CHECKING:
    import argparse

ABOUT = "Shows what has changed since something was signed: field by field, old and new, by whom and when it was signed. What nobody has signed is shown as it stands."
LONG = 2000  # characters of a value


def options(parser: argparse.ArgumentParser) -> None:
    """What `sitegen review show` understands."""
    common.project(parser)
    parser.add_argument("names", nargs="+", metavar="NAME", help="a card, page or handout by the name of its file or its short code; or tiers, hazards, moves, statements, glossary, weeks, words")
    parser.add_argument("--language", action="append", default=[], metavar="TAG", help="only this language (may be repeated)")
    parser.set_defaults(today=None)


def run(options: argparse.Namespace) -> int:
    """Shows it; returns the exit code."""
    desk = Desk(options.project, today(options.today))
    try:
        rows = desk.asked(options.names, options.language)
    except Refused as refused:
        if not desk.wrong:
            return say(f"sitegen: {refused}", 2)
        print_report(report(desk.wrong, "text"), "text")  # what is broken cannot be shown, though it is there
        return say(f"{refused}. There {'is' if len(desk.wrong) == 1 else 'are'} {count(desk.wrong)} in the content: what is wrong cannot be shown before it is mended", 1)
    reader = desk.reader
    for row in rows:
        print("\n".join(shown(row, reader)), end="\n\n")  # noqa: T201
    return say(f"{count(desk.wrong)} in the content: what stands here may not be the whole; `sitegen check` tells them") if desk.wrong else 0


def shown(row: Signed, reader: Reader) -> Iterator[str]:
    """One subject, line by line."""
    who = f" by {row.by} on {row.on}" if row.by else ""
    yield f"{row.subject.name} in {row.language}: {STATES[row.state].replace('signed', f'signed{who}', 1) if who else STATES[row.state]}"
    if row.state == "unsigned":
        fields = reader.now(row.subject)
        for title, group in (("what decides about safety", fields.safety), ("the rest", fields.rest)):
            yield f"  {title}:"
            yield from (f"    {line}" for name, value in group.items() for line in _lines(name, value))
        return
    safety, rest = reader.changes(row.subject)
    for title, changes in (("what decides about safety", safety), ("the rest", rest)):
        if changes:
            yield f"  {title}:"
            yield from (line for change in changes for line in _change(change, row, reader))


def _change(change: Change, row: Signed, reader: Reader) -> Iterator[str]:
    yield f"    {'.'.join(map(str, change.path))}  ({reader.place(row.subject, change.path)})"
    yield f"      - {shortened(change.old, LONG)}"
    yield f"      + {shortened(change.new, LONG)}"


def _lines(name: str, value: Data) -> Iterator[str]:
    if not value and isinstance(value, list | Mapping):
        yield f"{name}: (none)"
    elif isinstance(value, list):
        yield f"{name}:"
        yield from (f"  - {shortened(item, LONG)}" for item in value)
    elif isinstance(value, Mapping):
        yield f"{name}:"
        yield from (f"  {inner}: {shortened(item, LONG)}" for inner, item in value.items())
    else:
        yield f"{name}: {shortened(value, LONG)}"
