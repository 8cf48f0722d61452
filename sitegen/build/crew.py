"""(work, tasks) → results, on as many processes as there are: this one and forked ones, which take the next share when they are done with one."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WORD = 4  # bytes of a share's number; a pipe hands out so few in one piece
_MOST = 8000  # shares: their numbers must find room in a pipe that nobody reads yet


class Lost(Exception):
    """A worker failed in a way that nobody foresaw; it says how and where."""


class Told(Exception):
    """What a worker may come to: it is raised here as it was there."""


def workers(tasks: int, least: int, jobs: int | None) -> int:
    """How many processes so many tasks are worth, when each of them should have at least so many."""
    most = jobs or os.cpu_count() or 1
    return max(1, min(most, tasks // least)) if hasattr(os, "fork") else 1


def each(work: Callable[[T], R], tasks: Sequence[T], processes: int, share: int = 16) -> Iterator[R]:
    """The result of each task, in any order. Workers inherit all that is in memory, and what they change there is lost."""
    if processes < 2:
        yield from map(work, tasks)
        return
    share = max(share, -(-len(tasks) // _MOST))
    shares = [tasks[n : n + share] for n in range(0, len(tasks), share)]
    reading, writing = os.pipe()
    os.write(writing, b"".join(n.to_bytes(_WORD, "big") for n in range(len(shares))))
    os.close(writing)
    files = [_forked(work, shares, reading) for _ in range(processes - 1)]
    try:
        for number in _taken(reading):
            yield from map(work, shares[number])
    finally:
        for _ in _taken(reading):  # nothing, unless this process was stopped: then the others have no more to do
            pass
        os.close(reading)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, _ in files]
    for (_, file), code in zip(files, codes, strict=True):
        yield from _results(file, code)


def _taken(reading: int) -> Iterator[int]:
    while word := os.read(reading, _WORD):
        yield int.from_bytes(word, "big")


def _forked(work: Callable[[T], R], shares: Sequence[Sequence[T]], reading: int) -> tuple[int, IO[bytes]]:
    """A worker, and the file in which it leaves its results: a pipe would make it wait for us."""
    import tempfile  # 8 ms, and small builds need no worker

    file = tempfile.TemporaryFile()  # noqa: SIM115 (it is read when the worker has ended)
    child = os.fork()
    if child:
        return child, file
    code = 1
    try:
        code = _worked(work, shares, reading, file)
    finally:
        os._exit(code)  # whatever happens: it must never go on as a second copy of this build


def _worked(work: Callable[[T], R], shares: Sequence[Sequence[T]], reading: int, file: IO[bytes]) -> int:
    """A worker's whole life; its exit code."""
    code = 0
    try:
        for number in _taken(reading):
            for task in shares[number]:
                pickle.dump((True, work(task)), file, pickle.HIGHEST_PROTOCOL)
    except BaseException as error:
        code = 1
        pickle.dump((False, _portable(error)), file, pickle.HIGHEST_PROTOCOL)
    file.flush()
    return code


def _portable(error: BaseException) -> BaseException:
    return error if isinstance(error, Told | OSError | KeyboardInterrupt) else Lost("".join(traceback.format_exception(error)))


def _results(file: IO[bytes], code: int) -> Iterator[Any]:
    file.seek(0)
    with file:
        while True:
            try:
                good, result = pickle.load(file)
            except (EOFError, pickle.UnpicklingError):  # the end; or it was killed in the middle of a result
                break
            if not good:
                raise result
            yield result
    if code:
        raise ChildProcessError(f"a worker ended with code {code}")
