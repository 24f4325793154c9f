"""Where each glyph of a line stands, in pixels: the one sum that every back end needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..graphics.geometry import Point
from ..text.glyphs import GlyphRun, Line


class PositionedGlyph(NamedTuple):
    """A glyph with its own origin in pixels of the scene; `size` is the pixels of its font's em."""

    run: GlyphRun
    glyph: int
    x: float
    y: float
    size: float


def place_glyphs(line: Line, origin: Point, size: float) -> Iterator[PositionedGlyph]:
    """The glyphs of a line from left to right, its origin and size in pixels; subpixel places are kept."""
    pen = 0.0
    for run in line.runs:
        em = size * run.scale
        for glyph, _, advance, dx, dy, _ in run.glyphs:
            yield PositionedGlyph(run, glyph, origin.x + (pen + dx) * size, origin.y - dy * size, em)
            pen += advance
