"""What a figure shows and nobody names: each sign is seen in a pose that shows it, not in its neighbor, and told at its frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from figure_tools import stills
from sites import TODAY, card, problems, shown, site

from sitegen import starter
from sitegen.build import Settings
from sitegen.build.judging import sources
from sitegen.build.reading import texts
from sitegen.checks import Whole, figure_hazards
from sitegen.model import CardFace, Depicted, FigureFace, Seen

BED: dict[str, Any] = {"bed": {"x": 0, "length": 205}}
HELD = {"reach": {"to": "counter.top", "dx": 2}, "hand": "flat"}
COUNTER: dict[str, Any] = {"counter": {"x": 28}}
FORWARD = {"from": "standing", "lean": 54, "hips": [-12, 77], "legs": {"reach": [0, "floor"]}}

# what is seen: a pose that shows it, one nearly like it that does not, and the props of both
POSES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "one_leg": ({"arms": HELD, "leg_near": {"hip": 30, "knee": 60, "ankle": 0}, "at": {"ankle_far": 0}}, {"arms": HELD}, COUNTER),
    "tiptoe": ({"arms": HELD, "legs": {"heel_up": 30}, "at": {"ball": 11}}, {"arms": HELD, "leg_far": {"heel_up": 2}}, COUNTER),
    "narrow": ({"facing": "viewer", "legs": {"hip_abduction": -3}}, {"facing": "viewer", "legs": {"hip_abduction": 2}}, {}),
    "sits": ({"from": "sitting"}, {"from": "standing", "at": {"ankle": 60}}, {"chair": {"x": 0}}),
    "supine": ({"from": "supine", "rest": {"back": "bed.top"}}, {"from": "prone", "rest": {"front": "bed.top"}}, BED),
    "on_hands": ({"from": "four-point"}, {"from": "kneeling"}, {}),
    "stoops": ({**FORWARD, "lean": 88, "hips": [-22, 84], "arms": {"shoulder": 88, "elbow": 0}}, {**FORWARD, "arms": {"shoulder": 54, "elbow": 0}}, {}),
    "lifts_low": ({**FORWARD, "arms": {"shoulder": 50, "elbow": 0}}, {"from": "standing"}, {"weight": {}}),
}  # fmt: skip


def seen(pose: dict[str, Any], props: dict[str, Any]) -> Seen:
    return stills(pose, props=props)[0].seen


@pytest.mark.parametrize("what", POSES)
def test_a_pose_that_shows_it_is_told_from_its_neighbor(what: str) -> None:
    shows, spared, props = POSES[what]
    assert getattr(seen(shows, props), what) is True
    assert getattr(seen(spared, props), what) is False


def test_the_angles_of_a_spine_are_seen() -> None:
    found = seen({"from": "standing", "lumbar": -9, "thoracic": 12, "twist": -7}, {})
    assert (found.arches, found.rounds, found.twists) == (9, 12, 7)


def test_a_moment_of_a_stride_is_no_stand_on_one_leg() -> None:
    pose = {"arms": HELD, "leg_near": {"hip": 30, "knee": 60, "ankle": 0}, "at": {"ankle_far": 0}}
    assert not stills({"pose": pose, "moving": True}, props=COUNTER)[0].seen.one_leg


def test_a_close_up_does_not_show_whether_there_is_a_pillow() -> None:
    pose = {"from": "supine", "rest": {"back": "bed.top"}}
    assert not stills({"pose": pose, "crop": [28, 28, 106, 90]}, props=BED)[0].seen.supine


@pytest.fixture(scope="module")
def whole() -> Whole:
    """The starter's, without its faces."""
    common, documents = texts(Settings(starter.root(), TODAY))
    by_key = {(group[0].kind, group[0].id): group[0] for group in documents}
    return Whole(common.shared.libraries, sources(common.shared), {}, frozenset(), lambda kind, id: by_key["card", "heel-raise"])


def told(whole: Whole, scenes: list[Seen], hazards: tuple[str, ...]) -> list[str]:
    """The hazards that would do, for each thing that is told of a card with such a figure."""
    face = CardFace("x", "legs", 1, (), None, None, False, False, {}, {}, True, None, None, {}, {}, (), (), Depicted("x", True, (), hazards))
    faces = {("card", "x"): face, ("figure", "x"): FigureFace("x", tuple(scenes))}
    return [p.message.partition("may be the hazard ")[2].partition(",")[0] for p in figure_hazards.finds(whole._replace(faces=faces))]


SCENES = (
    (Seen("", twists=5), "`twist-gentle` or `twist-end` or `twist-loaded`", "twist-end"),
    (Seen("", arches=31), "`ext-end`", "ext-end"),
    (Seen("", one_leg=True), "`bal-supported` or `bal-unsupported` or `bal-unstable`", "bal-unsupported"),
    (Seen("", tiptoe=True), "`bal-supported` or `bal-unsupported` or `bal-unstable`", "bal-supported"),
    (Seen("", narrow=True), "`bal-supported` or `bal-unsupported` or `bal-unstable`", "bal-unstable"),
    (Seen("", ("thud",)), "`impact-mod` or `impact-high`", "impact-mod"),
    (Seen("", on_hands=True), "`hand-load`", "hand-load"),
    (Seen("", ("band", "chair"), sits=True), "`sit-loaded`", "sit-loaded"),
    (Seen("", lifts_low=True), "`lift-low` or `lift-low-loaded`", "lift-low"),
    (Seen("", stoops=True), "`lift-low` or `lift-low-loaded` or `flex-end` or `flex-loaded`", "flex-end"),
    (Seen("", ("bed",), supine=True), "`lie-flat`", "lie-flat"),
    (Seen("", inverted=True), "`neck-load` or `flex-end`", "neck-load"),
    (Seen("", ("pool",)), "`wet`", "wet"),
    (Seen("", feet_on=("machine",)), "`step`", "step"),
    (Seen("", feet_on=("chair",), upright=True), "`height`", "height"),
)  # fmt: skip
HARMLESS = (
    Seen("", twists=4), Seen("", arches=30, rounds=25), Seen("", ("chair",), sits=True), Seen("", ("band",)), Seen("", ("bed", "pillow"), supine=True),
    Seen("", feet_on=("footstool",)),
)  # fmt: skip


def test_each_sign_asks_for_its_hazards_and_is_silent_where_one_is_named(whole: Whole) -> None:
    for scene, asked, named in SCENES:
        assert told(whole, [scene], ()) == [asked]
        assert told(whole, [scene], (named,)) == [], named
    assert [scene for scene in HARMLESS if told(whole, [scene], ())] == []


def test_a_wrong_way_may_be_wrong_and_each_sign_is_told_once(whole: Whole) -> None:
    turned = Seen("", twists=9)
    assert told(whole, [Seen("do"), turned._replace(mark="dont")], ()) == []
    assert len(told(whole, [turned, turned, Seen("", on_hands=True)], ())) == 2


def test_it_is_told_at_the_frame_with_the_line_that_names_the_hazards(tmp_path: Path) -> None:
    figure = "person: rosa\nframes:\n  - pose: {from: standing}\n  - pose: {from: standing, twist: 6}\n"
    files = {"content/figures/turn.yml": figure, "content/cards/turn.yml": card(figure="turn", alt="A woman turns a little.")}
    (found,) = problems(site(tmp_path, files))
    assert (found.place.path, found.place.line) == ("content/figures/turn.yml", 4), shown([found])
    assert found.why[0].place and found.why[0].place.path == "content/cards/turn.yml" and "hazards" in found.why[0].place.source
