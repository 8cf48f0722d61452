"""Words that readers meet: each check finds the bad text at its place, and is silent on the good one."""

from __future__ import annotations

from pathlib import Path

import pytest
import sites
from sites import told

from sitegen.checks import jargon, written
from sitegen.load import documents

HARD = "Unfamiliar vocabulary unquestionably complicates understanding.\n\n"


def test_each_thing_that_is_hard_to_read_is_told_once_at_its_line(tmp_path: Path) -> None:
    long = "Hold the rail with one hand and put your whole foot on the step, and then bring the other foot up to it."
    block = "Hold the rail. Step up. Rest there. Then go on."
    found = sites.problems(sites.site(tmp_path, {"content/pages/stairs.md": sites.page(f"Step up.\n\n{long}\n\n- one\n- {block}\n\n{HARD * 20}")}))
    assert [(p.code, p.place.line) for p in found] == [("reading-sentence", 8), ("reading-paragraph", 11), ("reading-grade", 13)]


def test_a_text_that_keeps_its_aims_and_one_too_short_to_judge_are_left_in_peace(tmp_path: Path) -> None:
    easy = "Hold the rail, and put your whole foot on the step.\n\n" * 30
    assert told(tmp_path, {"easy": easy, "short": HARD}) == {"easy": [], "short": []}


def test_a_clinic_may_set_its_own_aim(tmp_path: Path) -> None:
    site = (sites.BASE / "content" / "site.yml").read_text(encoding="utf-8")
    text = "Every morning, several neighbors exercise together in a garden near the library.\n\n" * 10
    assert told(tmp_path / "usual", {"garden": text})["garden"][0].startswith("reading-grade")
    assert told(tmp_path / "own", {"garden": text}, site=site + "reading: {page: 20}\n") == {"garden": []}


def test_the_name_of_a_card_that_is_linked_counts_as_one_word(tmp_path: Path) -> None:
    name = "Breathe out slowly through your pursed lips"
    files = {"content/cards/slow-breath.yml": (sites.BASE / "content" / "cards" / "slow-breath.yml").read_text(encoding="utf-8").replace("name:", f"name: {name} #", 1)}
    body = "When you drop a pen or a sock, first read the card {} and then do it that way."
    pages = {f"content/pages/{id}.md": sites.page(body.format(words)) for id, words in {"linked": f"[{name}](cards/slow-breath)", "plain": "of a man whom we have never met"}.items()}
    found = sites.problems(sites.site(tmp_path, files | pages))
    assert [(p.code, p.place.path) for p in found if p.code.startswith("reading")] == [("reading-sentence", "content/pages/plain.md")]


def test_jargon_is_told_with_its_plain_word_and_not_where_it_is_explained(tmp_path: Path) -> None:
    silent = {
        "plain": "Walk with ease, and bend at your hips.",
        "brackets": "Your walking pattern (gait) may change.",
        "behind": "Look at your gait (the way you walk).",
        "which": "She has geriatric training, which is care for older people.",
        "called": "Your doctor calls it a contusion.",
        "quotes": "In a letter you may read “bilateral” or “distal”.",
        "name": "Ask the National Osteoporosis and Geriatrics Society.",
        "address": "Read [more](https://example.org/gait/) there.",
        "known": "The row of bones is your spine (vertebral column).",
        "part": "A multi-gaited horse and the gaiter on your shoe.",
    }
    bad = {"one": "Watch your gait.", "two": "Then ambulate, and ambulate again.", "item": "- rise\n- Utilize the rail.", "three": "This is contraindicated in the event of pain."}
    found = told(tmp_path, silent | bad)
    assert {name: marks for name, marks in found.items() if marks} == {
        "one": ["jargon: gait"],
        "two": ["jargon: ambulate"],
        "item": ["jargon: Utilize"],
        "three": ["jargon: contraindicated", "jargon: in the event of"],
    }


def test_a_clinics_glossary_makes_a_word_its_own(tmp_path: Path) -> None:
    glossary = (sites.BASE / "content" / "glossary.yml").read_text(encoding="utf-8") + "gait: {plain: gait, means: The way you walk.}\n"
    assert told(tmp_path, {"stairs": "Watch your gait."}, glossary=glossary) == {"stairs": []}


def test_jargon_in_what_all_pages_share_is_told_there(tmp_path: Path) -> None:
    statements = (sites.BASE / "content" / "statements.yml").read_text(encoding="utf-8").replace("Wear firm shoes", "Utilize firm shoes")
    assert told(tmp_path, {}, statements=statements) == {"statements": ["jargon: Utilize"]}


def test_the_plain_word_comes_first_and_then_the_medical_one_may_stand(tmp_path: Path) -> None:
    bodies = {
        "late": "Your vertebral column holds you up. It is your spine.",
        "first": "Your spine (vertebral column) holds you up. The vertebral column is strong.",
        "called": "Doctors call it the vertebral column.",
    }
    assert told(tmp_path, bodies) == {"late": ["plain-word-first: vertebral column"], "first": [], "called": []}


def test_other_languages_are_left_in_peace(tmp_path: Path) -> None:
    site = (sites.BASE / "content" / "site.yml").read_text(encoding="utf-8") + "languages: [de]\n"
    found = told(tmp_path, {"gait": f"Watch your gait, and the vertebral column. {HARD * 20}"}, site=site)
    assert [mark for mark in found["gait"] if mark.split(":")[0] in ("jargon", "plain-word-first") or mark.startswith("reading")] == []


def test_every_word_of_the_trade_stands_once_and_its_plain_word_is_plain() -> None:
    plain = jargon.words().instead
    assert len(plain) > 600
    hard = {word: said for word, said in plain.items() for part in (said.lower(), *said.lower().split()) if part in plain}
    assert hard == {}


@pytest.mark.parametrize("path", ["lists", "blocks"])
def test_a_text_is_taken_apart_as_its_author_wrote_it(path: str, tmp_path: Path) -> None:
    body = {
        "lists": "One\nline.\n\n- a\n- b\n  more\n\n1. c\n\n| d | e |\n|---|---|\n| f | g |\n\n- h",
        "blocks": "/// tier | high\n/// dont\n- a\n///\n/// known | x\nb\n///\n///\nc",
    }[path]
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "a.md").write_text(sites.page(body), encoding="utf-8")
    text = written.written(documents(tmp_path).documents[0])
    seen = [(p.form, " ".join(p.text.split()), p.line, p.group, "/".join(kind for kind, _ in p.within)) for p in text.pieces if p.form != "field"]
    assert seen == {
        "lists": [("paragraph", "One line.", 6, 0, ""), ("item", "a", 9, 1, ""), ("item", "b more", 10, 1, ""), ("item", "c", 13, 1, ""), ("row", "| d | e |", 15, 2, ""), ("row", "|---|---|", 16, 2, ""), ("row", "| f | g |", 17, 2, ""), ("item", "h", 19, 3, "")],
        "blocks": [("item", "a", 8, 1, "tier/dont"), ("paragraph", "b", 11, 0, "tier/known"), ("paragraph", "c", 14, 0, "")],
    }[path]
