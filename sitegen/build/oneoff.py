"""Names of cards, a page or a handout, a level, how it is to be printed → one PDF, without building the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .. import addresses, codes, publish
from ..model import Text
from ..model.views import Avoided, Bound, CardView, HandoutView, Reader, Sheet
from ..names import suggestion
from ..problems import Problem, errors, ordered, stricter
from ..settings import Settings
from ..typeset import cards, handouts, pages, press, troubles
from ..typeset.press import Press, Unprintable
from ..typeset.sheet import LARGE, NORMAL, Data, Form, Whom
from . import prepare, printing, survey
from .cabinet import Cabinet
from .documents import Bundle, Documents, Read, Shown
from .judging import Key
from .reading import Content

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


class Printed(NamedTuple):
    """A PDF, the name that it has of itself, its pages, and what there is to say about it."""

    content: bytes
    name: str
    pages: int
    problems: list[Problem]


class Refused(Exception):
    """Why nothing can be printed: the request is at fault, or the content."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


def printed(settings: Settings, how: How) -> Printed:
    """The one sheet that was asked for; raises Refused."""
    if not press.ready():
        raise Refused(f"PDFs need libraries that are not installed: {press.INSTALL}")
    plan = prepare(settings)
    found = stricter(ordered(plan.problems)) if settings.strict else ordered(plan.problems)
    if plan.content is None or plan.renderer is None or errors(found):
        raise Refused("the content has errors, and nothing was printed", found)
    survey.survey(plan.content, plan.renderer, (), disk=False)
    desk = _Desk(plan.content, Documents(plan.content, plan.renderer, None, None), how, settings.project)
    reader, keys = desk.asked()
    whom = Whom(reader, plan.renderer.words[reader.language], plan.renderer.words)
    paper = how.paper or reader.library.site.paper
    form = Form(paper, LARGE if how.large else NORMAL, how.layout)
    data, about = desk.data(reader, keys, whom, form)
    cabinet = Cabinet(publish.workspace_for(settings.project, settings.target), Press(plan.renderer.folders), trusted=not settings.clean)
    try:
        made = cabinet.pdf(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    except Unprintable as error:
        raise Refused("nothing was printed", troubles.of(error, about)) from None
    name = printing.name(reader, "", "-".join(id for _, id in keys), how.layout, how.large, paper if how.paper else "")
    return Printed(made.pdf.content, name, made.pdf.pages, troubles.moved(made.pdf.moved, about))


class _Desk:
    """Finds what was asked for, for whom, and refuses what is not for them."""

    def __init__(self, content: Content, documents: Documents, how: How, project: Path) -> None:
        self.content, self.documents, self.how, self.project = content, documents, how, project
        languages = [how.language] if how.language else content.languages[:1]
        self.readers = [reader for reader in content.readers if reader.language in languages]
        if not self.readers:
            raise Refused(f"the site has no language `{how.language}`")

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
        known = {name: reader for reader in self.readers if reader.tier for name in (reader.tier.id, reader.tier.slug)}
        if self.how.tier and self.how.tier not in known:
            raise Refused(f"there is no tier `{self.how.tier}`; {suggestion(self.how.tier, known)}")
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
    sheet = Sheet(first.code, first.version, owner=first.owner, reviewed=first.reviewed, next_review=first.next_review, signed=all(view.sheet.signed for view in views))
    view = HandoutView("together", title, addresses.handout(whom.reader.folder), Text(""), None, tuple(v.id for v in views), (), 0, None, "", sheet)
    return Bound(view, tuple(views), ())


__all__ = ["LAYOUTS", "How", "Printed", "Refused", "printed"]
