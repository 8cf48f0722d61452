"""Work shared out to forked processes: every result once, and no failure that nobody hears of."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sitegen.build import crew


@pytest.mark.parametrize(("processes", "share"), [(1, 16), (2, 1), (3, 7), (4, 500)])
def test_each_task_is_done_once_whoever_does_it(processes: int, share: int) -> None:
    assert sorted(crew.each(lambda n: n * n, range(200), processes, share)) == [n * n for n in range(200)]


def test_the_work_is_done_by_several_processes() -> None:
    def slow(_: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    assert len(set(crew.each(slow, range(40), 3, 1))) == 3


def test_more_tasks_than_a_pipe_has_room_for_are_no_trouble() -> None:
    assert sum(crew.each(lambda n: 1, range(200_000), 2, 1)) == 200_000


def test_a_full_disk_in_a_worker_is_a_full_disk_here() -> None:
    here = os.getpid()

    def work(_: int) -> None:
        if os.getpid() != here:
            raise OSError(28, "No space left on device")
        time.sleep(0.01)

    with pytest.raises(OSError, match="No space"):
        list(crew.each(work, range(40), 2, 1))


def test_a_worker_that_fails_says_how_and_where() -> None:
    here = os.getpid()

    def work(_: int) -> None:
        time.sleep(0.005)
        if os.getpid() != here:
            raise LookupError("no such drawer")

    with pytest.raises(crew.Lost, match="no such drawer"):
        list(crew.each(work, range(40), 2, 1))


def test_a_worker_that_is_killed_is_noticed() -> None:
    here = os.getpid()

    def work(_: int) -> None:
        time.sleep(0.005)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="code -9"):
        list(crew.each(work, range(40), 2, 1))


def test_a_worker_that_cannot_even_say_what_failed_ends_all_the_same() -> None:
    """Its place for results is full: it must not go on as a second copy of the build."""
    here = os.getpid()

    def work(_: int) -> object:
        time.sleep(0.005)
        return None if os.getpid() == here else (lambda: None)  # nothing that could be written down

    class Unsayable(OSError):
        def __reduce__(self) -> str:
            raise OSError(28, "No space left on device")

    def worse(number: int) -> object:
        if os.getpid() != here:
            raise Unsayable
        return work(number)

    for failing, told in ((work, crew.Lost), (worse, ChildProcessError)):
        with pytest.raises(told):
            list(crew.each(failing, range(40), 2, 1))
        assert os.getpid() == here


def test_a_failure_here_leaves_no_worker_behind(tmp_path: Path) -> None:
    here = os.getpid()

    def work(number: int) -> None:
        if os.getpid() == here:
            raise LookupError("here")
        (tmp_path / str(number)).touch()
        time.sleep(0.02)

    before = children(here)  # such as the browser of other tests
    with pytest.raises(LookupError, match="here"):
        list(crew.each(work, range(1000), 3, 1))
    assert len(list(tmp_path.iterdir())) < 100
    assert children(here) == before


def children(parent: int) -> set[int]:
    """The processes that a process has begun and not yet seen off."""
    found = set()
    for about in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            found |= {int(about.parent.name)} if int(about.read_text().rpartition(")")[2].split()[1]) == parent else set()
    return found


def test_a_second_process_is_asked_for_only_where_it_is_worth_it() -> None:
    assert crew.workers(10, 60, None) == 1
    assert crew.workers(10_000, 60, 3) == 3
    assert crew.workers(130, 60, 8) == 2
