"""Break a paragraph into lines: runs in visual order, shaped again where a cut was unsafe, measured with their ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from ..breaking.breaks import trim_end
from ..breaking.hyphens import HYPHEN, SOFT_HYPHEN
from ..glyphs import Glyph, GlyphRun, Line
from ..shaping.shape import Item, shape_item
from ..unicode.bidi import order_visually, reset_levels
from .hanging import GlyphBox, apply_edges, measure_end_hang
from .line_breaking import balance_lines, count_min_lines, find_first_fit
from .paragraphs import BreakOpportunities, LineEnds, Paragraph

_MAX_TRIES = 24
"""Maximum number of searches that exclude lines which turned out wider than their advances."""
_TOLERANCE_EM = 1e-6
"""Tolerance for rounding errors, in ems."""

_ShapedItem = tuple[Item, GlyphRun]
"""An item with its glyphs."""


def break_lines(paragraph: Paragraph, width: float) -> tuple[Line, ...]:
    """Break the paragraph into the fewest lines that fit into `width` ems, as even as possible.

    Phrases and words are broken only if there is no other way. A piece that is wider than `width` gets a line by itself
    and overflows.
    """
    for level in dict.fromkeys((paragraph.phrase_breaks, paragraph.word_breaks)):
        opportunities = level.with_balanced_penalties()
        count = count_min_lines(opportunities, width)
        for lines in range(count or 0, len(opportunities.indices) if count else 0):
            ends = find_fitting_lines(paragraph, opportunities, (width, inf), lines)
            if ends:
                return build_lines(paragraph, opportunities, ends)
    return build_lines(paragraph, paragraph.word_breaks, find_first_fit(paragraph.word_breaks, width))


def find_fitting_lines(
    paragraph: Paragraph, opportunities: BreakOpportunities, limit: tuple[float, float], count: int,
    banned: frozenset[tuple[int, int]] = frozenset(),
) -> LineEnds | None:  # fmt: skip
    """Return the ends of the best `count` lines that fit `limit` as measured when built, or None if there are none.

    `limit` is the width and the maximum hang on either side, in ems. `banned` lines are excluded. A line that is cut
    where HarfBuzz calls it unsafe to break may be wider than the sum of its advances in the paragraph. Such lines are
    detected when they are built, and are excluded from the next search.
    """
    width, max_hang = limit
    for _ in range(_MAX_TRIES):
        ends = balance_lines(opportunities, width, count, banned)
        if ends is None:
            return None
        wide = _find_wide_lines(paragraph, opportunities, ends, (width + _TOLERANCE_EM, max_hang))
        if not wide:
            return ends
        banned |= wide
    return None


def _find_wide_lines(
    paragraph: Paragraph, opportunities: BreakOpportunities, ends: LineEnds, limit: tuple[float, float]
) -> frozenset[tuple[int, int]]:
    """Return the lines, as numbers of opportunities, that are wider than `limit`, a width and a maximum hang in ems."""
    (width, max_hang), lines, indices = limit, paragraph.line_cache, opportunities.indices
    wide: list[tuple[int, int]] = []
    begin = 0
    for end in ends:
        bounds = indices[begin], indices[end]
        line = lines.get(bounds) or build_line(paragraph, *bounds)
        if line.measure(max_hang) > width:
            wide.append((begin, end))
        begin = end
    return frozenset(wide)


def build_lines(paragraph: Paragraph, opportunities: BreakOpportunities, ends: LineEnds) -> tuple[Line, ...]:
    """Return the lines that end at these opportunities."""
    indices = [opportunities.indices[number] for number in ends] or [len(paragraph.text)]
    return tuple(build_line(paragraph, a, b) for a, b in zip((0, *indices), indices, strict=False))


def build_line(paragraph: Paragraph, start: int, end: int) -> Line:
    """Return the line [start, end) with its runs in visual order (UAX #9, L1 and L2, after cutting), measured."""
    if (start, end) not in paragraph.line_cache:
        stop = trim_end(paragraph.text, start, end)
        levels = reset_levels(paragraph.text, paragraph.levels, paragraph.base, start, stop)
        cut = _cut_items(paragraph, start, stop, end)
        pieces = [part for piece in cut for part in _split_levels(piece, levels, start, paragraph)]
        ordered = [pieces[i] for i in order_visually([item.level for item, _ in pieces])]
        line = _measure_line(paragraph.text[start:end], ordered)
        paragraph.line_cache[start, end] = measure_end_hang(_apply_hang(line, ordered, paragraph, (start, end)))
    return paragraph.line_cache[start, end]


def _cut_items(paragraph: Paragraph, start: int, stop: int, end: int) -> list[_ShapedItem]:
    """Return the items and glyphs of a line, cut to it, with a visible hyphen where its end needs one."""
    found = [
        (item, run) if start <= item.start and item.end <= stop else _cut_item(paragraph.text, item, run, start, stop)
        for item, run in zip(paragraph.items, paragraph.runs, strict=True)
        if item.start < stop and item.end > start
    ]
    if found and end in paragraph.hyphens:
        found[-1] = _append_hyphen(paragraph.text, found[-1], end)
    return found


def _append_hyphen(text: str, piece: _ShapedItem, end: int) -> _ShapedItem:
    """Shape the last item of a line with its hyphen.

    The hyphen joins the last letter's cluster; where the text has a soft hyphen, it replaces that.
    """
    item, run = piece
    soft = text[end - 1] == SOFT_HYPHEN
    hyphenated = shape_item(f"{text[: end - soft]}{HYPHEN}{text[end:]}", replace(item, end=end + (not soft)))
    last = len(run.text) - 1
    glyphs = tuple(g._replace(cluster=min(g.cluster, last)) for g in hyphenated.glyphs)
    return item, replace(hyphenated, text=run.text, glyphs=glyphs)


def _cut_item(text: str, item: Item, run: GlyphRun, start: int, stop: int) -> _ShapedItem:
    """Return the part of a run within [start, stop): its own glyphs if both cuts are safe, otherwise shaped again."""
    part = replace(item, start=max(item.start, start), end=min(item.end, stop))
    first, last = part.start - run.start, part.end - run.start
    safe = {g.cluster for g in run.glyphs if g.safe_to_break and g.cluster in (first, last)}
    if not all(cut in safe for cut in (first, last) if 0 < cut < len(run.text)):
        return part, shape_item(text, part)
    glyphs = tuple(
        Glyph(glyph_id, cluster - first, advance, dx, dy, is_safe)
        for glyph_id, cluster, advance, dx, dy, is_safe in run.glyphs
        if first <= cluster < last
    )
    return part, replace(run, text=run.text[first:last], start=part.start, glyphs=glyphs)


def _split_levels(piece: _ShapedItem, levels: Sequence[int], start: int, paragraph: Paragraph) -> list[_ShapedItem]:
    """Split an item into parts of one level each: rule L1 gives blanks at a line's end the paragraph's level."""
    item, _ = piece
    part = levels[item.start - start : item.end - start]
    if part.count(item.level) == len(part):
        return [piece]
    found, at = list[_ShapedItem](), 0
    for i in range(1, len(part) + 1):
        if i == len(part) or part[i] != part[at]:
            cut = replace(item, start=item.start + at, end=item.start + i, level=part[at])
            found.append((cut, shape_item(paragraph.text, cut)))
            at = i
    return found


def _measure_line(text: str, pieces: Sequence[_ShapedItem]) -> Line:
    """Return a line of these items with its advance and the bounds of its ink."""
    x, left, right, ascent, descent = 0.0, inf, -inf, 0.0, 0.0
    for item, run in pieces:
        ink, scale = item.font.ink, run.scale
        for glyph_id, _, advance, dx, dy, _ in run.glyphs:
            box = ink(glyph_id)
            if box:
                west, south, east, north = box
                at = x + dx
                left = at + west * scale if at + west * scale < left else left
                right = at + east * scale if at + east * scale > right else right
                ascent = north * scale + dy if north * scale + dy > ascent else ascent
                descent = -south * scale - dy if -south * scale - dy > descent else descent
            x += advance
    if left > right:
        left, right = 0.0, 0.0
    return Line(text, tuple(run for _, run in pieces), x, left, right, ascent, descent)


def _apply_hang(line: Line, pieces: Sequence[_ShapedItem], paragraph: Paragraph, bounds: tuple[int, int]) -> Line:
    """Return the line with its ink before the margin at its start, and hanging punctuation left out of its width."""
    start, end = bounds
    if paragraph.hang:   # letters start at the margin; their tails hang: j, the stroke of a Nastaliq kaf
        tail = line.right - line.width if paragraph.base else -line.left
        line = replace(line, hang_start=max(0.0, tail))
    first, last = paragraph.start_edges.get(start), paragraph.end_edges.get(end)
    if not first and not last:
        return line
    boxes, x = list[GlyphBox](), 0.0
    for item, run in pieces:
        scale = run.scale
        for glyph in run.glyphs:
            ink, at = item.font.ink(glyph.id), x + glyph.dx
            if ink:
                boxes.append((run.start + glyph.cluster, glyph.advance, at + ink[0] * scale, at + ink[2] * scale))
            x += glyph.advance
    return apply_edges(line, paragraph.base, boxes, (first, last))
