"""A level's booklet and its log: nothing of the level is missing in them, and every way in them leads where it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pdf_tools
import pytest

from sitegen import build, starter, tailor
from sitegen.model.views import CardAround, CardView, Edition
from sitegen.settings import Settings
from sitegen.typeset import booklets, logs
from sitegen.typeset.press import Press
from sitegen.typeset.sheet import Form, Whom

pytestmark = pytest.mark.slow  # whole sites are built, and built again

HEAL, BUILD_UP = "heal", "build-up"


@pytest.fixture(scope="module")
def plan() -> build.Plan:
    return build.prepare(Settings(starter.root(), date(2026, 11, 22)))


@pytest.fixture(scope="module")
def press(plan: build.Plan) -> Iterator[Press]:
    assert plan.renderer
    press = Press(plan.renderer.folders)
    yield press
    press.close()


@pytest.fixture(scope="module")
def heal(plan: build.Plan, press: Press, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The booklet of the level with the fewest exercises."""
    edition, shown, whom = _level(plan, HEAL)
    file = tmp_path_factory.mktemp("booklets") / "heal.pdf"
    file.write_bytes(press.pdf(json.dumps(booklets.sheet(edition, shown, whom, Form("letter")))).content)
    return file


def _level(plan: build.Plan, slug: str) -> tuple[Edition, list[logs.Shown], Whom]:
    content, renderer = plan.content, plan.renderer
    assert content and renderer
    reader = next(reader for reader in content.readers if reader.tier and reader.tier.slug == slug)
    edition = tailor.edition(reader, content.card_faces, content.tiles(reader), content.page_tiles(reader), {})
    shown = list[logs.Shown]()
    for id in edition.cards:
        view = content.views(("card", id))[reader.key]
        assert isinstance(view, CardView)
        shown.append((tailor.complete(view, CardAround()), content.drawn(view.figure.id) if view.figure else None))
    return edition, shown, Whom(reader, renderer.words[reader.language], renderer.words)


def _tables(data: dict[str, Any], press: Press, file: Path) -> list[pdf_tools.Element]:
    file.write_bytes(press.pdf(json.dumps(data)).content)
    return list(pdf_tools.tree(file).all("Table"))


def test_every_exercise_of_a_level_has_its_pages_in_the_booklet(plan: build.Plan, heal: Path) -> None:
    edition, _, _ = _level(plan, HEAL)
    headings = [words for level, words in pdf_tools.headings(pdf_tools.tree(heal)) if level == 1]
    assert [words for words in headings if words in {tile.name for tile in edition.cards.values()}] == [tile.name for tile in edition.cards.values()]


def test_contents_lead_to_the_page_that_they_tell(plan: build.Plan, heal: Path) -> None:
    edition, _, _ = _level(plan, HEAL)
    within = [(words, target) for words, target in pdf_tools.links(pdf_tools.tree(heal)) if target.startswith("page ")]
    assert len(within) == len(edition.cards) + 6  # three things to read first, and three to keep track
    assert [(words, target) for words, target in within if words.split()[-1] != target.removeprefix("page ")] == []


def test_each_table_of_a_booklet_has_headers_for_rows_and_columns(heal: Path) -> None:
    tables = list(pdf_tools.tree(heal).all("Table"))
    scopes = [{cell.scope for cell in table.all("TH")} for table in tables]
    assert len(tables) > 30
    assert all("Column" in found for found in scopes)
    assert scopes.count({"Column"}) == 1  # a month has no rows to name


def test_an_exercise_that_needs_a_therapist_is_only_listed(plan: build.Plan) -> None:
    edition, shown, whom = _level(plan, BUILD_UP)
    data = booklets.sheet(edition, shown, whom, Form("letter"))
    led = {view.id for view, _ in shown if view.supervised}
    assert led
    assert {card["id"] for group in data["groups"] for card in group["cards"] if not card["here"]} == led
    assert not led & {card["id"] for card in data["cards"]}


@pytest.mark.parametrize("size", [14, 18])
def test_a_month_has_room_for_six_weeks(plan: build.Plan, press: Press, tmp_path: Path, size: int) -> None:
    _, _, whom = _level(plan, HEAL)
    month = _tables(logs.sheet(whom, Form("letter", size)), press, tmp_path / "log.pdf")[-1]
    assert [len(list(row.all("TD"))) for row in month.all("TR")] == [0, 7, 7, 7, 7, 7, 7]


@pytest.mark.parametrize("cards", [0, 3, 8])
def test_each_row_of_a_log_says_what_it_is_for(plan: build.Plan, press: Press, tmp_path: Path, cards: int) -> None:
    _, shown, whom = _level(plan, HEAL)
    *weeks, _ = _tables(logs.sheet(whom, Form("letter"), shown[:cards]), press, tmp_path / "log.pdf")
    rows = [row for week in weeks for row in week.all("TR")]
    assert all(row.inside[0].tag == "TH" for row in rows if isinstance(row.inside[0], pdf_tools.Element))
    said = [row.text for row in rows]
    for view, _ in shown[:cards]:
        assert sum(view.name in words for words in said) >= 2  # across and upright
