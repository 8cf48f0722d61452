"""A site whose figures have no cast."""

from pathlib import Path


def make(root: Path) -> None:
    (root / "content/people.yml").unlink()
