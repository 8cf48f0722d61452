"""In-betweens are people too: bones keep their lengths, what stands stays, and nobody sinks into the floor."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from figure_tools import ROSA, draw, figure, lengths
from library import FIGURES, PEOPLE

from sitegen.figures.between import between
from sitegen.figures.frames import drawn
from sitegen.figures.geometry import norm, sub
from sitegen.figures.kinematics import knee_angle
from sitegen.figures.motion import _positions

COUNTER = {"counter": {"x": 28}}
TOP = {"reach": "counter.top", "hand": "flat"}
MARCH: dict[str, Any] = {"from": "standing", "leg_near": {"hip": 70, "knee": 80, "ankle": 0}}


def cels(*frames: dict[str, Any], **fields: Any) -> int:
    drawing, faults = draw(*frames, **fields)
    assert drawing and drawing.motion, faults
    return int(re.findall(r"f-cels-(\d+)", drawing.motion.body)[0])


@pytest.mark.parametrize("id", FIGURES)
def test_bones_keep_their_lengths_on_the_way(id: str) -> None:
    for a, b in _ways(id):
        for t in (0.25, 0.5, 0.75):
            made = between(a[1], b[1], (a[0], b[0]), t)
            assert all(abs(length - right) < 0.05 for length, right in lengths(made))


@pytest.mark.parametrize("id", FIGURES)
def test_what_stands_in_both_moments_stays_where_it_is(id: str) -> None:
    for a, b in _ways(id):
        still = [n for n in ("ball_r", "ball_l", "knee_r", "knee_l", "hand_r", "hand_l") if norm(sub(a[1].points[n], b[1].points[n])) < 0.5]
        feet = [n for n in still if n.startswith("ball")]
        hands = [n for n in still if n.startswith("hand")]
        made = between(a[1], b[1], (a[0], b[0]), 0.5)
        for name in feet + hands:
            assert norm(sub(made.points[name], a[1].points[name])) < 3, name


@pytest.mark.parametrize("id", FIGURES)
def test_nobody_sinks_into_the_floor_on_the_way(id: str) -> None:
    for a, b in _ways(id):
        for t in (0.25, 0.5, 0.75):
            made = between(a[1], b[1], (a[0], b[0]), t)
            assert min(p[1] for p in made.points.values()) > -3


def _ways(id: str) -> list[tuple[Any, Any]]:
    shown = FIGURES[id]
    stills, faults = drawn(shown, PEOPLE[shown.person])
    chosen = [i for i, frame in enumerate(shown.frames) if frame.mark != "dont"]
    return list(pairwise(_positions(shown, PEOPLE[shown.person], stills, chosen, faults))) if shown.motion else []


def test_two_frames_make_five_moments_and_more_frames_more() -> None:
    stand, up = {"from": "standing", "arms": TOP}, {"from": "previous", "legs": {"heel_up": 30}, "at": {"ball": 11}}
    assert cels(stand, up, props=COUNTER) == 5
    assert cels(stand, up, {"from": "frame-1"}, props=COUNTER) == 7


def test_a_change_of_sides_passes_through_its_middle_position() -> None:
    first, second = {"pose": MARCH, "moving": True}, {"pose": {"from": "previous", "swap": True}, "between": {"from": "standing"}, "moving": True}
    assert cels(first, second) == 7


def test_the_wrong_way_is_never_played() -> None:
    right, wrong = {"pose": {"from": "standing"}, "mark": "do"}, {"pose": {"from": "standing", "neck": 30}, "mark": "dont"}
    drawing = draw(right, wrong)[0]
    assert drawing and drawing.motion is None


def test_a_figure_may_want_no_motion_and_one_frame_has_none() -> None:
    for frames, fields in (([{"from": "standing"}, {"from": "previous", "lean": 10}], {"motion": False}), ([{"from": "standing"}], {})):
        drawing = draw(*frames, **fields)[0]
        assert drawing and drawing.motion is None


def test_what_never_moves_is_drawn_once() -> None:
    drawing = draw({"from": "standing", "arms": TOP}, {"from": "previous", "legs": {"heel_up": 30}, "at": {"ball": 11}}, props=COUNTER)[0]
    assert drawing and drawing.motion
    assert drawing.motion.body.count('"f-prop"') == drawing.pictures["ltr"][0].body.count('"f-prop"') // 2


def test_halfway_a_heel_is_half_as_high() -> None:
    made = figure({"from": "standing", "arms": TOP}, {"from": "previous", "legs": {"heel_up": 30}, "at": {"ball": 11}}, props=COUNTER)
    stills, _ = drawn(made, ROSA)
    low, high = stills[0].body.points["heel_r"][1], stills[1].body.points["heel_r"][1]
    half = between(stills[0].body, stills[1].body, (stills[0].posture, stills[1].posture), 0.5).points["heel_r"][1]
    assert abs(half - (low + high) / 2) < 1


def test_a_body_that_leans_as_one_piece_keeps_its_legs_straight_on_the_way() -> None:
    wall = {"reach": ["wall.face", 124], "hand": "wall"}
    made = figure({"from": "standing", "lean": 8, "arms": wall}, {"from": "standing", "lean": 17, "arms": {**wall, "bend": "footward"}}, props={"wall": {"x": 71}})
    stills, _ = drawn(made, ROSA)
    half = between(stills[0].body, stills[1].body, (stills[0].posture, stills[1].posture), 0.5)
    assert knee_angle(half, "r") < 12
