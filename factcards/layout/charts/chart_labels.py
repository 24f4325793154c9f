"""The words of a chart: a number with its label beside it on one base line, or over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Rect
from ...model.scene import Node
from ...model.sizes import Size
from ...text import Fit, Fitted
from ..boxes import Box
from ..type.text_boxes import Setting, fit_of, place_words

_STEP = 0.92
_BESIDE = 0.3
"""A label stands beside its number only where it has this much of the width."""
_SPACE = 0.24
"""Between a number and its label, in ems of the number: about a word space."""
_LEAST_SPACE = 0.5
"""Least space between them, in ems of the largest label: two word spaces, where the number is small."""


class ChartDesk(Protocol):
    """What a chart needs of the desk on which its card is arranged."""

    chart: float

    @property
    def size(self) -> Size:
        """The picture's size."""

    @property
    def setting(self) -> Setting:
        """What the words have in common."""

    def px(self, measure: float) -> int:
        """A measure of the theme in whole pixels."""

    def turned(self, rect: Rect) -> Rect:
        """A place reckoned from the start, as it stands on the card."""

    def bled(self, rect: Rect) -> Rect:
        """A place that reaches the trim's edge, run on to that of the picture."""

    def fit(self, box: Box, room: Extent, fit: Fit | None = None) -> Fitted | None:
        """The box's words in a room."""


@dataclass(frozen=True, slots=True)
class Label:
    """A number and what it counts, set: all measures are from the top of its room, in pixels.

    `baseline` is the number's, `words` where the label begins (from the start and the top); `height` is that of all,
    with the `below` that the bar under it takes.
    """

    number: Box
    numbered: Fitted
    label: Box
    labelled: Fitted | None
    baseline: int
    height: int
    below: int
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Manner:
    width: float
    below: int
    gap: int
    stacked: bool
    room: int | None


def fit_labels(
    pairs: Sequence[Sequence[Box]],
    width: float,
    desk: ChartDesk,
    scale: float,
    below: int,
    gap: int,
    *,
    stacked: bool = False,
    room: int | None = None,
) -> list[Label]:
    """Numbers with their labels, all numbers of one size and all labels of one; SceneError where they do not fit.

    `below` pixels follow `gap` pixels under each; with `room` the two share so high a tile.
    """
    manner = _Manner(width, below, gap, stacked, room)
    fits = [fit_of(number, desk.setting) for number, _ in pairs]
    smallest, size = fits[0].smallest, max(fits[0].smallest, int(fits[0].largest * scale))
    while size >= smallest:
        found = _at_size(pairs, desk, manner, size)
        if found:
            return found
        size = min(size - 1, int(size * _STEP))
    message = f"the chart's words do not fit at the smallest size of {smallest} px"
    raise SceneError([Problem("error", message, field="chart", hint="shorten its labels", kind="does-not-fit")])


def _at_size(pairs: Sequence[Sequence[Box]], desk: ChartDesk, manner: _Manner, size: int) -> list[Label] | None:
    numbered = [
        desk.fit(n, Extent(manner.width, 1e6), replace(fit_of(n, desk.setting), smallest=size, largest=size))
        for n, _ in pairs
    ]
    if not all(numbered):
        return None
    spaces = [_space(n, label, desk) for n, (_, label) in zip(numbered, pairs, strict=True) if n]
    rooms = [_room(n, space, desk, manner) for n, space in zip(numbered, spaces, strict=True) if n]
    labelled: list[Fitted | None] = []
    largest = 0
    for again in (False, True):  # the second time all at the smallest of their sizes
        labelled = []
        for (_, label), room in zip(pairs, rooms, strict=True):
            fit = fit_of(label, desk.setting) if label.prose else None
            fit = replace(fit, largest=largest, rag=False) if fit and again else fit
            labelled.append(desk.fit(label, room, fit) if fit and room.width > 0 and room.height > 0 else None)
        if any(label.prose and not found for (_, label), found in zip(pairs, labelled, strict=True)):
            return None
        sizes = [found.size for found in labelled if found]
        if not sizes or max(sizes) == min(sizes):
            break
        largest = min(sizes)
    return [
        _settle(n, number, label, words, space, manner)
        for (n, label), number, words, space in zip(pairs, numbered, labelled, spaces, strict=True)
        if number
    ]


def _space(number: Fitted, label: Box, desk: ChartDesk) -> float:
    """Return the space between a number and a label beside it, in pixels."""
    least = _LEAST_SPACE * fit_of(label, desk.setting).largest if label.prose else 0.0
    return max(_SPACE * number.size, least)


def _room(number: Fitted, space: float, desk: ChartDesk, manner: _Manner) -> Extent:
    """What a number leaves to its label."""
    if manner.stacked:
        height = manner.room - number.height - desk.px(12) if manner.room is not None else 1e6
        return Extent(manner.width, height)
    left = manner.width - number.width - space
    return Extent(left if left >= _BESIDE * manner.width else 0.0, 1e6)


def _settle(
    number: Box, numbered: Fitted, label: Box, labelled: Fitted | None, space: float, manner: _Manner
) -> Label:
    high = round(numbered.ascent * numbered.size)
    low = round(numbered.height) - high
    if manner.room is not None:
        return Label(number, numbered, label, labelled, manner.room - low, manner.room, 0, (0, 0))
    if manner.stacked:
        top = high + low + manner.gap // 2
        words = manner.gap // 2 + round(labelled.height) if labelled else 0
        return Label(number, numbered, label, labelled, high, high + low + words + manner.gap, 0, (0, top))
    last, hang = _last_line(labelled) if labelled else (0, 0)
    baseline = max(high, last)
    height = baseline + max(manner.gap, low + 4, hang + 4) + manner.below
    beside = (round(_ink_width(numbered) + space), baseline - last)
    return Label(number, numbered, label, labelled, baseline, height, manner.below, beside)


def _last_line(fitted: Fitted) -> tuple[int, int]:
    """How far the last base line lies under the top of the words, and how far their ink reaches under it."""
    y, _ = list(fitted.baselines())[-1]
    return round(y), round(fitted.height - y)


def _ink_width(fitted: Fitted) -> float:
    line = fitted.paragraphs[0][0]
    return (line.right - line.left) * fitted.size


def place_label(label: Label, area: Rect, desk: ChartDesk) -> list[Node]:
    """Number and label in `area`, which is reckoned from the start."""
    top = area.y + label.baseline - round(label.numbered.ascent * label.numbered.size)
    place = Rect(area.x, top, area.width, round(label.numbered.height))
    nodes: list[Node] = [*place_words(label.number, label.numbered, desk.turned(place), desk.setting).nodes]
    if label.labelled:
        x, y = label.words
        beside = Rect(area.x + x, area.y + y, area.width - x, round(label.labelled.height))
        nodes += place_words(label.label, label.labelled, desk.turned(beside), desk.setting).nodes
    return nodes
