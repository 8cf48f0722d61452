"""A page of a PDF → the words of each marked content in it, as a screen reader gets them: decoded, in logical order, with their places.

Made for what Typst writes; an operator that it never uses is an error, so that no words are lost in silence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pikepdf

Key = tuple[tuple[int, int], int]  # whose numbers these are (a page or a form), and the number
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # soft hyphens, marks for directions and for breaks
_BREAKS_WORD = re.compile(r"\S[-–/]$")
_LINE, _GAP = 0.5, 0.15  # of the text's size: what is farther away is another line, or another word


class Words(NamedTuple):
    """A piece of text that was drawn at once; measures in points, along its line and across it."""

    text: str
    language: str
    begin: float
    end: float
    across: float
    size: float
    reversed: bool


def joined(pieces: Iterable[Words]) -> str:
    """One text: a space where a new line begins or a gap is left, unless a word goes on after its hyphen."""
    found, before = "", None
    for piece in pieces:
        if found and piece.text and before and not found[-1].isspace() and not piece.text[0].isspace():
            found += _between(found, before, piece)
        found += piece.text
        before = piece
    return " ".join(_UNSEEN.sub("", found).split())


def _between(found: str, one: Words, other: Words) -> str:
    size = max(one.size, other.size)
    if abs(one.across - other.across) > _LINE * size:
        return "" if found[-1] in "\u00ad\u200b" or _BREAKS_WORD.search(found) else " "
    apart = not one.reversed and not other.reversed and other.begin - one.end > _GAP * size
    return " " if apart else ""


def words(page: pikepdf.Page) -> dict[Key, list[Words]]:
    """The pieces of each marked content of a page; what is an artifact, or belongs to nothing, is left out."""
    reader = _Reader()
    reader.read(page.obj, page.obj.Resources, page.obj.objgen)
    return reader.found


@dataclass(slots=True)
class _Mark:
    """A marked content that is open."""

    tag: str
    key: Key | None = None
    language: str = ""
    actual: str | None = None  # said once, instead of all that is drawn in it


@dataclass(slots=True)
class _State:
    matrix: pikepdf.Matrix = field(default_factory=pikepdf.Matrix)
    font: _Font | None = None
    size: float = 0.0


@dataclass(slots=True)
class _Font:
    """Codes → text and widths."""

    texts: dict[int, str]
    widths: dict[int, float]
    default: float
    length: int  # bytes a code

    def codes(self, drawn: bytes) -> list[int]:
        return [int.from_bytes(drawn[at : at + self.length], "big") for at in range(0, len(drawn), self.length)]


class _Reader:
    """Walks through the operators of a page and of the forms in it."""

    def __init__(self) -> None:
        self.found: dict[Key, list[Words]] = {}
        self.marks: list[_Mark] = []
        self.state = _State()
        self.text = pikepdf.Matrix()
        self.fonts: dict[tuple[int, int], _Font] = {}

    def read(self, stream: Any, resources: Any, owner: tuple[int, int]) -> None:
        """One stream of operators."""
        kept: list[_State] = []
        for operands, operator in pikepdf.parse_content_stream(stream):
            match str(operator):
                case "q":
                    kept.append(replace(self.state))
                case "Q":
                    self.state = kept.pop()
                case "cm":
                    self.state.matrix = _matrix(operands) @ self.state.matrix
                case "BMC" | "BDC":
                    self.marks.append(_mark(operands, resources, owner))
                case "EMC":
                    self.marks.pop()
                case "Do":
                    self._form(resources.XObject[operands[0]], resources, owner)
                case name:
                    self._text(name, operands, resources)

    def _text(self, name: str, operands: Any, resources: Any) -> None:
        match name:
            case "BT":
                self.text = pikepdf.Matrix()
            case "Tm":
                self.text = _matrix(operands)
            case "Tf":
                self.state.font, self.state.size = self._font(resources.Font[operands[0]]), float(operands[1])
            case "Tj":
                self._draw([operands[0]])
            case "TJ":
                self._draw(operands[0])
            case "'" | '"' | "Td" | "TD" | "T*" | "Tc" | "Tw" | "Tz" | "Ts":
                raise NotImplementedError(f"text is placed by {name}, which this reader has not learned")

    def _form(self, form: Any, resources: Any, owner: tuple[int, int]) -> None:
        if form.Subtype != "/Form":
            return
        before = replace(self.state)
        self.state.matrix = _matrix(form.get("/Matrix", (1, 0, 0, 1, 0, 0))) @ self.state.matrix
        self.read(form, form.get("/Resources", resources), form.objgen if "/StructParents" in form else owner)
        self.state = before

    def _draw(self, parts: Iterable[Any]) -> None:
        font, size = self.state.font, self.state.size
        assert font, "text without a font"
        texts, moved = [], 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = font.codes(bytes(part))
                texts += [font.texts.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes]
                moved += sum(font.widths.get(code, font.default) for code in codes)
            else:
                moved -= float(part)
        self._keep(texts, moved / 1000 * size)
        self.text = pikepdf.Matrix(1, 0, 0, 1, moved / 1000 * size, 0) @ self.text

    def _keep(self, texts: list[str], width: float) -> None:
        """Files a piece under the innermost number, unless it is an artifact."""
        keys = [mark.key for mark in self.marks if mark.key]
        if not keys or any(mark.tag == "/Artifact" for mark in self.marks):
            return
        is_reversed = any(mark.tag == "/ReversedChars" for mark in self.marks)
        text = "".join(reversed(texts) if is_reversed else texts)
        for mark in self.marks:
            if mark.actual is not None:
                text, mark.actual = mark.actual, ""
                break
        place = self.text @ self.state.matrix
        language = next((mark.language for mark in reversed(self.marks) if mark.language), "")
        self.found.setdefault(keys[-1], []).append(_placed(text, language, place, width, self.state.size, is_reversed))

    def _font(self, font: Any) -> _Font:
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = _read_font(font)
        return self.fonts[font.objgen]


def _placed(text: str, language: str, place: pikepdf.Matrix, width: float, size: float, is_reversed: bool) -> Words:
    """The piece with its measures; lines may run in any direction."""
    scale = math.hypot(place.a, place.b)
    along = (place.e * place.a + place.f * place.b) / scale
    across = (place.f * place.a - place.e * place.b) / scale
    return Words(text, language, along, along + width * scale, across, size * scale, is_reversed)


def _matrix(numbers: Iterable[Any]) -> pikepdf.Matrix:
    return pikepdf.Matrix(*(float(number) for number in numbers))


def _mark(operands: Any, resources: Any, owner: tuple[int, int]) -> _Mark:
    tag = str(operands[0])
    properties = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, pikepdf.Name):
        properties = resources.Properties[properties]
    number, actual = properties.get("/MCID"), properties.get("/ActualText")
    return _Mark(tag, None if number is None else (owner, int(number)), str(properties.get("/Lang", "")), None if actual is None else str(actual))


def _read_font(font: Any) -> _Font:
    texts = _texts(font.ToUnicode.read_bytes().decode("latin-1")) if "/ToUnicode" in font else {}
    if font.Subtype != "/Type0":
        return _Font(texts, {}, 0.0, 1)
    (descendant,) = font.DescendantFonts
    return _Font(texts, dict(_widths(descendant.get("/W", []))), float(descendant.get("/DW", 1000)), 2)


def _texts(cmap: str) -> dict[int, str]:
    """What a ToUnicode table says of codes and of ranges of codes."""
    found = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            found[int(code, 16)] = _unicode(text)
    for section in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", section):
            for more in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + more] = _unicode(f"{int(text, 16) + more:0{len(text)}x}")
    return found


def _unicode(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _widths(listed: Any) -> Iterator[tuple[int, float]]:
    """`first [width …]` and `first last width`, as they come."""
    entries = list(listed)
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + more, float(width)) for more, width in enumerate(second))
        else:
            width = float(entries.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))
