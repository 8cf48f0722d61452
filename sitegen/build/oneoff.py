"""Names of cards, a page or a handout, a level, how it is to be printed → one PDF, without building the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from .. import addresses, codes
from ..model import Text
from ..model.views import Avoided, Bound, CardView, HandoutView, Reader, Sheet
from ..names import suggestion
from ..settings import Settings
from ..typeset import cards, handouts, pages, troubles
from ..typeset.press import Unprintable
from ..typeset.sheet import LARGE, NORMAL, Data, Form, Whom
from . import printing
from .desk import Desk, Printed, Refused, levels, needs_press, opened, unknown_level
from .documents import Bundle, Read, Shown
from .judging import Key

LAYOUTS = ("1-up", "2-up", "4-up", "fridge")
_KINDS = ("handout", "card", "page")


class How(NamedTuple):
    """How a sheet is to be printed; what is empty is as the clinic and the sheet themselves say."""

    names: Sequence[str]
    tier: str = ""
    language: str = ""
    paper: str = ""
    layout: str = ""
    large: bool = False


def printed(settings: Settings, how: How) -> Printed:
    """The one sheet that was asked for; raises Refused."""
    needs_press()
    desk = opened(settings, "printed")
    counter = _Counter(desk, how)
    reader, keys = counter.asked()
    whom = Whom(reader, desk.renderer.words[reader.language], desk.renderer.words)
    paper = how.paper or reader.library.site.paper
    form = Form(paper, LARGE if how.large else NORMAL, how.layout)
    data, about = counter.data(reader, keys, whom, form)
    try:
        made = desk.cabinet().pdf(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    except Unprintable as error:
        raise Refused("nothing was printed", troubles.of(error, about)) from None
    name = printing.name(reader, "", "-".join(id for _, id in keys), how.layout, how.large, paper if how.paper else "")
    return Printed(made.pdf.content, name, made.pdf.pages, troubles.moved(made.pdf.moved, about))


class _Counter:
    """Finds what was asked for, for whom, and refuses what is not for them."""

    def __init__(self, desk: Desk, how: How) -> None:
        self.content, self.documents, self.how, self.project = desk.content, desk.documents, how, desk.settings.project
        self.readers = desk.readers(how.language)

    def asked(self) -> tuple[Reader, list[Key]]:
        """The level, and the documents in it."""
        coded = [self._coded(name) for name in self.how.names]
        levels = {reader.key: reader for reader, _ in filter(None, coded)}
        reader = self._level(list(levels.values()))
        keys = [found[1] if found else self._named(name) for name, found in zip(self.how.names, coded, strict=True)]
        for kind, id in keys:
            if id not in self._tiles(reader, kind):
                raise Refused(self._not_for(reader, kind, id))
        if len(keys) > 1 and any(kind != "card" for kind, _ in keys):
            raise Refused("print handouts and pages one by one; only cards can be put together")
        return reader, keys

    def _coded(self, name: str) -> tuple[Reader, Key] | None:
        """What a short code stands for: a thing in a level."""
        code = codes.read(name)
        return next(
            ((reader, (kind, id)) for reader in self.readers for kind in _KINDS for id, tile in self._tiles(reader, kind).items() if code and tile.code == code), None
        )  # fmt: skip

    def _level(self, coded: list[Reader]) -> Reader:
        """The level that was named, else that of the codes."""
        known = levels(self.readers)
        if self.how.tier and self.how.tier not in known:
            raise Refused(unknown_level(self.how.tier, known))
        chosen = {reader.key: reader for reader in [*coded, *([known[self.how.tier]] if self.how.tier else [])]}
        if len(chosen) > 1:
            raise Refused("these codes are of different levels: a sheet is for one")
        if not chosen:
            slugs = ", ".join(f"`--tier {reader.tier.slug}`" for reader in self.readers if reader.tier)
            raise Refused(f"say for which level: {slugs}")
        return next(iter(chosen.values()))

    def _named(self, name: str) -> Key:
        known = {id: (kind, id) for kind, id in reversed(list(self.content.records)) if kind in _KINDS}
        known |= {id: (kind, id) for kind in reversed(_KINDS) for sort, id in self.content.records if sort == kind}
        if name not in known:
            raise Refused(f"there is no handout, card or page `{name}`; {suggestion(name, known)}".rstrip("; "))
        return known[name]

    def _tiles(self, reader: Reader, kind: str) -> Mapping[str, Any]:
        content = self.content
        listed: dict[str, Callable[[Reader], Mapping[str, Any]]] = {"card": content.tiles, "page": content.page_tiles, "handout": content.handout_tiles}
        return listed[kind](reader)

    def _not_for(self, reader: Reader, kind: str, id: str) -> str:
        """What to say of a thing that this level does not have; of a card that it must avoid, what to do instead."""
        assert reader.tier
        if kind != "card":
            return f"the {kind} `{id}` is not for {reader.tier.label}"
        name = self.content.card_faces[id].names[reader.language]
        avoided: Avoided | None = next((one for one in self.documents.edition(reader).avoided if one.name == name), None)
        return f"`{id}` is not for {reader.tier.label}" + (f"; do this instead: {avoided.instead.words}" if avoided and avoided.instead else "")

    def data(self, reader: Reader, keys: list[Key], whom: Whom, form: Form) -> tuple[Data, troubles.About]:
        """The sheet's data, and how problems speak of it."""
        found = [next(whole for whose, whole in self.documents.shown(key) if whose is reader) for key in keys]
        first, (kind, id) = found[0], keys[0]
        if isinstance(first, Bundle):
            layout = form.layout or first.bound.view.layouts[0]
            data = handouts.sheet(first.bound, first.drawings, whom, form._replace(layout=layout))
            return data, printing.about(reader, kind, id, first.bound.view.title, self.project)
        if isinstance(first, Read):
            return pages.sheet(first.view, first.around, first.drawings, whom, form), printing.about(reader, kind, id, first.view.title, self.project)
        shown = [whole for whole in found if isinstance(whole, Shown)]
        about = printing.about(reader, kind, id, first.view.name, self.project)
        if len(shown) == 1 and form.layout in ("", "1-up"):
            return cards.sheet(*shown[0], whom, form), about
        drawings = {whole.drawing.id: whole.drawing for whole in shown if whole.drawing}
        return handouts.sheet(_together([whole.view for whole in shown], whom), drawings, whom, form._replace(layout=form.layout or "2-up")), about


def _together(views: list[CardView], whom: Whom) -> Bound:
    """Cards that somebody put together: a handout that has no address of its own; it bears the code of its first card."""
    title, first = Text(whom.words.say("Your exercises")), views[0].sheet
    sheet = Sheet(first.code, first.version, owner=first.owner, reviewed=first.reviewed, next_review=first.next_review, again=first.again, signed=all(view.sheet.signed for view in views))
    view = HandoutView("together", title, addresses.handout(whom.reader.folder), Text(""), None, tuple(v.id for v in views), (), 0, None, "", sheet)
    return Bound(view, tuple(views), ())


__all__ = ["LAYOUTS", "How", "Printed", "Refused", "printed"]
