"""What a colour glyph becomes in a file that holds vectors: vectors, or pixels where these cannot express it."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from ...graphics.color import Color, Paint
from ...graphics.geometry import Rect
from ...graphics.matrices import Matrix
from ...graphics.vector_pictures import VectorPicture
from ...text.fonts.font_library import Font
from ...text.glyphs import FontKey
from ..glyph_masks import draw_color_glyph
from ..glyph_positions import PositionedGlyph
from .color_glyphs import read_color_glyph
from .picture_content import MAX_DENSITY, page_density


@dataclass(frozen=True, slots=True)
class GlyphVectors:
    """A glyph as vectors in font units; `matrix` maps them to the scene. Equal `key`s mean equal pictures."""

    picture: VectorPicture
    matrix: Matrix
    key: tuple[FontKey, int, Color]


@dataclass(frozen=True, slots=True)
class GlyphPixels:
    """A glyph as an RGBA image, and where it is in the scene."""

    image: Image.Image
    area: Rect


def find_glyph_content(font: Font, placed: PositionedGlyph, fill: Paint, dpi: int) -> GlyphVectors | GlyphPixels | None:
    """Return a glyph of a colour font in its own colours, or None if it has none and its outline is to be filled.

    `fill` is the text's, whose first colour the font may use among the glyph's own; `dpi` is that of the scene. Pixels
    are 300 to the printed inch.
    """
    ink = fill if isinstance(fill, Color) else fill.stops[0][1]
    ink = Color(*ink.rgb)
    vectors = read_color_glyph(font, placed.glyph, ink)
    if vectors is not None:
        scale = placed.size / font.upem
        matrix = (scale, 0.0, 0.0, scale, placed.x, placed.y)
        return GlyphVectors(vectors, matrix, (font.key, placed.glyph, ink))
    factor = MAX_DENSITY / page_density(dpi)
    enlarged = placed._replace(x=placed.x * factor, y=placed.y * factor, size=placed.size * factor)
    found = draw_color_glyph(font, enlarged, ink.rgb)
    if found is None:
        return None
    width, height = found.image.size
    return GlyphPixels(found.image, Rect(found.x / factor, found.y / factor, width / factor, height / factor))
