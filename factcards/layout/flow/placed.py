"""Placed boxes: the result of layout before anything is drawn, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...graphics.geometry import Extent, Rect
from ...model.themes import RoleFontSize, StackPart, WordsPart
from ...text import FitResult
from ..boxes import Box
from ..charts.chart_labels import ChartLabel
from ..codes.code_boxes import CodeExtent
from ..typesetting.uniform_sizes import is_uniform, size_range, step_down
from .trials import Trial


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Fitted text, and the area in pixels to which it was fitted."""

    fitted: FitResult
    extent: Extent


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure at a size in pixels of an em of its digits."""

    size: float


@dataclass(frozen=True, slots=True)
class PlacedLabels:
    """The labels of a chart, () for a chart without text."""

    labels: tuple[ChartLabel, ...]


Content = PlacedText | PlacedFigure | PlacedLabels | CodeExtent
"""What was chosen for a box without children, by its part: the sizes of its text, or its code."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A box in its area, which is measured from the start edge, in pixels.

    `content` is None for parts whose area says everything, and `children` are in the order of the box's. `trial` is the
    one that the whole card had.
    """

    box: Box
    area: Rect
    trial: Trial
    content: Content | None = None
    children: tuple[Placed, ...] = ()

    def walk(self) -> Iterator[Placed]:
        """Yield this box and every box inside it, outer boxes first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find_text_sizes(self, role: str) -> Iterator[float]:
        """Yield the type sizes of the texts and figures with a role, in pixels."""
        for placed in self.walk():
            if placed.box.role == role:
                match placed.content:
                    case PlacedText(fitted):
                        yield fitted.size
                    case PlacedFigure(size):
                        yield size
                    case _:
                        pass


def collect_sizes(placed: Placed, unit: float, step: float) -> Iterator[RoleFontSize]:
    """Yield the sizes of a card's text, as steps of the type scale, for roles whose size a set shares."""
    part = placed.box.part
    if isinstance(part, StackPart):   # charts choose the sizes of their text
        for child in placed.children:
            yield from collect_sizes(child, unit, step)
        return
    if isinstance(part, WordsPart) and is_uniform(part) and isinstance(placed.content, PlacedText):
        smallest, largest = size_range(part, unit)
        size = step_down(placed.content.fitted.size, smallest, largest, step)
        if not placed.box.image:   # a logo replaces the name
            yield RoleFontSize(placed.box.role, part.style, size)
