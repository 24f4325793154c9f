"""Words, their room, and how they may be fitted: how many lines there are at a size, and for how many there is room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ...graphics.geometry import Extent
from .fitted import Fit
from .line_breaking import fewest_lines
from .paragraphs import Paragraph, Places


@dataclass(frozen=True, slots=True)
class Fitting:
    """What is to be fitted where, and among which places lines may end."""

    paragraphs: Sequence[Paragraph]
    places: Sequence[Places]
    area: Extent
    fit: Fit

    def room(self, size: int) -> int:
        """How many lines fit into the height at most."""
        ink = self.paragraphs[0].ascent + self.paragraphs[-1].descent
        gaps = self.fit.space(size) * (len(self.paragraphs) - 1)
        room = int((self.area.height / size - ink - gaps) / self.fit.step(size) + 1 + 1e-9)
        return min(room, self.fit.lines) if self.fit.lines else room

    def most_lines(self) -> int:
        """How many lines the words can make at most: one for each place where a line may end."""
        return sum(len(p.ends) - 1 for p in self.places)

    def ceiling(self) -> int:
        """A size above which the words surely need more lines than there is room for, so that none need be tried.

        At their narrowest they want a number of lines that rises with the size, and with the least leading that
        rounding can make of it the room for them falls: one step decides.
        """
        words, fit = [p.solid[-1] for p in self.places], self.fit
        ink = self.paragraphs[0].ascent + self.paragraphs[-1].descent

        def is_too_large(size: int) -> bool:
            step = max(fit.leading * size - 0.5, 0.5)
            room = int((self.area.height - ink * size) / step + 1 + 1e-9)
            limit = self.area.width / size
            return sum(max(1, int(w / limit)) for w in words) > (min(room, fit.lines) if fit.lines else room)

        return fit.smallest + bisect_left(range(fit.smallest, fit.largest + 1), True, key=is_too_large) - 1

    def counts(self, size: int) -> tuple[int, ...] | None:
        """The fewest lines of each paragraph at a size, None if they do not fit."""
        limit, room = self.area.width / size, self.room(size)
        if sum(max(1, int(p.solid[-1] / limit)) for p in self.places) > room:
            return None
        counts = [fewest_lines(p, limit) for p in self.places]
        found = tuple(c for c in counts if c is not None)
        return found if len(found) == len(counts) and sum(found) <= room else None
