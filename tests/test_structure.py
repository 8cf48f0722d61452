"""The house keeps its plan: who may import whom, no circles, small functions."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "sitegen"
LEVELS = {
    0: {"model", "problems", "rules", "names", "settings"},
    1: {"addresses", "bounds", "brand", "changes", "codes", "colors", "decoding", "disk", "doses", "due", "facts", "figures", "films", "logo", "markup", "messages", "nodes", "options", "overlay", "photos", "plan_cards", "plan_text", "plan_words", "plans", "progress", "prose", "published", "qr", "raster", "reading", "safety", "sheets", "signatures", "signing", "speech", "starter", "timing", "waivers", "weeks"},
    2: {"checks", "load", "publish", "render", "tailor", "typeset", "validate"},
    3: {"gallery", "manifest", "new", "schema", "showroom"},
    4: {"build"},
    5: {"building", "checking", "release", "review", "serve", "showing"},
    6: {"cli"},
    7: {"__main__"},
}
LEVEL = {name: level for level, names in LEVELS.items() for name in names}
FORBIDDEN = {"utils", "util", "helpers", "common", "core", "manager", "misc"}


def test_every_module_has_its_level() -> None:
    assert _parts() - set(LEVEL) - {"__init__"} == set()


def test_a_module_imports_only_from_lower_levels() -> None:
    upward = {
        (here, there)
        for file in PACKAGE.rglob("*.py")
        for here, there in _imports(file)
        if here != there and LEVEL[there] >= LEVEL[here] and not (LEVEL[here] == LEVEL[there] <= 1)
    }
    assert upward == set()


def test_there_are_no_circles() -> None:
    edges: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        for here, there in _imports(file):
            if here != there:
                edges.setdefault(here, set()).add(there)
    assert not [name for name in edges if name in _reachable(name, edges)]


def test_stages_never_import_each_other() -> None:
    met = {(a, b) for file in PACKAGE.rglob("*.py") for a, b in _imports(file) if a != b and {a, b} <= LEVELS[2]}
    assert met == set()


def test_only_publish_and_build_know_the_output_folder() -> None:
    users = {here for file in PACKAGE.rglob("*.py") for here, there in _imports(file) if there == "publish"}
    assert users <= {"publish", "manifest", "build", "building", "serve"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not {f.stem for f in PACKAGE.rglob("*.py")} & FORBIDDEN


def test_functions_and_files_stay_small() -> None:
    long_files = {str(f.relative_to(PACKAGE)): n for f in PACKAGE.rglob("*.py") if (n := f.read_text(encoding="utf-8").count("\n")) > 320}
    sizes = sorted((n.end_lineno or 0) - n.lineno + 1 for f in PACKAGE.rglob("*.py") for n in ast.walk(_tree(f)) if isinstance(n, ast.FunctionDef))
    assert long_files == {}
    assert sizes[-1] <= 60
    assert sizes[int(len(sizes) * 0.95)] <= 40
    assert sizes[len(sizes) // 2] <= 13


def test_every_module_says_what_it_turns_into_what() -> None:
    silent = [str(f.relative_to(PACKAGE)) for f in PACKAGE.rglob("*.py") if not ast.get_docstring(_tree(f))]
    assert silent == []


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _parts() -> set[str]:
    return {_part(f) for f in PACKAGE.rglob("*.py")}


def _part(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(file: Path) -> set[tuple[str, str]]:
    """(importing part, imported part) for each relative import of a file, also those inside functions and for types only."""
    here = _part(file)
    package = list(file.relative_to(PACKAGE).parts[:-1])
    found = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - (node.level - 1)]
            full = [*base, *(node.module or "").split(".")] if node.module else base
            names = [full[0]] if full else [alias.name for alias in node.names]
            found |= {(here, name) for name in names if name in LEVEL}
    return {(a, b) for a, b in found if a in LEVEL}


def _reachable(start: str, edges: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    work = [*edges.get(start, ())]
    while work:
        name = work.pop()
        if name not in seen:
            seen.add(name)
            work += edges.get(name, ())
    return seen
