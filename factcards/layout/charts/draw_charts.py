"""What a card counts, drawn to scale: pills, the card's own edge, bars, tiles.

Every length and area is reckoned from the value itself and rounded once, to whole pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...graphics.color import Color
from ...graphics.geometry import Path, Rect, path_of_rects
from ...model.scene import Group, Node, Shape
from ...model.themes import Chart as ChartPart
from ..boxes import Box
from ..type.text_boxes import UNKNOWN
from .chart_labels import ChartDesk, Label, fit_labels, place_label
from .waffle import cut_pill, path_of_pills, path_of_rings

ROWS, COLUMNS = 5, 20
"""A hundred pills: each is one per cent."""
STEPS = (1.0, 0.88, 0.76, 0.64, 0.52, 0.4)
"""What of its wished height a chart takes, in turn, until the words have their room."""


def measure_chart(box: Box, width: float, desk: ChartDesk) -> int:
    """The height that a chart takes at a width; a strip's that of its share of the whole card."""
    match _part(box).kind:
        case "pills":
            return _Pills(box, width, desk).height
        case "strip":
            return 0 if is_wide(desk) else strip_extent(box, desk)
        case "bars":
            return sum(part.height for part in _bars(box, width, desk)) + _gap(box, desk)
        case "tiles":
            return _measure_tiles(box, width, desk)


def place_chart(box: Box, area: Rect, desk: ChartDesk) -> list[Node]:
    """What a chart draws in `area`, which is reckoned from the start."""
    match _part(box).kind:
        case "pills":
            nodes = _Pills(box, area.width, desk).draw(area)
        case "strip":
            nodes = _draw_strip(box, area, desk)
        case "bars":
            nodes = _draw_bars(box, area, desk)
        case "tiles":
            nodes = _draw_tiles(box, area, desk)
    return [Group(tuple(nodes), "chart", area=desk.turned(area))]


def _part(box: Box) -> ChartPart:
    assert isinstance(box.part, ChartPart)
    return box.part


def _share(box: Box) -> float:
    assert box.chart is not None
    assert box.chart.share is not None  # compose_chart leaves the part out otherwise
    return box.chart.share


def _mark(path: Path, color: Color) -> Shape:
    """A shape that tells something: what lies around it will be looked at, for it must stand out."""
    return Shape(path, color, UNKNOWN)


def _gap(box: Box, desk: ChartDesk) -> int:
    return desk.px(_part(box).gap)


def _scale(box: Box, desk: ChartDesk, height: float) -> float:
    """What of its height a chart takes at present: its `most` at most, but never less than its `least`."""
    frame = _part(box).frame
    most = desk.px(frame.most) / height if frame.most is not None and height else 1.0
    return max(min(desk.chart, most), min(1.0, desk.px(frame.least) / height)) if height else 1.0


# --- the card itself


def is_wide(desk: ChartDesk) -> bool:
    """Whether a strip stands at the end edge instead of the top."""
    return desk.size.aspect == "landscape"


def strip_extent(box: Box, desk: ChartDesk) -> int:
    """The pixels of the card's height, or width if it is wide, that the share leaves; one at least if it leaves any."""
    rest = round(1 - _share(box), 9)
    trim = desk.size.trim
    return max(round(rest * (trim.width if is_wide(desk) else trim.height)), 1 if rest > 0 else 0)


def _draw_strip(box: Box, area: Rect, desk: ChartDesk) -> list[Node]:
    extent = strip_extent(box, desk)
    if is_wide(desk):
        strip = Rect(area.right - extent, area.y, extent, area.height)
    else:
        strip = Rect(area.x, area.y, area.width, extent)
    return [_mark(path_of_rects([desk.turned(desk.bled(strip))]), box.color("0"))] if extent else []


# --- pills


class _Pills:
    """A hundred cells of one size; what is left over in whole pixels goes into the gaps."""

    def __init__(self, box: Box, width: float, desk: ChartDesk) -> None:
        self._box, self._desk = box, desk
        part, self._gap = _part(box), _gap(box, desk)
        self._across = max(2, int((width - (COLUMNS - 1) * self._gap) // COLUMNS))
        wished = round(self._across * part.ratio)
        gaps = (ROWS - 1) * self._gap
        self._down = max(2, round(wished * _scale(box, desk, wished * ROWS + gaps)))
        self.height = self._down * ROWS + gaps

    def draw(self, area: Rect) -> list[Node]:
        """The share's pills, then those of the rest, row by row from the start."""
        step = (area.width - self._across) / (COLUMNS - 1)
        cells = [
            Rect(area.x + round(x * step), area.y + y * (self._down + self._gap), self._across, self._down)
            for y in range(ROWS)
            for x in range(COLUMNS)
        ]
        cells = [self._desk.turned(cell) for cell in cells]
        whole = round(_share(self._box) * len(cells), 6)  # 0.29 × 100 is not 29 to a computer
        full = int(whole)
        nodes: list[Node] = [_mark(path_of_pills(cells[:full]), self._box.color("0"))] if full else []
        rest = cells[full:]
        if whole > full:
            cut, *rest = rest
            nodes += self._draw_cut(cut, whole - full)
        return nodes + self._draw_rest(rest, None)

    def _draw_cut(self, cell: Rect, part: float) -> list[Node]:
        """One pill, of whose area so great a part is filled, from the start."""
        filled = cut_pill(cell, part)
        there = Rect(cell.x, cell.y, filled, cell.height)
        other = Rect(cell.x + filled, cell.y, cell.width - filled, cell.height)
        if self._desk.setting.direction == "rtl":
            other = Rect(cell.x, cell.y, cell.width - filled, cell.height)
            there = Rect(other.right, cell.y, filled, cell.height)
        pill = _mark(path_of_pills([cell]), self._box.color("0"))
        nodes: list[Node] = [Group((pill,), clip=path_of_rects([there]))] if filled else []
        return nodes + (self._draw_rest([cell], other) if other.width else [])

    def _draw_rest(self, cells: Sequence[Rect], shown: Rect | None) -> list[Node]:
        if not cells or not _part(self._box).rest:
            return []
        thickness = max(2, self._desk.px(_part(self._box).thickness))
        rings = _mark(path_of_rings(cells, thickness), self._box.color("rest"))
        return [Group((rings,), clip=path_of_rects([shown]))] if shown else [rings]


# --- two counts as bars


def _bars(box: Box, width: float, desk: ChartDesk) -> list[Label]:
    """The words over each bar, and how high they are with it; number and label of all are of one size."""
    part = _part(box)
    bar = desk.px(part.thickness)
    pairs = [box.children[at : at + 2] for at in range(0, len(box.children), 2)]
    scale = _scale(box, desk, len(pairs) * (bar + desk.px(part.numbers[1])))
    return fit_labels(pairs, width, desk, scale, max(2, round(bar * scale)), _gap(box, desk) // 2)


def _draw_bars(box: Box, area: Rect, desk: ChartDesk) -> list[Node]:
    assert box.chart is not None
    values = [count.value for count in box.chart.counts]
    most = max(values) or 1.0
    colors, y = len(_part(box).colors), area.y
    nodes: list[Node] = []
    for index, (value, label) in enumerate(zip(values, _bars(box, area.width, desk), strict=True)):
        nodes += place_label(label, Rect(area.x, y, area.width, label.height), desk)
        top = y + label.height - label.below
        if _part(box).rest:
            panel = Rect(area.x, top, area.width, label.below)
            nodes.append(Shape(path_of_rects([desk.turned(panel)]), box.color("rest")))
        bar = Rect(area.x, top, round(area.width * value / most), label.below)
        if bar.width:
            nodes.append(_mark(path_of_rects([desk.turned(bar)]), box.color(str(index % colors))))
        y += label.height + _gap(box, desk)
    return nodes


# --- tiles


def _column(box: Box, width: float, desk: ChartDesk) -> int:
    """The width of each of the columns in which tiles stand."""
    count = len(box.children) // 2
    return int((width - _gap(box, desk) * (count - 1)) // count)


def _sides(box: Box, width: float, desk: ChartDesk) -> list[int]:
    """The sides of squares whose areas are as the counts, the largest as wide as its column may be."""
    assert box.chart is not None
    values = [count.value for count in box.chart.counts]
    largest = _column(box, width, desk)
    largest = round(largest * _scale(box, desk, largest))
    return [round(largest * math.sqrt(value / (max(values) or 1.0))) for value in values]


def _tile_labels(box: Box, width: float, desk: ChartDesk) -> list[Label]:
    pairs = [box.children[at : at + 2] for at in range(0, len(box.children), 2)]
    return fit_labels(pairs, _column(box, width, desk), desk, desk.chart, 0, _gap(box, desk), stacked=True)


def _equal_height(box: Box, width: float, desk: ChartDesk) -> int:
    column = _column(box, width, desk)
    height = column * _part(box).ratio
    return round(height * _scale(box, desk, height))


def _measure_tiles(box: Box, width: float, desk: ChartDesk) -> int:
    assert box.chart is not None
    if box.chart.tiles:
        return _equal_height(box, width, desk)
    return max(_sides(box, width, desk)) + max(label.height for label in _tile_labels(box, width, desk))


def _draw_tiles(box: Box, area: Rect, desk: ChartDesk) -> list[Node]:
    assert box.chart is not None
    column, colors = _column(box, area.width, desk), len(_part(box).colors)
    count = len(box.children) // 2
    step = (area.width - column) / max(1, count - 1)
    nodes: list[Node] = []
    if box.chart.tiles:
        height, pad = _equal_height(box, area.width, desk), max(desk.px(14), round(column * 0.08))
        labels = fit_labels(
            [box.children[2 * i : 2 * i + 2] for i in range(count)], column - 2 * pad, desk, desk.chart, 0, 0,
            stacked=True, room=height - 2 * pad,
        )  # fmt: skip
        for index, label in enumerate(labels):
            tile = Rect(area.x + round(index * step), area.y, column, height)
            nodes.append(_mark(path_of_rects([desk.turned(tile)]), box.color(str(index % colors))))
            nodes += place_label(label, tile.grow(-pad), desk)
        return nodes
    sides, labels = _sides(box, area.width, desk), _tile_labels(box, area.width, desk)
    bottom = area.y + max(sides) + max(label.height for label in labels)
    for index, (side, label) in enumerate(zip(sides, labels, strict=True)):
        x = area.x + round(index * step)
        nodes += place_label(label, Rect(x, bottom - side - label.height, column, label.height), desk)
        if side:
            tile = Rect(x, bottom - side, side, side)
            nodes.append(_mark(path_of_rects([desk.turned(tile)]), box.color(str(index % colors))))
    return nodes

