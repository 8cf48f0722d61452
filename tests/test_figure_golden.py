"""Sixteen figures of the library, as they were last looked at and approved: every number of every path, give or take one unit.

`pytest tests/test_figure_golden.py --approve` writes what is drawn now; look at `sitegen figure --all --sheet` before you commit it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from library import FIGURES, PEOPLE

from sitegen import figures

GOLDEN = Path(__file__).parent / "golden/figures"
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
UNIT = 1.01  # a millimeter of the scene: a sixth of a pixel on a page
SHOWN = (  # standing, sitting, lying, from the front, on all fours, a pair, a close-up, a film of many moments; most kinds of props
    "heel-raise", "sit-stand", "bridge", "log-roll", "floor-chair", "bird-dog", "hinge-lift", "stairs", "band-row", "rib-breath", "one-leg", "tandem-walk",
    "overhead-press", "bath-step", "shopping", "turn-feet",
)  # fmt: skip
FILMS = ("heel-raise", "stairs")
Parts = list[list[str]]  # (what is drawn and how, its numbers), as text


def parts(id: str) -> dict[str, Parts]:
    """A figure's pictures, each as a list of its elements: names and letters apart from their numbers."""
    drawing, faults = figures.draw(FIGURES[id], PEOPLE[FIGURES[id].person])
    assert drawing, faults
    pictures = {f"picture {n + 1}": picture for n, picture in enumerate(drawing.pictures["ltr"])}
    if drawing.motion and id in FILMS:
        pictures["movement"] = drawing.motion
    return {name: [[f"{p.width} {p.height} {p.floor}", ""], *(_part(element) for element in re.findall(r"<[^/][^>]*>", p.body))] for name, p in pictures.items()}


def _part(element: str) -> list[str]:
    """An element's letters, and its numbers in their order. Colors and classes are letters, with the digits in their names."""
    told = re.sub(r'class="[^"]*"', lambda found: found[0].translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")), element)
    return [re.sub("[#\" ]+", "", NUMBER.sub("#", told).replace("class=", " ")), " ".join(NUMBER.findall(told))]


def near(one: list[str], other: list[str]) -> bool:
    """Whether two elements look alike: same letters, and no number farther apart than a unit."""
    a, b = (part[1].split() for part in (one, other))
    return one[0] == other[0] and len(a) == len(b) and all(abs(float(x) - float(y)) <= UNIT for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize("id", SHOWN)
def test_a_figure_looks_as_it_was_approved(id: str, approve: bool) -> None:
    made, file = parts(id), GOLDEN / f"{id}.json"
    if approve:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        lines = (f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(p, ensure_ascii=False) for p in rows) + "\n]" for name, rows in made.items())
        file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")
    kept: dict[str, Parts] = json.loads(file.read_text(encoding="utf-8"))
    assert made.keys() == kept.keys()
    for name, rows in made.items():
        apart = [(old, new) for old, new in zip(kept[name], rows, strict=False) if not near(old, new)]
        assert not apart and len(kept[name]) == len(rows), f"{name} of {id} is drawn in another way: look at it, and --approve it. First: {apart[:1]}"


def test_a_unit_more_is_the_same_and_two_are_not() -> None:
    one = _part('<path class="f-prop-2" d="M10-20l30 0a5 5 0 0 1-8 9z"/>')
    assert near(one, _part('<path class="f-prop-2" d="M11-20l29 1a5 5 0 0 1-8 9z"/>'))
    assert not near(one, _part('<path class="f-prop-2" d="M12-20l30 0a5 5 0 0 1-8 9z"/>'))
    assert not near(one, _part('<path class="f-prop-3" d="M10-20l30 0a5 5 0 0 1-8 9z"/>'))
    assert not near(one, _part('<path class="f-prop-2" d="M10-20h30a5 5 0 0 1-8 9z"/>'))


def test_only_figures_that_are_compared_are_kept() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} <= set(SHOWN) <= set(FIGURES)
