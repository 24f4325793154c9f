"""Hanging punctuation: how much of a mark passes the margin at a line's start and end.

Source: Bringhurst, *The Elements of Typographic Style*, 5.1.7 (quotes, hyphens, stops and commas outside the measure).
The amounts are close to those of Hàn Thế Thành's microtype and of Typst, but quotation marks hang in full, because they
are tall on a card. Full-width marks follow jlreq 3.1.9 and clreq 3.1.5: an opening bracket loses its empty half at a
line's start, a closing one at its end; a comma or full stop at the start of its em passes the margin (burasagari).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..glyphs import Line
from ..shaping.cjk_spacing import (
    AUTOSPACE,
    CLOSERS,
    OPENERS,
    STOPS,
    find_autospace,
    has_centered_stops,
    uses_cjk_spacing,
)
from ..unicode.direction_controls import DIRECTION_CONTROLS, DIRECTION_MARKS

_QUOTES = dict.fromkeys("“”„‟‘’‚‛\"'", 1.0) | dict.fromkeys("«»‹›", 0.5)
_DASHES = dict.fromkeys("-\u00ad\u2010\u2011\u058a\u05be", 0.5) | dict.fromkeys("–—", 0.25)
START_HANG: Mapping[str, float] = MappingProxyType(_QUOTES | _DASHES)
"""The fraction of a mark that hangs at a line's start."""
END_HANG: Mapping[str, float] = MappingProxyType(
    _QUOTES | _DASHES | dict.fromkeys(".,۔։", 0.7) | dict.fromkeys("،", 0.5) | dict.fromkeys(":;؛", 0.3)
)
"""The fraction of a mark that hangs at a line's end."""
HYPHEN_HANG = END_HANG["\u2010"]
"""The fraction of a hyphen that hangs at a line's end."""
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff" + DIRECTION_CONTROLS + DIRECTION_MARKS)
"""Characters without a width, which are skipped between a mark and the line's edge."""
_MIN_FULL_WIDTH = 0.6
"""Minimum advance of a full-width mark, in ems. Half of such a mark is empty."""

GlyphBox = tuple[int, float, float, float]
"""A glyph's character index, its advance, and the left and right edges of its ink from the line's origin, in ems."""


@dataclass(frozen=True, slots=True)
class EdgeAdjustment:
    """An adjustment of the character `at` at a line's edge.

    `trim` is the fraction of its advance that is excluded from the line's width, `ink` the fraction of its ink that
    hangs. `gap` is the space after the character within a line, in ems (`cjk_spacing`); it disappears at a line's end.
    """

    at: int
    trim: float = 0.0
    ink: float = 0.0
    gap: float = 0.0

    def excluded_width(self, advance: float) -> float:
        """Return the part of the character's advance, in ems, that is excluded from the line's width."""
        return (advance - self.gap) * self.trim + self.gap


@dataclass(frozen=True, slots=True)
class OpticalMargins:
    """Finds the adjustments at the edges of a paragraph's lines. Without `hang`, punctuation stays within the measure.

    `levels` are the bidi levels of the characters, `base` is the paragraph's.
    """

    text: str
    levels: tuple[int, ...]
    base: int
    language: str
    hang: bool

    def start_edge(self, start: int, advances: Sequence[float]) -> EdgeAdjustment | None:
        """Return the adjustment of the mark at the start of a line that starts at `start`, or None.

        `advances` are those of the paragraph's characters, in ems.
        """
        text, at = self.text, start
        while at < len(text) and text[at] in _ZERO_WIDTH:
            at += 1
        if not self.hang or at >= len(text) or self.levels[at] != self.base:
            return None
        mark = text[at]
        if mark in OPENERS and advances[at] > _MIN_FULL_WIDTH:
            return EdgeAdjustment(at, 0.5)
        share = START_HANG.get(mark, 0.0)
        if share and mark in _DASHES and text[at + 1 : at + 2].isdigit():
            return None   # a number's sign
        return EdgeAdjustment(at, share, share) if share else None

    def end_edge(self, stop: int, advances: Sequence[float]) -> EdgeAdjustment | None:
        """Return the adjustment of the last character of a line that ends before `stop`, or None.

        `advances` are those of the paragraph's characters, in ems.
        """
        text, at = self.text, stop - 1
        while at > 0 and text[at] in _ZERO_WIDTH:
            at -= 1
        if at < 0 or self.levels[at] != self.base:
            return None
        mark, wide = text[at], advances[at] > _MIN_FULL_WIDTH
        if self.hang and wide and mark in CLOSERS:
            return EdgeAdjustment(at, 0.5)
        if self.hang and wide and mark in STOPS and uses_cjk_spacing(self.language):
            return EdgeAdjustment(at, 0.25) if has_centered_stops(self.language) else EdgeAdjustment(at, 1.0, 1.0)
        share = END_HANG.get(mark, 0.0) if self.hang else 0.0
        gap = AUTOSPACE if at == stop - 1 and uses_cjk_spacing(self.language) and at in find_autospace(text) else 0.0
        return EdgeAdjustment(at, share, share, gap) if share or gap else None


def apply_edges(
    line: Line, base: int, boxes: Sequence[GlyphBox], edges: tuple[EdgeAdjustment | None, EdgeAdjustment | None]
) -> Line:
    """Return the line with its edge adjustments applied: its width without hanging marks, and its `hang_start`.

    `base` is the paragraph's bidi level; `boxes` are the line's glyphs with ink, in visual order. Edges whose character
    was reordered away from the line's edge are ignored. A letter's tail hangs at the start regardless of the end.
    """
    first, last = edges
    width, start = line.width, line.hang_start
    ordered = boxes[::-1] if base else boxes
    if first and len(ordered) > 1 and ordered[0][0] == first.at:
        _, advance, left, right = ordered[0]
        width -= advance * first.trim
        beyond = line.right - max(b[3] for b in ordered[1:]) if base else min(b[2] for b in ordered[1:]) - line.left
        start = max(0.0, beyond) if first.ink == 1.0 else (right - left) * first.ink
    if last and len(ordered) > 1 and ordered[-1][0] == last.at:
        width -= last.excluded_width(ordered[-1][1])
    return replace(line, width=max(0.0, width), hang_start=start)


def measure_end_hang(line: Line) -> Line:
    """Return the line with its `hang_end`: the ink beyond its width, of a mark or of a letter that leans out.

    The line is assumed to be placed with its ink at the margin, or before it by `hang_start`.
    """
    return replace(line, hang_end=max(0.0, line.right - line.left - line.hang_start - line.width))
