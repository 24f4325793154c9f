"""The largest size at which words fill a box without spilling, and of the sizes near it the one with the best rag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..geometry import Extent
from .breaks import find_clusters
from .glyphs import Line
from .lines import Paragraph, build_lines, count_lines, even_breaks, rag_cost

_SHRINK = 0.76
"""For a better rag the size may go down to this share of the largest that fits."""
_SIZE_COST, _MEASURE_COST = 0.75, 0.04
_MORE_LINES = 2
_CLEARANCE = 0.02
"""Ems that stay free between the ink of one line and that of the next."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How words may be fitted: sizes in whole pixels, `leading` and the gap between paragraphs in ems.

    `lines` is the most that is allowed, 0 for no limit. With `rag` a smaller size is taken where its lines end better.
    """

    smallest: int
    largest: int
    leading: float
    gap: float = 0.5
    lines: int = 0
    rag: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words at a size: the lines of each paragraph, and the leading in ems that their ink needs.

    `height` is from the top of the first line's ink to the bottom of the last one's, in pixels; `ascent` is the first
    line's ink above its baseline, in ems.
    """

    size: int
    leading: float
    paragraphs: tuple[tuple[Line, ...], ...]
    height: float
    ascent: float
    gap: float

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
        """The longest line's advance, in pixels."""
        return max(line.width for lines in self.paragraphs for line in lines) * self.size


def fit_text(paragraphs: Sequence[Paragraph], area: Extent, fit: Fit) -> Fitted | None:
    """The words at the largest size that fits into `area` (pixels), or at the best rag near it; None if none fits.

    Sizes are tried downward one by one: a smaller size may break worse, so that fit does not grow with smallness and
    no bisection would be right.
    """
    for size in range(fit.largest, fit.smallest - 1, -1):
        if _counts(paragraphs, area, fit, size) is None:
            continue
        if not fit.rag:
            fitted = _set_at(paragraphs, area, fit, size, 0)
        else:
            fitted = _best_rag(paragraphs, area, fit, size)
        if fitted:
            return fitted
    return None


def clusters_too_many(paragraphs: Sequence[Paragraph], area: Extent, fit: Fit) -> int:
    """By how many clusters (UAX #29) the words are too long at the smallest size, at least 1."""
    limit, room = area.width / fit.smallest, _room(paragraphs, area, fit, fit.smallest)
    text = " ".join(p.text for p in paragraphs)
    needed = sum(count_lines(p, limit) or len(p.breaks) for p in paragraphs)
    widest = max(_widest_piece(p) for p in paragraphs)
    clusters = len(find_clusters(text))
    spare = clusters * max(0.0, 1 - max(room, 0) / max(needed, 1))
    if widest > limit:
        spare = max(spare, clusters * (widest - limit) / max(sum(p.reach[-1] for p in paragraphs), 1e-6))
    return max(1, round(spare))


def _widest_piece(paragraph: Paragraph) -> float:
    places = (0, *(b.index for b in paragraph.breaks))
    return max(paragraph.width(a, b) for a, b in zip(places, places[1:], strict=False))


def _room(paragraphs: Sequence[Paragraph], area: Extent, fit: Fit, size: int) -> int:
    """How many lines fit into the height."""
    ink = max(p.ascent for p in paragraphs) * 0.5 + max(p.descent for p in paragraphs) * 0.5
    room = int((area.height / size - ink - fit.gap * (len(paragraphs) - 1)) / fit.leading + 1 + 1e-9)
    return min(room, fit.lines) if fit.lines else room


def _counts(paragraphs: Sequence[Paragraph], area: Extent, fit: Fit, size: int) -> list[int] | None:
    limit = area.width / size
    counts = [count_lines(p, limit) for p in paragraphs]
    if any(c is None for c in counts):
        return None
    found = [c for c in counts if c is not None]
    return found if sum(found) <= _room(paragraphs, area, fit, size) else None


def _best_rag(paragraphs: Sequence[Paragraph], area: Extent, fit: Fit, largest: int) -> Fitted | None:
    """Of the sizes from `largest` down and one or two lines more, the choice whose lines end best."""
    choices = []
    floor = max(fit.smallest, round(largest * _SHRINK))
    step = max(1, round(largest * 0.03))
    for size in range(largest, floor - 1, -step):
        counts = _counts(paragraphs, area, fit, size)
        if counts is None:
            continue
        spare = _room(paragraphs, area, fit, size) - sum(counts)
        for more in range(min(spare, _MORE_LINES) + 1):
            ends = _even(paragraphs, area.width / size, counts, more)
            if ends:
                choices.append((_cost(paragraphs, ends, size / largest, area.width / size), -size, more))
    for _, negative, more in sorted(choices):
        fitted = _set_at(paragraphs, area, fit, -negative, more)
        if fitted:
            return fitted
    return None


def _cost(paragraphs: Sequence[Paragraph], ends: Sequence[Sequence[int]], share: float, limit: float) -> float:
    rag = sum(rag_cost(p, e) for p, e in zip(paragraphs, ends, strict=True)) / len(paragraphs)
    longest = max(p.width(a, b) for p, e in zip(paragraphs, ends, strict=True) for a, b in zip((0, *e), e, strict=False))
    return rag + _SIZE_COST * (1 - share) + _MEASURE_COST * (1 - longest / limit)


def _even(
    paragraphs: Sequence[Paragraph], limit: float, counts: Sequence[int], more: int
) -> tuple[tuple[int, ...], ...] | None:
    """The ends of lines, the `more` lines given to the longest paragraph."""
    longest = max(range(len(paragraphs)), key=lambda i: paragraphs[i].reach[-1])
    found = []
    for index, (paragraph, count) in enumerate(zip(paragraphs, counts, strict=True)):
        ends = even_breaks(paragraph, limit, count + (more if index == longest else 0))
        if ends is None:
            return None
        found.append(ends)
    return tuple(found)


def _set_at(paragraphs: Sequence[Paragraph], area: Extent, fit: Fit, size: int, more: int) -> Fitted | None:
    """The lines at one size if they really fit: by their widths after cutting and by the ink of each."""
    counts = _counts(paragraphs, area, fit, size)
    ends = counts and _even(paragraphs, area.width / size, counts, more)
    if not ends:
        return None
    blocks = tuple(build_lines(p, e) for p, e in zip(paragraphs, ends, strict=True))
    if any(line.width * size > area.width + 0.01 for block in blocks for line in block):
        return None
    leading = max(fit.leading, *(_needed(block) for block in blocks))
    ascent, descent = blocks[0][0].ascent, blocks[-1][-1].descent
    steps = sum(map(len, blocks)) - 1
    height = (ascent + steps * leading + fit.gap * (len(blocks) - 1) + descent) * size
    return Fitted(size, leading, blocks, height, ascent, fit.gap) if height <= area.height + 0.01 else None


def _needed(block: Sequence[Line]) -> float:
    """The leading at which no line's ink touches the next one's."""
    return max((a.descent + b.ascent + _CLEARANCE for a, b in zip(block, block[1:], strict=False)), default=0.0)
