"""The sheets of the starter, as they come out of a build: for whom they are, what they say, and that every reader, printer and photocopier can use them."""

from __future__ import annotations

import os
import random
import re
from collections import defaultdict
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pdf_tools
import pytest
from PIL import ImageChops
from pypdfium2 import PdfDocument

from sitegen import nodes, starter

pytestmark = pytest.mark.slow  # the starter is built, with all its sheets

TIERS = {"lower": "build-up", "moderate": "strengthen", "high": "protect", "recent": "heal"}
LABELS = {"build-up": ("B", "Build up"), "strengthen": ("S", "Strengthen"), "protect": ("P", "Protect"), "heal": ("H", "Heal")}
WHOLE = bool(os.environ.get("SITEGEN_WHOLE"))
SEED = int(os.environ.get("SITEGEN_SEED", "7"))
SAMPLE = 60


class Sheet(NamedTuple):
    """A PDF of the site: its path there, whose it is, what it is of."""

    file: Path
    path: str
    slug: str  # of the level; `everyone` without one
    kind: str
    id: str
    large: bool


@pytest.fixture(scope="module")
def cards() -> dict[str, dict[str, Any]]:
    """The cards as their authors wrote them."""
    return {file.stem: nodes.read(file.read_text(encoding="utf-8"))[0] for file in sorted((starter.root() / "content/cards").glob("*.yml"))}


@pytest.fixture(scope="module")
def sheets(printed_site: Path) -> list[Sheet]:
    """All sheets that were made."""
    output = printed_site / "output"
    return [_sheet(file, file.relative_to(output).as_posix()) for file in sorted(output.rglob("*.pdf"))]


@pytest.fixture(scope="module")
def sample(sheets: list[Sheet]) -> list[Sheet]:
    """Sixty of them, or all: some of each kind, level and size, and the rest by lot."""
    if WHOLE:
        return sheets
    lot, kinds = random.Random(SEED), defaultdict(list)
    for sheet in sheets:
        kinds[sheet.kind, sheet.large, sheet.slug if sheet.kind in ("card", "handout") else ""].append(sheet)
    first = [lot.choice(alike) for _, alike in sorted(kinds.items())]
    rest = [sheet for sheet in sheets if sheet not in first]
    return (first + lot.sample(rest, max(0, SAMPLE - len(first))))[:SAMPLE]


def _sheet(file: Path, path: str) -> Sheet:
    folder, name = path.rsplit("/", 1)
    parts = folder.split("/")
    slug = parts[0] if parts[0] in LABELS else "everyone"
    kind = {"cards": "card", "handouts": "handout", "print": "volume"}.get(parts[-2] if len(parts) > 1 and parts[-2] in ("cards", "handouts") else parts[-1], "page")
    kind = "form" if kind == "page" and "-form" in name else kind
    kind = f"{name.split('-')[-1 if 'large' not in name else -2].removesuffix('.pdf')}" if kind == "volume" else kind
    return Sheet(file, path, slug, kind, parts[-1], name.endswith("-large.pdf"))


def _texts(file: Path) -> list[str]:
    """The words on each page, as an eye meets them."""
    with PdfDocument(file) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


# for whom they are


def test_a_card_has_a_sheet_in_exactly_the_levels_that_may_do_it(sheets: list[Sheet], cards: dict[str, dict[str, Any]]) -> None:
    wanted = {(TIERS[tier], id, large) for id, card in cards.items() for tier, status in card["tiers"].items() if status != "avoid" for large in (False, True)}
    assert {(sheet.slug, sheet.id, sheet.large) for sheet in sheets if sheet.kind == "card"} == wanted


def test_every_page_handout_and_level_has_its_sheets(sheets: list[Sheet], printed_site: Path) -> None:
    output = printed_site / "output"
    beside = {sheet.path.rpartition("/")[0] for sheet in sheets}
    handouts = {page.parent.relative_to(output).as_posix() for page in output.glob("*/handouts/*/index.html")}
    advice = {place.relative_to(output).as_posix() for slug in (*LABELS, "") for page in (starter.root() / "content/pages").glob("*.md") if (place := output / slug / page.stem).is_dir()}
    assert len(handouts) > 30 and len(advice) > 100
    assert handouts | advice <= beside
    assert {(sheet.slug, sheet.kind, sheet.large) for sheet in sheets if sheet.kind in ("booklet", "log")} == {(slug, kind, large) for slug in LABELS for kind in ("booklet", "log") for large in (False, True)}


def test_what_is_filled_in_on_a_page_is_a_sheet_by_itself(sheets: list[Sheet]) -> None:
    forms = {(sheet.slug, sheet.id) for sheet in sheets if sheet.kind == "form"}
    assert {("protect", "falls-home"), ("protect", "falling-getting-up"), ("protect", "tracking"), ("heal", "tracking"), ("everyone", "questions")} <= forms
    assert ("protect", "posture") not in forms


def test_every_page_of_a_sheet_says_for_whom_it_is_and_what_page_it_is(sample: list[Sheet]) -> None:
    wrong = []
    for sheet in sample:
        texts = _texts(sheet.file)
        for number, text in enumerate(texts, 1):
            cover = sheet.kind == "booklet" and number == 1  # its level stands there as large as it can
            whose = f"{LABELS[sheet.slug][1]}{'' if cover else ' sheet'}" if sheet.slug in LABELS else "A sheet for everyone"
            wanted = [whose, "555-0100", f"Page {number} of {len(texts)}", "Awaiting your clinic’s review"]
            wrong += [(sheet.path, number, words) for words in wanted if words not in text]
    assert wrong == []


def test_title_and_file_name_begin_with_the_level(sample: list[Sheet]) -> None:
    for sheet in sample:
        about = pdf_tools.about(sheet.file)
        letter, label = LABELS.get(sheet.slug, ("", ""))
        assert sheet.file.name.startswith(f"{sheet.slug}-")
        assert about.title.startswith(f"{letter} – {label}: ") if letter else about.title
        assert about.shows_title and about.language == "en"
        assert about.outline and about.outline[0][1]


# what they say


def _said(text: str) -> str:
    return " ".join(re.sub(r"[­​]", "", text).split())


def test_a_card_is_read_out_whole_and_in_its_order(sheets: list[Sheet], cards: dict[str, dict[str, Any]]) -> None:
    taught = [sheet for sheet in sheets if sheet.kind == "card" and cards[sheet.id].get("supervision") != "always"]
    for sheet in random.Random(SEED).sample(taught, 12):
        card, spoken = cards[sheet.id], _said(pdf_tools.spoken(sheet.file))
        tier = next(tier for tier, slug in TIERS.items() if slug == sheet.slug)
        wanted = [card["name"], card["goal"]["plain"], card["goal"]["why"]]
        wanted += [card["modify"][tier]] if card["tiers"][tier] == "modify" and tier in card["modify"] else []
        place = 0
        for words in [*wanted, *(text for step in card["steps"] for text in step.values())]:
            place = spoken.index(_said(words), place) + len(words)
        for words in (card["feel"], *(text for slip in card.get("mistakes", ()) for text in slip.values())):
            assert _said(words) in spoken, (sheet.path, words)
        assert card["alt"] in pdf_tools.alts(pdf_tools.tree(sheet.file)) if "alt" in card else True
        assert spoken.index("Stop, and get help") and "Call 911 now" in spoken


def test_a_dose_stands_in_whole_sentences_as_on_the_page(sheets: list[Sheet], printed_site: Path) -> None:
    found = 0
    for sheet in random.Random(SEED).sample([sheet for sheet in sheets if sheet.kind == "card"], 12):
        html = sheet.file.with_name("index.html").read_text(encoding="utf-8")
        dose = re.search(r'class="dose__sentence">([^<]+)<', html)
        if dose:
            found += 1
            assert _said(unescape(dose[1])) in _said(pdf_tools.spoken(sheet.file)), sheet.path
    assert found > 6


def test_links_to_a_sheet_tell_its_pages_and_size(printed_site: Path, sheets: list[Sheet]) -> None:
    output, seen = printed_site / "output", set()
    for page in sorted({sheet.file.with_name("index.html") for sheet in sheets}):
        for href, words in re.findall(r'<a class="sheets__link" href="([^"]+)">(.*?)</a>', page.read_text(encoding="utf-8"), re.S):
            file = (page.parent / href).resolve()
            with PdfDocument(file) as pdf:
                pages = len(pdf)
            size = max(1, round(file.stat().st_size / 1000))
            assert f"PDF, {pages} page{'s' if pages > 1 else ''}, {size} kB" in " ".join(re.sub(r"<[^>]*>", "", words).split()), (page, href)
            seen.add(file.relative_to(output.resolve()).as_posix())
    assert seen == {sheet.path for sheet in sheets}


def test_the_print_desk_leads_to_every_sheet_of_its_level(printed_site: Path, sheets: list[Sheet]) -> None:
    output = printed_site / "output"
    for slug in LABELS:
        desk = output / slug / "print"
        found = {(desk / href).resolve().relative_to(output.resolve()).as_posix() for href in re.findall(r'href="([^"]+\.pdf)"', (desk / "index.html").read_text(encoding="utf-8"))}
        assert found == {sheet.path for sheet in sheets if sheet.slug == slug}


# that everyone can use them


def test_sheets_pass_both_standards(sample: list[Sheet]) -> None:
    found = pdf_tools.verapdf([sheet.file for sheet in sample])
    assert {path.name: rules for path, rules in found.items() if rules} == {}
    assert len(found) >= SAMPLE


def test_the_code_on_a_sheet_leads_to_its_page(sheets: list[Sheet], printed_site: Path) -> None:
    for sheet in random.Random(SEED).sample([sheet for sheet in sheets if sheet.kind in ("card", "page", "handout")], 12):
        pictures = pdf_tools.pictures(sheet.file, 100)
        read = {code for picture in pictures for code in pdf_tools.qr_codes(picture.convert("L"))}
        assert read, sheet.path
        for code in read:
            place = code.removeprefix("https://example.org/")
            assert (printed_site / "output" / place / "index.html").is_file(), (sheet.path, code)
            assert place.rstrip("/") in "".join(_texts(sheet.file)).replace(" ", ""), "it can be typed, too"


def test_all_letters_come_with_their_typeface(sample: list[Sheet]) -> None:
    fonts = [(sheet.path, font) for sheet in sample for font in pdf_tools.fonts(sheet.file)]
    assert [(path, font.name) for path, font in fonts if not (font.is_embedded and font.is_subset)] == []
    assert {font.name.split("+")[-1].split("-")[0] for _, font in fonts} == {"AtkinsonHyperlegibleNext"}


def test_sheets_are_black_on_white(sample: list[Sheet]) -> None:
    for sheet in random.Random(SEED).sample(sample, 15):
        for picture in pdf_tools.pictures(sheet.file, 40)[:3]:
            red, green, blue = picture.convert("RGB").split()
            assert max(ImageChops.difference(red, other).getextrema()[1] for other in (green, blue)) < 3, f"{sheet.path} has a color, which a copier makes into who knows what"


def test_holes_are_punched_where_nothing_stands(sheets: list[Sheet]) -> None:
    lot = [sheet for sheet in sheets if "fridge" not in sheet.path and sheet.kind not in ("log", "booklet")]
    for sheet in random.Random(SEED).sample(lot, 15):
        for picture in pdf_tools.pictures(sheet.file, 50):
            wide, high = picture.size
            edge = (0, 0, round(15 / 25.4 * 50), high) if wide < high else (0, 0, wide, round(15 / 25.4 * 50))
            assert picture.convert("L").crop(edge).getextrema()[0] > 200, sheet.path


def test_rows_and_columns_of_tables_have_headers(sheets: list[Sheet]) -> None:
    for sheet in random.Random(SEED).sample([sheet for sheet in sheets if sheet.kind in ("card", "log")], 6):
        cells = pdf_tools.header_cells(pdf_tools.tree(sheet.file))
        if sheet.kind == "log" or cells:
            assert {"Column", "Row"} <= {scope for scope, _ in cells}, sheet.path
            assert all(text for scope, text in cells if scope == "Row")


def test_headings_leave_no_level_out(sample: list[Sheet]) -> None:
    for sheet in random.Random(SEED).sample(sample, 20):
        levels = [level for level, _ in pdf_tools.headings(pdf_tools.tree(sheet.file))]
        assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels)), sheet.path
