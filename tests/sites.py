"""A few files → a small site on disk, laid over the valid one in cases/base."""

from __future__ import annotations

import json
import runpy
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sitegen import build
from sitegen.problems import Problem, count, report

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
TODAY = date(2026, 11, 21)

File = str | bytes | dict[str, Any] | list[Any]


def site(root: Path, files: Mapping[str, File] | None = None, remove: Iterable[str] = ()) -> Path:
    """The base site at `root`, with files (text, bytes, or data to be written as YAML) laid over it and others removed."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for path, content in (files or {}).items():
        write(root / path, content)
    for path in remove:
        (root / path).unlink()
    return root


def case(folder: Path, root: Path) -> Path:
    """The base site at `root` with a case laid over it: the files in its content/, then what its make.py does."""
    site(root)
    if (folder / "content").is_dir():
        shutil.copytree(folder / "content", root / "content", dirs_exist_ok=True)
    if (folder / "make.py").is_file():
        runpy.run_path(str(folder / "make.py"))["make"](root)
    return root


def write(file: Path, content: File) -> None:
    """One file, with the folders above it; data becomes YAML (JSON is YAML, and leaves no question of quotes)."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, bytes):
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
        content = text.encode()
    file.write_bytes(content)


def card(**fields: Any) -> dict[str, Any]:
    """The fields of a small valid card that every tier may do, with some replaced; None takes one away."""
    usual = {
        "name": "Easy march",
        "category": "balance",
        "goal": {"plain": "Steady steps", "why": "You walk with more ease."},
        "position": "standing",
        "hazards": [],
        "tiers": {"lower": "allow", "moderate": "allow", "high": "allow", "recent": "modify"},
        "modify": {"recent": "Hold on with both hands."},
        "steps": [{"move": "Lift one foot, then the other."}],
        "feel": "Warm and easy.",
    }
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


def page(body: str, title: str = "Stairs", summary: str = "One step at a time.") -> str:
    """A small valid page with this body."""
    return f"---\ntitle: {title}\nsummary: {summary}\n---\n\n{body}"


def problems(root: Path, today: date = TODAY) -> list[Problem]:
    """All that is wrong with a site's content, in the order in which it is told; nothing is rendered."""
    return build.judge(build.Settings(root, today)).problems


def told(root: Path, bodies: dict[str, str], **files: File) -> dict[str, list[str]]:
    """What is said of pages with these bodies, and of other files of content/, by name: `code: words of the author's line that are underlined`."""
    named: dict[str, File] = {f"content/pages/{name}.md": page(body) for name, body in bodies.items()}
    found = problems(site(root, named | {f"content/{name}.yml": content for name, content in files.items()}))
    marked = {name: list[str]() for name in bodies}
    for p in found:
        name = Path(p.place.path).stem
        marked.setdefault(name, []).append(f"{p.code}: {p.place.source[p.place.column - 1 : p.place.column - 1 + p.place.length]}")
    return marked


def shown(found: list[Problem]) -> str:
    """The report as a person reads it, with the count in its last line."""
    return f"{report(found)}\n\n{count(found)}\n" if found else f"{count(found)}\n"


def codes(found: Iterable[Problem]) -> list[str]:
    """The codes of the problems, in their order."""
    return [p.code for p in found]
