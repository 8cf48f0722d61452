"""A folder has a card's name."""

from pathlib import Path


def make(root: Path) -> None:
    (root / "content" / "cards" / "march.yml").mkdir()
