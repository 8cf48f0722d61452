"""(output, work space) → Problems: what forbids publishing here, told before anything is touched."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..problems import Place, Problem, problem
from . import look, state
from .entry import MARKER
from .lock import Busy
from .workspace import disk, nearest, real

_REPOSITORIES = (".git", ".hg", ".svn")

_CHOOSE = "choose an empty or a new folder with --output"
_FAILURES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "output-not-writable",
    errno.EPERM: "output-not-writable",
    errno.EROFS: "output-not-writable",
    errno.EXDEV: "output-on-other-disk",
    errno.EBUSY: "output-on-other-disk",
}
_IN_USE = 32  # Windows: ERROR_SHARING_VIOLATION
_WORDS = {
    "disk-full": ("the disk is full", "make some room and build again"),
    "output-not-writable": ("this user may not write here", f"allow it, for the folder above too, or {_CHOOSE}"),
    "output-on-other-disk": ("this folder cannot change places with others", "name one in it: `--output {}/site`"),
    "output-in-use": ("another program has a file here open", "close what shows or copies the site, and build again"),
    "output-failed": ("the disk failed", "look after the disk or the network drive, and build again"),
}


def refusals(output: Path, workspace: Path, look: bool = True) -> Iterator[Problem]:
    """Why nothing may be published in this folder, or each file in it that sitegen did not put there.

    Without a `look` nobody looks for files: a builder that watches does so between its builds.
    """
    try:
        if misplaced := _misplaced(output, workspace):
            yield _problem(*misplaced, output)
            return
        for path in _foreign(output, workspace) if look else ():
            message = "sitegen did not make this, and a new site would not have it"
            yield _problem("foreign-file", message, "move it away, out of the output folder", output / path)
    except OSError as error:  # a folder that may not even be looked into
        yield describe(error, output)


def describe(error: OSError | Busy, output: Path) -> Problem:
    """What kept a build from publishing, for the person who builds; the published site is as it was."""
    if isinstance(error, Busy):
        return _problem("busy", "another build of this site is running", "wait until it ends, and build again", output)
    code = _FAILURES.get(error.errno or 0, "output-failed")
    if getattr(error, "winerror", None) == _IN_USE:
        code = "output-in-use"
    message, mend = _WORDS[code]
    cause = f" ({error.strerror.lower()})" if code == "output-failed" and error.strerror else ""
    return _problem(code, f"{message}{cause}; the published site is as it was", mend.format(output.as_posix()), output)


def is_ours(output: Path) -> bool:
    """Whether a build may replace this folder: sitegen made it, or there is nothing in it yet."""
    if output.is_symlink() or not output.exists():
        return not output.is_symlink()
    return output.is_dir() and ((output / MARKER).is_file() or {p.name for p in output.iterdir()} <= {".gitignore"})


def _misplaced(output: Path, workspace: Path) -> tuple[str, str, str] | None:
    """The code, message and help of the first thing that is wrong with the folder itself."""
    at, work = real(output), real(workspace)
    if output.is_symlink():
        return "output-not-a-folder", "this is a link", f"name the place it leads to: `--output {output.resolve()}`"
    if output.exists() and not output.is_dir():
        return "output-not-a-folder", "this is a file, and a site needs a folder", f"move it away, or {_CHOOSE}"
    if at == work.parent or at in work.parents:
        return "output-holds-project", "this folder holds the project itself", _CHOOSE
    if at == work or work in at.parents:
        return "output-holds-project", f"this folder is part of sitegen's work space `{workspace.as_posix()}`", _CHOOSE
    if disk(at) != disk(workspace.resolve()):
        message = f"this folder is on another disk than `{workspace.as_posix()}`, or is the top of a disk"
        return "output-on-other-disk", message, _WORDS["output-on-other-disk"][1].format(output.as_posix())
    if not is_ours(output):
        return "output-not-ours", "this folder has files, and sitegen did not make it", f"{_CHOOSE}, or move them away"
    # To change places, a folder must be writable itself, and so must the one above it.
    for folder in (nearest(at), nearest(at.parent), nearest(work)):
        if not os.access(folder, os.W_OK | os.X_OK):
            return "output-not-writable", f"this user may not write in `{folder}`", f"allow it, or {_CHOOSE}"
    return None


def _foreign(output: Path, workspace: Path) -> Iterable[str]:
    """What was put into the published tree by hand: files, and folders of nothing else."""
    if not output.is_dir():
        return ()
    known = state.load(str(workspace / "state"), state.inode(str(output)))
    if not known:  # whose the files are cannot be told; staging sets aside what it does not make again
        return [name for name in _REPOSITORIES if (output / name).is_dir()]
    return look.foreign(str(output), known)


def _problem(code: str, message: str, help: str, path: Path) -> Problem:
    return problem(code, message, Place(path.as_posix()), help)
