"""What a signature stands for: a change of what matters is another hash, a typo in the credits is not, and an upgrade unsigns nothing."""

from __future__ import annotations

import json
from typing import Any

import yaml

from sitegen import nodes, signatures, signing
from sitegen.model import Card, Hazard, Ruleset, Status, Tier
from sitegen.signatures import Subject


def _tier(id: str, **fields: Any) -> Tier:
    return Tier.model_validate({"id": id, "slug": id, "label": id, "letter": "A", "look": "circle", "line": "x", "lead": "x", "who": "x", **fields})


def _rules(lift: str = "modify") -> Ruleset:
    hazard = {"id": "lift", "name": "Lifting", "plain": "Lifting", "why": "It is heavy.", "tiers": {"lower": "allow", "high": lift}}
    tiers = {id: _tier(id) for id in ("lower", "high")}
    return Ruleset(tiers, {"lift": Hazard.model_validate(hazard)}, {"lower": Status.allow, "high": Status.allow})


def _card(**fields: Any) -> Card:
    usual: dict[str, Any] = {
        "id": "march", "name": "March", "category": "legs", "goal": {"plain": "Steady steps", "why": "You walk with ease."}, "position": "standing", "hazards": ["lift"],
        "tiers": {"lower": "allow", "high": "modify"}, "modify": {"high": "Hold on."}, "steps": [{"safety": "Use a counter."}, {"move": "Lift one foot."}],
        "dose": {"sets": 2, "reps": "8-12", "tiers": {"high": {"sets": 1}}}, "feel": "Warm.", "sources": ["paper"],
    }  # fmt: skip
    return Card.model_validate(_read({**usual, **fields}))


def _read(fields: dict[str, Any]) -> dict[str, Any]:
    """As it comes from a file: lists are tuples there."""
    return dict(nodes.read(json.dumps({name: value for name, value in fields.items() if value is not None}))[0])


def _hashes(rules: Ruleset | None = None, **fields: Any) -> signing.Hashes:
    return signing.hashes(signing.card(_card(**fields), rules or _rules()))


def test_every_kind_of_change_that_matters_is_another_hash_and_leaves_that_of_the_rest() -> None:
    as_signed = _hashes()
    matters: list[dict[str, Any]] = [
        {"dose": {"sets": 3, "reps": "8-12", "tiers": {"high": {"sets": 1}}}},
        {"dose": {"sets": 2, "reps": "8-12", "tiers": {"high": {"sets": 2}}}},
        {"dose": {"sets": 2, "reps": "8-12", "most": {"reps": 20}, "tiers": {"high": {"sets": 1}}}},
        {"dose": None},
        {"tiers": {"lower": "modify", "high": "modify"}},
        {"hazards": []},
        {"steps": [{"move": "Use a counter."}, {"move": "Lift one foot."}]},
        {"steps": [{"move": "Lift one foot."}, {"safety": "Use a counter."}]},
        {"modify": {"high": "Hold on tight."}},
        {"swap": {"high": "curl"}},
        {"stricter_because": {"high": "It is safer."}},
        {"override": {"high": {"to": "modify", "by": "test-person", "on": "2026-11-01", "because": "x"}}},
        {"supervision": "always"}, {"position": "lying"}, {"equipment": ["chair"]}, {"gentle": "It is slow."}, {"grip": "one"}, {"feel": "Very warm."},
        {"mistakes": [{"wrong": "Fast", "mend": "Slow"}]}, {"goal": {"plain": "Steady steps", "why": "Do it through the pain."}}, {"easier": "curl"}, {"harder": "curl"}, {"figure": "march"}, {"alt": "A man."}, {"alt_dont": "Too far."},
        {"withdrawn": {"on": "2026-11-01", "reason": "x"}},
    ]  # fmt: skip
    for change in matters:
        found = _hashes(**change)
        assert found.safety != as_signed.safety, change
        assert found.rest == as_signed.rest, change


def test_a_typo_in_credits_names_or_order_leaves_the_hash_of_what_matters() -> None:
    as_signed = _hashes()
    for change in ({"sources": ["papers"]}, {"order": 3}, {"name": "Marching"}, {"category": "arms"}, {"review": {"owner": "physio"}}, {"was": ["old"]}, {"recode": 2}):
        found = _hashes(**change)
        assert found.safety == as_signed.safety, change
        assert found.rest != as_signed.rest, change


def test_a_stricter_hazard_changes_the_card_that_it_decides_about_and_no_other() -> None:
    assert _hashes(_rules("avoid")).safety != _hashes().safety
    assert _hashes(_rules("avoid"), hazards=[]).safety == _hashes(hazards=[]).safety


def test_an_upgrade_with_a_new_optional_field_unsigns_nothing() -> None:
    class Later(Card):
        voice: str | None = None
        pace: int = 3
        partners: tuple[str, ...] = ()

    later = Later.model_validate(_card().__dict__)
    assert signing.hashes(signing.card(later, _rules())) == _hashes()
    assert signing.hashes(signing.card(later.model_copy(update={"pace": 4}), _rules())).safety != _hashes().safety


def test_a_field_written_as_its_default_is_as_good_as_none() -> None:
    assert _hashes(supervision="none", equipment=[], swap={}) == _hashes()


def test_the_hash_of_a_card_is_the_same_in_every_version_of_sitegen() -> None:
    """If this fails, every signature of every clinic is void: mend the code, never this test."""
    assert _hashes() == ("9dc01b2890784996", "783df8cc2553469e")


def test_a_changed_pose_is_a_changed_instruction_and_another_person_is_not() -> None:
    poses = {"person": "rosa", "frames": ({"pose": {"from": "standing"}},)}

    def drawn(figure: dict[str, Any]) -> signing.Hashes:
        return signing.hashes(signing.with_figures(signing.card(_card(figure="march"), _rules()), {"march": signing.figure(figure)}))

    assert drawn({**poses, "person": "amir"}).safety == drawn(poses).safety
    assert drawn({**poses, "person": "amir"}).rest != drawn(poses).rest
    assert drawn({**poses, "frames": ({"pose": {"from": "standing", "lean": 20}},)}).safety != drawn(poses).safety
    assert drawn({**poses, "props": {"chair": {"x": 3}}}).safety != drawn(poses).safety


def test_the_hashes_of_a_document_and_of_its_figures_make_the_whole() -> None:
    own, figure = signing.card(_card(), _rules()), signing.figure({"person": "rosa", "frames": ()})
    assert signing.joined(signing.hashes(own), {"march": signing.of_figure(figure)}) == signing.hashes(signing.with_figures(own, {"march": figure}))


def test_what_changed_is_told_field_by_field_and_once() -> None:
    old = signing.card(_card(), _rules()).safety
    new = signing.card(_card(dose={"sets": 3, "reps": "8-12", "tiers": {"high": {"sets": 1}}}, steps=[{"safety": "Use a counter."}, {"prepare": "Stand tall."}, {"move": "Lift one foot."}]), _rules()).safety
    assert signing.changes(old, new) == [(("steps", 1), None, {"kind": "prepare", "text": "Stand tall."}), (("dose", "sets"), "2", "3")]
    raised = signing.card(_card(), _rules("avoid")).safety
    assert signing.changes(old, raised) == [(("read", "high", "status"), "modify", "avoid"), (("read", "high", "modify"), "Hold on.", None)]


def test_signed_fields_are_read_back_as_the_very_same_by_line_and_as_yaml() -> None:
    fields = signing.with_figures(signing.card(_card(feel="Sharp: 1 # 2 “x” \\ \" é\u200b"), _rules()), {"march": signing.figure({"frames": ({"props": {"chair": None}, "moving": True},), "aid": -20})})
    written = signatures.snapshot(Subject("card", "march", "en"), fields)
    assert "\u200b" not in written
    assert signatures.fields(signatures.read(written)) == fields
    assert signing.plain(nodes.read(written)[0]) == signatures.read(written) == yaml.safe_load(written)
    assert signatures.fields(signatures.read(written.replace("  hazards:", "  hazards: "))) == fields  # any other shape is read as YAML


def test_the_field_that_a_hand_has_changed_is_found() -> None:
    written = signatures.snapshot(Subject("card", "march", "en"), signing.card(_card(), _rules()))
    assert signatures.altered(signatures.read(written)) is None
    edited = written.replace("Lift one foot", "Lift two feet")
    part, name = signatures.altered(signatures.read(edited)) or ("", "")
    assert (part, name) == ("safety", "steps")
    lines = tuple(edited.split("\n"))
    assert lines[signatures.place(lines, part, name) - 1] == "  steps:"


def test_a_line_of_reviews_names_its_subject_and_nothing_else_does() -> None:
    for subject in (Subject("card", "march", "en"), Subject("page", "stairs", "pt-BR"), Subject("tiers", "tiers", "ar")):
        assert signatures.subject(subject.key) == subject
    assert [signatures.subject(key) for key in ("march.en", "cards/.en", "figures/march.en", "cards/a/b.en", "nothing")] == [None] * 5


def test_a_page_is_signed_line_by_line_without_its_credits() -> None:
    assert signing._lines("a  \n\nb\n") == ["a", "", "b"]
    assert signing._KNOWN.sub(r"\1", "/// known | paper\nIt helps.\n///") == "/// known\nIt helps.\n///"
