"""A character that nobody sees, as some programs paste it."""

from pathlib import Path


def make(root: Path) -> None:
    file = root / "content" / "cards" / "body-turn.yml"
    file.write_text(file.read_text().replace("Light on", "Light\0on"))
