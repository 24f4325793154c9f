"""A paragraph, shaped once: its glyphs, where its lines may end, and how wide every possible line is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from .bidi import resolve_levels
from .breaks import Break, find_breaks, trim_end
from .fonts import FontLibrary
from .glyphs import GlyphRun, Line, Span
from .itemize import Analysis, itemize_text
from .languages import language_script
from .scripts import resolve_scripts
from .shape import Item, shape_item

KEPT_RUN = 16
"""An emphasised run of at most so many characters is not parted by a line's end."""
SOFT_HYPHEN, HYPHEN = "\u00ad", "\u2010"

Choice = tuple[int, ...]
"""Where lines end: numbers of `Places`, the last one the paragraph's end."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where lines may begin and end, measured in ems; the first place is the paragraph's beginning.

    A line from place `i` to place `j` is `solid[j] - starts[i]` wide, if it is cut safely: `starts` is the advance of
    all that stands before a place, `solid` the same with blanks at the line's end left out and a soft hyphen shown.
    Both never fall, so that they can be searched by bisection. `memo` keeps what has been found about them.
    """

    ends: tuple[int, ...]
    costs: tuple[float, ...]
    starts: tuple[float, ...]
    solid: tuple[float, ...]
    memo: dict[tuple[float, ...], object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A shaped paragraph.

    `places` are all the places where lines may end, `phrases` those that part no phrase or word. `missing` are the
    indices of characters that no font has. `ascent` is the reach above the baseline of the ink that is on the first
    line in any case, `descent` that below it of the last line's, in ems: no choice of lines is less high. `lines` keeps
    the lines that have been built, by start and end.
    """

    text: str
    base: int
    levels: tuple[int, ...]
    items: tuple[Item, ...]
    runs: tuple[GlyphRun, ...]
    breaks: tuple[Break, ...]
    places: Places
    phrases: Places
    missing: tuple[int, ...]
    ascent: float
    descent: float
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)


def shape_paragraph(
    text: str, spans: Sequence[Span], language: str, direction: Literal["ltr", "rtl"], fonts: FontLibrary
) -> Paragraph:
    """Shape `text`, one paragraph without line feeds, in the styles of the `spans` that tile it.

    `language` is a BCP 47 tag, `direction` the paragraph's own (UAX #9, HL1). Characters without a font do not raise:
    they are in the result's `missing`.
    """
    base = 1 if direction == "rtl" else 0
    levels = resolve_levels(text, base)
    scripts = resolve_scripts(text, language_script(language))
    found = itemize_text(Analysis(text, language, levels, scripts), spans, fonts)
    kept = tuple((s.start, s.end) for s in spans if s.emphasis and s.end - s.start <= KEPT_RUN)
    return compose_paragraph(text, levels, found.items, find_breaks(text, language, kept), found.missing, base)


def compose_paragraph(
    text: str, levels: tuple[int, ...], items: tuple[Item, ...], breaks: tuple[Break, ...], missing: tuple[int, ...],
    base: int,
) -> Paragraph:  # fmt: skip
    """The paragraph of these items: its glyphs, measured."""
    runs = tuple(shape_item(text, item) for item in items)
    bounds = (breaks[0].index, breaks[-2].index if len(breaks) > 1 else 0) if breaks else (0, 0)
    advances, ascent, descent = _measure(len(text), items, runs, bounds)
    places = _place(text, items, advances, breaks)
    inner = any(b.inner for b in breaks)
    phrases = _place(text, items, advances, [b for b in breaks if not b.inner]) if inner else places
    return Paragraph(text, base, levels, items, runs, breaks, places, phrases, missing, ascent, descent)


def shows_hyphen(text: str, end: int) -> bool:
    """Whether a line that ends there shows a hyphen that is hidden elsewhere."""
    return 0 < end < len(text) and text[end - 1] == SOFT_HYPHEN


def _place(text: str, items: Sequence[Item], advances: Sequence[float], breaks: Sequence[Break]) -> Places:
    reach = (0.0, *accumulate(advances))
    solid, highest = [0.0], 0.0
    for b in breaks:
        wide = reach[trim_end(text, 0, b.index)]
        if shows_hyphen(text, b.index):
            wide += _hyphen_width(items, b.index)
        highest = max(highest, wide)
        solid.append(highest)
    starts = tuple(accumulate((reach[i] for i in (0, *(b.index for b in breaks))), max))
    return Places((0, *(b.index for b in breaks)), (0.0, *(b.cost for b in breaks)), starts, tuple(solid))


def _hyphen_width(items: Sequence[Item], end: int) -> float:
    item = next(i for i in items if i.start < end <= i.end)
    font = item.font
    glyph = font.hb.get_nominal_glyph(ord(HYPHEN)) or font.hb.get_nominal_glyph(ord("-")) or 0
    return float(font.hb.get_glyph_h_advance(glyph)) * item.scale / font.upem + max(0.0, item.tracking)


def _measure(
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
