"""A solved body becomes a person: what is drawn, and what is not."""

from __future__ import annotations

import math
import random
import re
from typing import Any, get_args

import pytest
from figure_tools import body as solved

from sitegen.figures.body import Body
from sitegen.figures.geometry import mix
from sitegen.figures.pen import LINE, Pen, Shape
from sitegen.figures.person import shapes
from sitegen.model.figure import Hand, Person

HAIR = get_args(Person.model_fields["hair"].annotation)
FACINGS = ("right", "left", "viewer", "away")
LYING: dict[str, dict[str, Any]] = {"on the back": {"from": "supine"}, "face down": {"from": "prone"}, "on the side": {"from": "side-lying"}}
ROLES = {part + tone for part in ("skin", "top", "legs", "shoe") for tone in ("", "-far")} | {"hair", "eye", "line", "spine"}


def someone(**looks: Any) -> Person:
    return Person(id="someone", skin="skin-2", **looks)


def drawn(pose: dict[str, Any], pen: Pen | None = None, pitch: float = 0, shoes: bool = True, spine: bool = False, **looks: Any) -> list[Shape]:
    person = someone(**looks)
    made = solved(pose)
    made.build = person.build
    return shapes(made.seen_from(pitch), pen or Pen(pitch), person, shoes=shoes, spine=spine)


def roles(found: list[Shape]) -> set[str]:
    return {s.role for s in found}


def layer(found: list[Shape], role: str) -> float:
    return min(s.z for s in found if s.role == role)


def broken(found: list[Shape]) -> list[Shape]:
    """Shapes that no browser could draw, or that lie on no layer."""
    return [s for s in found if not re.fullmatch(r"[MmLlHhVvCcAaz\d \-.]+", s.path) or s.path[0] != "M" or not abs(s.z) <= 60 or s.role not in ROLES]


def test_far_limbs_are_lighter_and_lie_behind() -> None:
    found = drawn({"from": "standing"})
    for part in ("skin", "top", "legs", "shoe"):
        assert layer(found, f"{part}-far") < layer(found, part)


@pytest.mark.parametrize("facing", ["viewer", "away"])
def test_seen_from_the_front_or_back_no_limb_is_far(facing: str) -> None:
    assert not [role for role in roles(drawn({"from": "standing", "facing": facing})) if role.endswith("-far")]


@pytest.mark.parametrize(("facing", "eyes"), [("viewer", 2), ("right", 1), ("left", 1), ("away", 0)])
def test_as_many_eyes_are_drawn_as_look_at_the_viewer(facing: str, eyes: int) -> None:
    path = "".join(s.path for s in drawn({"from": "standing", "facing": facing}) if s.role == "eye")
    assert path.count("M") == eyes


def test_a_person_who_faces_away_wears_no_glasses_and_no_beard() -> None:
    plain, dressed = (drawn({"from": "standing", "facing": "away"}, hair="bald", **looks) for looks in ({}, {"glasses": True, "beard": True}))
    assert plain == dressed


@pytest.mark.parametrize("looks", [{"glasses": True}, {"beard": True}])
@pytest.mark.parametrize("facing", ["right", "left", "viewer"])
def test_glasses_and_beards_are_seen_on_a_face(facing: str, looks: dict[str, Any]) -> None:
    assert drawn({"from": "standing", "facing": facing}, **looks) != drawn({"from": "standing", "facing": facing})


@pytest.mark.parametrize("style", HAIR)
@pytest.mark.parametrize("facing", FACINGS)
def test_every_hair_style_is_drawn_in_every_facing(style: str, facing: str) -> None:
    found = drawn({"from": "standing", "facing": facing}, hair=style)
    assert broken(found) == []
    covered = {"top-far"} if style == "scarf" else {"hair"} if (style, facing) != ("bald", "viewer") else set()
    assert covered <= roles(found)


@pytest.mark.parametrize("style", HAIR)
@pytest.mark.parametrize("name", LYING)
def test_every_hair_style_is_drawn_lying(style: str, name: str) -> None:
    assert broken(drawn(LYING[name], pitch=18, hair=style)) == []


@pytest.mark.parametrize("facing", ["right", "viewer"])
def test_a_broad_person_is_wider_than_a_slim_one(facing: str) -> None:
    widths = []
    for build in ("slim", "medium", "broad"):
        pen = Pen()
        pose = {"from": "standing", "facing": facing, "arms": {"shoulder": 180}}  # arms must not hide the trunk's edge
        drawn(pose, pen, build=build)
        widths.append(pen.box.right - pen.box.left)
    assert widths == sorted(set(widths))


def test_bare_feet_are_skin() -> None:
    assert not {"shoe", "shoe-far"} & roles(drawn({"from": "standing"}, shoes=False))


def test_the_spine_is_dotted_only_when_asked_for() -> None:
    assert "spine" not in roles(drawn({"from": "standing"}))
    assert "stroke-dasharray" in next(s.extra for s in drawn({"from": "standing"}, spine=True) if s.role == "spine")


def test_a_rounded_back_stands_out_behind_the_line_from_hips_to_neck() -> None:
    def behind(thoracic: int) -> float:
        pen, pose = Pen(), {"from": "standing", "thoracic": thoracic, "arms": {"shoulder": 60}}
        drawn(pose, pen)
        points = solved(pose).points
        return (points["hip"][0] + points["c7"][0]) / 2 - pen.box.left

    assert behind(0) + 2 < behind(20)


def test_an_arm_asked_to_the_front_is_drawn_over_everything() -> None:
    made = solved({"from": "standing"})
    made.in_front = frozenset({"l"})
    assert max(shapes(made, Pen(), someone()), key=lambda s: s.z).role == "top-far"


@pytest.mark.parametrize("hand", [*get_args(Hand), "relaxed"])
@pytest.mark.parametrize("facing", FACINGS)
def test_every_hand_is_drawn_in_every_facing(hand: str, facing: str) -> None:
    made = solved({"from": "standing", "facing": facing})
    made.hands = {"r": hand, "l": hand}
    assert broken(shapes(made, Pen(), someone())) == []


def test_a_standing_person_takes_few_bytes() -> None:
    for facing in FACINGS:
        found = drawn({"from": "standing", "facing": facing})
        text = "".join(f'<path class="f-{s.role}" d="{s.path}"{s.extra}{"" if s.width == LINE else " stroke-width=10"}/>' for s in found)
        assert len(text) < 2800


def test_a_body_without_extent_is_drawn() -> None:
    everything = set(solved({"from": "standing"}).points)
    for names in ({"elbow_r", "wrist_r", "hand_r", "tip_r"}, {"knee_l", "ankle_l", "heel_l", "ball_l", "toe_l"}, everything):
        flat = solved({"from": "standing"})
        flat.points |= dict.fromkeys(names, flat.points["hip"])
        flat.nodes = [flat.nodes[0]] * len(flat.nodes)
        assert broken(shapes(flat, Pen(), someone())) == []


def test_any_body_from_anywhere_is_drawn() -> None:
    dice = random.Random(4)
    for _ in range(300):
        made = _shaken(solved({"from": dice.choice(("standing", "supine", "prone", "side-lying", "kneeling"))}), dice)
        pen = Pen()
        found = shapes(made, pen, someone(hair=dice.choice(HAIR), glasses=dice.random() < 0.5, beard=dice.random() < 0.5), shoes=dice.random() < 0.5, spine=True)
        assert broken(found) == []
        assert all(map(math.isfinite, (pen.box.left, pen.box.bottom, pen.box.right, pen.box.top)))


def _shaken(made: Body, dice: random.Random) -> Body:
    """A body with joints moved about, seen from a steep angle: more than any solver does."""
    for name in made.points:
        made.points[name] = mix(made.points[name], made.points[dice.choice(list(made.points))], dice.random() * 0.5)
    return made.seen_from(dice.uniform(-90, 90))
