"""«I have looked at this» → its line in content/reviews.yml, and its fields in content/signed; or why not, and nothing has changed."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .. import options as common
from .. import signatures, signing
from ..build.signed import Reader, Signed
from ..model.signature import Signature
from ..names import suggestion
from ..problems import count, report
from ..settings import today
from ..signing import Change, Fields
from ..speech import print_report, say
from .desk import Desk, Refused

if TYPE_CHECKING:
    import argparse

ABOUT = (
    "Signs, in the name of a person of content/reviewers.yml, what this person has looked at as it stands now: in the site's first language, or in the one that --language names. "
    "It writes a line in content/reviews.yml and the fields into content/signed: put both into version control. Nothing is signed while there are errors in the content."
)


class Wish(NamedTuple):
    """What is to be signed, and of what has changed besides, for which reason it is not."""

    rows: list[Signed]
    others: list[tuple[Signed, list[Change]]]


def options(parser: argparse.ArgumentParser) -> None:
    """What `sitegen review sign` understands."""
    common.project(parser)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a card, page or handout by the name of its file or its short code; or tiers, hazards, moves, statements, glossary, weeks, words")
    parser.add_argument("--by", required=True, metavar="PERSON", help="who has looked at it: an id of content/reviewers.yml")
    parser.add_argument("--all", action="store_true", help="all that is not signed as it stands")
    parser.add_argument("--because", metavar="statement:ID", help="what was signed, and differs from that in the words of this statement and in nothing else")
    parser.add_argument("--language", action="append", default=[], metavar="TAG", help="the language that was looked at (default: the site's first; may be repeated)")
    parser.add_argument("--dry-run", action="store_true", help="change nothing: show what would be signed")
    common.on_day(parser, "the day of the signature, year-month-day (default: today)")


def run(options: argparse.Namespace) -> int:
    """Signs, or says why not; returns the exit code."""
    desk = Desk(options.project, today(options.today))
    if desk.content is None or desk.wrong:
        print_report(report(desk.wrong, "text"), "text")
        return say(f"{count(desk.wrong)}: nothing was signed; nobody signs what is not right yet", 1)
    try:
        who = _person(options.by, desk)
        wish = _wish(options, desk)
        return _told(desk, wish, options.by, who, dry=options.dry_run)
    except Refused as refused:
        return say(f"sitegen: {refused}", 2)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return say(f"sitegen: nothing was signed: {'the disk is full; make room, and sign again' if full else error}", 1)


def _person(by: str, desk: Desk) -> str:
    """How a person is called; raises Refused for one whom nobody knows."""
    assert desk.content
    people = desk.content.common.shared.made.reviewers
    if by not in people:
        help = suggestion(by, people) or "add this person to content/reviewers.yml: a real one, with name and role"
        raise Refused(f"there is no reviewer `{by}`; {help}")
    return f"{people[by].name}, {people[by].role}"


def _wish(options: argparse.Namespace, desk: Desk) -> Wish:
    """What is to be signed; raises Refused where that cannot be told."""
    if sum(map(bool, (options.names, options.all, options.because))) != 1:
        raise Refused("say what is signed: one or more names, or --all, or --because statement:ID")
    languages = options.language or desk.languages[:1]
    if options.names:
        return Wish(desk.asked(options.names, languages), [])
    rows = [row for row in desk.rows if row.language in languages]
    if options.all:
        return Wish([row for row in rows if row.state != "signed"], [])
    return _because(options.because, rows, desk)


def _because(reason: str, rows: Sequence[Signed], desk: Desk) -> Wish:
    """What one statement has unsigned; what differs in more than that must be looked at."""
    kind, _, id = reason.partition(":")
    assert desk.content
    known = desk.content.common.shared.made.statements
    if kind != "statement" or id not in known:
        raise Refused(f"`{reason}` names no statement: write `statement:` and its id, such as `statement:{next(iter(known), 'stop-tell')}`; {suggestion(id, known, most=0)}".rstrip("; "))
    reader, wish = desk.reader, Wish([], [])
    for row in rows:
        changes, rest = reader.changes(row.subject) if row.state == "changed" else ([], [])
        if not any(_of_statement(change, row, id) for change in changes):
            continue
        other = [change for change in (*changes, *rest) if not _of_statement(change, row, id)]
        if other:
            wish.others.append((row, other))
        else:
            wish.rows.append(row)
    return wish


def _of_statement(change: Change, row: Signed, id: str) -> bool:
    path = change.path if row.kind == "statements" else change.path[1:] if change.path[0] == "statements" else ()
    return path[:1] == (id,)


def _told(desk: Desk, wish: Wish, by: str, who: str, *, dry: bool) -> int:
    """Says what is signed, signs it, and says what is not."""
    for row, changes in wish.others:
        print(f"not signed: {row.subject.key} differs in more than that: {', '.join(sorted({str(change.path[0]) for change in changes}))}")  # noqa: T201
    if not wish.rows:
        return say("nothing to sign", int(bool(wish.others)))
    reader = desk.reader
    fields = {row: reader.now(row.subject) for row in wish.rows}
    for row in wish.rows:
        print(f"{row.subject.key}: {_since(row, reader)}")  # noqa: T201
    if dry:
        return say(f"{len(fields)} would be signed by {by} ({who}) on {desk.today}; nothing was changed")
    write(desk, fields, by, desk.today)
    then = "; what stands above as `not signed` must be looked at: `sitegen review show`" if wish.others else ""
    return say(f"{len(fields)} signed by {by} ({who}) on {desk.today}: {signatures.PLACE} and {signatures.FOLDER} say so, and belong into version control{then}", int(bool(wish.others)))


def _since(row: Signed, reader: Reader) -> str:
    """What is new for the one who signs."""
    if row.state == "unsigned":
        return "as it stands"
    safety, rest = reader.changes(row.subject) if row.state != "signed" else ([], [])
    names = ", ".join(dict.fromkeys(str(change.path[0]) for change in (*safety, *rest)))
    return f"{names} changed since {row.by} signed it on {row.on}" if names else f"the same as {row.by} signed it on {row.on}"


def write(desk: Desk, fields: Mapping[Signed, Fields], by: str, on: date) -> None:
    """Writes all of it in one go: the fields first, the lines that stand for them last."""
    with signatures.alone(desk.project):
        _write(desk, fields, by, on)


def _write(desk: Desk, fields: Mapping[Signed, Fields], by: str, on: date) -> None:
    place = desk.project / signatures.PLACE
    before = place.read_text(encoding="utf-8-sig") if place.exists() else None
    entries = {row.subject.key: Signature(by=by, on=on, **signing.hashes(found)._asdict()) for row, found in fields.items()}
    try:
        after = signatures.merged(before, entries)
    except ValueError as odd:
        raise Refused(f"{signatures.PLACE} holds a line that is no signature: `{odd}`; write each on one line, as git has it") from None
    files = {desk.project / row.subject.snapshot: signatures.snapshot(row.subject, found) for row, found in fields.items()}
    attributes = desk.project / signatures.ATTRIBUTES
    known = attributes.read_text(encoding="utf-8", errors="surrogateescape") if attributes.exists() else ""
    if signatures.UNION not in known:
        files[attributes] = f"{known}{signatures.UNION}\n" if known.endswith("\n") or not known else f"{known}\n{signatures.UNION}\n"
    signatures.put({**files, place: after})
