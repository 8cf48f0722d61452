"""As a clinic meets it: nothing is released that its person has not signed, that has changed since, or that nobody looked at in time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from signed import sign
from sites import codes, problems, shown, site
from test_release import edit

from sitegen.build import Settings, build
from sitegen.model import Record
from sitegen.problems import Place, problem, stricter
from sitegen.release import Outcome, gates, release

DAY = date(2026, 11, 21)


def released(root: Path, today: date = DAY) -> Outcome:
    return release(Settings(root, today, jobs=1))


@pytest.mark.slow
def test_a_clinic_is_refused_until_its_person_has_signed_and_again_when_a_dose_changes(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    first = released(root)
    assert first.refused and set(codes(first.problems)) == {"release-unsigned"}
    told = shown(first.problems)
    assert "cards are signed by nobody: `cards/ankle-pump`" in told or "cards are signed by nobody: `cards/" in told
    assert "`pages/pain`" in told and "`tiers`" in told and "sitegen review sign" in told
    assert not (root / "output").exists() and not (root / "content/published.yml").exists()

    sign(root, today=DAY)
    assert released(root).name == "2026-11-21"
    record = json.loads((root / "output/release.json").read_text(encoding="utf-8"))
    before = {row["subject"]: row["safety"] for row in record["signed"]}
    assert [person["name"] for person in record["reviewers"]] == ["Test Person"] and "cards/heel-raise" in before

    edit(root / "content/cards/heel-raise.yml", "reps: 8-12", "reps: 8-14")
    kept = (root / "content/published.yml").read_bytes()
    again = released(root)
    assert codes(again.problems) == ["release-changed"] and again.problems[0].place.path == "content/cards/heel-raise.yml" and again.problems[0].place.line
    assert "8-12 → 8-14" in shown(again.problems) and "test-person on 2026-11-21" in shown(again.problems)
    assert (root / "content/published.yml").read_bytes() == kept

    sign(root, lambda subject: subject.id == "heel-raise", DAY)
    assert released(root).name == "2026-11-21.2"
    now = {row["subject"]: row["safety"] for row in json.loads((root / "output/release.json").read_text(encoding="utf-8"))["signed"]}
    assert {name for name in now if now[name] != before[name]} == {"cards/heel-raise"}

    edit(root / "content/cards/slow-breath.yml", "name:", "review: {owner: Physiotherapy, last: 2025-09-01}\nname:")
    late = released(root)
    assert codes(late.problems) == ["review-lapsed"] and late.problems[0].severity == "error", "a date is no matter of the signature"
    assert late.problems[0].place.path == "content/cards/slow-breath.yml" and late.built is None
    edit(root / "content/cards/slow-breath.yml", "last: 2025-09-01", "last: 2025-10-01")
    graced = released(root)
    assert not graced.refused and codes(graced.problems) == ["review-due"]
    told = (root / "output/about/how-checked/index.html").read_text(encoding="utf-8")
    assert "October 1, 2026" in told and "Due now" in told


@pytest.mark.slow
def test_a_site_that_nobody_signed_is_built_and_says_that_it_waits(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    assert build(Settings(root, DAY, jobs=1)).published and problems(root) == []
    assert "Awaiting your clinic’s review." in (root / "output/protect/cards/heel-raise/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "gate"),
    [("unused-text", "clean"), ("laxer-than-hazard", "clean"), ("translation-stale", "translated"), ("media-without-passport", "licensed"), ("media-consent-over", "licensed"), ("address-lost", "answering")],
)
def test_each_problem_is_told_by_one_gate_alone(code: str, gate: str) -> None:
    found = stricter([problem(code, "something", Place("content/site.yml"))])
    candidate = gates.Candidate(DAY, found, Record())
    assert {one.name: codes(one.finds(candidate)) for one in gates.GATES if codes(one.finds(candidate))} == {gate: [code]}
