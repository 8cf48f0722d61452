"""What was saved → News of a build: one at a time, in a thread, and another one after it for what was saved meanwhile."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from .. import build
from ..problems import Place, Problem, count, problem, report

_PASSING = {"busy", "output-in-use"}  # nobody need edit anything for these to pass
_AGAIN = 0.5  # seconds until a build that met one of them is tried again
_PACKAGE = Path(build.__file__).parent


@dataclass(frozen=True, slots=True)
class News:
    """What the last build came to. A page that was served with another number is out of date."""

    number: int = 0
    problems: tuple[Problem, ...] = ()


class Workshop:
    """The one place where a served project is built."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.output = build.Settings(project, date.today()).target
        self.news = News()
        self._memory = build.Memory(lasting=True)
        self.ready = asyncio.Event()  # the first build is over
        self._saved: set[str] = set()
        self._wanted = asyncio.Event()

    def want(self, saved: Iterable[str] = ()) -> None:
        """Asks for a build because of these files; one that is running is followed by another."""
        self._saved.update(saved)
        self._wanted.set()

    async def work(self, announce: Callable[[], None]) -> None:
        """Builds whenever that is wanted, and announces what changed; never ends by itself."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            saved, self._saved = self._saved, set()
            began = time.perf_counter()
            outcome = await asyncio.to_thread(_built, self.project, self._memory)
            if outcome.failed and self._saved:  # a save of several steps, half done: the next build has the whole
                self._saved |= saved
                continue
            self._take(outcome, saved, time.perf_counter() - began, announce)
            await self._rest()

    def _take(self, outcome: build.Outcome, saved: set[str], seconds: float, announce: Callable[[], None]) -> None:
        before, problems, what = self.news, tuple(outcome.problems), _named(saved)
        changed = outcome.published is not None and outcome.published.exchanged
        changed = changed or any("content/figures/" in f.replace("\\", "/") for f in saved)  # the contact sheet shows it, if no page does
        if changed or problems != before.problems or not before.number:
            self.news = News(time.time_ns(), problems)
        if problems and problems != before.problems:
            say(f"\n{report(problems)}\n")
        say(f"{datetime.now():%H:%M:%S} {what}: {_summary(outcome, seconds)}; {count(problems)}")
        self.ready.set()
        if self.news is not before:
            announce()
        if any(p.code in _PASSING for p in problems):
            asyncio.get_running_loop().call_later(_AGAIN, self.want)

    async def _rest(self) -> None:
        """Between builds: what can be done beforehand. When a hand was in the published site, it is built again."""
        if self._memory.sure and not await asyncio.to_thread(self._memory.rest, self.project):
            self.want(["output"])


def _built(project: Path, memory: build.Memory) -> build.Outcome:
    """A build's outcome, whatever happens in it. One process: a fork would take the server's threads and sockets along."""
    try:
        return build.build(build.Settings(project, build.today(), jobs=1), memory=memory)
    except Exception as error:
        return build.Outcome([_internal(error, project)])


def _internal(error: Exception, project: Path) -> Problem:
    """sitegen's own fault as a problem; the traceback goes into a file, for those who can mend it."""
    file = project / ".sitegen" / "internal-error.txt"
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_PACKAGE)]
    path = Path(frames[-1].filename).relative_to(_PACKAGE.parent).as_posix()
    return problem(
        "internal-error",
        f"sitegen itself failed: {type(error).__name__}: {error}".rstrip(": "),
        Place(path, frames[-1].lineno or 0),
        f"undo your last change to go on, and send the file {file.as_posix()} to those who make sitegen",
    )


def _named(saved: Iterable[str]) -> str:
    first, *rest = sorted(saved) or ["first build"]
    return f"{first} and {len(rest)} more" if rest else first


def _summary(outcome: build.Outcome, seconds: float) -> str:
    if outcome.published is None:
        return "nothing was published"
    changed = outcome.published.written + outcome.published.removed
    return f"{outcome.pages} pages in {seconds:.2f} s, {changed} files changed"


def say(line: str) -> None:
    """A line for the person at the terminal, at once, even where a program reads along."""
    print(line, flush=True)  # noqa: T201
