"""A figure, as a therapist or engineer writes it: people, props and a few poses. Whole centimeters and whole degrees."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, field_validator

from .base import NAMES, Model, Slug, fault

PersonId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", json_schema_extra={NAMES: "people"})]
Degrees = Annotated[int, Field(ge=-360, le=360)]
Where = int | str  # a height or distance in cm, or the anchor that has it: `floor`, `wall.face`
Facing = Literal["right", "left", "viewer", "away"]
Hand = Literal["grip", "fist", "flat", "wall", "back", "open"]


class Person(Model):
    """One of the cast: how a person looks. Who stands in which figure says nothing about a tier."""

    id: Slug
    build: Literal["slim", "medium", "broad"] = "medium"
    skin: Literal["skin-1", "skin-2", "skin-3", "skin-4", "skin-5"]
    hair: Literal["short", "bun", "bob", "curly", "long", "bald", "scarf"] = "short"
    hair_color: Literal["silver", "white", "gray", "black", "brown", "sand"] = "silver"
    top: Literal["teal", "plum", "rust", "olive", "rose", "sky"] = "teal"
    legs: Literal["blue", "slate", "sand", "moss", "wine"] = "blue"
    glasses: bool = False
    beard: bool = False
    aid: Literal["none", "cane", "walker"] = "none"  # what they walk with at other times


class Said(Model):
    """What a field leaves open is not written at all: one without a value is a line that was never finished."""

    @field_validator("*", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        if value is None:
            raise fault("empty-value", "this field has no value", "write its value, or remove the line")
        return value


class Target(Said):
    """What a hand or foot reaches for: an anchor of a prop, moved by a few centimeters."""

    to: str
    dx: int = 0
    dy: int = 0
    z: int | None = None


Point = tuple[Where, Where] | tuple[Where, Where, int]


def _target(value: object) -> object:
    if isinstance(value, str):
        return {"to": value}
    if isinstance(value, (list, tuple)) and not (len(value) in (2, 3) and all(isinstance(v, (int, str)) and not isinstance(v, bool) for v in value)):
        raise fault("wrong-value", "this is no point", "write `[x, y]` or `[x, y, z]` in centimeters, or an anchor such as `counter.top`")
    return value


_TARGET_SCHEMA: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "minItems": 2, "maxItems": 3}, {"type": "object"}]}
Reach = Annotated[Target | Point, BeforeValidator(_target), WithJsonSchema(_TARGET_SCHEMA)]
Bend = Literal["forward", "back", "out", "in", "up", "down", "left", "right", "near", "far", "headward", "footward"]


class Arm(Said):
    """One arm: by angles, or by what its hand reaches. Zero hangs beside the body, palm in."""

    shoulder: Degrees | None = None  # forward and up
    shoulder_abduction: Degrees | None = None  # away from the body
    shoulder_rotation: Degrees | None = None  # outward
    elbow: Degrees | None = None
    wrist: Degrees | None = None
    reach: Reach | None = None
    hand: Hand | None = None
    bend: Bend | None = None  # where the elbow points, with `reach`
    in_front: bool | None = None  # drawn over everything else of the body


class Leg(Said):
    """One leg: by angles, or by where its foot stands. Zero is straight down."""

    hip: Degrees | None = None  # forward and up, against the pelvis
    hip_abduction: Degrees | None = None
    hip_rotation: Degrees | None = None
    knee: Degrees | None = None
    ankle: Degrees | None = None  # toes up
    sole: Degrees | None = None  # the sole against the floor, + is heel up; the ankle follows
    heel_up: Degrees | None = None  # heel lifted, toes stay flat
    toes: Degrees | None = None
    reach: Reach | None = None  # under the ankle; with `heel_up` under the ball of the foot
    bend: Bend | None = None  # where the knee points, with `reach`


class Pose(Said):
    """One position of the body. What is not said comes from `from`: a preset, `previous`, or nothing but standing."""

    from_: str = Field(alias="from", default="standing")
    facing: Facing | None = None
    lean: Annotated[int, Field(ge=-180, le=180)] | None = None  # trunk and pelvis forward; -90 on the back, 90 face down
    tilt: Degrees | None = None  # toward the person's own right; 90 lies on the right side
    roll: Degrees | None = None  # around the body's length
    spine: Literal["neutral", "tall", "slumped", "rounded"] | None = None
    lumbar: Degrees | None = None  # + rounds, - arches
    thoracic: Degrees | None = None
    twist: Degrees | None = None  # chest against the pelvis, toward the person's right
    neck: Degrees | None = None
    head: Degrees | None = None
    head_turn: Degrees | None = None
    arms: Arm | None = None
    arm_near: Arm | None = None
    arm_far: Arm | None = None
    arm_left: Arm | None = None
    arm_right: Arm | None = None
    legs: Leg | None = None
    leg_near: Leg | None = None
    leg_far: Leg | None = None
    leg_left: Leg | None = None
    leg_right: Leg | None = None
    rest: dict[str, Where] | None = None  # which part of the body lies on what: {feet: floor}, {seat: chair.seat}
    at: dict[str, Where] | None = None  # which point of the body stands at which x: {ankle: 0}
    hips: tuple[Where, Where] | tuple[Where, Where, int] | None = None  # instead of `rest` and `at`: the middle of the hips
    swap: bool = False  # near and far sides change places, of everything inherited


class Arrow(Said):
    """One arrow: it follows a point of the body from the frame before (`trace`), or stands where it is put (`at`)."""

    trace: str | None = None
    at: str | tuple[int, int] | None = None
    direction: Literal["up", "down", "left", "right"] | Degrees = "up"
    length: Annotated[int, Field(ge=6, le=120)] = 20
    shift: tuple[int, int] = (0, 0)
    bend: Annotated[int, Field(ge=-40, le=40)] = 0
    span: tuple[int, int] = (0, 100)  # which part of the way, in percent
    both: bool = False


def _crop(value: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, bottom, right, top = value
    if not (-400 <= left <= right - 20 <= 380 and -400 <= bottom <= top - 20 <= 380):
        raise fault("wrong-value", "this is no part of the picture", "write `[left, bottom, right, top]` in centimeters, such as `[-40, 0, 60, 120]`: at least 20 wide and 20 high")
    return value


Crop = Annotated[tuple[int, int, int, int], AfterValidator(_crop)]  # a close-up: left, bottom, right, top


def _arrow(value: object) -> object:
    return {"trace": value} if isinstance(value, str) else value


ArrowWord = Annotated[Arrow, BeforeValidator(_arrow)]
Prop = dict[str, Any]  # its fields depend on its kind: see sitegen/figures/props


class Frame(Said):
    """One picture of a figure."""

    pose: Pose
    props: dict[str, Prop | None] = {}  # changes of the figure's props; null takes one away
    arrows: tuple[ArrowWord, ...] = ()
    mark: Literal["do", "dont"] | None = None
    moving: bool = False  # a moment of a movement, such as a stride or a jump: it need not balance
    between: Pose | None = None  # on the way here from the frame before; a change of sides needs one
    crop: Crop | None = None


class Figure(Said):
    """How an exercise looks: one to six frames. The drawing holds no words; its name and description come from the card."""

    id: Slug
    person: PersonId
    aid: Annotated[int, Field(ge=-200, le=200)] | None = None  # where the person's walking aid stands ready, if they have one
    props: dict[str, Prop] = {}
    frames: tuple[Frame, ...] = Field(min_length=1, max_length=6)
    columns: Annotated[int, Field(ge=1, le=6)] | None = None  # frames in a row
    pitch: Annotated[int, Field(ge=0, le=40)] = 0  # seen from this many degrees above
    crop: Crop | None = None
    shoes: bool = True
    spine: bool = False  # a dotted line shows the spine's shape
    motion: bool = True  # the movement can be played


__all__ = ["Arm", "Arrow", "Bend", "Facing", "Figure", "Frame", "Hand", "Leg", "Person", "Point", "Pose", "Prop", "Reach", "Target", "Where"]
