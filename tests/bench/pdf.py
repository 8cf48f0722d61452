"""Cards → PDFs a second, ours beside WeasyPrint and Chromium, who print the same cards' pages; and what all sheets of a site cost.

Everyone is warm, and works in turns on one card after the other. The rivals get the finished page: it needs no rendering any more.
Ours begins with what the build knows of a card, and draws its picture anew. Nobody uses a second core but Chromium.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import table
from budgets import budget, least
from processes import Failed, timed

from sitegen import build, starter
from sitegen.build import Settings
from sitegen.model.views import CardView

CARDS = 12
WEASYPRINT, CHROMIUM = "sheets, times as fast as WeasyPrint", "sheets, times as fast as Chromium"
COLD, SAME, BARE, OTHER = "all sheets, cold", "all sheets, no change", "the site without sheets, cold", "all sheets, on the other paper"
PAPERS = {"letter": "a4", "a4": "letter"}
_DAY = date(2026, 11, 21)


class Card(NamedTuple):
    """A card of one level: its page, and words that must stand in its PDF."""

    id: str
    page: Path
    words: str


Printer = Callable[[Card], bytes]


def measure(folder: Path, rounds: int, markdown: bool = False) -> None:
    """Prints how fast sheets are made beside the rivals, and what a build with all of them costs."""
    project = folder / "site"
    shutil.copytree(starter.root() / "content", project / "content")
    _print(_beside(project, rounds), markdown)
    _print(list(_builds(project)), markdown)


def _print(rows: Sequence[list[str]], markdown: bool) -> None:
    print("\n" + table.shown(rows, markdown), flush=True)


# one card after the other


def ours(project: Path) -> tuple[Printer, list[Card]]:
    """How we make a card's sheet, from what a build knows of it; and the cards of the level that has most of them."""
    from sitegen.typeset import cards
    from sitegen.typeset.press import Press
    from sitegen.typeset.sheet import NORMAL, Form, Whom

    plan = build.prepare(Settings(project, _DAY, jobs=1))
    content, renderer = plan.content, plan.renderer
    assert content and renderer, plan.problems
    press, form = Press([starter.root() / "templates"]), Form("letter", NORMAL)
    found = {}
    for reader in (reader for reader in content.readers if reader.tier):
        views = [view for key in content.records if key[0] == "card" and isinstance(view := content.views(key).get(reader.key), CardView) and view.whole]
        found[len(views)] = (reader, {view.id: view for view in views})
    reader, shown = found[max(found)]
    whom = Whom(reader, renderer.words[reader.language], renderer.words)

    def printed(card: Card) -> bytes:
        view = shown[card.id]
        data = cards.sheet(view, content.drawn(view.figure.id) if view.figure else None, whom, form)
        return press.pdf(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).content

    return printed, [Card(view.id, project / "output" / view.address / "index.html", str(view.name)) for view in shown.values()]


@contextmanager
def weasyprint() -> Iterator[Printer]:
    """WeasyPrint with all that it can keep from one page to the next; it makes PDF/UA, too, which costs it little."""
    try:
        import weasyprint as rival
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as missing:  # OSError: Pango is a library of the system
        raise Failed(f"WeasyPrint is not here (pip install weasyprint; apt install libpango-1.0-0 libpangoft2-1.0-0): {missing}") from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    kept, configuration = {}, FontConfiguration()
    print(f"WeasyPrint {rival.__version__}")
    yield lambda card: rival.HTML(filename=card.page).write_pdf(font_config=configuration, cache=kept, pdf_variant="pdf/ua-1")


@contextmanager
def chrome() -> Iterator[Printer]:
    """Chromium, one page that stays open; scripts are off, for paper has no use for them."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if not program:
        raise Failed("Chromium is not here (apt install chromium; pip install playwright)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(java_script_enabled=False).new_page()
        print(f"Chromium {browser.version}")

        def printed(card: Card) -> bytes:
            page.goto(card.page.as_uri())
            return page.pdf(format="Letter", tagged=True)

        yield printed
        browser.close()


def _beside(project: Path, rounds: int) -> list[list[str]]:
    build.build(Settings(project, _DAY))
    mine, found = ours(project)
    step = max(1, len(found) // CARDS)
    cards = found[::step][:CARDS]
    with ExitStack() as stack:
        printers = {"sitegen": mine}
        for name, rival in ((WEASYPRINT, weasyprint), (CHROMIUM, chrome)):
            try:
                printers[name] = stack.enter_context(rival())
            except Failed as failed:
                print(f"!! {failed}", file=sys.stderr)
        for printer in printers.values():
            _prove(printer, cards)
        seconds = [_round(printers, cards) for _ in range(rounds)]
    print(f"{len(cards)} cards, {rounds} round{'s' if rounds > 1 else ''} in turns")
    return list(_rows(seconds))


def _prove(printer: Printer, cards: Sequence[Card]) -> None:
    """Warms it up, and sees that it prints what it is asked for."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise Failed("pypdf is not here: pip install -e '.[bench]'") from None
    for card in cards:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printer(card))).pages)
        if _flat(card.words) not in _flat(text):
            raise Failed(f"the PDF of {card.id} does not say {card.words!r}")


def _flat(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _round(printers: dict[str, Printer], cards: Sequence[Card]) -> dict[str, float]:
    """Seconds a PDF of each; a busy moment of the machine meets all alike."""
    spent = dict.fromkeys(printers, 0.0)
    for card in cards:
        for name, printer in printers.items():
            began = time.perf_counter()
            printer(card)
            spent[name] += time.perf_counter() - began
    return {name: seconds / len(cards) for name, seconds in spent.items()}


def _rows(seconds: Sequence[dict[str, float]]) -> Iterator[list[str]]:
    mine = [found["sitegen"] for found in seconds]
    yield ["", "ms a PDF", "PDFs a second", "ratio min", "median", "max", "target", ""]
    yield ["sitegen", *_speed(mine), "", "", "", "", ""]
    for name in (name for name in seconds[0] if name != "sitegen"):
        theirs = [found[name] for found in seconds]
        ratios = [other / own for own, other in zip(mine, theirs, strict=True)]
        ratio, wanted = statistics.median(ratios), least(name)
        told = [f"≥ {wanted:g}", "met" if ratio >= wanted else "missed"] if wanted else ["", ""]
        yield [name, *_speed(theirs), *(f"{number:.1f}" for number in (min(ratios), ratio, max(ratios))), *told]


def _speed(seconds: Sequence[float]) -> list[str]:
    middle = statistics.median(seconds)
    return [f"{middle * 1000:.0f}", f"{1 / middle:.1f}"]


# a whole site


def _builds(project: Path) -> Iterator[list[str]]:
    """Builds from nothing and with nothing to do, on all cores, each in a process of its own; then on the other paper, too."""
    yield ["", "seconds", "CPU s", "PDFs", "MiB of PDFs", "target", ""]
    yield _built(project, BARE, "--no-handouts")
    yield _built(project, COLD)
    yield _built(project, SAME)
    site = project / "content/site.yml"
    before = site.read_text(encoding="utf-8")
    after = re.sub(r"^paper: (\w+)", lambda found: f"paper: {PAPERS[found[1]]}", before, flags=re.M)
    if after == before:
        raise Failed("site.yml names no paper any more")
    site.write_text(after, encoding="utf-8")
    yield _built(project, OTHER)


def _built(project: Path, row: str, *options: str) -> list[str]:
    output = project / "output"
    if row in (BARE, COLD):
        for made in (output, project / ".sitegen"):
            shutil.rmtree(made, ignore_errors=True)
    cost = timed([sys.executable, "-m", "sitegen", "build", *options], project)
    sizes = [file.stat().st_size for file in output.rglob("*.pdf")]
    if bool(sizes) == (row == BARE):
        raise Failed(f"{row}: {len(sizes)} PDFs")
    wanted = budget(row, 0)
    return [row, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{len(sizes)}", f"{sum(sizes) / 2**20:.1f}", str(wanted), wanted.verdict(None, cost.wall)]
