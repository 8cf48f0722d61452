"""Drawn frames → Pictures: side by side on one floor line, numbered, a pair apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .drawing import Picture
from .marks import REACH, badge
from .palette import LINES
from .pen import Box, Pen, Shape, numbers

MARGIN, GAP = 6.0, 10.0  # centimeters around a frame, and between frames
UNDER = 4.0  # centimeters below the floor that an outline may take by itself
FULL = 240.0  # a picture of close-ups that is as wide as this has signs of full size, as others have


@dataclass(frozen=True, slots=True)
class Panel:
    """One frame, drawn."""

    shapes: tuple[Shape, ...]
    box: Box
    spots: tuple[tuple[float, float, float], ...]  # what a sign must not cover
    mark: str  # "", "do" or "dont"
    floor: bool  # the floor line is drawn
    crop: tuple[int, int, int, int] | None = None


def element(shape: Shape) -> str:
    """A shape as SVG, its color left to its class."""
    if shape.width is None:
        line = ' stroke="none"'
    else:
        line = "" if shape.width == 2.0 else f' stroke-width="{numbers(shape.width)}"'
    return f'<path class="f-{shape.role}" d="{shape.path}"{line}{shape.extra}/>'


def elements(shapes: Iterable[Shape]) -> str:
    """Shapes as SVG, the deepest first; lines of one kind that follow each other are one element."""
    drawn: list[Shape] = []
    for shape in sorted(shapes, key=lambda s: s.z):
        last = drawn[-1] if drawn else None
        if last and shape.role in LINES and last[1:] == shape._replace(path=last.path)[1:]:
            drawn[-1] = last._replace(path=last.path + shape.path)
        else:
            drawn.append(shape)
    return "".join(element(s) for s in drawn)


def pictures(panels: Sequence[Panel], columns: int | None, direction: str) -> tuple[Picture, ...]:
    """The pictures of a figure: frames that show the way to do it, then those that show the wrong way."""
    right, wrong = [p for p in panels if p.mark != "dont"], [p for p in panels if p.mark == "dont"]
    numbered = len(right) > 1
    made = [_picture(group, columns, direction, numbered) for group in (right, wrong) if group]
    return tuple(made)


def row(panels: Sequence[Panel], direction: str) -> Picture:
    """Some frames beside each other, without signs. The picture ends with the floor, but for one that is seen from above."""
    picture = _picture([replace(panel, floor=False, mark="") for panel in panels], None, direction, False)
    level = all(panel.floor for panel in panels) and 0 < picture.floor < picture.height
    picture = picture._replace(height=picture.floor) if level else picture
    return picture._replace(close=any(panel.crop for panel in panels))


@dataclass(slots=True)
class _Cell:
    left: float
    bottom: float
    right: float
    top: float
    sign: str  # "", a number, "do" or "dont"
    zoom: float = 1.0  # a close-up is enlarged to the height of the frames beside it

    @property
    def width(self) -> float:
        return (self.right - self.left) * self.zoom

    @property
    def height(self) -> float:
        return (self.top - self.bottom) * self.zoom


def _picture(panels: list[Panel], columns: int | None, direction: str, numbered: bool) -> Picture:
    per_row = min(columns or len(panels), len(panels))
    cells = [_cell(p, str(i + 1) if numbered and not p.mark else p.mark) for i, p in enumerate(panels)]
    rows = [list(range(start, min(start + per_row, len(panels)))) for start in range(0, len(panels), per_row)]
    if per_row == 1 and not any(p.crop for p in panels):  # frames above each other show the same stretch of floor
        left, right = min(c.left for c in cells), max(c.right for c in cells)
        for cell in cells:
            cell.left, cell.right = left, right
    for row in rows:
        tallest = max(cells[i].height for i in row)
        for i in row:
            cells[i].zoom = tallest / cells[i].height if panels[i].crop else 1.0
    widths = [max(cells[row[k]].width for row in rows if k < len(row)) for k in range(per_row)]
    width = sum(widths) + GAP * (per_row - 1)
    sign = max(0.6, min(1.0, width / FULL)) if any(p.crop for p in panels) else 1.0
    body, y, floor, under = "", 0.0, 0.0, False
    for row in rows:
        whole = [i for i in row if cells[i].zoom == 1]
        top, bottom = max(cells[i].top for i in whole), min(cells[i].bottom for i in whole)
        for k, i in enumerate(row):
            x = sum(widths[j] + GAP for j in range(per_row) if (j < k if direction == "ltr" else j > k))
            body += _panel(panels[i], cells[i], x, y, widths[k], top, bottom, sign)
        floor, under = y + top, any(not panels[i].crop and panels[i].box.bottom < -UNDER for i in row)
        y += top - bottom + GAP
    mark = panels[0].mark
    return Picture(mark, round(width * 10), round((y - GAP) * 10), body, round(floor * 10), under)


def _cell(panel: Panel, sign: str) -> _Cell:
    if panel.crop:
        left, bottom, right, top = panel.crop
        return _Cell(left, bottom, right, top, sign)
    box = panel.box
    cell = _Cell(box.left - MARGIN, min(box.bottom, 0) - MARGIN, box.right + MARGIN, box.top + MARGIN, sign)
    if sign:  # the sign stands at the upper left: what is as high as it is moves aside
        beside = [left for left, y, r in panel.spots if y + r > cell.top - REACH]
        cell.left = min(cell.left, min(beside, default=cell.left) - REACH)
    return cell


def _panel(panel: Panel, cell: _Cell, x: float, y: float, width: float, top: float, bottom: float, sign: float) -> str:
    if cell.zoom != 1:
        top, bottom = cell.top, cell.bottom
    slack = (width / cell.zoom - (cell.right - cell.left)) / 2
    left, right = cell.left - slack, cell.right + slack
    thin = cell.zoom**-0.5  # lines of a close-up: between those of the page and those of the body
    drawn = elements(s if s.width is None or thin == 1 else s._replace(width=s.width * thin) for s in panel.shapes)
    if panel.floor:
        drawn = f'<path class="f-floor" d="M{numbers(left + 2, 1)}H{numbers(right - 2)}"/>' + drawn
    if panel.crop:
        high = top - bottom
        size = f'width="{numbers(width)}" height="{numbers(high * cell.zoom)}" viewBox="{numbers(left, -top)} {numbers(right - left)} {numbers(high)}"'
        drawn = f'<svg x="{numbers(x)}" y="{numbers(y)}" {size}>{drawn}</svg>'
    else:
        drawn = f'<g transform="translate({numbers(x - left, y + top)})">{drawn}</g>'
    if cell.sign:
        kind = cell.sign if cell.sign in ("do", "dont") else "number"
        drawn += badge(kind, int(cell.sign) if kind == "number" else 0, x + 13, y + 13, sign)
    return drawn


def panel(pen: Pen, shapes: Iterable[Shape], mark: str, floor: bool, crop: tuple[int, int, int, int] | None) -> Panel:
    """What a pen has drawn, as a panel."""
    return Panel(tuple(shapes), pen.box, tuple(pen.spots), mark, floor, crop)
