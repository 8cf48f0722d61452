"""What a way of breaking the content is: its name, the codes that tell of it, and where it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .library import Library

Files = Mapping[str, "str | bytes | None"]  # path → what stands there now; None for a file that is gone
Places = Callable[["Library"], Iterator["Mutation"]]


class Spot(NamedTuple):
    """Lines of a file at which a break may be told, both counted from 1; 0 is the file as a whole."""

    path: str
    first: int = 0
    last: int = 0


class Mutation(NamedTuple):
    """One break: the files as they are then, where it may be told, and what was done, in a few words."""

    files: Files
    at: tuple[Spot, ...]
    what: str
    today: date | None = None


@dataclass(frozen=True)
class Kind:
    """A way of breaking the content. Those that `must` be caught change a status, a hazard, a ceiling, a swap or a signature."""

    name: str
    breaks: str
    codes: frozenset[str]
    places: Places
    must: bool = False
    world: str = "plain"  # the content that is broken: as it is shipped, or in two languages, or signed


KINDS: dict[str, Kind] = {}


def kind(name: str, breaks: str, codes: str, *, must: bool = False, world: str = "plain") -> Callable[[Places], Places]:
    """Adds a kind; `codes` are those that may tell of it, with spaces between."""

    def add(places: Places) -> Places:
        assert name not in KINDS, name
        KINDS[name] = Kind(name, breaks, frozenset(codes.split()), places, must, world)
        return places

    return add
