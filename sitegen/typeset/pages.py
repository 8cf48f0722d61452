"""A page of advice as one edition shows it → its data as a sheet to read; and what of it is filled in with a pen, as a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from .. import prose
from ..figures import Drawing, svg
from ..messages import direction
from ..model import Text
from ..model.fragment import FILLED_IN
from ..model.views import PageAround, PageView, Tile
from . import tree
from .cards import thumb
from .inline import Inline, fixed, said
from .sheet import Data, Form, Whom, common

Drawings = Mapping[str, Drawing]
_NONE: Drawings = {}


class _Drawn(NamedTuple):
    """The drawings that a page's sheet shows: those in its text by figure, and those of the cards that it names by card."""

    figures: Drawings = _NONE
    cards: Drawings = _NONE


def sheet(view: PageView, around: PageAround, drawings: Drawings, whom: Whom, form: Form, thumbs: Drawings = _NONE) -> Data:
    """The data of a page's own sheet. `drawings` are those in its text by figure, `thumbs` those of the cards that it names by card."""
    return common(whom, form, "page", view.title, view.sheet) | {"page": page(view, around, drawings, whom, thumbs=thumbs)}


def page(view: PageView, around: PageAround, drawings: Drawings, whom: Whom, place: prose.Place | None = None, thumbs: Drawings = _NONE) -> Data:
    """A page by itself or, with its place there, in a handout: what stands before its text, the text, and what stands behind it."""
    words, drawn = whom.words, _Drawn(drawings, thumbs)
    listed = [around.tiles[id] for id in view.listed if id in around.tiles]
    here = place or prose.Place(view.address)
    return {
        "id": view.id,
        "title": said(view.title),
        "level": _level(here),
        "summary": said(view.summary),
        "today": {"title": words.say("Do this today"), "text": said(view.today)} if view.today else None,
        "body": _body(view, around, drawn, whom, here),
        "ask": _ask(view.teach_back, whom) if view.teach_back else None,
        "cards": {"title": words.say("Moves to learn"), "tiles": [_tile(tile, drawn, whom) for tile in listed]} if listed else None,
        "code": fixed(view.sheet.code),
    }


def _level(here: prose.Place) -> int:
    """Of the heading that is the page's title: in a handout that of the handout stands above it."""
    return 2 if here.within else 1


def _ask(question: Text, whom: Whom) -> Data:
    """The question to answer aloud; one that is not translated keeps its language with the words in front of it."""
    words = whom.languages.get(question.language or "", whom.words)
    asked = words.say("Tell your therapist, or someone at home: %(question)s", question=question)
    return {"title": whom.words.say("In your own words"), "text": said(Text(asked).foreign(question.language) if question.language else asked)}


def body(view: PageView, around: PageAround, drawings: Drawings, whom: Whom, place: prose.Place | None = None, thumbs: Drawings = _NONE) -> list[Data]:
    """A page's text alone, as `components/prose.typ` prints it."""
    return _body(view, around, _Drawn(drawings, thumbs), whom, place or prose.Place(view.address))


def _body(view: PageView, around: PageAround, drawn: _Drawn, whom: Whom, here: prose.Place) -> list[Data]:
    read = prose.nodes(view.body, whom.reader, here, around.tiles, _drawer(view, drawn, whom))
    return _foreign(list(_Body(view, whom, drawn, here).blocks(read)), view)


def _foreign(blocks: list[Data], view: PageView) -> list[Data]:
    """A text that is not translated says which language it is in."""
    own = view.body_language
    return [{"t": "part", "lang": own, "dir": direction(own), "c": blocks}] if own and blocks else blocks


# the pictures


def _drawer(view: PageView, drawn: _Drawn, whom: Whom) -> prose.Draw:
    """Figures in the text, in greys, in the reading direction of that text: `body_language` is its own where it is not the sheet's."""
    own, words = view.body_language, whom.languages.get(view.body_language or "", whom.words)

    def draw(figure: str, alts: tuple[str, ...]) -> prose.Pictures:
        drawing = drawn.figures[figure]
        right, wrong = alts[0], words.say("Wrong way: %(picture)s", picture=alts[-1])
        pictures = sorted(drawing.pictures[words.direction], key=lambda picture: picture.mark == "dont")
        shown = tuple(Markup(svg.single(drawing, picture, "gray")) for picture in pictures)
        told = (Text(wrong if picture.mark == "dont" else right) for picture in pictures)
        return prose.Pictures(shown, alts=tuple(alt.foreign(own) if own else alt for alt in told))

    return draw


def _undrawn(figure: str, alts: tuple[str, ...]) -> prose.Pictures:
    return prose.Pictures(())


def _tile(tile: Tile, drawn: _Drawn, whom: Whom) -> Data:
    """A card by its small picture, its name, a line about it and its code."""
    words = whom.words
    small = drawn.cards.get(tile.id) if tile.picture else None
    flag = ""
    if not tile.whole:
        flag = words.say("Not for everyone")
    elif tile.supervised:
        flag = words.say("Only with your therapist")
    elif tile.first_time:
        flag = words.say("The first time with your therapist")
    return {
        "t": "tile",
        "name": said(tile.name),
        "line": said(tile.line),
        "flag": flag,
        "code": fixed(tile.code),
        "svg": thumb(small, whom),
    }


# the text


class _Body:
    """Walks through a page's text and keeps the level of the last heading: a sheet leaves no level out."""

    def __init__(self, view: PageView, whom: Whom, drawn: _Drawn, here: prose.Place) -> None:
        self.whom, self.words, self.drawn, self.above = whom, whom.words, drawn, _level(here)
        self.foreign = bool(view.body_language)
        self.last = self.above
        self.around = tree.Around(whom.reader.library.site.address + here.address, self.level)  # in a handout the author's headings are lowered already

    def level(self, wanted: int) -> int:
        """The level of the next heading: the one that is wanted, but no more than one below the last."""
        self.last = max(self.above + 1, min(wanted, self.last + 1))
        return self.last

    def blocks(self, parts: Iterable[Markup | prose.Node]) -> Iterator[Data]:
        """Text as blocks, and each directive as one."""
        for part in parts:
            if isinstance(part, prose.Node):
                yield self._node(part)
            else:
                yield from tree.blocks(part, self.around)

    def _ours(self, text: str) -> Inline:
        """Words of the interface in a text that is in another language."""
        return {"text": text, "lang": self.words.language, "dir": self.words.direction} if self.foreign and text else text

    def _node(self, node: prose.Node) -> Data:
        show: Callable[[prose.Node], Data] = getattr(self, f"_{node.kind}")
        return {"t": node.kind, **show(node)}

    def _tier(self, node: prose.Node) -> Data:
        tier = self.whom.reader.tier
        label = self.words.say("For you, in %(level)s", level=tier.label) if tier else ""
        return {"for": self._ours(label), "c": list(self.blocks(node.body))}

    def _warning(self, node: prose.Node) -> Data:
        return {"title": node.title, "level": self.level(self.above + 2), "c": list(self.blocks(node.body))}

    def _statement(self, node: prose.Node) -> Data:
        return {"text": said(node.text), "signs": [said(sign) for sign in node.signs]}

    def _pointer(self, node: prose.Node) -> Data:
        start, end = self.words.say("You find this at the beginning of this handout."), self.words.say("You find these signs at the end of this handout.")
        return {"text": self._ours(end if node.title == "stop" else start)}

    def _fact(self, node: prose.Node) -> Data:
        return {"text": said(node.text), "as_of": self._ours(self.words.say("As of %(day)s.", day=_day(node.as_of, self.words.language)))}

    def _figure(self, node: prose.Node) -> Data:
        assert node.pictures
        shown = zip(node.pictures.drawings, node.pictures.alts, strict=True)
        return {"pictures": [{"svg": str(drawing), "alt": str(alt), "lang": alt.language} for drawing, alt in shown]}

    def _picture(self, node: prose.Node) -> Data:
        assert node.medium
        passport, photo = node.medium.passport, node.medium.photos[-1]  # paper shows no more dots than a telephone
        license = passport.license.name if passport.license else ""
        return {
            "image": {"format": photo.format, "bytes": list(photo.content), "width": photo.width, "height": photo.height},
            "alt": str(node.medium.alt),
            "lang": node.medium.alt.language,
            "caption": said(passport.caption),
            "credit": self._ours(self.words.say("Picture: %(author)s (%(license)s)", author=passport.author, license=license)),
        }

    def _film(self, node: prose.Node) -> Data:
        """A film is watched elsewhere: paper says where, how long it is and what is in it."""
        assert node.medium and node.film and node.medium.passport.film
        film, words = node.medium.passport.film, self.words
        return {
            "summary": said(film.summary),
            "length": self._ours(words.say("Length: %(length)s.", length=film.length)),
            "label": self._ours(words.say("Watch the film:")),
            "address": fixed(node.film.typed, node.film.whole),
        }

    def _claim(self, node: prose.Node) -> Data:
        words, works = self.words, [said(work.short) for work in node.works]
        sources = {"label": self._ours(words.count("Source:", "Sources:", len(works))), "works": works} if works else None
        label = words.say("Known") if node.kind == "known" else words.say("Not known")
        return {"t": "claim", "label": self._ours(label), "c": list(self.blocks(node.body)), "sources": sources}

    _known = _unknown = _claim

    def _log(self, node: prose.Node) -> Data:
        columns: list[Inline] = [self._line(item) for item in node.items]
        return {"columns": columns, "rows": node.rows, "day": None if node.rows else self._ours(self.words.say("Day"))}

    def _card(self, node: prose.Node) -> Data:
        assert node.card
        return _tile(node.card, self.drawn, self.whom)

    def _rules(self, node: prose.Node) -> Data:
        words = self.words
        title = node.title or self._ours({"do": words.say("Do"), "dont": words.say("Do not"), "checklist": ""}[node.kind])
        level = self.level(self.above + 2) if title else 0
        return {"title": title, "own": bool(node.title), "level": level, "items": [_capital(list(self.blocks(item))) for item in node.items]}

    _do = _dont = _checklist = _rules

    def _line(self, item: tuple[Markup | prose.Node, ...]) -> tree.Words:
        return tree.line("".join(part for part in item if isinstance(part, Markup)), self.around)


def _capital(blocks: list[Data]) -> list[Data]:
    """An item begins with a capital, as on the page: authors write it as the end of a sentence that begins with `do`."""
    words = blocks[0].get("c") if blocks and blocks[0]["t"] == "p" else None
    if words and isinstance(words[0], str):
        words[0] = words[0][:1].upper() + words[0][1:]
    return blocks


def _day(written: str, language: str) -> str:
    from babel.dates import format_date

    return format_date(date.fromisoformat(written), "long", language.replace("-", "_"))


# what is filled in with a pen

_HOLDERS = {"tier", "warning", "claim", "part", "quote"}  # of other blocks


def form(view: PageView, whom: Whom, asked: Form) -> Data | None:
    """The data of the sheet to fill in: the headings, lists and tables of the page that a pen belongs to; None where it has none."""
    read = prose.nodes(view.body, whom.reader, prose.Place(view.address), {}, _undrawn)
    sections = list(_sections(_Body(view, whom, _Drawn(), prose.Place(view.address)).blocks(read)))
    if not sections:
        return None
    data = common(whom, asked, "form", view.title, view.sheet)
    columns = max((len(block["columns"]) + bool(block["day"]) for section in sections for block in section["c"] if block["t"] == "log"), default=0)
    data["title"] = whom.words.say("%(title)s (to fill in)", title=data["title"])
    own = view.body_language
    return data | {"form": {"sections": sections, "columns": columns, "foreign": {"lang": own, "dir": direction(own)} if own else None}}


def _sections(blocks: Iterable[Data]) -> Iterator[Data]:
    """Each chapter in which something is to be filled in: its heading, and just that. A table keeps the sentences that lead to it."""
    section: Data = {"title": None, "c": []}
    lead: list[Data] = []
    deep = False  # whether a smaller heading stands between the chapter's and what follows
    for block in _flat(blocks):
        kind = block["t"]
        if kind == "h":
            deep = block["level"] > 2
        if kind == "h" and not deep:
            if section["c"]:
                yield section
            section = {"title": block["c"], "c": []}
        if kind == "log" and not deep:
            section["c"] += lead
        if kind in FILLED_IN:
            section["c"].append(block | ({"level": 3 if section["title"] else 2} if block.get("title") else {}))
        lead = [block] if kind == "p" else []
    if section["c"]:
        yield section


def _flat(blocks: Iterable[Data]) -> Iterator[Data]:
    """The blocks of a text, those that stand in another one among the others."""
    for block in blocks:
        if block["t"] in _HOLDERS:
            yield from _flat(block["c"])
        else:
            yield block


__all__ = ["body", "form", "page", "sheet"]
