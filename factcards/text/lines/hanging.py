"""Punctuation that hangs: how much of a mark passes the margin at a line's start and end.

After Bringhurst (The Elements of Typographic Style, 5.1.7: quotes, hyphens, stops and commas outside the measure), in
amounts near those of Hàn Thế Thành's microtype and of Typst; quotation marks hang whole, since on a card they are
tall. Full-width marks: jlreq 3.1.9 and clreq 3.1.5, an opening bracket loses its empty half at a line's start, a
closing one at its end, a comma or full stop that stands at the start of its em passes the margin (burasagari).
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
"""The share of a mark that hangs before a line."""
END_HANG: Mapping[str, float] = MappingProxyType(
    _QUOTES | _DASHES | dict.fromkeys(".,۔։", 0.7) | dict.fromkeys("،", 0.5) | dict.fromkeys(":;؛", 0.3)
)
"""The share of a mark that hangs after a line."""
HYPHEN_HANG = END_HANG["\u2010"]
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff" + DIRECTION_CONTROLS + DIRECTION_MARKS)
"""Characters without width, which may stand between a mark and the line's end."""
_MIN_FULL_WIDTH = 0.6
"""A mark of at least so many ems is full-width; half of that is air."""

GlyphBox = tuple[int, float, float, float]
"""A glyph's character, its advance, and the left and right edge of its ink from the line's origin, in ems."""


@dataclass(frozen=True, slots=True)
class EdgeAdjustment:
    """A character at a line's end: the shares of its advance that does not count and of its ink that hangs.

    `gap` is the room in ems that is left after a character within a line (`spacing`) and vanishes at the line's end.
    """

    at: int
    trim: float = 0.0
    ink: float = 0.0
    gap: float = 0.0

    def excluded_width(self, advance: float) -> float:
        """What of an advance does not count."""
        return (advance - self.gap) * self.trim + self.gap


@dataclass(frozen=True, slots=True)
class OpticalMargins:
    """What a paragraph's lines begin and end with; `hang` is off for words that keep within their measure."""

    text: str
    levels: tuple[int, ...]
    base: int
    language: str
    hang: bool

    def start_edge(self, start: int, advances: Sequence[float]) -> EdgeAdjustment | None:
        """The mark that begins a line at `start`, if it is one that passes the margin; `advances` are of characters."""
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
        """The mark that ends a line of characters before `stop`, if it passes the margin, or leaves a gap."""
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
    """The line without what does not count for its measure: a mark at its start and one at its end, a gap after it.

    `boxes` are the line's glyphs with ink in visual order; an edge whose character stands elsewhere changes nothing.
    What hangs at the line's start already, the tail of a letter, does so whatever hangs at its end.
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
    """The line with what of its ink passes the measure at its end: a mark, or a letter that leans out of its advance.

    Reckoned from where the line will stand, its ink on the margin, or before it by what hangs at its start.
    """
    return replace(line, hang_end=max(0.0, line.right - line.left - line.hang_start - line.width))
