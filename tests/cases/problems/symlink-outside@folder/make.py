"""A folder of cards is a link to another."""

from pathlib import Path


def make(root: Path) -> None:
    (root / "content" / "more").symlink_to(root / "content" / "cards")
