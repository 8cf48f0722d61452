"""A command's parser → the same with the command's options."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

READING = "reading"  # the check that makes a table


def project(parser: argparse.ArgumentParser) -> None:
    """Where the project is."""
    parser.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the folder that holds content/ (default: this one)"
    )


def common(parser: argparse.ArgumentParser) -> None:
    """What building and checking have in common."""
    project(parser)
    parser.add_argument(
        "--tier", action="append", default=[], metavar="ID", help="only this level, by id or address (may be repeated)"
    )
    parser.add_argument(
        "--language", action="append", default=[], metavar="TAG", help="only this language (may be repeated)"
    )
    parser.add_argument(
        "--jobs", type=_positive, metavar="N", help="how many processes (default: as many as it is worth)"
    )
    parser.add_argument("--no-handouts", action="store_true", help="make no PDFs: pages then lead to none")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    about = "take this as today, year-month-day: decides what is due or out of date"
    parser.add_argument("--today", type=_day, metavar="DATE", help=about)
    parser.add_argument(
        "--format", choices=["text", "json", "github"], default="text", help="how problems are told (default text)"
    )


def on_day(parser: argparse.ArgumentParser, about: str) -> None:
    """The day that is taken as today."""
    parser.add_argument("--today", type=_day, metavar="DATE", help=about)


def build(parser: argparse.ArgumentParser) -> None:
    """What `sitegen build` understands."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: output/ in the project)")
    about = "make a copy for a USB stick in this folder, instead of the site: its pages open from the disk, without the internet"
    where.add_argument("--usb", type=Path, metavar="DIR", help=about)
    parser.add_argument("--clean", action="store_true", help="make everything anew, trusting nothing that was kept")
    common(parser)


CHECK = "Judges all that a build would, and publishes nothing. With --only it tells what some checks find, and with `--only reading` how hard each text is to read."


def check(parser: argparse.ArgumentParser) -> None:
    """What `sitegen check` understands."""
    common(parser)
    what = parser.add_mutually_exclusive_group()
    about = "only what these checks find (`--list` names them); `reading` lists cards, pages and handouts by how hard they are to read, hardest first: exit code 0, with --strict 1 when an aim is missed"
    what.add_argument("--only", type=_checks, metavar="NAME[,NAME]", help=about)
    what.add_argument("--list", action="store_true", help="name all checks: what each looks at, and the codes of what it finds")
    what.add_argument("--list-waivers", action="store_true", help="list what the clinic has looked at and left: by whom, when, why, and what it is about now")
    what.add_argument("--external", action="store_true", help="list the links that lead out of the site, with the pages and files they stand in; nothing is fetched")


def release(parser: argparse.ArgumentParser) -> None:
    """What `sitegen release` understands: always the whole site, with its sheets."""
    project(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: output/ in the project)")
    parser.add_argument("--jobs", type=_positive, metavar="N", help="how many processes (default: as many as it is worth)")
    parser.add_argument("--dry-run", action="store_true", help="change nothing: show what would be recorded, or what stands against it")
    parser.add_argument("--today", type=_day, metavar="DATE", help="the day of the release, year-month-day (default: today)")
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="how problems are told (default text)")


def serve(parser: argparse.ArgumentParser) -> None:
    """What `sitegen serve` understands."""
    project(parser)
    parser.add_argument("--port", type=_port, default=8000, metavar="NUMBER", help="the port (default 8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: this computer only)"
    )
    parser.add_argument("--open", action="store_true", help="open the browser")


def new(parser: argparse.ArgumentParser) -> None:
    """What `sitegen new` understands."""
    project(parser)
    parser.add_argument("what", choices=["site", "card", "page", "handout", "figure", "media"], help="what to begin")
    parser.add_argument("name", metavar="NAME", help="its folder (site) or its id, such as `heel-raise` (card, page, handout, figure, picture)")


def figure(parser: argparse.ArgumentParser) -> None:
    """What `sitegen figure` understands."""
    project(parser)
    parser.add_argument("id", nargs="*", metavar="ID", help="which figures, by the names of their files")
    parser.add_argument("--all", action="store_true", help="all figures of the project")
    parser.add_argument("--props", action="store_true", help="list the props that a figure may have, with their fields and anchors")
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="put them on one contact sheet: FILE.png, FILE.svg or FILE.html")
    parser.add_argument("--gray", action="store_true", help="in the grays of a copier")
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="how problems are told (default text)")


def handout(parser: argparse.ArgumentParser) -> None:
    """What `sitegen handout` understands."""
    project(parser)
    parser.add_argument("names", nargs="+", metavar="NAME", help="a handout, a page, or one or more cards: by the name of the file, or by short code")
    parser.add_argument("--tier", default="", metavar="ID", help="the level, by id or address; a short code tells it by itself")
    parser.add_argument("--language", default="", metavar="TAG", help="the language (default: the site's first)")
    parser.add_argument("--paper", choices=["letter", "a4"], default="", help="the paper (default: as site.yml says)")
    parser.add_argument("--layout", choices=["1-up", "2-up", "4-up", "fridge"], default="", help="whole cards, two or four on a page, or a page for the fridge door (default: as the handout says)")
    parser.add_argument("--size", choices=["normal", "large"], default="normal", help="letters of 14 or 18 points (default normal)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where it goes (default: here, under its own name)")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--today", type=_day, metavar="DATE", help="take this as today, year-month-day: decides what is due or out of date")
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="how problems are told (default text)")


def plan(parser: argparse.ArgumentParser) -> None:
    """What `sitegen plan` understands."""
    project(parser)
    parser.add_argument("text", metavar="PLAN", help="`protect: heel-raise 2x8 3/week; sit-stand`, or the link of a plan")
    parser.add_argument("--language", default="", metavar="TAG", help="the language (default: the site's first)")
    parser.add_argument("--made", type=_day, metavar="DATE", help="the day on which it is made (default: today)")
    until = parser.add_mutually_exclusive_group()
    until.add_argument("--weeks", type=_weeks, default=0, metavar="N", help="when it is looked at again, in 1 to 31 weeks (default 8)")
    until.add_argument("--review-by", type=_day, metavar="DATE", help="the same as a day; it becomes whole weeks, and never later than this")
    parser.add_argument("--name", default="", help="its name, such as `Maple 42` (default: drawn by lot)")
    parser.add_argument("--caution", action="append", default=[], choices=["hip", "weight", "shoulder", "dizzy", "aid"], help="what to mind in every exercise (may be repeated)")
    parser.add_argument("--qr", type=_picture, metavar="FILE", help="write its QR code: FILE.svg or FILE.png")
    parser.add_argument("--pdf", "-o", type=Path, metavar="FILE", help="write its sheet as PDF; into a folder under its own name")
    parser.add_argument("--paper", choices=["letter", "a4"], default="", help="the sheet's paper (default: as site.yml says)")
    parser.add_argument("--size", choices=["normal", "large"], default="normal", help="letters of 14 or 18 points (default normal)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--note", action="store_true", help="only a note for the health record: at most 600 signs, all of them ASCII")
    what.add_argument("--text", dest="as_text", action="store_true", help="only a message for the patient, in whole sentences")
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--today", type=_day, metavar="DATE", help="take this as today, year-month-day: decides what is due or out of date")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people, or all of it for other programs (default text)")


RELEASE = "Publishes the site and adds all its addresses and versions to content/published.yml, or tells every reason why not and changes nothing."
SCHEMA = "Writes JSON Schemas to .schema/, with which editors complete and check cards, pages and settings."
WITHDRAW = "The emergency brake: writes into a card, page or handout that it is withdrawn. The next build says so, and what to do instead, wherever people may look for it."


def withdraw(parser: argparse.ArgumentParser) -> None:
    """What `sitegen withdraw` understands."""
    project(parser)
    parser.add_argument("name", metavar="CARD", help="a card, page or handout: by the name of its file, or by a short code")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, in words that a patient understands: it is shown to them")
    parser.add_argument("--instead", metavar="CARD", help="what to do instead (default: each level's own swap, or to ask)")
    parser.add_argument("--today", type=_day, metavar="DATE", help="since when, year-month-day (default: today)")


def components(parser: argparse.ArgumentParser) -> None:
    """What `sitegen components` understands."""
    project(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="where the gallery goes (default: .sitegen/components in the project)")
    parser.add_argument("--format", choices=["text", "json", "github"], default="text", help="how problems are told (default text)")


def explain(parser: argparse.ArgumentParser) -> None:
    """What `sitegen explain` understands."""
    about = "the words in brackets at the end of a problem's first line"
    parser.add_argument("code", nargs="?", metavar="CODE", help=about)


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def _checks(text: str) -> tuple[str, ...]:
    from . import names, rules

    asked = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in asked:
        if name not in rules.checks() and name != READING:
            raise argparse.ArgumentTypeError(f"there is no check `{name}`; {names.suggestion(name, [*rules.checks(), READING]) or '`sitegen check --list` names them all'}")
    if not asked:
        raise argparse.ArgumentTypeError("name at least one check")
    if READING in asked and len(asked) > 1:
        raise argparse.ArgumentTypeError(f"`{READING}` makes a table, and stands alone")
    return asked


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _weeks(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 31:
        raise argparse.ArgumentTypeError("from 1 to 31 weeks")
    return number


def _picture(text: str) -> Path:
    if not text.lower().endswith((".svg", ".png")):
        raise argparse.ArgumentTypeError("its name ends in .svg or .png")
    return Path(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a date; write year-month-day, such as 2026-11-21") from None


REVIEW = (
    "Keeps who of the clinic has signed what. A signature stands for the words as they were: it is a hash in content/reviews.yml, and git says who put it there. "
    "It is not cryptography: whoever may write to the project's history may sign. A change of what decides about safety (who may do it, hazards, dose, steps, warnings, swaps, poses, "
    "statements used) unsigns; a typo in a source or a name does not. The people who sign stand in content/reviewers.yml."
)
