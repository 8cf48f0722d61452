"""argv → what a person asked for, done and said in plain words."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .settings import Settings, today

if TYPE_CHECKING:
    from .build import Outcome
    from .problems import Format

_Run = Callable[[argparse.Namespace], int]
_EPILOG = "exit codes: 0 done (warnings may be told), 1 errors and nothing published, 2 the command was not understood"
_WHICH_CODE = "the words in brackets at the end of a problem's first line"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments).parse_args(arguments)
    if not getattr(options, "run", None):
        _parser(()).print_help()
        return 2
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("\nstopped; the published site is as it was", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:  # `sitegen check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, UnicodeError) as error:
        return _say(f"sitegen: this could not be done: {error}", 1)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """What is understood; only the command that is named gets its options: to add them all takes 5 ms."""
    about = "Makes a clinic's exercise cards and advice pages into a site that is safe for each level."
    parser = argparse.ArgumentParser(prog="sitegen", description=about, epilog=_EPILOG)
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="sitegen")
    for name, (help, about, run, add_options) in _commands().items():
        added = commands.add_parser(name, help=help, description=about, epilog=_EPILOG)
        added.set_defaults(run=run)
        if name in arguments:
            add_options(added)
    return parser


def _commands() -> dict[str, tuple[str, str, _Run, Callable[[argparse.ArgumentParser], object]]]:
    """Of each command its help, what it does, the function that does it and the one that adds its options."""
    return {
        "build": (
            "make the site",
            "Makes the whole site in output/. With any error nothing is published, and the site that is there stays whole.",
            _build,
            _build_options,
        ),
        "check": (
            "judge the content, publish nothing",
            "Judges all that a build would, and publishes nothing.",
            _check,
            _common_options,
        ),
        "serve": (
            "show the site while you edit",
            "Builds the site, shows it in the browser, and shows each change as you save it. Ctrl-C ends it.",
            _serve,
            _serve_options,
        ),
        "new": (
            "begin a site, a card or a page",
            "Begins something new: a site with the starter content, or a card or page with its fields to fill in.",
            _new,
            _new_options,
        ),
        "explain": (
            "say more about a problem",
            "Says what a problem's code means, why it matters and how to mend it. Without a code it lists them all.",
            _explain,
            lambda parser: parser.add_argument("code", nargs="?", metavar="CODE", help=_WHICH_CODE),
        ),
        "schema": (
            "help your editor complete cards",
            "Writes JSON Schemas to .schema/, with which editors complete and check cards, pages and settings.",
            _schema,
            _project,
        ),
    }


def _project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the folder that holds content/ (default: this one)"
    )


def _common_options(parser: argparse.ArgumentParser) -> None:
    _project(parser)
    parser.add_argument(
        "--tier", action="append", default=[], metavar="ID", help="only this level, by id or address (may be repeated)"
    )
    parser.add_argument(
        "--language", action="append", default=[], metavar="TAG", help="only this language (may be repeated)"
    )
    parser.add_argument(
        "--jobs", type=_positive, metavar="N", help="how many processes (default: as many as it is worth)"
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    about = "take this as today, year-month-day: decides what is due or out of date"
    parser.add_argument("--today", type=_day, metavar="DATE", help=about)
    parser.add_argument(
        "--format", choices=["text", "json", "github"], default="text", help="how problems are told (default text)"
    )


def _build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where the site goes (default: output/ in the project)"
    )
    parser.add_argument("--clean", action="store_true", help="make everything anew, trusting nothing that was kept")
    _common_options(parser)


def _serve_options(parser: argparse.ArgumentParser) -> None:
    _project(parser)
    parser.add_argument("--port", type=_port, default=8000, metavar="NUMBER", help="the port (default 8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: this computer only)"
    )
    parser.add_argument("--open", action="store_true", help="open the browser")


def _new_options(parser: argparse.ArgumentParser) -> None:
    _project(parser)
    parser.add_argument("what", choices=["site", "card", "page"], help="what to begin")
    parser.add_argument("name", metavar="NAME", help="its folder (site) or its id, such as `heel-raise` (card, page)")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a date; write year-month-day, such as 2026-11-21") from None


# the commands


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(
        project=options.project,
        today=today(options.today),
        output=getattr(options, "output", None),
        tiers=tuple(options.tier),
        languages=tuple(options.language),
        clean=getattr(options, "clean", False),
        strict=options.strict,
        jobs=options.jobs,
    )


def _build(options: argparse.Namespace) -> int:
    from . import manifest, publish  # not yet `build`: most often nothing has changed, and its libraries take a while

    started = time.perf_counter()
    settings = _settings(options)
    workspace = publish.workspace_for(settings.project, settings.target)
    note = None if settings.clean else manifest.unchanged(settings, workspace)
    if note:
        _print_report(note.reports[options.format], options.format)
        took = time.perf_counter() - started
        _say(
            f"{note.pages} pages in {note.editions} editions are up to date ({took:.2f} s, {note.files} files); {note.counted}"
        )
        return _say_where(settings)
    return _build_anew(settings, options.format, started)


def _build_anew(settings: Settings, form: Format, started: float) -> int:
    from . import build

    outcome = build.build(settings, _progress())
    _tell(outcome, form)
    took = time.perf_counter() - started
    if outcome.published is None:
        old = ", the old site is as it was" if settings.target.is_dir() else ""
        return _say(f"{_counted(outcome)}: nothing was published{old}", 1)
    done = outcome.published
    changes = f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed"
    _say(f"{outcome.pages} pages in {outcome.editions} editions built in {took:.1f} s ({changes}); {_counted(outcome)}")
    return _say_where(settings)


def _say_where(settings: Settings) -> int:
    return _say(f"look at it with `sitegen serve --open`; its files are in {settings.target.resolve()}")


def _check(options: argparse.Namespace) -> int:
    from . import build

    started = time.perf_counter()
    outcome = build.check(_settings(options), _progress())
    _tell(outcome, options.format)
    judged = f", {outcome.pages} pages judged" if outcome.pages else ""
    return _say(f"{_counted(outcome)}{judged} in {time.perf_counter() - started:.1f} s", int(outcome.failed))


def _serve(options: argparse.Namespace) -> int:
    from . import serve

    return serve.serve(options.project, options.host, options.port, open_browser=options.open)


def _new(options: argparse.Namespace) -> int:
    from . import new

    try:
        lines = new.begin(options.what, options.name, options.project)
    except new.Refused as refused:
        return _say(f"sitegen: {refused}", 2)
    for line in lines:
        print(line)  # noqa: T201
    return 0


def _explain(options: argparse.Namespace) -> int:
    from . import names, rules

    if options.code is None:
        for rule in rules.catalogue().values():
            print(f"{rule.code:26} {rule.means.split('. ')[0].rstrip('.')}")  # noqa: T201
        return 0
    code = options.code.strip("[]")
    if code not in rules.catalogue():
        return _say(
            f"sitegen: there is no code `{code}`; {names.suggestion(code, rules.catalogue()) or '`sitegen explain` lists them all'}",
            2,
        )
    print(rules.rule(code))  # noqa: T201
    return 0


def _schema(options: argparse.Namespace) -> int:
    from . import schema

    for path in schema.write(options.project):
        print(path)  # noqa: T201
    return 0


def _tell(outcome: Outcome, form: Format) -> None:
    from .problems import report

    _print_report(report(outcome.problems, form), form)


def _print_report(text: str, form: Format) -> None:
    """The problems on stdout; an empty list too, for programs that read it."""
    if text:
        print(text)  # noqa: T201
        if form == "text":
            print()  # noqa: T201


def _counted(outcome: Outcome) -> str:
    from .problems import count

    return count(outcome.problems)


def _say(line: str, code: int = 0) -> int:
    """A line for the person; on stderr, so that --format json stays clean."""
    print(line, file=sys.stderr)  # noqa: T201
    return code


class _Line:
    """A counter on one line of the terminal, shown only when the work takes longer than a moment."""

    def __init__(self) -> None:
        self.began = self.told = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total and self.told > self.began:
            sys.stderr.write("\r\x1b[K")
        elif now - self.began > 0.5 and now - self.told > 0.1:
            self.told = now
            sys.stderr.write(f"\r{done} of {total} {what}")
        sys.stderr.flush()


def _progress() -> _Line | None:
    return _Line() if sys.stderr.isatty() else None
