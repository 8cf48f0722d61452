"""The starter's figures → what a drawing costs beside the page that shows it, how large it is, and that it is made once."""

from __future__ import annotations

import re
import shutil
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import table
from budgets import most

from sitegen import build, figures, nodes, starter, tailor
from sitegen.build import Settings
from sitegen.gallery import gallery
from sitegen.model.figure import Figure, Person
from sitegen.model.views import CardAround, CardView

_DAY = date(2026, 11, 21)


def measure(folder: Path, rounds: int, markdown: bool = False) -> None:
    """Prints a row for each promise."""
    project = folder / "site"
    shutil.copytree(starter.root() / "content", project / "content")
    drawing = _drawing(project)
    ratios = [_seconds(drawing) / _seconds(_pages(project)) for _ in range(rounds)]
    two = [len(p.body) for d in gallery(project).drawings if len(d.seen) == 2 for p in (d.pictures["ltr"][0],) if len(d.pictures["ltr"]) == 1]
    rows = [
        ["", "measured", "target", ""],
        _row("figure to its card's page", statistics.median(ratios), "{:.1f}", ratios),
        _row("two frames, bytes", statistics.median(two), "{:.0f}"),
        _row("drawn again, nothing edited", _again(project, ""), "{:.0f}"),
        _row("drawn again, one pose edited", _again(project, "heel-raise"), "{:.0f}"),
    ]
    print(table.shown(rows, markdown))


def _row(name: str, found: float, form: str, all_of: list[float] | None = None) -> list[str]:
    allowed = most(name)
    spread = f" ({min(all_of):.1f}–{max(all_of):.1f})" if all_of else ""
    return [name, form.format(found) + spread, f"≤ {allowed:g}" if allowed is not None else "", ("met" if found <= allowed else "missed") if allowed is not None else ""]


def _seconds(work: Callable[[], int]) -> float:
    """Seconds for each thing that is made."""
    began = time.process_time()
    made = work()
    return (time.process_time() - began) / made


def _drawing(project: Path) -> Callable[[], int]:
    """Draws all figures, with their movements: solved, checked and painted, as a build does with a pose that it has not met."""
    content = project / "content"
    people = {id: Person.model_validate({**fields, "id": id}) for id, fields in _data(content / "people.yml")["people"].items()}
    models = [Figure.model_validate({**_data(file), "id": file.stem}) for file in sorted((content / "figures").glob("*.yml"))]

    def draw() -> int:
        return sum(1 for figure in models if figures.draw(figure, people[figure.person])[0])

    draw()
    return draw


def _data(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = nodes.read(file.read_text(encoding="utf-8"))[0]
    return found


def _pages(project: Path) -> Callable[[], int]:
    """Renders the pages of all cards that show a figure, in every edition, for the first time: a second time, much is remembered."""
    plan = build.prepare(Settings(project, _DAY, jobs=1))
    assert plan.content and plan.renderer
    jobs = []
    for reader in plan.content.readers:
        for key in plan.content.records:
            view = plan.content.views(key).get(reader.key) if key[0] == "card" else None
            if isinstance(view, CardView) and view.figure:
                jobs.append((reader, tailor.complete(view, CardAround()), plan.content.drawn(view.figure.id)))
    renderer = plan.renderer

    def render() -> int:
        return sum(1 for job in jobs if list(renderer.card(*job)))

    return render


def _again(project: Path, pose: str) -> int:
    """How many figures a build draws after one of the whole site."""
    build.build(Settings(project, _DAY, jobs=1))
    if pose:
        file = project / f"content/figures/{pose}.yml"
        file.write_text(re.sub(r"heel_up: (\d+)", "heel_up: 29", file.read_text(encoding="utf-8")), encoding="utf-8")
    drawn: list[str] = []
    real = figures.draw

    def counted(figure: Figure, person: Person) -> tuple[figures.Drawing | None, list[figures.Fault]]:
        drawn.append(figure.id)
        return real(figure, person)

    figures.draw = counted
    try:
        build.build(Settings(project, _DAY, jobs=1))
    finally:
        figures.draw = real
    return len(drawn)
