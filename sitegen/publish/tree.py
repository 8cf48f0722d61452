"""Two trees on one disk → the spare one in step with the live one, file by file, by hard links."""

# ruff: noqa: PTH101, PTH102, PTH103, PTH105, PTH106, PTH108, PTH112, PTH113, PTH116, PTH123
# Ten thousand files a build: os on strings takes a third of pathlib's time.

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress

from .entry import TEMPORARY, Entry, by_hand, digest, folders, write_all

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP}


def measure(path: str, known: str | None = None) -> Entry:
    """A file as it stands on the disk; its digest is empty when it is no plain file, and `known` spares reading it."""
    found = os.stat(path, follow_symlinks=False)
    if known is None:
        known = _read(path) if stat.S_ISREG(found.st_mode) else ""
    return (known, found.st_size, found.st_mtime_ns, found.st_ino)


def walk(top: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is below a folder, as path from there and entry; a folder comes before what it holds."""
    pending = [""]
    while pending:
        lead = pending.pop()
        with os.scandir(f"{top}/{lead}") as entries:
            for entry in entries:
                path = lead + entry.name
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path + "/")
                yield path, entry


def survey(live: str) -> dict[str, Entry]:
    """Every file of a tree of which nothing is known, read and measured."""
    if not os.path.isdir(live):
        return {}
    found = [p for p, entry in walk(live) if not entry.is_dir(follow_symlinks=False) and not by_hand(p, entry)]
    return {path: measure(f"{live}/{path}") for path in found}


def catch_up(live: str, ready: str, stale: Iterable[str], files: Container[str]) -> bool:
    """Brings `ready` into step when it differs from `live` in the stale paths only; False when it met more than that."""
    known = {""}
    deepest_first = sorted(stale, reverse=True)  # a folder may have become a file since
    try:
        for path in deepest_first:
            discard(ready, path, known)
        for path in deepest_first:
            if path in files:
                relink(live, ready, path, known)
    except OSError:
        return False
    return True


def rebuild(live: str, ready: str, files: Mapping[str, Entry]) -> None:
    """Brings `ready` into step whatever it holds: what is the same file already stays."""
    os.makedirs(ready, exist_ok=True)
    needed, known, right = folders(files), {""}, set()
    needless: list[str] = []
    for path, entry in list(walk(ready)):
        if entry.is_dir(follow_symlinks=False):
            (known.add if path in needed else needless.append)(path)
        elif path in files and entry.inode() == files[path][3]:
            right.add(path)
        else:
            os.unlink(f"{ready}/{path}")
    for path in reversed(needless):
        os.rmdir(f"{ready}/{path}")
    for path in files:
        if path not in right:
            relink(live, ready, path, known)


def carry(live: str, ready: str, files: Container[str]) -> dict[str, Entry]:
    """Brings the author's own dot files at the top into step, and says which there are."""
    theirs, ours = _own(live, files), _own(ready, files)
    for name, entry in ours.items():
        if name not in theirs or theirs[name].inode() != entry.inode():
            os.unlink(entry.path)
    for name, entry in theirs.items():
        if name not in ours or ours[name].inode() != entry.inode():
            _link(entry.path, f"{ready}/{name}")
    return {name: _measured(entry.path) for name, entry in theirs.items()}


def relink(live: str, ready: str, path: str, known: set[str]) -> None:
    """Makes a path of `ready` the same file as in `live`; one that was taken away by hand is left out."""
    make_folder(ready, path.rpartition("/")[0], known)
    with suppress(FileNotFoundError):
        os.unlink(f"{ready}/{path}")
    source = f"{live}/{path}"
    try:
        _link(source, f"{ready}/{path}")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        if os.path.isfile(source):
            raise


def write(top: str, path: str, content: bytes, mark: str, known: set[str]) -> Entry:
    """Puts a new file in the place of an old one, whose inode may be in the other tree too and stays as it is."""
    folder, _, _ = path.rpartition("/")
    make_folder(top, folder, known)
    try:
        return _created(f"{top}/{path}", content, mark)
    except FileExistsError:
        pass
    temporary = f"{top}/{folder}/{TEMPORARY}-{os.getpid()}"  # other processes write here too
    entry = _created(temporary, content, mark)
    try:
        os.replace(temporary, f"{top}/{path}")
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return entry


def _created(path: str, content: bytes, mark: str) -> Entry:
    """A file where there is none: by descriptor, which takes half the time."""
    descriptor = os.open(path, _NEW, 0o644)
    try:
        write_all(descriptor, content)
        about = os.fstat(descriptor)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    finally:
        os.close(descriptor)
    return (mark, about.st_size, about.st_mtime_ns, about.st_ino)


def discard(top: str, path: str, known: set[str]) -> None:
    """Removes a file, and the folders that are empty without it."""
    with suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(f"{top}/{path}")
    prune(top, path, known)


def prune(top: str, path: str, known: set[str]) -> None:
    """Removes the folders above a path that hold nothing."""
    while path := path.rpartition("/")[0]:
        try:
            os.rmdir(f"{top}/{path}")
        except FileNotFoundError:
            pass
        except OSError:
            return
        known.discard(path)


def make_folder(top: str, path: str, known: set[str]) -> None:
    """Sees that a folder and those above it exist; `known` are those that do."""
    if path in known:
        return
    make_folder(top, path.rpartition("/")[0], known)
    try:
        os.mkdir(f"{top}/{path}")
    except FileExistsError:
        if not os.path.isdir(f"{top}/{path}"):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), f"{top}/{path}") from None
    known.add(path)


def resemble(folder: str, model: str) -> None:
    """Gives a tree's top the owner, rights and attributes of the one whose place it takes (a web server's, say)."""
    have, want = os.stat(folder), os.stat(model)
    if hasattr(os, "chown") and (have.st_uid, have.st_gid) != (want.st_uid, want.st_gid):
        with suppress(OSError):
            os.chown(folder, want.st_uid, want.st_gid)
    if have.st_mode != want.st_mode:
        with suppress(OSError):
            os.chmod(folder, stat.S_IMODE(want.st_mode))
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(model):
                os.setxattr(folder, name, os.getxattr(model, name))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        import shutil  # 8 ms, for disks without hard links only: there each build copies

        shutil.copy2(source, target, follow_symlinks=False)


def _own(top: str, files: Container[str]) -> dict[str, os.DirEntry[str]]:
    if not os.path.isdir(top):
        return {}
    with os.scandir(top) as entries:
        return {e.name: e for e in entries if by_hand(e.name, e) and e.name not in files}


def _measured(path: str) -> Entry:
    """As `measure`, for a file that we may not be allowed to read."""
    try:
        return measure(path)
    except PermissionError:
        return measure(path, known="")


def _read(path: str) -> str:
    with open(path, "rb") as file:
        return digest(file.read())
