"""A release promises: every address and version of it is in the record, nothing that was promised can be lost, and a refusal changes nothing."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from signed import sign
from sites import TODAY, card, codes, problems, shown, site, write
from test_incremental import age, compared, tree

from sitegen import cli, new, nodes, published, starter
from sitegen.build import Memory, Settings, build, check, prepare
from sitegen.build.standing import Standing, standing
from sitegen.model import Record, Release, Released, Version
from sitegen.problems import Problem
from sitegen.release import Outcome, gates, record, release

pytestmark = pytest.mark.slow  # whole sites are built, and built again

LATER, SIGNED = date(2027, 2, 3), date(2026, 11, 20)
FILE = "content/published.yml"
LOST = {"address-lost", "version-lost"}
HANDOUT = {"title": "Comfort", "summary": "At rest.", "cards": ["slow-breath"], "log": 1}


def released(root: Path, today: date = TODAY, *, signing: bool = True, **asked: object) -> Outcome:
    """A release of what was signed just before, unless it is not to be."""
    if signing:
        sign(root, today=SIGNED)
    return release(Settings(root, today, **{"jobs": 1, **asked}))  # type: ignore[arg-type]


def built(root: Path, **asked: object) -> list[Problem]:
    return build(Settings(root, **{"today": TODAY, "jobs": 1, **asked})).problems  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site after its first release: to be copied, never to be changed."""
    root = site(tmp_path_factory.mktemp("first") / "site", {"content/handouts/comfort.yml": HANDOUT})
    outcome = released(root)
    assert outcome.name == "2026-11-21" and outcome.problems == []
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """The same, to work with, and with nothing signed any more; its output is built anew."""
    shutil.copytree(first / "content", tmp_path / "site/content", ignore=shutil.ignore_patterns("reviews.yml", "signed"))
    return tmp_path / "site"


def recorded(root: Path, today: date) -> None:
    """What stands on a site is recorded, whatever stands against releasing it."""
    plan = prepare(Settings(root, today))
    outcome = check(Settings(root, today), plan=plan)
    assert plan.content and plan.renderer
    found = plan.content.common.shared.libraries["en"].record
    fresh = record.new(standing(plan.content, plan.renderer, outcome.paths), found, today)
    assert fresh
    record.write(root, record.longer(record.read(root), published.block(record.name(found, today), fresh)))


def edit(file: Path, old: str, now: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, now, 1), encoding="utf-8")


# what is recorded


def test_the_record_has_every_page_that_a_person_may_keep_and_nothing_that_passes(first: Path) -> None:
    pages = {p.removesuffix("index.html") for p in tree(first / "output") if p.endswith(".html")}
    recorded = set(published.read((first / FILE).read_text(encoding="utf-8"))["2026-11-21"].addresses)  # type: ignore[index]
    assert recorded <= pages
    assert {"protect/", "protect/cards/heel-raise/", "pain/", "protect/handouts/comfort/", "cards/", "c/", "protect/cards/category/strength/"} <= recorded
    left = {page for page in pages - recorded if not page.startswith(("c/", "v/"))}
    assert {page.rpartition("keep/missing")[1] or page.rstrip("/").rpartition("/")[2] for page in left} == {"", "404.html", "old-copy", "keep/missing"}


def test_the_record_has_a_version_of_each_document_in_each_edition_that_shows_it(first: Path) -> None:
    data = json.loads((first / "output/data/codes.json").read_text(encoding="utf-8"))
    rows = json.loads((first / "output/release.json").read_text(encoding="utf-8"))
    assert sorted(row["code"] for row in data["codes"]) == sorted(row["code"].partition("-")[0] for row in rows["released"])
    assert all(row["release"] == "2026-11-21" for row in rows["released"])
    assert {row["kind"] for row in rows["released"]} == {"card", "page", "handout"}


def test_a_person_can_read_the_record(first: Path) -> None:
    lines = (first / FILE).read_text(encoding="utf-8").split("\n")
    assert "never edited or removed" in "".join(lines[:4])
    raise_line = next(line for line in lines if "id: heel-raise, tier: high" in line)
    assert "status: allow, dose: {sets: 2, reps: 8-12, days_per_week: 3, most: {sets: 3, reps: 15}}, parts: {safety: " in raise_line


@pytest.fixture(scope="module")
def library() -> Standing:
    plan = prepare(Settings(starter.root(), TODAY))
    outcome = check(Settings(starter.root(), TODAY), plan=plan)
    assert plan.content and plan.renderer
    return standing(plan.content, plan.renderer, outcome.paths)


@pytest.mark.slow
def test_the_whole_library_is_read_back_as_it_was_written_line_by_line_and_as_yaml(library: Standing) -> None:
    made = Release(on=TODAY, sitegen="0.1.0", addresses=library.addresses, versions=library.versions)
    text = published.HEAD + published.block("2026-11-21", made)
    quick, slow = published.read(text), nodes.read(text)[0]
    assert quick and quick["2026-11-21"] == Release.model_validate(slow["2026-11-21"]) == made
    assert len(library.versions) > 400 and {version.kind for version in library.versions} == {"card", "page", "handout", "week"}
    doses = [version.dose for version in library.versions if version.dose]
    assert len(doses) > 200 and doses == [version.dose for version in quick["2026-11-21"].versions if version.dose]


@pytest.mark.parametrize("distance", ["the length of your counter", "10 steps, then back", "it's far", "yes: far", "12", "to {the} #2 door"])
def test_whatever_words_a_dose_has_they_are_read_back(distance: str) -> None:
    row = {"code": "HP8TN-3M9", "kind": "card", "id": "walk", "language": "pt-BR", "dose": {"distance": distance, "hold": "5-10 seconds", "each_side": True, "effort": "3-4"}, "parts": {"steps": "12345678", "safety": "0000000a"}}
    version = Version.model_validate(row)
    text = f"2026-11-21:\n  on: 2026-11-21\n  sitegen: 0.1.0\n  versions:\n    - {published.line(version)}\n"
    assert Release.model_validate(nodes.read(text)[0]["2026-11-21"]).versions == (version,)
    quick = published.read(text)
    assert quick is None or quick["2026-11-21"].versions == (version,)


@pytest.mark.parametrize(
    ("old", "now"),
    [("  on: 2026-11-21", "  on: 2026-11-21 # a Saturday"), ("addresses:\n    - ", "addresses:\n  - "), ("kind: page, id: pain", "id: pain, kind: page"), ("  sitegen: ", "  'sitegen': "), ("parts: {", "parts: { "), ("\n  versions", "\n\n  # all\n  versions")],
)
def test_a_record_that_a_hand_has_laid_out_otherwise_says_the_same(old: str, now: str, root: Path) -> None:
    before = published.read((root / FILE).read_text(encoding="utf-8"))
    text = (root / FILE).read_text(encoding="utf-8")
    assert old in text
    if now.endswith("  - "):  # the whole list moves
        head, _, tail = text.partition("  versions:")
        text = f"{head.replace('    - ', '  - ')}  versions:{tail}"
    else:
        text = text.replace(old, now)
    assert published.read(text) is None, "then it is read as YAML"
    (root / FILE).write_text(text, encoding="utf-8")
    plan = prepare(Settings(root, TODAY))
    assert plan.problems == [] and plan.content
    assert plan.content.common.shared.libraries["en"].record == Record(before or {})


# a release after the other


def test_a_second_release_adds_what_has_changed_and_leaves_the_rest_byte_for_byte(root: Path) -> None:
    before = (root / FILE).read_bytes()
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    write(root / "content/cards/easy-march.yml", card())
    outcome = released(root)
    after = (root / FILE).read_bytes()
    assert outcome.name == "2026-11-21.2" and after.startswith(before)
    block = after[len(before) :].decode()
    assert block.startswith("2026-11-21.2:\n  on: 2026-11-21\n") and "#" not in block
    assert {line.split("id: ")[1].split(",")[0] for line in block.split("\n") if "{code" in line} == {"heel-raise", "easy-march"}
    assert [line.strip("- ") for line in block.split("\n") if "    - " in line and "{" not in line] == [f"{folder}cards/easy-march/" for folder in ("build-up/", "", "heal/", "protect/", "strengthen/")]
    assert released(root, LATER).name is None


def test_with_nothing_new_the_record_stays_and_the_site_is_published_all_the_same(root: Path) -> None:
    before = (root / FILE).read_bytes()
    write(root / "content/site.yml", (root / "content/site.yml").read_text(encoding="utf-8") + "brand: {colors: {main: '#0f3a3b'}}\n")
    outcome = released(root, LATER)
    assert (outcome.name, outcome.new, outcome.refused) == (None, None, False)
    assert (root / FILE).read_bytes() == before and any(b"#0f3a3b" in file.read_bytes() for file in (root / "output/assets").rglob("*.css"))


def test_the_same_content_gives_the_same_record_and_the_same_site(first: Path, tmp_path: Path) -> None:
    again = site(tmp_path / "site", {"content/handouts/comfort.yml": HANDOUT})
    assert released(again, jobs=2).name
    assert (again / FILE).read_bytes() == (first / FILE).read_bytes() and tree(again / "output") == tree(first / "output")


def test_a_later_build_publishes_the_same_release_json_and_without_a_release_there_is_none(root: Path, first: Path, tmp_path: Path) -> None:
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    assert built(root, today=LATER) == []
    assert (root / "output/release.json").read_bytes() == (first / "output/release.json").read_bytes()
    assert built(site(tmp_path / "new")) == [] and not (tmp_path / "new/output/release.json").exists()


def test_release_json_names_its_release_and_the_license_of_the_library_it_began_with(root: Path) -> None:
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    write(root / "content/site.yml", (root / "content/site.yml").read_text(encoding="utf-8") + "library: {version: 0.1.0}\n")
    assert released(root, LATER).name == "2027-02-03"
    told = json.loads((root / "output/release.json").read_text(encoding="utf-8"))
    assert (told["release"], told["number"], told["on"]) == ("2027-02-03", 2, "2027-02-03")
    assert told["versions"] == len(told["released"]) and told["digest"].startswith("sha256:")
    assert told["library"]["license"]["name"] == "CC BY 4.0" and "license" not in told


def test_a_new_site_takes_over_no_promise_of_the_site_it_is_copied_from(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter, "root", lambda: root)
    list(new.begin("site", str(tmp_path / "mine"), tmp_path))
    assert (tmp_path / "mine/content/site.yml").exists() and not (tmp_path / "mine" / FILE).exists()


# refused


def test_all_reasons_are_told_at_once_and_nothing_has_changed(root: Path) -> None:
    assert built(root) == []
    edit(root / "content/site.yml", "555-0142", "555-0100")
    write(root / "content/cards/easy-march.yml", card(swap={"high": "slow-breath"}))
    (root / "content/cards/low-pick.yml").unlink()
    before = (tree(root / "content"), tree(root / "output"))
    outcome = released(root, TODAY - timedelta(days=1), signing=False)
    assert sorted(set(codes(outcome.problems))) == ["address-lost", "release-day", "release-placeholder", "release-unsigned", "unused-text"]
    assert outcome.refused and outcome.name is None
    assert (tree(root / "content"), tree(root / "output")) == before


def test_each_gate_finds_what_it_is_for_and_nothing_in_a_site_that_is_right(root: Path) -> None:
    outcome = check(Settings(root, TODAY, strict=True))
    right = gates.Candidate(TODAY, outcome.problems, Record())  # without signatures: see test_trust
    assert gates.refusals(right) == [] and len({gate.name for gate in gates.GATES}) == len(gates.GATES)
    assert all(gate.demands[0].islower() and not gate.demands.endswith(".") for gate in gates.GATES)


def test_a_code_that_would_stand_for_two_things_is_refused() -> None:
    row = {"code": "HP8TN-3M9", "kind": "card", "id": "heel-raise", "tier": "moderate", "language": "en", "status": "allow", "dose": {"reps": 10}}
    version = Version.model_validate(row)
    other = Version.model_validate({**row, "dose": {"reps": 12}})
    recorded = Record({"2026-11-21": Release(on=TODAY, sitegen="0.1.0", versions=(version,))})
    assert gates.refusals(gates.Candidate(TODAY, (), recorded, (version,))) == []
    assert codes(gates.refusals(gates.Candidate(TODAY, (), recorded, (other,)))) == ["release-code-clash"]
    assert codes(gates.refusals(gates.Candidate(TODAY, (), Record(), (version, other)))) == ["release-code-clash"]


def test_when_the_last_build_refuses_the_record_is_put_back(root: Path, tmp_path: Path) -> None:
    assert built(root) == []
    (root / "output/mine.txt").write_text("a note of mine", encoding="utf-8")
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    sign(root, today=SIGNED)
    before = (tree(root / "content"), tree(root / "output"))
    assert codes(released(root, signing=False).problems) == ["foreign-file"]
    assert (tree(root / "content"), tree(root / "output")) == before
    new = site(tmp_path / "new")
    write(new / "output/mine.txt", "a note of mine")
    assert released(new).refused and not (new / FILE).exists()


def test_somebody_else_who_released_meanwhile_is_not_written_over(root: Path) -> None:
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    theirs = (root / FILE).read_bytes() + b"# by somebody else\n"

    def meanwhile(what: str, done: int, total: int) -> None:
        (root / FILE).write_bytes(theirs)

    sign(root, today=SIGNED)
    outcome = release(Settings(root, TODAY, jobs=1), meanwhile)
    assert codes(outcome.problems) == ["record-changed"] and (root / FILE).read_bytes() == theirs


# stopped half way


def test_killed_after_the_record_was_written_the_next_release_goes_on(root: Path, first: Path, tmp_path: Path) -> None:
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    sign(root, today=SIGNED)
    shutil.copytree(root / "content", tmp_path / "unharmed/content")
    assert built(root) == []
    stop = (
        "import os, sitegen.build as b, sitegen.release as r; from sitegen.settings import Settings; from datetime import date; from pathlib import Path; "
        f"b.build = lambda *_: os._exit(9); r.release(Settings(Path({str(root)!r}), date(2026, 11, 21), jobs=1))"
    )
    assert subprocess.run([sys.executable, "-c", stop], check=False, cwd=tmp_path).returncode == 9
    assert "2026-11-21.2" in (root / FILE).read_text(encoding="utf-8")
    assert "2026-11-21.2" not in (root / "output/release.json").read_text(encoding="utf-8")
    assert released(root).name is None and released(tmp_path / "unharmed").name == "2026-11-21.2"
    assert tree(root / "output") == tree(tmp_path / "unharmed/output")


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit of size here")
def test_on_a_full_disk_the_old_record_stays_whole(root: Path) -> None:
    before, limits = tree(root / "content"), resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, limits[1]))
        with pytest.raises(OSError, match="File too large"):
            record.write(root, record.longer((root / FILE).read_bytes(), "2026-11-22:\n"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, heard)
    assert tree(root / "content") == before


def test_the_record_keeps_the_rights_of_its_file_and_a_last_line_without_an_end(root: Path) -> None:
    (root / FILE).write_bytes((root / FILE).read_bytes().rstrip(b"\n"))
    (root / FILE).chmod(0o640)
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    assert released(root).name == "2026-11-21.2"
    assert (root / FILE).stat().st_mode & 0o777 == 0o640
    assert list(published.read((root / FILE).read_text(encoding="utf-8")) or ()) == ["2026-11-21", "2026-11-21.2"]


# nothing is lost


def helps(found: list[Problem], code: str) -> list[str]:
    assert set(codes(found)) == {code}, shown(found)
    return [p.help for p in found]


def test_a_card_with_a_new_name_says_which_line_to_write_for_each_address_that_is_lost(root: Path) -> None:
    (root / "content/cards/low-pick.yml").rename(root / "content/cards/low-lift.yml")
    found = built(root)
    assert all("write `was: [low-pick]` in content/cards/low-lift.yml" in help for help in helps(found, "address-lost"))
    lines = (root / FILE).read_text(encoding="utf-8").split("\n")
    assert [lines[p.place.line - 1].strip("- ") for p in found] == ["build-up/cards/low-pick/", "cards/low-pick/", "protect/cards/low-pick/", "strengthen/cards/low-pick/"]
    assert not (root / "output").exists()


def test_a_card_that_is_deleted_is_to_be_put_back_and_withdrawn(root: Path) -> None:
    (root / "content/cards/low-pick.yml").unlink()
    found = built(root)
    assert all(help.startswith("put `content/cards/low-pick.yml` back and run `sitegen withdraw low-pick`") for help in helps(found, "address-lost"))
    assert codes(built(root, tiers=("recent",))) == ["address-lost"], "to that level it was never open"


def test_a_list_that_is_no_more_wants_a_line_in_redirects(root: Path) -> None:
    edit(root / "content/vocabulary.yml", "breath:", "breathing:")
    edit(root / "content/cards/slow-breath.yml", "category: breath", "category: breathing")
    found = helps(built(root), "address-lost")
    assert "write where it leads now into content/redirects.yml: `protect/cards/category/breath/: protect/cards/category/breathing/`" in found


def test_editions_that_are_not_asked_for_lose_nothing(root: Path, tmp_path: Path) -> None:
    text = (root / "content/site.yml").read_text(encoding="utf-8")
    write(root / "content/site.yml", text + "languages: [en, ar]\n")
    assert "translation-missing" in codes(released(root, LATER).problems), "words are missing in the second language"
    recorded(root, LATER)
    assert not LOST & set(codes(built(root)))
    assert not LOST & set(codes(built(root, tiers=("high",), languages=("en",))))
    assert not LOST & set(codes(built(root, disk=True, output=tmp_path / "stick"))), "a copy on a disk has the same pages"
    write(root / "content/site.yml", text)
    found = [p.message for p in built(root) if p.code in LOST]
    assert found and all("`ar/" in message for message in found), "a language that is given up loses all its addresses"


def test_a_document_whose_codes_are_others_now_loses_its_versions(root: Path) -> None:
    edit(root / "content/cards/low-pick.yml", "category: balance", "category: balance\nrecode: 2")
    found = built(root)
    assert all("take back what was changed there in content/cards/low-pick.yml" in help for help in helps([p for p in found if p.code == "version-lost"], "version-lost"))
    assert len([p for p in found if p.code == "version-lost"]) == 4


@pytest.mark.slow
def test_a_build_that_keeps_what_it_can_sees_the_same_loss_as_one_that_knows_nothing(root: Path, tmp_path: Path) -> None:
    memory = Memory()
    age(root)
    assert build(Settings(root, TODAY, jobs=1), memory=memory).published
    for step in (lambda: (root / "content/cards/low-pick.yml").rename(root / "content/cards/low-lift.yml"), lambda: (root / "content/cards/low-lift.yml").rename(root / "content/cards/low-pick.yml")):
        step()
        age(root)
        compared(root, build(Settings(root, TODAY, jobs=1), memory=memory), tmp_path / "clean", "a card that comes and goes")


# age


def test_copies_count_from_the_last_release_or_a_later_day_of_the_clinic(root: Path) -> None:
    assert built(root) == [] and b'"released":"2026-11-21"' in (root / "output/protect/worker.js").read_bytes()
    text = (root / "content/site.yml").read_text(encoding="utf-8")
    for day, counts in (("2026-10-01", "2026-11-21"), ("2026-12-01", "2026-12-01")):
        write(root / "content/site.yml", text + f"released: {day}\n")
        assert built(root) == [] and f'"released":"{counts}"'.encode() in (root / "output/protect/worker.js").read_bytes()


# two people


def test_of_two_branches_both_blocks_are_kept(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "other")
    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10")
    edit(tmp_path / "other/content/cards/low-pick.yml", "with a long back.", "with a straight back.")
    before, both = (root / FILE).read_text(encoding="utf-8"), []
    for branch in (root, tmp_path / "other"):
        assert released(branch, LATER).name == "2027-02-03"
        both.append((branch / FILE).read_text(encoding="utf-8").removeprefix(before))
    (root / FILE).write_text("".join([before, *both]), encoding="utf-8")
    twice = problems(root)
    assert codes(twice) == ["duplicate-key"] and "call the second `2027-02-03.2:`" in twice[0].help
    (root / FILE).write_text("".join([before, both[0], both[1].replace("2027-02-03:", "2027-02-03.2:")]), encoding="utf-8")
    edit(root / "content/cards/low-pick.yml", "with a long back.", "with a straight back.")
    assert codes(problems(root)) == ["signature-changed"] and released(root, LATER).name is None


def test_the_oldest_release_of_a_version_is_the_one_that_counts(root: Path) -> None:
    text = (root / FILE).read_text(encoding="utf-8")
    again = published.block("2027-02-03", Release(on=LATER, sitegen="0.1.0", versions=(published.read(text) or {})["2026-11-21"].versions[:1]))
    (root / FILE).write_text(text + again, encoding="utf-8")
    plan = prepare(Settings(root, TODAY))
    assert plan.problems == [] and plan.content
    kept = plan.content.common.shared.libraries["en"].record
    version = next(iter(kept)).version
    assert kept.versions(version.short)[0] == Released(version, TODAY)


# the command


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["release", "--jobs", "1", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.slow
def test_the_command_tells_what_it_would_record_then_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path)
    sign(root, today=SIGNED)
    asked = ("--project", str(root), "--today", "2026-11-21")
    code, out, err = run(capsys, *asked, "--dry-run")
    assert code == 0 and out.startswith("2026-11-21:\n  on: 2026-11-21\n") and "nothing was changed" in err
    assert not (root / FILE).exists() and not (root / "output").exists()
    code, _, err = run(capsys, *asked)
    assert code == 0 and "released as 2026-11-21: " in err and (root / FILE).read_text(encoding="utf-8") == published.HEAD + out
    assert list((root / "output").rglob("*.pdf")), "a release has its sheets"
    code, out, err = run(capsys, *asked)
    assert code == 0 and "nothing new: the record is as it was" in err
    edit(root / "content/site.yml", "555-0142", "555-0100")
    code, out, err = run(capsys, *asked)
    assert code == 1 and "[release-placeholder]" in out and "[clinic-placeholder]" not in out and "nothing was released" in err


# years later


def withdraw(root: Path, *asked: str) -> None:
    assert cli.main(["withdraw", "--project", str(root), "--today", LATER.isoformat(), *asked]) == 0


def rename(root: Path, old: str, now: str, was: str) -> None:
    text = (root / f"content/cards/{old}.yml").read_text(encoding="utf-8")
    (root / f"content/cards/{old}.yml").unlink()
    head = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("was:"))
    write(root / f"content/cards/{now}.yml", f"{head}was: [{was}]\n")


@pytest.mark.slow
def test_five_releases_two_names_and_a_withdrawal_later_every_first_address_and_code_still_answers(root: Path) -> None:
    promised = (published.read((root / FILE).read_text(encoding="utf-8")) or {})["2026-11-21"]
    steps = (
        lambda: rename(root, "low-pick", "low-lift", "low-pick"),
        lambda: edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 6-10"),
        lambda: rename(root, "low-lift", "ground-lift", "low-pick, low-lift"),
        lambda: withdraw(root, "body-turn", "--reason", "People turned too fast.", "--instead", "heel-raise"),
    )
    names = []
    for number, step in enumerate(steps):
        step()
        outcome = released(root, LATER + timedelta(days=number))
        assert not outcome.refused, shown(outcome.problems)
        names.append(outcome.name)
    assert names == ["2027-02-03", "2027-02-04", "2027-02-05", None], "a withdrawal is no new version, and its notices stand where its pages stood"
    site_now = tree(root / "output")
    assert [address for address in promised.addresses if f"{address}index.html" not in site_now] == []
    assert [version.code for version in promised.versions if f"c/{version.short.lower()}/index.html" not in site_now] == []
    assert b"../ground-lift/" in site_now["protect/cards/low-pick/index.html"] and b"../ground-lift/" in site_now["protect/cards/low-lift/index.html"]
    notice = site_now["protect/cards/body-turn/index.html"]
    assert b"People turned too fast." in notice and b"../heel-raise/" in notice


def test_the_line_that_a_lost_list_wants_lets_the_site_be_built_again(root: Path) -> None:
    edit(root / "content/vocabulary.yml", "breath:", "breathing:")
    edit(root / "content/cards/slow-breath.yml", "category: breath", "category: breathing")
    lines = [help.partition("`")[2].rstrip("`") for help in helps(built(root), "address-lost")]
    write(root / "content/redirects.yml", "".join(f"{line}\n" for line in lines))
    assert built(root) == []


def test_readme_names_every_gate_and_what_it_demands() -> None:
    rows = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8").split("\n")
    assert all(any(row.startswith(f"| {gate.name} | {gate.demands}") for row in rows) for gate in gates.GATES)
