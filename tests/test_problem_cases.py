"""Every problem code has a tiny broken site in cases/problems, and the exact report that its author would read.

A case's folder is the code, or the code with a variant behind an @. `pytest --approve` writes the reports anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sites

from sitegen import rules
from sitegen.problems import Problem, report
from sitegen.validate import lookups

PROBLEMS = sites.CASES / "problems"
FOLDERS = sorted(folder.name for folder in PROBLEMS.iterdir() if folder.is_dir())
SOURCES = sorted(Path(rules.__file__).parent.rglob("*.py"))
CATALOGUE = sorted(Path(rules.__file__).parent.joinpath("catalogue").glob("*.toml"))

_RENDERED = "known only after rendering, and a content folder alone does not make it"
_PUBLISHING = "about the output folder: see the tests of publish"
_PLANNED = "about a plan that somebody types, or its link: see test_plan_text and test_plan_command"
_PRINTED = "known only when sheets are made: see test_typeset_scripts"
_PROMISED = "known only when all addresses are, or at a release: see test_release"
LATER = {  # codes without a broken site here, and why
    "heading-order": _RENDERED,
    "page-language": _RENDERED,
    "page-weight": _RENDERED,
    "picture-without-words": _RENDERED,
    "waiver-unclear": "stands beside the findings that it is about: see test_waivers",
    "address-lost": _PROMISED,
    "broken-link": _RENDERED,
    "id-twice": _RENDERED,
    "level-crossed": _RENDERED,
    "media-reader": "where nothing is installed that reads pictures: see test_media",
    "move-without-swap": "a second lock: a swap that leads to nothing is told at its card, and one that is withdrawn is only noted",
    "block-mismatch": "a second lock behind `unsafe-html`: no content is known to bring it about",
    "page-title-count": _RENDERED,
    "template-error": "needs a project with a template of its own",
    "template-missing": "needs a project with a template of its own",
    "internal-error": "a mistake of sitegen, which no content is known to bring about",
    "figure-png": "where nothing is installed that makes images: see test_figures_and_cards",
    "busy": _PUBLISHING,
    "disk-full": _PUBLISHING,
    "foreign-file": _PUBLISHING,
    "name-not-on-every-disk": "about the disk of a copy: see test_usb",
    "plan-changed": _PLANNED,
    "plan-damaged": _PLANNED,
    "plan-full": _PLANNED,
    "plan-outside": _PLANNED,
    "plan-refused": _PLANNED,
    "plan-unclear": _PLANNED,
    "plan-unknown": _PLANNED,
    "output-failed": _PUBLISHING,
    "output-holds-project": _PUBLISHING,
    "output-in-use": _PUBLISHING,
    "output-not-a-folder": _PUBLISHING,
    "output-not-ours": _PUBLISHING,
    "output-not-writable": _PUBLISHING,
    "output-on-other-disk": _PUBLISHING,
    "record-changed": _PROMISED,
    "release-changed": _PROMISED,
    "release-code-clash": _PROMISED,
    "release-day": _PROMISED,
    "release-placeholder": _PROMISED,
    "release-unsigned": _PROMISED,
    "sheet-full": _PRINTED,
    "sheet-letter": _PRINTED,
    "sheet-moved": _PRINTED,
    "sheets-missing": "where nothing is installed that makes PDFs: see test_typeset_scripts",
    "version-lost": _PROMISED,
}
JARGON = re.compile(
    r"\b(?:arrays?|booleans?|integers?|null|objects?|pars(?:e|ed|er|ing)|regex|schema|strings?|"
    r"syntax|tracebacks?|tuples?|validat(?:e|ed|ion|or))\b",
    re.I,
)


@pytest.mark.parametrize("name", FOLDERS)
def test_one_mistake_is_reported_once_and_word_for_word(name: str, tmp_path: Path, approve: bool) -> None:
    code = name.partition("@")[0]
    # a case translates one document: that all others wait is told each time, and is not what the case shows
    quiet = set() if code == "translation-missing" else {"translation-missing"}
    found = [p for p in sites.problems(sites.case(PROBLEMS / name, tmp_path)) if p.code not in quiet]
    said, golden = sites.shown(found), PROBLEMS / name / "report.txt"
    if approve:
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert said == golden.read_text(encoding="utf-8")
    assert set(sites.codes(found)) == {code} and (len(found) == 1 or not quiet)
    assert all(_well_said(problem) for problem in found)


def _well_said(problem: Problem) -> bool:
    """Lower case and no full stop, one mend, the place inside the author's line, and no programmer's word."""
    place = problem.place
    said = not problem.message[0].isupper() and (problem.severity == "note" or not problem.message.endswith("."))
    mended = bool(problem.help) and not problem.help.endswith(".")
    placed = not place.line or 1 <= place.column <= len(place.source) + 1
    return (
        said and placed and (mended or problem.severity == "note") and not JARGON.search(problem.message + problem.help)
    )


def test_the_base_site_has_nothing_to_tell() -> None:
    assert sites.problems(sites.BASE) == []


@pytest.mark.parametrize("file", sorted(p.relative_to(sites.BASE).as_posix() for p in sites.BASE.rglob("*.*")))
def test_a_file_that_cannot_be_read_makes_no_second_problem_elsewhere(file: str, tmp_path: Path) -> None:
    found = sites.problems(sites.site(tmp_path, {file: "---\ntitle: [\n---\n"}))
    assert [p.place.path for p in found] == [file]


def test_every_code_has_a_broken_site_or_a_reason_why_not() -> None:
    with_site = {name.partition("@")[0] for name in FOLDERS}
    assert with_site | set(LATER) == set(rules.catalogue())
    assert not with_site & set(LATER)


def test_every_code_that_is_raised_is_in_the_catalogue() -> None:
    calls = re.compile(r"\b(?:_?problem|[Ff]ault|Unreadable|PydanticCustomError)\(\s*\"([a-z0-9-]+)\"")
    raised = {code for source in SOURCES for code in calls.findall(source.read_text(encoding="utf-8"))}
    assert raised <= set(rules.catalogue())
    assert len(raised) > 60


def test_every_code_of_the_catalogue_is_raised_somewhere() -> None:
    written = {
        word for source in SOURCES for word in re.findall(r"\"([a-z0-9-]+)\"", source.read_text(encoding="utf-8"))
    }
    family = {f"unknown-{kind}" for kind in lookups._HOMES}  # their code is made from the kind of name
    assert set(rules.catalogue()) <= written | family


def test_no_code_stands_in_two_files_of_the_catalogue() -> None:
    codes = [code for file in CATALOGUE for code in re.findall(r"^\[(.+)\]$", file.read_text(encoding="utf-8"), re.M)]
    assert len(codes) == len(set(codes)) == len(rules.catalogue())


@pytest.mark.parametrize("rule", rules.catalogue().values(), ids=lambda rule: rule.code)
def test_a_rule_says_what_why_and_how_to_mend_in_plain_words(rule: rules.Rule) -> None:
    for text in (rule.means, rule.why, rule.mend):
        assert len(text) > 20
        assert text[-1] in ".`"
        assert not JARGON.search(re.sub(r"`[^`]*`", "", text))
    assert "`" in rule.mend or rule.code in MENDED_WITHOUT_AN_EXAMPLE


MENDED_WITHOUT_AN_EXAMPLE = {
    "busy", "block-mismatch", "control-character", "disk-full", "file-too-large", "not-a-file", "not-utf8", "output-in-use",
    "output-not-writable", "symlink-outside", "unreadable-file", "yaml-tab",
}  # fmt: skip


@pytest.mark.parametrize("rule", rules.catalogue().values(), ids=lambda rule: rule.code)
def test_explain_prints_the_whole_rule(rule: rules.Rule) -> None:
    told = str(rule)
    assert told.startswith(f"{rule.code} ({rule.severity})")
    assert all(text in told for text in (rule.means, rule.why, rule.mend))


def test_a_note_on_an_override_stands_before_everything_else(tmp_path: Path) -> None:
    sites.case(PROBLEMS / "override-in-force", tmp_path)
    sites.write(tmp_path / "content" / "cards" / "a-card.yml", sites.card(category="balanse"))
    assert sites.codes(sites.problems(tmp_path)) == ["override-in-force", "unknown-category"]


def test_a_site_with_many_mistakes_tells_them_all_at_once(tmp_path: Path) -> None:
    wrong = {
        "one": {"category": "balanse"},
        "two": {"position": "stnading"},
        "three": {"feel": None},
        "four": {"id": "x"},
    }
    files = {f"content/cards/{name}.yml": sites.card(**fields) for name, fields in wrong.items()}
    found = sites.problems(
        sites.site(tmp_path, {**files, "content/pages/stairs.md": sites.page("/// do\n- hold on\n")})
    )
    assert sorted(sites.codes(found)) == [
        "block-unclosed",
        "missing-field",
        "unknown-category",
        "unknown-field",
        "unknown-position",
    ]


def test_two_runs_tell_the_same(tmp_path: Path) -> None:
    sites.case(PROBLEMS / "laxer-than-hazard", tmp_path)
    first, second = (report(sites.problems(tmp_path), "json") for _ in range(2))
    assert first == second
