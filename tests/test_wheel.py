"""A clinic installs the package and needs no repository; a developer's editable install uses the checkout's own content."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.wheel, pytest.mark.slow]


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | environment
    return subprocess.run([str(c) for c in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=600)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    made = run(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    assert made.returncode == 0, made.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an empty environment with nothing but the wheel and what it needs."""
    home = tmp_path_factory.mktemp("empty") / "env"
    venv.create(home, with_pip=True)
    inside = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    made = run(inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=home)
    assert made.returncode == 0, made.stderr
    return inside


def test_the_wheel_is_pure_python_typed_and_carries_the_starter(wheel: Path) -> None:
    assert wheel.name.startswith("bonewell-") and wheel.name.endswith("-py3-none-any.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    starter = {f"sitegen/_starter/{p.relative_to(ROOT).as_posix()}" for top in ("content", "templates") for p in (ROOT / top).rglob("*") if p.is_file()}
    assert starter <= names
    assert {"sitegen/py.typed", "sitegen/locale/en.po"} <= names
    assert {f"sitegen/catalogue/{p.name}" for p in (ROOT / "sitegen/catalogue").glob("*.toml")} <= names
    assert not [n for n in names if n.startswith(("tests/", "output/"))]


def test_a_site_begins_and_builds_with_no_repository_at_hand(python: Path, tmp_path: Path) -> None:
    begun = run(python, "-m", "sitegen", "new", "site", "myclinic", cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    site = tmp_path / "myclinic"
    assert sorted(p.name for p in site.iterdir()) == [".gitignore", "content"]
    command = python.parent / ("sitegen.exe" if os.name == "nt" else "sitegen")
    built = run(command, "build", "--no-handouts", cwd=site)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "pages" in built.stderr and "published" not in built.stderr
    here = run(sys.executable, "-m", "sitegen", "build", "--no-handouts", "--project", site, "--output", tmp_path / "again", cwd=tmp_path)
    assert here.returncode == 0, here.stderr
    without, whole = tree(site / "output"), tree(tmp_path / "again")
    images = (".png", ".webmanifest", "worker.js")  # images need the extra `png`; the other two list them
    assert [path for path in whole if path not in without] == [path for path in whole if path.endswith(".png")]
    assert {p: c for p, c in without.items() if not p.endswith(images)} == {p: c for p, c in whole.items() if not p.endswith(images)}


def test_a_copied_site_remembers_which_library_it_came_from(python: Path, tmp_path: Path) -> None:
    run(python, "-m", "sitegen", "new", "site", "myclinic", cwd=tmp_path)
    settings = (tmp_path / "myclinic/content/site.yml").read_text(encoding="utf-8")
    assert "library:" in settings and "cards/heel-raise.yml: '" in settings


def test_an_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    """An editable install must not carry a copy of content/: it would be stale from the first edit on."""
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    inside = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    made = run(inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ROOT, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    found = run(inside, "-c", "from sitegen import starter; print(starter.root())", cwd=tmp_path)
    assert Path(found.stdout.strip()) == ROOT
    assert not list(home.rglob("_starter")) and not list(home.rglob("heel-raise.yml"))


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
