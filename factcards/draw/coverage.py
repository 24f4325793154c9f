"""How much of each pixel a path or a line of glyphs covers, by HarfBuzz's rasterizer: exact areas, no hinting.

HarfBuzz draws glyphs only. So a path becomes the one glyph of a font made for it in memory: the curves of a CFF
glyph are ours exactly (cubics, non-zero rule), and shapes get the same edges as letters.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Iterable
from dataclasses import dataclass

import uharfbuzz as hb
from PIL import Image

from ..geometry import Path
from ..text.fonts import Font
from .placing import Placed

_CFF_STEPS = {"M": b"\x15", "L": b"\x05", "C": b"\x08", "Z": b""}  # rmoveto, rlineto, rrcurveto; closing is implied
_END_CHAR = b"\x0e"
_HEAD = struct.pack(">4I2H2q4h2H3h", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
_MAXP = struct.pack(">IH", 0x5000, 1)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A mask of 0 to 255 a pixel and the pixel at which its top left corner lies."""

    x: int
    y: int
    mask: Image.Image


@dataclass(frozen=True, slots=True)
class Colored:
    """An RGBA image and the pixel at which its top left corner lies."""

    x: int
    y: int
    image: Image.Image


@functools.lru_cache(maxsize=16)
def cover_path(path: Path, width: int, height: int) -> Coverage | None:
    """The part of each pixel that a path covers, within a canvas of that size; None where it covers none.

    The last few are kept: the cards of a set share their discs. Not to be changed.
    """
    around = path.bounds()
    left, top = max(0, int(around.x // 1)), max(0, int(around.y // 1))
    right, bottom = min(width, int(-(-around.right // 1))), min(height, int(-(-around.bottom // 1)))
    if right <= left or bottom <= top:
        return None
    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(left, -bottom, right - left, bottom - top, 0)
    raster.transform = (1, 0, 0, -1, 0, 0)
    raster.draw_glyph(_font_of_path(path), 0)
    return _coverage(raster.render())


def cover_glyphs(glyphs: Iterable[tuple[Font, Placed]]) -> Coverage | None:
    """All outlines in one mask, so that joined letters show no seam; None where there is no ink.

    The fonts must agree on the direction of their contours: give one font at a time.
    """
    raster = hb.RasterDraw()
    for font, at in glyphs:
        scale = at.size / font.upem
        raster.transform = (scale, 0, 0, scale, at.x, -at.y)
        raster.draw_glyph(font.hb, at.glyph)
    return _coverage(raster.render())


def paint_glyph(font: Font, at: Placed, foreground: tuple[int, int, int]) -> Colored | None:
    """A glyph in its own colours; None where it has none, so that its outline is to be filled like any other."""
    extents = font.hb.get_glyph_extents(at.glyph)
    if extents is None or not extents.width:
        return None
    scale = at.size / font.upem
    raster = hb.RasterPaint()
    raster.transform = (scale, 0, 0, scale, at.x, -at.y)
    raster.foreground = hb.Color(*foreground, 255)
    # the glyph's own box, not the card's: ten times as fast
    raster.set_glyph_extents(extents)
    if not raster.paint_glyph_or_fail(font.hb, at.glyph):
        return None
    found = raster.render()
    if found is None:
        return None
    box = found.extents
    image = Image.frombuffer("RGBA", (box.width, box.height), found.buffer, "raw", "BGRa", box.stride, -1)
    return Colored(box.x_origin, -box.y_origin - box.height, image)


def _coverage(found: hb.RasterImage | None) -> Coverage | None:
    if found is None or not found.extents.width or not found.extents.height:
        return None
    box = found.extents
    mask = Image.frombuffer("L", (box.width, box.height), found.buffer, "raw", "L", box.stride, -1)
    return Coverage(box.x_origin, -box.y_origin - box.height, mask)


def _font_of_path(path: Path) -> hb.Font:
    tables = {"CFF ": _cff_of_path(path), "head": _HEAD, "maxp": _MAXP}
    return hb.Font(hb.Face.create_for_tables(lambda _face, tag, _user: tables.get(tag, b""), None))


def _cff_of_path(path: Path) -> bytes:
    """A CFF table of one glyph (Adobe Technical Notes 5176 and 5177), its numbers in 16.16 fixed point."""
    glyph = bytearray()
    x = y = 0.0
    for verb, points in path.steps():
        for px, py in zip(points[0::2], points[1::2], strict=True):
            # what is written is the difference to the last point as written, so that errors do not add up
            dx, dy = round((px - x) * 65536), round((py - y) * 65536)
            glyph += struct.pack(">BiBi", 255, dx, 255, dy)
            x, y = x + dx / 65536, y + dy / 65536
        glyph += _CFF_STEPS[verb]
    head = b"\1\0\4\4" + _index(b"path")
    glyphs, private = _index(bytes(glyph) + _END_CHAR), b"\x8b\x14"  # defaultWidthX 0
    at = len(head) + len(_index(bytes(17))) + 4  # the Top DICT holds 17 bytes; no strings, no subroutines: 2 bytes each
    top = struct.pack(">BiBBiBiB", 29, at, 17, 29, len(private), 29, at + len(glyphs), 18)
    return head + _index(top) + bytes(4) + glyphs + private


def _index(item: bytes) -> bytes:
    return struct.pack(">HBII", 1, 4, 1, 1 + len(item)) + item
