"""Who has signed what: what unsigns it, what does not, and what git makes of two people's signatures."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import signed
import sites

from sitegen import build, signatures
from sitegen.build import Settings
from sitegen.signatures import Subject

CODES = {"signature-altered", "signature-changed", "review-subject", "review-language", "review-day"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base site with a handout, a week and a page that uses a statement and a figure, all signed."""
    body = "/// statement | stop-tell\n///\n\n/// figure | heel-raise\n- A woman lifts her heels.\n///\n\n/// tier | high\nHold on.\n///\n\n/// known | walking-2020\nIt helps.\n///\n"
    handout = {"title": "Take along", "summary": "Two cards.", "cards": ["heel-raise", "slow-breath"]}
    sites.site(tmp_path, {"content/pages/more.md": sites.page(body, title="More"), "content/handouts/take.yml": handout})
    signed.sign(tmp_path)
    return tmp_path


def _replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / "content" / file).read_text(encoding="utf-8")
    assert old in text
    (root / "content" / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def _told(root: Path) -> list[str]:
    """What is said of signatures, and every error."""
    return [p.code for p in sites.problems(root) if p.code in CODES or p.severity == "error"]


def _lost(root: Path) -> dict[str, str]:
    return {key: row.state for key, row in signed.states(root).items() if row.state != "signed"}


def test_whatever_is_signed_is_signed_by_whom_and_when(root: Path) -> None:
    states = signed.states(root)
    assert {"cards/heel-raise.en", "pages/more.en", "handouts/take.en", "tiers.en", "hazards.en", "moves.en", "statements.en", "glossary.en"} <= set(states)
    assert {(row.state, row.by, row.on) for row in states.values()} == {("signed", "test-person", sites.TODAY)}
    assert _told(root) == []


EDITS: dict[str, tuple[tuple[str, str, str], dict[str, str]]] = {
    "a dose": (("cards/heel-raise.yml", "sets: 2", "sets: 3"), {"cards/heel-raise.en": "changed"}),
    "its sources": (("cards/heel-raise.yml", "sources: [walking-2020]", "sources: []"), {"cards/heel-raise.en": "reworded"}),
    "its name": (("cards/heel-raise.yml", "name: Heel raise", "name: Heel rise"), {"cards/heel-raise.en": "reworded"}),
    "the poses on a card and a page": (("figures/heel-raise.yml", "frames:", "aid: 40\nframes:"), {"cards/heel-raise.en": "changed", "pages/more.en": "changed"}),
    "a remark in a figure": (("figures/heel-raise.yml", "frames:", "# a remark\nframes:"), {}),
    "who gets a text": (("pages/more.md", "/// tier | high", "/// tier | lower"), {"pages/more.en": "changed"}),
    "a work cited": (("pages/more.md", "/// known | walking-2020", "/// known | walking-2020 "), {}),
    "a title": (("pages/more.md", "title: More", "title: Most"), {"pages/more.en": "reworded"}),
    "what a handout holds": (("handouts/take.yml", '"slow-breath"', '"low-pick"'), {"handouts/take.en": "changed"}),
    "a statement": (("statements.yml", "Stop and tell us", "Stop, and call us"), {"pages/more.en": "changed", "statements.en": "changed"}),
    "whom people call in an emergency": (("site.yml", "emergency: '112'", "emergency: '113'"), {"tiers.en": "changed"}),
    "what the home page says to everyone": (("site.yml", "lead: Moves", "lead: All moves"), {"tiers.en": "changed"}),
    "the hours of the clinic": (("site.yml", "hours: Weekdays", "hours: On weekdays"), {"tiers.en": "reworded"}),
    "a word of the glossary": (("glossary.yml", "means:", "means: So"), {"glossary.en": "changed"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_unsigns_what_it_changes_and_nothing_else(name: str, root: Path) -> None:
    edit, expected = EDITS[name]
    _replace(root, *edit)
    assert _lost(root) == expected


def test_a_rule_for_a_level_unsigns_the_cards_that_it_changes_there(root: Path) -> None:
    _replace(root, "tiers.yml", "who: A high risk of a broken bone.", "who: A high risk of a broken bone., own_dose: true")
    assert _lost(root) == {"tiers.en": "changed", "cards/heel-raise.en": "changed"}
    told = {p.message.rpartition("since: ")[2] for p in sites.problems(root) if p.code == "signature-changed"}
    assert "`read.high.dose` sets: 2, reps: 8-12, days_per_week: 3, most: sets: 3, reps:… → (none)" in told


def test_a_changed_number_of_the_clinic_is_told_where_it_is_written(root: Path) -> None:
    _replace(root, "site.yml", "emergency: '112'", "emergency: '113'")
    (told,) = (p for p in sites.problems(root) if p.code == "signature-changed")
    assert told.place.path == "content/site.yml" and "'113'" in told.place.source and "`site.clinic.emergency` 112 → 113" in told.message


def test_a_project_signs_its_own_words_of_the_interface_too(root: Path) -> None:
    catalogue = root / "content/translations/en/messages.po"
    sites.write(catalogue, 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Stop"\nmsgstr "Halt. \\"Now\\""\n\nmsgid "%(n)s week"\nmsgid_plural "%(n)s weeks"\nmsgstr[0] "%(n)s wk"\nmsgstr[1] "%(n)s wks"\n')
    assert _lost(root) == {"words.en": "unsigned"}
    signed.sign(root, lambda subject: subject.kind == "words")
    assert _lost(root) == {} and _told(root) == []
    _replace(root, "translations/en/messages.po", "Halt.", "Go on.")
    assert _lost(root) == {"words.en": "changed"}
    (told,) = (p for p in sites.problems(root) if p.code == "signature-changed")
    assert (told.place.path, told.place.line) == ("content/translations/en/messages.po", 4) and '`Stop.0` Halt. "Now" → Go on. "Now"' in told.message


def test_what_is_withdrawn_asks_for_no_signature(root: Path) -> None:
    card = root / "content/cards/body-turn.yml"
    card.write_text(card.read_text(encoding="utf-8") + "withdrawn: {on: 2026-11-20, reason: It hurt.}\n", encoding="utf-8")
    assert "cards/body-turn.en" not in signed.states(root)


def test_a_signature_is_for_the_words_of_one_language(root: Path) -> None:
    _replace(root, "site.yml", "clinic:", "languages: [en, ar]\nclinic:")
    states = signed.states(root)
    assert states["cards/heel-raise.en"].state == "signed"
    assert states["cards/heel-raise.ar"].state == "unsigned"
    signed.sign(root, lambda subject: subject.language == "ar")
    sites.write(root / "content/translations/ar/cards/heel-raise.yml", {"feel": {"of": _fingerprint(root, "feel"), "text": "تعمل ساقاك."}})
    assert _lost(root) == {"cards/heel-raise.ar": "changed"}


def _fingerprint(root: Path, field: str) -> str:
    import yaml

    from sitegen.overlay import fingerprint

    return fingerprint(yaml.safe_load((root / "content/cards/heel-raise.yml").read_text(encoding="utf-8"))[field])


def test_a_build_that_remembers_knows_the_same_as_one_that_reads_all(root: Path) -> None:
    settings = Settings(root, sites.TODAY)
    build.build(settings)
    _replace(root, "cards/heel-raise.yml", "sets: 2", "sets: 3")
    warm = build.build(settings)
    assert [p.code for p in warm.problems if p.code in CODES] == ["signature-changed"]
    (root / signatures.PLACE).write_text(signatures.text({}), encoding="utf-8")
    assert [p.code for p in build.build(settings).problems if p.code in CODES] == []


def test_signatures_of_two_branches_are_joined_by_git(root: Path) -> None:
    """The lines stand beside one another, where a merge without its attribute would be a conflict."""
    for file in ("content/reviews.yml",):
        (root / file).unlink()
    shutil.rmtree(root / signatures.FOLDER)
    signed.sign(root, lambda subject: subject.id == "slow-breath")
    (root / signatures.ATTRIBUTES).write_text(f"{signatures.UNION}\n", encoding="utf-8")
    _git(root, "init", "-q", "-b", "main")
    _commit(root)
    _git(root, "switch", "-qc", "one")
    signed.sign(root, lambda subject: subject.id in ("heel-raise", "body-turn"))
    _commit(root)
    _git(root, "switch", "-qc", "two", "main")
    signed.sign(root, lambda subject: subject.id in ("heel-raise", "heel-drop"))
    _commit(root)
    _git(root, "merge", "-q", "one")
    assert {key for key, row in signed.states(root).items() if row.holds} == {f"cards/{id}.en" for id in ("slow-breath", "heel-raise", "body-turn", "heel-drop")}
    assert _told(root) == []


def test_two_signatures_of_the_same_thing_are_told_in_one_place(root: Path) -> None:
    file = root / signatures.PLACE
    line = next(row for row in file.read_text(encoding="utf-8").split("\n") if row.startswith("cards/heel-raise.en"))
    file.write_text(file.read_text(encoding="utf-8") + line.replace("2026-11-21", "2026-11-20") + "\n", encoding="utf-8")
    (found,) = (p for p in sites.problems(root) if p.severity == "error")
    assert (found.code, found.place.path, "written twice" in found.message) == ("duplicate-key", "content/reviews.yml", True)


def test_a_card_that_cannot_be_read_brings_no_word_about_its_signature(root: Path) -> None:
    (root / "content/cards/heel-raise.yml").write_text("name: [", encoding="utf-8")
    assert set(_told(root)) == {"yaml-syntax"}


def test_a_snapshot_that_git_gave_other_ends_of_lines_is_the_same(root: Path) -> None:
    file = root / Subject("card", "heel-raise", "en").snapshot
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert _told(root) == []


def _git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def _commit(root: Path) -> None:
    _git(root, "add", "content")
    _git(root, "commit", "-qm", "signed")


def _site(root: Path) -> Path:
    build.build(Settings(root, sites.TODAY))
    return root / "output"


def _awaits(file: Path) -> bool:
    text = file.read_text(encoding="utf-8")
    assert ("Awaiting your clinic’s review" in text) == ('class="awaiting"' in text)
    return 'class="awaiting"' in text


@pytest.mark.slow
def test_pages_await_a_review_until_all_that_they_show_is_signed(root: Path) -> None:
    output = _site(root)
    pages = {page for page in output.rglob("*.html") if "old-copy" not in page.parts}
    assert [page for page in pages if _awaits(page)] == []
    _replace(root, "cards/heel-raise.yml", "sets: 2", "sets: 3")
    output = _site(root)
    held = {file.relative_to(output).as_posix() for file in output.glob("protect/**/index.html") if _awaits(file)}
    assert {"protect/cards/heel-raise/index.html", "protect/handouts/take/index.html", "protect/index.html"} <= held
    assert not held & {"protect/cards/slow-breath/index.html", "protect/more/index.html"}
    signed.sign(root, lambda subject: subject.id == "heel-raise")
    assert not _awaits(_site(root) / "protect/cards/heel-raise/index.html")


@pytest.mark.slow
def test_search_engines_may_list_what_is_for_everyone_once_it_is_signed(root: Path) -> None:
    output = _site(root)
    listed = {file.relative_to(output).as_posix() for file in output.rglob("*.html") if '"robots"' not in file.read_text(encoding="utf-8")}
    assert {"index.html", "cards/slow-breath/index.html", "more/index.html"} <= listed
    assert not [path for path in listed if path.startswith(("protect/", "heal/", "build-up/", "strengthen/", "c/", "v/")) and path not in ("c/index.html", "v/index.html")]
    (root / signatures.PLACE).unlink()
    output = _site(root)
    assert [file for file in output.rglob("*.html") if '"robots"' not in file.read_text(encoding="utf-8")] == []
