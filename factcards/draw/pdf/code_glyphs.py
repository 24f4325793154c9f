"""What one character code of a PDF font shows: glyphs of the original font at fixed places."""

from __future__ import annotations

from typing import NamedTuple


class GlyphPart(NamedTuple):
    """A glyph of the original font and its offset from the code's origin, in font units, y upward."""

    glyph: int
    dx: int
    dy: int


class CodeGlyph(NamedTuple):
    """The glyphs that a code shows, none for a blank, and its advance in font units."""

    parts: tuple[GlyphPart, ...]
    advance: int

    def round_advance(self, upem: int) -> int:
        """Return the advance in thousandths of an em, as widths are written: pdfium cuts their decimals off."""
        return round(self.advance * 1000 / upem)
