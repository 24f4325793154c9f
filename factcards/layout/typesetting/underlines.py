"""Underlines for emphasised words, for themes that have neither a second colour nor a second weight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...graphics.geometry import Rect, path_of_rects
from ...model.scene import Shape
from ...model.themes import Underline
from ...text import GlyphRun
from ...text.unicode.language_scripts import arabic_style
from ..drafts import DraftText

_MIN_THICKNESS = 2
"""Minimum thickness of an underline, in pixels."""
_NASTALIQ_GAP, _NASTALIQ_THICKNESS = 0.04, 0.6
"""In Nastaliq: the gap between the line's lowest ink and the underline, in ems, and the underline's thickness.

The thickness is relative to that of the theme: lines of Nastaliq have little space between them.
"""


def _is_nastaliq(run: GlyphRun) -> bool:
    """Return whether a run is part of a text in Nastaliq, as numbers in such a text are."""
    return run.script == "Arab" and arabic_style(run.language) == "Aran"


def draw_underlines(text: DraftText, underline: Underline) -> list[Shape]:
    """Draw an underline below each stretch of emphasised runs in scripts that take one, in the accent, on whole pixels.

    It is drawn after the text, so it covers letters that reach below it. In Nastaliq, whose words slope down to the
    baseline, it is below all ink of the line.
    """
    size, line = text.size, text.line
    is_nastaliq = any(_is_nastaliq(run) for run in line.runs)
    thickness = underline.thickness * _NASTALIQ_THICKNESS if is_nastaliq else underline.thickness
    top = round(text.origin.y + (line.descent + _NASTALIQ_GAP if is_nastaliq else underline.offset) * size)
    height = max(_MIN_THICKNESS, round(thickness * size))
    shapes = []
    for start, end in _find_stretches(text, underline):
        left = round(text.origin.x + max(start, line.left) * size)
        right = round(text.origin.x + min(end, line.right) * size)
        if right > left:
            shapes.append(Shape(path_of_rects([Rect(left, top, right - left, height)]), text.accent))
    return shapes


def _find_stretches(text: DraftText, underline: Underline) -> Iterator[tuple[float, float]]:
    """Yield the start and end of each stretch of words that takes an underline, in ems from the line's origin."""

    def is_underlined(run: GlyphRun) -> bool:
        return run.emphasis and (run.script in underline.scripts or _is_nastaliq(run))

    x = 0.0
    for found, runs in groupby(text.line.runs, is_underlined):
        width = sum(glyph.advance for run in runs for glyph in run.glyphs)
        if found:
            yield x, x + width
        x += width
