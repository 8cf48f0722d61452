"""Folders → the names of the files saved in them, within milliseconds: livereload's watcher, on watchfiles."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path

from livereload import watcher
from watchfiles import Change, awatch

from .. import starter
from .builds import Workshop

_STEP, _DEBOUNCE = 2, 30  # milliseconds of quiet that end a save, and the longest wait for them
_PULSE = 100  # milliseconds between two looks at whether a watched folder is still the same one
# What editors and systems leave beside a file while they save it. `4913`: vim tries out whether it may write.
_SCRATCH = re.compile(r"^[.#]|[~#]$|\.(sw[a-z]|bak|tmp|temp|orig|part|vsctmp)$|^4913$|___jb_(tmp|old)___$")


class Watcher(watcher.Watcher):  # type: ignore[misc]
    """Tells the workshop what was saved, and livereload what came of it."""

    def __init__(self, workshop: Workshop, tasks: asyncio.TaskGroup) -> None:
        super().__init__()
        self._workshop = workshop
        self._group = tasks
        project = workshop.project.resolve()
        for folder in dict.fromkeys([project / "content", project / "templates", starter.root() / "templates"]):
            self.watch(folder)

    def start(self, callback: Callable[[], None]) -> bool:
        """Begins to watch, then builds; livereload calls it once, with what tells the browsers to reload."""

        def announce() -> None:
            self._changes.append(("*", None))  # which file it was is no help to a page that is built from many
            callback()

        self._group.create_task(self._watch())  # first, so that nothing is missed while the first build runs
        self._group.create_task(self._workshop.work(announce))
        self._workshop.want()
        return True

    async def _watch(self) -> None:
        async for saved in changes(list(self._tasks)):
            self._workshop.want(saved)


async def changes(folders: Sequence[Path]) -> AsyncIterator[set[str]]:
    """What was saved, moved or deleted, as paths beside the folders; a folder may come, go or be exchanged."""
    polling: bool | None = None
    while True:
        there = _identities(folders)
        try:
            found = awatch(
                *there,
                watch_filter=_Sources(folders),
                step=_STEP,
                debounce=_DEBOUNCE,
                rust_timeout=_PULSE,
                yield_on_timeout=True,
                force_polling=polling,
                ignore_permission_denied=True,
            )
            async with aclosing(found):
                async for saved in found:
                    if saved:
                        yield {_shown(Path(path), folders) for _, path in saved}
                    if _identities(folders) != there:
                        break
        except FileNotFoundError:
            await asyncio.sleep(_PULSE / 1000)  # it vanished between the look and the watch
        except OSError:  # the system watches no more folders for this user: look at them instead
            if polling:
                raise
            polling = True
        yield {f.name for f, _ in there.items() ^ _identities(folders).items()}


class _Sources:
    """Leaves out what is scratch: a name, or a folder on the way to it, that no author chose."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def __call__(self, change: Change, path: str) -> bool:
        return not any(_SCRATCH.search(part) for part in Path(_shown(Path(path), self._folders)).parts)


def _identities(folders: Sequence[Path]) -> dict[Path, int]:
    return {f: f.stat().st_ino for f in folders if f.is_dir()}


def _shown(path: Path, folders: Sequence[Path]) -> str:
    """`content/cards/heel-raise.yml`, from wherever the folder stands."""
    top = next((f.parent for f in folders if path.is_relative_to(f)), path.parent)
    return path.relative_to(top).as_posix()
