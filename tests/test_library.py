"""The library that comes with sitegen: whole, in its own words, in the voice of `content/README.md`, and as its clinical reading set it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from runs import kept, mark, runs

from sitegen import cli, nodes, starter

CONTENT = starter.root() / "content"
HERE = Path(__file__).parent
TIERS = ("lower", "moderate", "high", "recent")
SLUGS = {"lower": "build-up", "moderate": "strengthen", "high": "protect", "recent": "heal"}
LETTERS = {"A": "allow", "M": "modify", "X": "avoid"}
PAGES = ["what-is", "screening", "what-pt-does", "first-visit", "your-level", "safe-movement", "lifting", "posture", "falls-home", "falling-getting-up", "pain-stop", "after-fracture", "exercise-plan", "weekly-targets", "nutrition", "treatment-team", "paying", "find-therapist", "questions", "tracking", "evidence", "about-this-site", "family"]
SAME = {"about-this-site"}  # it gives no advice, so there is none that could differ
NOT_PROSE = {"references.yml", "people.yml", "reviewers.yml"}  # titles of works; nothing that a reader reads
# `vocabulary` and `hazards` hold names and words that sitegen looks for; what is listed as retired is not said
SILENT = {"words", "retired", "also", "id", "doi", "source"}


@cache
def data(path: str) -> dict[str, Any]:
    text = (CONTENT / path).read_text(encoding="utf-8")
    if path.endswith(".md"):
        text = text.split("---\n")[1]
    found: dict[str, Any] = nodes.read(text)[0]
    return found


def ids(folder: str) -> list[str]:
    return sorted(file.stem for file in (CONTENT / folder).iterdir() if file.suffix in (".yml", ".md"))


INVENTORY: dict[str, Any] = nodes.read((HERE / "inventory.yml").read_text(encoding="utf-8"))[0]
SEEDS: dict[str, Any] = nodes.read((HERE / "seeds.yml").read_text(encoding="utf-8"))[0]


def texts(value: Any) -> Iterator[str]:
    """Every text below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in SILENT:
                yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


@cache
def prose() -> dict[str, str]:
    """What stands in each file of the content, one text a line."""
    found = {}
    for file in sorted(CONTENT.rglob("*")):
        path = file.relative_to(CONTENT).as_posix()
        if file.suffix not in (".yml", ".md") or path in NOT_PROSE or path == "README.md" or path.startswith("figures/"):
            continue
        lines = list(texts(data(path)))
        if file.suffix == ".md":
            lines.append(file.read_text(encoding="utf-8").split("---\n", 2)[2])
        found[path] = "\n".join(lines)
    return found


def read(piece: str) -> str:
    """What is read of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", piece)).split())


def main(site: Path, address: str) -> str:
    """The words of a page's own part."""
    page = (site / "output" / address / "index.html").read_text(encoding="utf-8")
    return page[page.index("<main") : page.index("</main>")]


def seen(piece: str) -> str:
    """The words of a piece of HTML as a search in them expects: straight quotes, one space, none before a mark."""
    return re.sub(r" ([.,:;?!)])|(\() ", r"\1\2", read(piece)).replace("’", "'").lower()


# whole


def test_every_exercise_of_the_inventory_and_every_everyday_move_has_a_card() -> None:
    assert sorted(INVENTORY) == ids("cards") and len(INVENTORY) == 70


@pytest.mark.parametrize("id", INVENTORY)
def test_a_card_is_what_the_clinical_reading_says_at_each_level(id: str) -> None:
    """Never laxer; stricter only with a reason that stands beside it."""
    wanted, card = INVENTORY[id], data(f"cards/{id}.yml")
    assert set(wanted.get("hazards", ())) <= set(card["hazards"])
    for tier, letter in zip(TIERS, wanted.get("status", ""), strict=False):
        order, found = list(LETTERS.values()), card["tiers"][tier]
        assert order.index(found) >= order.index(LETTERS[letter]), tier
        assert found == LETTERS[letter] or tier in card.get("stricter_because", {}), tier


@pytest.mark.parametrize("id", INVENTORY)
def test_a_card_has_every_field_that_a_reader_needs(id: str) -> None:
    card = data(f"cards/{id}.yml")
    for field in ("goal", "position", "steps", "dose", "feel", "mistakes", "easier", "figure", "alt"):
        assert card.get(field), field
    assert 2 <= len(card["mistakes"]) <= 3 and 4 <= len(card["steps"]) <= 9
    assert any("breathe" in step for step in card["steps"]) or "breath" in prose()[f"cards/{id}.yml"].lower()
    if {h for h in card["hazards"] if h.startswith("bal-") or h in ("step", "floor")} or "band" in card.get("equipment", ()):
        assert "safety" in card["steps"][0]


def test_every_page_of_the_plan_is_there() -> None:
    assert set(PAGES) <= set(ids("pages"))


@pytest.mark.parametrize("id", ids("pages"))
def test_a_page_says_the_main_thing_a_thing_to_do_what_is_not_known_and_what_to_ask(id: str) -> None:
    head, body = data(f"pages/{id}.md"), prose()[f"pages/{id}.md"]
    assert {"summary", "today", "teach_back"} <= head.keys()
    assert "/// known" in body and "/// unknown" in body
    assert re.search(r"^## .*(questions|ask)", body, re.I | re.M) or id == "questions"
    assert re.search(r"/// tier \|", body) or any(isinstance(head[f], dict) and len(head[f]) > 1 for f in ("summary", "today")) or id in SAME


def test_there_are_ready_made_handouts_for_each_level() -> None:
    bundles = {id: data(f"handouts/{id}.yml") for id in ids("handouts")}
    assert len(bundles) >= 12
    starters = {tuple(b["for"]) for b in bundles.values() if b.get("for") and len(b["for"]) == 1}
    assert {(tier,) for tier in TIERS} <= starters


def test_the_glossary_explains_sixty_words_and_the_references_can_be_followed() -> None:
    assert len(data("glossary.yml")) >= 60
    unled = [id for id, work in data("references.yml").items() if not {"doi", "pmid", "pmcid", "url"} & work.keys()]
    assert not unled


def test_cards_read_at_grade_six_and_pages_at_seven_in_short_sentences(starter_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Flesch–Kincaid, the longest sentence and paragraph, and the share of names that count as easy words, each at its hardest level."""
    code = cli.main(["check", "--only", "reading", "--strict", "--format", "json", "--project", str(starter_site)])
    told = capsys.readouterr()
    assert code == 0, told.err
    rows = json.loads(told.out)
    grades = {kind: [max(tier["grade"] for tier in row["tiers"].values()) for row in rows["documents"] if row["kind"] == kind] for kind in ("card", "page")}
    assert (len(grades["card"]), len(grades["page"])) == (70, 23)
    assert max(grades["card"]) <= 6 and max(grades["page"]) <= 7 and median(grades["page"]) <= 6


# the seeds: what the first drafts of this site said, put right


def test_every_seed_statement_is_in_the_table() -> None:
    assert [int(key[1:]) for key in SEEDS] == list(range(1, 70))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_statement_is_served_by_an_address_and_a_phrase_in_it(seed: str, starter_site: Path) -> None:
    for row in SEEDS[seed] if isinstance(SEEDS[seed], tuple) else (SEEDS[seed],):
        (kind, id), tier, phrase = next(iter(row.items())), row["tier"], row["phrase"]
        folder = {"page": "", "card": "cards/", "handout": "handouts/"}[kind]
        assert len(phrase.split()) >= 3, "words that could stand anywhere"
        for level in TIERS if tier == "all" else (tier,):
            assert phrase.lower() in seen(main(starter_site, f"{SLUGS[level]}/{folder}{id}")), (level, row)


# in our own words


@pytest.mark.parametrize("path", prose())
def test_no_sentence_is_taken_from_the_notes(path: str) -> None:
    notes = kept(HERE / "golden" / "runs.txt")
    text = re.sub(r"[*_`\[\]]|\([a-z/#-]+\)", "", prose()[path])
    taken = [" ".join(run) for run in runs(text) if mark(run) in notes]
    assert not taken


def test_a_taken_sentence_would_be_found() -> None:
    """The list is that of the real notes: this sentence of the product's plan stands in them."""
    notes = kept(HERE / "golden" / "runs.txt")
    assert len(notes) > 3000
    assert any(mark(run) in notes for run in runs("balance task with a hand on a fixed surface, says one line of it"))


# in the voice of content/README.md

BANNED = re.compile(
    r"\b(?:just|simply|safe for everyone|prevents? (?:all |most )?fractures?|cures?|no risk|fragile|brittle|crumbl\w+|patients?|elderly|seniors?|suffer\w*|victims?|frail)\b", re.I
)


@pytest.mark.parametrize("path", prose())
def test_a_text_frightens_nobody_and_promises_nothing(path: str) -> None:
    found = [line for line in prose()[path].split("\n") if BANNED.search(line) and path not in ("tiers.yml",)]
    assert not found


@pytest.mark.parametrize("path", prose())
def test_weights_are_told_in_pounds_and_kilograms(path: str) -> None:
    for line in prose()[path].split("\n"):
        if re.search(r"\d\s*(?:-\s*)?(?:pounds?|lbs?|kilograms?|kilos?|kg)\b", line):
            assert re.search(r"pounds?\b", line) and re.search(r"kilograms?\b", line), line


@pytest.mark.parametrize("path", prose())
def test_effort_is_told_in_words(path: str) -> None:
    found = [line for line in prose()[path].split("\n") if re.search(r"\b\d+ ?(?:/ ?10|out of 10)\b|\b1RM\b|\bRPE\b|percent of your (?:most|maximum)", line)]
    assert not found


@pytest.mark.parametrize("id", ids("pages"))
@pytest.mark.parametrize("tier", TIERS)
def test_a_page_says_at_least_as_often_what_to_do_as_what_not_to_do(id: str, tier: str, starter_site: Path) -> None:
    lists = re.findall(r'<div class="rules rules--(do|dont)">(.*?)</ul>', main(starter_site, f"{SLUGS[tier]}/{id}"), re.S)
    count = {kind: sum(body.count('class="rules__item"') for k, body in lists if k == kind) for kind in ("do", "dont")}
    assert count["do"] >= count["dont"]
    assert count["do"] > 0
    for kind, body in lists:
        for item in re.findall(r'class="rules__text">(.*?)</span>', body, re.S) if kind == "dont" else ():
            words = read(item).lower()
            assert words.startswith(("do not ", "don't ")) and "avoid" not in words, words
            assert ":" in words or ";" in words or ". " in words, f"what to do instead of: {words}"


def test_every_page_says_that_it_awaits_the_clinics_own_review(starter_site: Path) -> None:
    for file in (starter_site / "output").rglob("index.html"):
        page = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in page and "/c/" not in file.as_posix():
            assert "awaiting" in page, file


def test_no_name_of_a_reviewer_is_made_up() -> None:
    assert data("reviewers.yml") == {}
    for path, text in prose().items():
        assert not re.search(r"\b(?:Dr\.?|Doctor|Professor|Prof\.) [A-Z][a-z]+", text), path
