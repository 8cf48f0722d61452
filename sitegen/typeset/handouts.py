"""A handout with what is in it → its data on paper, in any layout."""

from __future__ import annotations

from collections.abc import Mapping

from .. import prose
from ..figures import Drawing
from ..model import Text
from ..model.views import Bound, CardView, PageAround, PageView
from . import logs
from .cards import card
from .inline import said
from .pages import page
from .sheet import NORMAL, Data, Form, Whom, common, foot

FRIDGE = "fridge"


def sheet(bound: Bound, drawings: Mapping[str, Drawing], whom: Whom, form: Form) -> Data:
    """The data of a handout in one layout: that of the form, or else the first of its own."""
    view, words = bound.view, whom.words
    empty = not (bound.cards or bound.pages)  # all of it was withdrawn: a sheet that says so
    layout = (form.layout or view.layouts[0]) if not empty else "1-up"
    form = form._replace(layout=layout, size=NORMAL if layout == FRIDGE else form.size)  # a fridge page is large for everyone
    question = view.teach_back and words.say("Tell your therapist, or someone at home: %(question)s", question=view.teach_back)
    data = common(whom, form, "handout", view.title, view.sheet)
    return data | {
        "words": data["words"] | logs.spoken(words),
        "summary": said(view.summary),
        "intro": said(Text(words.say("Nothing is left in this handout: what was in it has been taken out."))) if empty else said(view.intro),
        "cards": [_card(shown, drawings, whom) for shown in bound.cards],
        "pages": [_page(shown, around, bound, drawings, whom) for shown, around in bound.pages],
        "weeks": view.weeks,
        "question": question,
    }


def _card(view: CardView, drawings: Mapping[str, Drawing], whom: Whom) -> Data:
    """A card, and the foot of its own sheet; `alone` where it can be done without a therapist."""
    drawing = drawings[view.figure.id] if view.figure else None
    return card(view, drawing, whom) | {"alone": not view.supervised, "foot": foot(view.sheet, whom)}


def _page(view: PageView, around: PageAround, bound: Bound, drawings: Mapping[str, Drawing], whom: Whom) -> Data:
    """A page of advice, whose links know the cards and pages beside it."""
    return page(view, around, drawings, whom, prose.Place(bound.view.address, f"page-{view.id}"))
