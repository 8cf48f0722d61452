"""(level, cards or none) → the data of a log: weeks and a month to tick off with a pen."""

from __future__ import annotations

from collections.abc import Sequence

from .. import addresses
from ..figures import Drawing
from ..messages import Words
from ..model.pieces import Sheet
from ..model.views import CardView
from .cards import thumb
from .inline import Inline, fixed, said
from .sheet import Data, Form, Whom, common, foot, place

Shown = tuple[CardView, Drawing | None]


def sheet(whom: Whom, form: Form, cards: Sequence[Shown] = (), weeks: int = 1) -> Data:
    """The data of a log of its own: with these cards as its rows, or else with empty rows to write them in.

    `form.layout` is `portrait` or `landscape`; empty for both.
    """
    data = common(whom, form, "log", whom.words.say("Your log"), None)
    return data | {
        "sheet": level_foot(whom, [view.sheet for view, _ in cards]),
        "words": data["words"] | spoken(whom.words),
        "cards": [row(view, drawing, whom) for view, drawing in cards],
        "weeks": weeks,
    }


def row(view: CardView, drawing: Drawing | None, whom: Whom) -> Data:
    """A card as a row of a log: a part of what `cards.card` says of it."""
    return {"id": view.id, "name": said(view.name), "code": fixed(view.sheet.code), "dose_short": view.dose_short, "thumb": thumb(drawing, whom)}


def level_foot(whom: Whom, inside: Sequence[Sheet]) -> Data:
    """The foot of a sheet that belongs to a level as a whole, and is made of these. It has no code: it leads to where the level's newest sheets are."""
    reader = whom.reader
    looked = [part.reviewed for part in inside if part.reviewed]
    due = [part.next_review for part in inside if part.next_review]
    whole = Sheet(
        code="",
        version="",
        reviewed=min(looked, default=None) if len(looked) == len(inside) else None,  # of the oldest part
        next_review=min(due, default=None),
        again=min((part.again for part in inside if part.again), default=None),
        signed=all(part.signed for part in inside) if inside else reader.library.site.released is not None,
    )
    return foot(whole, whom) | place(addresses.page(reader.folder, "print"), reader.library.site.address) | {"code": None}


def spoken(words: Words) -> dict[str, Inline]:
    """The words that a log needs beside those of every sheet."""
    return {
        "my_week": words.say("My week"),
        "my_month": words.say("My month"),
        "week_of": words.say("Week of"),
        "month": words.say("Month"),
        "exercise": words.say("Exercise"),
        "tick_days": words.say("Put a tick in a box each day that you do a move. Some boxes may stay empty: how often to do it stands with each move."),
        "tick_numbers": words.say("Write the date in the corner. Tick the number of each move that you do."),
        "tick_month": words.say("Write the date in the corner. Tick each day that you do your moves."),
        "pain_before": words.say("Pain before, 0 to 10"),
        "pain_after": words.say("Pain after, 0 to 10"),
        "walked": words.say("Minutes I walked"),
    }


__all__ = ["level_foot", "row", "sheet", "spoken"]
