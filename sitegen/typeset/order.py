"""A PDF as Typst tags it → the same, in which words from right to left are read in their order, and each letter once.

Typst tags the parts of a phrase in the order in which they stand on paper: one that changes typeface for a space, or that has marks at its letters, would be
read from its end. And it lets a mark say the letter that it joins once more. No validator tells; who listens, does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

_NOTHING = "\u2060"  # what a mark says, for its letter says both
_LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


class _Glyph(NamedTuple):
    font: tuple[int, int]
    code: int
    text: str


class _Piece(NamedTuple):
    """What one marked content shows, and where its line begins."""

    text: str
    along: float
    across: float
    size: float

    @property
    def directions(self) -> set[str]:
        return {unicodedata.bidirectional(letter) for letter in self.text}

    def follows(self, other: _Piece) -> bool:
        """Whether it stands to the right of another one, in the same line."""
        return abs(self.across - other.across) < 0.6 * self.size and self.along > other.along - 0.1


def mended(pdf: Any) -> bool:
    """Mends an open PDF; whether there was anything to be read from right to left."""
    import pikepdf

    fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    letters = {name: _letters(font) for name, font in fonts.items()}
    if not any(_from_right(text) for font in letters.values() for text in font.values()):
        return False
    pages = {page.obj.objgen: _Page(page, letters) for page in pdf.pages}
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/Pg" in found and _is_array(found.get("/K")):
            _reorder(found.K, pages[found.Pg.objgen].pieces)
    marks = {mark for page in pages.values() for mark in page.marks()}
    for name in {name for name, _ in marks}:
        fonts[name].ToUnicode = pdf.make_stream(_silenced(fonts[name], {code for font, code in marks if font == name}))
    for page in pages.values():
        page.rewrite(pdf, marks)
    return True


def _reorder(kids: Any, pieces: dict[int, _Piece]) -> None:
    """Turns round what stands side by side and is read from right to left; such phrases themselves are in their order."""
    phrases: list[list[int]] = []
    before: _Piece | None = None
    for place, kid in enumerate(kids):
        piece = pieces.get(kid) if isinstance(kid, int) else None
        if piece and piece.directions & {"L", "EN", "AN"}:
            piece = None
        if piece and before and piece.follows(before):
            phrases[-1].append(place)
        elif piece:
            phrases.append([place])
        before = piece
    for phrase in phrases:
        numbers = [int(kids[place]) for place in phrase]
        if any(_from_right(pieces[number].text) for number in numbers):
            for place, number in zip(phrase, reversed(numbers), strict=True):
                kids[place] = number


def _letters(font: Any) -> dict[int, str]:
    """What each glyph says."""
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _LETTER.findall(font.ToUnicode.read_bytes())}


def _silenced(font: Any, marks: set[int]) -> bytes:
    """The table of what each glyph says, in which marks say nothing."""

    def row(found: re.Match[bytes]) -> bytes:
        return b"<%s> <%s>" % (found[1], b"%04X" % ord(_NOTHING)) if int(found[1], 16) in marks else found[0]

    return _LETTER.sub(row, font.ToUnicode.read_bytes())


def _from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


class _Page:
    """The program of a page, and what it shows: by marked content, and glyph by glyph."""

    def __init__(self, page: Any, letters: dict[tuple[int, int], dict[int, str]]) -> None:
        import pikepdf

        self.page, self.program = page, list(pikepdf.parse_content_stream(page))
        self.glyphs: list[_Glyph] = []
        self.noted: dict[int, list[_Glyph]] = {}  # where in the program something else is noted than what the glyphs say, and at which
        self.shown: dict[int, _Piece] = {}
        matrices, font, size = [pikepdf.Matrix()], (0, 0), 1.0
        contents: list[tuple[int, Any]] = []  # those that are open, outermost first
        for number, (operands, operator) in enumerate((one.operands, one.operator) for one in self.program if isinstance(one, pikepdf.ContentStreamInstruction)):
            match str(operator):
                case "q":
                    matrices.append(matrices[-1])
                case "Q":
                    matrices.pop()
                case "cm":
                    matrices[-1] = pikepdf.Matrix(*(float(value) for value in operands)) @ matrices[-1]
                case "BMC" | "BDC":
                    contents.append((number, operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}))
                case "EMC":
                    contents.pop()
                case "Tf":
                    font, size = page.Resources.Font[operands[0]].objgen, float(operands[1])
                case "Tj" | "TJ":
                    self._show([_Glyph(font, code, letters[font].get(code, "")) for code in _codes(operands[0])], contents, matrices[-1], size)
        self.pieces = _in_line(self.shown)

    def _show(self, glyphs: list[_Glyph], contents: list[tuple[int, Any]], matrix: Any, size: float) -> None:
        for opened, noted in contents:
            if "/ActualText" in noted:
                glyphs = self.noted[opened] = [glyph._replace(text=str(noted.ActualText)) for glyph in glyphs]
        self.glyphs += glyphs
        at = next((int(noted.MCID) for _, noted in contents if "/MCID" in noted), -1)
        text = "".join(glyph.text for glyph in glyphs)
        self.shown[at] = self.shown[at]._replace(text=self.shown[at].text + text) if at in self.shown else _Piece(text, matrix.e, matrix.f, size)

    def marks(self) -> Iterator[tuple[tuple[int, int], int]]:
        """The glyphs, by font, that join another one: on paper they stand before it, and Typst lets both say the same."""
        for one, other in pairwise(self.glyphs):
            if len(one.text) > 1 and one.text == other.text and one.font == other.font and _from_right(one.text):
                yield one.font, one.code

    def rewrite(self, pdf: Any, marks: set[tuple[tuple[int, int], int]]) -> None:
        """Lets marks say nothing also where something is noted beside them, and puts the parts of one text into their order."""
        import pikepdf

        for number, glyphs in self.noted.items():
            if {(glyph.font, glyph.code) for glyph in glyphs} <= marks:
                nothing = pikepdf.Dictionary(ActualText=pikepdf.String(_NOTHING))
                self.program[number] = pikepdf.ContentStreamInstruction([pikepdf.Name.Span, nothing], pikepdf.Operator("BDC"))
        program: list[Any] = []
        begin = 0
        for one in self.program:
            program.append(one)
            name = str(one.operator)
            begin = len(program) - 1 if name == "BT" else begin
            if name == "ET":
                parts = list(_parts(program[begin + 1 : -1]))
                if len(parts) > 1 and any(str(other.operands[0]) == "/ReversedChars" for part in parts for other in part if str(other.operator) == "BMC"):
                    program[begin + 1 : -1] = [other for part in reversed(parts) for other in part]
        self.page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(program))


def _parts(text: list[Any]) -> Iterator[list[Any]]:
    """What is shown of a text at once, each with its own typeface and place, and with what is noted at it."""
    part: list[Any] = []
    depth, shown = 0, False
    for one in text:
        name = str(one.operator)
        part.append(one)
        depth += (name in ("BMC", "BDC")) - (name == "EMC")
        shown = shown or name in ("Tj", "TJ")
        if shown and not depth:
            yield part
            part, shown = [], False
    if part:
        yield part


def _in_line(shown: dict[int, _Piece]) -> dict[int, _Piece]:
    """Lets a mark, which is drawn right before its letter and higher or lower, stand in the letter's line."""
    found: dict[int, _Piece] = {}
    after: _Piece | None = None
    for at, piece in reversed(shown.items()):
        joins = after and abs(piece.along - after.along) < 0.01 and abs(piece.across - after.across) < piece.size
        found[at] = after = piece._replace(across=after.across) if after and joins else piece
    return found


def _codes(shown: Any) -> Iterator[int]:
    """The glyphs of a string, or of those between which something is moved."""
    for part in shown if _is_array(shown) else [shown]:
        if not isinstance(part, int | float | Decimal):
            drawn = bytes(part)
            yield from (int.from_bytes(drawn[at : at + 2], "big") for at in range(0, len(drawn), 2))


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)
