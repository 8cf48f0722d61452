"""(handout, reader) → its view; the view and those of its cards and pages → the handout bound, with only what this tier may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import addresses, codes, overlay, safety
from ..model import Handout, Substance, Text
from ..model.views import Bound, CardView, HandoutTile, HandoutView, PageAround, PageView, Reader
from .views import released, sheet


def handout(handout: Handout, reader: Reader) -> HandoutView | None:
    """A handout as a tier gets it, but for what is in it; None where it is not for this reader. Without a tier there is none."""
    if handout.withdrawn or reader.tier is None or not handout.is_for(reader.lineage):
        return None
    rules, tier = reader.library.rules, reader.reads_as
    first_id = codes.name("handout", handout.id, handout.was, handout.recode)
    return HandoutView(
        id=handout.id,
        title=handout.title,
        address=addresses.handout(reader.folder, handout.id),
        summary=safety.inherited(handout.summary, tier, rules) or Text(""),
        intro=safety.inherited(handout.intro, tier, rules) if handout.intro else None,
        cards=tuple(dict.fromkeys(safety.inherited(handout.cards, tier, rules) or ())),
        pages=tuple(dict.fromkeys(safety.inherited(handout.pages, tier, rules) or ())),
        weeks=handout.log or 0,
        teach_back=safety.inherited(handout.teach_back, tier, rules) if handout.teach_back else None,
        layouts=tuple(dict.fromkeys(handout.layout)),
        first_id=first_id,
        sheet=sheet(first_id, (), handout.sources, handout.review, reader),
    )


def handout_tile(view: HandoutView) -> HandoutTile:
    """A handout as lists show it."""
    return HandoutTile(view.id, view.title, view.address, view.summary, view.sheet.code, view.cards, view.pages, view.weeks, view.layouts)


def bound(view: HandoutView, cards: Mapping[str, CardView], pages: Mapping[str, tuple[PageView, PageAround]], reader: Reader) -> Bound:
    """A handout with what is in it. `cards` and `pages` are those that this reader may see: what is not among them is left out.

    Its version changes whenever that of something in it does, and it rests on whatever something in it rests on.
    """
    own_cards = tuple(_alone(cards[id]) for id in view.cards if id in cards)
    own_pages = tuple(pages[id] for id in view.pages if id in pages)
    inside = [card.sheet.version for card in own_cards] + [page.sheet.version for page, _ in own_pages]
    version = codes.version(view.first_id, reader.reads_as, reader.language, [*_words(view), *inside])
    sheets = [view.sheet, *(card.sheet for card in own_cards), *(page.sheet for page, _ in own_pages)]
    works = tuple(dict.fromkeys(work for sheet in sheets for work in sheet.sources))
    made_of = Substance(parts={"words": overlay.fingerprint("\n".join(_words(view)))}, holds=tuple(inside))
    again = min((sheet.again for sheet in sheets if sheet.again), default=None)
    own = view.sheet._replace(version=version, sources=works, substance=made_of, released=released(version, reader), again=again)
    return Bound(view._replace(sheet=own), own_cards, own_pages)


def _alone(card: CardView) -> CardView:
    """A card as it stands in a handout: what it is done instead of is a card that this tier must avoid, and is not named there."""
    return card._replace(instead_of=())


def _words(view: HandoutView) -> Iterator[str]:
    yield from (str(text or "") for text in (view.summary, view.intro, view.teach_back))
    yield str(view.weeks)
