"""What other documents may know of a card, page or handout: enough to list it, lead to it, and judge whoever names it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from .base import Text
from .fragment import Link
from .gone import Withdrawn
from .review import Due
from .tier import Status
from .week import Weekly


class Depicted(NamedTuple):
    """What a card says that its figure must not contradict."""

    figure: str
    dont: bool  # it has words for a wrong way
    equipment: tuple[str, ...]
    hazards: tuple[str, ...]


class Laxer(NamedTuple):
    """A named person's decision that a level does a card although its hazards say `avoid`."""

    by: str
    on: date
    because: Text  # as it was written


class CardFace(NamedTuple):
    """A card's outward side. Swaps stand only for the tiers that avoid the card, by language and tier."""

    id: str
    category: str
    order: int
    was: tuple[str, ...]
    recode: int | None
    withdrawn: Withdrawn | None
    doubtful: bool  # it names an unknown hazard or tier: nothing that stands on it is judged
    supervised: bool
    statuses: Mapping[str, Status]  # by tier, as they are today
    written: Mapping[str, Status]  # by tier, as they are while its review holds
    everyone: bool  # shown whole to a reader whose tier nobody knows
    easier: str | None
    harder: str | None
    names: Mapping[str, Text]  # by language
    swaps: Mapping[str, Mapping[str, Text]]
    settled: tuple[str, ...]  # the tiers whose swap is worth judging: nothing else is wrong there
    mentions: tuple[tuple[tuple[str | int, ...], str], ...]  # (field, card) for each card that it names
    depicted: Depicted | None = None  # where it names a figure
    weekly: Mapping[str, Weekly] = {}  # by tier, where a sample week names it and it has a dose
    due: Due = Due()
    cites: tuple[str, ...] = ()  # references that it names
    laxer: Mapping[str, Laxer] = {}  # by tier

    def said(self, tier: str) -> str:
        """A tier's status in the words of the report: `supervised` where it does the card only with a therapist."""
        status = self.statuses[tier]
        return "supervised" if self.supervised and status != Status.avoid else str(status)


class Shown(NamedTuple):
    """A figure in a page's body, and what is said about it there."""

    figure: str
    line: int
    words: int | None  # items that say what is in it: 0 where one of them is empty, None where they are no list
    hazards: tuple[str, ...]  # of the first item: the way that people copy


class Reach(NamedTuple):
    """What a page's body shows and leads to, and the places in it that can be led to."""

    links: tuple[Link, ...]
    cards: tuple[tuple[str, int], ...]  # (card, line of the block)
    figures: tuple[Shown, ...]
    anchors: tuple[str, ...]
    readable: bool
    media: tuple[str, ...] = ()  # pictures


class PageFace(NamedTuple):
    """A page's outward side."""

    id: str
    order: int
    was: tuple[str, ...]
    recode: int | None
    withdrawn: Withdrawn | None
    mentions: tuple[tuple[tuple[str | int, ...], str], ...]  # (field, card or page)
    reach: Mapping[str, Reach]  # by language, the first being the one it was written in
    names: Mapping[str, Text] = {}  # its title, by language
    due: Due = Due()
    cites: tuple[str, ...] = ()  # references that it names


class HandoutFace(NamedTuple):
    """A handout's outward side."""

    id: str
    order: int
    was: tuple[str, ...]
    recode: int | None
    withdrawn: Withdrawn | None
    doubtful: bool  # it names an unknown tier: who reads what is not judged
    tiers: tuple[str, ...]  # those that get it
    cards: Mapping[str, tuple[str, ...]]  # by tier, as its author listed them
    pages: Mapping[str, tuple[str, ...]]
    fridge: bool  # it is to have a fridge page
    mentions: tuple[tuple[tuple[str | int, ...], str], ...]  # (field, card, page or handout)
    names: Mapping[str, Text] = {}  # its title, by language
    due: Due = Due()
    cites: tuple[str, ...] = ()  # references that it names


class Seen(NamedTuple):
    """What one frame of a figure shows, to be held against the card or page that uses it; kinds of props in the order of their names."""

    mark: str  # "", "do" or "dont"
    kinds: tuple[str, ...] = ()  # of the props in the picture
    hands_on: tuple[str, ...] = ()  # what the hands lean on or hold on to: kinds of props, `floor`
    rests_on: tuple[str, ...] = ()  # what carries the body but for its feet and hands
    feet_on: tuple[str, ...] = ()
    upright: bool = False  # hips at standing height, weight on the feet
    prone: bool = False
    overhead: bool = False  # a hand above the crown
    raised: bool = False  # a weight above the shoulders
    airborne: bool = False
    rounds: int = 0  # degrees by which lower and upper back together round,
    arches: int = 0  # or arch,
    twists: int = 0  # or turn the chest against the pelvis
    supine: bool = False  # on the back, the head in the picture
    sits: bool = False
    inverted: bool = False  # lies on shoulders or neck, the hips high above them
    one_leg: bool = False  # these three while standing still
    tiptoe: bool = False
    narrow: bool = False  # the feet nearer to each other than the hips
    stoops: bool = False  # stands, and a hand is near the floor
    lifts_low: bool = False  # a hand is on a thing, or holds a weight, no higher than the knees
    on_hands: bool = False  # face down or leaning over, with a hand on the floor


class FigureFace(NamedTuple):
    """A figure's outward side: what it shows, never how it is drawn."""

    id: str
    scenes: tuple[Seen, ...]  # by frame

    @property
    def dont(self) -> bool:
        """Whether it shows a wrong way."""
        return any(scene.mark == "dont" for scene in self.scenes)


Face = CardFace | PageFace | HandoutFace | FigureFace
