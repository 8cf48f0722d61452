"""(how a figure looks, reading direction) → its image, made once and kept as a file in the work space.

To make one takes as long as dozens of pages, and it changes only with its drawing. So it is kept under the drawing's name, apart from
what a build knows of its documents: with its digest before it, for what is damaged is made again.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .. import raster
from .keep import sealed, unsealed

if TYPE_CHECKING:
    from ..figures import Drawing

_FOLDER = "images"


class Album:
    """The images of figures; without a folder nothing is kept."""

    def __init__(self, workspace: Path | None, *, trusted: bool = True) -> None:
        self.folder, self.trusted = workspace / _FOLDER if workspace else None, trusted

    def images(self, drawn: bytes, drawing: Drawing, sides: Collection[str]) -> Mapping[str, bytes]:
        """A figure's images by reading direction; none where nothing is installed that makes them. `drawn` names how it looks."""
        return {side: self._image(drawn, drawing, side) for side in sides} if raster.ready() else {}

    def _image(self, drawn: bytes, drawing: Drawing, side: str) -> bytes:
        file = self.folder / f"{drawn.hex()}-{side}-{raster.maker()}" if self.folder else None
        if file and self.trusted and (kept := _kept(file)):
            return kept
        made = raster.image(drawing, side)
        if file:
            with suppress(OSError):  # a full disk: it is made again next time
                _keep(file, made)
        return made

    def tidy(self, drawn: Collection[bytes]) -> None:
        """Forgets the images of drawings that are no more."""
        names = {name.hex() for name in drawn}
        with suppress(OSError):
            for entry in os.scandir(self.folder) if self.folder and self.folder.is_dir() else ():
                if entry.name.partition("-")[0] not in names:
                    Path(entry.path).unlink(missing_ok=True)


def _kept(file: Path) -> bytes | None:
    try:
        return unsealed(file.read_bytes())
    except OSError:
        return None


def _keep(file: Path, image: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_bytes(sealed(image))
    new.replace(file)
