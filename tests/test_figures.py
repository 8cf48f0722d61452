"""Poses become people who stand where they are put, and what cannot be is told in plain words."""

from __future__ import annotations

import math
import random
import re
from typing import Any

import pytest
from figure_tools import ROSA, body, codes, draw, figure, lengths, stills, tuples

from sitegen import figures
from sitegen.figures import svg
from sitegen.figures.geometry import norm, sub
from sitegen.model.figure import Figure, Person

COUNTER = {"counter": {"x": 28}}
CHAIR = {"chair": {"x": 0}}
TOP = {"reach": "counter.top", "hand": "flat"}


# the skeleton


@pytest.mark.parametrize("preset", ["standing", "supine", "hook-lying", "prone", "four-point", "side-lying", "kneeling"])
@pytest.mark.parametrize("facing", ["right", "left"])
def test_bones_keep_their_lengths_in_every_preset(preset: str, facing: str) -> None:
    pose = {"from": preset} if preset == "side-lying" else {"from": preset, "facing": facing}
    assert all(math.isclose(length, right, abs_tol=0.01) for length, right in lengths(body(pose)))


def test_a_standing_person_is_165_cm_tall_and_stands_on_the_floor() -> None:
    standing = body({"from": "standing"})
    assert standing.points["crown"][1] == pytest.approx(165, abs=3)
    assert min(b.at[1] - b.radius for b in standing.part("feet") or []) == pytest.approx(0, abs=0.01)


def test_a_standing_persons_ear_shoulder_hip_and_ankle_are_on_one_plumb_line() -> None:
    points = body({"from": "standing", "facing": "right"}).points
    xs = [(points[f"{p}_r"][0] + points[f"{p}_l"][0]) / 2 for p in ("ear", "shoulder", "hip", "ankle")]
    assert max(xs) - min(xs) < 4


def test_left_is_the_mirror_image_of_right() -> None:
    right, left = body({"from": "standing", "lean": 20, "legs": {"hip": 25, "knee": 10}}), body({"from": "standing", "facing": "left", "lean": 20, "legs": {"hip": 25, "knee": 10}})
    for name in ("head", "c7", "hip"):
        assert left.points[name][0] == pytest.approx(-right.points[name][0], abs=0.01)
        assert left.points[name][1] == pytest.approx(right.points[name][1], abs=0.01)


def test_a_grip_meets_its_target_with_the_fist_and_a_flat_hand_with_its_palm() -> None:
    grip = body({"from": "standing", "arm_near": {"reach": [30, 100]}})
    assert grip.points["hand_r"][:2] == pytest.approx((30, 100), abs=0.1)
    flat = body({"from": "standing", "arms": TOP}, props=COUNTER)
    assert 90 < flat.points["hand_r"][1] < 94


def test_a_foot_reaches_its_target_with_its_sole() -> None:
    made = body({"from": "standing", "hips": [0, 75], "legs": {"reach": [5, "floor"]}})
    assert made.points["ankle_r"][1] == pytest.approx(6.5, abs=0.01)


def test_a_change_of_one_thing_keeps_the_rest_of_the_frame_before() -> None:
    first, second = stills({"from": "standing", "arms": TOP}, {"from": "previous", "legs": {"heel_up": 30}, "at": {"ball": 11}}, props=COUNTER)
    assert norm(sub(first.body.points["hand_r"], second.body.points["hand_r"])) < 0.5
    assert second.body.points["heel_r"][1] > first.body.points["heel_r"][1] + 5


def test_swap_makes_the_near_side_the_far_one() -> None:
    up = {"from": "standing", "leg_near": {"hip": 70, "knee": 80, "ankle": 0}}
    first, second = stills({"pose": up, "moving": True}, {"pose": {"from": "previous", "swap": True}, "between": {"from": "standing"}, "moving": True})
    assert first.body.points["knee_r"][1] > 70 > second.body.points["knee_r"][1]
    assert second.body.points["knee_l"][1] > 70


def test_a_preset_of_another_person_is_built_as_they_are() -> None:
    slim, broad = (Person(id="p", skin="skin-1", build=b) for b in ("slim", "broad"))
    wide = [figures.draw(figure({"from": "standing", "facing": "viewer"}), p)[0] for p in (slim, broad)]
    assert wide[0] and wide[1] and wide[0].pictures["ltr"][0].width <= wide[1].pictures["ltr"][0].width


def test_a_walking_aid_stands_ready_where_its_person_has_one_and_the_figure_a_place() -> None:
    with_cane = ROSA.model_copy(update={"aid": "cane"})
    sizes = [len((figures.draw(figure({"from": "standing"}, **place), person)[0] or pytest.fail()).pictures["ltr"][0].body) for person in (ROSA, with_cane) for place in ({}, {"aid": 40})]
    assert sizes[0] == sizes[1] == sizes[2] < sizes[3]


# what is refused


@pytest.mark.parametrize(
    ("code", "said", "frames", "fields"),
    [
        ("figure-unknown-name", "there is no pose `standign`", [{"from": "standign"}], {}),
        ("figure-joint-limit", "near knee is bent 175°", [{"from": "standing", "leg_near": {"knee": 175}}], {}),
        ("figure-joint-limit", "knee is bent -20°", [{"from": "standing", "legs": {"hip": 40, "knee": -20}}], {}),
        ("figure-unreachable", "near hand cannot reach its target: it is", [{"from": "standing", "arms": TOP}], {"props": {"counter": {"x": 75}}}),
        ("figure-unknown-name", "there is no anchor `counter.topp`", [{"from": "standing", "arms": {"reach": "counter.topp"}}], {"props": COUNTER}),
        ("figure-unknown-name", "there is no prop `chiar`", [{"from": "standing"}], {"props": {"chiar": {"x": 28}}}),
        ("figure-falls", "would fall over", [{"from": "standing", "lean": 30, "hips": [18, 82], "legs": {"reach": [0, "floor"], "sole": 0}}], {}),
        ("figure-floats", "the person floats", [{"from": "standing", "hips": [0, 130]}], {}),
        ("figure-through", "through the floor", [{"from": "standing", "hips": [0, 70]}], {}),
        ("figure-joint-limit", "lower back is bent 80°", [{"from": "standing", "lumbar": 80}], {}),
        ("figure-still-arrow", "moves only 0 cm", [{"from": "standing"}, {"pose": {"from": "previous"}, "arrows": ["hand_near"]}], {}),
        ("figure-through", "through `step`", [{"from": "standing"}], {"props": {"step": {"x": -20, "height": 20}}}),
        ("figure-unsafe-spine", "only a frame marked `dont`", [{"from": "standing", "lean": 30, "spine": "rounded", "hips": [-12, 85], "legs": {"reach": [0, "floor"]}, "moving": True}], {}),
        ("figure-field", "cannot be seen when the person faces the viewer", [{"from": "standing", "facing": "viewer", "lean": 40, "moving": True}], {}),
        ("figure-dont-first", "the wrong way stands first", [{"pose": {"from": "standing"}, "mark": "dont"}, {"pose": {"from": "standing"}, "mark": "do"}], {}),
        ("figure-unsafe-spine", "twists the spine by 40°", [{"from": "standing", "twist": 40}], {}),
        ("figure-props-meet", "stands", [{"from": "standing"}], {"props": {"counter": {"x": 40}, "counter-2": {"x": 60}}}),
        ("figure-through", "hand goes", [{"from": "standing", "arms": {"reach": [48, 110]}}], {"props": {"wall": {"x": 38}}}),
        ("figure-too-large", "cm wide", [{"from": "standing"}], {"props": {"counter": {"x": 300}}}),
        ("figure-stray-arrow", "130 cm away", [{"pose": {"from": "standing"}, "arrows": [{"at": [150, 150]}]}], {}),
        ("figure-leap", "the sides change places", [{"pose": {"from": "standing", "leg_near": {"hip": 60, "knee": 70, "ankle": 0}}, "moving": True}, {"pose": {"from": "previous", "swap": True}, "moving": True}], {}),
        ("figure-unknown-name", "there is no frame before the first", [{"from": "previous"}], {}),
        ("figure-unknown-name", "there is no part of the body `foots`", [{"from": "standing", "rest": {"foots": "floor"}}], {}),
        ("figure-unknown-name", "there is no point of the body `toze`", [{"from": "standing", "at": {"toze": 0}}], {}),
        ("figure-unknown-name", "there is no point of the body `hand_middle`", [{"from": "standing"}, {"pose": {"from": "previous"}, "arrows": ["hand_middle"]}], {}),
        ("figure-field", "has nothing to follow", [{"pose": {"from": "standing"}, "arrows": ["hand_near"]}], {}),
        ("figure-field", "neither what it follows nor where it stands", [{"pose": {"from": "standing"}, "arrows": [{"length": 20}]}], {}),
        ("unknown-field", "has no field `heigth`", [{"from": "standing"}], {"props": {"counter": {"heigth": 80}}}),
        ("wrong-value", "is not a whole number", [{"from": "standing"}], {"props": {"counter": {"x": "28.5"}}}),
        ("unknown-value", "`lefty` is not possible", [{"from": "standing"}], {"props": {"counter": {"side": "lefty"}}}),
        ("figure-joint-limit", "ankle is bent", [{"from": "standing", "hips": [30, 60], "legs": {"reach": [0, "floor"]}, "moving": True} | {}], {}),
    ],
)  # fmt: skip
def test_a_pose_that_cannot_be_is_refused(code: str, said: str, frames: list[dict[str, Any]], fields: dict[str, Any]) -> None:
    frames = [{"pose": {k: v for k, v in f.items() if k != "moving"}, "moving": True} if "moving" in f and "pose" not in f else f for f in frames]
    drawing, faults = draw(*frames, **fields)
    assert drawing is None
    assert [f for f in faults if f.code == code and said in f.message], faults
    assert all(f.help for f in faults)


def test_a_fault_names_its_frame_and_the_field_where_it_was_written() -> None:
    _, faults = draw({"from": "standing", "leg_far": {"knee": 170}}, {"from": "previous", "lean": 5})
    assert [f.path for f in faults] == [("frames", 0, "pose", "leg_far", "knee")]
    assert faults[0].message.startswith("frame 1: ")


def test_an_unknown_prop_is_told_without_the_echo_of_its_anchors() -> None:
    assert codes({"from": "standing", "arms": TOP}, {"from": "previous"}, props={"countre": {"x": 28}}) == ["figure-unknown-name"]


def test_a_wrong_way_may_round_the_back_after_a_right_one() -> None:
    right = {"pose": {"from": "standing"}, "mark": "do"}
    wrong = {"pose": {"from": "standing", "lean": 52, "spine": "rounded", "neck": -40, "hips": [-12, 85], "legs": {"reach": [0, "floor"]}}, "mark": "dont"}
    drawing, faults = draw(right, wrong)
    assert faults == []
    assert drawing and [p.mark for p in drawing.pictures["ltr"]] == ["do", "dont"]


def test_hands_on_a_counter_carry_weight_that_the_feet_alone_would_not() -> None:
    leaning = {"from": "standing", "lean": 16, "at": {"ankle": -12}}
    assert codes(leaning, props={"wall": {"x": 55}}) == ["figure-falls"]
    assert codes(leaning | {"arms": {"reach": ["wall.face", 125], "hand": "wall"}}, props={"wall": {"x": 55}}) == []


# what is drawn


def test_frames_are_numbered_and_a_single_one_is_not() -> None:
    one, two = draw({"from": "standing"})[0], draw({"from": "standing"}, {"from": "previous", "arms": {"shoulder": 60}})[0]
    assert one and two
    assert "f-badge" not in one.pictures["ltr"][0].body
    assert two.pictures["ltr"][0].body.count('"f-badge"') == 2


@pytest.mark.parametrize(("crop", "scale"), [([-30, 110, 30, 170], "6"), ([-75, 90, 75, 170], "10")])
def test_signs_of_close_ups_grow_with_the_picture(crop: list[int], scale: str) -> None:
    drawing, faults = draw({"from": "standing"}, {"from": "previous", "neck": 10}, crop=crop)
    assert drawing and not faults
    assert drawing.pictures["ltr"][0].body.count(f"scale({scale})") == 2


def test_a_tick_is_a_circle_and_a_cross_is_an_octagon() -> None:
    wrong = {"pose": {"from": "standing", "neck": 30, "head": -20}, "mark": "dont"}
    drawing, faults = draw({"pose": {"from": "standing"}, "mark": "do"}, wrong)
    assert drawing and not faults
    do, dont = drawing.pictures["ltr"]
    assert '<circle class="f-do"' in do.body and "f-dont" not in do.body
    assert re.search(r'<path class="f-dont" d="M[^"]*h[^"]*l[^"]*v[^"]*l[^"]*h[^"]*l[^"]*v', dont.body)


def test_right_to_left_languages_see_the_first_frame_at_the_right() -> None:
    drawing = draw({"from": "standing"}, {"from": "previous", "arms": {"shoulder": 80}})[0]
    assert drawing
    first = [re.findall(r'translate\((-?\d+)[^"]*"><path class="f-floor"', p.body)[0] for p in (drawing.pictures["ltr"][0], drawing.pictures["rtl"][0])]
    assert int(first[0]) < int(first[1])


def test_what_lies_under_the_floor_is_known_so_that_a_page_does_not_cut_it_off() -> None:
    plain, soles = draw({"from": "standing"})[0], draw({"from": "standing"}, props={"soles": {}})[0]
    assert plain and soles
    assert not plain.pictures["ltr"][0].under and soles.pictures["ltr"][0].under


def test_a_drawing_holds_no_words_no_colors_and_no_styles() -> None:
    drawing = draw({"from": "standing", "arms": TOP}, {"from": "previous", "legs": {"heel_up": 30}, "at": {"ball": 11}}, props=COUNTER)[0]
    assert drawing and drawing.motion
    for picture in (drawing.pictures["ltr"][0], drawing.motion):
        assert not re.search(r"<text|<style|style=|#[0-9a-f]{3}|fill=|id=|url\(", picture.body)
        assert set(re.findall(r"<(\w+)", picture.body)) <= {"path", "g", "circle", "svg"}


def test_an_inline_figure_says_what_it_shows_and_a_silent_one_is_hidden_from_screen_readers() -> None:
    drawing = draw({"from": "standing"})[0]
    assert drawing
    said = svg.inline(drawing, drawing.pictures["ltr"][0], 'A person "stands" & waits', "en")
    assert 'role="img" aria-label="A person &quot;stands&quot; &amp; waits" lang="en"' in said
    assert 'aria-hidden="true"' in svg.inline(drawing, drawing.pictures["ltr"][0], "")


def test_a_file_of_its_own_carries_words_and_colors_and_no_classes() -> None:
    drawing = draw({"from": "standing", "facing": "viewer"})[0]
    assert drawing
    made = svg.file(drawing, "Standing <tall>", "A person stands", "en")
    assert "<title id=\"title\">Standing &lt;tall&gt;</title>" in made and "<desc id=\"description\">A person stands</desc>" in made
    assert "class=" not in made and "#dda37c" in made
    assert "#dda37c" not in svg.file(drawing, "t", "d", "en", palette="gray")


def test_the_same_figure_gives_the_same_bytes() -> None:
    made = [draw({"from": "standing", "arms": TOP}, props=COUNTER)[0] for _ in range(2)]
    assert made[0] == made[1]


# any pose at all


def _random_figure(chance: random.Random) -> dict[str, Any]:
    def limb(names: tuple[str, ...], anchors: tuple[str, ...]) -> dict[str, Any]:
        if chance.random() < 0.35:
            where: Any = chance.choice(anchors) if chance.random() < 0.5 else [chance.randint(-150, 150), chance.randint(-40, 220)]
            return {"reach": where} | ({"bend": chance.choice(["up", "down", "forward", "back", "out", "in"])} if chance.random() < 0.3 else {})
        return {n: chance.randint(-180, 180) for n in chance.sample(names, 2)}

    presets = ["standing", "sitting", "supine", "hook-lying", "prone", "four-point", "side-lying", "kneeling", "previous", "frame-1"]
    frames = []
    for _ in range(chance.randint(1, 3)):
        pose: dict[str, Any] = {"from": chance.choice(presets)}
        for name in chance.sample(["lean", "tilt", "roll", "lumbar", "thoracic", "twist", "neck", "head", "head_turn"], 3):
            pose[name] = chance.randint(-180, 180)
        if chance.random() < 0.3:
            pose["facing"] = chance.choice(["right", "left", "viewer", "away"])
        if chance.random() < 0.7:
            pose["arms"] = limb(("shoulder", "shoulder_abduction", "shoulder_rotation", "elbow", "wrist"), ("chair.back", "body.lap", "body.knee", "counter.top"))
        if chance.random() < 0.7:
            pose[chance.choice(["legs", "leg_near", "leg_left"])] = limb(("hip", "hip_abduction", "hip_rotation", "knee", "ankle", "heel_up", "sole"), ("chair.feet", "floor"))
        if chance.random() < 0.3:
            pose["hips"] = [chance.randint(-200, 200), chance.randint(-50, 200)]
        pose["swap"] = chance.random() < 0.1
        frame: dict[str, Any] = {"pose": pose, "moving": chance.random() < 0.5, **chance.choice([{}, {"mark": "do"}, {"mark": "dont"}])}
        if chance.random() < 0.3:
            frame["arrows"] = ({"trace": chance.choice(["hand_near", "hip", "head", "knee_far"]), "bend": chance.randint(-40, 40)},)
        frames.append(frame)
    return {"id": "any", "person": "rosa", "frames": tuple(frames), "props": {"chair": {"x": chance.randint(-50, 50)}, "counter": {"x": chance.randint(-50, 90)}}, "pitch": chance.choice([0, 0, 18]), "spine": chance.random() < 0.2}


@pytest.mark.slow
def test_any_pose_is_a_figure_or_a_fault_and_never_an_exception() -> None:
    from sitegen.figures.frames import drawn

    chance = random.Random(4)
    refused = 0
    for _ in range(2000):
        made = Figure.model_validate(tuples(_random_figure(chance)))
        drawing, faults = figures.draw(made, ROSA)
        assert (drawing is None) == bool(faults)
        refused += bool(faults)
        shapes = [s.path for still in drawn(made, ROSA)[0] for s in still.panel.shapes]  # also of those that are refused
        assert not [p for p in shapes if "nan" in p or "inf" in p]
    assert 1000 < refused < 2000
