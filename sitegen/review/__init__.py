"""`sitegen review …` → what is signed and by whom, what has changed since, and new signatures."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import argparse

class Command(NamedTuple):
    """What can be asked for: its help, and the module of this folder that adds its `options` and does it with `run`."""

    help: str
    module: str


COMMANDS = {
    "status": Command("list what is signed, by whom and when, and what is not", "status"),
    "show": Command("show field by field what has changed since something was signed", "show"),
    "sign": Command("sign what somebody of the clinic has looked at", "sign"),
    "due": Command("list what is due for another look, and who looks after it", "due"),
}


def options(parser: argparse.ArgumentParser) -> None:
    """What `sitegen review` understands."""
    parts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    for name, (help, module) in COMMANDS.items():
        found = import_module(f".{module}", __package__)
        part = parts.add_parser(name, help=help, description=found.ABOUT)
        part.set_defaults(do=found.run)
        found.options(part)


def command(options: argparse.Namespace) -> int:
    """Does what was asked for; returns the exit code."""
    return int(options.do(options))
