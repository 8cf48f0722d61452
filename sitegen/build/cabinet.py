"""Data of a sheet → its PDF: from the shelf where it was made before, else from the press. The same data gives the same PDF, whatever else has changed."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..typeset.press import Pdf, Press
from .keep import sealed, unsealed

_FOLDER = "sheets"
_PAGES = struct.Struct(">I")


class Made(NamedTuple):
    """A PDF, and the name under which it stands on the shelf."""

    key: str
    pdf: Pdf


class Cabinet:
    """The PDFs that were made; without a folder nothing is kept."""

    def __init__(self, workspace: Path | None, press: Press, *, trusted: bool = True) -> None:
        self.folder, self.press, self.trusted = workspace / _FOLDER if workspace else None, press, trusted
        self.maker = press.maker

    def pdf(self, data: str) -> Made:
        """The PDF of a sheet's data; raises Unprintable."""
        key = hashlib.blake2b(data.encode(), digest_size=16, key=self.maker).hexdigest()
        kept = self._kept(key) if self.trusted else None
        if kept is None:
            kept = self.press.pdf(data)
            self._keep(key, kept)
        return Made(key, kept)

    def tidy(self, keys: Collection[str]) -> None:
        """Forgets all but these."""
        wanted = set(keys)
        with suppress(OSError):
            for entry in os.scandir(self.folder) if self.folder and self.folder.is_dir() else ():
                if entry.name not in wanted:
                    Path(entry.path).unlink(missing_ok=True)

    def _kept(self, key: str) -> Pdf | None:
        with suppress(OSError, struct.error, UnicodeError):
            whole = unsealed((self.folder / key).read_bytes()) if self.folder else None
            if whole:
                pages, length = _PAGES.unpack_from(whole)[0], _PAGES.unpack_from(whole, _PAGES.size)[0]
                start = 2 * _PAGES.size
                moved = whole[start : start + length].decode()
                return Pdf(whole[start + length :], pages, tuple(moved.split("\n")) if moved else ())
        return None

    def _keep(self, key: str, pdf: Pdf) -> None:
        if self.folder is None:
            return
        moved = "\n".join(pdf.moved).encode()
        with suppress(OSError):  # a full disk: it is made again next time
            self.folder.mkdir(exist_ok=True)
            new = self.folder / f"{key}.{os.getpid()}"
            new.write_bytes(sealed(_PAGES.pack(pdf.pages) + _PAGES.pack(len(moved)) + moved + pdf.content))
            new.replace(self.folder / key)
