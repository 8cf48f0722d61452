"""Images of figures are made once, kept beside the build's other notes, and made again when they are damaged or the drawing is another."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import TODAY, site, write

from sitegen import raster
from sitegen.build import Settings, build

pytestmark = pytest.mark.slow  # whole sites are built

POSE = "content/figures/heel-raise.yml"
PICTURE = "output/build-up/figures/heel-raise.png"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The figures of which an image is made, one after the other."""
    found: list[str] = []
    real = raster.image
    monkeypatch.setattr(raster, "image", lambda drawing, side: (found.append(drawing.id), real(drawing, side))[1])
    return found


def _build(root: Path, **more: bool) -> None:
    outcome = build(Settings(root, TODAY, jobs=1, **more))
    assert not outcome.failed, outcome.problems


def test_one_image_serves_all_editions_and_later_builds(tmp_path: Path, made: list[str]) -> None:
    root = site(tmp_path)
    _build(root)
    assert made == ["heel-raise"]
    write(root / "content/cards/heel-raise.yml", (root / "content/cards/heel-raise.yml").read_text(encoding="utf-8").replace("slowly", "gently"))
    _build(root)
    assert made == ["heel-raise"]


def test_another_pose_is_another_image_and_the_old_one_is_forgotten(tmp_path: Path, made: list[str]) -> None:
    root = site(tmp_path)
    _build(root)
    before = (root / PICTURE).read_bytes()
    write(root / POSE, (root / POSE).read_text(encoding="utf-8").replace("heel_up: 34", "heel_up: 12"))
    _build(root)
    assert made == ["heel-raise"] * 2
    assert (root / PICTURE).read_bytes() != before
    assert len(list((root / ".sitegen/images").iterdir())) == 1


def test_a_damaged_image_is_made_again(tmp_path: Path, made: list[str]) -> None:
    root = site(tmp_path)
    _build(root)
    (kept,) = (root / ".sitegen/images").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    write(root / "content/cards/heel-raise.yml", (root / "content/cards/heel-raise.yml").read_text(encoding="utf-8").replace("slowly", "gently"))
    _build(root)
    assert made == ["heel-raise"] * 2
    assert (root / PICTURE).read_bytes().endswith(b"IEND\xaeB`\x82")


def test_a_clean_build_trusts_no_image(tmp_path: Path, made: list[str]) -> None:
    root = site(tmp_path)
    _build(root)
    _build(root, clean=True)
    assert len(made) > 1
