"""A figure's document → its drawing and face; faces of all documents → where a picture contradicts its card or page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..model import Card, CardFace, Depicted, Document, Figure, FigureFace, Page, PageFace, Seen, Shown
from ..names import nearest
from ..problems import Place, Problem, Why, problem
from . import kit, lookups, shape
from .parts import Parts

if TYPE_CHECKING:
    from ..figures import Drawing, Fault

WRONG_WAY = "wrong way"  # as sitegen itself begins the words for a wrong way, in English


# one figure


def drawn(document: Document, made: Parts, problems: list[Problem]) -> tuple[FigureFace | None, Drawing | None]:
    """A figure's face and its drawing; neither where something keeps it from being drawn."""
    from .. import figures  # not before it is needed: most builds draw nothing

    figure = shape.model(Figure, document, problems, id=document.id)
    if figure is None:
        return None, None
    problems += lookups.unknown("person", figure.person, made.written("person"), document, ("person",))
    person = made.people.get(figure.person)
    if person is None:  # unknown, or not written as a person should be: either way that was told
        return None, None
    drawing, faults = figures.draw(figure, person)
    problems += (problem(fault.code, fault.message, document.place(fault.path, key=_is_name(fault)), fault.help) for fault in faults)
    return (FigureFace(figure.id, drawing.seen), drawing) if drawing and not faults else (None, None)


def _is_name(fault: Fault) -> bool:
    """Whether the word that is wrong stands in front of the colon: a field, a prop, a part of the body."""
    return fault.code == "unknown-field" or (fault.code == "figure-unknown-name" and fault.path[-2:-1] in (("props",), ("rest",), ("at",)))


# one card


def words(card: Card, document: Document) -> Iterator[Problem]:
    """What is wrong with a card's words for its figure, whatever the figure shows."""
    if card.figure and not card.alt:
        yield problem("missing-alt", "the card shows a figure, and does not say what is in it", document.place(("figure",)), "add `alt: …`: one or two sentences for those who do not see it")
    for field, text in (("alt", card.alt), ("alt_dont", card.alt_dont)):
        if text and not card.figure:
            yield problem("alt-unused", f"`{field}` says what a figure shows, and the card names none", document.place((field,), key=True), "remove it, or name the figure: `figure: …`")
        elif text and text.lower().startswith(WRONG_WAY):
            help = "leave these words out" if field == "alt_dont" else "say here what the right way looks like, and in `alt_dont` what the wrong one does"
            yield problem("alt-wrong-way", f"sitegen itself writes “Wrong way:” in front of `alt_dont`, and `{field}` begins with it too", document.place((field,)), help)


# one page


def spoken(page: Page, document: Document) -> Iterator[Problem]:
    """Words for a page's figure that begin as sitegen itself begins them."""
    for block in page.body.blocks:
        if block.kind == "figure" and any(words.lower().startswith(WRONG_WAY) for words in block.spoken):
            place = document.find(block.names[0], start=document.body_line + block.line)
            help = "leave these words out: the first item says what the right way looks like, and the second what the wrong one does"
            yield problem("alt-wrong-way", "sitegen itself writes “Wrong way:” in front of the second item, and an item begins with it too", place, help)


# cards, pages and figures together


def together(made: Parts) -> Iterator[Problem]:
    """Figures that are not there, that nobody shows, or that show something else than their card or page says."""
    names = [face.depicted.figure for face in made.cards.values() if face.depicted]
    names += [shown.figure for _, shown in _on_pages(made, made.language)]
    for card in made.cards.values():
        if card.depicted:
            yield from _of_card(card, card.depicted, made)
    for page, shown in _on_pages(made, made.language):
        yield from _of_page(page, shown, made)
    if _all_read(made):  # else one that cannot be read may show it
        named = {*names, *(nearest(name, made.figures) for name in names)}  # a slip is told once
        yield from _unused([id for id in made.figures if id not in named], made)


def translated(made: Parts, languages: Iterable[str]) -> Iterator[Problem]:
    """Figures of translated pages without as many words as they need."""
    for language in languages:
        for page, shown in _on_pages(made, language):
            yield from _words(page, shown, made, language)


def _on_pages(made: Parts, language: str) -> Iterator[tuple[PageFace, Shown]]:
    for page in made.pages.values():
        if language in page.reach:
            yield from ((page, shown) for shown in page.reach[language].figures)


def _all_read(made: Parts) -> bool:
    whole = all(page.reach[made.language].readable for page in made.pages.values())
    return whole and made.cards.keys() == set(made.ids.get("card", ())) and made.pages.keys() == set(made.ids.get("page", ()))


def _unused(ids: list[str], made: Parts) -> Iterator[Problem]:
    """Figures for cards to come, told once: they do no harm, and there may be many."""
    if len(ids) == 1:
        help = f"write `figure: {ids[0]}` into the card that it belongs to, or `/// figure | {ids[0]}` into a page, or keep it for a card to come"
        yield problem("figure-without-card", f"no card or page shows the figure `{ids[0]}`", Place(made.document("figure", ids[0]).path), help)
    elif ids:
        message = f"no card or page shows these {len(ids)} figures: {', '.join(ids)}"
        yield problem("figure-without-card", message, Place("content/figures"), "write `figure: …` into the cards that they belong to, or keep them for cards to come")


def _of_page(page: PageFace, shown: Shown, made: Parts) -> Iterator[Problem]:
    if shown.figure not in (known := made.written("figure")):
        yield problem("unknown-figure", f"there is no figure `{shown.figure}`", _at(page, shown, made), lookups.mend("figure", shown.figure, known))
    figure = made.figures.get(shown.figure)
    if figure is None:  # it could not be drawn, and that was told
        return
    yield from _words(page, shown, made, made.language)
    pair = _Pair("page", page.id, shown.hazards, (), figure, made, shown.line)
    yield from _support(pair)
    yield from _hazards(pair)


def _words(page: PageFace, shown: Shown, made: Parts, language: str) -> Iterator[Problem]:
    """One item for the right way, and one for the wrong way where there is a picture of it."""
    figure, count = made.figures.get(shown.figure), shown.words
    if figure is None or count is None or count == 1 + figure.dont:
        return
    place, name = _at(page, shown, made, language), f"the figure `{shown.figure}`"
    if count == 0:
        yield problem("missing-alt", f"the page shows {name}, and does not say what is in it", place, "write what is to be seen as an item below, `- …`: one or two sentences for those who do not see it")
    elif count == 1:
        yield problem("missing-alt", f"{name} shows a wrong way, and the page does not say what is in it", place, "add a second item, `- …`; “Wrong way:” is written in front of it by itself")
    elif figure.dont:
        yield problem("alt-unused", f"{name} takes two items, and here are {count}", place, "say the right way in the first item and the wrong way in the second")
    else:
        yield problem("alt-unused", f"{name} shows no wrong way, and takes one item", place, "join the items, or add a frame with `mark: dont` to the figure")


def _at(page: PageFace, shown: Shown, made: Parts, language: str | None = None) -> Place:
    document = made.document("page", page.id, None if language == made.language else language)
    return document.find(shown.figure, start=document.body_line + shown.line)


def _of_card(card: CardFace, words: Depicted, made: Parts) -> Iterator[Problem]:
    known = made.written("figure")
    if words.figure not in known:
        yield from lookups.unknown("figure", words.figure, known, made.document("card", card.id), ("figure",))
    figure = made.figures.get(words.figure)
    if figure is None:  # it could not be drawn, and that was told
        return
    yield from _wrong_way(card, words, figure, made)
    pair = _Pair("card", card.id, words.hazards, words.equipment, figure, made)
    yield from _kit(pair)
    yield from _support(pair)
    yield from _hazards(pair)


def _wrong_way(card: CardFace, words: Depicted, figure: FigureFace, made: Parts) -> Iterator[Problem]:
    """Words for a wrong way, and a picture of it: both or neither."""
    if figure.dont and not words.dont:
        place = made.document("card", card.id).place(("figure",))
        yield problem("missing-alt", f"the figure `{figure.id}` shows a wrong way, and the card does not say what is in it", place, "add `alt_dont: …`; “Wrong way:” is written in front of it by itself")
    elif words.dont and not figure.dont:
        place = made.document("card", card.id).place(("alt_dont",), key=True)
        yield problem("alt-unused", f"the figure `{figure.id}` shows no wrong way", place, "remove `alt_dont`, or add a frame with `mark: dont` to the figure")


class _Pair(NamedTuple):
    """A card or page, and a figure that it shows."""

    kind: str
    id: str
    hazards: tuple[str, ...]  # that are named there
    equipment: tuple[str, ...]  # of a card
    figure: FigureFace
    made: Parts
    line: int = 0  # of the block in a page

    @property
    def shown(self) -> list[tuple[int, Seen]]:
        """The frames to be copied, by number: those that are no wrong way."""
        return [(number, scene) for number, scene in enumerate(self.figure.scenes) if scene.mark != "dont"]

    def problem(self, code: str, message: str, help: str, field: str = "figure", *, frame: int | None = None, why: str = "") -> Problem:
        """A problem at a field of the card, or at the block in the page, which a frame of the figure is the reason for."""
        document = self.made.document(self.kind, self.id)
        if self.line:
            place = document.find(self.figure.id, start=document.body_line + self.line)
        else:
            place = document.place((field,) if (field,) in document.marks else ("figure",))
        line = None if frame is None else self.made.document("figure", self.figure.id).place(("frames", frame))
        return problem(code, message, place, help, why=[Why(why, line)] if why else ())


def _kit(pair: _Pair) -> Iterator[Problem]:
    """Every thing in the picture is among the equipment, and the other way round."""
    told = set[str]()
    for number, scene in pair.shown:
        for kind in scene.kinds:
            wanted = kit.needed(kind, scene.kinds, (*scene.hands_on, *scene.rests_on))
            if kind not in told and wanted and not set(wanted) & set(pair.equipment):
                told.add(kind)
                yield pair.problem("figure-kit", f"the figure shows a {kind}, which is not among the card's equipment", f"add `{wanted[0]}` to `equipment`, or take it out of the figure", "equipment", frame=number, why=f"frame {number + 1} shows it")
    kinds = {kind for _, scene in pair.shown for kind in scene.kinds}
    for id in pair.equipment:
        drawable = kit.shown(id)
        if drawable and not drawable & kinds:
            yield pair.problem("figure-kit-unshown", f"the card needs `{id}`, and its figure shows none", f"add it to the figure's `props`, or take `{id}` out of `equipment`", "equipment")


def _support(pair: _Pair) -> Iterator[Problem]:
    """Who stands holds on to what cannot move; where the card asks for a hold, the picture shows one."""
    for number, scene in pair.shown:
        loose = next((kind for kind in scene.hands_on if kind in kit.LOOSE), None)
        if scene.upright and loose:
            yield pair.problem("figure-support", f"in frame {number + 1} a person stands and holds on to a {loose}, which can move", "let the hands rest on a `counter` or a `rail`", frame=number, why=f"support is a counter or rail, never a {loose} that can move")
            return
    if "bal-supported" not in pair.hazards:
        return
    for number, scene in pair.shown:
        if scene.upright and not kit.FIRM & set(scene.hands_on):
            yield pair.problem("figure-support", f"in frame {number + 1} no hand is on anything firm, and the {pair.kind} asks for a hold", "let a hand reach for something firm, such as `reach: counter.top`", frame=number, why=f"the {pair.kind} names the hazard `bal-supported`: a hand that is already there prevents a fall")
            return


class _Sign(NamedTuple):
    """Something to be seen in a frame, and the hazards of which the card or page must then name one."""

    says: str
    hazards: tuple[str, ...]
    seen: Callable[[Seen], bool]


_SIGNS = (
    _Sign("lies face down", ("prone",), lambda s: s.prone),
    _Sign("is down on the floor", ("floor",), lambda s: bool({"floor", "mat"} & set(s.rests_on))),
    _Sign("holds a weight above the shoulders", ("load-overhead",), lambda s: s.raised),
    _Sign("reaches above the head", ("reach-far", "load-overhead"), lambda s: s.overhead and not s.raised),
    _Sign("leaves the floor with both feet", ("impact-mod", "impact-high"), lambda s: s.airborne),
    _Sign("stands on a foam pad", ("bal-unstable",), lambda s: "foam" in s.feet_on),
    _Sign("stands on a step", ("step",), lambda s: bool({"step", "stairs"} & set(s.feet_on))),
)


def _hazards(pair: _Pair) -> Iterator[Problem]:
    """What can harm is named wherever it is shown. Hazards that a project does not have cannot be asked for."""
    for sign in _SIGNS:
        known = [hazard for hazard in sign.hazards if hazard in pair.made.rules.hazards]
        number = next((n for n, scene in pair.shown if sign.seen(scene)), None)
        if number is None or not known or set(sign.hazards) & set(pair.hazards):
            continue
        wanted = f"`{known[0]}`" if len(known) == 1 else " or ".join(f"`{hazard}`" for hazard in known)
        add = f"add {wanted} to `hazards`" if pair.kind == "card" else f"write `{{{known[0]}}}` at the end of the first item"
        yield pair.problem("figure-hazard", f"in frame {number + 1} the person {sign.says}, and the {pair.kind} does not name that hazard", f"{add}, or draw it another way", "hazards", frame=number, why=f"a {pair.kind} names every hazard that its picture shows")
