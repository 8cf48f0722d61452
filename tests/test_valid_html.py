"""Every page and every drawing of the starter site, and the gallery of components, by the Nu HTML checker: zero errors."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sitegen import showroom

if TYPE_CHECKING:
    from npm_tools import Tools

pytest_plugins = ("browser_tools", "npm_tools")
pytestmark = pytest.mark.slow


def errors(folder: Path, tools: Tools) -> list[str]:
    """What the checker finds in all HTML and SVG files of a folder."""
    from browser_tools import without

    java = shutil.which("java") or without("there is no Java here: apt install default-jre-headless")
    jar = tools.modules / "vnu-jar/build/dist/vnu.jar"
    # -Xss8m: some pages are deep. --errors-only leaves out what it says of policies that it cannot know on a disk.
    command = [java, "-Xss8m", "-jar", str(jar), "--errors-only", "--exit-zero-always", "--format", "json", "--skip-non-html", "--also-check-svg", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    told: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{m['url'].split(folder.name)[-1]}:{m.get('lastLine', 0)}: {m['message']} {m.get('extract', '')}" for m in told]


def test_every_page_and_drawing_of_the_starter_site_is_valid(starter_site: Path, tools: Tools) -> None:
    output = starter_site / "output"
    assert len(list(output.rglob("*.html"))) > 1000 and len(list(output.rglob("*.svg"))) > 200
    assert errors(output, tools) == []


def test_every_page_of_the_gallery_is_valid(tmp_path: Path, tools: Tools) -> None:
    showroom.write(tmp_path, tmp_path / "gallery")
    assert errors(tmp_path / "gallery", tools) == []


def test_what_is_not_valid_is_found(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text('<!doctype html><html lang="en"><head><title>x</title></head><body><ul><div>x</div></ul></body></html>', encoding="utf-8")
    (tmp_path / "b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" wide="2"/></svg>', encoding="utf-8")
    found = errors(tmp_path, tools)
    assert len(found) == 2 and any("/a/index.html" in line for line in found) and any("/b.svg" in line for line in found)
