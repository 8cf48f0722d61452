"""No picture, no words for it and no file of it reach somebody for whom its card is not whole: whatever was built before."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import TODAY, shown, site, write
from test_incremental import age, tree

from sitegen.build import Settings, build

pytestmark = pytest.mark.slow  # whole sites are built

FIGURE = "person: amir\nprops: {counter: {x: 28}}\nframes:\n  - pose: {from: standing, arms: {reach: {to: counter.top, dx: 2}, hand: flat}}\n  - pose: {from: previous, legs: {heel_up: 30}, at: {ball: 11}}\n"
ALT = "Somebody drops both heels."
EDITIONS = {"": "general", "build-up/": "lower", "strengthen/": "moderate", "protect/": "high", "heal/": "recent"}


def card(root: Path, id: str, **fields: Any) -> None:
    """Changes a card; None takes a field away."""
    file = root / f"content/cards/{id}.yml"
    data = {**yaml.safe_load(file.read_text(encoding="utf-8")), **fields}
    write(file, {k: v for k, v in data.items() if v is not None})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two cards with one figure: one for everybody, one that half of the tiers avoid."""
    root = site(tmp_path / "site", {"content/figures/heels.yml": FIGURE}, remove=["content/figures/heel-raise.yml"])
    card(root, "heel-raise", figure="heels")
    card(root, "heel-drop", figure="heels", alt=ALT, equipment=["counter"])
    made(root)
    return root


def made(root: Path, **asked: Any) -> dict[str, bytes]:
    """The site after another build; a clean one must have the same bytes."""
    age(root)
    outcome = build(Settings(root, TODAY, jobs=1, **asked))
    assert outcome.published, shown(outcome.problems)
    found = tree(root / "output")
    build(Settings(root, TODAY, jobs=1, output=root.parent / "clean", clean=True, **asked))
    assert found == tree(root.parent / "clean")
    return found


def drawn(files: dict[str, bytes], id: str) -> set[str]:
    """The editions that show a card's picture: its page, its files and its words must agree."""
    files = {path: text for path, text in files.items() if not path.startswith("ar/")}
    pages = {folder for folder in EDITIONS if b'class="figure"' in files.get(f"{folder}cards/{id}/index.html", b"")}
    for name in (f"{id}.svg", f"{id}.png", f"small/{id}.svg"):
        assert {folder for folder in EDITIONS if f"{folder}figures/{name}" in files} == pages
    assert {path.rpartition("cards/")[0] for path, text in files.items() if path.endswith("cards/index.html") and f"figures/small/{id}.svg".encode() in text} == pages
    assert not [path for path in files if re.search(rf"figures/(\w+/)?{id}\.", path) and path.rpartition("figures/")[0] not in EDITIONS]
    return {EDITIONS[folder] for folder in pages}


def told(files: dict[str, bytes]) -> set[str]:
    """The editions in which the words of the shared figure's second card stand anywhere."""
    return {EDITIONS.get(found[1] if (found := re.match(r"(?:data/)?((?:build-up|strengthen|protect|heal)/)", path)) else "", "?") for path, text in files.items() if ALT.encode() in text}


def test_two_cards_share_a_figure_and_each_shows_it_only_to_its_own_readers(root: Path) -> None:
    files = made(root)
    assert drawn(files, "heel-raise") == set(EDITIONS.values())
    assert drawn(files, "heel-drop") == told(files) == {"lower", "moderate"}


@pytest.mark.parametrize("fields, left", [
    ({"tiers": {"lower": "allow", "moderate": "avoid", "high": "avoid", "recent": "avoid"}, "modify": None, "stricter_because": {"moderate": "It jars."},
      "swap": dict.fromkeys(("moderate", "high", "recent"), "heel-raise")}, {"lower"}),
    ({"supervision": "always"}, set()),
    ({"withdrawn": {"on": "2026-01-01", "reason": "Newer advice."}}, set()),
    ({"figure": None, "alt": None}, set()),
])  # fmt: skip
def test_a_picture_goes_where_its_card_goes(root: Path, fields: dict[str, Any], left: set[str]) -> None:
    before = {**yaml.safe_load((root / "content/cards/heel-drop.yml").read_text(encoding="utf-8"))}
    if "withdrawn" in fields:
        card(root, "heel-raise", harder=None)
    card(root, "heel-drop", **fields)
    files = made(root)
    assert drawn(files, "heel-drop") == told(files) == left
    write(root / "content/cards/heel-drop.yml", before)
    assert drawn(made(root), "heel-drop") == {"lower", "moderate"}


def test_a_renamed_card_takes_its_files_along(root: Path) -> None:
    old = root / "content/cards/heel-drop.yml"
    write(root / "content/cards/heel-fall.yml", {**yaml.safe_load(old.read_text(encoding="utf-8")), "was": ["heel-drop"]})
    old.unlink()
    card(root, "heel-raise", harder="heel-fall")
    files = made(root)
    assert drawn(files, "heel-fall") == {"lower", "moderate"}
    assert not [path for path in files if "figures/heel-drop" in path]


def test_a_build_for_one_tier_has_no_picture_of_another(root: Path) -> None:
    files = made(root, tiers=("high",))
    assert drawn(files, "heel-drop") == told(files) == set()
    assert drawn(files, "heel-raise") == {"general", "high"}


def test_in_arabic_the_order_turns_the_words_are_translated_and_what_is_not_says_its_language(root: Path) -> None:
    site_file = root / "content/site.yml"
    write(site_file, site_file.read_text(encoding="utf-8").rstrip("\n") + "\nlanguages: [en, ar]\n")
    write(root / "content/translations/ar/messages.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Wrong way: %(picture)s"\nmsgstr "خطأ: %(picture)s"\n')
    wrong = FIGURE.replace("  - pose: {from: previous, legs: {heel_up: 30}, at: {ball: 11}}\n", "    mark: do\n  - pose: {from: previous, neck: 28, head: -20}\n    mark: dont\n")
    write(root / "content/figures/heels.yml", wrong)
    card(root, "heel-raise", alt_dont="The head hangs.")
    card(root, "heel-drop", alt_dont="The head hangs, too.")
    from sitegen.overlay import fingerprint

    write(root / "content/translations/ar/cards/heel-raise.yml", {"alt_dont": {"of": fingerprint("The head hangs."), "text": "الرأس يتدلى."}})
    files = made(root)
    page = files["ar/cards/heel-raise/index.html"].decode()
    said = re.findall(r'aria-label="([^"]*)"( lang="\w+")?', page.partition('class="figure"')[2].partition("</figure>")[0])
    assert said == [("A woman stands at a counter and lifts both heels.", ' lang="en"'), ("خطأ: الرأس يتدلى.", "")]
    assert drawn(files, "heel-drop") == {"lower", "moderate"}
    arabic = {path for path in files if path.startswith("ar/") and "figures/heel-drop" in path}
    assert {path.split("/")[1] for path in arabic} == {"build-up", "strengthen"}
