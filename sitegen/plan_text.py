"""`protect: heel-raise 2x8 3/week; sit-to-stand` ↔ what it asks for, word by word: a plan as a therapist types it.

    TIER: CARD DOSE …; CARD; …      TIER by id or address, CARD by id, name or short code

DOSE in any order: `2x8` (rounds × times) · `8` · `30steps` · `20min` · `2rounds` · `hold 10s` · `3/week` · `daily` · `2/day` · `left` `right` `both` ·
`hands both|one|fingertips` · `because easy|before|goal|practiced`. Which cards and numbers can be is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .model.plan import GRIPS, SIDES, Plan, Planned
from .problems import Place, Problem, problem

PATH = "plan"  # what a plan's text is called where problems speak of it
REASONS = ("easy", "before", "goal", "practiced")  # 1 to 4, as they are typed
CAUTIONS = {"hip": "hip", "weight": "weight", "shoulder": "shoulder", "dizzy": "dizzy", "dizziness": "dizzy", "aid": "aid", "walking-aid": "aid"}
UNITS = {"reps": "", "steps": "steps", "minutes": "min"}  # what a count may be of, as it is written

_UNIT = r"(?P<unit>steps?|min(?:ute)?s?|times|reps)?"
_SAID = {name: re.compile(pattern + r"(?![^\s,])", re.I) for name, pattern in {
    "often": r"(?P<n>\d+)\s*(?:/|(?:times\s+|days\s+)?a\s)\s*(?P<of>week|wk|day)",
    "daily": r"daily",
    "both": rf"(?P<sets>\d+)\s*[x×]\s*(?P<n>\d+)\s*{_UNIT}",
    "sets": r"(?P<n>\d+)\s*(?:rounds?|sets?)",
    "hold": r"hold\s*(?P<n>\d+)\s*(?P<of>s(?:ec(?:ond)?s?)?|min(?:ute)?s?)?",
    "count": rf"(?P<n>\d+)\s*(?:x|×|{_UNIT})",
    "side": r"(?P<word>left|right|both)(?:\s+sides?)?",
    "grip": r"hands?\s+(?P<word>[a-z]+)",
    "reason": r"because\s+(?P<word>[a-z]+)",
}.items()}  # fmt: skip
_LOOSE = re.compile(r"[^\s,]+")


class Word(NamedTuple):
    """A piece of the text, and the column at which it begins, from 1."""

    text: str
    column: int


@dataclass(slots=True)
class Asked:
    """A card as it was asked for: the words that name it, and what was said of its dose, each with its piece of the text."""

    names: list[Word] = field(default_factory=list)  # the first names it; those after it may belong to the name, or be misspelled
    values: dict[str, int | str] = field(default_factory=dict)  # as the fields of Planned are called
    words: dict[str, Word] = field(default_factory=dict)
    unit: str = ""  # reps, steps, minutes: what was counted, where that was said
    unread: list[Word] = field(default_factory=list)

    def planned(self, code: str, mark: str) -> Planned:
        """The card in a plan, by its code and the mark of its version."""
        return Planned(code, mark, **self.values)  # type: ignore[arg-type]


@dataclass(slots=True)
class Request:
    """A whole text: the tier, the cards, and what could not be read."""

    text: str
    tier: Word | None = None
    cards: list[Asked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place(self, *words: Word) -> Place:
        """Where some words that stand beside each other are; the whole text for none."""
        if not words:
            return Place(PATH, 1, 1, len(self.text), self.text)
        return Place(PATH, 1, words[0].column, words[-1].column + len(words[-1].text) - words[0].column, self.text)


# reading


def read(text: str) -> Request:
    """What a text asks for; what cannot be read is among its problems."""
    text = re.sub(r"\s", " ", text).rstrip()
    request = Request(text)
    head, colon, rest = text.partition(":")
    if colon:
        request.tier = _word(head, 1)
    if request.tier is None:
        help = "begin with the level and a colon: `protect: heel-raise 2x8; sit-to-stand`"
        request.problems.append(problem("plan-unclear", "it does not say for which level the plan is", request.place(Word(text[:1] or " ", 1)), help))
    at = len(head) + 1 if colon else 0
    for part in (rest if colon else text).split(";"):
        if part.strip():
            request.cards.append(_asked(part, at, request))
        at += len(part) + 1
    if not request.cards:
        request.problems.append(problem("plan-unclear", "there is no card in it", request.place(), "name at least one, by its file's name or its short code"))
    return request


def unreadable(request: Request, word: Word) -> Problem:
    """That a word says nothing about a dose."""
    near = _mended(word.text)
    help = f"did you mean `{near}`?" if near else "a dose is said like this: `2x8`, `8`, `30steps`, `20min`, `hold 10s`, `3/week`, `daily`, `2/day`, `left`, `hands one`, `because goal`"
    return problem("plan-unclear", f"`{word.text}` is neither a dose nor the end of a name", request.place(word), help)


def _asked(part: str, start: int, request: Request) -> Asked:
    """One card with what is said of it; `start` is where the part begins in the text."""
    asked, at = Asked(), 0
    while found := _LOOSE.search(part, at):
        kind, hit = _dose(part, found.start()) if asked.names else ("", None)
        word = Word(hit[0] if hit else found[0], start + found.start() + 1)
        at = hit.end() if hit else found.end()
        if hit:
            _take(asked, kind, hit, word, request)
        elif asked.words:
            asked.unread.append(word)
            request.problems.append(unreadable(request, word))
        else:
            asked.names.append(word)
    return asked


def _dose(part: str, at: int) -> tuple[str, re.Match[str] | None]:
    return next(((kind, hit) for kind, pattern in _SAID.items() if (hit := pattern.match(part, at))), ("", None))


def _take(asked: Asked, kind: str, hit: re.Match[str], word: Word, request: Request) -> None:
    if known := {"grip": GRIPS[1:], "reason": REASONS}.get(kind):
        said = hit["word"].lower().replace("practised", "practiced")
        if said not in known:
            lead = word.text.split()[0]
            request.problems.append(problem("plan-unclear", f"`{word.text}` is none that a plan can say", request.place(word), f"use one of {', '.join(f'`{lead} {one}`' for one in known)}"))
            asked.words.setdefault(kind, word)
            return
    for name, value in _values(kind, hit):
        if name in asked.words:
            earlier = asked.words[name].text
            request.problems.append(problem("plan-unclear", f"`{word.text}` says once more what `{earlier}` says", request.place(word), "keep one of them"))
            continue
        asked.words[name] = word
        if value != "":  # both sides: as the card says
            asked.values[name] = value
    if unit := hit.groupdict().get("unit") or ("times" if kind == "count" and hit[0][-1:] in "xX×" else ""):
        asked.unit = {"s": "steps", "m": "minutes", "t": "reps", "r": "reps"}[unit[0].lower()]


def _values(kind: str, hit: re.Match[str]) -> Iterator[tuple[str, int | str]]:
    said = {name: text.lower() for name, text in hit.groupdict().items() if text}
    number = int(said.get("n", "0")[:4])  # no number of four digits can be, and none is said to be too long
    if kind == "both":
        yield "sets", int(said["sets"][:4])
        yield "count", number
    elif kind == "often":
        yield ("times" if said["of"] == "day" else "days"), number
    elif kind == "daily":
        yield "days", 7
    elif kind == "hold":
        yield "hold", number * (60 if said.get("of", "").startswith("m") else 1)
    elif kind in ("sets", "count"):
        yield kind, number
    elif kind == "reason":
        yield "reason", REASONS.index(said["word"].replace("practised", "practiced")) + 1
    else:
        yield kind, "" if kind == "side" and said["word"] == "both" else said["word"]


def _mended(word: str) -> str | None:
    """What a slip of the hand may have made of a word: `hold10s`, `2*8`, `3pw`, `lft`."""
    from .names import nearest

    plain = word.lower().strip(".")
    for wrong, right in ((r"(\d+)[*•·](\d+)", r"\1x\2"), (r"(\d+)(?:pw|xweek|/wek|xw|perweek)", r"\1/week"), (r"(\d+)(?:pd|xday|xd|perday)", r"\1/day"), (r"(\d+)(?:s|sec)", r"hold \1s"), (r"(\d+)m", r"\1min")):
        if hit := re.fullmatch(wrong, plain):
            return hit.expand(right)
    return None if any(c.isdigit() for c in plain) else nearest(plain, ("left", "right", "both", "daily", "hold", "hands", "because"))


def _word(text: str, column: int) -> Word | None:
    stripped = text.strip()
    return Word(stripped, column + text.index(stripped)) if stripped else None


# writing


def write(plan: Plan, tier: str, names: Mapping[str, str], counted: Mapping[str, str] | None = None) -> str:
    """The text that asks for a plan's cards; `names` by code, `counted` what each card's dose counts: reps, steps or minutes."""
    cards = (" ".join([names[card.code], *_said(card, (counted or {}).get(card.code, ""))]) for card in plan.cards)
    return f"{tier}: {'; '.join(cards)}"


def short(card: Planned, counted: str = "") -> str:
    """What a plan says of a card's dose, as it is typed; empty where it is as the card says."""
    return " ".join(_said(card, counted))


def _said(card: Planned, counted: str) -> Iterator[str]:
    unit = UNITS.get(counted, "")
    if card.sets is not None:
        yield f"{card.sets}x{card.count}{unit}" if card.count is not None else f"{card.sets}rounds"
    elif card.count is not None:
        yield f"{card.count}{unit}"
    if card.hold is not None:
        yield f"hold {card.hold}s"
    if card.days is not None:
        yield f"{card.days}/week"
    if card.times is not None:
        yield f"{card.times}/day"
    if card.side in SIDES[1:]:
        yield card.side
    if card.grip in GRIPS[1:]:
        yield f"hands {card.grip}"
    if card.reason:
        yield f"because {REASONS[card.reason - 1]}"


__all__ = ["CAUTIONS", "REASONS", "UNITS", "Asked", "Request", "Word", "read", "short", "unreadable", "write"]
