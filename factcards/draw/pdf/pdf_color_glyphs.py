"""Colour glyphs on a PDF page: pictures, since fonts of PDF have no colours."""

from __future__ import annotations

from ...graphics.color import Paint
from ...text.fonts.font_library import Font
from ..glyph_positions import PositionedGlyph
from ..vectors.glyph_content import GlyphVectors, find_glyph_content
from .page_content import PageContent
from .pdf_pictures import draw_image
from .pdf_vectors import draw_vectors


def draw_color_glyph(content: PageContent, font: Font, placed: PositionedGlyph, fill: Paint) -> bool:
    """Draw a glyph in its own colours; return False if it has none and its outline is to be filled."""
    found = find_glyph_content(font, placed, fill, content.dpi)
    if found is None:
        return False
    if isinstance(found, GlyphVectors):
        draw_vectors(content, found.picture, found.matrix, found.key)
    else:
        draw_image(content, found.image, found.area, ("glyph", font.key, placed[1:], fill))
    return True
