"""Every thing that a figure may show draws itself, whatever it is told, and its anchors can be reached."""

from __future__ import annotations

import math
import random
import re
from dataclasses import fields, replace
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from sitegen.figures.body import Body
from sitegen.figures.geometry import WORLD, Vec
from sitegen.figures.pen import Pen, Shape
from sitegen.figures.props import KINDS, Prop, Solid

FILLED = {"prop", "prop-2", "prop-3", "cloth", "metal", "glass", "water", "floor", "shoe", "shoe-far", "hair"}
LINES = {"detail", "line", "band"}
KIND_NAMES = sorted(KINDS)


def standing() -> Body:
    """Somebody who stands with bent elbows and looks to the right."""
    body = Body(nodes=[(0.0, y, 0.0) for y in (87, 95, 103, 112, 125, 139)], segments=[(WORLD, WORLD)] * 5)
    body.points.update(hip=(0, 87, 0), c7=(0, 139, 0), head=(2, 154, 0), crown=(2, 165, 0))
    for side, z in (("r", 16.8), ("l", -16.8)):
        joints: dict[str, Vec] = {
            "shoulder": (2, 136, z), "elbow": (3, 107, z), "wrist": (26, 112, z), "hand": (31, 113, z), "hip": (0, 87, z / 2), "knee": (1, 46, z / 2),
            "ankle": (0, 6.5, z / 2), "heel": (-4, 3, z / 2), "ball": (10, 2.5, z / 2), "toe": (16, 2.3, z / 2),
        }  # fmt: skip
        body.points.update({f"{name}_{side}": at for name, at in joints.items()})
    return body


def drawn(prop: Prop, body: Body, pitch: float = 0.0) -> list[Shape]:
    """A prop's shapes, each of them fit to be printed."""
    pen = Pen(pitch)
    shapes = prop.shapes(pen, body.seen_from(pitch))
    for shape in shapes:
        assert shape.role in FILLED | LINES, shape.role
        assert math.isfinite(shape.z)
        assert re.fullmatch(r"[-0-9 MLlhvcazZ]*", shape.path), shape.path  # whole millimeters: no nan, no inf, no fraction
        assert shape.width is None or shape.width > 0
        assert shape.width is not None or shape.role in FILLED
    if shapes:
        assert all(map(math.isfinite, (pen.box.left, pen.box.right, pen.box.bottom, pen.box.top)))
    return shapes


def inside(p: Vec, solid: Solid) -> bool:
    return solid.x0 + 0.1 < p[0] < solid.x1 - 0.1 and solid.y0 + 0.1 < p[1] < solid.y1 - 0.1 and solid.z0 + 0.1 < p[2] < solid.z1 - 0.1


def variants(kind: str) -> list[Prop]:
    """The usual one, and one for each choice of words."""
    hints, usual = get_type_hints(KINDS[kind]), KINDS[kind]()
    choices = [(f.name, get_args(hints[f.name])) for f in fields(usual) if get_origin(hints[f.name]) is Literal]
    switches = [(f.name, (True,)) for f in fields(usual) if hints[f.name] is bool]
    return [usual, *(replace(usual, **{name: value}) for name, values in [*choices, *switches] for value in values)]


@pytest.mark.parametrize("kind", KIND_NAMES)
@pytest.mark.parametrize("pitch", [0, 18, 40])
def test_every_kind_draws_in_each_of_its_views(kind: str, pitch: int) -> None:
    for prop in variants(kind):
        assert drawn(prop, standing(), pitch), prop


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_anchors_can_be_reached_and_solids_have_a_size(kind: str) -> None:
    for prop in variants(kind):
        solids = prop.solids()
        for solid in solids:
            assert solid.x0 < solid.x1 and solid.y0 < solid.y1 and solid.z0 < solid.z1, (prop, solid)
        for name, at in prop.anchors().items():
            assert all(map(math.isfinite, at)), (prop, name)
            assert not any(inside(at, solid) for solid in solids if not solid.soft), (prop, name)
            assert name == name.lower() and "-" not in name


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_what_is_carried_stops_no_hand(kind: str) -> None:
    prop = KINDS[kind]()
    assert not (prop.carried and prop.solids())
    assert not (prop.carried and prop.movable)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_body_without_points_is_no_fault(kind: str) -> None:
    for prop in variants(kind):
        drawn(prop, Body())


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_odd_numbers_are_drawn_all_the_same(kind: str) -> None:
    dice = random.Random(kind)
    hints, usual = get_type_hints(KINDS[kind]), KINDS[kind]()
    numbers = [f.name for f in fields(usual) if hints[f.name] is int]
    for _ in range(30):
        odd: dict[str, Any] = {name: dice.choice([-10_000, -200, -1, 0, 1, 3, 500, 10_000]) for name in numbers}
        prop = replace(usual, **odd)
        drawn(prop, standing(), dice.choice([0, 30]))
        prop.anchors(), prop.solids()


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_prop_says_what_it_is_and_which_anchors_it_has(kind: str) -> None:
    cls = KINDS[kind]
    assert cls.__doc__ and re.fullmatch(r"[a-z]+(-[a-z]+)*", kind)
    if cls.anchors is not Prop.anchors:
        said = set(re.findall(r"\w+", cls.anchors.__doc__ or ""))
        missing = {name for prop in variants(kind) for name in prop.anchors() if not re.search(r"\d", name)} - said
        assert not missing, missing


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_simple_prop_costs_few_bytes(kind: str) -> None:
    assert sum(len(shape.path) for shape in drawn(KINDS[kind](), standing())) < 1000


def test_what_a_hand_holds_moves_with_it() -> None:
    low, high = standing(), standing()
    high.points["hand_r"] = (31.0, 150.0, 16.8)
    for kind in ("dumbbell", "bag", "ball", "band", "stick", "weight", "held-pillow", "grabber", "cane", "poles", "vacuum"):
        prop = KINDS[kind](**({"held": "hands"} if kind == "stick" else {}))
        assert drawn(prop, low) != drawn(prop, high), kind


def test_a_band_runs_from_each_hand_to_its_anchor() -> None:
    knot = KINDS["anchor"]().anchors()["knot"]
    path = drawn(KINDS["band"](to=(int(knot[0]), int(knot[1]))), standing())[0].path
    assert path.count("M") == 2 and path.count("L1080-1100") == 2


def test_a_pole_meets_the_floor_from_above_too() -> None:
    for pitch in (0, 20):
        pen, body = Pen(pitch), standing()
        KINDS["poles"]().shapes(pen, body.seen_from(pitch))
        assert pen.box.bottom == pytest.approx(pen.at(0, 1.4, 16.8)[1] - 1.5, abs=0.3)


def test_words_that_are_no_hands_and_points_that_are_none_draw_nothing() -> None:
    for odd in (5, None, ["foot"], [["near"]], {}):
        prop: Prop = KINDS["dumbbell"](hands=odd)
        assert not drawn(prop, standing())
    for odd in ([1], "nowhere", ["a", "b"], 7):
        drawn(KINDS["band"](to=odd), standing())
    assert drawn(KINDS["dumbbell"](hands="near"), standing())


def test_a_thud_is_felt_when_the_heels_are_down() -> None:
    landed, rising = standing(), standing()
    rising.points["heel_r"] = (-4.0, 9.0, 8.4)
    assert drawn(KINDS["thud"](), landed) and not drawn(KINDS["thud"](), rising)
    assert len(drawn(KINDS["thud"](sides="left"), landed)[0].path) < len(drawn(KINDS["thud"](), landed)[0].path)
