"""Checks of a designer's own font before it is opened: that it is whole, and not so large that drawing would not end.

Our fonts are known by their digests and are not looked at again.
"""

from __future__ import annotations

import struct
from array import array
from sys import byteorder

from ...errors import FontError

FONT_SUFFIXES = (".ttf", ".otf")
"""How the names of designers' font files end, in small letters."""
MAX_TABLES = 64
"""Maximum number of tables of a font; real ones have 10 to 30."""
MAX_POINTS = 10_000
"""Maximum number of points of one glyph with its parts: drawing that many takes 1 s. Letters have 10 to 500."""
MAX_COLORED_POINTS = 100_000
"""Maximum number of points of a glyph in colours, all its layers together; the largest of our emoji has 54,000."""
MAX_GROWTH, MAX_GROWTH_BASE = 8, 64
"""Maximum number of glyphs that a text may become: 8 for each of its characters, and 64 more."""
_ALLOWED_UPEM = range(16, 16385)
"""Allowed units per em (OpenType, table `head`)."""
_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")
_RENDERING_TABLES = frozenset((
    b"cmap", b"glyf", b"loca", b"CFF ", b"CFF2", b"gvar", b"fvar", b"avar", b"hmtx", b"hhea", b"maxp", b"HVAR", b"GSUB",
    b"GPOS", b"GDEF", b"COLR", b"CPAL",
))  # fmt: skip
"""Tables that decide what is drawn. The checksums of others are wrong in many fonts that work."""
_TABLE_RECORD_SIZE = 16   # bytes of a table's entry in the list of tables


def check_font(data: bytes, name: str) -> None:
    """Raise FontError where a font's list of tables, its tables' checksums or its units are wrong.

    It takes 5 ms a megabyte.
    """
    if data[:4] in (b"wOFF", b"wOF2"):
        raise FontError(f"`{name}` is not a font that can be used: it is a web font (WOFF); expected TTF or OTF")
    if data[:4] not in _SIGNATURES or len(data) < 12:
        raise FontError(f"`{name}` is not a font that can be used; expected TTF or OTF")
    (count,) = struct.unpack_from(">H", data, 4)
    if count > MAX_TABLES:
        raise FontError(f"`{name}` has {count} tables; expected {MAX_TABLES} at most")
    if 12 + count * _TABLE_RECORD_SIZE > len(data):
        raise FontError(f"`{name}` is not a font that can be used: it breaks off before its end")
    head = b""
    for at in range(12, 12 + count * _TABLE_RECORD_SIZE, _TABLE_RECORD_SIZE):
        tag, wanted, start, length = struct.unpack_from(">4s3I", data, at)
        shown = tag.decode("ascii", "replace").strip()
        if start + length > len(data):
            raise FontError(f"`{name}` is not a font that can be used: its table `{shown}` lies beyond its end")
        if tag in _RENDERING_TABLES and _checksum(data[start : start + length]) != wanted:
            hint = "download it again, or save it again in a program for fonts"
            raise FontError(f"`{name}` is damaged: the sum of its table `{shown}` is wrong; {hint}")
        if tag == b"head":
            head = data[start : start + length]
    if len(head) < 54:
        raise FontError(f"`{name}` is not a font that can be used: it has no table `head`")
    units = int.from_bytes(head[18:20], "big")
    if units not in _ALLOWED_UPEM:
        raise FontError(f"`{name}` has {units} units an em; expected {_ALLOWED_UPEM[0]} to {_ALLOWED_UPEM[-1]}")


def _checksum(table: bytes) -> int:
    """Return the sum of a table's numbers of 32 bits, modulo 2 to the 32nd (OpenType, “calculating checksums”)."""
    numbers = array("I", table + bytes(-len(table) % 4))
    if byteorder == "little":
        numbers.byteswap()
    return sum(numbers) & 0xFFFFFFFF


def check_points(points: int, glyph: int, name: str, *, colored: bool) -> None:
    """Raise FontError where a glyph has more points than may be drawn."""
    most = MAX_COLORED_POINTS if colored else MAX_POINTS
    if points > most:
        raise FontError(f"`{name}` has a glyph of {points:,} points (number {glyph}); expected {most:,} at most")


def check_growth(characters: int, glyphs: int, name: str) -> None:
    """Raise FontError where a font makes more glyphs of a text than any plain font: its rules (GSUB) are at fault."""
    if glyphs > characters * MAX_GROWTH + MAX_GROWTH_BASE:
        raise growth_error(name)


def growth_error(name: str) -> FontError:
    """Return the refusal of a font whose rules let a text grow without end."""
    found = "turns a few letters into very many glyphs (GSUB)"
    return FontError(f"`{name}` {found}; expected {MAX_GROWTH} for each at most")
