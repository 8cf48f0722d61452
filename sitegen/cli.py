"""argv → what a person asked for, done and said in plain words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from . import __version__, building
from .settings import Settings, today
from .speech import say

if TYPE_CHECKING:
    import argparse

    _Run = Callable[[argparse.Namespace], int]
    _Command = tuple[str, str, _Run, Callable[[argparse.ArgumentParser], object]]

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
            return building.site(Settings(Path(), today(), handouts=True), "text")
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


def _commands() -> dict[str, _Command]:
    """Of each command its help, what it does, the function that does it and the one that adds its options."""
    return _of_sites() | _of_parts()


def _of_sites() -> dict[str, _Command]:
    from . import options

    return {
        "build": (
            "make the site",
            "Makes the whole site in output/. With any error nothing is published, and the site that is there stays whole.",
            building.command,
            options.build,
        ),
        "check": (
            "judge the content, publish nothing",
            options.CHECK,
            _elsewhere("checking", "command"),
            options.check,
        ),
        "release": ("publish the site, and record what it promises", options.RELEASE, _elsewhere("release.telling", "command"), options.release),
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
    }


def _of_parts() -> dict[str, _Command]:
    from . import options

    return {
        "figure": (
            "draw exercises from their poses",
            "Draws figures from content/figures, and tells what keeps the others from being drawn. They go to .sitegen/figures, or onto one contact sheet.",
            _elsewhere("showing", "figure"),
            options.figure,
        ),
        "handout": (
            "print one sheet as PDF",
            "Makes one PDF: a handout, a page, or one or more cards, by name or short code, without building the site.",
            _elsewhere("showing", "handout"),
            options.handout,
        ),
        "plan": (
            "make a patient's plan, or read one",
            "Makes a plan of a text, such as `protect: heel-raise 2x8 3/week; sit-stand`: its link, code and sheet. Given a link, it says what is in it. Builds nothing.",
            _elsewhere("showing", "plan"),
            options.plan,
        ),
        "review": ("sign what is right, and see what is signed", options.REVIEW, _elsewhere("review", "command"), _elsewhere("review", "options")),
        "withdraw": ("take something back at once", options.WITHDRAW, _elsewhere("release.withdraw", "run"), options.withdraw),
        "components": (
            "show the parts of which pages are made",
            "Writes a gallery of all components with their examples, in each look and theme, to be looked at in a browser: into .sitegen/components.",
            _elsewhere("showing", "components"),
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


def _elsewhere(module: str, name: str) -> Callable[..., int]:
    """A command of another module, or its options; the module is loaded when it is asked for."""

    def run(given: argparse.Namespace | argparse.ArgumentParser) -> int:
        return int(getattr(import_module(f".{module}", __package__), name)(given) or 0)

    return run


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
