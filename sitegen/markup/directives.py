"""Markdown with `///` lines → the directives in it, and the same text written so that the converter cannot misread them.

The converter's blocks fail silently by themselves: an unclosed one swallows the rest of the page, an unknown one prints as text.
So a scan with a stack runs first, says what is wrong at the author's line, and numbers the blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ..names import nearest, suggestion

OPENER = re.compile(r"^(/{3,})[ ]*([A-Za-z][\w-]*)[ ]*(?:\|[ ]*(.*?))?[ ]*$")
CLOSER = re.compile(r"^/{3,}[ ]*$")
_MEANT = re.compile(r"^/{2,}")  # anything else that begins so was meant as a directive, and would be printed to everyone
_INDENTED = re.compile(r"^(?:[ \t>]|[-*+:] |\d+[.)] )+(?P<mark>/{3,})[ ]*(?P<name>[A-Za-z][\w-]*[ ]*(\|.*)?)?$")


class Fault(NamedTuple):
    """What is wrong in a body; the line counts from 1 at the top of the body, the column from 1."""

    code: str
    message: str
    line: int
    column: int
    length: int
    help: str


class Kind(NamedTuple):
    """What a directive takes: `ids` (one or more names), `id` (one), `rows` (how many), `title` (words), `maybe` (words, or nothing) or `nothing`."""

    argument: str
    holds: bool


KINDS = {
    "tier": Kind("ids", True),
    "do": Kind("maybe", True),
    "dont": Kind("maybe", True),
    "checklist": Kind("maybe", True),
    "warning": Kind("title", True),
    "statement": Kind("id", False),
    "card": Kind("id", False),
    "fact": Kind("id", False),
    "figure": Kind("id", True),
    "picture": Kind("id", False),
    "film": Kind("id", False),
    "known": Kind("ids", True),
    "unknown": Kind("nothing", True),
    "log": Kind("rows", True),
}
WEEK = "week"  # rows of a log that are the days of the week
MOST_ROWS = 40


_EXAMPLES = {"tier": "high recent", "statement": "stop-tell", "card": "heel-raise", "fact": "visit-price", "figure": "lift-box", "picture": "front-door", "film": "get-up", "known": "tftf2015", "log": "12"}


_WANTED = {"tier": "the tiers that read it", "known": "the works that it rests on"}


@dataclass(slots=True)
class Opened:
    """A directive as the author opened it."""

    kind: str
    argument: str
    line: int
    depth: int
    filled: bool = False


@dataclass(slots=True)
class Scan:
    """What the scan found: the directives in order, the faults, and the rewritten lines."""

    opened: list[Opened] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    stack: list[tuple[int, int]] = field(default_factory=list)  # (number, place in `lines`)
    indented: int = 0  # openers that were found indented or misshapen: their closers are no second mistake

    @property
    def text(self) -> str:
        """The body for the converter: each directive on lines of its own, its argument its number."""
        return "\n".join(self.lines)


def scan(body: str) -> Scan:
    """All directives of a body, or what is wrong with them."""
    found = Scan()
    for number, line in enumerate(body.split("\n"), 1):
        if "//" in line:
            _line(found, line, number)
        else:
            _text(found, line)
    filled = sum(fault.code == "block-filled" for fault in found.faults)  # such a block took an outer one's closing line
    for number, _ in found.stack[: len(found.stack) - filled] if filled < len(found.stack) else ():
        block = found.opened[number]
        found.faults.append(Fault("block-unclosed", f"`/// {block.kind}` is opened here and never closed", block.line, 1, 3 + len(block.kind) + 1, "put a line `///` where it ends"))
    return found


def _line(found: Scan, line: str, number: int) -> None:
    opener = OPENER.match(line)
    if opener:
        _open(found, opener, number)
    elif CLOSER.match(line):
        _close(found, line, number)
    else:
        if indented := _INDENTED.match(line):
            _indented(found, indented, number)
        elif _MEANT.match(line):
            _malformed(found, line, number)
        _text(found, line)


def _text(found: Scan, line: str) -> None:
    if found.stack and line.strip():
        found.opened[found.stack[-1][0]].filled = True
    found.lines.append(line)


def _malformed(found: Scan, line: str, number: int) -> None:
    """A line that was meant to open or close a directive; as an opener it also waits for its closing line."""
    words = re.findall(r"[A-Za-z][\w-]*", line)
    if not words and found.indented:
        found.indented -= 1
        return
    name = words[0] if words and words[0] in KINDS else nearest(words[0], KINDS) if words else None
    example = f"/// {name or 'tier'} | {' '.join(words[1:]) or _EXAMPLES.get(name or 'tier', 'What it is about')}"
    mend = f"write `{example}`" if words else "close a directive with three slashes: `///`"
    found.faults.append(Fault("block-shape", "this line begins like a directive and is none", number, 1, len(line.rstrip()), mend))
    if words:
        found.indented += 1


def _indented(found: Scan, line: re.Match[str], number: int) -> None:
    if line["name"]:
        found.indented += 1
    elif found.indented:
        found.indented -= 1
        return
    elif found.stack:
        found.stack.pop()
    column, length = line.start("mark") + 1, len(line[0]) - line.start("mark")
    found.faults.append(Fault("block-indented", "this `///` line does not begin in the first column", number, column, length, "take away what stands before it, and do the same for its closing `///`"))


def _open(found: Scan, opener: re.Match[str], number: int) -> None:
    name, argument = opener[2], opener[3] or ""
    kind = KINDS.get(name)
    column = opener.start(2) + 1
    if kind is None:
        found.faults.append(Fault("block-unknown", f"there is no block called `{name}`", number, column, len(name), suggestion(name, KINDS, most=len(KINDS))))
        kind = Kind("maybe", True)
    elif kind.argument == "title" and not argument:
        found.faults.append(Fault("block-argument", f"`/// {name}` needs a heading", number, column, len(name), f"write `/// {name} | What it is about`"))
    elif kind.argument in ("id", "ids") and not argument:
        what = _WANTED.get(name, f"the id of a {name}")
        found.faults.append(Fault("block-argument", f"`/// {name}` needs {what}", number, column, len(name), f"write for example `/// {name} | {_EXAMPLES[name]}`"))
    elif kind.argument == "nothing" and argument:
        found.faults.append(Fault("block-argument", f"`/// {name}` takes nothing behind its name", number, opener.start(3) + 1, len(argument), f"write `/// {name}`, and the words on the next line"))
    elif kind.argument == "rows" and not _counts(argument):
        found.faults.append(Fault("block-argument", f"`/// {name}` needs the number of its rows", number, column, len(name), f"write `/// {name} | 12` for 12 empty rows ({MOST_ROWS} at most), or `/// {name} | {WEEK}` for the days of a week"))
    elif kind.argument == "id" and len(argument.split()) > 1:
        found.faults.append(Fault("block-argument", f"`/// {name}` takes one id", number, opener.start(3) + 1, len(argument), "write a block for each, one below the other"))
    if found.stack:
        found.opened[found.stack[-1][0]].filled = True
    found.opened.append(Opened(name, argument, number, len(found.stack)))
    found.stack.append((len(found.opened) - 1, len(found.lines) + 1))
    found.lines += ["", _fence(len(found.stack)) + f" {name} | {len(found.opened) - 1}", ""]


def _counts(argument: str) -> bool:
    return argument == WEEK or (argument.isdecimal() and argument.isascii() and 0 < int(argument) <= MOST_ROWS)


def _close(found: Scan, line: str, number: int) -> None:
    if not found.stack and found.indented:
        found.indented -= 1
        return
    if not found.stack:
        found.faults.append(Fault("block-stray", "this `///` closes nothing", number, 1, len(line), "remove it, or open a block above it, such as `/// do`"))
        return
    depth = len(found.stack)
    block = found.opened[found.stack.pop()[0]]
    if not KINDS.get(block.kind, Kind("", True)).holds and block.filled:
        found.faults.append(Fault("block-filled", f"`/// {block.kind}` brings its own words, and nothing may stand in it", block.line, 1, 3 + len(block.kind) + 1, "close it with `///` on the next line, and write below that"))
    found.lines += ["", _fence(depth), ""]


def _fence(depth: int) -> str:
    """Outer blocks need more slashes than inner ones; authors need not count them."""
    return "/" * max(3, 20 - depth)
