"""a wrong name + the right ones → «did you mean …?»."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that a slip of the hand turned into this one, if one is near enough."""
    names = list(known)
    close = difflib.get_close_matches(name, names, 1, 0.6)
    if close:
        return close[0]
    folded = name.lower().replace("_", "-").replace(" ", "-")
    return next((n for n in names if n.lower() == folded or (len(folded) > 2 and n.startswith(folded))), None)


def suggestion(name: str, known: Iterable[str], *, most: int = 12) -> str:
    """One line of help: the nearest name, else the few there are, else nothing."""
    names = sorted(known)
    near = nearest(name, names)
    if near:
        return f"did you mean `{near}`?"
    if 0 < len(names) <= most:
        return "use one of " + ", ".join(f"`{n}`" for n in names)
    return ""
