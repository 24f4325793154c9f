"""The outlines of glyphs as paths, for what is drawn as shapes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import uharfbuzz as hb

from ...graphics.geometry import Path
from ...graphics.matrices import Matrix, transform_path
from ...text.fonts.font_library import Font
from ..glyph_positions import PositionedGlyph


@lru_cache(maxsize=2048)
def find_outline(font: Font, glyph: int) -> Path:
    """Return the outline of a glyph in font units, y upward; curves are cubic. Cached, for texts share letters."""
    return draw_outline(font.hb, glyph)


def outline_matrix(font: Font, glyph: PositionedGlyph) -> Matrix:
    """Return the transform from font units, y upward, to the scene."""
    scale = glyph.size / font.upem
    return scale, 0.0, 0.0, -scale, glyph.x, glyph.y


def join_outlines(font: Font, glyphs: Iterable[PositionedGlyph]) -> Path:
    """Return the outlines of glyphs of one font at their places in the scene, as one path."""
    moved = [transform_path(outline_matrix(font, glyph), find_outline(font, glyph.glyph)) for glyph in glyphs]
    return Path("".join(path.verbs for path in moved), tuple(value for path in moved for value in path.points))


def draw_outline(font: hb.Font, glyph: int) -> Path:
    """Return a glyph's outline in font units, y up; quadratic curves become cubic ones."""
    verbs: list[str] = []
    points: list[float] = []

    def move(x: float, y: float, _: object) -> None:
        verbs.append("M")
        points.extend((x, y))

    def line(x: float, y: float, _: object) -> None:
        verbs.append("L")
        points.extend((x, y))

    def quadratic(x1: float, y1: float, x: float, y: float, _: object) -> None:
        x0, y0 = points[-2:]
        verbs.append("C")
        points.extend(((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x + 2 * x1) / 3, (y + 2 * y1) / 3, x, y))

    def cubic(x1: float, y1: float, x2: float, y2: float, x: float, y: float, _: object) -> None:
        verbs.append("C")
        points.extend((x1, y1, x2, y2, x, y))

    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(move)
    funcs.set_line_to_func(line)
    funcs.set_quadratic_to_func(quadratic)
    funcs.set_cubic_to_func(cubic)
    funcs.set_close_path_func(lambda _: verbs.append("Z"))
    font.draw_glyph(glyph, funcs)
    return Path("".join(verbs), tuple(points))
