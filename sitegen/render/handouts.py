"""(a handout bound, its drawings) → the values that its template prints; and the list of an edition's handouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from .. import addresses, prose
from ..messages import Words
from ..model import Text
from ..model.paper import Print
from ..model.views import Bound, CardView, Edition, PageAround, PageView, Reader
from . import linked, pictures
from .pages import Page, home_crumbs, titled

if TYPE_CHECKING:
    from ..figures import Drawing


class Sheet(NamedTuple):
    """A card or page in a handout: where it stands there, and what is printed of it."""

    place: str
    title: Text
    card: CardView | None = None
    pictures: prose.Pictures | None = None
    page: PageView | None = None
    body: tuple[Markup | prose.Node, ...] = ()


def handout(reader: Reader, words: Words, bound: Bound, drawings: Mapping[str, Drawing], languages: Mapping[str, Words], prints: Sequence[Print] = ()) -> Page:
    """Everything of one handout, in the order in which it is printed."""
    view = bound.view
    cards = [_card(card, drawings, words, languages) for card in bound.cards]
    pages = [_page(page, around, reader, view.address, _drawer(page, drawings, words, languages)) for page, around in bound.pages]
    values = {
        "view": view,
        "prints": prints,
        "data_block": linked.block(reader, view.title, view.address, view.summary, view.sheet),
        "sheets": [*cards, *pages],
        "log": [card for card in bound.cards if not card.supervised] if view.weeks else [],
        "weeks": list(range(1, view.weeks + 1)),
        "stop_signs": prose.stop_signs(reader),
        "sources": view.sheet.sources,
    }
    crumbs = (*home_crumbs(reader, words), (words.say("Ready to print"), addresses.handout(reader.folder)))
    return Page(view.address, "handout.html", titled(view.title, reader), f"content/handouts/{view.id}.yml", values, crumbs, view.summary)


def listing(edition: Edition, words: Words) -> Page:
    """The handouts of a level; without a level, the way to one."""
    return Page(
        addresses.handout(edition.folder),
        "handouts.html",
        titled(words.say("Ready to print"), edition),
        "templates/handouts.html",
        {"handouts": list(edition.handouts.values())},
        home_crumbs(edition, words),
    )


def _card(view: CardView, drawings: Mapping[str, Drawing], words: Words, languages: Mapping[str, Words]) -> Sheet:
    shown = pictures.on_card(view, drawings[view.figure.id], words, languages) if view.figure else None
    return Sheet(f"card-{view.id}", view.name, view, shown and shown._replace(movement=None))


def _page(view: PageView, around: PageAround, reader: Reader, here: str, draw: prose.Draw) -> Sheet:
    place = f"page-{view.id}"
    return Sheet(place, view.title, page=view, body=prose.nodes(view.body, reader, prose.Place(here, place), around.tiles, draw))


def _drawer(view: PageView, drawings: Mapping[str, Drawing], words: Words, languages: Mapping[str, Words]) -> prose.Draw:
    def draw(figure: str, alts: tuple[str, ...]) -> prose.Pictures:
        return pictures.in_text(alts, view.body_language, drawings[figure], words, languages)._replace(movement=None)

    return draw
