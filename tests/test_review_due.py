"""`sitegen review due`: who has to look at what, and by when; nothing that is dated is missing, and a spreadsheet reads it as it is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from sites import BASE, card, site, write

from sitegen.cli import main

TODAY = "2026-11-21"
DATED = {
    "late": {"owner": "=HYPERLINK(1)", "last": "2025-01-01", "next": "2026-01-01", "grace": 30},
    "due": {"owner": "test-person", "next": "2026-11-01", "grace": 30},
    "soon": {"last": "2025-12-15"},
    "far": {"last": "2026-11-20"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    statements = yaml.safe_load((BASE / "content/statements.yml").read_text(encoding="utf-8"))
    statements["pick-up"] |= {"review": {"next": "2026-12-01"}}
    out = card(review={"next": "2020-01-01"}, withdrawn={"on": "2026-03-04", "reason": "A band tore."})
    files = {f"content/cards/{id}.yml": card(name=f"March, {id}", review=review) for id, review in DATED.items()}
    head = "---\ntitle: Stairs, and more\nsummary: One at a time.\nreview: {last: 2026-06-01, next: 2026-11-25}\n---\n\nHold on.\n"
    people = {"test-person": {"name": "Test Person", "role": "Tester"}}
    return site(tmp_path, {**files, "content/cards/old.yml": out, "content/statements.yml": statements, "content/pages/stairs.md": head, "content/reviewers.yml": people})


def _due(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["review", "due", "--project", str(root), "--today", TODAY, *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_all_that_is_dated_is_listed_the_next_one_first_and_the_rest_is_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _due(root, capsys, "--format", "json")
    rows = json.loads(out)
    assert code == 0 and [(row["what"], row["id"], row["state"]) for row in rows] == [
        ("card", "late", "lapsed"),
        ("card", "due", "due"),
        ("page", "stairs", "fine"),
        ("statement", "pick-up", "fine"),
        ("card", "soon", "fine"),
        ("card", "far", "fine"),
    ]
    assert rows[1] == {"what": "card", "id": "due", "title": "March, due", "owner": "Test Person", "last": None, "next": "2026-11-01", "state": "due", "until": "2026-12-01"}
    assert "1 past their grace, 1 due, 4 in time, 12 never looked at" in err


def test_what_nobody_has_looked_at_stands_at_the_end_if_somebody_asks(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(_due(root, capsys, "--format", "json", "--all")[1])
    states = [row["state"] for row in rows]
    assert (len(rows), states.index("never")) == (18, 6) and set(states[6:]) == {"never"}


def test_within_so_many_days_is_what_is_due_or_will_be(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for within, found in (("0", ["late", "due"]), ("4", ["late", "due", "stairs"]), ("10", ["late", "due", "stairs", "pick-up"])):
        rows = json.loads(_due(root, capsys, "--within", within, "--format", "json")[1])
        assert [row["id"] for row in rows] == found
    with pytest.raises(SystemExit):
        _due(root, capsys, "--within", "soon")
    assert "`soon` is not a number of days" in capsys.readouterr().err


def test_a_spreadsheet_reads_every_cell_as_it_is_and_runs_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = _due(root, capsys, "--format", "csv")[1]
    assert out.startswith("\ufeffwhat,id,title,owner,last,next,state,until\r\n")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert rows[1] == ["card", "late", "March, late", "'=HYPERLINK(1)", "2025-01-01", "2026-01-01", "lapsed", "2026-01-31"]
    assert {len(row) for row in rows} == {8} and not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_table_is_for_people(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _due(root, capsys)[1].splitlines()
    assert lines[0].split() == ["what", "id", "title", "owner", "last", "next", "state", "until"]
    assert lines[3].split("  ")[0] == "page" and "Stairs, and more" in lines[3] and "2026-11-25" in lines[3]


def test_with_mistakes_in_the_content_it_lists_what_it_can_and_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root / "content/cards/far.yml", card(category="balanse"))
    code, out, err = _due(root, capsys)
    assert code == 0 and "late" in out and "1 error in the content: what is wrong may be missing in this list" in err
    write(root / "content/tiers.yml", "lower: [\n")
    code, out, err = _due(root, capsys)
    assert (code, "cannot be told before it is mended" in err) == (1, True)
