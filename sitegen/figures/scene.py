"""The props of one frame → named anchors and solids; or Faults, where a prop is not written as it should be."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from ..names import suggestion
from .fault import Fault, Path
from .geometry import Vec
from .kinematics import posed
from .poses import Posture
from .props import KINDS, Prop, Solid
from .props.base import Hand, Hands, Place

FLOOR = "floor"
POINTS = frozenset(posed(Posture(), (0.0, 0.0, 0.0), "medium").names() | {"head", "crown", "c7", "chest", "waist", "sacrum", "hip", "skull"})
HEIGHTS = ("y", "height", "top", "bottom", "seat")  # fields that an anchor's height fills; its x fills all others


class Thing(NamedTuple):
    """A prop by the name that the author gave it."""

    name: str
    kind: str
    prop: Prop


class Scene:
    """What stands around the person in one frame."""

    def __init__(self, options: Mapping[str, Mapping[str, Any]], paths: Mapping[str, Path]) -> None:
        """`options` are the props' fields by name, `paths` say where they are written."""
        self.things: list[Thing] = []
        self.anchors: dict[str, Vec] = {FLOOR: (0.0, 0.0, 0.0)}
        self.faults: list[Fault] = []
        for name, fields in options.items():
            self._place(name, dict(fields), paths.get(name, ("props", name)))

    @property
    def solids(self) -> Iterator[tuple[Thing, Solid]]:
        """Everything that carries or stops a body, but the floor."""
        return ((thing, solid) for thing in self.things for solid in thing.prop.solids())

    def thing(self, anchor: str) -> Thing | None:
        """The thing that an anchor belongs to."""
        return next((t for t in self.things if t.name == anchor.partition(".")[0]), None)

    def _place(self, name: str, fields: dict[str, Any], path: Path) -> None:
        said = fields.pop("kind", None)
        kind = str(said) if said is not None else name if name in KINDS else re.sub(r"-\d+$", "", name)
        if kind not in KINDS:
            at = (*path, "kind") if said is not None else path
            self.faults.append(Fault("figure-unknown-name", at, f"there is no prop `{kind}`", suggestion(kind, KINDS, most=99)))
            return
        made = self._made(kind, fields, path)
        if made is None:
            return
        self.things.append(Thing(name, kind, made))
        for anchor, point in made.anchors().items():
            self.anchors[f"{name}.{anchor}"] = point

    def _made(self, kind: str, fields: dict[str, Any], path: Path) -> Prop | None:
        known, values, before = _fields(kind), {}, len(self.faults)
        for name, value in fields.items():
            key = name.rstrip("_") if name.rstrip("_") in known else name + "_" if name + "_" in known else name
            if key not in known:
                names = [n.rstrip("_") for n in known]
                self.faults.append(Fault("unknown-field", (*path, name), f"a prop of the kind `{kind}` has no field `{name}`", suggestion(name, names, most=8)))
                continue
            values[key] = self._value(key, value, known[key], (*path, name))
        if len(self.faults) > before:
            return None
        return KINDS[kind](**values)

    def _value(self, name: str, value: Any, type: Any, path: Path) -> Any:
        if type == Hands:
            given = (value,) if isinstance(value, str) else value
            if isinstance(given, tuple) and all(hand in get_args(Hand) for hand in given):
                return given
            self.faults.append(Fault("unknown-value", path, f"`{name}` says which hands: near, far, left or right", "write for example `[near, far]`"))
        elif type == Place | None:
            return self._somewhere(name, value, path)
        elif get_origin(type) is Literal:
            if value not in get_args(type):
                self.faults.append(Fault("unknown-value", path, f"`{value}` is not possible here", suggestion(str(value), [str(a) for a in get_args(type)])))
        elif type is bool and not isinstance(value, bool):
            self.faults.append(Fault("wrong-type", path, f"`{name}` is either true or false", "write `true` or `false`"))
        elif type is int:
            return self._number(name, value, path)
        return value

    def _somewhere(self, name: str, value: Any, path: Path) -> Any:
        """A point of the body by its name, or one of the scene: coordinates, or an anchor's."""
        if isinstance(value, tuple) and len(value) in (2, 3) and all(isinstance(v, int) for v in value):
            return value
        if isinstance(value, str) and value in self.anchors:
            return tuple(round(v) for v in self.anchors[value])
        known = POINTS if isinstance(value, str) and "." not in value else self.anchors
        if value not in known:
            help = suggestion(str(value), known, most=8) or "use a point such as `hand_far`, an anchor such as `anchor.knot`, or `[x, y]`"
            self.faults.append(Fault("figure-unknown-name", path, f"`{name}` leads to `{value}`, which is neither a point of the body nor an anchor", help))
        return value

    def _number(self, name: str, value: Any, path: Path) -> float:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 400:
            return value
        if isinstance(value, str) and value in self.anchors:
            return round(self.anchors[value][1 if name in HEIGHTS else 0])
        if isinstance(value, str) and not re.match(r"[-+]?[.,]?\d", value):
            found = suggestion(value, self.anchors) or "an anchor can be used below the prop that it belongs to"
            self.faults.append(Fault("figure-unknown-name", path, f"there is no anchor `{value}`", found))
        else:
            self.faults.append(Fault("wrong-value", path, f"`{value}` is not a whole number of centimeters", "write a whole number from -400 to 400, or an anchor such as `bed.top`"))
        return 0


@functools.cache
def _fields(kind: str) -> dict[str, Any]:
    """The fields of a kind of prop, with their types."""
    hints = get_type_hints(KINDS[kind])
    return {f.name: hints[f.name] for f in dataclasses.fields(KINDS[kind])}


AIDS = {"cane": "quad-cane", "walker": "walker"}


def with_aid(props: Mapping[str, Mapping[str, Any]], aid: str, x: int | None) -> dict[str, Mapping[str, Any]]:
    """The props of a figure, and the walking aid of its person where it has a place for one."""
    return {**props, "aid": {"kind": AIDS[aid], "x": x}} if aid in AIDS and x is not None else dict(props)


def merged(shared: Mapping[str, Mapping[str, Any]], own: Mapping[str, Mapping[str, Any] | None], frame: int) -> tuple[dict[str, Mapping[str, Any]], dict[str, Path]]:
    """The props of a frame: the figure's, changed by its own; and where each is written."""
    options: dict[str, Mapping[str, Any]] = dict(shared)
    paths: dict[str, Path] = {name: ("props", name) for name in shared}
    for name, fields in own.items():
        if fields is None:
            options.pop(name, None)
            continue
        options[name] = {**options.get(name, {}), **fields}
        paths[name] = ("frames", frame, "props", name)
    return options, paths
