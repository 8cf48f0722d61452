"""A photograph with more dots than a small computer can open."""

import io
from pathlib import Path

from PIL import Image


def make(root: Path) -> None:
    """Draws it: as a file of one color it is small."""
    out = io.BytesIO()
    Image.new("1", (9000, 7000)).save(out, "PNG")
    (root / "content/media/front-door.png").write_bytes(out.getvalue())
