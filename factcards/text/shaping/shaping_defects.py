"""Shaping defects of a finished line, which no reader of its language would accept, found in its glyphs.

This is a final check of what will be drawn, whatever the cause: font fallback, emphasis or a line's end. A defect is a
letter without a glyph, a mark without a base (Unicode D57, defective combining character sequence), a misplaced mark,
or an isolated letter that should join its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..breaking.breaks import find_clusters
from ..fonts.font_library import DOTTED_CIRCLE, Font, FontLibrary
from ..glyphs import GlyphRun, Line, TextStyle
from ..unicode.joining_types import has_joining_letters
from ..unicode.language_scripts import language_script
from ..unicode.scripts import combining_class, needs_base, resolve_scripts, shares_script
from .joining_check import find_unjoined
from .mark_placement import find_marked_clusters, find_misplaced_marks
from .shape import Item, shape_item


@dataclass(frozen=True, slots=True)
class ShapingDefect:
    """A defect of the character at the index `at` of a line's text.

    "missing": it has no glyph; "stray": a mark without a base; "unjoined": a letter without its joining form;
    "split": no single font has the whole cluster; "misplaced": a mark that is not on its base.
    """

    kind: Literal["missing", "stray", "unjoined", "split", "misplaced"]
    at: int


def find_shaping_defects(line: Line, fonts: FontLibrary) -> tuple[ShapingDefect, ...]:
    """Return the shaping defects of a line, by index."""
    if not line.runs:
        return ()
    start = min(run.start for run in line.runs)
    found = [defect for run in line.runs for defect in _find_wrong_glyphs(run, start, fonts)]
    if not line.text.isascii():
        found += [ShapingDefect("stray", at) for at in find_defective_marks(line.text)]
        found += [defect for run in line.runs for defect in _find_misplaced_marks(run, line.text, start, fonts)]
    if has_joining_letters(line.text):
        found += [ShapingDefect("unjoined", at) for at in find_unjoined(line, fonts)]
    return tuple(sorted(found, key=lambda defect: defect.at))


def find_defective_marks(text: str) -> Iterator[int]:
    """Yield the indices of marks without a base: at the start, after a blank, or on a letter of another script.

    Some shapers insert a dotted circle under them, others do not (Thai, Latin). A no-break space or a dotted circle in
    the text is a base for any mark: that is how a mark is shown alone (the Unicode Standard, 7.9).
    """
    base = " "
    for at, character in enumerate(text):
        if not needs_base(character):
            base = character
        elif (base.isspace() and base != "\u00a0") or not shares_script(base, character):
            yield at


def explain_notdef(text: str, at: int, language: str, fonts: FontLibrary) -> ShapingDefect:
    """Explain why no font can set the cluster around `at`, an index of a paragraph's `missing`.

    Tries the first font that covers the whole cluster, preferring those of its script. It may insert a dotted circle
    under a mark without a base, or lack a joining form. If no font covers the cluster, either a character is missing
    from all of them, or no single font has all of its characters ("split").
    """
    start, end = _find_cluster_around(text, at)
    cluster, script = text[start:end], resolve_scripts(text, language_script(language))[start]
    candidates = [c.font for c in fonts.candidates(TextStyle(()), script, language)]
    holder = next((font for font in candidates if font.has_glyphs(cluster)), None)
    if holder is None:
        missing = next((i for i in range(start, end) if not any(f.has_glyphs(text[i]) for f in candidates)), None)
        return ShapingDefect("split", start) if missing is None else ShapingDefect("missing", missing)
    for stop in range(start + 1, end + 1):
        if _count_inserted_circles(shape_item(text, Item(start, stop, 0, script, language, holder, 1.0)), holder):
            return ShapingDefect("stray", stop - 1)
    return ShapingDefect("unjoined" if has_joining_letters(cluster) else "missing", start)


def _find_cluster_around(text: str, at: int) -> tuple[int, int]:
    """Return the start and the end of the cluster around a character."""
    start = 0
    for end in find_clusters(text):
        if end > at:
            return start, end
        start = end
    return start, len(text)


def _count_inserted_circles(run: GlyphRun, font: Font) -> int:
    """Return how many dotted circles the font has inserted."""
    circle = font.dotted_circle
    return sum(g.id == circle for g in run.glyphs) - run.text.count(DOTTED_CIRCLE) if circle else 0


def _find_wrong_glyphs(run: GlyphRun, start: int, fonts: FontLibrary) -> Iterator[ShapingDefect]:
    """Yield the missing glyphs and the inserted dotted circles of a run."""
    font = fonts.open_font(run.font)
    ids = {glyph.id for glyph in run.glyphs}
    if 0 in ids:
        yield from (ShapingDefect("missing", run.start - start + g.cluster) for g in run.glyphs if g.id == 0)
    if font.dotted_circle in ids and _count_inserted_circles(run, font) > 0:
        circles = [g.cluster for g in run.glyphs if g.id == font.dotted_circle]
        yield ShapingDefect("stray", run.start - start + next(c for c in circles if run.text[c] != DOTTED_CIRCLE))


def _find_misplaced_marks(run: GlyphRun, text: str, start: int, fonts: FontLibrary) -> Iterator[ShapingDefect]:
    """Yield the first mark of each cluster whose marks its font does not position on their base."""
    font = fonts.open_font(run.font)
    if font.color or not find_marked_clusters(text):
        return
    begin = run.start - start
    item = Item(begin, begin + len(run.text), run.level, run.script, run.language, font, run.scale)
    for at in find_misplaced_marks(text, item):
        yield ShapingDefect("misplaced", next(i for i in range(at + 1, len(text)) if combining_class(text[i])))


def measure_glyph_bounds(line: Line, fonts: FontLibrary) -> tuple[tuple[float, float, float, float], ...]:
    """Return the left, bottom, right and top of each glyph's ink from the line's origin, in ems, y upward."""
    boxes, x = [], 0.0
    for run in line.runs:
        ink, scale = fonts.open_font(run.font).ink, run.scale
        for glyph in run.glyphs:
            box = ink(glyph.id)
            if box:
                west, south, east, north = (edge * scale for edge in box)
                at = x + glyph.dx
                boxes.append((at + west, south + glyph.dy, at + east, north + glyph.dy))
            x += glyph.advance
    return tuple(boxes)
