"""A paragraph, shaped once: its glyphs, where its lines may end, and how wide every possible line is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, NamedTuple

from ..breaking.breaks import Break, find_breaks, trim_end
from ..fonts.font_library import FontLibrary
from ..glyphs import GlyphRun, Line, Span
from ..shaping.itemize import Analysis, itemize_text
from ..shaping.shape import Item, find_hyphen, shape_item
from ..unicode.bidi import resolve_levels
from ..unicode.languages import language_script
from ..unicode.scripts import resolve_scripts
from .hanging import HYPHEN_HANG, EdgeAdjustment, OpticalMargins

MAX_UNBROKEN_EMPHASIS = 16
"""An emphasised run of at most so many characters is not parted by a line's end."""
SOFT_HYPHEN, HYPHEN = "\u00ad", "\u2010"

LineEnds = tuple[int, ...]
"""Where lines end: numbers of `Places`, the last one the paragraph's end."""


@dataclass(frozen=True, slots=True, eq=False)
class BreakOpportunities:
    """Where lines may begin and end, measured in ems; the first place is the paragraph's beginning.

    A line from place `i` to place `j` is `solid[j] - starts[i]` wide, if it is cut safely: `starts` is the advance of
    all that stands before a place, `solid` the same with blanks at the line's end left out and a soft hyphen shown.
    Both never fall, so that they can be searched by bisection. `costs` follow the sense, `even` are those of lines that
    are to be even before all. `memo` keeps what has been found about them.
    """

    indices: tuple[int, ...]
    penalties: tuple[float, ...]
    start_advances: tuple[float, ...]
    end_advances: tuple[float, ...]
    balanced_penalties: tuple[float, ...]
    cache: dict[tuple[float, ...], object] = field(default_factory=dict)

    def with_balanced_penalties(self) -> BreakOpportunities:
        """The same places at the costs of even lines."""
        return replace(self, penalties=self.balanced_penalties, cache={})


class LineInk(NamedTuple):
    """The ink of a line's glyphs, in ems: start and end, reach below the baseline and above; in two orders."""

    by_depth: list[tuple[float, float, float, float]]
    by_height: list[tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A shaped paragraph.

    `places` are all the places where lines may end, `phrases` those that part no phrase or word, `hyphened` all with
    those where the language's own hyphens go. `hyphens` are the indices before which a line's end shows a hyphen,
    `starts` and `ends` what passes the margins of a line that begins or ends at an index. `missing` are the indices of
    characters that no font has. `ascent` is the reach above the baseline of the ink that is on the first
    line in any case, `descent` that below it of the last line's, in ems: no choice of lines is less high. `lines` keeps
    the lines that have been built, by start and end, `inks` the ink of their glyphs (`stacking`).
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

    `language` is a BCP 47 tag, `direction` the paragraph's own (UAX #9, HL1). With `hang`, punctuation may pass the
    margins; with `hyphenate`, words may be parted where the language parts them. Characters without a font do not
    raise: they are in the result's `missing`.
    """
    base = 1 if direction == "rtl" else 0
    levels = resolve_levels(text, base)
    scripts = resolve_scripts(text, language_script(language))
    found = itemize_text(Analysis(text, language, levels, scripts), spans, fonts)
    kept = tuple((s.start, s.end) for s in spans if s.emphasis and s.end - s.start <= MAX_UNBROKEN_EMPHASIS)
    breaks = find_breaks(text, language, kept, hyphenate)
    return build_paragraph(text, levels, found.items, breaks, found.missing, base, hang=hang)


def build_paragraph(
    text: str, levels: tuple[int, ...], items: tuple[Item, ...], breaks: tuple[Break, ...], missing: tuple[int, ...],
    base: int, *, hang: bool = True, known: Sequence[GlyphRun] = (),
) -> Paragraph:  # fmt: skip
    """Return the paragraph of these items: its glyphs, measured; those of its first items where they are `known`."""
    runs = (*known, *(shape_item(text, item) for item in items[len(known) :]))
    bounds = (breaks[0].index, breaks[-2].index if len(breaks) > 1 else 0) if breaks else (0, 0)
    advances, ascent, descent = _measure_advances(len(text), items, runs, bounds)
    margins = OpticalMargins(text, levels, base, items[0].language if items else "", hang)
    begun = {i: edge for i in (0, *(b.index for b in breaks)) if (edge := margins.start_edge(i, advances))}
    ended = {b.index: edge for b in breaks if (edge := _end_edge(text, margins, b, advances))}
    ruler = _OpportunityBuilder(text, items, advances, begun, ended)
    hyphened = ruler.place(breaks)
    plain = [b for b in breaks if not b.hyphen or text[b.index - 1] == SOFT_HYPHEN]
    places = hyphened if len(plain) == len(breaks) else ruler.place(plain)
    whole = [b for b in plain if not b.inner]
    phrases = places if len(whole) == len(plain) else ruler.place(whole)
    hyphens = frozenset(b.index for b in breaks if b.hyphen)
    return Paragraph(
        text, base, levels, items, runs, breaks, places, phrases, hyphened, hyphens, begun, ended, missing, ascent,
        descent, hang,
    )  # fmt: skip


def _end_edge(text: str, margins: OpticalMargins, at: Break, advances: Sequence[float]) -> EdgeAdjustment | None:
    if at.hyphen:
        return EdgeAdjustment(at.index - 1, HYPHEN_HANG, HYPHEN_HANG) if margins.hang else None
    return margins.end_edge(trim_end(text, 0, at.index), advances)


@dataclass(frozen=True, slots=True)
class _OpportunityBuilder:
    """What measures the lines of a paragraph: the advance of each character, and what passes the margins."""

    text: str
    items: Sequence[Item]
    advances: Sequence[float]
    begun: Mapping[int, EdgeAdjustment]
    ended: Mapping[int, EdgeAdjustment]

    def place(self, breaks: Sequence[Break]) -> BreakOpportunities:
        """The places of these breaks."""
        reach, advances = (0.0, *accumulate(self.advances)), self.advances
        solid, starts, highest, least = [0.0], [], 0.0, 0.0
        for b in breaks:
            wide = reach[trim_end(self.text, 0, b.index)]
            edge = self.ended.get(b.index)
            if b.hyphen:
                wide += _hyphen_width(self.items, b.index) * (1.0 - (edge.trim if edge else 0.0))
            elif edge:
                wide -= edge.excluded_width(advances[edge.at])
            highest = max(highest, wide)
            solid.append(highest)
        for i in (0, *(b.index for b in breaks)):
            begun = self.begun.get(i)
            least = max(least, reach[i] + (begun.excluded_width(advances[begun.at]) if begun else 0.0))
            starts.append(least)
        costs, even = (0.0, *(b.penalty for b in breaks)), (0.0, *(b.balanced_penalty for b in breaks))
        return BreakOpportunities((0, *(b.index for b in breaks)), costs, tuple(starts), tuple(solid), even)


def _hyphen_width(items: Sequence[Item], end: int) -> float:
    item = next(i for i in items if i.start < end <= i.end)
    font = item.font
    glyph = font.hb.get_nominal_glyph(ord(find_hyphen(font))) or 0
    return float(font.hb.get_glyph_h_advance(glyph)) * item.scale / font.upem + max(0.0, item.tracking)


def _measure_advances(
    length: int, items: Sequence[Item], runs: Sequence[GlyphRun], bounds: tuple[int, int]
) -> tuple[list[float], float, float]:
    """The advance of each character, the ink's reach up before the first break and down after the last but one."""
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
