"""How words may be fitted into a box, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from ..glyphs import Line


@dataclass(frozen=True, slots=True)
class FitOptions:
    """How words may be fitted: sizes in whole pixels, `leading` and the gap between paragraphs in ems.

    `lines` is the most that is allowed, 0 for no limit. With `rag` a smaller size is taken where its lines end better.
    `hang` is how many pixels a hanging mark may pass the margin.
    """

    smallest: int
    largest: int
    leading: float
    gap: float = 0.5
    lines: int = 0
    rag: bool = False
    hang: float = inf

    def leading_at(self, size: int) -> float:
        """The leading at a size, in ems: whole pixels and at least one, so that all lines stand equally far apart."""
        return max(1, round(self.leading * size)) / size

    def paragraph_gap_at(self, size: int) -> float:
        """The gap between paragraphs at a size, in ems: whole pixels."""
        return round(self.gap * size) / size


@dataclass(frozen=True, slots=True)
class FitResult:
    """Words at a size: the lines of each paragraph, and the leading in ems that their ink needs.

    `height` is from the top of the first line's ink to the bottom of the last one's, in pixels; `ascent` is the first
    line's ink above its baseline, in ems. `hang` is how many pixels marks may pass the margin.
    """

    size: int
    leading: float
    paragraphs: tuple[tuple[Line, ...], ...]
    height: float
    ascent: float
    gap: float
    hang: float = inf

    def hang_at_start(self, line: Line) -> float:
        """How far a line's ink stands before the margin where reading starts, in pixels."""
        return min(line.hang_start * self.size, self.hang)

    def baselines(self) -> Iterator[tuple[float, Line]]:
        """Each line with the distance of its baseline from the top of the block, in pixels."""
        y = self.ascent * self.size
        for index, lines in enumerate(self.paragraphs):
            y += (self.gap if index else 0.0) * self.size
            for line in lines:
                yield y, line
                y += self.leading * self.size

    @property
    def width(self) -> float:
        """The longest line's measure, in pixels."""
        return max(line.measure(self.hang / self.size) for lines in self.paragraphs for line in lines) * self.size
