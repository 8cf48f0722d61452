"""templates/styles, components, fonts → the files under assets/: one stylesheet, in the order of the layers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

LAST = "90-"  # layers from here on come after the components: print


def files(folders: list[Path]) -> Iterator[tuple[str, bytes]]:
    """(path below assets/, content) of everything that pages load; a project's own file wins over the shipped one."""
    yield "site.css", stylesheet(folders).encode()
    for kind in ("fonts", "scripts"):
        for name, file in sorted(_overlaid(folders, kind, "**/*").items()):
            yield f"{kind}/{name}", file.read_bytes()


def stylesheet(folders: list[Path]) -> str:
    """All layers and components as one text: numbered layers, then components by name, then print."""
    layers = _overlaid(folders, "styles", "*.css")
    components = _overlaid(folders, "components", "*/*.css")
    first = [layers[n] for n in sorted(layers) if n < LAST]
    last = [layers[n] for n in sorted(layers) if n >= LAST]
    return "\n".join(
        f.read_text(encoding="utf-8").strip() + "\n"
        for f in (*first, *(components[n] for n in sorted(components)), *last)
    )


def _overlaid(folders: list[Path], below: str, pattern: str) -> dict[str, Path]:
    """Files by name; the first folder that has one wins."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        top = folder / below
        found |= {f.relative_to(top).as_posix(): f for f in top.glob(pattern) if f.is_file()}
    return found
