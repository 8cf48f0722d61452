"""Each check is a small module with its codes; what it finds is told, and nothing else."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from sites import CASES, case, page, site

from sitegen import cli, rules
from sitegen.build.weighing import MADE
from sitegen.checks import DOCUMENTS, WHOLE

HOUSE = Path(__file__).parent.parent / "sitegen"
CODE = re.compile(r'\b(?:problem|Problem|Fault)\(\s*"([a-z-]+)"')


def test_every_check_has_a_file_in_the_catalogue_that_says_what_it_looks_at() -> None:
    told = rules.checks()
    assert {check.name for check in (*DOCUMENTS, *WHOLE)} <= told.keys()
    silent = [name for name, check in told.items() if not check.asks.endswith(".") or "[" in check.asks]
    assert silent == []


def test_every_code_belongs_to_one_check() -> None:
    owned = [code for check in rules.checks().values() for code in check.codes]
    assert sorted(owned) == sorted(rules.catalogue())


def test_a_check_tells_only_what_its_own_file_in_the_catalogue_explains() -> None:
    for check in (*DOCUMENTS, *WHOLE):
        file = HOUSE.joinpath(*check.finds.__module__.split(".")[1:]).with_suffix(".py")
        calls = (n for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "problem")
        codes = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
        assert codes <= set(rules.checks()[check.name].codes), f"{check.name} tells {codes}"


def test_pages_are_made_for_every_check_that_looks_at_them() -> None:
    """`check --only` makes pages for these checks alone; a code of another that is found in pages would be missed there."""
    files = [*HOUSE.glob("typeset/*.py"), *HOUSE.glob("render/*.py"), HOUSE / "build/promises.py", HOUSE / "checks/links.py"]
    found = {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))} & rules.catalogue().keys()
    assert {check.name for check in rules.checks().values() if found & set(check.codes)} <= MADE


# the command

def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["check", "--no-handouts", "--today", "2026-11-21", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_only_tells_what_the_named_checks_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(case(CASES / "problems" / "hazard-word", tmp_path))
    (tmp_path / "content/cards/heel-raise-two.yml").write_text("name: [\n", encoding="utf-8")
    code, out, err = run(capsys, "--project", root, "--only", "yaml")
    assert (code, out.count(" error: ")) == (1, 1) and "[yaml-syntax]" in out and "1 error from yaml" in err
    (tmp_path / "content/cards/heel-raise-two.yml").unlink()
    code, out, err = run(capsys, "--project", root, "--only", "hazard-words,fields")
    assert code == 0 and "[hazard-word]" in out and "[clinic-placeholder]" not in out and "1 warning from hazard-words, fields" in err
    assert run(capsys, "--project", root, "--only", "hazard-words", "--strict")[0] == 1


def test_only_says_so_when_an_error_elsewhere_kept_a_check_from_looking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/cards/broken.yml": "name: [\n"})
    code, out, err = run(capsys, "--project", str(root), "--only", "hazard-words")
    assert (code, out) == (1, "") and "1 error elsewhere may have kept something from being looked at" in err


def test_an_unknown_check_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(capsys, "--only", "hazard-wrds")
    assert ended.value.code == 2 and "did you mean `hazard-words`?" in capsys.readouterr().err


def test_the_list_names_every_check_and_code(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = run(capsys, "--list")
    assert all(f"{check.name}: {check.asks}" in out for check in rules.checks().values()) and f"{len(rules.checks())} checks" in err
    rows = json.loads(run(capsys, "--list", "--format", "json")[1])
    assert {code for row in rows for code in row["codes"]} == rules.catalogue().keys()


@pytest.mark.slow  # pages are made
def test_links_out_of_the_site_are_listed_with_their_pages_and_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, {"content/pages/out.md": page("Ask [them](https://example.com/ask).\n")})
    _, out, err = run(capsys, "--project", str(root), "--external")
    assert "https://example.com/ask\n    content/pages/out.md:6\n    on out/index.html" in out and "none was fetched" in err
    assert "https://example.org/" not in out  # its own address
