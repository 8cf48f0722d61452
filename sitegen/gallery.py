"""A project → its figures, drawn to be looked at; and what keeps the others from being drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from . import load, raster, validate
from .figures import Drawing, sheet, svg
from .model import Document
from .names import suggestion
from .problems import Place, Problem, ordered, problem
from .settings import today


class Gallery(NamedTuple):
    """Figures in the order of their names."""

    drawings: list[Drawing]
    problems: list[Problem]


def gallery(project: Path, ids: Collection[str] = ()) -> Gallery:
    """The figures of a project, or those that are asked for."""
    found = load.sources(project)
    files = {s.id: s for s in found.sources if s.kind == "figure" and s.language is None}
    problems = [_unknown(id, files) for id in ids if id not in files]
    shared = validate.shared(_documents(project, [s for s in found.sources if s.kind in validate.SHARED]), {}, today())
    problems += [p for p in shared.problems if p.place.path.endswith("people.yml")]
    drawings = []
    for id in sorted(set(ids) & files.keys() if ids else files):
        loaded = load.Loaded()
        load.read(project, files[id], loaded)
        problems += loaded.problems
        for document in loaded.documents:
            judged = validate.judged(document, {}, shared)
            problems += judged.problems
            drawings += [judged.drawing] if judged.drawing else []
    return Gallery(drawings, ordered(problems))


def _documents(project: Path, sources: Sequence[load.Source]) -> list[Document]:
    loaded = load.Loaded()
    for source in sources:
        load.read(project, source, loaded)
    return loaded.documents


def _unknown(id: str, files: Collection[str]) -> Problem:
    help = suggestion(id, files) or "`sitegen figure --all` shows all that there are"
    return problem("unknown-figure", f"there is no figure `{id}`", Place("content/figures"), help)


def hang(drawings: Sequence[Drawing], file: Path, palette: str) -> str | None:
    """Writes a contact sheet as its ending says, .svg, .png or .html; why not, where it cannot be done."""
    kind = file.suffix.lower()
    if kind == ".html":
        content = sheet.html(drawings).encode()
    elif kind == ".svg":
        content = sheet.svg(drawings, palette=palette).encode()
    elif kind != ".png":
        return f"a sheet ends in .png, .svg or .html, and not in `{kind}`"
    elif not raster.ready():
        return 'nothing is installed that makes images: `pip install "bonewell[png]"`, or choose .svg or .html'
    else:
        content = raster.png(sheet.svg(drawings, palette=palette), 2600, fonts=True)
    file.write_bytes(content)
    return None


def show(drawings: Sequence[Drawing], folder: Path, palette: str) -> list[Path]:
    """Writes each figure as a file of its own, and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for drawing in drawings:
        file = folder / f"{drawing.id}.svg"
        file.write_text(svg.file(drawing, drawing.id, "", "en", palette=palette), encoding="utf-8")
        files.append(file)
    return files


__all__ = ["Gallery", "gallery", "hang", "show"]
