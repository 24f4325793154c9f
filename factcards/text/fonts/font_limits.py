"""Checks of a designer's own font: that it is intact, and small enough to be drawn in reasonable time.

Our own fonts are identified by their digests and not checked again.
"""

from __future__ import annotations

import struct
from array import array
from sys import byteorder

from ...errors import FontError

FONT_SUFFIXES = (".ttf", ".otf", ".woff2")
"""Suffixes of designers' font files, in lower case."""
_EXPECTED = "expected TTF, OTF or WOFF2"
FONT_ERRORS = (
    LookupError, AttributeError, AssertionError, ValueError, TypeError, ArithmeticError, OSError, struct.error,
    RecursionError, MemoryError, NotImplementedError,
)  # fmt: skip
"""The exceptions that fontTools raises for a broken font, beside its own `TTLibError`."""
WOFF2_SIGNATURE = b"wOF2"
"""The first bytes of a font in WOFF2."""
MAX_TABLES = 64
"""Maximum number of tables of a font. Real fonts have 10 to 30."""
MAX_POINTS = 10_000
"""Maximum number of points of a glyph with its components. Letters have 10 to 500; drawing 10,000 takes 1 s."""
MAX_COLORED_POINTS = 100_000
"""Maximum number of points of a colour glyph, all layers together. The largest of our emoji has 54,000."""
MAX_GROWTH, MAX_GROWTH_BASE = 8, 64
"""Maximum number of glyphs of a text: 8 for each of its characters, plus 64."""
_ALLOWED_UPEM = range(16, 16385)
"""Allowed units per em (OpenType, table `head`)."""
_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")
"""First bytes of TrueType and OpenType fonts."""
_RENDERING_TABLES = frozenset((
    b"cmap", b"glyf", b"loca", b"CFF ", b"CFF2", b"gvar", b"fvar", b"avar", b"hmtx", b"hhea", b"maxp", b"HVAR", b"GSUB",
    b"GPOS", b"GDEF", b"COLR", b"CPAL",
))  # fmt: skip
"""Tables that affect what is drawn. The checksums of other tables are wrong in many working fonts."""
_TABLE_RECORD_SIZE = 16
"""Size of a record of the table directory, in bytes (OpenType)."""


def check_font(data: bytes, name: str) -> None:
    """Raise FontError if a font's table directory, its checksums or its units per em are wrong.

    `name` is what messages call the file. The check takes 5 ms per megabyte.
    """
    if data[:4] == b"wOFF":
        raise FontError(f"`{name}` is not a font that can be used: it is a web font (WOFF 1); {_EXPECTED}")
    if data[:4] not in _SIGNATURES or len(data) < 12:
        raise FontError(f"`{name}` is not a font that can be used; {_EXPECTED}")
    (count,) = struct.unpack_from(">H", data, 4)
    if count > MAX_TABLES:
        raise FontError(f"`{name}` has {count} tables; expected {MAX_TABLES} at most")
    if 12 + count * _TABLE_RECORD_SIZE > len(data):
        raise FontError(f"`{name}` is not a font that can be used: the file is truncated")
    head = b""
    for at in range(12, 12 + count * _TABLE_RECORD_SIZE, _TABLE_RECORD_SIZE):
        tag, checksum, start, length = struct.unpack_from(">4s3I", data, at)
        tag_name = tag.decode("ascii", "replace").strip()
        if start + length > len(data):
            reason = f"its table `{tag_name}` extends beyond the end of the file"
            raise FontError(f"`{name}` is not a font that can be used: {reason}")
        if tag in _RENDERING_TABLES and _compute_checksum(data[start : start + length]) != checksum:
            hint = "download it again, or save it again in a font editor"
            raise FontError(f"`{name}` is damaged: the checksum of its table `{tag_name}` is wrong; {hint}")
        if tag == b"head":
            head = data[start : start + length]
    if len(head) < 54:
        raise FontError(f"`{name}` is not a font that can be used: it has no table `head`")
    units = int.from_bytes(head[18:20], "big")
    if units not in _ALLOWED_UPEM:
        raise FontError(f"`{name}` has {units} units per em; expected {_ALLOWED_UPEM[0]} to {_ALLOWED_UPEM[-1]}")


def _compute_checksum(table: bytes) -> int:
    """Return the sum of a table's 32-bit numbers modulo 2 ** 32 (OpenType, “calculating checksums”)."""
    numbers = array("I", table + bytes(-len(table) % 4))
    if byteorder == "little":
        numbers.byteswap()
    return sum(numbers) & 0xFFFFFFFF


def check_points(points: int, glyph: int, name: str, *, colored: bool) -> None:
    """Raise FontError if a glyph has more points than may be drawn."""
    maximum = MAX_COLORED_POINTS if colored else MAX_POINTS
    if points > maximum:
        raise FontError(f"`{name}` has a glyph of {points:,} points (number {glyph}); expected {maximum:,} at most")


def check_growth(characters: int, glyphs: int, name: str) -> None:
    """Raise FontError if a font's substitutions (GSUB) turn a text into far more glyphs than in any plain font."""
    if glyphs > characters * MAX_GROWTH + MAX_GROWTH_BASE:
        raise find_growth_error(name)


def find_growth_error(name: str) -> FontError:
    """Return the error for a font whose substitutions let a text grow endlessly."""
    found = "turns a few letters into very many glyphs (GSUB)"
    return FontError(f"`{name}` {found}; expected {MAX_GROWTH} for each at most")
