"""How hard a text is to read: held against a pronouncing dictionary's counts, and told without stopping anybody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sites import card, page, site

from sitegen import cli, reading
from sitegen.reading import Passage, measure, split

FROZEN = json.loads((Path(__file__).parent / "reading.json").read_text(encoding="utf-8"))
WORDS = {word: int(count) for count, words in FROZEN["words"].items() for word in words.split()}
LONG = "Put one hand on the counter and the other hand on the wall, and then wait there until the whole room is quiet again."


def test_syllables_agree_with_the_dictionary_in_97_of_100_words_and_in_sum_to_one_percent() -> None:
    wrong = {word: (reading.syllables(word), count) for word, count in WORDS.items() if reading.syllables(word) != count}
    assert len(WORDS) > 500
    assert len(wrong) <= 0.03 * len(WORDS), wrong
    assert sum(map(reading.syllables, WORDS)) == pytest.approx(sum(WORDS.values()), rel=0.01)


@pytest.mark.parametrize(("text", "grade"), FROZEN["texts"])
def test_a_text_has_the_dictionarys_grade_to_a_third_of_a_grade(text: str, grade: float) -> None:
    assert measure([Passage(text)]).grade == pytest.approx(grade, abs=0.34)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A score of -2.5 or lower counts. The T-score is a number.", 2),
        ("Ask Dr. Lee, or Mrs. Poe. Bring a list, e.g. of pills.", 2),
        ("Take 10 mg. Then sit.", 2),
        ("Take vitamin D. It helps.", 2),
        ("The U.S. Task Force says so. See No. 5 below. No. 5 is enough.", 3),
        ("We open at 8 a.m. and close at 5 p.m. Call us.", 2),
        ("“Does it hurt?” Say so. Wait … and then rest!", 3),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    assert len(split(text)) == count


@pytest.mark.parametrize(("digits", "count"), [("0", 2), ("7", 2), ("16", 2), ("89", 3), ("100", 3), ("2.5", 3), ("1,000", 3), ("2022", 5), ("1984", 5), ("2015", 4)])
def test_a_number_counts_as_it_is_said(digits: str, count: int) -> None:
    assert reading.number(digits) == count


def test_whatever_counts_as_a_digit_is_counted() -> None:
    """Also small ones above the line, in circles, of other scripts, and more of them than anybody can say."""
    assert [reading.number(digits) for digits in ("5²", "①", "٣", "3.④", "9" * 5000)] == [reading.number("52"), 1, 1, reading.number("3.4"), 5000]
    assert reading.sentences("① Sit down. 5 m² and 2³ steps.")


def test_letters_that_are_spelled_count_one_by_one_and_loud_words_do_not() -> None:
    assert [reading.syllables(word) for word in ("DXA", "CT", "WHO", "STOP", "FRAX", "I")] == [3, 2, 5, 1, 1, 1]


def test_only_masked_names_are_spared_and_their_share_is_told() -> None:
    text = "Do the half-kneel pick-up with your physiotherapist today."
    free, spared = measure([Passage(text)]), measure([Passage(text)], re.compile("physiotherapist"))
    assert (free.masked, spared.masked) == (0, 1 / 8)
    assert spared.syllables == free.syllables - reading.syllables("physiotherapist") + reading.MASKED


def test_what_is_heard_has_only_its_sentences_counted() -> None:
    read, heard = Passage("Stand tall."), Passage(f"{LONG} One. Two. Three.", block=False, read=False)
    both = measure([read, heard])
    assert (both.words, both.longest_paragraph, both.longest_sentence) == (2, 1, 24)


def test_other_languages_have_lengths_and_no_grade() -> None:
    found = measure([Passage("Siéntese bien. Respire despacio.")], english=False)
    assert found.grade is None and (found.sentences, found.longest_sentence) == (2, 2)


# the command


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["check", "--only", "reading", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_hardest_document_stands_first_with_the_line_of_its_worst_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/pages/hard.md": page(f"Easy words.\n\n{LONG}\n"), "content/cards/soft.yml": card()})
    code, out, err = run(capsys, "--project", str(root))
    lines = out.splitlines()
    assert code == 0 and "content/pages/hard.md" in lines[1]
    assert f"content/pages/hard.md:8:1: a sentence of 24 words: “{LONG}”" in out
    assert "medians" in err and "above an aim" in err


def test_each_tier_is_measured_by_what_it_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = f"Easy words.\n\n/// tier | high\n{LONG}\n///\n\n## An extraordinarily complicated introductory heading\n\nStand tall.\n"
    root = site(tmp_path, {"content/pages/hard.md": page(body)})
    _, out, _ = run(capsys, "--project", str(root), "--format", "json")
    found = next(d for d in json.loads(out)["documents"] if d["id"] == "hard")
    assert found["tier"] == "high" and found["tiers"]["high"]["longest_sentence"] == 24
    assert found["tiers"]["lower"]["words"] == len(["One", "step", "at", "a", "time"]) + len(["Easy", "words"]) + len(["Stand", "tall"])


def test_strict_fails_above_an_aim_and_the_clinic_may_set_the_aims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/cards/soft.yml": card()})
    assert run(capsys, "--project", str(root), "--strict")[0] == 0
    settings = root / "content" / "site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nreading: {card: 1}\n", encoding="utf-8")
    (root / "content/cards/soft.yml").write_text(json.dumps(card(feel="Your muscles remember everything afterwards.", steps=[{"move": "Your opposite shoulder gradually follows."}])), encoding="utf-8")
    code, out, _ = run(capsys, "--project", str(root), "--strict")
    assert code == 1 and "Your muscles remember everything afterwards." in out
    assert run(capsys, "--project", str(root))[0] == 0


def test_a_document_with_errors_is_left_out_and_a_broken_site_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path / "one", {"content/cards/bad.yml": "name: Bad\n"})
    code, _, err = run(capsys, "--project", str(root))
    assert code == 0 and "1 not measured" in err
    root = site(tmp_path / "two", {"content/site.yml": "title: x\n"})
    code, out, err = run(capsys, "--project", str(root))
    assert code == 1 and "error:" in out and "nothing was measured" in err


def test_a_handouts_own_words_are_measured_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/cards/soft.yml": card(), "content/handouts/weeks.yml": {"title": "Weeks", "summary": "Short.", "intro": LONG, "cards": ["soft"]}})
    _, out, err = run(capsys, "--project", str(root))
    assert "content/handouts/weeks.yml" in out and f"a sentence of 24 words: “{LONG}”" in out
    assert "handouts" in err
