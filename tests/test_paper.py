"""What comes out of the printer: one level's word on every sheet, large enough, black, whole, and nothing to press."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from whole import whole

from sitegen import sheets, starter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

try:
    import pypdf
except ImportError:
    pypdf = None  # type: ignore[assignment]

pytest_plugins = ("browser_tools",)
pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPERS = ("Letter", "A4")
CARDS = ("heel-raise", "sit-stand", "bird-dog", "stairs")
PAGES = [*(f"protect/cards/{id}/" for id in CARDS), "protect/", "protect/cards/", "protect/lifting/", "protect/week/", "protect/handouts/safe-lifting/", "protect/print/", "protect/codes/", "heal/codes/"]
CHROME = ("Skip to the page", "Menu", "Print this page", "On paper", "Show the movement", "Back to all exercises", "These pages do not track you")

Print = Callable[..., Any]


@pytest.fixture
def printed(starter_site: Path, page: Page) -> Print:
    """Prints a page of the starter, as a reader of its PDF."""
    if pypdf is None:
        from browser_tools import without

        without("pypdf is not installed: pip install -e '.[test]'")

    def run(address: str, paper: str = "Letter", large: bool = False, change: str = "") -> Any:
        page.goto((starter_site / "output" / address / "index.html").as_uri())
        page.evaluate("large => large ? document.documentElement.setAttribute('data-print', 'large') : document.documentElement.removeAttribute('data-print')", large)
        if change:
            page.evaluate(change)
        return pypdf.PdfReader(io.BytesIO(page.pdf(format=paper)))

    return run


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def sizes(pdf: Any) -> Counter[float]:
    """How many signs are printed in which size, in points."""
    found: Counter[float] = Counter()

    def seen(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        scale = abs(tm[0] * cm[0] + tm[1] * cm[2]) or 1
        found[round(size * scale, 1)] += len(text.strip())

    for sheet in pdf.pages:
        sheet.extract_text(visitor_text=seen)
    return +found


def inks(pdf: Any) -> Iterator[tuple[float, ...]]:
    """The colors that text is filled with."""
    for sheet in pdf.pages:
        color: tuple[float, ...] = (0, 0, 0)
        for operands, operator in pypdf.generic.ContentStream(sheet["/Contents"], pdf).operations:
            if operator in (b"rg", b"g", b"sc", b"scn"):
                color = tuple(float(o) for o in operands if isinstance(o, int | float))
            elif operator in (b"Tj", b"TJ"):
                yield color


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("address", PAGES)
def test_each_sheet_begins_with_its_level_and_the_last_says_where_it_is_from_and_who_signed_it(address: str, paper: str, printed: Print) -> None:
    texts = [sheet.extract_text() for sheet in printed(address, paper).pages]
    level = {"protect": "Protect", "heal": "Heal"}[address.split("/")[0]]
    assert all(f"{level} sheet. Not your level? Do not use it." in text for text in texts)
    assert "Review:" in texts[-1] and "not yet signed by your clinic" in texts[-1]
    assert "example.org/" in flat(texts[-1])
    if "/cards/" in address and address != "protect/cards/":
        assert re.search(r"Version\s+(draft|\w{5}-\w{3})", texts[-1])
    assert not [word for word in CHROME for text in texts if word in text]


@pytest.mark.parametrize("address", PAGES)
def test_words_on_paper_are_13_to_14_points_or_18_and_black(address: str, printed: Print) -> None:
    usual, large = printed(address), printed(address, large=True)
    text, words = sizes(usual), sizes(large)
    assert 13 <= text.most_common(1)[0][0] <= 14 or "codes" in address
    assert min(text) >= 10.5 and sum(n for size, n in text.items() if size < 12) <= 12 * len(usual.pages), "only the number of the sheet and the letter in a small mark are small"
    assert words.most_common(1)[0][0] >= 18 and sum(n for size, n in words.items() if size < 17.9) <= 12 * len(large.pages)
    assert {*inks(usual), *inks(large)} <= {(0, 0, 0), (0,), (1, 1, 1), (1,)}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("id", CARDS)
def test_no_step_box_or_picture_of_a_card_is_cut(id: str, paper: str, printed: Print, page: Page) -> None:
    pdf = printed(f"protect/cards/{id}/", paper)
    texts = [flat(sheet.extract_text()) for sheet in pdf.pages]
    page.emulate_media(media="print")
    for part in (".steps__text", ".dose", ".mistakes__item", ".stop-box__row", ".ladder__rung", ".change__words"):
        for words in page.locator(part).all_inner_texts():
            assert any(flat(words) in text for text in texts), (part, words)
    assert len(texts) <= 2


def test_cards_take_two_sheets_at_most_and_the_shortest_take_one(starter_site: Path, printed: Print) -> None:
    ids = sorted(folder.parent.name for folder in (starter_site / "output/protect/cards").glob("*/index.html") if folder.parent.parent.name == "cards")
    counts = {id: len(printed(f"protect/cards/{id}/", "A4").pages) for id in ids}
    assert max(counts.values()) == 2
    assert sum(count == 1 for count in counts.values()) >= 12
    assert [len(printed(f"protect/cards/{id}/", "Letter").pages) for id in ("heel-raise", "rib-breath", "ankle-pump")] == [1, 1, 1]


def test_addresses_are_whole_on_paper(printed: Print, page: Page) -> None:
    for address in ("protect/lifting/", "about/how-checked/", "protect/references/"):
        text = flat("".join(sheet.extract_text() for sheet in printed(address).pages))
        outward = page.locator("main a[href^='https:']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        inward = page.locator("[data-paper]").evaluate_all("links => links.map(link => link.getAttribute('data-paper'))")
        assert outward or inward
        assert not [told for told in (*outward, *inward) if f"({told})" not in text]


def test_what_is_folded_on_the_screen_is_open_on_paper_and_folded_again(printed: Print, page: Page) -> None:
    folded = "document.querySelector('main article').insertAdjacentHTML('beforeend', '<details id=\"folded\"><summary>More</summary><p>Hidden until opened</p></details>')"
    assert "Hidden until opened" in printed("protect/lifting/", change=folded).pages[-1].extract_text()
    assert page.locator("#folded").get_attribute("open") is None


@pytest.mark.parametrize("way", ["", "large"])
def test_the_buttons_open_the_print_window_in_their_size_and_are_there_with_scripts_only(way: str, starter_site: Path, page: Page, browser: Browser) -> None:
    file = (starter_site / "output/protect/cards/heel-raise/index.html").as_uri()
    page.add_init_script("window.printed = []; window.print = () => window.printed.push(document.documentElement.getAttribute('data-print') || '')")
    page.goto(file)
    page.locator(f"[data-prints='{way}']").click()
    assert page.evaluate("window.printed") == [way]
    assert not page.locator("[data-print-words]").is_visible()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{file}#large-print")
    assert plain.locator("[data-print-words]").is_visible() and not plain.locator("[data-prints]").first.is_visible()
    plain.context.close()


def test_a_link_to_large_print_prints_large(starter_site: Path, page: Page) -> None:
    desk = starter_site / "output/protect/print/index.html"
    page.goto(desk.as_uri())
    href = page.get_by_role("link", name="Heel raise. Large print").get_attribute("href")
    assert href and href.endswith("/#large-print")
    page.goto((desk.parent / href.partition("#")[0] / "index.html").resolve().as_uri() + "#large-print")
    assert page.locator("html").get_attribute("data-print") == "large"
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("level", ["protect", "heal"])
def test_the_number_of_sheets_that_a_print_desk_tells_is_about_right(level: str, printed: Print) -> None:
    edition = next(e for e in whole(starter.root()).editions if e.folder == f"{level}/")
    far = {}
    for tile in edition.handouts.values():
        told = sheets.handout(tile, [edition.cards[id] for id in tile.cards if id in edition.cards], [edition.pages[id] for id in tile.pages if id in edition.pages])
        real = [len(printed(tile.address, large=large).pages) for large in (False, True)]
        far[tile.id] = (told.normal - real[0], told.large - real[1])
    print(far)
    assert all(abs(usual) <= 1 and abs(large) <= 2 for usual, large in far.values()), far
    assert sum(usual == 0 for usual, _ in far.values()) >= 0.7 * len(far)


def test_from_right_to_left_the_picture_stands_on_the_right(printed: Print, page: Page) -> None:
    pdf = printed("protect/cards/heel-raise/", "A4", change="document.documentElement.dir = 'rtl'")
    assert len(pdf.pages) <= 2
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})
    picture, purpose = (page.locator(part).first.bounding_box() for part in (".card__main .figure", ".card__brief"))
    assert picture and purpose and picture["x"] > purpose["x"] + purpose["width"] - 1


@pytest.mark.parametrize("level", ["protect", "build-up"])
def test_a_list_of_codes_fits_two_sheets(level: str, printed: Print) -> None:
    assert [len(printed(f"{level}/codes/", paper).pages) for paper in PAPERS] == [2, 2]
