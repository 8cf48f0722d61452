"""An incremental build is a clean build, only faster: the same bytes and the same report after any edits."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from edits import EDITS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import TODAY, shown, site, write

import sitegen
from sitegen import starter
from sitegen.build import Memory, Outcome, Settings, build

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import corpus
import items

pytestmark = pytest.mark.slow  # whole sites are built

EXAMPLES = int(os.environ.get("SITEGEN_EXAMPLES", "12"))  # 400 make some thousands of edits
STEP = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 10_000))


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def age(root: Path) -> None:
    """Lets all files of the project be older than a tick, so that what is kept of them is trusted."""
    for file in (p for p in root.rglob("*") if p.is_file() and ".sitegen" not in p.parts and "output" not in p.parts):
        found = file.stat()
        os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns - 10**9))


def compared(root: Path, outcome: Outcome, clean: Path, what: str, day: date = TODAY) -> None:
    """The outcome and the output against those of a build that knows nothing."""
    before = tree(root / "output")
    wanted = build(Settings(root, day, output=clean / "output", clean=True, jobs=1))
    assert shown(outcome.problems) == shown(wanted.problems), what
    assert (outcome.published is None, outcome.pages, outcome.editions) == (wanted.published is None, wanted.pages, wanted.editions), what
    if wanted.published:
        assert before == tree(clean / "output"), what


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize="CI" in os.environ)
@given(st.lists(STEP, min_size=1, max_size=10), st.booleans())
def test_after_any_edits_an_incremental_build_has_the_bytes_of_a_clean_one(steps: list[tuple[str, int]], warm: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, clean, memory = site(Path(folder) / "site"), Path(folder) / "clean", Memory()
        age(root)
        assert build(Settings(root, TODAY, jobs=1), memory=memory).published
        done, day = list[str](), TODAY
        for name, number in steps:
            EDITS[name](root, number)
            day += timedelta(days=(0, 0, 0, 1, 25, -30)[number % 6])  # reviews fall due and lapse between two builds; clocks are set back
            done.append(f"{name} on {day}")
            if number % 4:
                age(root)
            outcome = build(Settings(root, day, jobs=1), memory=memory if warm else None)
            compared(root, outcome, clean, " → ".join(done), day)


# what is made again


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The starter's content, built a while after its last save; of its handouts there is one, that holds one card."""
    shutil.copytree(starter.root() / "content", tmp_path / "site/content")
    for handout in (tmp_path / "site/content/handouts").glob("*.yml"):
        handout.unlink()
    write(tmp_path / "site/content/handouts/comfort.yml", {"title": "Comfort", "summary": "At rest.", "cards": ["ankle-pump"], "log": 1})
    age(tmp_path / "site")
    assert build(Settings(tmp_path / "site", TODAY)).published
    return tmp_path / "site"


def again(root: Path, **asked: object) -> tuple[int, set[str]]:
    """How many documents and lists were made by another build, and which files it changed; but for the workers, which tell the digests of all others."""
    before, made = tree(root / "output"), [0]
    outcome = build(Settings(root, **{"today": TODAY, **asked}), lambda what, done, total: made.append(total))  # type: ignore[arg-type]
    assert outcome.published, shown(outcome.problems)
    after = tree(root / "output")
    return max(made), {path for path in before.keys() | after.keys() if before.get(path) != after.get(path) and not path.endswith("worker.js")}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(old, text, re.M)
    file.write_text(re.sub(old, new, text, count=1, flags=re.M), encoding="utf-8")
    age(file.parent)


def test_a_text_that_only_its_own_pages_show_makes_that_one_document_again(built: Path) -> None:
    edit(built / "content/cards/bridge.yml", "^feel: .*", "feel: Warm and strong all over.")
    made, changed = again(built)
    assert made == 1
    assert changed == {p for p, content in tree(built / "output").items() if b"Warm and strong all over." in content}
    assert any(p.endswith("cards/bridge/index.html") for p in changed) and any(p.startswith("data/") for p in changed)


@pytest.mark.parametrize(("file", "old", "new"), [("cards/ankle-pump.yml", "^feel: .*", "feel: Your calves and shins work a bit, and then your feet are warm."), ("figures/ankle-pump.yml", "person: \\w+", "person: amir")])
def test_what_is_in_a_handout_makes_it_again(file: str, old: str, new: str, built: Path) -> None:
    before = tree(built / "output")["heal/handouts/comfort/index.html"]
    text = (built / "content" / file).read_text(encoding="utf-8")
    edit(built / "content" / file, old, new if new not in text else "person: rosa")
    made, changed = again(built)
    assert made == 2 and {f"{slug}/handouts/comfort/index.html" for slug in ("build-up", "strengthen", "protect", "heal")} <= changed
    assert tree(built / "output")["heal/handouts/comfort/index.html"] != before


def test_a_handout_that_goes_takes_its_pages_and_the_list_along(built: Path) -> None:
    (built / "content/handouts/comfort.yml").unlink()
    again(built)
    assert not [p for p, content in tree(built / "output").items() if "handouts/" in p or b"handouts/comfort" in content]


def test_a_new_name_changes_the_files_that_said_the_old_one_and_no_others(built: Path) -> None:
    said = {p for p, content in tree(built / "output").items() if re.search(rb"\bTall posture reset\b", content)}
    edit(built / "content/cards/tall-reset.yml", "^name: Tall posture reset$", "name: Rise and shine")
    _, changed = again(built)
    assert changed == said and len({p.split("/")[-2] for p in changed if p.endswith("index.html")}) > 5
    assert again(built) == (0, set())


def test_saving_a_file_without_a_change_makes_nothing_again(built: Path) -> None:
    for file in ("cards/bridge.yml", "pages/posture.md", "tiers.yml"):
        os.utime(built / "content" / file)
    assert again(built) == (0, set())


def test_a_file_changed_or_deleted_by_hand_is_put_back(built: Path) -> None:
    whole, judged = tree(built / "output"), set((built / ".sitegen").glob("kept-things.*"))
    (built / "output/protect/cards/bridge/index.html").write_text("mine", encoding="utf-8")
    (built / "output/assets/site.css").unlink()
    _, changed = again(built)
    assert changed == {"protect/cards/bridge/index.html", "assets/site.css"} and tree(built / "output") == whole
    assert set((built / ".sitegen").glob("kept-things.*")) == judged  # nothing was judged again


def test_a_card_that_goes_takes_its_pages_its_codes_and_its_place_in_lists_along(built: Path) -> None:
    (built / "content/cards/door-stretch.yml").unlink()  # no other card, page or week names it
    _, changed = again(built)
    assert any("cards/door-stretch/" in p for p in changed) and "data/codes.json" in changed
    assert not [p for p, content in tree(built / "output").items() if b"cards/door-stretch/" in content or "cards/door-stretch/" in p]


def test_a_link_that_a_kept_page_has_into_a_page_that_changed_is_held_against_it(tmp_path: Path) -> None:
    """The page with the link is not made again: what it counts on is remembered."""
    root = site(tmp_path, {"templates/foot-note.html": "x"})
    base = (starter.root() / "templates/base.html").read_text(encoding="utf-8")
    note = '<a href="{{ link(folder ~ \'pain/\') }}#deep">x</a>'
    pain = root / "content/pages/pain.md"
    write(pain, pain.read_text(encoding="utf-8") + "\n## Deep\n\nWords.\n")
    write(root / "templates/base.html", base.replace("</main>", f"</main>{{% if tier or general %}}{note}{{% endif %}}"))
    age(root)
    assert build(Settings(root, TODAY)).published
    edit(pain, "^## Deep$", "## Shallow")
    found = build(Settings(root, TODAY))
    assert found.published is None and "broken-link" in {p.code for p in found.problems}


@pytest.mark.parametrize("asked", [{"tiers": ("high",)}, {"strict": True, "tiers": ("recent",)}, {"today": TODAY + timedelta(days=400)}])
def test_what_is_asked_for_is_what_is_built_whatever_was_built_before(built: Path, asked: dict[str, object], tmp_path: Path) -> None:
    again(built, **asked)
    build(Settings(built, **{"today": TODAY, **asked, "output": tmp_path / "clean"}))  # type: ignore[arg-type]
    assert tree(built / "output") == tree(tmp_path / "clean")
    again(built)
    build(Settings(built, TODAY, output=tmp_path / "clean"))
    assert tree(built / "output") == tree(tmp_path / "clean")


@pytest.mark.slow
def test_another_sitegen_makes_everything_again(tmp_path: Path) -> None:
    """Its own files are part of what everything stands on: here a data file and a style change in a copy of it."""
    package = Path(sitegen.__file__).parent
    copy, root = tmp_path / "other", site(tmp_path / "site")
    for name in ("sitegen", "templates", "content"):
        shutil.copytree(package.parent / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(package.parent / "pyproject.toml", copy)
    age(root)
    age(copy)

    def run() -> dict[str, bytes]:
        command = [sys.executable, "-m", "sitegen", "build", "--no-handouts", "--today", TODAY.isoformat()]
        subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(copy)}, check=True, capture_output=True)
        return tree(root / "output")

    before = run()
    edit(copy / "sitegen/render/data.py", '"reviewed": False', '"reviewed": True')
    after = run()
    assert {p for p in before if before[p] != after[p]} == {p for p in after if p.endswith("cards.json")} != set()
    edit(copy / "templates/styles/10-palette.css", "^", "/* mine */\n")
    assert b"/* mine */" in run()["assets/site.css"]


@pytest.mark.slow
@pytest.mark.parametrize("damaged", ["kept", "kept-things.*", "state", "manifest"])
def test_several_processes_make_everything_anew_when_what_was_kept_is_damaged(damaged: str, tmp_path: Path) -> None:
    root = corpus.write(tmp_path / "site", items.build(520))
    base = root / "templates/base.html"
    write(base, (starter.root() / "templates/base.html").read_bytes())
    age(root)
    assert build(Settings(root, TODAY)).published
    edit(base, "</body>", "</body><!-- mine -->")
    (file,) = (root / ".sitegen").glob(damaged)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 3 : len(raw) // 3 + 4000 : 40] = bytes(len(raw[len(raw) // 3 : len(raw) // 3 + 4000 : 40]))
    file.write_bytes(raw)
    assert build(Settings(root, TODAY, jobs=2)).published
    assert build(Settings(root, TODAY, output=tmp_path / "clean")).published
    assert tree(root / "output") == tree(tmp_path / "clean")


@pytest.mark.slow
def test_an_incremental_build_by_several_processes_that_is_killed_leaves_one_whole_site(tmp_path: Path) -> None:
    """Edits of a card and of every page's frame in turn, killed anywhere: the old site or the new, and then the new."""
    root = corpus.write(tmp_path / "site", items.build(520))
    base = root / "templates/base.html"
    write(base, (starter.root() / "templates/base.html").read_bytes())
    card = next((root / "content/cards").glob("*.yml"))
    age(root)
    assert build(Settings(root, TODAY)).published
    chance, versions = random.Random(11), [tree(root / "output")]
    for number in range(8):
        edit(*((card, "^feel: .*", f"feel: Warm {number}.") if number % 2 else (base, "</body>.*", f"</body><!-- {number} -->")))
        command = [sys.executable, "-m", "sitegen", "build", "--no-handouts", "--jobs", "2", "--today", TODAY.isoformat()]
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.15, 0.9))
        process.kill()  # its workers go on for a moment, as they would
        process.wait()
        now = tree(root / "output")
        build(Settings(root, TODAY, output=tmp_path / "clean", clean=True))
        versions.append(tree(tmp_path / "clean"))
        assert now in versions, number
        if number % 3 == 2:
            assert build(Settings(root, TODAY)).published
            assert tree(root / "output") == versions[-1]
    time.sleep(0.2)
    assert build(Settings(root, TODAY)).published
    assert tree(root / "output") == versions[-1]
    assert not list((root / "output").rglob(".sitegen-new*"))
