"""The tools for PDFs find what they are to find: a fault for each is planted in a file that has none."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdf_tools
import pikepdf
import pytest
import segno
import typst

from sitegen import starter

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
SHEET = """
#set document(title: "Protect: Heel raise", date: datetime(year: 2026, month: 1, day: 1))
#set page(width: 110mm, height: 150mm, margin: 10mm, header: [Head of the page])
#set text(font: "Atkinson Hyperlegible Next", size: 11pt, lang: "en")
#pdf.artifact[Decoration]
= Heel raise
#image(bytes(sys.inputs.drawing), format: "svg", height: 9mm, alt: "Both heels are off the floor.")
#image(bytes(sys.inputs.code), format: "svg", height: 30mm, alt: "QR code")
== Steps
+ Rest *both* hands on the counter, stand tall and look at something far away, straight ahead of you.
+ Lift your heels in a step-by-step way, well-supported, for as long as you and your therapist found right.
Ring #link("tel:5550142")[555 0142]. #text(lang: "es")[Buenos días.] Left#h(1fr)Right
#table(columns: 2, table.header[Day][Done], [Monday], [])
#pagebreak()
See #link(<steps>)[the log].
== The log <steps>
"""
ARABIC = """
#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: "DejaVu Sans Mono", size: 11pt, lang: "ar")
الكعبين
"""

Spoil = Callable[[pikepdf.Pdf], object]


def composed(source: str) -> bytes:
    code = io.BytesIO()
    segno.make("https://example.org/c/p7khm", error="m").save(code, kind="svg", border=4, omitsize=True)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(starter.root() / "templates/fonts")])
    inputs = {"drawing": DRAWING, "code": code.getvalue().decode()}
    return bytes(typst.compile(source.encode(), format="pdf", font_paths=fonts, pdf_standards=["ua-1", "a-2a"], sys_inputs=inputs, timestamp=1767225600))


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return composed(SHEET)


@pytest.fixture(scope="module")
def root(sheet: bytes) -> pdf_tools.Element:
    return pdf_tools.tree(sheet)


def spoiled(sheet: bytes, spoil: Spoil) -> bytes:
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        spoil(pdf)
        pdf.save(out := io.BytesIO())
    return out.getvalue()


def _nodes(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/S") == f"/{tag}"]


def _without_words(pdf: pikepdf.Pdf) -> None:
    del _nodes(pdf, "Figure")[0]["/Alt"]


def _without_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as claimed:
        del claimed["dc:title"]


def _without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _with_loose_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    drawn = page.Contents.read_bytes().replace(b"/Artifact", b"/Nothing")
    page.Contents = pdf.make_stream(drawn)


def _without_font(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/FontFile2" in found:
            del found["/FontFile2"]


FAULTS: dict[str, tuple[Spoil, str]] = {
    "a figure without words": (_without_words, "PDF/UA-1 7.3-1, 1 times"),
    "no title": (_without_title, "PDF/UA-1 7.1-9"),
    "no language": (_without_language, "PDF/UA-1 7.2-"),
    "text that is neither tagged nor an artifact": (_with_loose_text, "PDF/UA-1 7.1-3"),
    "a font that is not embedded": (_without_font, "PDF/A-2a 6.2.11.4.1-1"),
}


@pytest.mark.slow
def test_verapdf_finds_each_planted_fault_and_none_in_a_good_file(sheet: bytes, tmp_path: Path) -> None:
    good = tmp_path / "good – مثال.pdf"
    good.write_bytes(sheet)
    files = {name: tmp_path / f"{number}.pdf" for number, name in enumerate(FAULTS)}
    for name, file in files.items():
        file.write_bytes(spoiled(sheet, FAULTS[name][0]))
    nothing = tmp_path / "nothing.pdf"
    nothing.write_bytes(b"no PDF at all")
    found = pdf_tools.verapdf([good, *files.values(), nothing])
    assert found[good] == []
    assert [name for name, file in files.items() if not any(told.startswith(FAULTS[name][1]) for told in found[file])] == [], found
    assert len(found[nothing]) == 2 and all(told.startswith("PDF/") for told in found[nothing])


def test_a_sheet_is_read_in_the_order_of_its_structure(sheet: bytes) -> None:
    assert pdf_tools.spoken(sheet).split("\n") == [
        "Heel raise",
        "Both heels are off the floor.",
        "QR code",
        "Steps",
        "1. Rest both hands on the counter, stand tall and look at something far away, straight ahead of you.",
        "2. Lift your heels in a step-by-step way, well-supported, for as long as you and your therapist found right.",
        "Ring 555 0142. Buenos días. Left Right",
        "Day",
        "Done",
        "Monday",
        "See the log.",
        "The log",
    ]


def test_order_is_that_of_the_structure_and_not_of_the_page(sheet: bytes) -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        (document,) = _nodes(pdf, "Document")
        document.K = pikepdf.Array(reversed(list(document.K)))

    assert pdf_tools.spoken(spoiled(sheet, turned)).split("\n")[0] == "The log"


def test_letters_that_are_drawn_from_right_to_left_are_read_as_they_are_written() -> None:
    assert pdf_tools.spoken(composed(ARABIC)) == "الكعبين"


def test_headings_lists_links_and_header_cells_are_told(root: pdf_tools.Element) -> None:
    assert pdf_tools.headings(root) == [(1, "Heel raise"), (2, "Steps"), (2, "The log")]
    assert [item.split()[0] for item in pdf_tools.lists(root)[0]] == ["Rest", "Lift"]
    assert pdf_tools.links(root) == [("555 0142", "tel:5550142"), ("the log", "page 2")]
    assert pdf_tools.header_cells(root) == [("Column", "Day"), ("Column", "Done")]


def test_a_picture_without_words_is_told_from_one_whose_words_are_empty(sheet: bytes, root: pdf_tools.Element) -> None:
    assert pdf_tools.alts(root) == ["Both heels are off the floor.", "QR code"]
    assert None in pdf_tools.alts(pdf_tools.tree(spoiled(sheet, _without_words)))


def test_the_language_of_a_part_is_told(root: pdf_tools.Element) -> None:
    assert [line for marked, line in pdf_tools.languages(root) if marked != "en"] == ["Ring 555 0142. Buenos días. Left Right"]
    assert ("en es", "Ring 555 0142. Buenos días. Left Right") in pdf_tools.languages(root)


def test_a_file_tells_its_title_standards_and_bookmarks(sheet: bytes) -> None:
    about = pdf_tools.about(sheet)
    assert (about.title, about.shows_title, about.language, about.direction, about.pages) == ("Protect: Heel raise", True, "en", "L2R", 2)
    assert about.standards == ["PDF/UA-1", "PDF/A-2a"]
    assert about.outline == [(1, "Heel raise"), (2, "Steps"), (2, "The log")]
    assert [round(side / 72 * 25.4) for side in about.size] == [110, 150]


def test_a_font_that_is_not_embedded_is_told(sheet: bytes) -> None:
    assert {(font.is_embedded, font.is_subset) for font in pdf_tools.fonts(sheet)} == {(True, True)}
    assert {font.name for font in pdf_tools.fonts(sheet)} == {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold"}
    assert not any(font.is_embedded for font in pdf_tools.fonts(spoiled(sheet, _without_font)))


def test_a_code_is_read_from_the_picture_of_its_page(sheet: bytes) -> None:
    first, second = pdf_tools.pictures(sheet, 100)
    assert [round(side / 100 * 25.4) for side in first.size] == [110, 150]
    assert pdf_tools.qr_codes(first) == ["https://example.org/c/p7khm"]
    assert pdf_tools.qr_codes(second) == []
