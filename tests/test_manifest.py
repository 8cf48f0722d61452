"""A build with nothing to do does nothing; anything that could change a byte makes it a real one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sites import TODAY, site

from sitegen import manifest, publish
from sitegen.build import Settings, build
from sitegen.cli import main

pytestmark = pytest.mark.slow  # whole sites are built

CARD = "content/cards/heel-raise.yml"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small site that was built a while after its last save."""
    root = site(tmp_path)
    (root / "templates").mkdir()
    age(root)
    assert build(Settings(root, TODAY)).published
    return root


def age(folder: Path) -> None:
    """Makes every source older than a file system's tick: what was saved a moment ago is never trusted."""
    then = time.time() - 10
    for top in ("content", "templates"):
        for file in (folder / top).rglob("*"):
            os.utime(file, (then, then))


def up_to_date(root: Path, **asked: object) -> bool:
    settings = Settings(root, **{"today": TODAY, **asked})  # type: ignore[arg-type]
    return manifest.unchanged(settings, publish.workspace_for(root, settings.target)) is not None


def test_a_second_build_has_nothing_to_do(built: Path) -> None:
    assert up_to_date(built)


def test_it_loads_none_of_the_heavy_libraries(built: Path) -> None:
    code = f"import sys; from sitegen.cli import main; main(['build', '--no-handouts', '--project', {str(built)!r}, '--today', '{TODAY}']); print(sorted({{'pydantic', 'jinja2', 'markdown', 'yaml', 'babel', 'nh3'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]" and "up to date" in done.stderr


def test_what_was_told_is_told_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/notes.txt": "remember the milk"})
    age(root)
    told = []
    for _ in range(2):
        assert main(["build", "--no-handouts", "--project", str(root), "--today", str(TODAY)]) == 0
        told.append(capsys.readouterr())
    assert told[0].out == told[1].out and "unknown-file" in told[1].out
    assert "up to date" in told[1].err and "1 warning" in told[1].err
    assert main(["build", "--no-handouts", "--project", str(root), "--today", str(TODAY), "--format", "json"]) == 0
    assert '"unknown-file"' in capsys.readouterr().out


EDITS: dict[str, Callable[[Path], object]] = {
    "a card is saved": lambda root: (root / CARD).touch(),
    "a page is removed": lambda root: next((root / "content/pages").iterdir()).unlink(),
    "a file is new": lambda root: (root / "content/cards/new.yml").write_text("name: x\n"),
    "a template is new": lambda root: (root / "templates/404.html").write_text("<h1>x</h1>"),
    "a style is new": lambda root: (root / "templates/styles").mkdir() or (root / "templates/styles/99-own.css").write_text("b{}"),
    "a page of the site was changed by hand": lambda root: (root / "output/index.html").write_text("x"),
    "a page of the site was deleted": lambda root: (root / "output/robots.txt").unlink(),
    "the site is gone": lambda root: (root / "output").rename(root / "elsewhere"),
    "a build was interrupted": lambda root: (root / ".sitegen/dirty").touch(),
    "the note is damaged": lambda root: (root / ".sitegen/manifest").write_text('{"asked": 1'),
    "the note is another program's": lambda root: (root / ".sitegen/manifest").write_text("[1, 2]"),
    "the note is gone": lambda root: (root / ".sitegen/manifest").unlink(),
}


@pytest.mark.parametrize("what", EDITS)
def test_it_is_a_real_build_when(what: str, built: Path) -> None:
    EDITS[what](built)
    assert not up_to_date(built)


@pytest.mark.parametrize("asked", [{"tiers": ("high",)}, {"languages": ("en",)}, {"strict": True}, {"today": TODAY - timedelta(days=1)}])
def test_it_is_a_real_build_when_something_else_is_asked(asked: dict[str, object], built: Path) -> None:
    assert not up_to_date(built, **asked)


def test_another_version_of_sitegen_or_python_builds_anew(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "__version__", "99.0")
    assert not up_to_date(built)
    monkeypatch.undo()
    monkeypatch.setattr(sys, "version", "4.0")
    assert not up_to_date(built)


def test_a_file_that_was_saved_as_the_build_began_is_not_trusted(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / CARD).touch()
    assert build(Settings(root, TODAY)).published
    assert not up_to_date(root)


def test_an_older_card_put_back_with_its_old_time_is_noticed(built: Path) -> None:
    """The note speaks of one publication only: a build in between, and it no longer counts."""
    file, note = built / CARD, (built / ".sitegen/manifest").read_bytes()
    text, about = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(text.replace("feel: ", "feel: Oh, "), encoding="utf-8")
    assert build(Settings(built, TODAY)).published
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    (built / ".sitegen/manifest").write_bytes(note)
    assert not up_to_date(built)


def test_the_day_on_which_a_figure_expires_is_a_real_build(tmp_path: Path) -> None:
    fact = "facts:\n  visit-price: {text: A visit costs 40 dollars., as_of: 2026-01-01, expires: 2026-12-31, source: 'https://example.org/'}\n"
    root = site(tmp_path)
    with (root / "content/site.yml").open("a", encoding="utf-8") as file:
        file.write(fact)
    age(root)
    assert build(Settings(root, TODAY)).published
    assert up_to_date(root, today=date(2026, 12, 31))
    assert not up_to_date(root, today=date(2027, 1, 1))


def test_what_was_changed_by_hand_is_put_back(built: Path) -> None:
    before = (built / "output/index.html").read_bytes()
    (built / "output/index.html").write_text("x")
    assert main(["build", "--no-handouts", "--project", str(built), "--today", str(TODAY)]) == 0
    assert (built / "output/index.html").read_bytes() == before
