"""A kind of prop → the equipment that a card must name for it; what needs none, and what stands firm enough to hold."""

from __future__ import annotations

from collections.abc import Collection

# Ids of content/vocabulary.yml, the usual one first: any of them will do. A kind that stands in neither table asks for
# equipment of its own name, so that a new prop cannot slip past the card.
KIT: dict[str, tuple[str, ...]] = {
    "anchor": ("anchor",),
    "bag": ("bags",),
    "ball": ("ball",),
    "band": ("band",),
    "bath": ("rail",),  # it is drawn with the rail on the wall behind it
    "bed": ("bed",),
    "bed-corner": ("bed",),
    "bike": ("bike",),
    "chair": ("chair",),
    "corner": ("corner",),
    "counter": ("counter",),
    "cushion": ("cushion", "pillow"),
    "doorway": ("door-frame", "anchor"),
    "dumbbell": ("weights",),
    "foam": ("foam",),
    "grabber": ("grabber",),
    "hand-towel": ("towel",),
    "held-pillow": ("pillow", "cushion"),
    "machine": ("machine",),
    "mat": ("mat",),
    "pillow": ("pillow", "cushion"),
    "poles": ("poles",),
    "pool": ("pool",),
    "rail": ("rail", "counter"),
    "shoehorn": ("shoehorn",),
    "stairs": ("step", "rail"),
    "step": ("step",),
    "stick": ("stick",),
    "strap": ("strap",),
    "towel": ("towel",),
    "trolley": ("trolley",),
    "vacuum": ("vacuum",),
    "weight": ("weights",),
    "wall": ("wall", "corner"),
    "wall-behind": ("wall", "corner"),
    "worktop": ("counter",),
}

# What a home has anyway, what is moved about in everyday tasks, and what is no thing at all.
SCENERY = frozenset(
    {"blanket", "box", "cane", "car", "cupboard", "footprints", "footstool", "low-seat", "quad-cane", "shelf", "shoe", "soles", "stool", "table", "thud", "tissue", "walker", "washer"}
)

# What does the job in place of the move in the picture: a card may offer it, and its figure need not show it.
INSTEAD = frozenset({"grabber", "trolley"})

# What stands behind another thing to keep it from sliding, and is no equipment as long as nobody touches it.
BEHIND = {"wall": "chair"}

# What cannot move or tip when somebody leans on it. A chair can, whatever stands behind it.
FIRM = frozenset({"bath", "corner", "counter", "doorway", "machine", "pool", "rail", "stairs", "wall", "wall-behind", "worktop"})

# What slides or tips under a hand that leans on it.
LOOSE = frozenset({"chair", "footstool", "stool", "table"})


def needed(kind: str, beside: Collection[str] = (), touched: Collection[str] = ()) -> tuple[str, ...]:
    """The equipment that covers a kind of prop, any of which will do; empty for scenery. `beside` are the kinds of all props there."""
    if kind in SCENERY or (BEHIND.get(kind) in beside and kind not in touched):
        return ()
    return KIT.get(kind, (kind,))


def shown(equipment: str) -> frozenset[str]:
    """The kinds of props that show a piece of equipment; empty for one that need not be, such as shoes, space or a grabber."""
    return frozenset() if equipment in INSTEAD else frozenset(kind for kind, ids in KIT.items() if equipment in ids)
