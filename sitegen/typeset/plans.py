"""A plan, its link, its cards with the plan's doses → the data of its sheet: one person's exercises, in the plan's order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from .. import addresses, plan_words
from .. import plans as format
from ..messages import Words
from ..model.pieces import Sheet
from ..model.plan import Plan
from ..qr import plan_qr
from . import logs
from .cards import card
from .inline import SLOT, Inline, filled, fixed, telephone
from .logs import Shown
from .sheet import Data, Form, Whom, common, foot, place

WEEKS = 2  # of the log: it can be copied, and a plan may change


def sheet(plan: Plan, link: str, cards: Sequence[Shown], whom: Whom, form: Form) -> Data:
    """The data of a plan's sheet. Instead of a version it bears the plan's name, the day on which it was made, and the day by which it is looked at again."""
    words, name = whom.words, format.title(plan)
    end = _foot(plan, cards, whom)
    data = common(whom, form, "plan", words.say("Your plan: %(name)s", name=name), None)
    return data | {
        "sheet": end,
        "words": data["words"] | logs.spoken(words) | _spoken(words),
        "greeting": _greeting(plan, whom),
        "link": _link(link, name, words),
        "cards": [card(view, drawing, whom) | {"alone": True} for view, drawing in cards],
        "question": None,
        "weeks": WEEKS,
    }


def _foot(plan: Plan, cards: Sequence[Shown], whom: Whom) -> Data:
    """On every page: which plan it is, of when, until when. The code beside it leads to where a card's code is typed: the plan's own stands on the first page."""
    words, reader = whom.words, whom.reader
    whole = Sheet("", "", signed=all(view.sheet.signed for view, _ in cards))
    return foot(whole, whom) | place(addresses.page(reader.language_folder, "c"), reader.library.site.address) | {
        "code": fixed(format.title(plan)),
        "named": words.say("Plan:"),
        "version": words.say("Made on %(day)s", day=_day(plan.made, words, "medium")),
        "review": words.say("Look again by %(day)s.", day=_day(plan.review, words, "medium")),
    }  # fmt: skip


def _greeting(plan: Plan, whom: Whom) -> Data:
    """What is read before anything else."""
    words, clinic = whom.words, whom.reader.library.site.clinic
    return {
        "one": filled(words.say("Made for one person. New fall, break or back pain since then? Do not start. Call %(number)s first.", number=SLOT), telephone(clinic.telephone)),
        "days": [
            [words.say("Made on"), _day(plan.made, words)],
            [words.say("Your therapist looks at it again by"), _day(plan.review, words)],
        ],
        "late": words.say("After that day, ask your clinic before you go on."),
        "cautions": [plan_words.caution(name, words) for name in plan.cautions],
    }


def _link(link: str, name: str, words: Words) -> Data:
    """The plan's own code."""
    code = plan_qr(link)
    return {
        "href": link,
        "qr": code.svg,
        "size": code.side,
        "alt": words.say("QR code of the plan %(title)s", title=name),
        "told": words.say("Scan this code with a phone, and your plan opens. The code holds the plan, and no name."),
        "large": words.say("It is larger than usual, because the plan is long. Keep it flat and whole.") if code.is_larger else None,
    }


def _spoken(words: Words) -> dict[str, Inline]:
    return {
        "mind": words.say("Mind"),
        "contents": words.say("Your exercises"),
        "qr": words.say("QR code: where you type the code of an exercise, at %(address)s", address="{address}"),
        "scan": words.say("Scan, or type a code:"),
    }


def _day(day: date, words: Words, length: Literal["long", "medium"] = "long") -> str:
    from babel.dates import format_date

    return str(format_date(day, length, words.language.replace("-", "_")))


__all__ = ["sheet"]
