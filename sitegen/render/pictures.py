"""(a figure's drawing, words) → the pictures that a page prints; and of a card's figure its own files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from .. import addresses
from ..messages import Words
from ..model import Text
from ..model.artifact import Artifact, Facts
from ..model.views import CardView, Reader
from ..prose import Pictures

if TYPE_CHECKING:
    from ..figures import Drawing, Picture


TILE, PERSON = 2.0, 0.7  # how many times as wide as high the small pictures are: the templates say the same


def on_card(view: CardView, drawing: Drawing, words: Words, languages: Mapping[str, Words]) -> Pictures:
    """A card's pictures as its page shows them."""
    assert view.figure
    return _inline(view.figure.alt, view.figure.alt_dont, drawing, words.direction, words, languages)


def in_text(alts: tuple[str, ...], language: str | None, drawing: Drawing, words: Words, languages: Mapping[str, Words]) -> Pictures:
    """The pictures in a page's text, in the reading direction of that text: `language` is its own where it is not the page's."""
    alt, *more = (Text(alt).foreign(language) if language else Text(alt) for alt in alts)
    return _inline(alt, more[0] if more else None, drawing, languages.get(language or "", words).direction, words, languages)


def _inline(alt: Text, alt_dont: Text | None, drawing: Drawing, direction: str, words: Words, languages: Mapping[str, Words]) -> Pictures:
    from ..figures import svg

    shown = []
    staged = [_on_stage(picture) for picture in _right_first(drawing.pictures[direction])]
    scale = svg.fitting(staged)
    for picture in staged:
        text = alt_dont if picture.mark == "dont" else alt
        label = _said(text or alt, picture.mark == "dont", words, languages)
        shown.append(Markup(svg.inline(drawing, picture, label, (text and text.language) or None, scale)))
    film = _on_stage(drawing.motion) if drawing.motion else None
    return Pictures(tuple(shown), Markup(svg.inline(drawing, film, "", scale=svg.fitting([film]))) if film else None)


def files(reader: Reader, view: CardView, drawing: Drawing, images: Mapping[str, bytes], words: Words, languages: Mapping[str, Words]) -> Iterator[Artifact]:
    """The figure as files of their own: an SVG with the card's words in this language, an image, and what lists and homes show of it."""
    from ..figures import svg

    assert view.figure
    alt, dont = view.figure.alt, view.figure.alt_dont
    said = [_said(alt, False, words, languages), *([_said(dont, True, words, languages)] if dont else [])]
    text = svg.file(drawing, view.name, " ".join(said), alt.language or words.language, words.direction)
    yield Artifact(view.figure.address, text.encode(), Facts(view.figure.address, ""))
    yield _plain(addresses.small(reader.folder, view.id), svg.small(drawing, drawing.tiles[words.direction], TILE))
    if view.id in reader.scene:
        yield _plain(addresses.person(reader.folder, view.id), svg.small(drawing, drawing.alone, PERSON))
    if words.direction in images:
        path = addresses.image(reader.folder, view.id)
        yield Artifact(path, images[words.direction], Facts(path, ""))


def _plain(path: str, text: str) -> Artifact:
    return Artifact(path, text.encode(), Facts(path, ""))


def _right_first(pictures: tuple[Picture, ...]) -> list[Picture]:
    """A wrong way never stands first: the layout keeps to it, and this is the second lock."""
    return sorted(pictures, key=lambda picture: picture.mark == "dont")


def _on_stage(picture: Picture) -> Picture:
    """A picture that ends with its floor, unless something lies below: the stage's edge is the line on which everybody stands."""
    return picture._replace(height=picture.floor) if 0 < picture.floor < picture.height and not picture.under else picture


def _said(text: Text, wrong: bool, words: Words, languages: Mapping[str, Words]) -> str:
    """What a screen reader says: words that are not translated keep their own language in front of them, too."""
    words = languages.get(text.language or "", words)
    return words.say("Wrong way: %(picture)s", picture=text) if wrong else str(text)
