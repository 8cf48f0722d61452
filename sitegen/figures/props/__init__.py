"""The things that a figure may show, by the names that authors use."""

from __future__ import annotations

from .aids import Cane, Poles, Stick
from .base import Prop, Solid
from .bedroom import Bed, Cushion, Pillow
from .building import Corner, Rail, Step, Wall, WallBehind
from .floor import Footprints, Mat
from .furniture import Chair, Counter, Worktop
from .kit import Band, Box, Dumbbell

KINDS: dict[str, type[Prop]] = {
    "band": Band,
    "bed": Bed,
    "box": Box,
    "cane": Cane,
    "chair": Chair,
    "corner": Corner,
    "counter": Counter,
    "cushion": Cushion,
    "dumbbell": Dumbbell,
    "footprints": Footprints,
    "mat": Mat,
    "pillow": Pillow,
    "poles": Poles,
    "rail": Rail,
    "step": Step,
    "stick": Stick,
    "wall": Wall,
    "wall-behind": WallBehind,
    "worktop": Worktop,
}

__all__ = ["KINDS", "Prop", "Solid"]
