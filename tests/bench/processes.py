"""A command → what it cost: wall seconds, CPU seconds and the memory of its largest process, as the system counts them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parents[2]
_SHOWN = 2000  # the last characters of what a failed command said


class Failed(Exception):
    """A command that came to nothing, or a site that does not show what it should."""


class Cost(NamedTuple):
    """One run; memory in MiB."""

    wall: float
    cpu: float
    memory: float


def surroundings() -> dict[str, str]:
    """The environment of every command: sitegen is this checkout's own."""
    return {**os.environ, "PYTHONPATH": str(CHECKOUT)}


def timed(command: Sequence[str], folder: Path) -> Cost:
    """Runs a command in a folder to its end."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=surroundings(), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            words = said.read().decode("utf-8", "replace")[-_SHOWN:]
            raise Failed(f"`{' '.join(command)}` ended with {child.returncode}\n{words}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def end(child: subprocess.Popen[bytes]) -> None:
    """Ends a command that was started in a session of its own, and all that it started: politely, then for certain."""
    for sign, patience in ((signal.SIGINT, 5), (signal.SIGKILL, None)):
        try:
            os.killpg(child.pid, sign)
            child.wait(patience)
            return
        except ProcessLookupError:
            child.wait()
            return
        except subprocess.TimeoutExpired:
            continue
