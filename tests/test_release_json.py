"""release.json and the record say who signed and decided what, as it was at the release, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from signed import sign
from sites import TODAY, card, codes, site, write

from sitegen import nodes, published
from sitegen.build import Settings, build
from sitegen.model import Release
from sitegen.release import release

jsonschema = pytest.importorskip("jsonschema")
ROW = {"subject": "cards/heel-raise", "language": "en", "by": "test-person", "on": "2026-11-20", "safety": "0123456789abcdef", "rest": "fedcba9876543210"}
LAXER = {"card": "march", "tier": "recent", "by": "test-person", "on": "2026-11-01", "because": "She watches every session."}
WAIVED = {"name": "old-words", "code": "hazard-word", "file": "content/cards/march.yml", "by": "test-person", "on": "2026-11-02", "because": "It's a name: «twist» #1"}


@pytest.mark.parametrize("row", [ROW, {**ROW, "safety": "1234567812345678"}, {**ROW, "rest": "12345678e1234567"}, {**ROW, "subject": "hazards", "language": "pt-BR"}])
def test_who_signed_and_decided_what_is_read_back_as_it_was_written_line_by_line_and_as_yaml(row: dict[str, str]) -> None:
    made = Release.model_validate({"on": "2026-11-21", "sitegen": "0.1.0", "signed": (row,), "overrides": (LAXER,), "waivers": (WAIVED,)})
    text = published.HEAD + published.block("2026-11-21", made)
    quick, slow = published.read(text), nodes.read(text)[0]
    assert quick and quick["2026-11-21"] == Release.model_validate(slow["2026-11-21"]) == made


@pytest.mark.parametrize("wrong", ["safety: 'zz'", "by: ''", "subject: 'cards/'"])
def test_a_signature_that_a_hand_has_broken_is_refused(wrong: str, tmp_path: Path) -> None:
    made = Release.model_validate({"on": "2026-11-21", "sitegen": "0.1.0", "signed": (ROW,)})
    name = wrong.partition(":")[0]
    lines = published.block("2026-11-21", made).replace(f"{name}: {published._word(ROW[name])}", wrong)
    root = site(tmp_path / "site", {"content/published.yml": lines})
    outcome = build(Settings(root, TODAY, jobs=1))
    assert wrong in lines and outcome.failed and {p.place.path for p in outcome.problems} == {"content/published.yml"}


@pytest.mark.slow
def test_release_json_follows_its_schema_and_says_who_signed_and_decided_what(tmp_path: Path) -> None:
    march = card(hazards=["twist-gentle"], tiers={"lower": "allow", "moderate": "allow", "high": "modify", "recent": "modify"}, modify={"high": "Turn less.", "recent": "Less."})
    override = {name: value for name, value in LAXER.items() if name not in ("card", "tier")}
    people = {"test-person": {"name": "Test Person", "role": "Physical therapist", "registration": "TEST 0"}, "test-other": {"name": "Test Other", "role": "Nurse"}}
    root = site(tmp_path / "site", {"content/cards/march.yml": {**march, "override": {"recent": {"to": "modify", **override}}}, "content/reviewers.yml": people})
    write(root / "content/site.yml", (root / "content/site.yml").read_text(encoding="utf-8") + "license: {name: Ask us, url: 'https://license.example/terms'}\n")
    earlier = Release.model_validate({"on": "2026-11-20", "sitegen": "0.1.0", "signed": (ROW, {**ROW, "subject": "tiers"})})
    write(root / "content/published.yml", published.HEAD + published.block("2026-11-20", earlier))
    sign(root)
    outcome = release(Settings(root, TODAY, jobs=1))
    assert outcome.name == "2026-11-21", codes(outcome.problems)
    told: dict[str, Any] = json.loads((root / "output/release.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads((root / "output/data/release.schema.json").read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker()).validate(told)
    signed = {row["subject"]: row for row in told["signed"]}
    assert signed["cards/heel-raise"]["on"] == "2026-11-21" and signed["cards/heel-raise"]["safety"] != ROW["safety"], "the newest signature counts"
    assert {"cards/march", "pages/pain", "tiers", "hazards"} <= set(signed) and list(signed) == sorted(signed)
    assert [person["name"] for person in told["reviewers"]] == ["Test Person"] and told["reviewers"][0]["registration"] == "TEST 0"
    assert told["overrides"] == [LAXER] and told["waivers"] == []
    assert told["license"] == {"name": "Ask us", "url": "https://license.example/terms"}
    before = (root / "output/release.json").read_bytes()
    write(root / "content/cards/march.yml", {**march, "override": {"recent": {"to": "modify", **override, "because": "She holds his belt."}}})
    assert build(Settings(root, TODAY, jobs=1)).published and (root / "output/release.json").read_bytes() == before, "what is not released does not stand there"
    sign(root)
    assert release(Settings(root, TODAY, jobs=1)).name == "2026-11-21.2", "a decision that changed is released anew"
