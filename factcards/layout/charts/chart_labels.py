"""The text of a chart: a number with its label beside it on the same baseline, or below it, or above it in a tile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ...errors import Problem
from ...graphics.geometry import Extent, Rect
from ...model.sizes import Size
from ...text import FitOptions, FitResult
from ..boxes import Box, Misfit
from ..drafts import Draft
from ..typesetting.text_boxes import TextSetting, fit_options_of, place_words

_SIZE_STEP = 0.92
"""Ratio between a number's size and the next smaller one that is tried."""
_MIN_LABEL_SHARE = 0.3
"""Minimum fraction of the width that is left beside a number for its label."""
_LABEL_GAP = 0.24
"""Gap between a number and the label beside it, in ems of the number: about a word space."""
_MIN_LABEL_GAP = 0.5
"""Minimum gap between a number and the label beside it, in ems of the largest label: about two word spaces.

It applies where the number is small.
"""
_CAPTION_GAP = 12
"""Minimum gap between a number and the label above it in a tile, in reference pixels."""
_MIN_BAR_GAP = 4
"""Minimum gap between text and the bar below it, in pixels."""
_UNLIMITED = 1e6
"""Height of an area that does not limit its text, in pixels."""


class ChartContext(Protocol):
    """What a chart needs of the context in which its card is laid out."""

    @property
    def chart_scale(self) -> float:
        """The height of charts relative to their preferred height."""

    @property
    def size(self) -> Size:
        """The picture's size."""

    @property
    def setting(self) -> TextSetting:
        """What all text of the card has in common."""

    def to_px(self, length: float) -> int:
        """Convert a length of the theme to whole pixels."""

    def to_physical(self, rect: Rect) -> Rect:
        """Convert a rectangle measured from the start edge to one measured from the left edge."""

    def extend_to_bleed(self, rect: Rect) -> Rect:
        """Extend a rectangle that touches the trim's edge to the edge of the picture."""

    def fit(self, box: Box, area: Extent, options: FitOptions | None = None) -> FitResult | None:
        """Return the box's text fitted to an area in pixels, None if it does not fit."""


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A fitted number and its label. All measures are in pixels from the top of their area.

    `baseline` is the number's; `label_at` is where the label begins, from the start and the top. `height` is the height
    of all, including the bar of `bar_height` below the text.
    """

    number: Box
    number_fit: FitResult
    label: Box
    label_fit: FitResult | None
    baseline: int
    height: int
    bar_height: int
    label_at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _LabelStyle:
    """How numbers and labels are arranged. All measures are in pixels.

    `bar_height` is the height of the bar below each label, `gap` the gap above that bar. With `is_stacked` a label is
    below its number. `tile_height` is the height that the two share in a tile, with the label at the top and the number
    at the bottom; it is None outside tiles.
    """

    width: float
    bar_height: int
    gap: int
    is_stacked: bool
    tile_height: int | None


def fit_labels(
    pairs: Sequence[Sequence[Box]],
    width: float,
    context: ChartContext,
    scale: float,
    bar_height: int,
    gap: int,
    *,
    stacked: bool = False,
    tile_height: int | None = None,
) -> list[ChartLabel] | Misfit:
    """Return numbers fitted with their labels, all numbers at one size and all labels at one.

    `pairs` are boxes of a number and its label, `width` is that of one pair in pixels, and `scale` limits the largest
    size of numbers. The other arguments are described by `_LabelStyle`.
    """
    style = _LabelStyle(width, bar_height, gap, stacked, tile_height)
    fits = [fit_options_of(number, context.setting) for number, _ in pairs]
    smallest, size = fits[0].smallest, max(fits[0].smallest, int(fits[0].largest * scale))
    while size >= smallest:
        found = _fit_at_size(pairs, context, style, size)
        if found:
            return found
        size = min(size - 1, int(size * _SIZE_STEP))
    message = f"the chart's text does not fit at the smallest type size of {smallest:,} px"
    problem = Problem("error", message, field="chart", hint="shorten its labels", kind="does-not-fit")
    return Misfit(problem, needs_width=True)   # numbers shrink to the same size beside a lower chart


def _fit_at_size(
    pairs: Sequence[Sequence[Box]], context: ChartContext, style: _LabelStyle, size: int
) -> list[ChartLabel] | None:
    area, setting = Extent(style.width, _UNLIMITED), context.setting
    number_fits = [
        context.fit(number, area, replace(fit_options_of(number, setting), smallest=size, largest=size))
        for number, _ in pairs
    ]
    if not all(number_fits):
        return None
    gaps = [_label_gap(fit, label, context) for fit, (_, label) in zip(number_fits, pairs, strict=True) if fit]
    areas = [_label_extent(fit, gap, context, style) for fit, gap in zip(number_fits, gaps, strict=True) if fit]
    label_fits: list[FitResult | None] = []
    largest = 0
    for is_second in (False, True):   # the second time all at the smallest of their sizes
        label_fits = []
        for (_, label), area in zip(pairs, areas, strict=True):
            options = fit_options_of(label, setting) if label.prose else None
            options = replace(options, largest=largest, rag=False) if options and is_second else options
            has_area = area.width > 0 and area.height > 0
            label_fits.append(context.fit(label, area, options) if options and has_area else None)
        if any(label.prose and not fit for (_, label), fit in zip(pairs, label_fits, strict=True)):
            return None
        sizes = [fit.size for fit in label_fits if fit]
        if not sizes or max(sizes) == min(sizes):
            break
        largest = min(sizes)
    return [
        _place_label(number, number_fit, label, label_fit, gap, style)
        for (number, label), number_fit, label_fit, gap in zip(pairs, number_fits, label_fits, gaps, strict=True)
        if number_fit
    ]


def _label_gap(number: FitResult, label: Box, context: ChartContext) -> float:
    """Return the gap between a number and a label beside it, in pixels."""
    smallest = _MIN_LABEL_GAP * fit_options_of(label, context.setting).largest if label.prose else 0.0
    return max(_LABEL_GAP * number.size, smallest)


def _label_extent(number: FitResult, gap: float, context: ChartContext, style: _LabelStyle) -> Extent:
    """Return the area that a number leaves for its label."""
    if style.is_stacked and style.tile_height is not None:
        return Extent(style.width, style.tile_height - number.height - context.to_px(_CAPTION_GAP))
    if style.is_stacked:
        return Extent(style.width, _UNLIMITED)
    left = style.width - number.width - gap
    return Extent(left if left >= _MIN_LABEL_SHARE * style.width else 0.0, _UNLIMITED)


def _place_label(
    number: Box, number_fit: FitResult, label: Box, label_fit: FitResult | None, gap: float, style: _LabelStyle
) -> ChartLabel:
    above = round(number_fit.ascent * number_fit.size)
    below = round(number_fit.height) - above
    if style.tile_height is not None:
        baseline = style.tile_height - below
        return ChartLabel(number, number_fit, label, label_fit, baseline, style.tile_height, 0, (0, 0))
    if style.is_stacked:
        top = above + below + style.gap // 2
        added = style.gap // 2 + round(label_fit.height) if label_fit else 0
        height = above + below + added + style.gap
        return ChartLabel(number, number_fit, label, label_fit, above, height, 0, (0, top))
    last, label_below = _measure_last_line(label_fit) if label_fit else (0, 0)
    baseline = max(above, last)
    height = baseline + max(style.gap, below + _MIN_BAR_GAP, label_below + _MIN_BAR_GAP) + style.bar_height
    beside = (round(_measure_ink_width(number_fit) + gap), baseline - last)
    return ChartLabel(number, number_fit, label, label_fit, baseline, height, style.bar_height, beside)


def _measure_last_line(fitted: FitResult) -> tuple[int, int]:
    """Return how far the last baseline is below the top of the text, and the text's bottom below that baseline."""
    y, _ = list(fitted.baselines())[-1]
    return round(y), round(fitted.height - y)


def _measure_ink_width(fitted: FitResult) -> float:
    line = fitted.paragraphs[0][0]
    return (line.right - line.left) * fitted.size


def place_chart_label(label: ChartLabel, area: Rect, context: ChartContext) -> list[Draft]:
    """Place number and label in `area`, which is measured from the start edge."""
    top = area.y + label.baseline - round(label.number_fit.ascent * label.number_fit.size)
    place = context.to_physical(Rect(area.x, top, area.width, round(label.number_fit.height)))
    nodes: list[Draft] = [*place_words(label.number, label.number_fit, place, context.setting).nodes]
    if label.label_fit:
        x, y = label.label_at
        beside = Rect(area.x + x, area.y + y, area.width - x, round(label.label_fit.height))
        nodes += place_words(label.label, label.label_fit, context.to_physical(beside), context.setting).nodes
    return nodes
