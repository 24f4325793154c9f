"""The text of a chart: a number with its label beside it on the same baseline, or below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Rect
from ...model.scene import Node
from ...model.sizes import Size
from ...text import FitOptions, FitResult
from ..boxes import Box
from ..type.text_boxes import TextSetting, fit_options_of, place_words

_SIZE_STEP = 0.92
"""Ratio between a number's size and the next smaller one that is tried."""
_MIN_LABEL_SHARE = 0.3
"""Minimum share of the width for a label beside its number."""
_LABEL_GAP = 0.24
"""Gap between a number and its label, in ems of the number: about a word space."""
_MIN_LABEL_GAP = 0.5
"""Minimum gap between them, in ems of the largest label: two word spaces, where the number is small."""


class ChartContext(Protocol):
    """What a chart needs of the context in which its card is laid out."""

    chart_scale: float

    @property
    def size(self) -> Size:
        """The picture's size."""

    @property
    def setting(self) -> TextSetting:
        """What all text of the card has in common."""

    def to_px(self, measure: float) -> int:
        """Convert a length of the theme to whole pixels."""

    def to_physical(self, rect: Rect) -> Rect:
        """Convert a rectangle measured from the start edge to one measured from the left edge."""

    def extend_to_bleed(self, rect: Rect) -> Rect:
        """Extend a rectangle that touches the trim's edge to the edge of the picture."""

    def fit(self, box: Box, room: Extent, fit: FitOptions | None = None) -> FitResult | None:
        """Fit the box's text to an area in pixels. Return None if it does not fit."""


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
    """How labels are arranged: their width, the bar below each, the gap between both, and whether labels are below.

    `tile_height` is the height that number and label share in a tile, None outside tiles.
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
    below: int,
    gap: int,
    *,
    stacked: bool = False,
    room: int | None = None,
) -> list[ChartLabel]:
    """Fit numbers with their labels, all numbers at one size and all labels at one.

    Below each there are `gap` pixels and then `below` pixels. With `room`, number and label share a tile of that
    height. Raises SceneError if they do not fit.
    """
    manner = _LabelStyle(width, below, gap, stacked, room)
    fits = [fit_options_of(number, context.setting) for number, _ in pairs]
    smallest, size = fits[0].smallest, max(fits[0].smallest, int(fits[0].largest * scale))
    while size >= smallest:
        found = _fit_at_size(pairs, context, manner, size)
        if found:
            return found
        size = min(size - 1, int(size * _SIZE_STEP))
    message = f"the chart's words do not fit at the smallest size of {smallest} px"
    raise SceneError([Problem("error", message, field="chart", hint="shorten its labels", kind="does-not-fit")])


def _fit_at_size(
    pairs: Sequence[Sequence[Box]], context: ChartContext, manner: _LabelStyle, size: int
) -> list[ChartLabel] | None:
    numbered = [
        context.fit(
            n, Extent(manner.width, 1e6), replace(fit_options_of(n, context.setting), smallest=size, largest=size)
        )
        for n, _ in pairs
    ]
    if not all(numbered):
        return None
    spaces = [_label_gap(n, label, context) for n, (_, label) in zip(numbered, pairs, strict=True) if n]
    rooms = [_label_extent(n, space, context, manner) for n, space in zip(numbered, spaces, strict=True) if n]
    labelled: list[FitResult | None] = []
    largest = 0
    for again in (False, True):  # the second time all at the smallest of their sizes
        labelled = []
        for (_, label), room in zip(pairs, rooms, strict=True):
            fit = fit_options_of(label, context.setting) if label.prose else None
            fit = replace(fit, largest=largest, rag=False) if fit and again else fit
            labelled.append(context.fit(label, room, fit) if fit and room.width > 0 and room.height > 0 else None)
        if any(label.prose and not found for (_, label), found in zip(pairs, labelled, strict=True)):
            return None
        sizes = [found.size for found in labelled if found]
        if not sizes or max(sizes) == min(sizes):
            break
        largest = min(sizes)
    return [
        _position_label(n, number, label, words, space, manner)
        for (n, label), number, words, space in zip(pairs, numbered, labelled, spaces, strict=True)
        if number
    ]


def _label_gap(number: FitResult, label: Box, context: ChartContext) -> float:
    """Return the gap between a number and a label beside it, in pixels."""
    least = _MIN_LABEL_GAP * fit_options_of(label, context.setting).largest if label.prose else 0.0
    return max(_LABEL_GAP * number.size, least)


def _label_extent(number: FitResult, space: float, context: ChartContext, manner: _LabelStyle) -> Extent:
    """Return the area that a number leaves for its label."""
    if manner.is_stacked:
        height = manner.tile_height - number.height - context.to_px(12) if manner.tile_height is not None else 1e6
        return Extent(manner.width, height)
    left = manner.width - number.width - space
    return Extent(left if left >= _MIN_LABEL_SHARE * manner.width else 0.0, 1e6)


def _position_label(
    number: Box, numbered: FitResult, label: Box, labelled: FitResult | None, space: float, manner: _LabelStyle
) -> ChartLabel:
    high = round(numbered.ascent * numbered.size)
    low = round(numbered.height) - high
    if manner.tile_height is not None:
        return ChartLabel(number, numbered, label, labelled, manner.tile_height - low, manner.tile_height, 0, (0, 0))
    if manner.is_stacked:
        top = high + low + manner.gap // 2
        words = manner.gap // 2 + round(labelled.height) if labelled else 0
        return ChartLabel(number, numbered, label, labelled, high, high + low + words + manner.gap, 0, (0, top))
    last, hang = _measure_last_line(labelled) if labelled else (0, 0)
    baseline = max(high, last)
    height = baseline + max(manner.gap, low + 4, hang + 4) + manner.bar_height
    beside = (round(_ink_width(numbered) + space), baseline - last)
    return ChartLabel(number, numbered, label, labelled, baseline, height, manner.bar_height, beside)


def _measure_last_line(fitted: FitResult) -> tuple[int, int]:
    """Return how far the last baseline is below the top of the text, and the text's bottom below that baseline."""
    y, _ = list(fitted.baselines())[-1]
    return round(y), round(fitted.height - y)


def _ink_width(fitted: FitResult) -> float:
    line = fitted.paragraphs[0][0]
    return (line.right - line.left) * fitted.size


def place_label(label: ChartLabel, area: Rect, context: ChartContext) -> list[Node]:
    """Place number and label in `area`, which is measured from the start edge."""
    top = area.y + label.baseline - round(label.number_fit.ascent * label.number_fit.size)
    place = Rect(area.x, top, area.width, round(label.number_fit.height))
    nodes: list[Node] = [
        *place_words(label.number, label.number_fit, context.to_physical(place), context.setting).nodes
    ]
    if label.label_fit:
        x, y = label.label_at
        beside = Rect(area.x + x, area.y + y, area.width - x, round(label.label_fit.height))
        nodes += place_words(label.label, label.label_fit, context.to_physical(beside), context.setting).nodes
    return nodes
