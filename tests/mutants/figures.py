"""Kinds of breaks: what a picture shows, and the words for those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .hazards import everywhere
from .kind import Mutation, Spot, kind
from .library import Library
from .names import using
from .written import Written

POSE = "figure-joint-limit figure-unsafe-spine figure-falls figure-through figure-unreachable figure-floats figure-leap"


def _shown(library: Library) -> set[str]:
    return {model.figure for _, model in library.cards.values() if model.figure}


def _around(library: Library, figure: Written) -> list[Spot]:
    """The figure's own file, and every line where it is shown: what a picture shows is held against its card."""
    cards = [everywhere(card) for card, model in library.cards.values() if model.figure == figure.document.id]
    return [everywhere(figure), *cards, *using(library, f"/// figure | {figure.document.id}"), *[everywhere(library.files[s.path]) for s in using(library, f"/// figure | {figure.document.id}")]]


@kind("figure unknown", "A card or page shows a figure that does not exist.", "unknown-figure")
def _unknown(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        if model.figure:
            yield card.changed(("figure",), f"{model.figure}x")
    for page in library.of("page"):
        for number, row in enumerate(page.text.split("\n"), 1):
            if row.startswith("/// figure |"):
                yield page.broken(page.text.replace(row, f"{row}x", 1), f"{row}x", number)


@kind("figure gone", "A figure is deleted while a card or page shows it.", "unknown-figure")
def _gone(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        users = [*using(library, f"figure: {figure.document.id}", "card"), *using(library, f"/// figure | {figure.document.id}", "page")]
        if users:
            yield Mutation({figure.path: None}, tuple(users), f"without {figure.document.id}")


@kind("alt removed", "A card shows a figure, and has no words for those who do not see it.", "missing-alt")
def _alt(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        if model.alt:
            yield card.dropped(("alt",), card.line("figure"))


@kind("words for the wrong way removed", "The figure shows a wrong way, and nobody says so to those who do not see it.", "missing-alt")
def _alt_dont(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        if model.alt_dont:
            yield card.dropped(("alt_dont",), card.line("figure"))


@kind("words for a figure on a page removed", "A page shows a figure, and its words are gone.", "missing-alt block-list")
def _alt_page(library: Library) -> Iterator[Mutation]:
    for page in library.of("page"):
        rows = page.text.split("\n")
        for number, row in enumerate(rows):
            if row.startswith("/// figure |"):
                yield page.broken("\n".join(rows[: number + 1] + rows[number + 2 :]), f"{row} without its words", number + 1, number + 2)


@kind("figure removed, its words kept", "A card has words for a picture that is not there.", "alt-unused")
def _figureless(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        if model.figure and model.alt:
            yield card.dropped(("figure",), card.line("alt") - (card.line("figure") < card.line("alt")))


@kind("another card's figure", "A card shows the figure of a card with other hazards or other things.", "figure-kit figure-hazard figure-kit-unshown figure-support alt-unused missing-alt movement-unnamed figure-maybe hazard-drawn")
def _another(library: Library) -> Iterator[Mutation]:
    cards = list(library.cards.values())
    for number, (card, model) in enumerate(cards):
        other = cards[(number + 7) % len(cards)][1]
        if model.figure and other.figure and set(other.equipment) - set(model.equipment) - {"shoes", "space", "mat", "pillow", "towel", "corner"}:
            yield card.broken(card.put(("figure",), other.figure), f"figure: {other.figure}", more=[everywhere(card)])


@kind("wrong way shown as the right one", "A figure no longer marks its wrong way as wrong.", f"{POSE} missing-alt alt-unused figure-dont-first figure-hazard figure-kit")
def _right(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        for path in figure.document.marks:
            if path[-1:] == ("mark",) and figure.get(*path) == "dont":
                yield figure.broken(figure.put(path, "do"), ".".join(map(str, path)) + ": do", more=_around(library, figure))


@kind("wrong way first", "A figure shows a wrong way before the right one.", f"figure-dont-first alt-unused missing-alt {POSE}")
def _first(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        marks = [path for path in figure.document.marks if path[-1:] == ("mark",)]
        if marks and figure.get(*marks[0]) == "do":
            yield figure.broken(figure.put(marks[0], "dont"), "the first frame is a wrong way", more=_around(library, figure))


@kind("pose impossible", "A knee, a back or a lean goes further than bodies go.", f"{POSE} out-of-bounds wrong-value figure-field figure-too-large")
def _pose(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        for path in figure.document.marks:
            if path[-1:] in (("knee",), ("elbow",), ("lean",), ("lumbar",), ("hip",), ("shoulder",)) and path[-2] != "at" and isinstance(figure.get(*path), int):
                yield figure.broken(figure.put(path, "320"), ".".join(map(str, path)) + ": 320", more=[everywhere(figure)])


@kind("back round in a right way", "A figure rounds or twists the back where it is long.", f"{POSE} figure-hazard figure-field unknown-field")
def _round(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        for number, row in enumerate(figure.text.split("\n"), 1):
            if re.fullmatch(r" +spine: tall", row):
                text = figure.text.replace(row, row.replace("spine: tall", "thoracic: 34, lumbar: 30").replace(", ", "\n" + " " * (len(row) - len(row.lstrip()))), 1)
                yield figure.broken(text, f"line {number}: a round back", more=[everywhere(figure)])
                break


@kind("person unknown", "A figure is of somebody who is not in the cast.", "unknown-person")
def _person(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        yield figure.changed(("person",), "nobody")


@kind("thing of a figure unknown", "A figure shows a thing that cannot be drawn, or reaches for one that is not there.", "figure-unknown-name unknown-value unknown-field")
def _prop(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        props = figure.get("props")
        for name in props if isinstance(props, dict) else ():
            yield figure.broken(figure.named(("props", name), f"{name}x"), f"props.{name}x", more=[everywhere(figure)])


@kind("pose misspelt", "A field of a pose has a name that nobody knows.", "unknown-field")
def _misspelt(library: Library) -> Iterator[Mutation]:
    for figure in library.of("figure"):
        for path in figure.document.marks:
            if len(path) == 4 and path[0] == "frames" and path[2] == "pose" and isinstance(path[3], str):
                yield figure.broken(figure.named(path, f"{path[3]}x"), ".".join(map(str, path)) + "x", figure.line(*path))


@kind("thing of the figure not on the card", "A card no longer lists a thing that its figure shows.", "figure-kit")
def _kit(library: Library) -> Iterator[Mutation]:
    for card, model in library.cards.values():
        for number, thing in enumerate(model.equipment):
            if model.figure and re.search(rf"^ *(props: \{{)?{thing}:", library.files[f"content/figures/{model.figure}.yml"].text, re.M):
                yield card.broken(card.without(("equipment", number)), f"without {thing}", more=[everywhere(card)])
