"""There is a folder for the content, and nothing in it."""

import shutil
from pathlib import Path


def make(root: Path) -> None:
    shutil.rmtree(root / "content")
    (root / "content").mkdir()
