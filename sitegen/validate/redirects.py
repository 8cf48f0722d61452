"""redirects.yml → is each address written as one, and does none lead back to itself? Whether they are there, the build judges: it knows all pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import addresses
from ..problems import Problem, problem
from .parts import Parts

_STEPS = 50
_PLACE = re.compile(r"(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)+(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*\.html|\*)?|[A-Za-z0-9_~-][A-Za-z0-9._~-]*\.html")
_SHAPE = "write it from the site's root, as in `old/page/: new/page/`, or for a whole folder `old/*: new/*`"


def check(made: Parts) -> Iterator[Problem]:
    """Addresses that are none, and circles."""
    document = made.documents.get(("redirects", "redirects"))
    if document is None:
        return
    wrong = False
    for old, new in made.redirects.items():
        for word, key in ((old, True), (new, False)):
            if not (_PLACE.fullmatch(word) or (not key and not word)) or (not key and word.endswith("*") and not old.endswith("*")):
                wrong = True
                yield problem("redirect-address", f"`{word}` is no address of a page", document.place((old,), key=key), _SHAPE)
    for old in made.redirects if not wrong else ():
        circle = _circle(old, made)
        if circle:
            told = " → ".join(f"`{step}`" for step in circle)
            yield problem("redirect-loop", f"these addresses lead in a circle: {told}", document.place((old,)), "let the last of them lead to a page that is there")
            return


def _circle(old: str, made: Parts) -> list[str]:
    """The addresses that are passed from an old one on, if that has no end."""
    address: str | None = old.removesuffix("*")
    trail: list[str] = []
    while address is not None and address not in trail and len(trail) < _STEPS:
        trail.append(address)
        address = addresses.forwarded(address, made.redirects)
    return [*trail[:3], address] if address is not None else []
