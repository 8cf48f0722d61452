"""A logo with far more in it than a logo needs."""

from pathlib import Path


def make(root: Path) -> None:
    file = root / "content" / "media" / "logo.svg"
    file.parent.mkdir()
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M0 0{"h1" * 15_100}"/></svg>', encoding="utf-8")
