"""Lines under one another: the leading at which no ink touches, reckoned from the ink of each glyph.

What two lines need is told by glyphs that stand under one another, not by the deepest of the one and the tallest of the
other: with vowel signs on Arabic that is a fifth less, in Nastaliq, whose words fall to the left, an eighth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from operator import itemgetter

from ..glyphs import Line
from .paragraphs import LineInk, Paragraph
from .wrap import build_line

MAX_LEADING = 3.0
"""Lines that need more ems than that are no text any more: marks stacked without end."""
_SIDE_CLEARANCE = 0.1
"""So far, in ems, ink keeps from other ink beside it: origins are rounded to whole pixels."""
_CLEARANCE, _PIXEL = 0.02, 1.0
"""What stays free between two lines: ems, and at least one pixel, so that no pixel is shared."""
_STACKED_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}")
"""Marks of no script's own, three in a row: those that can be heaped without end."""

_TOLERANCE = 1e-6

LineInParagraph = tuple[Paragraph, Line]


def find_leading(
    blocks: Sequence[Sequence[LineInParagraph]], size: int, wanted: tuple[float, float], room: float
) -> int:
    """The leading in pixels: that which is wanted, in whole pixels, or as much more as the ink of the lines needs.

    `wanted` are the leading and the gap between paragraphs in ems; `room` is what may hang at most, in ems.
    """
    leading, gap = wanted
    least = round(leading * size)
    for above, below, between in _adjacent_lines(blocks, gap):
        clear = max(_CLEARANCE * size, _PIXEL)
        if above[1].descent + below[1].ascent - between > (least - clear) / size:
            known = (least - clear) / size + between
            least = max(least, ceil((_touching_distance(above, below, room, known) - between) * size + clear - _TOLERANCE))
    return least


def find_tightest_pair(blocks: Sequence[Sequence[LineInParagraph]], room: float) -> tuple[int, int] | None:
    """The paragraph and the number of the line that comes nearest to the one above it; None for single lines."""
    pairs = ((i, j) for i, block in enumerate(blocks) for j in range(1, len(block)))
    return max(pairs, key=lambda at: _touching_distance(blocks[at[0]][at[1] - 1], blocks[at[0]][at[1]], room, 0.0), default=None)


def _adjacent_lines(
    blocks: Sequence[Sequence[LineInParagraph]], gap: float
) -> Iterator[tuple[LineInParagraph, LineInParagraph, float]]:
    for block in blocks:
        yield from ((a, b, 0.0) for a, b in pairwise(block))
    yield from ((a[-1], b[0], gap) for a, b in pairwise(blocks))


def _touching_distance(above: LineInParagraph, below: LineInParagraph, room: float, known: float) -> float:
    """The distance of two baselines in ems at which the ink of one line would touch the other's, `known` at least."""
    deep, high = _sorted_ink(*above).by_depth, _sorted_ink(*below).by_height
    shift = min(room, below[1].hang_start) - min(room, above[1].hang_start)
    tallest = below[1].ascent
    for west, east, low, _ in deep:
        if low + tallest <= known:
            break
        west, east = west + shift - _SIDE_CLEARANCE, east + shift + _SIDE_CLEARANCE
        for start, end, _, top in high:
            if low + top <= known:
                break
            if start < east and end > west:
                known = low + top
                break
    return known


def _sorted_ink(paragraph: Paragraph, line: Line) -> LineInk:
    """The ink of a line, the deepest first and the highest first, counted from the edge where reading starts."""
    if id(line) not in paragraph.ink_cache:
        if paragraph.base:
            boxes = [(line.right - b, line.right - a, low, high) for a, b, low, high in _ink_boxes(paragraph, line)]
        else:
            boxes = [(a - line.left, b - line.left, low, high) for a, b, low, high in _ink_boxes(paragraph, line)]
        deep, high = (sorted(boxes, key=itemgetter(i), reverse=True) for i in (2, 3))
        paragraph.ink_cache[id(line)] = LineInk(deep, high)
    return paragraph.ink_cache[id(line)]


def _ink_boxes(paragraph: Paragraph, line: Line) -> Iterator[tuple[float, float, float, float]]:
    """The ink of each glyph in ems: its left and right edge, its reach below the baseline and above."""
    fonts, x = {item.font.key: item.font for item in paragraph.items}, 0.0
    for run in line.runs:
        ink, scale = fonts[run.font].ink, run.scale
        for glyph in run.glyphs:
            box, at = ink(glyph.id), x + glyph.dx
            if box:
                yield at + box[0] * scale, at + box[2] * scale, -box[1] * scale - glyph.dy, box[3] * scale + glyph.dy
            x += glyph.advance


def find_mark_stack(paragraph: Paragraph) -> int | None:
    """The character at which marks are heaped so high, or so deep, that lines would stand too far apart; or None."""
    if not _STACKED_MARKS.search(paragraph.text):
        return None
    line = build_line(paragraph, 0, len(paragraph.text))
    if line.ascent + line.descent <= MAX_LEADING:
        return None
    reach, found = 0.0, 0
    for run, font in ((run, item.font) for run, item in zip(paragraph.runs, paragraph.items, strict=True)):
        for glyph in run.glyphs:
            box = font.ink(glyph.id)
            high = max(box[3] * run.scale + glyph.dy, -box[1] * run.scale - glyph.dy) if box else 0.0
            if high > reach:
                reach, found = high, run.start + glyph.cluster
    return found
