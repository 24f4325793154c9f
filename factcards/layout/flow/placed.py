"""Placed boxes: the result of layout before anything is drawn, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...graphics.geometry import Extent, Rect
from ...text import FitResult
from ..boxes import Box
from ..charts.chart_labels import ChartLabel
from ..codes.code_boxes import CodeExtent
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
