"""Draw a card's numbers to scale: pills, a strip along the card's edge, bars, tiles.

Every length and area is computed from the value itself and rounded once, to whole pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...graphics.color import Color
from ...graphics.geometry import Rect, path_of_rects
from ...model.scene import Shape
from ...model.themes import ChartPart
from ..boxes import Box, Misfit
from ..drafts import DataShape, Draft, DraftGroup
from .chart_labels import ChartContext, ChartLabel, fit_labels, place_chart_label
from .waffle import cut_pill, path_of_pills, path_of_rings

ROWS, COLUMNS = 5, 20
"""The grid of a hundred pills; each is one per cent."""
CHART_SCALES = (1.0, 0.88, 0.76, 0.64, 0.52, 0.4)
"""Heights of a chart to try, in order, relative to its preferred height, until the text fits."""
_MIN_TILE_PADDING = 14
"""Minimum distance of a tile's text from its edge, in reference pixels."""
_TILE_PADDING = 0.08
"""Distance of a tile's text from its edge, relative to the tile's width."""


def measure_chart(box: Box, width: float, context: ChartContext) -> int | Misfit:
    """Return the height of a chart at a width, in pixels.

    A strip's height is the part of the card's height that the share leaves, or 0 if the strip is at the end edge.
    """
    match _chart_part(box).kind:
        case "pills":
            return _PillGrid(box, width, context).height
        case "strip":
            return 0 if has_strip_at_end(context) else measure_strip(box, context)
        case "bars":
            bars = _label_bars(box, width, context)
            return bars if isinstance(bars, Misfit) else sum(bar.height for bar in bars) + _gap(box, context)
        case "tiles":
            return _measure_tiles(box, width, context)


def label_chart(box: Box, width: float, context: ChartContext) -> list[ChartLabel] | Misfit:
    """Return the labels of a chart at its current scale, an empty list if it has no text."""
    match _chart_part(box).kind:
        case "pills" | "strip":
            return []
        case "bars":
            return _label_bars(box, width, context)
        case "tiles":
            return _label_tiles(box, width, context)


def draw_chart(box: Box, area: Rect, labels: Sequence[ChartLabel], context: ChartContext) -> list[Draft]:
    """Draw a chart in `area`, which is measured from the start edge, with the labels of `label_chart`."""
    match _chart_part(box).kind:
        case "pills":
            nodes = _PillGrid(box, area.width, context).draw(area)
        case "strip":
            nodes = _draw_strip(box, area, context)
        case "bars":
            nodes = _draw_bars(box, area, labels, context)
        case "tiles":
            nodes = _draw_tiles(box, area, labels, context)
    tag = box.tags[0] if box.tags else None
    return [DraftGroup(tuple(nodes), "chart", area=context.to_physical(area), tag=tag)]


def _chart_part(box: Box) -> ChartPart:
    assert isinstance(box.part, ChartPart)
    return box.part


def _share(box: Box) -> float:
    assert box.chart is not None
    assert box.chart.share is not None  # compose_chart leaves the part out otherwise
    return box.chart.share


def _gap(box: Box, context: ChartContext) -> int:
    return context.to_px(_chart_part(box).gap)


def _find_height_scale(box: Box, context: ChartContext, height: float) -> float:
    """Return the current scale of a chart's height, limited by its `max_length` and then by its `min_length`."""
    frame = _chart_part(box).frame
    if not height:
        return 1.0
    largest = context.to_px(frame.max_length) / height if frame.max_length is not None else 1.0
    return max(min(context.chart_scale, largest), min(1.0, context.to_px(frame.min_length) / height))


# --- the card itself


def has_strip_at_end(context: ChartContext) -> bool:
    """Return whether a strip is at the end edge instead of the top."""
    return context.size.aspect == "landscape"


def measure_strip(box: Box, context: ChartContext) -> int:
    """Return the pixels of the card's height, or of a wide card's width, that the share leaves.

    It is at least 1 if the share leaves anything.
    """
    remainder = round(1 - _share(box), 9)
    trim = context.size.trim
    return max(round(remainder * (trim.width if has_strip_at_end(context) else trim.height)), 1 if remainder > 0 else 0)


def _draw_strip(box: Box, area: Rect, context: ChartContext) -> list[Draft]:
    extent = measure_strip(box, context)
    if has_strip_at_end(context):
        strip = Rect(area.right - extent, area.y, extent, area.height)
    else:
        strip = Rect(area.x, area.y, area.width, extent)
    path = path_of_rects([context.to_physical(context.extend_to_bleed(strip))])
    return [DataShape(path, box.color("0"))] if extent else []


# --- pills


class _PillGrid:
    """A hundred pills of one size; the remainder in whole pixels goes into the gaps."""

    def __init__(self, box: Box, width: float, context: ChartContext) -> None:
        self._box, self._context = box, context
        part, self._gap = _chart_part(box), _gap(box, context)
        self._cell_width = max(2, int((width - (COLUMNS - 1) * self._gap) // COLUMNS))
        preferred = round(self._cell_width * part.ratio)
        gaps = (ROWS - 1) * self._gap
        self._cell_height = max(2, round(preferred * _find_height_scale(box, context, preferred * ROWS + gaps)))
        self.height = self._cell_height * ROWS + gaps

    def draw(self, area: Rect) -> list[Draft]:
        """Draw the share's pills, then those of the rest, row by row from the start."""
        width, height = self._cell_width, self._cell_height
        step = (area.width - width) / (COLUMNS - 1)
        cells = [
            Rect(area.x + round(x * step), area.y + y * (height + self._gap), width, height)
            for y in range(ROWS)
            for x in range(COLUMNS)
        ]
        cells = [self._context.to_physical(cell) for cell in cells]
        filled = round(_share(self._box) * len(cells), 6)  # 0.29 × 100 is less than 29 in floating point
        full = int(filled)
        nodes: list[Draft] = [DataShape(path_of_pills(cells[:full]), self._box.color("0"))] if full else []
        rest = cells[full:]
        if filled > full:
            cut, *rest = rest
            nodes += self._draw_cut(cut, filled - full)
        return nodes + self._draw_rest(rest, None)

    def _draw_cut(self, cell: Rect, part: float) -> list[Draft]:
        """Draw one pill, filled from the start to the fraction `part` of its area."""
        width = cut_pill(cell, part)
        filled = Rect(cell.x, cell.y, width, cell.height)
        rest = Rect(cell.x + width, cell.y, cell.width - width, cell.height)
        if self._context.setting.direction == "rtl":
            rest = Rect(cell.x, cell.y, cell.width - width, cell.height)
            filled = Rect(rest.right, cell.y, width, cell.height)
        pill = DataShape(path_of_pills([cell]), self._box.color("0"))
        nodes: list[Draft] = [DraftGroup((pill,), clip=path_of_rects([filled]))] if width else []
        return nodes + (self._draw_rest([cell], rest) if rest.width else [])

    def _draw_rest(self, cells: Sequence[Rect], clip: Rect | None) -> list[Draft]:
        """Draw the outlines of cells, limited to `clip`."""
        if not cells or not _chart_part(self._box).rest:
            return []
        thickness = max(2, self._context.to_px(_chart_part(self._box).thickness))
        rings = DataShape(path_of_rings(cells, thickness), self._box.color("rest"))
        return [DraftGroup((rings,), clip=path_of_rects([clip]))] if clip else [rings]


def _color_of(box: Box, index: int) -> Color:
    """Return the colour of the thing counted at an index; the part's colours are used in turn."""
    return box.color(str(index % len(_chart_part(box).colors)))


def _pair_labels(box: Box) -> list[tuple[Box, ...]]:
    """Return the boxes of each number and its label."""
    return [box.children[at : at + 2] for at in range(0, len(box.children), 2)]


# --- two counts as bars


def _label_bars(box: Box, width: float, context: ChartContext) -> list[ChartLabel] | Misfit:
    """Return the labels above each bar, with their heights. All numbers have one size, and all labels another."""
    part = _chart_part(box)
    bar = context.to_px(part.thickness)
    pairs = _pair_labels(box)
    scale = _find_height_scale(box, context, len(pairs) * (bar + context.to_px(part.numbers[1])))
    return fit_labels(pairs, width, context, scale, max(2, round(bar * scale)), _gap(box, context) // 2)


def _draw_bars(box: Box, area: Rect, labels: Sequence[ChartLabel], context: ChartContext) -> list[Draft]:
    assert box.chart is not None
    values = [count.value for count in box.chart.counts]
    largest = max(values) or 1.0
    y = area.y
    nodes: list[Draft] = []
    for index, (value, label) in enumerate(zip(values, labels, strict=True)):
        nodes += place_chart_label(label, Rect(area.x, y, area.width, label.height), context)
        top = y + label.height - label.bar_height
        if _chart_part(box).rest:
            panel = Rect(area.x, top, area.width, label.bar_height)
            nodes.append(Shape(path_of_rects([context.to_physical(panel)]), box.color("rest")))
        bar = Rect(area.x, top, round(area.width * value / largest), label.bar_height)
        if bar.width:
            nodes.append(DataShape(path_of_rects([context.to_physical(bar)]), _color_of(box, index)))
        y += label.height + _gap(box, context)
    return nodes


# --- tiles


def _measure_column(box: Box, width: float, context: ChartContext) -> int:
    """Return the width of each of the columns in which tiles are placed."""
    count = len(box.children) // 2
    return int((width - _gap(box, context) * (count - 1)) // count)


def _measure_squares(box: Box, width: float, context: ChartContext) -> list[int]:
    """Return the sides of squares with areas proportional to the counts; the largest fills its column."""
    assert box.chart is not None
    values = [count.value for count in box.chart.counts]
    largest = _measure_column(box, width, context)
    largest = round(largest * _find_height_scale(box, context, largest))
    return [round(largest * math.sqrt(value / (max(values) or 1.0))) for value in values]


def _label_tiles(box: Box, width: float, context: ChartContext) -> list[ChartLabel] | Misfit:
    assert box.chart is not None
    return _label_equal_tiles(box, width, context) if box.chart.tiles else _label_squares(box, width, context)


def _label_equal_tiles(box: Box, width: float, context: ChartContext) -> list[ChartLabel] | Misfit:
    column = _measure_column(box, width, context)
    padding = _measure_padding(column, context)
    return fit_labels(
        _pair_labels(box), column - 2 * padding, context, context.chart_scale, 0, 0, stacked=True,
        tile_height=_tile_height(box, width, context) - 2 * padding,
    )  # fmt: skip


def _measure_padding(column: int, context: ChartContext) -> int:
    """Return the distance of a tile's text from its edge."""
    return max(context.to_px(_MIN_TILE_PADDING), round(column * _TILE_PADDING))


def _label_squares(box: Box, width: float, context: ChartContext) -> list[ChartLabel] | Misfit:
    column, gap = _measure_column(box, width, context), _gap(box, context)
    return fit_labels(_pair_labels(box), column, context, context.chart_scale, 0, gap, stacked=True)


def _tile_height(box: Box, width: float, context: ChartContext) -> int:
    column = _measure_column(box, width, context)
    height = column * _chart_part(box).ratio
    return round(height * _find_height_scale(box, context, height))


def _measure_tiles(box: Box, width: float, context: ChartContext) -> int | Misfit:
    assert box.chart is not None
    if box.chart.tiles:
        return _tile_height(box, width, context)
    labels = _label_squares(box, width, context)
    if isinstance(labels, Misfit):
        return labels
    return max(_measure_squares(box, width, context)) + max(label.height for label in labels)


def _draw_tiles(box: Box, area: Rect, labels: Sequence[ChartLabel], context: ChartContext) -> list[Draft]:
    assert box.chart is not None
    column, count = _measure_column(box, area.width, context), len(box.children) // 2
    step = (area.width - column) / max(1, count - 1)
    starts = [area.x + round(index * step) for index in range(count)]
    draw = _draw_equal_tiles if box.chart.tiles else _draw_squares
    return draw(box, area, column, list(zip(starts, labels, strict=True)), context)


def _draw_equal_tiles(
    box: Box, area: Rect, column: int, labels: Sequence[tuple[float, ChartLabel]], context: ChartContext
) -> list[Draft]:
    """Draw tiles of one size with their text inside. `labels` are their start edges and their texts."""
    height, padding = _tile_height(box, area.width, context), _measure_padding(column, context)
    nodes: list[Draft] = []
    for index, (x, label) in enumerate(labels):
        tile = Rect(x, area.y, column, height)
        nodes.append(DataShape(path_of_rects([context.to_physical(tile)]), _color_of(box, index)))
        nodes += place_chart_label(label, tile.grow(-padding), context)
    return nodes


def _draw_squares(
    box: Box, area: Rect, column: int, labels: Sequence[tuple[float, ChartLabel]], context: ChartContext
) -> list[Draft]:
    """Draw squares on one baseline, each with its text above it. `labels` are their start edges and their texts."""
    sides = _measure_squares(box, area.width, context)
    bottom = area.y + max(sides) + max(label.height for _, label in labels)
    nodes: list[Draft] = []
    for index, (side, (x, label)) in enumerate(zip(sides, labels, strict=True)):
        nodes += place_chart_label(label, Rect(x, bottom - side - label.height, column, label.height), context)
        if side:
            square = Rect(x, bottom - side, side, side)
            nodes.append(DataShape(path_of_rects([context.to_physical(square)]), _color_of(box, index)))
    return nodes
