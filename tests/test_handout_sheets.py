"""A handout on paper, in each layout: what stands on it, in which order, how large; and what moves on where there is no room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdf_tools
import pikepdf
import pytest
from sites import TODAY, card, codes, problems, site

from sitegen import nodes, schema, starter
from sitegen.build import Settings
from sitegen.build.oneoff import How, Printed, printed

pytestmark = pytest.mark.slow  # PDFs are made


@cache
def made(handout: str, tier: str, layout: str, large: bool = False, paper: str = "letter") -> Printed:
    """A handout of the starter."""
    return printed(Settings(starter.root(), TODAY), How([handout], tier=tier, layout=layout, large=large, paper=paper))


def said(sheet: Printed) -> str:
    return pdf_tools.spoken(BytesIO(sheet.content))


def headings(sheet: Printed) -> list[str]:
    return [text for _, text in pdf_tools.headings(pdf_tools.tree(BytesIO(sheet.content)))]


def names(handout: str, tier: str) -> list[str]:
    """What the cards of a handout are called, in its author's order."""
    root = starter.root() / "content"
    data = nodes.read((root / f"handouts/{handout}.yml").read_text(encoding="utf-8"))[0]
    listed = data["cards"].get(tier) or data["cards"]["all"]
    return [nodes.read((root / f"cards/{id}.yml").read_text(encoding="utf-8"))[0]["name"] for id in listed]


def pictured(sheet: Printed) -> float:
    """How much of the paper the pictures of the cards take."""
    with pikepdf.open(BytesIO(sheet.content)) as pdf:
        left, low, right, high = (float(x) for x in pdf.pages[0].mediabox)
        boxes = [[float(x) for x in attribute.BBox] for figure in _figures(pdf.Root.StructTreeRoot.K) for attribute in figure.A if "/BBox" in attribute and not str(figure.Alt).startswith("QR")]
    return sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes) / ((right - left) * (high - low))


def _figures(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from [kid] if kid.S == "/Figure" else _figures(kid.get("/K", pikepdf.Array()))


@pytest.mark.parametrize("layout", ["1-up", "2-up", "4-up", "fridge"])
def test_cards_stand_in_the_order_of_the_author(layout: str) -> None:
    wanted = names("walking-plan", "high")
    assert [text for text in headings(made("walking-plan", "protect", layout)) if text in wanted] == wanted


@pytest.mark.parametrize("layout", ["1-up", "2-up"])
def test_a_handout_says_what_its_page_says_from_before_the_start_to_the_stop_signs(layout: str) -> None:
    text = said(made("walking-plan", "protect", layout))
    order = ["A walking plan", "Short walks on most days.", "Before you start", "In this handout", "Walk, easy to brisk", "My week", "In your own words", "Where will you walk", "You hit your head"]
    places = [text.rindex(words) if words == "Walk, easy to brisk" and layout == "1-up" else text.index(words) for words in order]
    assert places[:4] == sorted(places[:4]) and places[5:] == sorted(places[5:]) and places[4] > places[3]


def test_the_short_card_has_its_safety_step_its_moves_and_its_dose() -> None:
    text = said(made("two-weeks-protect", "protect", "2-up"))
    for words in ("Use a counter that cannot move, not a chair.", "Lift both heels slowly.", "Lower your heels slowly to the floor.", "Do it 8 to 12 times.", "Changed to:"):
        assert words in text


def test_pages_of_advice_are_bound_in() -> None:
    titles = {nodes.read((starter.root() / f"content/pages/{id}.md").read_text(encoding="utf-8").split("---")[1])[0]["title"] for id in ("first-visit", "questions")}
    assert titles <= set(headings(made("first-visit", "protect", "2-up")))


@pytest.mark.parametrize("layout", ["2-up", "4-up", "fridge"])
def test_each_page_leads_to_the_newest_version(layout: str) -> None:
    sheet = made("walking-plan", "protect", layout)
    with pikepdf.open(BytesIO(sheet.content)) as pdf:
        assert len(pdf.pages) == sheet.pages
    assert all(any("/v/" in code for code in pdf_tools.qr_codes(picture)) for picture in pdf_tools.pictures(BytesIO(sheet.content)))


def test_a_fridge_page_is_one_side_and_shows_larger_pictures_than_reminders_do() -> None:
    fridge, reminders = made("walking-plan", "protect", "fridge"), made("walking-plan", "protect", "4-up")
    assert fridge.pages == 1 and len([alt for alt in pdf_tools.alts(pdf_tools.tree(BytesIO(fridge.content))) if alt and not alt.startswith("QR")]) == 4
    assert pictured(fridge) > 1.2 * pictured(reminders) > 0


def test_at_a_level_whose_therapist_picks_reminders_say_so_on_each_page() -> None:
    first = "Do only the moves that your therapist has picked for you."
    fridge = made("walking-plan", "heal", "fridge")
    assert said(fridge).count(first) >= fridge.pages and first in said(made("first-visit", "heal", "4-up"))


def test_what_is_different_at_a_level_is_never_left_out() -> None:
    for layout in ("2-up", "4-up", "fridge"):
        assert "leave out the step that speeds up" in said(made("walking-plan", "heal", layout))


@pytest.mark.parametrize("layout", ["2-up", "4-up", "fridge"])
def test_a_picture_is_said_after_the_name_of_its_card(layout: str) -> None:
    parts = pdf_tools.tree(BytesIO(made("walking-plan", "protect", layout).content)).all("H1", "H2", "Figure")
    order = [part.text for part in parts]
    place = order.index("Calf stretch")
    assert order[place + 1].startswith("A person faces a wall")


def test_a_card_without_room_moves_on_whole_and_is_named() -> None:
    sheet = made("walking-plan", "heal", "4-up")
    assert {p.code for p in sheet.problems} == {"sheet-moved"} and "brisk-walk" in " ".join(p.message for p in sheet.problems)
    assert names("walking-plan", "recent")[0] in headings(sheet)


def test_large_print_gives_each_short_card_a_page_and_tells_nothing() -> None:
    sheet = made("two-weeks-protect", "protect", "4-up", large=True)
    assert sheet.pages == len(names("two-weeks-protect", "high")) and not sheet.problems


def test_a_card_done_only_with_a_therapist_stands_without_steps_picture_or_pen(tmp_path: Path) -> None:
    led = card(supervision="always", name="March on the spot")
    root = site(tmp_path, {"content/cards/march.yml": led, "content/handouts/start.yml": {"title": "Two weeks", "summary": "To begin with.", "cards": ["march", "heel-raise"], "log": 1}})
    for layout in ("2-up", "4-up"):
        sheet = printed(Settings(root, TODAY), How(["start"], tier="protect", layout=layout))
        text = said(sheet)
        assert "March on the spot" in text and "Only with your therapist beside you." in text
        assert not any(step["move"] in text for step in led["steps"] if "move" in step)


# the field


def test_a_handout_is_laid_out_two_cards_a_page_unless_it_says_otherwise(tmp_path: Path) -> None:
    from sitegen.model import Handout

    def layouts(**fields: Any) -> tuple[str, ...]:
        return Handout.model_validate({"id": "start", "title": "Two weeks", "summary": "To begin.", **fields}).layout

    assert layouts() == ("2-up",) and layouts(layout="1-up") == ("1-up",) and layouts(layout=("4-up", "fridge")) == ("4-up", "fridge")


def test_editors_are_offered_the_layouts() -> None:
    said = json.dumps(schema.schemas()["handout"]["properties"]["layout"])
    assert all(f'"{layout}"' in said for layout in ("1-up", "2-up", "4-up", "fridge"))


@pytest.mark.parametrize(("cards", "refused"), [(2, True), (3, False), (5, False), (6, True)])
def test_a_fridge_page_needs_three_to_five_cards_for_each_level_that_gets_it(cards: int, refused: bool, tmp_path: Path) -> None:
    ids = [f"march-{letter}" for letter in "abcdef"[:cards]]
    files: dict[str, Any] = {f"content/cards/{id}.yml": card(name=f"March {id}") for id in ids}
    root = site(tmp_path, files | {"content/handouts/start.yml": {"title": "Two weeks", "summary": "To begin with.", "cards": ids, "layout": "fridge"}})
    assert ("handout-fridge" in codes(problems(root))) is refused
