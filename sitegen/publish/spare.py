"""A work space → its spare tree, under a name that only this build knows.

Forked workers write by that name. Those of a killed build may outlive it, but as soon as the next build has given the
tree another name, they find no way into it.
"""

# ruff: noqa: PTH104, PTH112, PTH208
# os on strings, as in the rest of this package.

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress

from .shelf import Shelf

if sys.platform != "win32":
    import fcntl

_PATIENCE = 1.0  # seconds for a system call of a worker that cannot begin another one


def adopt(work: str, shelf: Shelf) -> str:
    """The path of the spare tree from now on, whether there is one or not."""
    path = f"{work}/next-{os.getpid()}-{time.time_ns()}"
    found = sorted(name for name in os.listdir(work) if name == "next" or name.startswith("next-"))
    for name in found[:1]:
        os.rename(f"{work}/{name}", path)
    for name in found[1:]:  # a hand made it: no build leaves two
        shelf.take(f"{work}/{name}", name)
    return path


def retire(path: str, work: str) -> None:
    """Gives the tree its usual name again, by which no worker can write."""
    with suppress(OSError):
        os.rename(path, f"{work}/next")


def hold(path: str) -> int | None:
    """A descriptor by which the next builder sees that this process, or one forked from it, may still write here."""
    if sys.platform == "win32":
        return None
    descriptor = os.open(path, os.O_RDONLY)
    with suppress(OSError):  # a disk without locks: there the new name must do
        _lock(descriptor, shared=True)
    return descriptor


def await_orphans(path: str) -> None:
    """Waits for what the workers of a killed build had begun; they can begin nothing more."""
    if sys.platform == "win32":
        return
    if not os.path.isdir(path):
        return
    descriptor, until = os.open(path, os.O_RDONLY), time.monotonic() + _PATIENCE
    try:
        while time.monotonic() < until:
            try:
                _lock(descriptor, shared=False)
            except BlockingIOError:
                time.sleep(0.005)
            else:
                return
    except OSError:
        pass  # as in hold()
    finally:
        os.close(descriptor)


def _lock(descriptor: int, shared: bool) -> None:
    """For a worker, which shares it with others; or alone, which raises BlockingIOError while there are any."""
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
