"""Coverage masks of paths and glyphs by HarfBuzz's rasterizer: exact areas, no hinting.

HarfBuzz draws glyphs only, so each path becomes the single glyph of a font that is built in memory. CFF outlines use
the non-zero winding rule as paths do, so shapes and letters get the same edges.
"""

from __future__ import annotations

import functools
import math
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import uharfbuzz as hb
from PIL import Image

from ..graphics.geometry import Path, PixelBox
from ..text.fonts.font_library import Font
from .glyph_positions import PositionedGlyph

_MOVE, _LINE, _END = b"\x15", b"\x05", b"\x0e"  # rmoveto, rlineto, endchar; contours close by themselves
_MAX_COORDINATE = 8192.0
"""Largest coordinate in a font; CFF's numbers and their differences must be below 32,768."""
_FLATNESS = 0.02
"""Maximum distance between a curve and the lines that approximate it, in px; HarfBuzz's own lines differ by 0.1."""
# a font's tables `head`, with 1000 units per em, and `maxp`, with one glyph
_HEAD = struct.pack(">4I2H2q4h2H3h", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
_MAXP = struct.pack(">IH", 0x5000, 1)


@dataclass(frozen=True, slots=True)
class CoverageMask:
    """An image of coverage, 0 to 255, and the scene pixel of its top left corner.

    `is_sharp` means that every coverage is 0 or 255.
    """

    x: int
    y: int
    mask: Image.Image
    is_sharp: bool = False

    @property
    def box(self) -> PixelBox:
        """The box of the mask in the scene."""
        return self.x, self.y, self.x + self.mask.width, self.y + self.mask.height


@dataclass(frozen=True, slots=True)
class ColorGlyph:
    """An RGBA image and the scene pixel of its top left corner."""

    x: int
    y: int
    image: Image.Image


@functools.lru_cache(maxsize=16)
def rasterize_path(path: Path, limit: PixelBox) -> CoverageMask | None:
    """Return the coverage of a path within a box of the scene, or None if it covers nothing there.

    The result is cached, because the cards of a set share shapes, so callers must not change it.
    """
    around = path.bounds()
    left, top = max(limit[0], math.floor(around.x)), max(limit[1], math.floor(around.y))
    right, bottom = min(limit[2], math.ceil(around.right)), min(limit[3], math.ceil(around.bottom))
    if right <= left or bottom <= top:
        return None
    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(left, -bottom, right - left, bottom - top, 0)
    divisor = max(1.0, max(map(abs, path.points)) / _MAX_COORDINATE)
    raster.transform = (divisor, 0, 0, -divisor, 0, 0)
    raster.draw_glyph(_make_path_font(path, divisor), 0)
    return _to_mask(raster.render())


def rasterize_glyphs(glyphs: Iterable[tuple[Font, PositionedGlyph]]) -> CoverageMask | None:
    """Return the coverage of all outlines in one mask, so that joined letters have no seam; None if there is no ink.

    All glyphs must come from fonts with the same contour direction; pass the glyphs of one font at a time.
    """
    raster = hb.RasterDraw()
    for font, placed in glyphs:
        scale = placed.size / font.upem
        raster.transform = (scale, 0, 0, scale, placed.x, -placed.y)
        raster.draw_glyph(font.hb, placed.glyph)
    return _to_mask(raster.render())


def draw_color_glyph(font: Font, placed: PositionedGlyph, foreground: tuple[int, int, int]) -> ColorGlyph | None:
    """Draw a glyph in its own colours, or return None if it has none and its outline is to be filled.

    `foreground` is the text's colour, which the font may use among the glyph's own.
    """
    extents = font.hb.get_glyph_extents(placed.glyph)
    if extents is None or not extents.width:
        return None
    scale = placed.size / font.upem
    raster = hb.RasterPaint()
    raster.transform = (scale, 0, 0, scale, placed.x, -placed.y)
    raster.foreground = hb.Color(*foreground, 255)
    # the glyph's own box instead of the card's is ten times as fast
    raster.set_glyph_extents(extents)
    if not raster.paint_glyph_or_fail(font.hb, placed.glyph):
        return None
    found = raster.render()
    if found is None:
        return None
    box = found.extents
    image = Image.frombuffer("RGBA", (box.width, box.height), found.buffer, "raw", "BGRa", box.stride, -1)
    return ColorGlyph(box.x_origin, -box.y_origin - box.height, image)


def _to_mask(found: hb.RasterImage | None) -> CoverageMask | None:
    if found is None or not found.extents.width or not found.extents.height:
        return None
    box = found.extents
    mask = Image.frombuffer("L", (box.width, box.height), found.buffer, "raw", "L", box.stride, -1)
    return CoverageMask(box.x_origin, -box.y_origin - box.height, mask)


def _make_path_font(path: Path, divisor: float) -> hb.Font:
    """Return a font whose glyph 0 is the path with its coordinates divided by `divisor`."""
    tables = {"CFF ": _make_cff(path, divisor), "head": _HEAD, "maxp": _MAXP}
    return hb.Font(hb.Face.create_for_tables(lambda _face, tag, _user: tables.get(tag, b""), None))


def _to_lines(path: Path) -> Iterator[tuple[bytes, float, float]]:
    """Yield the path as moves and lines; curves are approximated."""
    here = 0.0, 0.0
    for verb, points in path.steps():
        if verb == "C":
            x0, y0, x1, y1, x2, y2, x3, y3 = (*here, *points)
            bend = max(math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3))
            count = math.ceil(math.sqrt(0.75 * bend / _FLATNESS)) or 1
            for t in (step / count for step in range(1, count + 1)):
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                yield _LINE, a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
        elif verb != "Z":
            yield (_MOVE if verb == "M" else _LINE), points[0], points[1]
        here = (points[-2], points[-1]) if points else here


def _make_cff(path: Path, divisor: float) -> bytes:
    """Return a CFF table of one glyph (Adobe Technical Notes 5176 and 5177) with numbers in 16.16 fixed point."""
    glyph = bytearray()
    at_x = at_y = 0
    for step, px, py in _to_lines(path):
        # differences of rounded positions, so that errors do not accumulate
        x, y = round(px / divisor * 65536), round(py / divisor * 65536)
        glyph += struct.pack(">BiBi", 255, x - at_x, 255, y - at_y) + step
        at_x, at_y = x, y
    head = b"\1\0\4\4" + _make_index(b"path")
    glyphs, private = _make_index(bytes(glyph) + _END), b"\x8b\x14"  # defaultWidthX 0
    # the Top DICT has 17 bytes; the empty indexes of strings and subroutines have 2 bytes each
    at = len(head) + len(_make_index(bytes(17))) + 4
    top = struct.pack(">BiBBiBiB", 29, at, 17, 29, len(private), 29, at + len(glyphs), 18)
    return head + _make_index(top) + bytes(4) + glyphs + private


def _make_index(item: bytes) -> bytes:
    """Return a CFF INDEX of one item."""
    return struct.pack(">HBII", 1, 4, 1, 1 + len(item)) + item
