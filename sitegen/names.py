"""a wrong name + the right ones → «did you mean …?»."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that a slip of the hand turned into this one, if one is near enough."""
    names = list(known)
    close = difflib.get_close_matches(name, names, 1, 0.7)
    if close:
        return close[0]
    folded = name.lower().replace("_", "-").replace(" ", "-")
    return next((n for n in names if n.lower() == folded or (len(folded) > 2 and n.startswith(folded))), None)


def listed(noun: str, names: Sequence[str]) -> str:
    """``tier `high` ``, ``tiers `high` and `recent` ``: names as a sentence holds them."""
    quoted = [f"`{n}`" for n in names]
    most, last = ", ".join(quoted[:-1]), quoted[-1]
    return f"{noun}s {most} and {last}" if most else f"{noun} {last}"


def suggestion(name: str, known: Iterable[str], *, most: int = 12) -> str:
    """One line of help: the nearest name, else the few there are, else nothing."""
    names = sorted(known)
    near = nearest(name, names)
    if near:
        return f"did you mean `{near}`?"
    if 0 < len(names) <= most:
        return "use one of " + ", ".join(f"`{n}`" for n in names)
    return ""
