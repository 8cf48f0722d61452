"""Small pictures in lists and people in scenes: light, silent, the same for every theme, and where their cards are and nowhere else."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import TODAY, shown, site, write
from test_incremental import age, tree

from sitegen.build import Settings, build

pytestmark = pytest.mark.slow  # whole sites are built


def made(root: Path) -> dict[str, bytes]:
    """The site after another build; a clean one must have the same bytes."""
    age(root)
    outcome = build(Settings(root, TODAY, jobs=1))
    assert outcome.published, shown(outcome.problems)
    build(Settings(root, TODAY, jobs=1, output=root.parent / "clean", clean=True))
    found = tree(root / "output")
    assert found == tree(root.parent / "clean")
    return found


def change(root: Path, name: str, **fields: Any) -> None:
    file = root / f"content/{name}.yml"
    write(file, {**yaml.safe_load(file.read_text(encoding="utf-8")), **fields})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One drawn card stands at the top of the home page, and of one level's."""
    root = site(tmp_path / "site")
    tiers = yaml.safe_load((root / "content/tiers.yml").read_text(encoding="utf-8"))
    tiers["high"]["scene"] = ["heel-raise"]
    write(root / "content/tiers.yml", tiers)
    change(root, "site", scene=["heel-raise"])
    return root


def test_people_stand_where_a_scene_names_them_and_nowhere_else(root: Path) -> None:
    found = made(root)
    assert sorted(path for path in found if "figures/people/" in path) == ["figures/people/heel-raise.svg", "protect/figures/people/heel-raise.svg"]
    standing = {path for path, text in found.items() if path.endswith("index.html") and b"figures/people/" in text}
    assert standing == {"index.html", "protect/index.html"}
    change(root, "site", scene=[])
    assert "figures/people/heel-raise.svg" not in made(root)


def test_an_edited_pose_makes_the_small_pictures_again(root: Path) -> None:
    before = made(root)
    figure = root / "content/figures/heel-raise.yml"
    text = figure.read_text(encoding="utf-8")
    assert "heel_up: " in text
    write(figure, re.sub(r"heel_up: \d+", "heel_up: 20", text))
    after = made(root)
    for path in ("figures/small/heel-raise.svg", "figures/people/heel-raise.svg"):
        assert before[path] != after[path]


def test_a_tier_that_is_like_another_has_its_people(root: Path) -> None:
    tiers = yaml.safe_load((root / "content/tiers.yml").read_text(encoding="utf-8"))
    tiers["frail"] = {**tiers["high"], "slug": "gentle", "label": "Gentle", "letter": "G", "look": "arch", "like": "high"}
    del tiers["frail"]["scene"]
    write(root / "content/tiers.yml", tiers)
    assert "gentle/figures/people/heel-raise.svg" in made(root)


def test_pages_stand_on_their_shelves_in_the_order_of_the_vocabulary_and_the_others_last(root: Path) -> None:
    change(root, "vocabulary", shelves={"later": {"name": "Read later"}, "now": {"name": "Read now", "plain": "It is short."}, "empty": {"name": "Nothing yet"}})
    for name, shelf in (("bending", "now"), ("pain", "later")):
        file = root / f"content/pages/{name}.md"
        file.write_text(file.read_text(encoding="utf-8").replace("title:", f"shelf: {shelf}\ntitle:", 1), encoding="utf-8")
    write(root / "content/pages/loose.md", "---\ntitle: A loose page\nsummary: It stands alone.\n---\n\nWords.\n")
    for page in ("index.html", "protect/index.html"):
        text = made(root)[page].decode()
        places = [text.index(words) for words in ("Read later", "pain/", "Read now", "It is short.", "bending/", "loose/")]
        assert places == sorted(places) and "Nothing yet" not in text


def test_a_small_picture_is_light_and_says_nothing(starter_site: Path) -> None:
    files = sorted((starter_site / "output").glob("**/figures/*/*.svg"))
    assert len(files) > 250
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert len(text) < 8_000 and len(gzip.compress(text.encode())) < 2_600, file
        assert not re.search(r"<(title|desc|text|rect|style|image|script)| id=|class=|href", text), file
        assert text.count("<svg ") == 1 + text.count('<svg x="'), file


def test_tiles_show_pictures_that_screen_readers_pass_by_and_that_keep_their_place(starter_site: Path) -> None:
    text = (starter_site / "output/protect/cards/index.html").read_text(encoding="utf-8")
    pictures = re.findall(r"<img [^>]*>", text)
    assert len(pictures) > 50
    assert all('alt=""' in img and 'loading="lazy"' in img and 'width="300" height="150"' in img for img in pictures)
    assert len(gzip.compress(text.encode())) < 12_000  # the largest list of all, without its pictures


def test_every_tile_says_what_it_can_be_found_by(starter_site: Path) -> None:
    text = (starter_site / "output/protect/cards/index.html").read_text(encoding="utf-8")
    tiles = re.findall(r'<li class="tile[^>]*>', text)
    assert tiles and all(re.search(r' data-category="[a-z]+" data-position="[a-z]+" data-equipment="[a-z -]*"', tile) for tile in tiles)
    raise_tile = next(part for part in re.split(r'(?=<li class="tile)', text) if "heel-raise/" in part)
    assert 'data-category="legs"' in raise_tile and 'data-position="standing"' in raise_tile and "counter" in raise_tile.partition('data-equipment="')[2].partition('"')[0]
