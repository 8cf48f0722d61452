"""The build as a whole: the same bytes every time, all or nothing, and only what was asked for."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sites import TODAY, codes, site

from sitegen.build import Memory, Settings, build, check
from sitegen.problems import errors

pytestmark = pytest.mark.slow  # whole sites are built


def made(root: Path, **more: object) -> Settings:
    return Settings(root, TODAY, **more)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_starter_has_no_problem_but_the_clinics_own_name(starter_site: Path) -> None:
    outcome = check(made(starter_site))
    assert set(codes(outcome.problems)) == {"clinic-placeholder"}


def test_the_starter_builds_under_strict(starter_site: Path, tmp_path: Path) -> None:
    assert build(made(starter_site, strict=True, output=tmp_path / "out")).published


@pytest.mark.slow
def test_the_same_input_and_day_give_the_same_bytes(starter_site: Path, tmp_path: Path) -> None:
    """Across runs, hash seeds, processes, folders, time zones and locales."""
    variants = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
    ]
    for number, (variant, jobs) in enumerate(zip(variants, ("1", "3"), strict=True)):
        root = tmp_path / f"some where {number}"
        shutil.copytree(starter_site / "content", root / "content")
        command = [sys.executable, "-m", "sitegen", "build", "--no-handouts", "--today", TODAY.isoformat(), "--jobs", jobs]
        done = subprocess.run(command, cwd=root, env={**os.environ, **variant}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert tree(root / "output") == tree(starter_site / "output")


def test_the_day_changes_nothing_until_something_is_due(starter_site: Path, tmp_path: Path) -> None:
    later = Settings(starter_site, date(2027, 12, 31), output=tmp_path / "later")
    assert build(later).published
    assert tree(tmp_path / "later") == tree(starter_site / "output")


def test_the_starters_amounts_of_money_are_not_published_after_their_date(starter_site: Path, tmp_path: Path) -> None:
    outcome = build(Settings(starter_site, date(2028, 1, 1), output=tmp_path / "later"))
    assert not outcome.published
    assert {p.place.path for p in errors(outcome.problems)} == {"content/site.yml"}


def test_a_second_build_leaves_every_file_as_it_is(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(made(root))
    before = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in (root / "output").rglob("*") if p.is_file()}
    outcome = build(made(root))
    assert outcome.published and outcome.published.written == 0 and not outcome.published.exchanged
    assert {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in (root / "output").rglob("*") if p.is_file()} == before


def test_an_edit_changes_only_the_pages_it_feeds(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(made(root))
    before = tree(root / "output")
    file = root / "content/cards/heel-raise.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("feel:", "feel: Warm legs, and") if "feel: " not in file.read_text(encoding="utf-8") else re.sub(r"feel: .*", "feel: Warm legs.", file.read_text(encoding="utf-8")), encoding="utf-8")
    build(made(root))
    after = tree(root / "output")
    changed = {p for p in after if after[p] != before.get(p) and not p.endswith("worker.js")}  # workers know the digest of every file
    assert changed and all("heel-raise" in p or p.startswith("data/") for p in changed)


def test_an_error_leaves_the_published_site_as_it_was(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(made(root))
    before = tree(root / "output")
    (root / "content/cards/new.yml").write_text("name: [", encoding="utf-8")
    outcome = build(made(root))
    assert outcome.published is None and outcome.failed
    assert tree(root / "output") == before


def test_a_broken_template_names_its_line_and_the_document_and_publishes_nothing(tmp_path: Path) -> None:
    root = site(tmp_path, {"templates/card.html": "{% extends 'base.html' %}\n{% block main %}\n{{ card.nmae }}\n{% endblock %}\n"})
    outcome = build(made(root))
    assert outcome.published is None and not (root / "output").exists()
    (found,) = [p for p in outcome.problems if p.code == "template-error"]
    assert (found.place.path, found.place.line) == ("templates/card.html", 3)
    assert "content/cards/" in found.help and "more" in found.help
    assert "nmae" in found.message


@pytest.mark.parametrize("kind", ["tier", "home", "cards", "glossary", "references", "404"])
def test_a_broken_template_of_a_list_is_a_problem_too(kind: str, tmp_path: Path) -> None:
    root = site(tmp_path, {f"templates/{kind}.html": "{% extends 'base.html' %}\n{% block main %}{{ nobody.knows }}{% endblock %}\n"})
    (found,) = [p for p in build(made(root)).problems if p.code == "template-error"]
    assert (found.place.path, found.place.line) == (f"templates/{kind}.html", 2)


def test_a_template_that_cannot_be_read_names_its_line(tmp_path: Path) -> None:
    root = site(tmp_path, {"templates/page.html": "{% extends 'base.html' %}\n\n{% if %}\n"})
    (found,) = [p for p in build(made(root)).problems if p.code == "template-error"]
    assert (found.place.path, found.place.line) == ("templates/page.html", 3)


def test_a_template_of_the_clinics_own_wins_over_the_shipped_one(tmp_path: Path) -> None:
    root = site(tmp_path, {"templates/404.html": "<!doctype html><html lang=en dir=ltr><title>x</title><h1>Our own words</h1>"})
    assert build(made(root)).published
    assert "Our own words" in (root / "output/404.html").read_text(encoding="utf-8")


def test_a_link_that_a_template_breaks_is_found_before_anything_is_published(tmp_path: Path) -> None:
    root = site(tmp_path, {"templates/404.html": '<!doctype html><html lang=en dir=ltr><title>x</title><h1>x</h1><a href="nowhere/">x</a><p id="a"></p><p id="a"></p>'})
    outcome = build(made(root))
    assert outcome.published is None
    assert {"broken-link", "id-twice"} <= set(codes(outcome.problems))


def test_no_page_may_lead_from_one_level_into_another(tmp_path: Path) -> None:
    for number, link in enumerate(("../../build-up/", "https://bones.example/build-up/", "/build-up/", "HTTPS://BONES.example:443/build-up/cards/")):
        page = f'<!doctype html><html lang=en dir=ltr><title>x</title><h1>x</h1><a href="{link}">x</a>'
        outcome = build(made(site(tmp_path / str(number), {"templates/avoided.html": page})))
        assert outcome.published is None and "level-crossed" in codes(outcome.problems), link


WARM = {
    "a component that others import": ("templates/components/icon/icon.html", "{% macro icon(name) %}<b>new {{ name }}</b>{% endmacro %}\n"),
    "words of the interface": ("content/translations/en/messages.po", 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Menu"\nmsgstr "Contents"\n'),
    "a template of the clinic's own": ("templates/404.html", "<!doctype html><html lang=en dir=ltr><title>x</title><h1>Own</h1>"),
}


@pytest.mark.parametrize("what", WARM)
def test_a_warm_process_gives_the_bytes_of_a_clean_build(what: str, tmp_path: Path) -> None:
    root, memory = site(tmp_path / "site"), Memory()
    path, text = WARM[what]
    for number, step in enumerate(("before", "edited", "taken back")):
        if step == "edited":
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        elif step == "taken back":
            (root / path).unlink()
        assert build(made(root, jobs=1), memory=memory).published
        assert build(made(root, output=tmp_path / f"clean-{number}")).published
        assert tree(root / "output") == tree(tmp_path / f"clean-{number}"), step


def test_only_the_tiers_asked_for_are_built_by_id_or_by_slug(tmp_path: Path) -> None:
    root = site(tmp_path)
    slugs = {t["slug"] for t in tiers(root).values()}
    high = tiers(root)["high"]["slug"]
    for name in ("high", high):
        assert build(made(root, tiers=(name,))).published
        assert {p.name for p in (root / "output").iterdir()} & slugs == {high}
    assert codes(build(made(root, tiers=("hihg",))).problems) == ["unknown-tier"]


def test_a_fifth_tier_like_another_and_a_new_label_touch_only_the_tiers_file(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(made(root))
    before = tree(root / "output")
    rows = tiers(root)
    label = rows["high"]["label"]
    rows["high"]["label"] = "Sturdy Oak"
    rows["fifth"] = {**rows["high"], "slug": "fifth-way", "label": "Fifth Way", "letter": "F", "look": "arch", "like": "high"}
    (root / "content/tiers.yml").write_text(json.dumps(rows), encoding="utf-8")
    outcome = build(made(root))
    assert outcome.published, [str(p) for p in outcome.problems]
    after = tree(root / "output")
    shared = {p for p in before if p.startswith(rows["high"]["slug"] + "/")}
    assert {p.replace(rows["high"]["slug"], "fifth-way", 1) for p in shared} <= set(after)
    told = [p for p, content in after.items() if p.endswith(".html") and re.search(rf"\b{label}\b", content.decode())]
    assert told == []
    assert any(b"Sturdy Oak" in after[p] for p in shared)


def test_an_output_folder_that_sitegen_did_not_make_is_never_touched(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    outcome = build(made(root, output=mine))
    assert codes(outcome.problems) == ["output-not-ours"]
    assert tree(mine) == {"thesis.txt": b"years of work"}


def test_two_processes_give_the_bytes_of_one(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(made(root, jobs=1, output=tmp_path / "one"))
    build(made(root, jobs=2, output=tmp_path / "two"))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_one_whole_site(tmp_path: Path) -> None:
    """The command itself, killed at random moments while it publishes an edit; publish has its own 200 kills."""
    root = site(tmp_path / "site")
    build(made(root))
    versions = [tree(root / "output")]
    file = root / "content/cards/heel-raise.yml"
    text = file.read_text(encoding="utf-8")
    chance = random.Random(7)
    for number in range(12):
        file.write_text(re.sub(r"^name: .*", f"name: Heel raise {number}", text, flags=re.M), encoding="utf-8")
        process = subprocess.Popen([sys.executable, "-m", "sitegen", "build", "--no-handouts"], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.3, 1.6))
        process.kill()
        process.wait()
        now = tree(root / "output")
        build(made(root, output=tmp_path / f"clean-{number}"))
        versions.append(tree(tmp_path / f"clean-{number}"))
        assert now in versions
    assert build(made(root)).published
    assert tree(root / "output") == versions[-1]


def test_the_site_works_under_a_sub_path_because_every_link_is_relative(starter_site: Path) -> None:
    for path, content in tree(starter_site / "output").items():
        if path.endswith(".html") and path != "404.html":
            assert not re.search(r'(?:href|src)="/', content.decode()), path


def test_every_page_has_one_title_a_language_the_telephone_and_landmarks(starter_site: Path) -> None:
    for path, content in tree(starter_site / "output").items():
        if not path.endswith(".html"):
            continue
        text = content.decode()
        assert text.count("<h1") == 1, path
        goes_on = 'http-equiv="refresh"' in text or path.startswith("v/")  # a code's own page, and that of a sheet in the hand: one answer, and no menu
        ways = () if goes_on else ("<footer", "<nav")
        for part in ('<html lang="en" dir="ltr"', 'href="tel:', "<main", "<header", *ways, 'class="skip"', 'content="noindex'):
            assert part in text, (path, part)


def test_only_the_general_edition_has_canonical_addresses(starter_site: Path) -> None:
    for path, content in tree(starter_site / "output").items():
        if path.endswith(".html"):
            tier = path.split("/")[0] in {"build-up", "strengthen", "protect", "heal"}
            assert not (tier and b'rel="canonical"' in content), path
    assert b'rel="canonical" href="https://example.org/cards/heel-raise/"' in tree(starter_site / "output")["cards/heel-raise/index.html"]


def test_no_page_asks_another_host_for_anything(starter_site: Path) -> None:
    for path, content in tree(starter_site / "output").items():
        if path.endswith(".html"):
            assert not re.search(rb'<(?:script|img|link rel="stylesheet"|iframe)[^>]+(?:src|href)="(?:https?:)?//(?!example\.org/assets/)', content), path


def test_a_card_that_needs_a_therapist_beside_you_shows_no_steps_anywhere(starter_site: Path) -> None:
    files = tree(starter_site / "output")
    steps = re.findall(r"- (?:move|prepare|safety|hold|cue|breathe): (.+)", (starter_site / "content/cards/foam-stand.yml").read_text(encoding="utf-8"))
    assert len(steps) > 2
    assert "build-up/cards/foam-stand/index.html" in files
    own = {p: c.decode() for p, c in files.items() if "foam-stand" in p}
    assert not [(p, s) for p, text in own.items() for s in steps if s.strip("'\"") in text]
    assert not [row for row in json.loads(files["data/build-up/cards.json"])["cards"] if row["id"] == "foam-stand" and "steps" in row]


def tiers(root: Path) -> dict[str, dict[str, str]]:
    from sitegen import nodes

    data, _ = nodes.read((root / "content/tiers.yml").read_text(encoding="utf-8"))
    return json.loads(json.dumps(data))


