"""A published tree → a folder on any disk, such as a USB stick: no links between files, no exchange of folders, large and small letters alike.

First everything that is new is written into a folder of its own there; only then do the files take their places, one by one.
So whatever fails while writing, a full disk or a stick that is pulled out, leaves the old copy whole; a stop after that is
mended by the next build, which compares every byte. A file that sitegen did not put there is never touched.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import Place, Problem, problem
from .entry import MARKER, NOBODYS, digest
from .place import describe

_NEW = ".sitegen-new"  # where a copy is written before it takes its place
_NOTE = "sitegen made this folder. Each new copy takes the place of what is in it.\nKeep your own files somewhere else.\n"
_SYSTEMS = {name.lower() for name in NOBODYS} | {"system volume information", "$recycle.bin", "lost+found", "found.000"}  # left by other systems on every disk
_NOT_ON_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_CHOOSE = "name an empty or a new folder after --usb"


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files of a copy were written, were there already, and were taken away."""

    written: int
    unchanged: int
    removed: int


def site(project: Path) -> Path:
    """Where the site is built that is copied to a stick."""
    return project / ".sitegen" / "usb" / "site"


def refusals(folder: Path, project: Path) -> Iterator[Problem]:
    """Why no copy may be made in this folder, told before anything is built."""
    try:
        yield from _refusals(folder, project)
    except OSError as error:
        yield describe(error, folder)


def _refusals(folder: Path, project: Path) -> Iterator[Problem]:
    place, at, home = Place(folder.as_posix()), folder.resolve(), project.resolve()
    if folder.exists() and not folder.is_dir():
        yield problem("output-not-a-folder", "this is a file, and a copy needs a folder", place, _CHOOSE)
    elif at in (home, *home.parents):
        yield problem("output-holds-project", "this folder holds the project itself", place, _CHOOSE)
    elif any(at.is_relative_to(home / name) for name in ("content", "templates", "output", ".sitegen")):
        yield problem("output-holds-project", "this folder is a part of the project that builds read or make anew", place, _CHOOSE)
    elif not folder.is_dir():
        return
    elif not (folder / MARKER).is_file():
        if any(True for _ in _seen(folder)):
            yield problem("output-not-ours", "this folder has files, and sitegen did not make it", place, f"{_CHOOSE}, or move them away")
    else:
        ours = {path.lower() for path in _known(folder)}
        for path in _seen(folder):
            if path.lower() not in ours:
                yield problem("foreign-file", "sitegen did not put this there", Place((folder / path).as_posix()), "move it away, out of the folder of the copy")


def copy(source: Path, folder: Path) -> Copied | Problem:
    """Brings the folder up to date with a published tree; where that fails, the copy that was there is whole, or the next one mends it."""
    wanted = {path: source / path for path in sorted(_files(source)) if not path.startswith(".")}
    unfit = _unfit_path(wanted)
    if unfit:
        message = f"not every disk can hold a file called `{unfit}`, or tell it from another one"
        return problem("name-not-on-every-disk", message, Place(folder.as_posix()), "give the card, page or file that it is made of another name")
    try:
        return _copied(source, wanted, folder)
    except OSError as error:
        return describe(error, folder)


def _copied(source: Path, wanted: dict[str, Path], folder: Path) -> Copied:
    new, before = folder / _NEW, _known(folder)
    shutil.rmtree(new, ignore_errors=True)
    gone = [path for path in before if path not in wanted and (folder / path).is_file()]
    alike = {path.lower() for path in gone}  # may be the very files that are wanted, under a name in other letters
    fresh = {path for path, file in wanted.items() if path.lower() in alike or not _same(file, folder / path)}
    try:
        for path in sorted(fresh):
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(wanted[path], new / path)
        new.mkdir(parents=True, exist_ok=True)
        _note(folder, [*wanted, *gone])
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for path in sorted(gone, reverse=True):
        (folder / path).unlink(missing_ok=True)
        _prune(folder, path)
    for path in sorted(fresh):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (new / path).replace(folder / path)
    _note(folder, list(wanted))
    shutil.rmtree(new, ignore_errors=True)
    _settle(source, folder)
    return Copied(len(fresh), len(wanted) - len(fresh), len(gone))


def _files(top: Path) -> Iterator[str]:
    for folder, _, names in os.walk(top):
        at = Path(folder).relative_to(top)
        yield from ((at / name).as_posix() for name in names)


def _seen(folder: Path) -> Iterator[str]:
    """Files in a folder that somebody may miss: none of sitegen's unfinished ones, of another system, or that begin with a dot at the top."""
    for path in _files(folder):
        first, _, _ = path.partition("/")
        if not first.startswith(".") and first.lower() not in _SYSTEMS and path.rpartition("/")[2].lower() not in _SYSTEMS and not path.rpartition("/")[2].startswith("._"):
            yield path


def _known(folder: Path) -> list[str]:
    """The files that earlier copies put there; of a note that is damaged, none."""
    try:
        _, _, body = (folder / MARKER).read_text(encoding="utf-8").partition("\n\n")
        mark, _, paths = body.partition("\n")
        known = json.loads(paths) if mark == digest(paths.encode()) else []
    except (OSError, ValueError):
        return []
    return [path for path in known if isinstance(path, str) and not {"", ".", ".."} & set(path.split("/"))]


def _note(folder: Path, paths: list[str]) -> None:
    """Tells which files are sitegen's, before they come and after others have gone."""
    body = json.dumps(sorted(paths), ensure_ascii=False, indent=0)
    new = folder / _NEW / MARKER
    new.write_text(f"{_NOTE}\n{digest(body.encode())}\n{body}", encoding="utf-8", newline="\n")
    new.replace(folder / MARKER)


def _same(file: Path, there: Path) -> bool:
    try:
        return there.stat().st_size == file.stat().st_size and there.read_bytes() == file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _unfit_path(paths: Iterable[str]) -> str | None:
    """The first path that FAT, exFAT or Windows cannot hold, or that they take for another one."""
    seen: dict[str, str] = {}
    return next((path for path in paths if seen.setdefault(path.lower(), path) != path or any(map(_unfit, path.split("/")))), None)


def _unfit(name: str) -> bool:
    return len(name) > 255 or name.endswith((".", " ")) or name.split(".")[0].lower() in _NOT_ON_WINDOWS or any(sign in '<>:"|?*\\' or ord(sign) < 32 for sign in name)


def _prune(folder: Path, path: str) -> None:
    """Removes the folders above a path that hold nothing."""
    for above in Path(path).parents[:-1]:
        try:
            (folder / above).rmdir()
        except OSError:
            return


def _settle(source: Path, folder: Path) -> None:
    """Has another disk write everything now: sticks are pulled out early."""
    if hasattr(os, "sync") and folder.stat().st_dev != source.stat().st_dev:
        os.sync()
