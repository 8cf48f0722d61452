"""Figures from dicts, as authors write them in YAML."""

from __future__ import annotations

from typing import Any

from sitegen import figures
from sitegen.figures import Drawing, Fault
from sitegen.figures.body import Body
from sitegen.figures.frames import Still, drawn
from sitegen.figures.geometry import norm, sub
from sitegen.model.figure import Figure, Person

ROSA = Person(id="rosa", skin="skin-2")
BONES = (
    ("hip", "knee", 40.4), ("knee", "ankle", 39.6), ("shoulder", "elbow", 29.7), ("elbow", "wrist", 24.1), ("wrist", "hand", 5.2), ("heel", "ball", 14.83),
)  # fmt: skip


def figure(*frames: dict[str, Any], **fields: Any) -> Figure:
    """A figure of these frames; a frame may be a pose alone."""
    whole = tuple(f if "pose" in f else {"pose": f} for f in frames)
    return Figure.model_validate({"id": "try", "person": "rosa", "frames": tuples(whole), **tuples(fields)})


def tuples(value: Any) -> Any:
    """The same value with tuples for lists, as the YAML reader gives them."""
    if isinstance(value, (list, tuple)):
        return tuple(tuples(v) for v in value)
    return {k: tuples(v) for k, v in value.items()} if isinstance(value, dict) else value


def draw(*frames: dict[str, Any], **fields: Any) -> tuple[Drawing | None, list[Fault]]:
    """What comes of drawing it."""
    return figures.draw(figure(*frames, **fields), ROSA)


def stills(*frames: dict[str, Any], **fields: Any) -> list[Still]:
    """Its frames, solved; there must be nothing wrong."""
    found, faults = drawn(figure(*frames, **fields), ROSA)
    assert faults == []
    return found


def body(pose: dict[str, Any], **fields: Any) -> Body:
    """One pose, solved."""
    return stills(pose, **fields)[0].body


def lengths(made: Body) -> list[tuple[float, float]]:
    """Each bone's length in this body, and what it should be."""
    return [(norm(sub(made.points[f"{a}_{s}"], made.points[f"{b}_{s}"])), right) for a, b, right in BONES for s in "rl"]


def codes(*frames: dict[str, Any], **fields: Any) -> list[str]:
    """The codes of what is wrong."""
    return [f.code for f in draw(*frames, **fields)[1]]
