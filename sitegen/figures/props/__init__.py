"""The things that a figure may show, by the names that authors use."""

from __future__ import annotations

from .base import Prop, Solid
from .furniture import Chair, Counter

KINDS: dict[str, type[Prop]] = {
    "chair": Chair,
    "counter": Counter,
}

__all__ = ["KINDS", "Prop", "Solid"]
