"""How long builds take: cold, with nothing to do, after one edit. Wall seconds, CPU seconds and peak memory, the median of some rounds.

    ./run bench [TIER PAGES] [ROUNDS]

Absolute times say little on a shared machine: compare the rows of one run with each other.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import corpus

Row = tuple[float, float, float]


def timed(project: Path) -> Row:
    """Wall seconds, CPU seconds and MiB of one `sitegen build`, as the system counts them."""
    began = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)]
    command = [sys.executable, "-m", "sitegen", "build", "--project", str(project)]
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"the build of {project} failed: run it by hand")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measured(project: Path) -> dict[str, Row]:
    """One round."""
    for made in (project / "output", project / ".sitegen"):
        shutil.rmtree(made, ignore_errors=True)
    rows = {"cold": timed(project)}
    time.sleep(0.2)
    rows["note written"] = timed(project)  # files saved a moment before a build are not trusted: one more, not counted below
    rows["no change"] = timed(project)
    card = project / "content/cards/move-1.yml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace('"feel": "', '"feel": "Edited. '), encoding="utf-8")
    rows["one card edited"] = timed(project)
    card.write_text(text, encoding="utf-8")
    return {name: row for name, row in rows.items() if name != "note written"}


def main(pages: int = 2000, rounds: int = 3) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = corpus.write(Path(folder) / "project", pages)
        found = [measured(project) for _ in range(rounds)]
    print(f"{pages} tier pages, {rounds} rounds, medians")
    print(f"{'':18}{'wall s':>8}{'cpu s':>8}{'MiB':>6}")
    for name in found[0]:
        wall, cpu, memory = (statistics.median(r[name][n] for r in found) for n in range(3))
        print(f"{name:18}{wall:8.2f}{cpu:8.2f}{memory:6.0f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
