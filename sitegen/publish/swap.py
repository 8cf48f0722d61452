"""next ⇄ output: two whole trees change places in one system call, or by renames where there is no such call."""

# ruff: noqa: PTH104
# os on strings: the system call takes them as they are.

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

Exchange = Callable[[str, str], bool]

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE in linux/fcntl.h and linux/fs.h
_NUMBERS = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "ppc64le": 357, "s390x": 347}  # for a libc without the name
# EPERM: old container sandboxes say so of every call they do not know. If it is meant, the rename says it again.
_ABSENT = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}


def checkpoint(name: str) -> None:
    """Does nothing; the tests put a kill in its place."""


def exchange(one: str, other: str) -> bool:
    """Lets two folders change places in one step; False, and nothing done, where the system cannot."""
    renameat2 = _renameat2()
    number = renameat2(os.fsencode(one), os.fsencode(other)) if renameat2 else errno.ENOSYS
    if number in _ABSENT:
        return False
    if number:
        raise OSError(number, os.strerror(number), one, None, other)
    return True


def swap(live: str, ready: str, last: str, exchange: Exchange = exchange) -> None:
    """Publishes `ready` at `live`; what was there is `ready` afterwards."""
    if not os.path.lexists(live):
        os.rename(ready, live)
    elif not exchange(ready, live):
        _by_renames(live, ready, last)


def finish(live: str, ready: str, last: str) -> None:
    """Ends a swap by renames that was cut short: before the second one the old site comes back."""
    for vacant in (live, ready):
        if os.path.lexists(last) and not os.path.lexists(vacant):
            os.rename(last, vacant)


def _by_renames(live: str, ready: str, last: str) -> None:
    os.rename(live, last)
    checkpoint("away")
    try:
        os.rename(ready, live)
    except BaseException:
        if not os.path.lexists(live):
            os.rename(last, live)
        raise
    checkpoint("in")
    with suppress(OSError):  # the site is out; the next start sees to the rest
        os.rename(last, ready)


@cache
def _renameat2() -> Callable[[bytes, bytes], int] | None:
    """The exchange as a function that returns an errno, or 0."""
    if sys.platform != "linux":
        return None
    import ctypes  # 5 ms, and only a build that publishes needs it

    libc = ctypes.CDLL(None, use_errno=True)
    call = getattr(libc, "renameat2", None)
    before: tuple[ctypes.c_long, ...] = ()
    if call is None:
        number = _NUMBERS.get(os.uname().machine) if sys.maxsize > 2**32 else None
        if number is None:
            return None
        call, before = libc.syscall, (ctypes.c_long(number),)
    return lambda one, other: ctypes.get_errno() if call(*before, _HERE, one, _HERE, other, _EXCHANGE) else 0
