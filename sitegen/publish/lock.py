"""A work space → one builder at a time."""

from __future__ import annotations

import os
import sys
import time

if sys.platform != "win32":
    import fcntl

_PATIENCE = 0.2  # seconds: a killed build's worker that has only just been forked still holds the lock
_held: set[int] = set()


class Busy(Exception):
    """Another build is at work in this work space."""


def take(path: str) -> int:
    """The descriptor that holds the lock, which a kill lets go of too; raises Busy."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    until = time.monotonic() + _PATIENCE
    while not _locked(descriptor):
        if time.monotonic() > until:
            os.close(descriptor)
            raise Busy(path)
        time.sleep(0.005)
    _held.add(descriptor)
    return descriptor


def _locked(descriptor: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass  # a network disk without locks: two builders there can only be asked not to
    return True


def holds(descriptor: int) -> bool:
    """Whether this process, and not the one that forked it, has the lock."""
    return descriptor in _held


def release(descriptor: int) -> None:
    """Lets the next builder in."""
    if descriptor in _held:
        _held.discard(descriptor)
        os.close(descriptor)


def _leave_to_parent() -> None:
    """In a forked worker: the lock is the parent's, or a worker that outlives a killed build would keep it."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_parent)
