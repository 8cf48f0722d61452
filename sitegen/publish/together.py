"""Jobs → their answers, by this process from the first and by a forked one from the last, until they meet.

So a processor that has nothing to do halves the time, and one that is busy with other things costs nothing.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

_KILL = 9  # `signal` takes a while to load
CHUNK = 500  # rows of one job: about a millisecond
MANY = 8  # jobs; below this a second process costs more than it brings

Rows = Sequence[Any]  # tuples that begin with a path
Check = Callable[[Rows], list[int]]  # → the numbers of the rows it found
Job = tuple[Check, Rows]


def done(jobs: list[Job]) -> list[str]:
    """The first column of all rows that the checks found."""
    others: list[bytes] = []
    if sys.platform == "win32" or len(jobs) < MANY or not _may_fork():
        own = [check(rows) for check, rows in jobs]
    else:
        own, others = _with_help(jobs)
    found = [rows[n][0] for (_, rows), numbers in zip(jobs, own, strict=False) for n in numbers]
    last = jobs[len(jobs) - len(others) :] if others else []
    return found + [rows[n][0] for (_, rows), flags in zip(reversed(last), others, strict=True) for n in _set(flags)]


if sys.platform != "win32":

    def _with_help(jobs: list[Job]) -> tuple[list[list[int]], list[bytes]]:
        """The numbers of the first jobs, in order; and a flag for each row of the others, from the last job on."""
        receive, send = os.pipe()
        try:
            child = os.fork()
        except OSError:  # no room for a process
            child = -1
        if child == 0:
            _help(jobs, send)
        os.close(send)
        os.set_blocking(receive, False)
        own: list[list[int]] = []
        others: list[bytes] = []
        rest = b""
        try:
            while len(own) + len(others) < len(jobs):
                check, rows = jobs[len(own)]
                own.append(check(rows))
                try:
                    rest += os.read(receive, 1 << 16)
                except BlockingIOError:
                    continue
                while len(own) + len(others) < len(jobs):
                    size = len(jobs[-1 - len(others)][1])
                    if len(rest) < size:
                        break
                    others.append(rest[:size])
                    rest = rest[size:]
        finally:
            os.close(receive)
            if child > 0:
                os.kill(child, _KILL)  # it would only go on with what is done
                os.waitpid(child, 0)
        return own, others

    def _help(jobs: list[Job], send: int) -> None:
        """What the forked process does; should it fail, the other one comes to the same job and tells of it."""
        try:
            gc.disable()  # it would touch, and so copy, all of the memory
            for check, rows in reversed(jobs):
                flags = bytearray(len(rows))
                for n in check(rows):
                    flags[n] = 1
                os.write(send, flags)
        finally:
            os._exit(0)


def _set(flags: bytes) -> list[int]:
    return [n for n, flag in enumerate(flags) if flag] if any(flags) else []


def _may_fork() -> bool:
    """Where a processor has nothing to do; a fork of several threads is unsafe: what another has locked stays locked."""
    if not hasattr(os, "fork"):
        return False
    try:
        with open("/proc/loadavg", "rb") as file:  # noqa: PTH123
            running = int(file.read().split()[3].partition(b"/")[0])
    except (OSError, ValueError, IndexError):
        running = 1
    if running >= (os.cpu_count() or 1):
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1
