"""Where each glyph of a line stands, in pixels: the one sum that every back end needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..scene import Text
from ..text.glyphs import GlyphRun


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph with its own origin in pixels of the scene; `size` is the pixels of its font's em."""

    run: GlyphRun
    glyph: int
    x: float
    y: float
    size: float


def place_glyphs(text: Text) -> Iterator[Placed]:
    """The glyphs of a line from left to right, subpixel places kept."""
    pen = 0.0
    for run in text.line.runs:
        size = text.size * run.scale
        for glyph in run.glyphs:
            x = text.origin.x + (pen + glyph.dx) * text.size
            yield Placed(run, glyph.id, x, text.origin.y - glyph.dy * text.size, size)
            pen += glyph.advance
