"""A paragraph becomes lines: shaped once, broken as often as fitting asks, set anew where a line was cut unsafely."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .bidi import order_visually, reset_levels, resolve_levels
from .breaks import Break, find_breaks
from .fonts import FontLibrary
from .glyphs import GlyphRun, Line, Span
from .itemize import Analysis, itemize_text
from .languages import language_script
from .scripts import resolve_scripts
from .shape import Item, shape_item

KEPT_RUN = 16
"""An emphasised run of at most so many characters is not parted by a line's end."""
_BLANKS = " \u3000"
_STOPS, _COMMAS = ".!?。．！？۔।።؟…", ",;:，、；：،؛፣፤፥–—"


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A shaped paragraph.

    `reach[i]` is the advance of its first `i` characters, `solid[j]` that up to break `j`, blanks at a line's end left
    out. `missing` are places without a font. `ascent` and `descent` are the furthest reach of any glyph's ink above and
    below the baseline. All in ems.
    """

    text: str
    base: int
    levels: tuple[int, ...]
    items: tuple[Item, ...]
    runs: tuple[GlyphRun, ...]
    reach: tuple[float, ...]
    breaks: tuple[Break, ...]
    solid: tuple[float, ...]
    missing: tuple[int, ...]
    ascent: float
    descent: float

    def width(self, start: int, end: int) -> float:
        """The advance of a line [start, end), blanks at its end left out, if it were cut safely."""
        return self.reach[_trim(self.text, start, end)] - self.reach[start]


def shape_paragraph(
    text: str, spans: Sequence[Span], language: str, direction: Literal["ltr", "rtl"], fonts: FontLibrary
) -> Paragraph:
    """Shape `text`, one paragraph without line feeds, in the styles of the `spans` that tile it."""
    base = 1 if direction == "rtl" else 0
    levels = resolve_levels(text, base)
    scripts = resolve_scripts(text, language_script(language))
    found = itemize_text(Analysis(text, language, levels, scripts), spans, fonts)
    runs = tuple(shape_item(text, item) for item in found.items)
    kept = tuple((s.start, s.end) for s in spans if s.emphasis and s.end - s.start <= KEPT_RUN)
    inks = [_ink_heights(item, run) for item, run in zip(found.items, runs, strict=True)]
    reach, breaks = _reach(len(text), runs), find_breaks(text, language, kept)
    return Paragraph(
        text, base, levels, found.items, runs, reach, breaks, _solid(text, reach, breaks), found.missing, max((a for a, _ in inks), default=0.0), max((d for _, d in inks), default=0.0),
    )  # fmt: skip


def break_lines(paragraph: Paragraph, width: float) -> tuple[Line, ...]:
    """The paragraph in as few lines as fit into `width` ems, as even as they can be.

    A piece that is wider than `width` by itself stands on a line of its own and sticks out.
    """
    count = count_lines(paragraph, width)
    if count is None:
        return tuple(build_line(paragraph, a, b) for a, b in _greedy(paragraph, width))
    ends = even_breaks(paragraph, width, count) or ()
    return build_lines(paragraph, ends)


def count_lines(paragraph: Paragraph, width: float) -> int | None:
    """The fewest lines of at most `width` ems, None if some piece is wider by itself."""
    lines = _greedy(paragraph, width)
    return None if any(paragraph.width(a, b) > width for a, b in lines) else len(lines)


def even_breaks(paragraph: Paragraph, width: float, count: int) -> tuple[int, ...] | None:
    """The ends of exactly `count` lines of at most `width` ems with the least cost, None if there is no such choice.

    The cost is that of `rag_cost`, with the mean width in the place of the longest line's, so that it adds up.
    """
    ends = tuple(b.index for b in paragraph.breaks)
    starts, solid = (0.0, *(paragraph.reach[e] for e in ends)), (0.0, *paragraph.solid)
    costs = (0.0, *(b.cost - _pause(paragraph.text, b.index) for b in paragraph.breaks))
    mean = max(solid[-1] / count, 1e-6)
    last = len(ends)
    best: list[tuple[float, tuple[int, ...]] | None] = [(0.0, ()), *([None] * last)]
    for row in range(1, count + 1):
        following: list[tuple[float, tuple[int, ...]] | None] = [None] * (last + 1)
        for begin in range(last):
            origin = best[begin]
            if origin is None:
                continue
            for end in range(begin + 1, last + 1) if row < count else (last,):
                wide = solid[end] - starts[begin]
                if wide > width:
                    break
                cost = origin[0] + ((mean - wide) / mean) ** 2 / count
                cost += costs[end] if end < last else _lonely(wide / mean, begin + 1 == last and count > 1)
                held = following[end]
                if held is None or cost < held[0] - 1e-12:
                    following[end] = (cost, (*origin[1], ends[end - 1]))
        best = following
    chosen = best[last]
    return chosen[1] if chosen else None


def rag_cost(paragraph: Paragraph, ends: Sequence[int]) -> float:
    """How uneven the right-hand edge is: the rag rule of the project's design notes; 0 is even.

    The mean of the squared shortfalls from the longest line, a charge for a short last line, a bonus where a line ends
    with a pause of the sense.
    """
    widths = [paragraph.width(a, b) for a, b in zip((0, *ends), ends, strict=False)]
    longest = max(*widths, 1e-6)
    cost = sum(((longest - w) / longest) ** 2 for w in widths) / len(widths)
    charges = {b.index: b.cost for b in paragraph.breaks}
    cost += sum(charges[e] - _pause(paragraph.text, e) for e in ends[:-1])
    lonely = len(ends) > 1 and len([b for b in paragraph.breaks if b.index > ends[-2]]) == 1
    return cost + (_lonely(widths[-1] / longest, lonely) if len(ends) > 1 else 0.0)


def build_lines(paragraph: Paragraph, ends: Sequence[int]) -> tuple[Line, ...]:
    """The lines that end at `ends`, shaped anew where a cut was unsafe, with their real widths."""
    return tuple(build_line(paragraph, a, b) for a, b in zip((0, *ends), ends, strict=False))


def build_line(paragraph: Paragraph, start: int, end: int) -> Line:
    """The line [start, end): its runs in visual order (UAX #9, L1 and L2, after cutting), its ink measured."""
    stop = _trim(paragraph.text, start, end)
    levels = reset_levels(paragraph.text, paragraph.levels, paragraph.base, start, stop)
    pieces = [(item, run) for item, run in _pieces(paragraph, start, stop) for item, run in _relevel(item, run, levels, start, paragraph)]
    order = order_visually([item.level for item, _ in pieces])
    runs = tuple(pieces[i][1] for i in order)
    return _measure(paragraph.text[start:end], runs, [pieces[i][0] for i in order])


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return end


def _pause(text: str, index: int) -> float:
    """What a line's end after a full stop or a comma is worth."""
    before = text[:index].rstrip(_BLANKS)[-1:]
    closed = text[:index].rstrip(_BLANKS + "”»\"’)）」』》")[-1:]
    if closed and closed in _STOPS and before not in "0123456789":
        return 0.10
    return 0.06 if before and before in _COMMAS else 0.0


def _lonely(share: float, single: bool) -> float:
    short = 0.52 if share < 0.25 else 0.22 if share < 0.42 else 0.0
    return short + (0.15 if single and share < 0.6 else 0.0)


def _greedy(paragraph: Paragraph, width: float) -> list[tuple[int, int]]:
    places = [b.index for b in paragraph.breaks]
    reach, text = paragraph.reach, paragraph.text
    solid = paragraph.solid
    lines, start, at = [], 0, 0
    while at < len(places):
        # the last place whose line still fits, found in the advances, which never decrease
        stop = bisect_right(solid, reach[start] + width + 1e-9, at, len(solid))
        at = max(at + 1, stop)
        lines.append((start, places[at - 1]))
        start = places[at - 1]
    return lines or [(0, len(text))]


def _solid(text: str, reach: Sequence[float], breaks: Sequence[Break]) -> tuple[float, ...]:
    highest, found = 0.0, []
    for b in breaks:
        # a negative advance must not make the sequence fall: it is searched by bisection
        highest = max(highest, reach[_trim(text, 0, b.index)])
        found.append(highest)
    return tuple(found)


def _reach(length: int, runs: Sequence[GlyphRun]) -> tuple[float, ...]:
    advances = [0.0] * (length + 1)
    for run in runs:
        for glyph in run.glyphs:
            advances[run.start + glyph.cluster + 1] += glyph.advance
    total, reach = 0.0, []
    for advance in advances:
        total += advance
        reach.append(total)
    return tuple(reach)


def _pieces(paragraph: Paragraph, start: int, stop: int) -> list[tuple[Item, GlyphRun]]:
    """The items of a line with their glyphs, cut to it."""
    found = []
    for item, run in zip(paragraph.items, paragraph.runs, strict=True):
        if item.start < stop and item.end > start:
            found.append((item, run) if start <= item.start and item.end <= stop else _cut(paragraph, item, run, start, stop))
    return found


def _cut(paragraph: Paragraph, item: Item, run: GlyphRun, start: int, stop: int) -> tuple[Item, GlyphRun]:
    """The part of a run within [start, stop): its own glyphs where both cuts are safe, otherwise shaped anew."""
    part = replace(item, start=max(item.start, start), end=min(item.end, stop))
    first, last = part.start - run.start, part.end - run.start
    safe = {g.cluster for g in run.glyphs if g.safe_to_break}
    if not all(cut in safe for cut in (first, last) if 0 < cut < len(run.text)):
        return part, shape_item(paragraph.text, part)
    kept = tuple(replace(g, cluster=g.cluster - first) for g in run.glyphs if first <= g.cluster < last)
    return part, replace(run, text=run.text[first:last], start=part.start, glyphs=kept)


def _relevel(
    item: Item, run: GlyphRun, levels: Sequence[int], start: int, paragraph: Paragraph
) -> list[tuple[Item, GlyphRun]]:
    """The item in parts of one level each: L1 gives blanks before a line's end the paragraph's own level."""
    part = levels[item.start - start : item.end - start]
    if all(level == item.level for level in part):
        return [(item, run)]
    found, at = [], 0
    for i in range(1, len(part) + 1):
        if i == len(part) or part[i] != part[at]:
            piece = replace(item, start=item.start + at, end=item.start + i, level=part[at])
            found.append((piece, shape_item(paragraph.text, piece)))
            at = i
    return found


def _ink_heights(item: Item, run: GlyphRun) -> tuple[float, float]:
    ascent = descent = 0.0
    for glyph in run.glyphs:
        ink = item.font.ink(glyph.id)
        if ink:
            ascent = max(ascent, ink[3] * item.scale + glyph.dy)
            descent = max(descent, -(ink[1] * item.scale + glyph.dy))
    return ascent, descent


def _measure(text: str, runs: tuple[GlyphRun, ...], items: Sequence[Item]) -> Line:
    x, left, right, ascent, descent = 0.0, float("inf"), float("-inf"), 0.0, 0.0
    for run, item in zip(runs, items, strict=True):
        for glyph in run.glyphs:
            ink = item.font.ink(glyph.id)
            if ink:
                left = min(left, x + glyph.dx + ink[0] * run.scale)
                right = max(right, x + glyph.dx + ink[2] * run.scale)
                ascent = max(ascent, ink[3] * run.scale + glyph.dy)
                descent = max(descent, -(ink[1] * run.scale + glyph.dy))
            x += glyph.advance
    if left > right:
        left, right = 0.0, 0.0
    return Line(text, runs, x, left, right, ascent, descent)
