"""Types of text fitting: the options, the task of one search, and the result."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from ...graphics.geometry import Extent
from ..glyphs import Line
from .line_breaking import count_min_lines
from .paragraphs import BreakOpportunities, Paragraph


@dataclass(frozen=True, slots=True)
class FitOptions:
    """Options for fitting text into a box.

    Sizes are whole pixels; `leading` and `gap` (between paragraphs) are in ems. `lines` is the maximum number of lines,
    0 for no limit. With `rag`, a smaller size may be chosen if its lines have a better rag. `hang` is the maximum
    distance, in pixels, by which a hanging mark may pass the margin.
    """

    smallest: int
    largest: int
    leading: float
    gap: float = 0.5
    lines: int = 0
    rag: bool = False
    hang: float = inf

    def leading_at(self, size: int) -> float:
        """Return the leading at a size, in ems. It is a whole number of pixels, so that lines are equally spaced."""
        return max(1, round(self.leading * size)) / size

    def paragraph_gap_at(self, size: int) -> float:
        """Return the gap between paragraphs at a size, in ems. It is a whole number of pixels."""
        return round(self.gap * size) / size


@dataclass(frozen=True, slots=True)
class FitResult:
    """Text fitted into a box: the font size in pixels, and the lines of each paragraph.

    `leading`, `gap` (between paragraphs) and `ascent` (the first line's ink above its baseline) are in ems. `height` is
    the distance from the top of the first line's ink to the bottom of the last line's, and `hang` the maximum distance
    by which marks may pass the margin, both in pixels. `is_shaped` is whether the lines were chosen for their rag; it
    is False if `FitOptions.rag` is, or if no such lines fit.
    """

    size: int
    leading: float
    paragraphs: tuple[tuple[Line, ...], ...]
    height: float
    ascent: float
    gap: float
    hang: float = inf
    is_shaped: bool = False

    def hang_at_start(self, line: Line) -> float:
        """Return how far a line's ink passes the margin where reading starts, in pixels."""
        return min(line.hang_start * self.size, self.hang)

    def baselines(self) -> Iterator[tuple[float, Line]]:
        """Yield each line with the distance of its baseline from the top of the block, in pixels."""
        y = self.ascent * self.size
        for index, lines in enumerate(self.paragraphs):
            y += (self.gap if index else 0.0) * self.size
            for line in lines:
                yield y, line
                y += self.leading * self.size

    @property
    def width(self) -> float:
        """Width of the longest line, in pixels."""
        return max(line.measure(self.hang / self.size) for lines in self.paragraphs for line in lines) * self.size


@dataclass(frozen=True, slots=True)
class FitTask:
    """One search: the paragraphs, the opportunities at which their lines may break, the box in pixels, the options."""

    paragraphs: Sequence[Paragraph]
    opportunities: Sequence[BreakOpportunities]
    area: Extent
    options: FitOptions

    def max_lines_at(self, size: int) -> int:
        """Return the maximum number of lines at a size, by the height of the box and the options."""
        ink = self.paragraphs[0].ascent + self.paragraphs[-1].descent
        gaps = self.options.paragraph_gap_at(size) * (len(self.paragraphs) - 1)
        max_lines = int((self.area.height / size - ink - gaps) / self.options.leading_at(size) + 1 + 1e-9)
        return min(max_lines, self.options.lines) if self.options.lines else max_lines

    def max_line_count(self) -> int:
        """Return the number of lines if every opportunity is taken."""
        return sum(len(p.indices) - 1 for p in self.opportunities)

    def max_size(self) -> int:
        """Return an upper bound of the sizes at which the text may fit; larger sizes need not be tried.

        A larger size needs at least as many lines, and no more lines fit into the area, so the bound is found by
        bisection. Sizes up to the bound may still be too large.
        """
        widths, options = [p.end_advances[-1] for p in self.opportunities], self.options
        ink = self.paragraphs[0].ascent + self.paragraphs[-1].descent

        def is_too_large(size: int) -> bool:
            step = max(options.leading * size - 0.5, 0.5)
            max_lines = int((self.area.height - ink * size) / step + 1 + 1e-9)
            limit = self.area.width / size
            max_lines = min(max_lines, options.lines) if options.lines else max_lines
            return sum(max(1, int(width / limit)) for width in widths) > max_lines

        return options.smallest + bisect_left(range(options.smallest, options.largest + 1), True, key=is_too_large) - 1

    def min_line_counts(self, size: int) -> tuple[int, ...] | None:
        """Return the minimum number of lines of each paragraph at a size, or None if they do not fit."""
        limit, max_lines = self.area.width / size, self.max_lines_at(size)
        if sum(max(1, int(p.end_advances[-1] / limit)) for p in self.opportunities) > max_lines:
            return None
        counts = [count_min_lines(p, limit) for p in self.opportunities]
        found = tuple(c for c in counts if c is not None)
        return found if len(found) == len(counts) and sum(found) <= max_lines else None
