"""Hostile fonts: tables that are missing, damaged, misplaced or huge."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from svg_cases import damage

FONTS = Path(__file__).parents[2] / "fonts"
_NAMES = ("Archivo-600.ttf", "Amiri-400.ttf")

Recipe = Callable[[random.Random], bytes]


def make_typeface(chance: random.Random) -> bytes:
    """Return the bytes of one font; the recipe and its values are drawn by `chance`."""
    return chance.choice(_RECIPES)(chance)


@cache
def _read(name: str) -> bytes:
    return (FONTS / name).read_bytes()


def _some(chance: random.Random) -> bytes:
    return _read(chance.choice(_NAMES))


def _damaged(chance: random.Random) -> bytes:
    return damage(_some(chance), chance)


def _table(chance: random.Random) -> bytes:
    """Return a font with one damaged table and an unchanged checksum."""
    data = bytearray(_some(chance))
    count = struct.unpack_from(">H", data, 4)[0]
    _, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * chance.randrange(count))
    for _ in range(chance.choice((1, 10, 200))):
        data[min(len(data) - 1, start + chance.randrange(max(1, length)))] = chance.choice((0, 255, 128, 1))
    return bytes(data)


def _directory(chance: random.Random) -> bytes:
    """Return a font whose table directory has wrong offsets or lengths."""
    data = bytearray(_some(chance))
    at = 12 + 16 * chance.randrange(8) + chance.choice((8, 12))
    data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, chance.randbytes(4)))
    if chance.random() < 0.3:
        data[4:6] = chance.choice((b"\xff\xff", b"\0\0", b"\x0f\xff"))
    return bytes(data)


def _head(chance: random.Random) -> bytes:
    font = TTFont(io.BytesIO(_some(chance)))
    font["head"].unitsPerEm = chance.choice((0, 1, 15, 16, 16_384, 16_385, 65_535))
    font["hhea"].ascent = chance.choice((0, -32_768, 32_767))
    font["OS/2"].sTypoAscender = chance.choice((0, -32_768, 32_767))
    return _save(font)


def _save(font: TTFont) -> bytes:
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def _missing(chance: random.Random) -> bytes:
    font = TTFont(io.BytesIO(_some(chance)))
    tag = chance.choice(("cmap", "glyf", "GSUB", "GPOS", "hmtx", "name", "OS/2", "post", "GDEF"))
    if tag in font:
        del font[tag]
    try:
        return _save(font)
    except Exception:  # noqa: BLE001 - fontTools refuses to write some of these fonts
        return damage(_some(chance), chance)


def _build(points: int, rules: str = "") -> bytes:
    """Return a font of two letters with the given GSUB rules; each glyph is one contour of `points` points."""
    builder = FontBuilder(1000, isTTF=True)
    order = [".notdef", "a", "b"]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({**dict.fromkeys(range(32, 127), "a"), 0xA0: "a", ord("b"): "b"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for index in range(points):
        pen.lineTo((index * 7919 % 600, index * 104_729 % 700))
    pen.closePath()
    glyph = pen.glyph()
    builder.setupGlyf(dict.fromkeys(order, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Hostile", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    if rules:
        builder.addOpenTypeFeatures(rules)
    return _save(builder.font)


@cache
def _contour(points: int) -> bytes:
    return _build(points)


@cache
def _growing(steps: int, width: int) -> bytes:
    lookups = "".join(
        f"feature ccmp {{ lookup l{i} {{ sub a by {'a ' * width}; }} l{i}; }} ccmp;\n" for i in range(steps)
    )
    return _build(4, lookups)


def _points(chance: random.Random) -> bytes:
    return _contour(chance.choice((100, 9000, 30_000)))


def _growth(chance: random.Random) -> bytes:
    return _growing(*chance.choice(((1, 2), (6, 20), (3, 60))))


def _disguised(chance: random.Random) -> bytes:
    return chance.choice(
        (
            b"",
            b"\0\1\0\0",
            b"OTTO" + bytes(8),
            b"ttcf\0\1\0\0\xff\xff\xff\xff",
            b"wOFF" + bytes(40),
            b"wOF2" + bytes(40),
            b"true" + bytes(100),
            b"<!DOCTYPE html>",
            chance.randbytes(5000),
            b"\0\1\0\0\xff\xff" + bytes(60),
        )
    )


def _good(chance: random.Random) -> bytes:
    return _some(chance)


_RECIPES: tuple[Recipe, ...] = (
    _damaged,
    _table,
    _directory,
    _head,
    _missing,
    _points,
    _growth,
    _disguised,
    _good,
)
