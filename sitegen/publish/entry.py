"""A file → what publish knows of it: a fingerprint of its bytes, and what a stat says; and whose it is by its name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from operator import attrgetter

try:
    from _blake2 import blake2b  # hashlib loads OpenSSL too: 2 ms, which a build with nothing to do has not
except ImportError:
    from hashlib import blake2b

Entry = tuple[str, int, int, int]  # digest of the bytes, size, time of last change in nanoseconds, inode

MARKER = ".made-by-sitegen"
TEMPORARY = ".sitegen-new"  # how the names of unfinished files begin
NOBODYS = {".DS_Store", "Thumbs.db", "desktop.ini"}  # left by file browsers: neither ours nor an author's

# When names last came into a folder or left it. A hand can set the one time, but not the other; Windows has only one.
folder_time = attrgetter("st_mtime_ns" if os.name == "nt" else "st_ctime_ns")


def digest(content: bytes) -> str:
    """The fingerprint by which publish knows a file's bytes: 32 hexadecimal digits."""
    return blake2b(content, digest_size=16).hexdigest()


def write_all(descriptor: int, content: bytes) -> None:
    """All of it: one call may write less, and a full disk shows at the next."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def by_hand(path: str, entry: os.DirEntry[str]) -> bool:
    """Whether it may be an author's own dot file at the top, such as `.gitignore`, which builds carry over."""
    return path[0] == "." and "/" not in path and path != MARKER and not entry.is_dir(follow_symlinks=False)


def folders(files: Iterable[str]) -> set[str]:
    """The folders that hold these files, on every level."""
    found: set[str] = set()
    for path in files:
        while (path := path.rpartition("/")[0]) and path not in found:
            found.add(path)
    return found
