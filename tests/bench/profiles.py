"""A cold build of a sitegen project → the functions in which its time goes, on one process."""

from __future__ import annotations

import pstats
import sys
from pathlib import Path

import tools
from processes import CHECKOUT, timed

_SHOWN = 30


def measure(folder: Path, tier_pages: int) -> None:
    """Prints the functions by the time in them, then sitegen's own by the time in them and all that they call."""
    (ours,) = tools.prepared(folder, tier_pages, [])
    kept = folder / "profile"
    code = f"import cProfile; from sitegen.cli import main; cProfile.run(\"main(['build', '--jobs', '1'])\", {str(kept)!r})"
    timed([sys.executable, "-c", code], ours.project)
    found = pstats.Stats(str(kept))
    print(f"{tier_pages} tier pages, cold, one process; a profiled build takes about twice as long")
    found.sort_stats("tottime").print_stats(_SHOWN)
    found.sort_stats("cumtime").print_stats(str(CHECKOUT / "sitegen"), _SHOWN)
