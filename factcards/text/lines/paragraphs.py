"""A shaped paragraph: its glyphs, its break opportunities, and the prefix sums that give the width of every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, NamedTuple

from ..breaking.breaks import Break, find_breaks, trim_end
from ..breaking.hyphens import SOFT_HYPHEN
from ..fonts.font_library import FontLibrary
from ..glyphs import GlyphRun, Line, Span
from ..shaping.itemize import Analysis, itemize_text
from ..shaping.shape import Item, find_hyphen, shape_item
from ..unicode.bidi import resolve_levels
from ..unicode.language_scripts import language_script
from ..unicode.scripts import resolve_scripts
from .hanging import HYPHEN_HANG, EdgeAdjustment, OpticalMargins

MAX_UNBROKEN_EMPHASIS = 16
"""Maximum length of an emphasised run, in characters, within which lines do not break."""

LineEnds = tuple[int, ...]
"""The end of each line of a paragraph, as a number of `BreakOpportunities`; the last is the paragraph's end."""


@dataclass(frozen=True, slots=True, eq=False)
class BreakOpportunities:
    """The positions at which lines may start and end (UAX #14), with widths in ems. The first is the paragraph's start.

    `indices` are character indices. A line from opportunity `i` to `j` has the width `end_advances[j] -
    start_advances[i]` if it is cut safely. `start_advances` are the advances before a line that starts there;
    `end_advances` are those up to a line's end, without trailing blanks and with a soft hyphen shown. Both are
    non-decreasing, so they can be bisected. `penalties` reflect meaning; `balanced_penalties` are used where equal line
    lengths have priority. `cache` holds results of searches.
    """

    indices: tuple[int, ...]
    penalties: tuple[float, ...]
    start_advances: tuple[float, ...]
    end_advances: tuple[float, ...]
    balanced_penalties: tuple[float, ...]
    cache: dict[tuple[float, ...], object] = field(default_factory=dict)

    def with_balanced_penalties(self) -> BreakOpportunities:
        """Return the same opportunities with `balanced_penalties` as their penalties."""
        return replace(self, penalties=self.balanced_penalties, cache={})


class LineInk(NamedTuple):
    """The ink boxes of a line's glyphs in two orders. A box is (start, end, extent below, extent above), in ems."""

    by_depth: list[tuple[float, float, float, float]]
    by_height: list[tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A shaped paragraph.

    `phrase_breaks` do not split phrases or words, `word_breaks` may split them, and `hyphen_breaks` also include the
    language's hyphenation points. `hyphens` are the indices before which a line's end shows a hyphen. `start_edges` and
    `end_edges` give the adjustment at the margin of a line that starts or ends at an index. `missing` are the indices
    of characters that no font covers. `ascent` is the extent of the ink above the baseline that is on the first line
    however lines break, `descent` that below the baseline on the last line, in ems. `line_cache` holds the lines built
    so far by start and end, `ink_cache` the ink of their glyphs (for `leading`).
    """

    text: str
    base: int
    levels: tuple[int, ...]
    items: tuple[Item, ...]
    runs: tuple[GlyphRun, ...]
    breaks: tuple[Break, ...]
    word_breaks: BreakOpportunities
    phrase_breaks: BreakOpportunities
    hyphen_breaks: BreakOpportunities
    hyphens: frozenset[int]
    start_edges: Mapping[int, EdgeAdjustment]
    end_edges: Mapping[int, EdgeAdjustment]
    missing: tuple[int, ...]
    ascent: float
    descent: float
    hang: bool = True
    line_cache: dict[tuple[int, int], Line] = field(default_factory=dict)
    ink_cache: dict[int, LineInk] = field(default_factory=dict)


def shape_paragraph(
    text: str, spans: Sequence[Span], language: str, direction: Literal["ltr", "rtl"], fonts: FontLibrary,
    *, hang: bool = True, hyphenate: bool = False,
) -> Paragraph:  # fmt: skip
    """Shape `text`, one paragraph without line feeds, in the styles of the `spans` that tile it.

    `language` is a BCP 47 tag and `direction` the paragraph direction (UAX #9, HL1). With `hang`, punctuation may pass
    the margins; with `hyphenate`, words may be broken at the language's hyphenation points. Characters that no font
    covers raise no error: their indices are in the result's `missing`.
    """
    base = 1 if direction == "rtl" else 0
    levels = resolve_levels(text, base)
    scripts = resolve_scripts(text, language_script(language))
    found = itemize_text(Analysis(text, language, levels, scripts), spans, fonts)
    protected = tuple((s.start, s.end) for s in spans if s.emphasis and s.end - s.start <= MAX_UNBROKEN_EMPHASIS)
    breaks = find_breaks(text, language, protected, hyphenate)
    return build_paragraph(text, levels, found.items, breaks, found.missing, base, hang=hang)


def build_paragraph(
    text: str, levels: tuple[int, ...], items: tuple[Item, ...], breaks: tuple[Break, ...], missing: tuple[int, ...],
    base: int, *, hang: bool = True, known_runs: Sequence[GlyphRun] = (),
) -> Paragraph:  # fmt: skip
    """Build a paragraph from its items: shape them, and measure every opportunity to break.

    `levels` are its bidi levels, `missing` the indices of characters that no font covers, and `base` is its own bidi
    level, 0 or 1. `known_runs` are the glyphs of its first items, which are not shaped again.
    """
    runs = (*known_runs, *(shape_item(text, item) for item in items[len(known_runs) :]))
    bounds = (breaks[0].index, breaks[-2].index if len(breaks) > 1 else 0) if breaks else (0, 0)
    advances, ascent, descent = _measure_advances(len(text), items, runs, bounds)
    margins = OpticalMargins(text, levels, base, items[0].language if items else "", hang)
    start_edges = {i: edge for i in (0, *(b.index for b in breaks)) if (edge := margins.start_edge(i, advances))}
    end_edges = {b.index: edge for b in breaks if (edge := _end_edge(text, margins, b, advances))}
    builder = _OpportunityBuilder(text, items, advances, start_edges, end_edges)
    hyphen_breaks = builder.build(breaks)
    plain = [b for b in breaks if not b.hyphen or text[b.index - 1] == SOFT_HYPHEN]
    word_breaks = hyphen_breaks if len(plain) == len(breaks) else builder.build(plain)
    outer = [b for b in plain if not b.inner]
    phrase_breaks = word_breaks if len(outer) == len(plain) else builder.build(outer)
    hyphens = frozenset(b.index for b in breaks if b.hyphen)
    return Paragraph(
        text, base, levels, items, runs, breaks, word_breaks, phrase_breaks, hyphen_breaks, hyphens, start_edges,
        end_edges, missing, ascent, descent, hang,
    )  # fmt: skip


def _end_edge(text: str, margins: OpticalMargins, at: Break, advances: Sequence[float]) -> EdgeAdjustment | None:
    """Return the adjustment at the margin of a line that ends at a break, or None."""
    if at.hyphen:
        return EdgeAdjustment(at.index - 1, HYPHEN_HANG, HYPHEN_HANG) if margins.hang else None
    return margins.end_edge(trim_end(text, 0, at.index), advances)


@dataclass(frozen=True, slots=True)
class _OpportunityBuilder:
    """Builds the opportunities of a paragraph from the advance of each character and the adjustments at margins."""

    text: str
    items: Sequence[Item]
    advances: Sequence[float]
    start_edges: Mapping[int, EdgeAdjustment]
    end_edges: Mapping[int, EdgeAdjustment]

    def build(self, breaks: Sequence[Break]) -> BreakOpportunities:
        """Return the opportunities of these breaks."""
        sums, advances = (0.0, *accumulate(self.advances)), self.advances
        indices = (0, *(b.index for b in breaks))
        started, ended = list[float](), [0.0]
        for b in breaks:
            width = sums[trim_end(self.text, 0, b.index)]
            edge = self.end_edges.get(b.index)
            if b.hyphen:
                width += _measure_hyphen(self.items, b.index) * (1.0 - (edge.trim if edge else 0.0))
            elif edge:
                width -= edge.excluded_width(advances[edge.at])
            ended.append(max(ended[-1], width))
        for index in indices:
            edge = self.start_edges.get(index)
            width = sums[index] + (edge.excluded_width(advances[edge.at]) if edge else 0.0)
            started.append(max(started[-1] if started else 0.0, width))
        penalties, balanced = (0.0, *(b.penalty for b in breaks)), (0.0, *(b.balanced_penalty for b in breaks))
        return BreakOpportunities(indices, penalties, tuple(started), tuple(ended), balanced)


def _measure_hyphen(items: Sequence[Item], end: int) -> float:
    """Return the width in ems of a hyphen at the end of a line that ends at an index."""
    item = next(i for i in items if i.start < end <= i.end)
    font = item.font
    glyph = font.hb.get_nominal_glyph(ord(find_hyphen(font))) or 0
    return float(font.hb.get_glyph_h_advance(glyph)) * item.scale / font.upem + max(0.0, item.tracking)


def _measure_advances(
    length: int, items: Sequence[Item], runs: Sequence[GlyphRun], bounds: tuple[int, int]
) -> tuple[list[float], float, float]:
    """Return the advance of each character in ems, the ascent of the first piece, and the descent of the last one.

    `bounds` are the indices of the first break and of the last but one.
    """
    advances = [0.0] * length
    ascent = descent = 0.0
    first, last = bounds
    for item, run in zip(items, runs, strict=True):
        ink, scale, start = item.font.ink, run.scale, run.start
        for glyph_id, cluster, advance, _, dy, _ in run.glyphs:
            at = start + cluster
            advances[at] += advance
            if at < first or at >= last:
                box = ink(glyph_id)
                if box and at < first and box[3] * scale + dy > ascent:
                    ascent = box[3] * scale + dy
                if box and at >= last and -box[1] * scale - dy > descent:
                    descent = -box[1] * scale - dy
    return advances, ascent, descent
