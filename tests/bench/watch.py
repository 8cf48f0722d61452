"""A card saved again and again → the milliseconds until the last of its pages is on the disk with the new words.

sitegen is asked for all pages of the card, Hugo for one: there, each tier's page is a file of its own, and one is saved.
"""

from __future__ import annotations

import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import table
import tools
from budgets import budget
from processes import Failed, end, surroundings
from tools import CARD, Edit, Tool

ROW = "save to files, watching"
_PATIENCE = 120  # seconds
_QUIET = 1.0  # seconds between saves, and a little more: a person's saves come to no beat


def measure(folder: Path, tier_pages: int, saves: int, names: Sequence[str], markdown: bool = False) -> None:
    """Prints the median, the 95th in a hundred and the longest of both."""
    if names not in ([], ["hugo"]):
        print("!! only Hugo is watched beside sitegen")
    ours, *rivals = tools.prepared(folder, tier_pages, [name for name in names if name == "hugo"])
    rows = [["", "p50 ms", "p95 ms", "max ms"]]
    medians = []
    for tool in (ours, *rivals):
        found = _latencies(tool, saves)
        medians.append(statistics.median(found))
        late = statistics.quantiles(found, n=20, method="inclusive")[-1]
        rows.append([tool.name, *(f"{number * 1000:.0f}" for number in (medians[-1], late, max(found)))])
        tool.forget()
    print(f"{tier_pages} tier pages, {saves} saves each\n\n" + table.shown(rows, markdown))
    if rivals:
        wanted, ratio = budget(ROW, tier_pages), medians[0] / medians[1]
        print(f"\n{ROW}: ratio of the medians {ratio:.3f}; {f'target {wanted}: {wanted.verdict(ratio, None)}' if wanted.ratio else 'no target at this size'}")


def _latencies(tool: Tool, saves: int) -> list[float]:
    """Starts the tool's server, and saves so many times."""
    with (tool.project.parent / f"{tool.name}.log").open("w+b") as said:
        server = subprocess.Popen(
            _server(tool), cwd=tool.project, env=surroundings(), stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
        try:
            edit = _ready(tool, server)
            text = edit.files[0].read_text(encoding="utf-8")
            chance, found = random.Random(1), []
            for number in range(saves):
                time.sleep(_QUIET + chance.random() / 4)
                found.append(_saved(edit, text, f"watched{number}x"))
            return found
        except Failed as failed:
            said.seek(0)
            raise Failed(f"{tool.name}: {failed}\n{said.read().decode('utf-8', 'replace')[-2000:]}") from None
        finally:
            end(server)


def _server(tool: Tool) -> list[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    if tool.name == "sitegen":
        return [sys.executable, "-m", "sitegen", "serve", "--port", port]
    server = [tool.command[0], "server", "--quiet", "--port", port]
    described = subprocess.run([*server[:2], "--help"], capture_output=True, text=True, check=False).stdout
    return [*server, *(["--renderToDisk"] if "--renderToDisk" in described else [])]  # newer ones write to the disk unasked


def _ready(tool: Tool, server: subprocess.Popen[bytes]) -> Edit:
    """Waits for the first build and until the server is at rest; what will be saved, and where it must show."""
    whole, until = tool.edits[CARD], time.monotonic() + _PATIENCE
    edit = Edit(whole.files[:1], whole.change, lambda: whole.pages()[: None if tool.name == "sitegen" else 1])
    before, calm = -1.0, 0
    while calm < 4:
        time.sleep(0.5)
        if server.poll() is not None or time.monotonic() > until:
            raise Failed("the server did not come to rest")
        pages = edit.pages()
        spent = _cpu(server.pid)
        calm = calm + 1 if pages and all(p.is_file() for p in pages) and spent - before < 0.05 else 0
        before = spent
    return edit


def _cpu(process: int) -> float:
    """Seconds of CPU that a process has used, in hundredths; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100
    except OSError:
        return 0.0


def _saved(edit: Edit, text: str, mark: str) -> float:
    """Seconds from one save of the text with a new mark to the last page that shows it."""
    pages = edit.pages()
    edit.files[0].write_text(edit.change(text, mark), encoding="utf-8")
    began = time.perf_counter()
    for page in pages:
        while not _shows(page, mark):
            if time.perf_counter() - began > _PATIENCE:
                raise Failed(f"{page.name} does not show what was saved")
            time.sleep(0.001)
    return time.perf_counter() - began


def _shows(page: Path, mark: str) -> bool:
    try:
        return mark in page.read_text(encoding="utf-8")
    except OSError:  # it is being exchanged
        return False
