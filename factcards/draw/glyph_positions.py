"""Positions of the glyphs of a line, in pixels; every back end uses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..graphics.geometry import Point
from ..text.glyphs import GlyphRun, Line


class PositionedGlyph(NamedTuple):
    """A glyph with its own origin in pixels of the scene; `size` is its font's em in pixels."""

    run: GlyphRun
    glyph: int
    x: float
    y: float
    size: float


def place_glyphs(line: Line, origin: Point, size: float) -> Iterator[PositionedGlyph]:
    """Yield the glyphs of a line from left to right; positions are not rounded to whole pixels.

    `origin` is the left end of the baseline and `size` the em, both in pixels.
    """
    pen = 0.0
    for run in line.runs:
        em = size * run.scale
        for glyph, _, advance, dx, dy, _ in run.glyphs:
            yield PositionedGlyph(run, glyph, origin.x + (pen + dx) * size, origin.y - dy * size, em)
            pen += advance
