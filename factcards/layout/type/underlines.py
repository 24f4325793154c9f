"""Underlines for emphasised words, for themes that have neither a second colour nor a second weight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...graphics.geometry import Rect, path_of_rects
from ...model.scene import Shape, Text
from ...model.themes import Underline
from ...text import GlyphRun
from ...text.unicode.languages import arabic_style

_MIN_THICKNESS = 2
"""Minimum thickness of an underline, in pixels."""
_NASTALIQ_GAP, _NASTALIQ_THICKNESS = 0.04, 0.6
"""In Nastaliq: between the lowest ink and the bar, in ems; the share of a bar's thickness: its lines are close."""


def _is_nastaliq(run: GlyphRun) -> bool:
    """Return whether a run is of a text in Nastaliq; numbers in it are, too."""
    return run.script == "Arab" and arabic_style(run.language) == "Aran"


def draw_underlines(text: Text, bar: Underline) -> list[Shape]:
    """Draw an underline below each stretch of emphasised runs in scripts that take one, in the accent, on whole pixels.

    It is drawn after the text, so it covers letters that reach below it. In Nastaliq, whose words slope down to the
    baseline, it is below all ink of the line.
    """
    size, line = text.size, text.line
    hanging = any(_is_nastaliq(run) for run in line.runs)
    thick = bar.thickness * _NASTALIQ_THICKNESS if hanging else bar.thickness
    top = round(text.origin.y + (line.descent + _NASTALIQ_GAP if hanging else bar.offset) * size)
    height = max(_MIN_THICKNESS, round(thick * size))
    shapes = []
    for start, end in _find_stretches(text, bar):
        left = round(text.origin.x + max(start, line.left) * size)
        right = round(text.origin.x + min(end, line.right) * size)
        if right > left:
            shapes.append(Shape(path_of_rects([Rect(left, top, right - left, height)]), text.accent))
    return shapes


def _find_stretches(text: Text, bar: Underline) -> Iterator[tuple[float, float]]:
    """Yield the start and end of each stretch of words that takes an underline, in ems from the line's origin."""

    def barred(run: GlyphRun) -> bool:
        return run.emphasis and (run.script in bar.scripts or _is_nastaliq(run))

    x = 0.0
    for found, runs in groupby(text.line.runs, barred):
        width = sum(glyph.advance for run in runs for glyph in run.glyphs)
        if found:
            yield x, x + width
        x += width
