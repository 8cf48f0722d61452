"""A plan's text or link → the plan, its link, its sheet: all that `sitegen plan` does, without building the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .. import plan_text, plans
from ..model.plan import Plan
from ..model.views import Reader
from ..plan_text import Asked, Request, Word
from ..problems import Place, Problem, problem, report
from ..settings import Settings
from ..typeset import plans as sheets
from ..typeset import troubles
from ..typeset.press import Unprintable
from ..typeset.sheet import LARGE, NORMAL, Form, Whom
from .desk import Desk, Printed, Refused, needs_press, opened
from .shelf import Held, Shelf
from .typed import Judge, Maker, Wish

_LINK = re.compile(r"\S*#\S*|\S+://\S*|[^\s:;#]{24,}")


class Made(NamedTuple):
    """A plan with its cards as they are shown today, and what there is to say about it."""

    plan: Plan
    shelf: Shelf
    cards: tuple[Held, ...]
    link: str
    problems: list[Problem]

    @property
    def reader(self) -> Reader:
        return self.shelf.reader

    @property
    def payload(self) -> str:
        """What stands after `#` in its link."""
        return self.link.partition("#")[2]


def planned(settings: Settings, wish: Wish) -> Made:
    """The plan that a text asks for, or that a link holds; raises Refused. A link's plan has the cards that are not refused today."""
    desk = opened(settings, "planned")
    if is_link(wish.text):
        return _read(desk, wish)
    plan, shelf = Maker(desk, wish).made()
    held = tuple(shelf.dosed(shelf.by_code[card.code][1], card) for card in plan.cards)
    return Made(plan, shelf, held, shelf.place + plans.encode(plan), [])


def is_link(text: str) -> bool:
    """Whether this is to be read, and not to be made."""
    return bool(_LINK.fullmatch(text.strip()))


# reading


def _read(desk: Desk, wish: Wish) -> Made:
    """What a link holds; what would be refused today is among the problems."""
    symbols = wish.text.strip().rpartition("#")[2]
    place = Place(plan_text.PATH, 1, 1, len(symbols), symbols)
    again = "copy the whole link again, from its first letter to its last, or scan the code on the sheet"
    try:
        plan = plans.decode(symbols)
    except plans.Damaged as damaged:
        raise Refused("nothing was read", [problem("plan-damaged", str(damaged), place, again)]) from None
    whose = {(plans.tier_mark(reader.tier.id), plans.language_mark(reader.language)): reader for reader in desk.content.readers if reader.tier}
    reader = whose.get((plan.tier, plan.language))
    if reader is None:
        message = f"the plan is for a level or a language that this site does not have (`{plan.tier}`, `{plan.language}`)"
        raise Refused("nothing was read", [problem("plan-unknown", message, place, "open it with the site that it was made for")])
    shelf, found, held = Shelf(desk, reader), list[Problem](), list[Held]()
    for number, card in enumerate(plan.cards, 1):
        here = Place(f"{plan_text.PATH}, card {number}")
        tier, id = shelf.by_code.get(card.code, ("", ""))
        if not id:
            found.append(problem("plan-unknown", f"there is no card with the code {card.code}", here, "it may be of another site"))
        elif gone := shelf.refused(id, tier):
            found.append(problem("plan-refused", gone.why, here, gone.help))
        else:
            held.append(shelf.dosed(id, card))
            found += _today(held[-1], id, shelf, here)
    return Made(plan, shelf, tuple(held), shelf.place + plans.encode(plan), found)


def _today(held: Held, id: str, shelf: Shelf, here: Place) -> Iterator[Problem]:
    """What is another thing today than when the plan was made."""
    if held.outside:
        asked = Asked([Word(id, 1)], {}, {})
        judge = Judge(Request(""), asked, shelf, id)
        for told in judge.problems(held.planned):
            yield problem("plan-outside", told.message, here, f"the plan's page shows the usual dose: {held.view.dose}")
    if held.changed:
        yield problem("plan-changed", f"`{id}` has changed since the plan was made", here, "its page says how it is done today; look whether the plan still fits")


# its sheet, and what other programs read of it


def sheet(made: Made, paper: str = "", large: bool = False) -> Printed:
    """The plan on paper; raises Refused."""
    needs_press()
    shelf = made.shelf
    reader, desk = shelf.reader, shelf.desk
    whom = Whom(reader, shelf.words, desk.renderer.words)
    form = Form(paper or reader.library.site.paper, LARGE if large else NORMAL, "2-up")
    data = sheets.sheet(made.plan, made.link, [(held.view, held.drawing) for held in made.cards], whom, form)
    about = troubles.About("content/cards", plans.title(made.plan), f"{reader.tier.label if reader.tier else ''}{', large print' if large else ''}", root=desk.settings.project, language=reader.language)
    try:
        pdf = desk.cabinet().pdf(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).pdf
    except Unprintable as error:
        raise Refused("nothing was printed", troubles.of(error, about)) from None
    name = "-".join(["plan", *plans.title(made.plan).lower().split(), *(["large"] if large else [])]) + ".pdf"
    return Printed(pdf.content, name, pdf.pages, troubles.moved(pdf.moved, about))


def record(made: Made) -> dict[str, Any]:
    """The plan for other programs, as tests/plans/command.schema.json has it."""
    plan, tier = made.plan, made.reader.tier
    assert tier
    return {
        "format": plans.FORMAT,
        "tier": tier.id,
        "language": made.reader.language,
        "made": plan.made.isoformat(),
        "weeks": plan.weeks,
        "review": plan.review.isoformat(),
        "name": plans.title(plan),
        "cautions": list(plan.cautions),
        "cards": [_card(held) for held in made.cards],
        "link": made.link,
        "payload": made.payload,
        "problems": json.loads(report(made.problems, "json")),
    }


def _card(held: Held) -> dict[str, Any]:
    card, view = held.planned, held.view
    found = {"sets": card.sets, "count": card.count, "hold": card.hold, "days": card.days, "times": card.times, "side": card.side, "grip": card.grip, "reason": card.reason}
    said = [view.dose, *view.dose_more] if view.dose else list(view.dose_more)
    return {"code": view.sheet.code, "mark": card.mark, "id": view.id, "name": str(view.name), **{name: value for name, value in found.items() if value}, "said": said}


__all__ = ["Made", "Wish", "is_link", "planned", "record", "sheet"]
