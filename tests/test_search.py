"""What search reads: a row for everything of an edition and for nothing else, small, and the page that shows it all without a script."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from sites import TODAY, card, page, site, write

from sitegen.build import Settings, build
from sitegen.render import amounts, data, search

TIERS = {"lower": "build-up", "moderate": "strengthen", "high": "protect", "recent": "heal"}


def read(text: str) -> Any:
    """What a data script puts into the window; the script is one assignment of JSON."""
    found = re.fullmatch(r"window\.sitegen(?:Search|Lists)=(.*);\n", text, re.S)
    assert found
    return json.loads(found[1].replace('{"avoided":[\n\n]', '{"avoided":[]').replace("[\n\n]", "[]"))


def rows(output: Path, edition: str, name: str = "search.js") -> Any:
    return read((output / f"data/{edition}/{name}").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site whose words are known, built."""
    body = """Hold the *rail* each time.

/// tier | lower
Quick steps for some.
///

/// statement | stop-tell
///

/// card | march
///
"""
    cards = {
        "march": card(equipment=["counter"], steps=[{"move": "Lift one foot, then the other foot."}], feel="Warm as toast."),
        "leap": card(name="Great leap", hazards=["impact-mod"], tiers={"lower": "allow", "moderate": "modify", "high": "avoid", "recent": "avoid"}, modify={"moderate": "Land softly."}, swap={"high": "march", "recent": "sit and rest"}),
        "beside": card(name="With Ann", supervision="always", steps=[{"move": "Whirl round."}]),
        "first": card(name="Learned first", supervision="first-time"),
    }
    root = site(
        tmp_path_factory.mktemp("small"),
        {
            **{f"content/cards/{id}.yml": fields for id, fields in cards.items()},
            "content/pages/stairs.md": page(body),
            "content/handouts/both.yml": {"title": "Both together", "summary": "Two things.", "cards": ["march", "leap"], "pages": ["stairs"]},
            "content/moves.yml": {"crunch": {"name": "Crunch", "hazards": ["flex-end"], "swap": "march", "words": ["curl-up"]}},
            "content/glossary.yml": {"spine": {"plain": "spine", "medical": "vertebral column", "means": "Bones in a row.", "also": ["backbone"]}},
        },
    )
    outcome = build(Settings(root, TODAY))
    assert outcome.published, [str(p) for p in outcome.problems]
    return root / "output"


def named(output: Path, edition: str) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in rows(output, edition)}


def test_an_edition_has_a_row_for_each_of_its_pages_and_for_no_other(small: Path) -> None:
    for edition in ("general", *TIERS.values()):
        folder = "" if edition == "general" else f"{edition}/"
        found = [row["address"] for row in rows(small, edition)]
        assert len(found) == len(set(found))
        own = {p.relative_to(small).parent.as_posix() + "/" for kind in ("cards", "handouts") for p in (small / folder / kind).glob("*/index.html")}
        assert {a for a in found if "/cards/" in f"/{a}" or "/handouts/" in f"/{a}"} == own
        assert f"{folder}stairs/" in found and all((small / a / "index.html").is_file() for a in found)


def test_a_row_says_how_its_card_stands_at_the_level(small: Path) -> None:
    heal, general = named(small, "heal"), named(small, "general")
    assert heal["Easy march"]["status"] == ["changed"] and "status" not in named(small, "protect")["Easy march"]
    assert heal["Learned first"]["status"] == ["first", "changed"]
    assert heal["With Ann"]["status"] == ["supervised"] and "whirl" not in json.dumps(heal)
    assert general["Great leap"]["status"] == ["part"] and "status" not in general["Easy march"]


def test_a_card_is_found_by_its_purpose_its_steps_its_things_and_its_position_each_word_once(small: Path) -> None:
    row = named(small, "protect")["Easy march"]
    assert row["line"] == "Steady steps" and row["about"] == "balance standing kitchen counter"
    assert row["text"] == "you walk with more ease lift one foot then the other"
    assert "toast" not in json.dumps(row)


def test_a_drawn_card_shows_its_small_picture_where_its_steps_are_shown(small: Path) -> None:
    for edition in ("general", *TIERS.values()):
        for row in rows(small, edition):
            assert row.get("picture") == (f"{row['address'].split('cards/')[0]}figures/small/heel-raise.svg" if row["id"] == "heel-raise" else None)
            assert "picture" not in row or (small / row["picture"]).is_file()


def test_a_page_is_found_by_what_its_level_reads_of_it(small: Path) -> None:
    lower, high = (named(small, edition)["Stairs"]["text"] for edition in ("build-up", "protect"))
    assert "quick" in lower.split() and "quick" not in high.split()
    assert {"hold", "rail", "each"} <= set(high.split()) and "em" not in high.split()
    assert len(high.split()) > 5  # the words of the statement


def test_a_handout_names_what_its_level_finds_in_it_and_no_more(small: Path) -> None:
    assert {"great", "leap", "march", "stairs"} <= set(named(small, "build-up")["Both together"]["text"].split())
    assert not {"great", "leap"} & set(named(small, "protect")["Both together"]["text"].split())
    assert "Both together" not in named(small, "general")


def test_what_is_not_at_a_level_stands_in_its_lists_with_its_way_out_and_nothing_else(small: Path) -> None:
    lists = {edition: rows(small, edition, "lists.js") for edition in ("general", *TIERS.values())}
    assert {"name": "Great leap", "words": "Easy march", "address": "protect/cards/march/", "line": "Steady steps"} in lists["protect"]["avoided"]
    assert {"name": "Great leap", "words": "sit and rest"} in lists["heal"]["avoided"]
    assert next(row for row in lists["protect"]["avoided"] if row["name"] == "Crunch")["also"] == ["curl-up"]
    assert lists["general"]["avoided"] == []
    assert "Great leap" not in {row["name"] for row in lists["build-up"]["avoided"]} and "Great leap" not in named(small, "protect")


def test_a_doctors_word_leads_to_ours(small: Path) -> None:
    (word,) = rows(small, "protect", "lists.js")["rows"]
    assert word == {"kind": "word", "id": "spine", "name": "spine", "address": "protect/glossary/#spine", "line": "Bones in a row.", "medical": "vertebral column", "also": ["backbone"]}
    text = (small / "protect/search/index.html").read_text(encoding="utf-8")
    assert re.search(r'href="\.\./glossary/#spine">vertebral column</a> <span class="letters__kind">Our word: spine<', text)


def test_the_page_shows_everything_of_the_level_without_a_script(small: Path) -> None:
    for edition in ("", *(f"{slug}/" for slug in TIERS.values())):
        text = (small / edition / "search/index.html").read_text(encoding="utf-8")
        for row in rows(small, edition.strip("/") or "general"):
            assert f'href="../{row["address"].removeprefix(edition)}">{row["name"]}</a>' in text
        assert ("Great leap" in text) == (edition not in ("protect/", "heal/"))
        assert '<form class="search-box" role="search" action="./" method="get">' in text


def test_each_words_letter_is_there_once_and_in_order() -> None:
    entries = [search.Entry(search.Text(name), f"{n}/", "x") for n, name in enumerate(("Über", "apple", "“Quote”", "30 seconds", "Élan", "Ape", "غذاء"))]
    found = search.letters(entries)
    assert [letter.letter for letter in found] == ["0–9", "A", "E", "Q", "U", "غ"]
    assert [entry.name for entry in found[1].entries] == ["Ape", "apple"]


def test_words_are_divided_as_the_scripts_library_divides_them() -> None:
    assert search.words(["Sit-to-stand, slowly; don’t RUSH!", "sit (rest) ¿sí?"]) == "sit to stand slowly don t rush rest sí"
    assert search.words(["बैठें और खड़े हों", "حرّك قدميك"]) == "बैठें और खड़े हों حرّك قدميك"


def test_every_form_of_a_number_reaches_the_script() -> None:
    def say(number: int) -> str:
        return f"{number} one" if number % 10 == 1 and number % 100 != 11 else f"{number} many" if number else "none"

    found = amounts.forms(say)
    assert set(found.forms) == {"none", "# one", "# many"} and len(found.of) == 200
    assert [found.forms[int(found.of[n])] for n in (0, 1, 5, 11, 21, 111, 121)] == ["none", "# one", "# many", "# many", "# one", "# many", "# one"]


def test_no_character_of_a_text_can_break_the_script(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/cards/odd.yml": card(name='Back \\ slash "quote" </script>')})
    assert build(Settings(root, TODAY)).published
    text = (root / "output/data/protect/search.js").read_text(encoding="utf-8")
    assert 'Back \\ slash "quote" </script>' in {row["name"] for row in read(text)}
    assert "\u2028" not in search.script([search.Rows(b"", data.line({"name": "a\u2028b"}))]).decode()


def test_exercises_that_need_nothing_special_have_a_page_of_their_own(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/cards/march.yml": card(equipment=["counter"])})
    bare = {p.stem for p in (root / "content/cards").glob("*.yml") if "counter" not in p.read_text(encoding="utf-8") and "band" not in p.read_text(encoding="utf-8")}
    for at_hand in (False, True):
        vocabulary = (root / "content/vocabulary.yml").read_text(encoding="utf-8")
        write(root / "content/vocabulary.yml", vocabulary.replace("{name: Kitchen counter}", "{name: Kitchen counter, at_hand: true}") if at_hand else vocabulary)
        assert build(Settings(root, TODAY)).published
        text = (root / "output/build-up/cards/equipment/none/index.html").read_text(encoding="utf-8")
        assert ("Easy march" in text) == at_hand == ("We count these in: Kitchen counter</p>" in text)
        assert bare and all(f"/cards/{id}/" in text or f'"../../{id}/"' in text for id in bare)
        assert 'href="equipment/none/"' in (root / "output/build-up/cards/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", ["general", *TIERS.values()])
def test_a_search_of_the_starter_costs_a_reader_little(edition: str, starter_site: Path) -> None:
    def sent(*paths: str) -> int:
        return sum(len(gzip.compress((starter_site / "output" / path).read_bytes())) for path in paths)

    assert sent(f"data/{edition}/search.js", f"data/{edition}/lists.js") < 40_000
    assert sent("assets/scripts/search.js", "assets/scripts/vendor/minisearch.js") < 30_000
    assert sent("assets/scripts/filters.js") < 3_000
