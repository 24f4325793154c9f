"""Places become lines: runs in visual order, set anew where a line was cut unsafely, with their real widths and ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from ..breaking.breaks import trim_end
from ..glyphs import Glyph, GlyphRun, Line
from ..shaping.shape import Item, shape_item
from ..unicode.bidi import order_visually, reset_levels
from .hanging import GlyphBox, apply_edges, measure_end_hang
from .line_breaking import balance_lines, first_fit, min_line_count
from .paragraphs import HYPHEN, SOFT_HYPHEN, BreakOpportunities, LineEnds, Paragraph

_MAX_TRIES = 24
"""How many lines that turn out wider than they seemed are avoided before a choice is given up."""
_TOLERANCE = 1e-6

_ShapedItem = tuple[Item, GlyphRun]


def break_lines(paragraph: Paragraph, width: float) -> tuple[Line, ...]:
    """The paragraph in as few lines as fit into `width` ems, as even as they can be.

    Phrases and words are kept whole where that is possible at all. A piece that is wider than `width` by itself stands
    on a line of its own and sticks out.
    """
    for places in (
        level.with_balanced_penalties() for level in dict.fromkeys((paragraph.phrase_breaks, paragraph.word_breaks))
    ):
        count = min_line_count(places, width)
        for lines in range(count or 0, len(places.indices) if count else 0):
            choice = find_fitting_lines(paragraph, places, (width, inf), lines)
            if choice:
                return build_lines(paragraph, places, choice)
    return build_lines(paragraph, paragraph.word_breaks, first_fit(paragraph.word_breaks, width))


def find_fitting_lines(
    paragraph: Paragraph, places: BreakOpportunities, limit: tuple[float, float], count: int,
    banned: frozenset[tuple[int, int]] = frozenset(),
) -> LineEnds | None:  # fmt: skip
    """The best `count` lines whose real widths keep a `limit`, None if there are none; `banned` is left out.

    The limit is that of the width and of what may hang on either side of it, in ems. A line cut where HarfBuzz calls
    it unsafe may be wider than the sum of its advances in the paragraph: such lines are found when they are built, and
    avoided.
    """
    width, room = limit
    for _ in range(_MAX_TRIES):
        choice = balance_lines(places, width, count, banned)
        if choice is None:
            return None
        built = zip((0, *choice), choice, build_lines(paragraph, places, choice), strict=False)
        wide = {(begin, end) for begin, end, line in built if line.measure(room) > width + _TOLERANCE}
        if not wide:
            return choice
        banned |= wide
    return None


def build_lines(paragraph: Paragraph, places: BreakOpportunities, choice: LineEnds) -> tuple[Line, ...]:
    """The lines that end at the places of `choice`."""
    ends = [places.indices[number] for number in choice] or [len(paragraph.text)]
    return tuple(build_line(paragraph, a, b) for a, b in zip((0, *ends), ends, strict=False))


def build_line(paragraph: Paragraph, start: int, end: int) -> Line:
    """The line [start, end): its runs in visual order (UAX #9, L1 and L2, after cutting), its ink measured."""
    if (start, end) not in paragraph.line_cache:
        stop = trim_end(paragraph.text, start, end)
        levels = reset_levels(paragraph.text, paragraph.levels, paragraph.base, start, stop)
        whole = _cut_items(paragraph, start, stop, end)
        pieces = [part for piece in whole for part in _split_levels(piece, levels, start, paragraph)]
        ordered = [pieces[i] for i in order_visually([item.level for item, _ in pieces])]
        line = _measure_line(paragraph.text[start:end], ordered)
        paragraph.line_cache[start, end] = measure_end_hang(_apply_hang(line, ordered, paragraph, (start, end)))
    return paragraph.line_cache[start, end]


def _cut_items(paragraph: Paragraph, start: int, stop: int, end: int) -> list[_ShapedItem]:
    """The items of a line with their glyphs, cut to it; a hyphen at its end is one that shows."""
    found = [
        (item, run) if start <= item.start and item.end <= stop else _cut_item(paragraph.text, item, run, start, stop)
        for item, run in zip(paragraph.items, paragraph.runs, strict=True)
        if item.start < stop and item.end > start
    ]
    if found and end in paragraph.hyphens:
        found[-1] = _append_hyphen(paragraph.text, found[-1], end)
    return found


def _append_hyphen(text: str, piece: _ShapedItem, end: int) -> _ShapedItem:
    """The end of a line with its hyphen, which belongs to the last letter's cluster; a soft one takes its own place."""
    item, run = piece
    soft = text[end - 1] == SOFT_HYPHEN
    shown = shape_item(f"{text[: end - soft]}{HYPHEN}{text[end:]}", replace(item, end=end + (not soft)))
    last = len(run.text) - 1
    glyphs = tuple(g._replace(cluster=min(g.cluster, last)) for g in shown.glyphs)
    return item, replace(shown, text=run.text, glyphs=glyphs)


def _cut_item(text: str, item: Item, run: GlyphRun, start: int, stop: int) -> _ShapedItem:
    """The part of a run within [start, stop): its own glyphs where both cuts are safe, otherwise shaped anew."""
    part = replace(item, start=max(item.start, start), end=min(item.end, stop))
    first, last = part.start - run.start, part.end - run.start
    safe = {g.cluster for g in run.glyphs if g.safe_to_break and g.cluster in (first, last)}
    if not all(cut in safe for cut in (first, last) if 0 < cut < len(run.text)):
        return part, shape_item(text, part)
    kept = tuple(
        Glyph(glyph_id, cluster - first, advance, dx, dy, held)
        for glyph_id, cluster, advance, dx, dy, held in run.glyphs
        if first <= cluster < last
    )
    return part, replace(run, text=run.text[first:last], start=part.start, glyphs=kept)


def _split_levels(piece: _ShapedItem, levels: Sequence[int], start: int, paragraph: Paragraph) -> list[_ShapedItem]:
    """The item in parts of one level each: L1 gives blanks before a line's end the paragraph's own level."""
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
    """The line with what passes the margin at its start, and without what does not count at its end."""
    start, end = bounds
    if paragraph.hang:   # the tail of j, the stroke of a Nastaliq kaf: letters stand on the margin, not their tails
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
