"""The bench measures the same site for everyone: its project is sound, and the same words stand in Hugo's sources."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from sites import TODAY, codes

from sitegen import starter
from sitegen.build import Settings, check

sys.path.append(str(Path(__file__).parent / "bench"))

import budgets
import corpus
import items
import peers

TIER_PAGES = 40


@pytest.fixture(scope="module")
def made() -> list[items.Item]:
    return items.build(TIER_PAGES)


@pytest.fixture(scope="module")
def ours(made: list[items.Item], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus.write(tmp_path_factory.mktemp("bench") / "sitegen", made)


def test_the_project_has_no_problem_at_all(ours: Path) -> None:
    outcome = check(Settings(ours, TODAY, jobs=1))
    assert codes(outcome.problems) == []
    assert outcome.pages > TIER_PAGES


def test_each_item_has_a_page_in_every_tier(made: list[items.Item]) -> None:
    assert len(made) == TIER_PAGES / len(items.TIERS)
    assert all("avoid" not in statuses.values() for _, statuses in corpus.KINDS)


def test_the_same_words_stand_in_the_sources_of_hugo_and_sitegen(made: list[items.Item], ours: Path, tmp_path: Path) -> None:
    """All but the tags, for which sitegen has no place, and the notes of tiers that do a card as it is."""
    peers.PEERS["hugo"].write(tmp_path, made)
    for number, item in enumerate(made):
        folder, ending = ("cards", "yml") if item.is_card else ("pages", "md")
        mine = _words(ours / f"content/{folder}/{item.id}.{ending}")
        for tier, theirs in corpus.TIERS.items():
            hugo = _words(tmp_path / f"content/{theirs}/{item.category}/{item.id}.md")
            sentences = _sentences(item) | {item.notes[theirs]}
            assert {s for s in sentences if s not in hugo} == set()
            silent = item.is_card and corpus.kind(number)[1][tier] == "allow"
            assert {s for s in sentences if s not in mine} == ({item.notes[theirs]} if silent else set())


def test_every_hazard_keeps_words_to_look_for(ours: Path) -> None:
    mine, theirs = (yaml.safe_load((root / "content/hazards.yml").read_text(encoding="utf-8"))["hazards"] for root in (ours, starter.root()))
    assert mine.keys() == theirs.keys()
    assert [id for id, hazard in theirs.items() if hazard.get("words") and not mine[id]["words"]] == []


def test_the_targets_are_those_of_the_next_smaller_size() -> None:
    assert budgets.budget("cold", 1_000).ratio is None
    assert budgets.budget("cold", 5_000) == budgets.budget("cold", 2_000)
    assert budgets.budget("no change", 20_000).seconds is None
    assert budgets.Budget(0.5, 1.0).verdict(0.4, 1.1) == "missed"


def _words(file: Path) -> str:
    """A file's words in one line, without Markdown's marks."""
    lines = (line.removeprefix("> ") for line in file.read_text(encoding="utf-8").split("\n"))
    return " ".join(items.plain(" ".join(lines)).split())


def _sentences(item: items.Item) -> set[str]:
    """Everything that a reader sees of an item in every tier, sentence by sentence."""
    texts = [item.title, item.summary, item.why, item.advice, item.feel, *item.steps, *item.slips]
    for part in item.parts:
        texts += [part.words, *part.items, *(cell for row in part.rows for cell in row)]
    found = {f"{piece}." if text.endswith(".") else piece for text in texts for piece in text.rstrip(".").split(". ")}
    return {items.plain(piece) for piece in found} - {""}
