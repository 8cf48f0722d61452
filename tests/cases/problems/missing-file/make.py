"""The file with the tiers is gone."""

from pathlib import Path


def make(root: Path) -> None:
    (root / "content" / "tiers.yml").unlink()
