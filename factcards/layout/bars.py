"""Bars under emphasised words, for themes that have neither a second colour nor a second weight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..geometry import Rect, path_of_rects
from ..scene import Shape, Text
from ..text import GlyphRun
from ..themes import Bar

_THINNEST = 2
"""Pixels."""


def draw_bars(text: Text, bar: Bar) -> list[Shape]:
    """A bar below each stretch of emphasised runs in scripts that take one, in the accent, in whole pixels.

    It is drawn after the words: where a letter hangs low, the bar passes over it.
    """
    size, line = text.size, text.line
    top = round(text.origin.y + bar.below * size)
    height = max(_THINNEST, round(bar.thick * size))
    shapes = []
    for start, end in _stretches(text, bar):
        left = round(text.origin.x + max(start, line.left) * size)
        right = round(text.origin.x + min(end, line.right) * size)
        if right > left:
            shapes.append(Shape(path_of_rects([Rect(left, top, right - left, height)]), text.accent))
    return shapes


def _stretches(text: Text, bar: Bar) -> Iterator[tuple[float, float]]:
    """Where emphasised words that take a bar begin and end on their line, in ems from its origin."""

    def barred(run: GlyphRun) -> bool:
        return run.emphasis and run.script in bar.scripts

    x = 0.0
    for found, runs in groupby(text.line.runs, barred):
        width = sum(glyph.advance for run in runs for glyph in run.glyphs)
        if found:
            yield x, x + width
        x += width
