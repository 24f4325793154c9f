"""The sizes of boxes: how high each is at a width, and how the boxes of a row share its width.

All positions are measured from the start edge, as if the card ran left to right; they are mirrored for a card that runs
right to left when it is drawn. Positions and sizes are whole pixels, so that no back end needs to round.
The size of a box whose text does not fit is a `Misfit`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from ...graphics.geometry import Extent
from ...model.themes import (
    ChartPart,
    CodePart,
    DiscPart,
    DotsPart,
    PanesPart,
    Part,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    SpacePart,
    StackPart,
    StripPart,
    WordsPart,
)  # fmt: skip
from ...text import FitResult
from ..boxes import Box, FigureLayout, Misfit, all_fit
from ..charts.charts import has_strip_at_end, measure_chart, measure_strip
from ..codes.code_boxes import fit_code
from ..typesetting.brands import measure_brand, measure_name_indent
from ..typesetting.text_boxes import fit_options_of, make_misfit
from .context import LayoutContext
from .placed import PlacedText

_MAX_CODE_SHARE = 0.45
"""Maximum share of a row's width that a code may take from the text beside it."""


def measure_box(box: Box, width: float, context: LayoutContext, *, in_row: bool = False) -> int | Misfit:
    """Return the height that a box needs at a width, both in pixels.

    A box's `length` is along its parent's axis: a height in a column, a width in a row (`in_row`).
    """
    frame = box.part.frame
    if frame.length is not None and not in_row:
        pad = context.padding_of(frame)
        return max(context.to_px(frame.length), round(pad.top + pad.bottom))
    smallest = context.to_px(frame.min_length) if isinstance(box.part, StackPart) else 0
    needed = _measure_part(box, width, context)
    if isinstance(needed, Misfit):
        return needed
    height = max(needed, smallest)
    if frame.max_length is None or isinstance(box.part, ChartPart):   # a chart limits itself, to scale
        return height
    return min(height, context.to_px(frame.max_length))


def _measure_part(box: Box, width: float, context: LayoutContext) -> int | Misfit:
    match box.part:
        case StackPart():
            return _measure_stack(box, box.part, width, context)
        case WordsPart():
            return _measure_words(box, width, context)
        case CodePart():
            return _measure_code(box, width, context)
        case RulePart():
            return max(2, context.to_px(box.part.thickness))
        case StripPart():
            return round(box.remainder * context.size.trim.height)
        case DotsPart():
            return context.to_px(box.part.diameter)
        case PhotoPart() | DiscPart() | PolygonPart() | PanesPart() | SeriesLinePart():
            return 0
        case ChartPart():
            return measure_chart(box, width, context)
        case SpacePart():
            return context.to_px(box.part.frame.min_length)
        case _:
            assert_never(box.part)


def _measure_stack(box: Box, part: StackPart, width: float, context: LayoutContext) -> int | Misfit:
    pad = context.padding_of(part.frame)
    inner = width - pad.start - pad.end
    if part.axis == "layers":
        heights = all_fit(measure_box(child, width, context) for child in box.children)
        return heights if isinstance(heights, Misfit) else max(heights, default=0)
    if part.axis == "column":
        heights = all_fit(measure_box(child, inner, context) for child in box.children)
        gaps = context.to_px(part.gap) * (len(box.children) - 1)
        return heights if isinstance(heights, Misfit) else round(pad.top + pad.bottom + gaps + sum(heights))
    widths = measure_row(box, inner, context)
    if isinstance(widths, Misfit):
        return widths
    pairs = zip(box.children, widths, strict=True)
    heights = all_fit(measure_box(child, own, context, in_row=True) for child, own in pairs)
    return heights if isinstance(heights, Misfit) else round(pad.top + pad.bottom + max(heights, default=0))


def _measure_code(box: Box, space: float, context: LayoutContext) -> int | Misfit:
    found = fit_code(box, context.size, space)
    return found if isinstance(found, Misfit) else found.side


def _measure_words(box: Box, width: float, context: LayoutContext) -> int | Misfit:
    """Return the height of text whose size depends on the width."""
    if box.figure:
        return round(box.figure.height * measure_figure(box, box.figure, width, context))
    text = fit_lines(box, width, context)
    if isinstance(text, Misfit):
        return text
    return measure_brand(box, text.fitted.size) if box.role == "brand" else round(text.fitted.height)


def measure_figure(box: Box, figure: FigureLayout, width: float, context: LayoutContext) -> int:
    """Return the size in pixels at which a figure fills a width, times the current scale.

    It is at most the theme's largest size and that of similar figures of the set. The scale does not reduce it below
    the theme's smallest.
    """
    assert isinstance(box.part, WordsPart)
    full = min(int(width / figure.width), context.to_px(box.part.largest))
    size = min(full, context.setting.sizes.limit_figure(box, full))
    return min(size, max(context.to_px(box.part.smallest), int(size * context.trial.figure_scale)))


def fit_lines(box: Box, width: float, context: LayoutContext) -> PlacedText | Misfit:
    """Return text fitted at the size that its width allows."""
    assert isinstance(box.part, WordsPart)
    extent = Extent(width * box.part.measure, float(context.size.height))
    if box.role == "brand":
        return _fit_brand(box, extent, context)
    fitted = context.fit(box, extent)
    return PlacedText(fitted, extent) if fitted else make_misfit(box, extent, context.setting, needs_width=True)


def _fit_brand(box: Box, extent: Extent, context: LayoutContext) -> PlacedText | Misfit:
    """Return the brand's name at the largest size at which it fits beside its mark, whose size depends on it."""
    fit = fit_options_of(box, context.setting)
    beside = extent
    for size in range(fit.largest, fit.smallest - 1, -1):
        beside = Extent(extent.width - measure_name_indent(size), extent.height)
        fitted = context.fit(box, beside, replace(fit, smallest=size, largest=size))
        if fitted:
            return PlacedText(fitted, beside)
    return make_misfit(box, beside, context.setting, needs_width=True)


def measure_row(box: Box, width: float, context: LayoutContext, shrinkage: float = 0.0) -> list[float] | Misfit:
    """Return the width of each box in a row: its own width, or its part of the remaining width.

    `shrinkage` says how far shares are from their maximum, as in `Trial`.
    """
    assert isinstance(box.part, StackPart)
    available = width - context.to_px(box.part.gap) * (len(box.children) - 1)
    fixed = all_fit(_measure_own_width(child, width, available, context, shrinkage) for child in box.children)
    if isinstance(fixed, Misfit):
        return fixed
    spare = available - sum(w for w in fixed if w is not None)
    # text has no own width: without `grow` it shares the remaining width
    weights = [c.part.frame.grow or 1.0 for c, w in zip(box.children, fixed, strict=True) if w is None]
    grown = iter(distribute(spare, weights))
    return [float(next(grown)) if w is None else w for w in fixed]


def _measure_own_width(
    box: Box, row_width: float, available: float, context: LayoutContext, shrinkage: float
) -> float | Misfit | None:
    """Return the own width of a box in a row, None if it takes a part of the remaining width.

    `row_width` is the row's width, `available` the same without the gaps.
    """
    frame = box.part.frame
    if frame.length is not None:
        return context.to_px(frame.length)
    if frame.share:
        return measure_basis(box, row_width, context, shrinkage)
    match box.part:
        case CodePart():
            return _measure_code(box, available * _MAX_CODE_SHARE, context)
        case ChartPart(kind="strip") if has_strip_at_end(context):
            return measure_strip(box, context)
        case _ if frame.grow:
            return None
        case DotsPart() | StripPart() | RulePart():
            return measure_natural_width(box, available, context)
        case WordsPart() | StackPart() | ChartPart():
            return measure_natural_width(box, available, context) if frame.hug else None
        case PhotoPart() | DiscPart() | PolygonPart() | PanesPart() | SeriesLinePart() | SpacePart():
            return 0.0
        case _:
            assert_never(box.part)


def distribute(space: float, weights: Sequence[float]) -> list[int]:
    """Distribute a number of pixels by weights. Return whole pixels whose sum is exact."""
    total, lengths = sum(weights), []
    for weight in weights:
        lengths.append(round(space * weight / total) if total > weight else round(space))
        space, total = space - lengths[-1], total - weight
    return lengths


def measure_basis(box: Box, parent_length: float, context: LayoutContext, shrinkage: float) -> int:
    """Return a box's length in its parent, in pixels: its share within the box's own bounds.

    The share is the maximum if `shrinkage` is 0, and the minimum if it is 1.
    """
    frame = box.part.frame
    smallest, full = frame.share or (0.0, 0.0)
    preferred = round(parent_length * (full + (smallest - full) * shrinkage))
    largest = context.to_px(frame.max_length) if frame.max_length is not None else round(parent_length)
    return max(min(preferred, largest), context.to_px(frame.min_length))


def measure_natural_width(box: Box, available: float, context: LayoutContext) -> int | Misfit:
    """Return the width of a box's content, at most the available width. A box that hugs its content has this width."""
    match box.part:
        case StackPart(axis=axis):
            pad = context.padding_of(box.part.frame)
            inner = available - pad.start - pad.end
            widths = all_fit(measure_natural_width(child, inner, context) for child in box.children)
            if isinstance(widths, Misfit):
                return widths
            gaps = context.to_px(box.part.gap) * (len(widths) - 1) if axis == "row" else 0
            content = sum(widths) + gaps if axis == "row" else max(widths, default=0)
            return min(round(available), math.ceil(pad.start + pad.end + content))
        case WordsPart() if box.figure:
            return math.ceil(box.figure.width * measure_figure(box, box.figure, available, context))
        case WordsPart():
            text = fit_lines(box, available, context)
            return text if isinstance(text, Misfit) else _measure_text_width(box, text.fitted)
        case CodePart():
            return _measure_code(box, available, context)
        case ChartPart():
            is_vertical = box.part.kind == "strip" and has_strip_at_end(context)
            return measure_strip(box, context) if is_vertical else round(available)
        case StripPart():
            return round(box.remainder * context.size.trim.width)
        case RulePart():
            return max(2, context.to_px(box.part.thickness))
        case DotsPart():
            others, to_px = box.series_position[1] - 1, context.to_px
            return others * to_px(box.part.diameter) + to_px(box.part.length) + others * to_px(box.part.gap)
        case PhotoPart() | DiscPart() | PolygonPart() | PanesPart() | SeriesLinePart() | SpacePart():
            return 0
        case _:
            assert_never(box.part)


def _measure_text_width(box: Box, fitted: FitResult) -> int:
    """Return the width of text in which its lines break at the same places."""
    ink = max(line.right - line.left for lines in fitted.paragraphs for line in lines) * fitted.size
    width = math.ceil(max(ink, fitted.width))
    return width + (round(measure_name_indent(fitted.size)) if box.role == "brand" else 0)


def is_bar(part: Part) -> bool:
    """Return whether a part is a line or a bar, which is as high as its row."""
    match part:
        case RulePart() | StripPart():
            return True
        case ChartPart():
            return part.kind == "strip"
        case StackPart() | WordsPart() | SpacePart() | CodePart() | PhotoPart() | DotsPart():
            return False
        case DiscPart() | PolygonPart() | PanesPart() | SeriesLinePart():
            return False
        case _:
            assert_never(part)
