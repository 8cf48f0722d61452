"""The command as a person uses it: exit codes, closing lines, and help that needs no manual."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sites import site

from sitegen import cli, rules


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = cli.main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.slow
def test_a_build_says_what_was_built_and_where_to_open_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "build", "--project", str(site(tmp_path)), "--today", "2026-11-21")
    assert (code, out) == (0, "")
    assert "pages in 5 editions built in" in err and "no problems" in err
    assert "sitegen serve --open" in err and str(tmp_path / "output") in err


def test_a_broken_card_ends_with_the_count_and_says_that_nothing_was_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/cards/bad.yml": "name: Bad\n"})
    code, out, err = run(capsys, "build", "--project", str(root))
    assert code == 1
    assert "content/cards/bad.yml:1:1: error: the field `category` is missing [missing-field]" in out
    assert "errors: nothing was published" in err and "Traceback" not in out + err


def test_problems_can_be_told_to_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/cards/bad.yml": "name: Bad\n"})
    code, out, _ = run(capsys, "check", "--project", str(root), "--format", "json")
    assert code == 1
    assert {"path": "content/cards/bad.yml", "line": 1, "code": "missing-field"}.items() <= json.loads(out)[0].items()
    _, out, _ = run(capsys, "check", "--project", str(root), "--format", "github")
    assert out.startswith("::error file=content/cards/bad.yml,line=1,col=1,title=missing-field::")


@pytest.mark.slow
def test_no_problem_is_an_empty_list_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--project", str(site(tmp_path)), "--format", "json")
    assert (code, json.loads(out)) == (0, [])


@pytest.mark.slow
def test_strict_turns_warnings_into_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/notes.txt": "remember the milk"})
    assert run(capsys, "check", "--project", str(root))[0] == 0
    assert run(capsys, "check", "--project", str(root), "--strict")[0] == 1


def test_a_folder_without_content_is_one_clear_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--project", str(tmp_path))
    assert code == 1 and "there is no `content` folder here" in out and out.count("error:") == 1


@pytest.mark.parametrize("arguments", [(), ("biuld",), ("build", "--jobs", "0"), ("build", "--today", "tomorrow"), ("new", "card", "Heel Raise"), ("explain", "laxer")])
def test_a_command_that_is_not_understood_exits_with_2(arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site(tmp_path))
    code, out, err = run(capsys, *arguments)
    assert code == 2 and (out + err).strip() and "Traceback" not in err


def test_every_code_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    for code in rules.catalogue():
        exit_code, out, _ = run(capsys, "explain", code)
        assert exit_code == 0 and code in out and "How to mend it" in out
    _, listed, _ = run(capsys, "explain")
    assert all(code in listed for code in rules.catalogue())


def test_a_misspelt_code_gets_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "laxer-than-hazard" in run(capsys, "explain", "laxer-than-hazzard")[2]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["card", "page", "handout"])
def test_a_new_card_page_or_handout_is_refused_until_its_words_are_written(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "mine"
    assert run(capsys, "new", "site", str(root))[0] == 0
    assert run(capsys, "new", what, "ankle-circles", "--project", str(root))[0] == 0
    code, out, _ = run(capsys, "check", "--project", str(root), "--format", "json")
    assert code == 1 and {p["code"] for p in json.loads(out) if p["severity"] == "error"} == {"unwritten"}
    (file,) = (root / "content").rglob("ankle-circles.*")
    file.write_text(file.read_text(encoding="utf-8").replace("✎ ", ""), encoding="utf-8")
    code, out, _ = run(capsys, "check", "--project", str(root), "--strict")
    assert code == 0, out
    code, _, err = run(capsys, "new", what, "ankle-circles", "--project", str(root))
    assert code == 2 and "there already" in err


def test_a_new_site_never_goes_over_an_old_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear", encoding="utf-8")
    code, _, err = run(capsys, "new", "site", str(tmp_path / "mine"))
    assert code == 2 and "not empty" in err and [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_the_schemas_offer_the_projects_own_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    assert run(capsys, "schema", "--project", str(root))[0] == 0
    card = json.loads((root / ".schema/card.json").read_text(encoding="utf-8"))
    assert "bal-supported" in json.dumps(card["properties"]["hazards"]) and "id" not in card["properties"]
    assert {"card", "page", "site", "tiers", "hazards", "moves", "statements", "glossary", "references", "vocabulary", "reviewers", "handout", "figure", "media", "people", "weeks", "waivers"} == {p.stem for p in (root / ".schema").iterdir()}


def test_the_schema_of_the_site_knows_what_colors_and_logos_look_like(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    assert run(capsys, "schema", "--project", str(root))[0] == 0
    parts = json.loads((root / ".schema/site.json").read_text(encoding="utf-8"))["definitions"]
    color, logo = (json.dumps(parts[name]["properties"][field]) for name, field in (("BrandColors", "main"), ("Brand", "logo")))
    assert '"pattern": "^#(' in color and '"pattern": "^media/' in logo


def test_the_schema_of_a_figure_offers_the_cast_and_that_of_a_card_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    assert run(capsys, "schema", "--project", str(root))[0] == 0
    figure, card = (json.loads((root / f".schema/{name}.json").read_text(encoding="utf-8")) for name in ("figure", "card"))
    assert figure["properties"]["person"]["enum"] == ["amir", "rosa"] and "from" in figure["definitions"]["Pose"]["properties"]
    assert "heel-raise" in json.dumps(card["properties"]["figure"])


@pytest.mark.slow
def test_a_new_figure_can_be_drawn_at_once_and_shows_who_is_seen_least(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    assert run(capsys, "new", "figure", "arm-raise", "--project", str(root))[0] == 0
    assert "person: amir" in (root / "content/figures/arm-raise.yml").read_text(encoding="utf-8")
    code, out, _ = run(capsys, "check", "--project", str(root), "--format", "json")
    assert code == 0 and [p["code"] for p in json.loads(out)] == ["figure-without-card"]


def test_a_new_figure_where_nobody_is_yet_brings_somebody_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    assert run(capsys, "new", "figure", "arm-raise", "--project", str(tmp_path))[0] == 0
    assert "rosa:" in (tmp_path / "content/people.yml").read_text(encoding="utf-8")


def test_figures_are_drawn_to_be_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    code, out, err = run(capsys, "figure", "heel-raise", "--project", str(root))
    drawn = root / ".sitegen" / "figures" / "heel-raise.svg"
    assert (code, out) == (0, f"{drawn}\n") and "1 figure drawn; no problems" in err
    assert drawn.read_text(encoding="utf-8").startswith("<svg xmlns=")


@pytest.mark.parametrize(("ending", "begins"), [("html", b"<!doctype html>"), ("svg", b"<svg xmlns="), ("png", b"\x89PNG")])
def test_all_figures_fit_on_one_sheet(ending: str, begins: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"sheet.{ending}"
    assert run(capsys, "figure", "--all", "--sheet", str(file), "--project", str(site(tmp_path / "site")))[0] == 0
    assert file.read_bytes().startswith(begins)


def test_a_figure_that_cannot_be_drawn_is_told_and_the_others_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/figures/bad.yml": "person: rosa\nframes:\n  - pose: {from: standign}\n"})
    code, out, err = run(capsys, "figure", "--all", "--project", str(root))
    assert code == 1
    assert "content/figures/bad.yml:3:18: error: frame 1: there is no pose `standign` to start from [figure-unknown-name]" in out
    assert "1 figure drawn; 1 error" in err


@pytest.mark.parametrize("wrong", [("figure",), ("figure", "--all", "--sheet", "sheet.pdf")])
def test_a_figure_command_that_cannot_be_followed_exits_with_2(wrong: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, *wrong, "--project", str(site(tmp_path)))[0] == 2


def test_the_props_of_figures_are_listed_with_their_fields_and_anchors(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "figure", "--props")
    assert code == 0
    assert "counter\n    A kitchen counter" in out
    assert "    {x: 28, height: 90, width: 42, side: right}\n    counter.top counter.edge\n" in out


def test_an_unknown_figure_gets_the_right_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "figure", "heel-rise", "--project", str(site(tmp_path)))
    assert code == 1 and "there is no figure `heel-rise` [unknown-figure]\n  help: did you mean `heel-raise`?" in out


def test_python_dash_m_is_the_same_command(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "sitegen", "--version"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout.startswith("sitegen 0.")
