"""argv → what a person asked for, done and said in plain words."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from . import __version__
from .settings import Settings, today
from .speech import print_report, say

if TYPE_CHECKING:
    import argparse

    from .build import Outcome
    from .problems import Format

    _Run = Callable[[argparse.Namespace], int]

_EPILOG = "exit codes: 0 done (warnings may be told), 1 errors and nothing published, 2 the command was not understood"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    if arguments is None:  # as a program of its own
        _leave(_done(sys.argv[1:]))
    return _done(arguments or ())


def _leave(code: int) -> NoReturn:
    """Ends the process as it is: to give back all it holds, piece by piece, takes longer than many a build."""
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _done(arguments: Sequence[str]) -> int:
    # Plugins of other packages could change what is valid, and to look for them takes 15 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        if list(arguments) == ["build"]:  # most often, and most often nothing has changed: argparse takes longer than that
            return _build_site(Settings(Path(), today(), handouts=True), "text")
        options = _parser(arguments).parse_args(arguments)
        if not getattr(options, "run", None):
            _parser(()).print_help()
            return 2
        return int(options.run(options))
    except KeyboardInterrupt:
        print("\nstopped; the published site is as it was", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:  # `sitegen check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, UnicodeError) as error:
        return say(f"sitegen: this could not be done: {error}", 1)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """What is understood; only the command that is named gets its options: to add them all takes 5 ms."""
    import argparse

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
    from . import options

    return {
        "build": (
            "make the site",
            "Makes the whole site in output/. With any error nothing is published, and the site that is there stays whole.",
            _build,
            options.build,
        ),
        "check": (
            "judge the content, publish nothing",
            "Judges all that a build would, and publishes nothing. With --only it does one check that a build leaves out, and tells what it found.",
            _check,
            options.check,
        ),
        "serve": (
            "show the site while you edit",
            "Builds the site, shows it in the browser, and shows each change as you save it. Ctrl-C ends it.",
            _serve,
            options.serve,
        ),
        "new": (
            "begin a site, a card, a page or a figure",
            "Begins something new: a site with the starter content, or a card, page or figure with its fields to fill in.",
            _new,
            options.new,
        ),
        "figure": (
            "draw exercises from their poses",
            "Draws figures from content/figures, and tells what keeps the others from being drawn. They go to .sitegen/figures, or onto one contact sheet.",
            _figure,
            options.figure,
        ),
        "handout": (
            "print one sheet as PDF",
            "Makes one PDF: a handout, a page, or one or more cards, by name or short code, without building the site.",
            _handout,
            options.handout,
        ),
        "withdraw": ("take something back at once", options.WITHDRAW, _withdraw, options.withdraw),
        "components": (
            "show the parts of which pages are made",
            "Writes a gallery of all components with their examples, in each look and theme, to be looked at in a browser: into .sitegen/components.",
            _components,
            options.components,
        ),
        "explain": (
            "say more about a problem",
            "Says what a problem's code means, why it matters and how to mend it. Without a code it lists them all.",
            _explain,
            options.explain,
        ),
        "schema": ("help your editor complete cards", options.SCHEMA, _schema, options.project),
    }


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
        handouts=not options.no_handouts,
    )


def _build(options: argparse.Namespace) -> int:
    settings = _settings(options)
    return _build_usb(settings, options.usb, options.format) if options.usb else _build_site(settings, options.format)


def _build_usb(settings: Settings, folder: Path, form: Format) -> int:
    """A site of its own, kept beside the ordinary one, and from there onto the stick."""
    from .problems import report
    from .publish import stick

    refused = list(stick.refusals(folder, settings.project))
    if not refused:
        code = _build_site(settings._replace(disk=True, output=stick.site(settings.project)), form)
        if code:
            return code
        done = stick.copy(stick.site(settings.project), folder)
        if isinstance(done, stick.Copied):
            changes = f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed"
            return say(f"the copy is in {folder.resolve()} ({changes}); open START-HERE.html in it")
        refused = [done]
    print_report(report(refused, form), form)
    return say("no copy was made", 1)


def _build_site(settings: Settings, form: Format) -> int:
    from . import manifest, publish  # not yet `build`: most often nothing has changed, and its libraries take a while

    started = time.perf_counter()
    workspace = publish.workspace_for(settings.project, settings.target)
    note = None if settings.clean else manifest.unchanged(settings, workspace)
    if note:
        print_report(note.reports[form], form)
        took = time.perf_counter() - started
        say(f"{note.pages} pages in {note.editions} editions are up to date ({took:.2f} s, {note.files} files); {note.counted}")
        return _say_where(settings)
    return _build_anew(settings, form, started)


def _build_anew(settings: Settings, form: Format, started: float) -> int:
    from . import build, progress

    build.collect_seldom()
    outcome = build.build(settings, progress.line())
    _tell(outcome, form)
    took = time.perf_counter() - started
    if outcome.published is None:
        old = ", the old site is as it was" if settings.target.is_dir() else ""
        return say(f"{_counted(outcome)}: nothing was published{old}", 1)
    done = outcome.published
    changes = f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed"
    say(f"{outcome.pages} pages in {outcome.editions} editions built in {took:.1f} s ({changes}); {_counted(outcome)}")
    return _say_where(settings)


def _say_where(settings: Settings) -> int:
    if settings.disk:
        return 0  # it is copied from here
    return say(f"look at it with `sitegen serve --open`; its files are in {settings.target.resolve()}")


def _check(options: argparse.Namespace) -> int:
    return _check_only(options) if options.only else _check_all(options)


def _check_only(options: argparse.Namespace) -> int:
    """One check by itself: its findings stop nothing, unless --strict says so."""
    from .build import only
    from .problems import report

    told = only.ONLY[options.only](_settings(options), options.format)
    print_report(told.text or report(told.problems, options.format), options.format)
    return say(told.last, int(bool(told.problems) or (options.strict and told.above)))


def _check_all(options: argparse.Namespace) -> int:
    from . import build, progress

    started = time.perf_counter()
    outcome = build.check(_settings(options), progress.line())
    _tell(outcome, options.format)
    judged = f", {outcome.pages} pages judged" if outcome.pages else ""
    return say(f"{_counted(outcome)}{judged} in {time.perf_counter() - started:.1f} s", int(outcome.failed))


def _serve(options: argparse.Namespace) -> int:
    from . import serve

    return serve.serve(options.project, options.host, options.port, open_browser=options.open)


def _new(options: argparse.Namespace) -> int:
    from . import new

    try:
        lines = new.begin(options.what, options.name, options.project)
    except new.Refused as refused:
        return say(f"sitegen: {refused}", 2)
    for line in lines:
        print(line)  # noqa: T201
    return 0


def _figure(options: argparse.Namespace) -> int:
    from . import showing

    return showing.figure(options)


def _handout(options: argparse.Namespace) -> int:
    from . import showing

    return showing.handout(options)


def _withdraw(options: argparse.Namespace) -> int:
    from .release import withdraw

    return withdraw.run(options)


def _components(options: argparse.Namespace) -> int:
    from . import showing

    return showing.components(options)


def _explain(options: argparse.Namespace) -> int:
    from . import names, rules

    if options.code is None:
        for rule in rules.catalogue().values():
            print(f"{rule.code:26} {rule.means.split('. ')[0].rstrip('.')}")  # noqa: T201
        return 0
    code = options.code.strip("[]")
    if code not in rules.catalogue():
        return say(f"sitegen: there is no code `{code}`; {names.suggestion(code, rules.catalogue()) or '`sitegen explain` lists them all'}", 2)
    print(rules.rule(code))  # noqa: T201
    return 0


def _schema(options: argparse.Namespace) -> int:
    from . import schema

    for path in schema.write(options.project):
        print(path)  # noqa: T201
    return 0


def _tell(outcome: Outcome, form: Format) -> None:
    from .problems import report

    print_report(report(outcome.problems, form), form)


def _counted(outcome: Outcome) -> str:
    from .problems import count

    return count(outcome.problems)
