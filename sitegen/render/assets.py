"""templates/styles, components, fonts, scripts → the files under assets/: one stylesheet, in the order of the layers."""

from __future__ import annotations

from pathlib import Path

from .. import brand
from ..model import BrandColors, Logo
from . import themes

NO_COLORS = BrandColors()
SHEET = "site.css"
LAST = "90-"  # layers from here on come after the components: print
SERVED = ("fonts", "scripts")
PAPER = "fonts/paper/"  # for PDFs: no page loads them


def names(folders: list[Path], logo: Logo | None = None) -> list[str]:
    """The paths below assets/ of everything that pages load; a project's own file wins over the shipped one."""
    return [SHEET, *([logo.name] if logo else ()), *sorted(_served(folders))]


def content(name: str, folders: list[Path], colors: BrandColors = NO_COLORS, logo: Logo | None = None) -> bytes:
    """One of them."""
    if name == SHEET:
        return stylesheet(folders, colors).encode()
    return logo.content if logo and name == logo.name else _served(folders)[name].read_bytes()


def _served(folders: list[Path]) -> dict[str, Path]:
    """Fonts and scripts as they stand in templates/."""
    found = ((kind, name, file) for kind in SERVED for name, file in _overlaid(folders, kind, "**/*").items())
    return {path: file for kind, name, file in found if not (path := f"{kind}/{name}").startswith(PAPER)}


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
