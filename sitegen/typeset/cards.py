"""A card as one edition shows it → its data on a sheet."""

from __future__ import annotations

from ..figures import Drawing, svg
from ..model.views import CardView, Way
from .inline import Inline, fixed, said, sentences
from .sheet import Data, Form, Whom, common, place


def sheet(view: CardView, drawing: Drawing | None, whom: Whom, form: Form) -> Data:
    """The data of a card's own sheet."""
    return common(whom, form, "card", view.name, view.sheet) | {"cards": [card(view, drawing, whom)]}


def card(view: CardView, drawing: Drawing | None, whom: Whom) -> Data:
    """A card in any layout: each takes from it what it has room for."""
    library = whom.reader.library
    return {
        "id": view.id,
        "name": said(view.name),
        "goal": said(view.goal.plain),
        "why": said(view.goal.why),
        "change": said(view.change),
        "supervised": therapist(view, whom),
        "need": [[said(thing.name), said(thing.plain)] for thing in view.equipment],
        "steps": [{"kind": step.kind, "text": said(step.text)} for step in view.steps],
        "dose": sentences(view.dose),
        "dose_more": list(view.dose_more),
        "dose_short": view.dose_short,
        "fill_in": view.fill_in or not view.dose,
        "feel": said(view.feel),
        "mistakes": [{"wrong": said(slip.wrong), "mend": said(slip.mend)} for slip in view.mistakes],
        "easier": _way(view.easier),
        "harder": _way(view.harder),
        "top_step": view.top_step,
        "figures": figures(view, drawing, whom),
        "thumb": thumb(drawing, whom),
        "code": fixed(view.sheet.code),
        **place(f"{whom.reader.language_folder}c/{view.sheet.code.lower()}/", library.site.address),
    }


def therapist(view: CardView, whom: Whom) -> list[Inline]:
    """What is said where a therapist must be there: always, or the first time."""
    words = whom.words
    if view.supervised:
        return [words.say("Only with your therapist beside you."), words.say("Your therapist shows you the steps. Please do not try this one by yourself.")]
    return [words.say("Do this for the first time with your therapist.")] if view.first_time else []


def figures(view: CardView, drawing: Drawing | None, whom: Whom) -> list[Data]:
    """A card's pictures, the right way first, in greys; each with what it shows."""
    if drawing is None or view.figure is None:
        return []
    shown = []
    for picture in sorted(drawing.pictures[whom.words.direction], key=lambda picture: picture.mark == "dont"):
        wrong = picture.mark == "dont"
        alt = (view.figure.alt_dont if wrong else None) or view.figure.alt
        words = whom.languages.get(alt.language or "", whom.words)
        shown.append({
            "svg": svg.single(drawing, picture, "gray"),
            "width": picture.width,
            "height": picture.height,
            "wrong": wrong,
            "alt": words.say("Wrong way: %(picture)s", picture=alt) if wrong else str(alt),
            "lang": alt.language,
        })  # fmt: skip
    return shown


def thumb(drawing: Drawing | None, whom: Whom) -> str | None:
    """A small picture for lists and logs."""
    return svg.small(drawing, drawing.tiles[whom.words.direction], 2.0, "gray") if drawing else None


def _way(way: Way | None) -> Inline:
    """An easier or harder way: its words, and what it is in a line."""
    return {"words": said(way.words), "line": said(way.line)} if way else None


__all__ = ["card", "figures", "sheet", "thumb"]
