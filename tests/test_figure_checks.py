"""What a clinician would call wrong is refused, in frames and on the way between them; what is right is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from figure_tools import codes, draw, stills
from library import FIGURES, PEOPLE
from sites import problems, site

from sitegen.figures import through
from sitegen.figures.frames import drawn
from sitegen.figures.motion import _moments, _positions
from sitegen.figures.props import KINDS
from sitegen.validate import kit

STAND: dict[str, Any] = {"from": "standing"}
COUNTER = {"counter": {"x": 28}}
HOLDS = {"reach": {"to": "counter.top", "dx": 2}, "hand": "flat"}


def said(*frames: dict[str, Any], **fields: Any) -> list[str]:
    return [f.message for f in draw(*frames, **fields)[1]]


# through things


@pytest.mark.parametrize("x", [24, 30, 36])
def test_a_hand_that_comes_out_behind_a_wall_has_gone_through_it(x: int) -> None:
    """The hand itself is free: it is the forearm that the wall cuts."""
    assert codes({**STAND, "arms": {"reach": [52, 110]}}, props={"wall": {"x": x}}) == ["figure-through"]


def test_a_hand_on_a_wall_is_not_in_it() -> None:
    assert codes({**STAND, "arms": {"reach": ["wall.face", 125], "hand": "wall"}}, props={"wall": {"x": 44}}) == []


def test_a_leg_through_a_soft_seat_is_seen_and_a_thigh_pressed_into_it_is_not() -> None:
    assert codes({"from": "sitting"}, props={"chair": {}}) == []
    through_seat = {**STAND, "arms": {"shoulder": 40}, "at": {"knee": 0}}
    assert codes(through_seat, props={"chair": {}}) == ["figure-through"]


# through oneself


@pytest.mark.parametrize("pose", [
    {"arm_near": {"reach": [0, 100, 0]}},
    {"arm_far": {"reach": [2, 120, 0]}},
    {"facing": "viewer", "arm_left": {"reach": [0, 115, -2]}},
    {"arm_near": {"reach": [3, 152, 0], "bend": "out"}},
    {"facing": "viewer", "legs": {"hip_abduction": -25}},
])  # fmt: skip
def test_no_limb_goes_through_the_own_body(pose: dict[str, Any]) -> None:
    assert codes(STAND | pose) == ["figure-through"]


@pytest.mark.parametrize("pose", [{"arms": {"reach": "body.ribs"}}, {"arms": {"reach": "body.belly"}}, {"arms": {"shoulder": 40, "elbow": 120}}])
def test_hands_may_lie_on_the_own_body(pose: dict[str, Any]) -> None:
    assert codes(STAND | {"facing": "viewer"} | pose) == []


# standing


def test_a_side_view_hides_no_fall_toward_the_viewer() -> None:
    leaning = STAND | {"tilt": 40, "leg_far": {"hip": 40, "knee": 60, "ankle": 0}}
    assert codes(leaning) == ["figure-falls"]
    assert "away from the viewer" in said(leaning | {"tilt": -40})[0] or "toward the viewer" in said(leaning)[0]
    assert codes(STAND | {"leg_far": {"hip": 40, "knee": 60, "ankle": 0}}) == []  # one leg, as the library draws it


def test_a_hand_beside_what_it_reaches_for_carries_nothing() -> None:
    """`dx` and `dy` may lead a hand far away from the prop that they start from."""
    leaning = STAND | {"lean": 20, "at": {"ankle": -30}}
    assert codes(leaning | {"arms": HOLDS}, props={"counter": {"x": 22}}) == []
    assert codes(leaning | {"arms": {"reach": {"to": "counter.top", "dx": -22, "dy": 15}}}, props={"counter": {"x": 22}}) == ["figure-falls"]


# the spine


@pytest.mark.parametrize("pose, props", [
    ({"lumbar": 18, "thoracic": 18}, {}),
    ({"lumbar": 14}, {"dumbbell": {}}),
    ({"twist": 14}, {"weight": {}}),
    ({"lean": 55, "lumbar": 14, "hips": [-14, 84], "legs": {"reach": [0, "floor"]}}, {}),
])  # fmt: skip
def test_less_rounding_is_safe_under_load_and_in_the_whole_back(pose: dict[str, Any], props: dict[str, Any]) -> None:
    assert codes(STAND | pose, props=props) == ["figure-unsafe-spine"]
    wrong = {"pose": STAND | pose, "mark": "dont"}
    assert codes({"pose": STAND, "mark": "do"}, wrong, props=props) == []


def test_all_fours_are_no_load_for_the_back() -> None:
    assert codes({"from": "four-point", "thoracic": 14}) == []


# arrows


@pytest.mark.parametrize("arrow, code", [
    ({"at": [150, 150]}, "figure-stray-arrow"),
    ({"trace": "hand_near", "shift": [110, 60]}, "figure-stray-arrow"),
    ({"trace": "hand_near", "span": [50, 52]}, "figure-still-arrow"),
])  # fmt: skip
def test_an_arrow_shows_something_and_stands_by_it(arrow: dict[str, Any], code: str) -> None:
    up = {"from": "previous", "arms": {"shoulder": 80}}
    assert codes(STAND, {"pose": up, "arrows": [arrow]}) == [code]
    assert codes(STAND, {"pose": up, "arrows": ["hand_near"]}) == []


# on the way


@pytest.mark.parametrize("id", FIGURES)
def test_nobody_goes_through_anything_on_the_way(id: str) -> None:
    shown = FIGURES[id]
    frames = drawn(shown, PEOPLE[shown.person])[0]
    chosen = [i for i, frame in enumerate(shown.frames) if frame.mark != "dont"]
    moments = _moments(_positions(shown, PEOPLE[shown.person], frames, chosen, [])) if shown.motion else []
    assert [through.through(m.body, m.scene, 3.0) for m in moments] == [None] * len(moments)


def test_a_foot_steps_over_the_edge_of_a_step() -> None:
    """On a straight line it would go through: both its places are free."""
    low, high = STAND | {"at": {"ankle": -2}}, {"from": "previous", "hips": [14, 84], "leg_near": {"reach": "step.top"}, "leg_far": {"reach": [4, "floor"], "heel_up": 20}}
    assert said(low, {"pose": high, "moving": True}, props={"step": {"x": 38, "height": 20}}) == []


def test_who_walks_through_a_counter_between_two_frames_is_seen() -> None:
    here, there = STAND | {"at": {"ankle": -10}}, STAND | {"at": {"ankle": 130}}
    assert codes(here, there, props={"counter": {"x": 34}}) == ["figure-through"]
    assert codes(here, there, props={"counter": {"x": 34}}, motion=False) == []


def test_a_middle_position_is_as_safe_as_a_frame() -> None:
    up = {"from": "previous", "arms": {"shoulder": 60}}
    for between, code in (({"from": "previous", "lumbar": 34}, "figure-unsafe-spine"), ({"from": "standing", "leg_near": {"knee": 170}}, "figure-joint-limit")):
        assert codes(STAND, {"pose": up, "between": between}) == [code]
        assert said(STAND, {"pose": up, "between": between})[0].startswith("frame 2: ")


@pytest.mark.parametrize("frames, fields", [
    ([{"pose": STAND, "between": STAND}], {}),
    ([STAND, {"pose": STAND | {"lean": 4}, "between": STAND}], {"motion": False}),
    ([{"pose": STAND, "mark": "do"}, {"pose": STAND | {"neck": 30}, "mark": "dont", "between": STAND}], {}),
])  # fmt: skip
def test_a_middle_position_that_nobody_would_see_is_told(frames: list[dict[str, Any]], fields: dict[str, Any]) -> None:
    assert codes(*frames, **fields) == ["figure-field"]


# what is seen


def test_a_leap_beside_a_counter_is_a_leap_even_with_a_hand_on_it() -> None:
    up = {"pose": {"from": "previous", "hips": [2, 94], "legs": {"hip": 8, "knee": 50, "ankle": -20}}, "moving": True}
    seen = stills(STAND | {"arms": HOLDS}, up, props={"counter": {"x": 32, "height": 104}})[1].seen
    assert seen.airborne and "counter" in seen.hands_on


def test_a_box_held_high_is_a_weight_above_the_shoulders() -> None:
    high = STAND | {"arms": {"reach": [24, 160]}}
    assert stills(high, props={"box": {"x": 30, "y": 156, "width": 16, "height": 14}})[0].seen.raised
    assert not stills(high)[0].seen.raised


def test_what_is_loose_is_what_moves_and_is_leaned_on() -> None:
    assert {kind for kind in kit.LOOSE if not KINDS[kind].movable} == set()
    assert {kind for kind, prop in KINDS.items() if prop.movable} - kit.LOOSE == {"blanket", "box", "cushion", "pillow", "shoe", "towel"}
    assert not kit.LOOSE & kit.FIRM


# as files


@pytest.mark.parametrize("fields, code", [
    ("crop: [10, 10, -10, -10]", "wrong-value"),
    ("crop: [0, 0, 5, 5]", "wrong-value"),
    ("crop: [0, 0, 900, 5000]", "wrong-value"),
    ("pitch:", "empty-value"),
    ("props: {chair: {x: chair.seat}}", "figure-unknown-name"),
    ("props: {band: {to: [1]}}", "figure-unknown-name"),
    ("props: {dumbbell: {hands: [[near]]}}", "unknown-value"),
    ("props: {counter: {x: 1e400}}", "wrong-value"),
    ("props: {counter: 5}", "wrong-type"),
    ("props: {☃: {}}", "figure-unknown-name"),
])  # fmt: skip
def test_odd_fields_are_told_with_their_line_and_a_mend(fields: str, code: str, tmp_path: Path) -> None:
    pose = "{from: standing, arms: {shoulder: 20}}"
    root = site(tmp_path, {"content/figures/heel-raise.yml": f"person: rosa\n{fields}\nframes:\n  - pose: {pose}\n"})
    found = problems(root)
    assert {p.code for p in found} == {code}
    assert all(p.place.line == 2 and p.place.column and p.help for p in found), found


@pytest.mark.parametrize("line", ["facing:", "lean:", "arms: {elbow: }", "swap:", "hips:", "rest:"])
def test_a_pose_with_an_unfinished_line_is_told(line: str, tmp_path: Path) -> None:
    found = problems(site(tmp_path, {"content/figures/heel-raise.yml": f"person: rosa\nframes:\n  - pose:\n      from: standing\n      {line}\n"}))
    assert {p.code for p in found} == {"empty-value"} and all(p.place.line == 5 and p.help for p in found)


def test_an_anchor_of_a_prop_that_is_not_there_asks_for_the_prop() -> None:
    _, faults = draw({"from": "sitting"})
    assert faults and all("props: {chair: {x: 0}}" in f.help for f in faults)


def test_six_frames_with_all_their_middle_positions_make_a_film_that_the_stylesheet_knows() -> None:
    up = {"pose": {"from": "standing", "arms": {"shoulder": 60}}, "between": {"from": "standing", "arms": {"shoulder": 30}}}
    drawing, faults = draw(STAND, *[up] * 5)
    assert drawing and drawing.motion and not faults
    assert "f-cels-21" in drawing.motion.body
