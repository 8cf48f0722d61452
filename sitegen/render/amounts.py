"""A message that goes with a number → all its forms at once, for scripts, which have no words of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

_NUMBERS = 200  # from a hundred on, the form that goes with a number repeats every hundred, in every language


class Forms(NamedTuple):
    """The forms, with `#` where the number stands, and for each number which of them goes with it."""

    forms: tuple[str, ...]
    of: str


def forms(say: Callable[[int], str]) -> Forms:
    """The forms of a message that `say` fills in."""
    known: dict[str, int] = {}
    of = "".join(str(known.setdefault(say(n).replace(str(n), "#"), len(known))) for n in range(_NUMBERS))
    return Forms(tuple(known), of)
