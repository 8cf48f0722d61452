"""The things that a figure may show, by the names that authors use."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from .aids import Bag, Cane, Grabber, Poles, QuadCane, Shoehorn, Stick, Trolley, Vacuum, Walker
from .base import Prop, Solid
from .bedroom import Bed, BedCorner, Cushion, Pillow
from .building import Corner, Rail, Wall, WallBehind
from .car import Car
from .doors import Anchor, Doorway
from .floor import Blanket, Foam, Footprints, Mat, Soles, Thud, Towel
from .furniture import Counter, Cupboard, Shelf, Table, Worktop
from .gym import Bike, Machine
from .home import Bath, Shoe, Washer
from .kit import Ball, Band, Box, Dumbbell, HandTowel, HeldPillow, Strap, Tissue, Weight
from .pool import Pool
from .seats import Chair, Footstool, LowSeat, Stool
from .stairs import Stairs, Step

KINDS: dict[str, type[Prop]] = {
    "anchor": Anchor,
    "bag": Bag,
    "ball": Ball,
    "band": Band,
    "bath": Bath,
    "bed": Bed,
    "bed-corner": BedCorner,
    "bike": Bike,
    "blanket": Blanket,
    "box": Box,
    "cane": Cane,
    "car": Car,
    "chair": Chair,
    "corner": Corner,
    "counter": Counter,
    "cupboard": Cupboard,
    "cushion": Cushion,
    "doorway": Doorway,
    "dumbbell": Dumbbell,
    "foam": Foam,
    "footprints": Footprints,
    "footstool": Footstool,
    "grabber": Grabber,
    "hand-towel": HandTowel,
    "held-pillow": HeldPillow,
    "low-seat": LowSeat,
    "machine": Machine,
    "mat": Mat,
    "pillow": Pillow,
    "poles": Poles,
    "pool": Pool,
    "quad-cane": QuadCane,
    "rail": Rail,
    "shelf": Shelf,
    "shoe": Shoe,
    "shoehorn": Shoehorn,
    "soles": Soles,
    "stairs": Stairs,
    "step": Step,
    "stick": Stick,
    "stool": Stool,
    "strap": Strap,
    "table": Table,
    "thud": Thud,
    "tissue": Tissue,
    "towel": Towel,
    "trolley": Trolley,
    "vacuum": Vacuum,
    "walker": Walker,
    "wall": Wall,
    "wall-behind": WallBehind,
    "washer": Washer,
    "weight": Weight,
    "worktop": Worktop,
}



def described() -> Iterator[str]:
    """Each kind of prop in a few lines: what it is, its fields as they are without being said, and its anchors."""
    for name, kind in KINDS.items():
        fields = ", ".join(f"{f.name}: {_written(f.default)}" for f in dataclasses.fields(kind))
        anchors = " ".join(f"{name}.{anchor}" for anchor in kind().anchors())
        yield f"{name}\n    {(kind.__doc__ or '').partition(chr(10))[0]}\n    {{{fields}}}" + (f"\n    {anchors}" if anchors else "")


def _written(value: object) -> str:
    """A value as YAML has it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return {"None": "none", "True": "true", "False": "false"}.get(str(value), str(value))


__all__ = ["KINDS", "Prop", "Solid", "described"]
