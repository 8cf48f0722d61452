"""Where the starter content and the templates stand: the checkout's own, else the installed package's."""

from __future__ import annotations

from pathlib import Path


def root() -> Path:
    """The folder that holds `content/` and `templates/`."""
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "pyproject.toml").is_file() and (checkout / "templates").is_dir() else package / "_starter"
