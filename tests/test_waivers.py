"""A clinic may take a rule more seriously, and may leave one finding as it is: with a name, a day and a reason, and never one that harms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sites import CASES, TODAY, case, codes, problems, write

from sitegen import cli, rules, waivers
from sitegen.build import Settings, build
from sitegen.model import Waiver
from sitegen.problems import Place, problem

SLIP = CASES / "problems" / "hazard-word"
WAIVER = {"code": "hazard-word", "file": "content/pages/stairs.md", "words": "your", "by": "test-person", "on": "2026-11-01", "because": "A line of a song."}
PEOPLE = {"test-person": {"name": "Test Person", "role": "tester"}}


def slip(root: Path, waiver: Mapping[str, str] | None = None, checks: Mapping[str, object] | None = None) -> Path:
    """A site with one finding, a warning, with a waiver and settings for its checks."""
    case(SLIP, root)
    write(root / "content/reviewers.yml", PEOPLE)
    if waiver:
        write(root / "content/waivers.yml", {"toes": dict(waiver)})
    if checks:
        settings = root / "content/site.yml"
        write(settings, f"{settings.read_text(encoding='utf-8')}\nchecks: {json.dumps(checks)}\n")
    return root


def test_a_waived_finding_is_not_told_and_one_elsewhere_is(tmp_path: Path) -> None:
    assert codes(problems(slip(tmp_path))) == ["hazard-word"]
    assert problems(slip(tmp_path, WAIVER)) == []
    again = (tmp_path / "content/pages/stairs.md").read_text(encoding="utf-8")
    write(tmp_path / "content/pages/steps.md", again)
    assert [(p.code, p.place.path) for p in problems(tmp_path)] == [("hazard-word", "content/pages/steps.md")]


def test_words_say_which_finding_is_meant_and_where_they_fit_two_they_waive_none(tmp_path: Path) -> None:
    root = slip(tmp_path, {**WAIVER, "words": "`high` reads"})
    page = root / "content/pages/stairs.md"
    write(root / "content/hazards.yml", (root / "content/hazards.yml").read_text(encoding="utf-8").replace("[touch your toes]", "[touch your toes, bend right down]"))
    write(page, page.read_text(encoding="utf-8") + "\n/// tier | high\nThen bend right down.\n///\n")
    assert codes(problems(root)) == ["hazard-word", "hazard-word", "waiver-unclear"]
    write(root / "content/waivers.yml", {"down": {**WAIVER, "words": "right down"}})
    assert [(p.code, p.place.line) for p in problems(root)] == [("hazard-word", 7)]


def test_what_is_found_next_in_the_same_file_is_not_waived_with_it(tmp_path: Path) -> None:
    root = slip(tmp_path, {**WAIVER, "words": "touch your toes"})
    page = root / "content/pages/stairs.md"
    write(root / "content/hazards.yml", (root / "content/hazards.yml").read_text(encoding="utf-8").replace("[touch your toes]", "[touch your toes, bend right down]"))
    assert problems(root) == []
    write(page, page.read_text(encoding="utf-8").replace("touch your toes", "bend right down"))
    assert codes(problems(root)) == ["hazard-word", "waiver-unused"]


def test_a_waiver_says_which_finding_it_is_about(tmp_path: Path) -> None:
    for number, (words, code) in enumerate({"": "empty-text", "   ": "empty-text", "e": "empty-text"}.items()):
        assert codes(problems(slip(tmp_path / str(number), {**WAIVER, "words": words}))) == [code]
    silent = {name: value for name, value in WAIVER.items() if name != "words"}
    assert codes(problems(slip(tmp_path / "silent", silent))) == ["missing-field"]


def test_a_waiver_holds_until_its_last_day_and_then_everything_is_told_again(tmp_path: Path) -> None:
    root = slip(tmp_path, {**WAIVER, "until": "2026-12-01"})
    assert problems(root, date(2026, 12, 1)) == []
    assert codes(problems(root, date(2026, 12, 2))) == ["hazard-word", "waiver-expired"]


def test_a_mended_finding_leaves_a_waiver_that_is_told(tmp_path: Path) -> None:
    root = slip(tmp_path, WAIVER)
    write(root / "content/pages/stairs.md", (root / "content/pages/stairs.md").read_text(encoding="utf-8").replace("touch your toes", "stand tall"))
    assert codes(problems(root)) == ["waiver-unused"]


def test_only_a_known_person_waives_and_not_in_the_future(tmp_path: Path) -> None:
    assert codes(problems(slip(tmp_path, {**WAIVER, "by": "nobody", "on": "2027-01-01"}))) == ["unknown-reviewer", "waiver-early"]


def test_nothing_that_a_rule_calls_an_error_can_be_waived(tmp_path: Path) -> None:
    possible = {code for code in rules.catalogue() if waivers.may_be_waived(code)}
    assert {code for code in possible if rules.rule(code).severity == "error"} == set()
    assert possible.isdisjoint({"override-in-force", "clinic-placeholder", "waiver-expired", "swap-avoided", "laxer-than-hazard", "broken-link", "dose-over-ceiling"})
    assert "hazard-word" in possible
    wrong = problem("swap-avoided", "a swap", Place("content/cards/a.yml", 1))
    named = Waiver(id="a", code="swap-avoided", file="content/cards/a.yml", words="swap", by="test-person", on=TODAY, because="No.")
    assert waivers.weighed([wrong], {}, [named], TODAY).problems == [wrong]


def test_a_rule_that_the_clinic_made_graver_stops_a_build_and_its_waiver_lets_it_through(tmp_path: Path) -> None:
    checks = {"severity": {"hazard-word": "error"}}
    root = slip(tmp_path, checks=checks)
    found = problems(root)
    assert [(p.code, p.severity) for p in found] == [("hazard-word", "error")]
    write(root / "content/waivers.yml", {"toes": WAIVER})
    assert problems(root) == []
    assert waivers.weighed(found, {"hazard-word": "note"}, [], TODAY).problems == found  # nothing is ever made laxer


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["check", "--today", "2026-11-21", "--project", str(root), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_list_tells_who_left_what_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = slip(tmp_path, WAIVER)
    code, out, err = told(root, capsys, "--list-waivers")
    assert code == 0 and "test-person on 2026-11-01: A line of a song." in out and "content/pages/stairs.md:7:21: tier `high` reads" in out
    assert "1 waiver, of which 1 " in err
    assert '"finding": "tier `high` reads' in told(root, capsys, "--list-waivers", "--format", "json")[1]


@pytest.mark.slow  # a site is built again and again
def test_builds_tell_the_same_as_clean_ones_whatever_is_waived(tmp_path: Path) -> None:
    root = slip(tmp_path / "site")
    steps = ({}, {"toes": WAIVER}, {"toes": {**WAIVER, "until": "2026-11-20"}}, {"toes": {**WAIVER, "words": "elsewhere"}}, {})
    wanted = ([["hazard-word"], 0], [[], 1], [["hazard-word", "waiver-expired"], 0], [["hazard-word", "waiver-unused"], 0], [["hazard-word"], 0])
    for rows, expected in zip(steps, wanted, strict=True):
        write(root / "content/waivers.yml", rows)
        outcome = build(Settings(root, TODAY))
        assert [codes(outcome.problems), len(outcome.waived)] == expected
        again = build(Settings(root, TODAY))  # nothing has changed, and the same is told
        assert (again.problems, again.waived) == (outcome.problems, outcome.waived)
