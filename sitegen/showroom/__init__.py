"""A project's components → a gallery to be looked at: each with what it is for, how it is called, and its examples.

    templates/components ─examples→ Components ─stage→ what each example makes ─showroom→ pages in a folder
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .. import starter
from ..problems import Problem, ordered
from ..render import assets
from .examples import Component, Example, components
from .stage import LOOKS, Shown, Stage

THEMES = ("light", "dark", "contrast", "contrast-dark")  # as `data-colors` on <html> names them
_THEMES = {"": "as the device says", "light": "light", "dark": "dark", "contrast": "more contrast", "contrast-dark": "more contrast, dark"}


class Showroom(NamedTuple):
    """What was shown, and where it can be looked at."""

    page: Path  # the first
    components: int
    examples: int
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class _Item:
    """A component as a page shows it."""

    name: str
    purpose: str
    signatures: list[str]
    shown: list[tuple[str, Shown]]  # each with its id


def folders(project: Path) -> list[Path]:
    """Where templates come from: the project's own first."""
    homes = dict.fromkeys(h.resolve() for h in (project / "templates", starter.root() / "templates"))
    return [home for home in homes if home.is_dir()]


def write(project: Path, target: Path | None = None) -> Showroom:
    """Writes the gallery into a folder, by default .sitegen/components; what fails is told, and all else is shown."""
    place = target or project / ".sitegen" / "components"
    if target is None:
        shutil.rmtree(place, ignore_errors=True)  # sitegen's own; a folder that somebody names keeps what is in it
    problems: list[Problem] = []
    stage = Stage(folders(project))
    found = components(stage.folders, problems)
    pages = _pages(stage, found, problems)
    _put(place / "assets/showroom.css", _style(stage.folders))
    for name in assets.names(stage.folders):
        _put(place / "assets" / name, assets.content(name, stage.folders))
    for path, text in pages:
        _put(place / path, text.encode())
    return Showroom(place / "index.html", len(found), sum(len(c.examples) for c in found), ordered(problems))


def _pages(stage: Stage, found: Sequence[Component], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """(path, text) of every page: all components, each by itself, and all of them in each look and theme."""
    usual = [_item(stage, c, "", problems) for c in found]
    around = {"names": [c.name for c in found], "looks": LOOKS, "themes": THEMES, "theme_names": _THEMES}
    yield "index.html", _page(stage, "index.html", around, items=usual)
    for item in usual:
        yield f"{item.name}.html", _page(stage, "component.html", around, item=item)
    for look in ("", *LOOKS):
        items = [_item(stage, c, look, []) for c in found] if look else usual
        for theme in THEMES:
            yield f"{look or 'plain'}-in-{theme}.html", _page(stage, "look.html", around, items=items, look=look, theme=theme)


def _page(stage: Stage, template: str, around: Mapping[str, Any], **values: Any) -> str:
    return stage.environment().get_template(f"showroom/{template}").render({"theme": "", "look": "", "here": "", **around, **values})


def _item(stage: Stage, component: Component, look: str, problems: list[Problem]) -> _Item:
    shown = []
    for number, example in enumerate(component.examples, 1):
        anchor = f"{component.name}-{number}"
        one = stage.show(example, anchor, look)
        if isinstance(one, Problem):
            problems.append(one)
        else:
            shown.append((anchor, one))
    named = dict.fromkeys((component.name.replace("-", "_"), *(e.macro for e in component.examples)))
    signatures = [component.macros[name] for name in named if name in component.macros]
    return _Item(component.name, component.purpose, signatures, shown)


def _style(folders: Sequence[Path]) -> bytes:
    return next(file.read_bytes() for folder in folders if (file := folder / "showroom" / "showroom.css").is_file())


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


__all__ = ["LOOKS", "THEMES", "Component", "Example", "Shown", "Showroom", "Stage", "components", "folders", "write"]
