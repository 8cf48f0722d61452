"""A plan's QR code is read from paper as a copier or an old scanner sees it; a long plan's is larger."""

from __future__ import annotations

from datetime import date
from typing import Any

import pdf_tools
import pytest
import typst
from PIL import Image

from sitegen import plans, qr
from sitegen.model.plan import Plan, Planned

ADDRESS = "https://exercises.riversideclinic.example/en/plan/"  # 50 characters and the mark: as long as an address may be
SHEET = '#set page(width: 60mm, height: 60mm, margin: 7.3mm)\n#image(bytes(sys.inputs.code), format: "svg", width: {side}mm)'


def link(cards: int, **numbers: Any) -> str:
    found = tuple(Planned(f"K7{a}{b}", "3", **(numbers or {"sets": 2, "count": 12, "days": 3})) for a in "2346" for b in "2346")
    plan = Plan(plans.tier_mark("high"), plans.language_mark("en"), date(2026, 11, 22), 8, (22, 42), found[:cards], ("hip", "aid"))
    return f"{ADDRESS}#{plans.encode(plan)}"


def scanned(code: qr.Code, dpi: int) -> Image.Image:
    """The code on a sheet, as a scanner sees it."""
    sheet = typst.compile(SHEET.format(side=code.side).encode(), format="pdf", sys_inputs={"code": code.svg})
    (picture,) = pdf_tools.pictures(bytes(sheet), dpi)
    return picture.convert("L")


def test_eight_cards_with_three_numbers_each_are_ninety_symbols() -> None:
    assert len(ADDRESS) == 50 and len(link(8)) == 50 + 1 + 90


EVERYTHING = {"sets": 31, "count": 4095, "hold": 4095, "days": 7, "times": 24, "reason": 4, "side": "right", "grip": "fingertips"}


@pytest.mark.parametrize(("cards", "version", "side"), [(1, 4, 30), (5, 5, 30), (8, 6, 30), (12, 7, 31.8), (16, 8, 34.2)])
def test_a_code_is_as_large_as_its_plan_needs_and_read_at_a_hundred_dots_an_inch(cards: int, version: int, side: float) -> None:
    code = qr.plan_qr(link(cards))
    assert (code.version, code.side, code.is_larger) == (version, side, cards > 8)
    assert pdf_tools.qr_codes(scanned(code, 100)) == [link(cards)]


def test_the_longest_plan_is_read_too() -> None:
    whole = link(16, **EVERYTHING)
    code = qr.plan_qr(whole)
    assert len(whole.partition("#")[2]) == plans.LONGEST and code.side < 40
    assert pdf_tools.qr_codes(scanned(code, 100)) == [whole]


@pytest.mark.parametrize("cards", [1, 8, 12, 16])
@pytest.mark.parametrize("shift", range(0, 8, 3))
def test_a_code_is_read_wherever_it_lies_between_the_dots(cards: int, shift: int) -> None:
    code = qr.plan_qr(link(cards))
    large = scanned(code, 800)
    moved = large.transform(large.size, Image.Transform.AFFINE, (1, 0, -shift, 0, 1, -shift), fillcolor=255)
    gray = moved.resize((round(large.width / 8), round(large.height / 8)), Image.Resampling.BOX)
    assert pdf_tools.qr_codes(gray) == [link(cards)]


def test_no_part_of_a_code_is_smaller_than_six_tenths_of_a_millimeter() -> None:
    for cards in (1, 8, 12, 16):
        code = qr.plan_qr(link(cards))
        assert code.side / (17 + 4 * code.version + 2 * qr.QUIET) >= 0.6


def test_an_address_alone_has_a_code_too() -> None:
    code = qr.plan_qr("https://bones.example/v/k7q9r/")
    assert pdf_tools.qr_codes(scanned(code, 100)) == ["https://bones.example/v/k7q9r/"]
