"""A card is a link to a file that is gone."""

from pathlib import Path


def make(root: Path) -> None:
    (root / "content" / "cards" / "march.yml").symlink_to("gone.yml")
