"""Saved as «Unicode text» by a word processor."""

from pathlib import Path


def make(root: Path) -> None:
    file = root / "content" / "cards" / "body-turn.yml"
    file.write_text(file.read_text(), encoding="utf-16")
