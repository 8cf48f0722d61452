"""What is published of every figure of the library: files that any program can read, small, and pages that hold no id twice."""

from __future__ import annotations

import re
import statistics
import xml.etree.ElementTree as ET
from functools import cache

import pytest
from library import FIGURES, PEOPLE

from sitegen import figures
from sitegen.figures import Drawing, sheet, svg
from sitegen.figures.palette import COLOR, PALETTES

PLAIN = {"svg", "title", "desc", "rect", "path", "g", "circle"}


@cache
def drawing(id: str) -> Drawing:
    found, faults = figures.draw(FIGURES[id], PEOPLE[FIGURES[id].person])
    assert found, faults
    return found


@pytest.mark.parametrize("id", FIGURES)
def test_a_stand_alone_file_can_be_read_by_any_program(id: str) -> None:
    """Typst, word processors and old readers know elements, attributes and colors: no class, style, script or reference."""
    for direction in ("ltr", "rtl"):
        for palette in PALETTES:
            text = svg.file(drawing(id), "A <name> & more", 'Words "in" quotes', "en", direction, palette)
            root = ET.fromstring(text)
            assert {element.tag.rpartition("}")[2] for element in root.iter()} <= PLAIN
            assert not re.search(r"class=|style=|<script|url\(|href|var\(|currentColor|nan|inf\b|\d{5,}", re.sub("#[0-9a-f]{6}|http://www.w3.org/2000/svg", "", text))
            assert re.fullmatch(r"0 0 [1-9]\d{2,4} [1-9]\d{2,4}", root.get("viewBox") or "")
            colors = set(re.findall(r"#[0-9a-f]{6}", text))
            assert len(colors) > 2 and (palette == "gray" or COLOR["ink"] in colors)


@pytest.mark.parametrize("id", FIGURES)
def test_a_picture_in_a_page_is_whole_and_holds_no_id(id: str) -> None:
    made = drawing(id)
    for picture in (*made.pictures["ltr"], *made.pictures["rtl"], *([made.motion] if made.motion else [])):
        text = svg.inline(made, picture, "Words & more")
        ET.fromstring(text)
        assert " id=" not in text and 'fill="#' not in text and picture.width > 0 and picture.height > 0
        assert not re.search(r'="[^"]*(nan|inf)[ "]', text)
        assert set(re.findall(r'class="f-([a-z0-9-]+)', text)) <= _styled()


def _styled() -> set[str]:
    """Roles that the stylesheet colors."""
    from sitegen import starter

    styles = "".join(file.read_text(encoding="utf-8") for file in starter.root().glob("templates/**/*figure*.css"))
    return {*re.findall(r"\.f-([a-z0-9-]+)", styles), "strip"}


def test_both_directions_show_the_same_frames_and_pairs_stay_pairs() -> None:
    for id in FIGURES:
        left, right = (drawing(id).pictures[side] for side in ("ltr", "rtl"))
        assert [(p.mark, p.width, p.height) for p in left] == [(p.mark, p.width, p.height) for p in right]
        assert [p.mark for p in left] in ([""], ["do"], ["", "dont"], ["do", "dont"])


def test_two_frames_take_less_than_8_kb_at_the_median_and_nothing_is_far_larger() -> None:
    sizes = {id: len(svg.file(drawing(id), "Name", "Words", "en")) for id in FIGURES}
    two = [size for id, size in sizes.items() if len(FIGURES[id].frames) == 2]
    assert statistics.median(two) < 8000
    assert max(sizes.values()) < 22_000, max(sizes, key=lambda id: sizes[id])
    films = [len(made.motion.body) for id in FIGURES if (made := drawing(id)).motion]
    assert statistics.median(films) < 16_000 and max(films) < 50_000


def test_lines_of_one_kind_that_follow_each_other_are_one_element() -> None:
    from sitegen.figures.layout import elements
    from sitegen.figures.pen import Shape

    a, b = Shape(1, "line", "M0 0h9", 1.0), Shape(2, "line", "M0 9h9", 1.0)
    assert elements([b, a]) == '<path class="f-line" d="M0 0h9M0 9h9" stroke-width="10"/>'
    assert elements([a, b._replace(width=2.0)]).count("<path") == 2
    assert elements([a._replace(role="prop"), b._replace(role="prop")]).count("<path") == 2  # each fill has its own outline


def test_a_sheet_of_all_figures_is_one_valid_picture() -> None:
    ET.fromstring(sheet.svg([drawing(id) for id in FIGURES]))
    page = sheet.html([drawing(id) for id in FIGURES])
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == len(FIGURES)
