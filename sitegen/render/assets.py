"""templates/styles, components, fonts, scripts → the files under assets/: one stylesheet, in the order of the layers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import brand
from ..model import BrandColors, Logo
from . import themes

NO_COLORS = BrandColors()
LAST = "90-"  # layers from here on come after the components: print
SERVED = ("fonts", "scripts")
PAPER = ".ttf"  # fonts for PDFs, which no page loads


def files(folders: list[Path], colors: BrandColors = NO_COLORS, logo: Logo | None = None) -> Iterator[tuple[str, bytes]]:
    """(path below assets/, content) of everything that pages load; a project's own file wins over the shipped one."""
    yield "site.css", stylesheet(folders, colors).encode()
    if logo:
        yield logo.name, logo.content
    for kind in SERVED:
        for name, file in sorted(_overlaid(folders, kind, "**/*").items()):
            if file.suffix != PAPER:
                yield f"{kind}/{name}", file.read_bytes()


def stylesheet(folders: list[Path], colors: BrandColors = NO_COLORS) -> str:
    """All layers and components as one text: numbered layers, the clinic's colors, components by name, the themes, then print."""
    layers, components = _texts(folders, "styles", "*.css"), _texts(folders, "components", "*/*.css")
    chosen = {name.removesuffix(".css"): text for name, text in _texts(folders, "styles/themes", "*.css").items()}
    first = [text for name, text in layers.items() if name < LAST]
    own, dark = ([brand.light(colors)], {"dark": brand.dark(colors)}) if colors != NO_COLORS else ([], {})
    last = [text for name, text in layers.items() if name >= LAST]
    return "\n".join((*first, *own, *components.values(), *themes.sheet(chosen, dark), *last))


def _texts(folders: list[Path], below: str, pattern: str) -> dict[str, str]:
    """The text of files, in the order of their names."""
    return {name: file.read_text(encoding="utf-8").strip() + "\n" for name, file in sorted(_overlaid(folders, below, pattern).items())}


def _overlaid(folders: list[Path], below: str, pattern: str) -> dict[str, Path]:
    """Files by name; the first folder that has one wins."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        top = folder / below
        found |= {f.relative_to(top).as_posix(): f for f in top.glob(pattern) if f.is_file()}
    return found
