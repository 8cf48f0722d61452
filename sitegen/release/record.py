"""(what stands on the site, what was released) → what is new, as a block at the end of content/published.yml: written whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from .. import __version__, published
from ..build.standing import Standing
from ..model import Record, Release

PLACE = "content/published.yml"


def new(standing: Standing, record: Record, today: date) -> Release | None:
    """What no release has yet; None where there is nothing."""
    recorded = {(found.version.code, found.version.language) for found in record}
    fresh = tuple(address for address in standing.addresses if address not in record.addresses)
    versions = tuple(version for version in standing.versions if (version.code, version.language) not in recorded)
    known = set(record.signed)
    signed = tuple(vouched for vouched in standing.signed if vouched not in known)
    last = list(record.releases.values())[-1:]
    before = (last[0].overrides, last[0].waivers) if last else ((), ())
    if not (fresh or versions or signed or before != (standing.overrides, standing.waivers)):
        return None
    return Release(on=today, sitegen=__version__, addresses=fresh, versions=versions, signed=signed, overrides=standing.overrides, waivers=standing.waivers)


def name(record: Record, today: date) -> str:
    """The day, and for further releases of a day its number."""
    names = (today.isoformat() if number == 1 else f"{today.isoformat()}.{number}" for number in range(1, len(record.releases) + 2))
    return next(free for free in names if free not in record.releases)


def read(project: Path) -> bytes | None:
    """The record as it stands; None before the first release."""
    try:
        return (project / PLACE).read_bytes()
    except FileNotFoundError:
        return None


def longer(before: bytes | None, block: str) -> bytes:
    """The record with a block at its end; whatever stood there stays as it is, byte for byte."""
    if before is None:
        before = published.HEAD.encode()
    apart = b"" if not before or before.endswith((b"\n", b"\r")) else b"\n"
    return before + apart + block.encode()


def write(project: Path, content: bytes) -> None:
    """Puts the record there in one step: a full disk, or the end of this process, leaves the old one."""
    file = (project / PLACE).resolve()
    draft = file.with_name(f".{file.name}.new")
    try:
        with draft.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            shutil.copymode(file, draft)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _settle(file.parent)


def take_back(project: Path, before: bytes | None) -> None:
    """Puts the record back as it was before something was added at its end: that needs no room on a disk that may be full."""
    file = (project / PLACE).resolve()
    if before is None:
        file.unlink(missing_ok=True)
    else:
        os.truncate(file, len(before))
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """That a file is there now, or is not, is written down, too; not every disk can do so."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
