"""(template, frame, folder) → what stands around all its pages, rendered once; each page then renders only its own blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from jinja2.environment import Template, TemplateModule
from jinja2.runtime import Macro

from .. import addresses, facts
from .environment import Environment, printed, render
from .holes import CLOSE, OPEN, Blocks, Here, Hole, Opaque, There, Unknown, Watched, mark, watching
from .pages import Page

HOLES = ("title", "description", "canonical")  # values of a page that the template around it prints

Values = Mapping[str, Any]


class Printed(NamedTuple):
    """A page's bytes and its facts."""

    content: bytes
    parts: facts.Parts


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The text around a page's own blocks, in pieces, and what those blocks are rendered with."""

    pieces: list[bytes]  # with an empty one for each hole and block
    holes: tuple[tuple[int, str, bool], ...]  # which piece, the value's name, whether it is printed plain
    blocks: tuple[int, ...]  # which pieces
    wanted: tuple[str, ...]  # the names of those blocks
    parts: tuple[facts.Parts, ...]  # of the text before, between and after the blocks
    linked: bool  # whether a hole stands in one of the links
    near: frozenset[str]  # addresses whose own pages would have other links in their frame than their neighbours have
    outermost: str  # the template that only stands around the blocks
    beyond: frozenset[str]  # names that it sets
    template: Template
    shared: Values
    links: dict[str, str] = field(default_factory=dict)  # address → how all these pages write the link to it


@dataclass(slots=True)
class Press:
    """Prints the pages of one language during one build. Byte for byte what `render` prints, which it leaves to it when in doubt."""

    env: Environment
    shown: Callable[[str], str]
    watched: Environment = field(init=False)
    alone: Environment = field(init=False)
    made: dict[Hashable, Skeleton | None] = field(default_factory=dict)  # None: this kind is never printed so

    def __post_init__(self) -> None:
        self.watched, self.alone = watching(self.env), self.env.like(Blocks)

    def print(self, page: Page, frame: Hashable, around: Values, own: Values, document: str) -> Printed:
        """A page. `around` is what `frame` stands for, the same for many pages; `own` is what frame.of_page says of this one.

        Raises Broken as `render` does.
        """
        folder = _folder(page.address)
        key = (page.template, frame, folder, page.crumbs, *[bool(own[name]) for name in _PRESENT])
        if not page.address.endswith("/"):
            return self._whole(page, around, own, document)
        if key not in self.made:
            whole = self._whole(page, around, own, document)
            self.made[key] = self._proven(page, around, own, whole)
            return whole
        found = self.made[key]
        if found and page.address not in found.near:
            try:
                return self._filled(found, page, own)
            except Exception:  # whatever it was: the ordinary way tells the author, in the ordinary words
                self.made[key] = None
        return self._whole(page, around, own, document)

    def _whole(self, page: Page, around: Values, own: Values, document: str) -> Printed:
        text = render(self.env, page.template, {**around, **own, **page.values}, document, self.shown)
        return Printed(text.encode(), facts.of(text))

    def _proven(self, page: Page, around: Values, own: Values, whole: Printed) -> Skeleton | None:
        """The skeleton, if it could be made, and this page made with it is the page."""
        try:
            made = self._skeleton(page, around, own)
            same = page.address in made.near or _same(self._filled(made, page, own), whole)
        except Exception:  # a template that wants to know more of a page than a skeleton can tell
            return None
        return made if same else None

    def _filled(self, skeleton: Skeleton, page: Page, own: Values) -> Printed:
        values = {**skeleton.shared, **own, "link": _link(page.address, skeleton.links), **page.values}
        context: Any = skeleton.template.new_context(values, shared=True)
        context.outermost, context.beyond, context.wanted = skeleton.outermost, skeleton.beyond, skeleton.wanted
        blocks = list(skeleton.template.root_render_func(context))
        pieces = skeleton.pieces.copy()
        for at, text in zip(skeleton.blocks, blocks, strict=True):
            pieces[at] = text.encode()
        for at, name, plain in skeleton.holes:
            pieces[at] = _fill(own[name], plain).encode()
        return Printed(b"".join(pieces), self._parts(skeleton, blocks, own))

    def _parts(self, skeleton: Skeleton, blocks: list[str], own: Values) -> facts.Parts:
        first, *after = skeleton.parts
        pieces = [first]
        for text, then in zip(blocks, after, strict=True):
            pieces += (facts.of(text), then)
        found = facts.joined(pieces)
        if not skeleton.linked:
            return found

        def filled(link: str) -> str:
            return _MARK.sub(lambda m: html.unescape(_fill(own[m[2]], bool(m[3]))), link)

        return found._replace(links=tuple(map(filled, found.links)))

    # making one

    def _skeleton(self, page: Page, around: Values, own: Values) -> Skeleton:
        here, asked = Here(), set[str]()
        link = _noting(_folder(page.address), asked)
        values = {
            **around,
            **{name: Unknown() for name in own},
            **{name: Hole(name) if own[name] else own[name] for name in HOLES},
            "crumbs": page.crumbs,
            "languages": There() if own["languages"] else own["languages"],
            "here": here,
            "link": link,
            "asset": lambda name: link(f"assets/{name}"),
            **{name: Unknown() for name in page.values},
        }
        template = self.watched.get_template(page.template)
        context = template.new_context(values)
        assert isinstance(context, Watched)
        context.blocks = _Blocks(context)
        text = "".join(template.root_render_func(context))
        outermost, before = context.runs[-1]
        if not all(isinstance(value, _SIMPLE) for value in before.values()):
            raise Opaque  # a list or namespace that blocks could share
        return Skeleton(
            **_cut(text),
            near=frozenset(here.others | {there[: end + 1] for there in asked for end in _ends(there)}),
            outermost=outermost,
            beyond=frozenset(name for name, now in context.vars.items() if before.get(name, context) is not now),
            template=self.alone.get_template(page.template),
            shared={**self.alone.globals, **around, "crumbs": page.crumbs},
        )


_PRESENT = (*HOLES, "languages")
_SIMPLE = (Macro, TemplateModule, Unknown, str, int, float, type(None))
_BLOCK = "block "
_MARK = re.compile(rf"{OPEN}({_BLOCK})?(\w+)(\|plain)?{CLOSE}")


def _same(one: Printed, other: Printed) -> bool:
    """Whether bytes and facts are equal; links may be told in another order."""
    (links, *facts), (others, *those) = one.parts, other.parts
    return one.content == other.content and set(links) == set(others) and facts == those


def _cut(text: str) -> dict[str, Any]:
    """A text with marks, as the pieces of a skeleton and their facts."""
    pieces: list[bytes] = []
    holes, blocks, parts, start, last = [], [], [], 0, 0
    for found in _MARK.finditer(text):
        pieces += (text[last : found.start()].encode(), b"")
        last = found.end()
        if not found[1]:
            holes.append((len(pieces) - 1, found[2], bool(found[3])))
        elif text.rfind("<", 0, found.start()) > text.rfind(">", 0, found.start()):
            raise Opaque  # a block inside of a tag: its facts could not be told without the tag
        else:
            blocks.append((len(pieces) - 1, found[2]))
            parts.append(facts.of(text[start : found.start()]))
            start = last
    pieces.append(text[last:].encode())
    parts.append(facts.of(text[start:]))
    wanted = tuple(name for _, name in blocks)
    if len(set(wanted)) != len(wanted) or any(OPEN in id for part in parts for id in part.ids):
        raise Opaque
    return {
        "pieces": pieces,
        "holes": tuple(holes),
        "blocks": tuple(at for at, _ in blocks),
        "wanted": wanted,
        "parts": tuple(parts),
        "linked": any(OPEN in link for part in parts for link in part.links),
    }


class _Blocks(dict[str, list[Any]]):
    """The blocks of a page that is a skeleton: those that do not care which page it is, and marks for the others."""

    def __init__(self, context: Watched) -> None:
        super().__init__()
        self.context = context
        for name, blocks in context.blocks.items():
            self.setdefault(name).extend(blocks)

    def setdefault(self, name: str, default: list[Any] | None = None) -> list[Any]:
        """The functions of a block, outermost first, as each template that is read adds its own."""
        if name not in self:
            self[name] = [partial(self._text, name)]
        return self[name]

    def _text(self, name: str, context: Any) -> Iterator[str]:
        if context is not self.context:
            raise Opaque  # the template around the block hands it names of its own
        try:
            text = "".join(self[name][1](context))
        except Exception:
            text = mark(f"{_BLOCK}{name}")
        yield text


def _fill(value: Any, plain: bool) -> str:
    """A value as Jinja would print it."""
    return printed(str(value) if plain else value)


def _folder(address: str) -> str:
    """The folder that a page's own folder stands in."""
    return address[: address.rfind("/", 0, -1) + 1]


def _ends(address: str) -> list[int]:
    return [at for at, sign in enumerate(address) if sign == "/"]


def _noting(folder: str, asked: set[str]) -> Callable[[str], str]:
    """Links as all pages of a folder write them, but for a page that one of them leads to or through."""

    def link(there: str) -> str:
        path = there.partition("#")[0]
        asked.add(path if path.endswith("/") else f"{path}/")
        return addresses.link(f"{folder}{OPEN}/", there)

    return link


def _link(here: str, known: dict[str, str]) -> Callable[[str], str]:
    """addresses.link; what a page's neighbours asked before is known."""

    def link(there: str) -> str:
        found = known.get(there)
        if found is not None and type(there) is str and not there.startswith(here):
            return found
        found = addresses.link(here, there)
        if type(there) is str and not there.startswith(here):
            known[there] = found
        return found

    return link


__all__ = ["Press", "Printed", "Skeleton"]
