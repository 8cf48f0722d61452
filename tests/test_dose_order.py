"""A more careful level gets no more than the one before it, but where more is less."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sites import card, codes, problems, site

USUAL = {"sets": 2, "reps": 10, "hold": "5 seconds", "effort": 6}


@pytest.mark.parametrize(
    ("high", "told"),
    [
        ({"sets": 1, "effort": 4}, 0),
        ({"sets": 3}, 1),
        ({"hold": "10 seconds", "effort": 7}, 2),
        ({"reps": 12}, 1),
        ({"reps": 12, "effort": 4}, 0),  # more of what is lighter
        ({"days_per_week": 7}, 0),  # gentle work is done more often
    ],
)
def test_a_number_that_rises_with_care_is_told(tmp_path: Path, high: dict[str, Any], told: int) -> None:
    dose = {**USUAL, "days_per_week": 3, "tiers": {"high": high}}
    assert codes(problems(site(tmp_path, {"content/cards/march.yml": card(dose=dose)}))) == ["dose-rises"] * told


def test_doses_of_two_levels_that_were_exchanged_are_told(tmp_path: Path) -> None:
    right = {"moderate": {"sets": 2, "most": {"sets": 3}}, "high": {"sets": 1, "most": {"sets": 2}}}
    wrong = {"moderate": right["high"], "high": right["moderate"]}
    root = site(tmp_path, {"content/cards/march.yml": card(dose={**USUAL, "tiers": wrong})})
    assert codes(problems(root)) == ["dose-rises"] * 2
