"""Saved by an old program: é is one byte."""

from pathlib import Path


def make(root: Path) -> None:
    file = root / "content" / "cards" / "body-turn.yml"
    file.write_bytes(file.read_bytes().replace(b"Light on", b"L\xe9ger on"))
