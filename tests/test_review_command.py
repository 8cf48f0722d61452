"""`sitegen review`: what a clinical lead types, what they are told, and what stands in the project afterwards."""

from __future__ import annotations

import csv
import errno
import io
import json
import threading
from pathlib import Path

import pytest
import signed
import sites

from sitegen import signatures
from sitegen.cli import main

Told = tuple[int, str, str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    sites.site(tmp_path, {"content/pages/more.md": sites.page("/// statement | stop-tell\n///\n", title="More")})
    signed.person(tmp_path)
    return tmp_path


def _review(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Told:
    code = main(["review", words[0], "--project", str(root), *words[1:]])
    out, err = capsys.readouterr()
    return code, out, err


def _sign(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Told:
    return _review(root, capsys, "sign", "--by", "test-person", "--today", "2026-11-21", *words)


def _states(root: Path) -> dict[str, str]:
    return {key: row.state for key, row in signed.states(root).items()}


def _replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / "content" / file).read_text(encoding="utf-8")
    assert old in text
    (root / "content" / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_named_is_signed_and_nothing_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _sign(root, capsys, "cards/heel-raise", "content/pages/more.md", "tiers")
    assert (code, [line.partition(":")[0] for line in out.splitlines()]) == (0, ["tiers.en", "cards/heel-raise.en", "pages/more.en"])
    assert "3 signed by test-person (Test Person, a name for tests only) on 2026-11-21" in err
    assert {key for key, state in _states(root).items() if state == "signed"} == {"tiers.en", "cards/heel-raise.en", "pages/more.en"}
    assert (root / signatures.ATTRIBUTES).read_text(encoding="utf-8") == "reviews.yml merge=union\n"


def test_a_short_code_names_its_card(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from sitegen import codes

    assert _sign(root, capsys, codes.short(codes.name("card", "heel-raise", (), None), "high"))[1].startswith("cards/heel-raise.en")


def test_a_second_signature_leaves_the_other_lines_as_they_are(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(root, capsys, "heel-raise")
    place = root / signatures.PLACE
    mine = next(row for row in place.read_text(encoding="utf-8").splitlines() if row.startswith("cards"))
    place.write_text(f"# our own remark\n{mine}   \n", encoding="utf-8")
    _sign(root, capsys, "body-turn", "slow-breath")
    rows = place.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "# our own remark" and rows[2] == mine
    assert [row.partition(".")[0] for row in rows[1:]] == ["cards/body-turn", "cards/heel-raise", "cards/slow-breath"]


def test_nobody_signs_whom_the_clinic_does_not_know(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _review(root, capsys, "sign", "heel-raise", "--by", "tset-person")
    assert (code, "did you mean `test-person`?" in err) == (2, True)
    (root / "content/reviewers.yml").write_text("{}\n", encoding="utf-8")
    code, _, err = _review(root, capsys, "sign", "heel-raise", "--by", "test-person")
    assert (code, "add this person to content/reviewers.yml" in err) == (2, True)
    assert not (root / signatures.PLACE).exists()


def test_nothing_is_signed_while_anything_is_wrong(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _replace(root, "cards/body-turn.yml", "category: balance", "category: balanse")
    code, out, err = _sign(root, capsys, "heel-raise")
    assert (code, "unknown-category" in out, "nothing was signed" in err) == (1, True, True)
    assert not (root / signatures.PLACE).exists()


def test_what_is_broken_is_said_to_be_broken_and_never_to_be_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(root, capsys, "--all")
    written = (root / "content/cards/heel-raise.yml").read_text(encoding="utf-8")
    (root / "content/cards/heel-raise.yml").write_text("name: [\n", encoding="utf-8")
    code, out, err = _review(root, capsys, "show", "heel-raise")
    assert (code, "content/cards/heel-raise.yml" in out, "1 error in the content" in err) == (1, True, True)
    (root / "content/cards/heel-raise.yml").write_text(written, encoding="utf-8")
    (root / signatures.PLACE).write_text("- a\n", encoding="utf-8")
    code, out, err = _review(root, capsys, "show", "heel-raise")
    assert (code, "not signed" in out, "1 error in the content" in err) == (0, True, True)


def test_a_line_that_a_hand_has_put_in_quotes_is_never_doubled(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(root, capsys, "--all")
    place = root / signatures.PLACE
    quoted = place.read_text(encoding="utf-8").replace("cards/heel-raise.en:", "'cards/heel-raise.en':")
    place.write_text(quoted, encoding="utf-8")
    assert set(_states(root).values()) == {"signed"}
    code, _, err = _sign(root, capsys, "heel-raise")
    assert (code, "holds a line that is no signature" in err, place.read_text(encoding="utf-8")) == (2, True, quoted)


def test_attributes_of_git_in_another_encoding_stay_as_they_are(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / signatures.ATTRIBUTES).write_bytes("# Für uns\n".encode("latin-1"))
    assert _sign(root, capsys, "heel-raise")[0] == 0
    assert (root / signatures.ATTRIBUTES).read_bytes() == "# Für uns\nreviews.yml merge=union\n".encode("latin-1")


def test_a_page_called_as_something_shared_leaves_both_to_be_signed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites.write(root / "content/pages/tiers.md", sites.page("Words.\n", title="Levels"))
    assert [_sign(root, capsys, name)[1].partition(":")[0] for name in ("tiers", "pages/tiers")] == ["tiers.en", "pages/tiers.en"]


def test_what_is_asked_for_must_be_clear(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites.write(root / "content/pages/heel-raise.md", sites.page("Words.\n", title="Heels"))
    for words, said in {
        ("heel-raise",): "write `cards/heel-raise` or `pages/heel-raise`",
        ("hel-rais",): "did you mean",
        (): "say what is signed",
        ("tiers", "--all"): "say what is signed",
        ("--because", "stop-tell"): "`statement:stop-tell`",
        ("--because", "statement:stop-tel"): "did you mean `stop-tell`?",
        ("tiers", "--language", "ar"): "the site has no language `ar`",
    }.items():
        code, _, err = _sign(root, capsys, *words)
        assert (code, said in err) == (2, True), (words, err)


def test_a_dry_run_says_the_same_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    dry = _sign(root, capsys, "--all", "--dry-run")
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before
    assert _sign(root, capsys, "--all")[1] == dry[1]
    assert set(_states(root).values()) == {"signed"}
    assert _sign(root, capsys, "--all")[2].strip() == "nothing to sign"


def test_what_changed_is_shown_old_and_new_with_its_place_and_who_signed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(root, capsys, "--all")
    _replace(root, "cards/heel-raise.yml", "sets: 2", "sets: 3")
    _replace(root, "cards/heel-raise.yml", "sources: [walking-2020]", "sources: []")
    code, out, _ = _review(root, capsys, "show", "heel-raise")
    assert code == 0
    assert out == (
        "cards/heel-raise in en: signed by test-person on 2026-11-21, but not as it is now\n"
        "  what decides about safety:\n    dose.sets  (content/cards/heel-raise.yml:12:14)\n      - 2\n      + 3\n"
        "  the rest:\n    sources  (content/cards/heel-raise.yml:15:10)\n      - walking-2020\n      + (none)\n\n"
    )


def test_what_nobody_signed_is_shown_as_it_stands(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = _review(root, capsys, "show", "slow-breath")[1]
    assert out.startswith("cards/slow-breath in en: not signed\n")
    assert "    feel: Calm and easy.\n" in out
    assert "    hazards: (none)\n" in out


def test_a_statement_is_signed_where_it_alone_has_changed_and_the_rest_is_listed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites.write(root / "content/pages/also.md", sites.page("/// statement | stop-tell\n///\n\nHold on.\n", title="Also"))
    _sign(root, capsys, "--all")
    _replace(root, "statements.yml", "Stop and tell us", "Stop, and tell us")
    _replace(root, "pages/also.md", "Hold on.", "Let go.")
    _replace(root, "pages/more.md", "title: More", "title: Less")
    _replace(root, "cards/heel-raise.yml", "sets: 2", "sets: 3")
    code, out, err = _sign(root, capsys, "--because", "statement:stop-tell")
    assert code == 1
    assert out.splitlines()[:2] == ["not signed: pages/also.en differs in more than that: body", "not signed: pages/more.en differs in more than that: title"]
    assert "1 signed" in err
    assert {key for key, state in _states(root).items() if state == "changed"} == {"pages/also.en", "pages/more.en", "cards/heel-raise.en"}


def test_status_is_a_table_and_the_same_for_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(root, capsys, "heel-raise", "tiers")
    code, out, err = _review(root, capsys, "status")
    lines = out.splitlines()
    assert (code, lines[0].split(), lines[1].split()) == (0, ["subject", "language", "state", "by", "on"], ["tiers", "en", "signed", "test-person", "2026-11-21"])
    assert err.startswith("2 signed, ")
    assert _review(root, capsys, "status", "--language", "xx")[::2] == (2, "sitegen: the site has no language `xx`; use one of `en`\n")
    rows = json.loads(_review(root, capsys, "status", "--format", "json")[1])
    assert list(csv.DictReader(io.StringIO(_review(root, capsys, "status", "--format", "csv")[1]))) == rows
    assert [row["subject"] for row in json.loads(_review(root, capsys, "status", "--format", "json", "--state", "signed")[1])] == ["tiers", "cards/heel-raise"]


@pytest.mark.slow
def test_two_who_sign_at_once_have_both_signed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(root, capsys, "heel-raise")
    place = root / signatures.PLACE
    before = place.read_text(encoding="utf-8")
    other = threading.Thread(target=main, args=(["review", "sign", "slow-breath", "--project", str(root), "--by", "test-person", "--today", "2026-11-21"],))
    with signatures.alone(root):
        other.start()
        other.join(1)  # long enough to have signed, if it did not wait
        place.write_text(before + before.splitlines()[-1].replace("heel-raise", "body-turn") + "\n", encoding="utf-8")
    other.join()
    assert [row.partition(".")[0] for row in place.read_text(encoding="utf-8").splitlines() if row.startswith("cards")] == ["cards/body-turn", "cards/heel-raise", "cards/slow-breath"]


def test_a_full_disk_leaves_every_signature_as_it_was(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _sign(root, capsys, "--all")
    _replace(root, "cards/heel-raise.yml", "sets: 2", "sets: 3")
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    written: list[int] = []

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, _, err = _sign(root, capsys, "--all")
    assert (code, "the disk is full" in err) == (1, True)
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_an_altered_signature_is_mended_by_signing_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(root, capsys, "--all")
    (root / "content/signed/cards/heel-raise.en.yml").unlink()
    assert [p.code for p in sites.problems(root) if p.severity == "error"] == ["signature-altered"]
    assert _sign(root, capsys, "heel-raise")[0] == 0
    assert set(_states(root).values()) == {"signed"}
