"""The words of a chart: a number with its label beside it on one base line, or over it."""

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
_MIN_LABEL_SHARE = 0.3
"""A label stands beside its number only where it has this much of the width."""
_LABEL_GAP = 0.24
"""Between a number and its label, in ems of the number: about a word space."""
_MIN_LABEL_GAP = 0.5
"""Least space between them, in ems of the largest label: two word spaces, where the number is small."""


class ChartContext(Protocol):
    """What a chart needs of the context on which its card is arranged."""

    chart_scale: float

    @property
    def size(self) -> Size:
        """The picture's size."""

    @property
    def setting(self) -> TextSetting:
        """What the words have in common."""

    def to_px(self, measure: float) -> int:
        """A measure of the theme in whole pixels."""

    def to_physical(self, rect: Rect) -> Rect:
        """A place reckoned from the start, as it stands on the card."""

    def extend_to_bleed(self, rect: Rect) -> Rect:
        """A place that reaches the trim's edge, run on to that of the picture."""

    def fit(self, box: Box, room: Extent, fit: FitOptions | None = None) -> FitResult | None:
        """The box's words in a room."""


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A number and what it counts, set: all measures are from the top of its room, in pixels.

    `baseline` is the number's, `words` where the label begins (from the start and the top); `height` is that of all,
    with the `below` that the bar under it takes.
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
    """Numbers with their labels, all numbers of one size and all labels of one; SceneError where they do not fit.

    `below` pixels follow `gap` pixels under each; with `room` the two share so high a tile.
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
    """Return the space between a number and a label beside it, in pixels."""
    least = _MIN_LABEL_GAP * fit_options_of(label, context.setting).largest if label.prose else 0.0
    return max(_LABEL_GAP * number.size, least)


def _label_extent(number: FitResult, space: float, context: ChartContext, manner: _LabelStyle) -> Extent:
    """What a number leaves to its label."""
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
    """How far the last base line lies under the top of the words, and how far their ink reaches under it."""
    y, _ = list(fitted.baselines())[-1]
    return round(y), round(fitted.height - y)


def _ink_width(fitted: FitResult) -> float:
    line = fitted.paragraphs[0][0]
    return (line.right - line.left) * fitted.size


def place_label(label: ChartLabel, area: Rect, context: ChartContext) -> list[Node]:
    """Number and label in `area`, which is reckoned from the start."""
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
