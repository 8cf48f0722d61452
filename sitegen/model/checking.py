"""What a build knows of how its site was checked: the facts of the report page that stand on no other page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .face import Face


class Open(NamedTuple):
    """A rule that had something to say of the content, though it stops no build, and how often."""

    code: str
    severity: str
    times: int


class Signs(NamedTuple):
    """How many of a kind in a language are signed in the same way, by the same person on the same day."""

    kind: str  # card, page, handout, or shared
    language: str
    state: str
    by: str
    on: str
    times: int


class Told(NamedTuple):
    """What may change while every card and page still shows the same."""

    open: tuple[Open, ...] = ()
    signs: tuple[Signs, ...] = ()  # empty where nobody has signed anything


class Cover(NamedTuple):
    """How much there is for one level."""

    allowed: int
    changed: int
    supervised: int  # only with a therapist
    avoided: int
    pages: int
    handouts: int


class Checking(NamedTuple):
    """All of it."""

    told: Told = Told()
    general: Mapping[str, bool] = {}  # by language: whether there are pages for everyone
    cover: Mapping[str, Cover] = {}  # by level
    faces: tuple[Face, ...] = ()
