"""Text of an SVG as outlines, the same in every program: each glyph is written once, however often it is shown."""

from __future__ import annotations

import functools
from itertools import groupby

import uharfbuzz as hb

from ...graphics.color import Color, Paint
from ...graphics.vector_pictures import to_vector_paint
from ...model.scene import Text
from ...text.fonts.font_library import Font, FontLibrary
from ...text.glyphs import GlyphRun
from ..glyph_positions import PositionedGlyph, place_glyphs
from ..vectors.glyph_content import GlyphVectors, find_glyph_content
from ..vectors.glyph_outlines import join_outlines
from .svg_definitions import SvgDefinitions
from .svg_paints import join_numbers, write_number, write_numbers, write_paint, write_path
from .svg_pictures import SvgPictures
from .svg_vectors import write_vectors

_OUTLINE_DIGITS = 1
"""Decimals of outlines, in units of which a font has about a thousand to an em."""
_CACHED_OUTLINES = 4_096
"""Number of outlines in the cache, each of about 400 bytes: those of a set in a dozen languages."""


class SvgOutlines:
    """Writes text as outlines."""

    def __init__(self, fonts: FontLibrary, dpi: int, definitions: SvgDefinitions, pictures: SvgPictures) -> None:
        self._fonts = fonts
        self._dpi = dpi
        self._definitions = definitions
        self._pictures = pictures

    def write_text(self, text: Text) -> str:
        """Return the elements of a line of text."""
        runs = groupby(place_glyphs(text.line, text.origin, text.size), key=lambda glyph: glyph.run)
        return "".join(self._write_glyphs(text, run, list(glyphs)) for run, glyphs in runs)

    def write_run(self, text: Text, run: GlyphRun) -> str:
        """Return the elements of one run of a line of text."""
        glyphs = [glyph for glyph in place_glyphs(text.line, text.origin, text.size) if glyph.run is run]
        return self._write_glyphs(text, run, glyphs)

    def _write_glyphs(self, text: Text, run: GlyphRun, glyphs: list[PositionedGlyph]) -> str:
        font, fill = self._fonts.open_font(run.font), text.accent if run.emphasis else text.fill
        if font.color:
            return "".join(self._write_color_glyph(font, glyph, fill) for glyph in glyphs)
        return self._write_run(font, glyphs, fill)

    def _write_run(self, font: Font, glyphs: list[PositionedGlyph], fill: Paint) -> str:
        """Return a run whose glyphs refer to their outlines; they share one transform and one paint."""
        if not isinstance(fill, Color):   # a gradient is in the units of what it fills, so these are the scene's
            path = join_outlines(font, glyphs)
            return f'<path d="{write_path(path)}"{write_paint(to_vector_paint(fill), "fill", self._definitions)}/>'
        scale = glyphs[0].size / font.upem
        xs = write_numbers([glyph.x / scale for glyph in glyphs], _OUTLINE_DIGITS)
        ys = write_numbers([glyph.y / scale for glyph in glyphs], _OUTLINE_DIGITS)
        names = [self._add_outline(font, glyph.glyph) for glyph in glyphs]
        uses = [
            f'<use xlink:href="#{name}" x="{x}" y="{y}"/>' for name, x, y in zip(names, xs, ys, strict=True) if name
        ]
        if not uses:
            return ""
        paint = write_paint(Color(*fill.rgb), "fill", self._definitions)
        # the opacity is that of the group, so that joined letters have no darker seams
        opacity = "" if fill.alpha == 255 else f' opacity="{write_number(fill.alpha / 255, 3)}"'
        return f'<g transform="scale({write_number(scale, 6)})"{paint}{opacity}>{"".join(uses)}</g>'

    def _add_outline(self, font: Font, glyph: int) -> str:
        """Return the id of a glyph's outline, "" if it has no ink."""
        data = _write_outline(font, glyph)
        return self._definitions.add("path", data) if data else ""

    def _write_color_glyph(self, font: Font, glyph: PositionedGlyph, fill: Paint) -> str:
        found = find_glyph_content(font, glyph, fill, self._dpi)
        if found is None:
            return self._write_run(font, [glyph], fill)
        if isinstance(found, GlyphVectors):
            return write_vectors(found.picture, found.matrix, self._definitions)
        return self._pictures.write_image(found.image, found.area)


@functools.lru_cache(maxsize=_CACHED_OUTLINES)
def _write_outline(font: Font, glyph: int) -> str:
    """Return the attribute of a glyph's outline in font units, y downward, each point relative to the one before it.

    It is "" if the glyph has no ink.
    """
    steps: list[str] = []
    at = start = (0.0, 0.0)

    def add(letter: str, *points: float) -> None:
        nonlocal at, start
        rounded = [round(value, _OUTLINE_DIGITS) for value in points]
        pairs = [(x - at[0], -(y - at[1])) for x, y in zip(rounded[0::2], rounded[1::2], strict=True)]
        numbers = write_numbers([value for pair in pairs for value in pair], _OUTLINE_DIGITS)
        if letter == "l" and "0" in numbers:
            letter, numbers = ("h", numbers[:1]) if numbers[1] == "0" else ("v", numbers[1:])
        steps.append(letter + join_numbers(numbers))
        at = (rounded[-2], rounded[-1])
        start = at if letter in "Mm" else start

    def close(_: object) -> None:
        nonlocal at
        steps.append("z")
        at = start   # from which the next contour is measured

    draw = hb.DrawFuncs()
    draw.set_move_to_func(lambda x, y, _: add("m" if steps else "M", x, y))
    draw.set_line_to_func(lambda x, y, _: add("l", x, y))
    draw.set_quadratic_to_func(lambda *points: add("q", *points[:4]))
    draw.set_cubic_to_func(lambda *points: add("c", *points[:6]))
    draw.set_close_path_func(close)
    font.hb.draw_glyph(glyph, draw)
    return f' d="{"".join(steps)}"' if steps else ""
