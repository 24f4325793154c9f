"""Words, their room, and how they may be fitted: how many lines there are at a size, and for how many there is room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ...graphics.geometry import Extent
from .fitted import FitOptions
from .line_breaking import min_line_count
from .paragraphs import BreakOpportunities, Paragraph


@dataclass(frozen=True, slots=True)
class FitTask:
    """What is to be fitted where, and among which places lines may end."""

    paragraphs: Sequence[Paragraph]
    opportunities: Sequence[BreakOpportunities]
    area: Extent
    options: FitOptions

    def max_lines_at(self, size: int) -> int:
        """How many lines fit into the height at most."""
        ink = self.paragraphs[0].ascent + self.paragraphs[-1].descent
        gaps = self.options.paragraph_gap_at(size) * (len(self.paragraphs) - 1)
        room = int((self.area.height / size - ink - gaps) / self.options.leading_at(size) + 1 + 1e-9)
        return min(room, self.options.lines) if self.options.lines else room

    def max_line_count(self) -> int:
        """How many lines the words can make at most: one for each place where a line may end."""
        return sum(len(p.indices) - 1 for p in self.opportunities)

    def max_size(self) -> int:
        """A size above which the words surely need more lines than there is room for, so that none need be tried.

        At their narrowest they want a number of lines that rises with the size, and with the least leading that
        rounding can make of it the room for them falls: one step decides.
        """
        words, fit = [p.end_advances[-1] for p in self.opportunities], self.options
        ink = self.paragraphs[0].ascent + self.paragraphs[-1].descent

        def is_too_large(size: int) -> bool:
            step = max(fit.leading * size - 0.5, 0.5)
            room = int((self.area.height - ink * size) / step + 1 + 1e-9)
            limit = self.area.width / size
            return sum(max(1, int(w / limit)) for w in words) > (min(room, fit.lines) if fit.lines else room)

        return fit.smallest + bisect_left(range(fit.smallest, fit.largest + 1), True, key=is_too_large) - 1

    def min_line_counts(self, size: int) -> tuple[int, ...] | None:
        """The fewest lines of each paragraph at a size, None if they do not fit."""
        limit, room = self.area.width / size, self.max_lines_at(size)
        if sum(max(1, int(p.end_advances[-1] / limit)) for p in self.opportunities) > room:
            return None
        counts = [min_line_count(p, limit) for p in self.opportunities]
        found = tuple(c for c in counts if c is not None)
        return found if len(found) == len(counts) and sum(found) <= room else None
