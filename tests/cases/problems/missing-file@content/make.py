"""The folder with the content is gone."""

import shutil
from pathlib import Path


def make(root: Path) -> None:
    shutil.rmtree(root / "content")
