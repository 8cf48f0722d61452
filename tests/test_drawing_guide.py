"""The guide for those who draw (sitegen/figures/README.md) says what is true: its examples are drawn, its names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from library import PEOPLE

from sitegen import figures, nodes
from sitegen.figures import props
from sitegen.figures.poses import CURVES, PRESETS
from sitegen.model.figure import Arm, Figure, Leg, Pose

GUIDE = (Path(figures.__file__).parent / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
SAID = set(re.findall(r"`([a-z_-]+):?", GUIDE))


def _drawn(text: str) -> list[str]:
    figure = Figure.model_validate({**nodes.read(text)[0], "id": "chair-march"})
    return [fault.code for fault in figures.draw(figure, PEOPLE[figure.person])[1]]


def test_the_first_example_is_refused_as_the_guide_says() -> None:
    assert _drawn(EXAMPLES[0]) != []


@pytest.mark.parametrize("text", EXAMPLES[1:])
def test_the_other_examples_are_drawn(text: str) -> None:
    assert _drawn(text) == []


def test_every_preset_and_hand_is_in_the_guide() -> None:
    assert set(PRESETS) <= SAID
    assert {"tall", "neutral"} <= SAID & set(CURVES)


@pytest.mark.parametrize("name", ["lean", "tilt", "spine", "hips", "rest", "at", "swap"])
def test_fields_of_a_pose_that_the_guide_names_exist(name: str) -> None:
    assert name in Pose.model_fields and name in GUIDE


@pytest.mark.parametrize("name", ["reach", "bend", "hand", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel_up", "sole"])
def test_fields_of_a_limb_that_the_guide_names_exist(name: str) -> None:
    assert name in (Arm.model_fields | Leg.model_fields) and name in SAID


def test_every_prop_is_described() -> None:
    listed = list(props.described())
    assert len(listed) == len(props.KINDS)
    assert all("\n    " in text and "None" not in text for text in listed)
