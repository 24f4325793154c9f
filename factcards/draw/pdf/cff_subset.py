"""A CFF font of the glyphs that codes show, for fonts with cubic outlines (Adobe Technical Notes 5176 and 5177).

Each code is the number of its glyph and its CID. The outlines are those that HarfBuzz draws, so an instance of a
variable font needs nothing else. A code that shows several glyphs has the outlines of all.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache

from ...graphics.geometry import Path
from ...text.fonts.font_library import Font
from ..vectors.color_glyphs import draw_outline
from .code_glyphs import CodeGlyph

_EM = 1000
"""Units per em of the written font, for which CFF needs no matrix."""
_OPERATORS = {"M": b"\x15", "L": b"\x05", "C": b"\x08"}
"""Operators of charstrings that draw each step of a path: rmoveto, rlineto, rrcurveto."""
_END = b"\x0e"   # endchar
_ROUNDING = 1e-6
"""Difference from a whole number that is a rounding error."""
_MAX_OPERANDS = 48
"""Maximum number of operands of an operator (Technical Note 5177, appendix B)."""
_FIRST_SID = 391
"""Number of the first string of a font's own (Technical Note 5176, appendix A)."""
_ENTRIES = {"ROS": b"\x0c\x1e", "CIDCount": b"\x0c\x22", "charset": b"\x0f", "FDSelect": b"\x0c\x25",
            "CharStrings": b"\x11", "FDArray": b"\x0c\x24", "Private": b"\x12"}  # fmt: skip
"""Operators of dictionaries (Technical Note 5176, tables 9, 10 and 23)."""


def make_cff(font: Font, codes: Sequence[CodeGlyph], name: str) -> bytes:
    """Return a CID-keyed CFF font program whose glyphs are those of `codes`; `name` is its PostScript name."""
    unit = _EM / font.upem
    glyphs = _make_index([_make_charstring(font, code, unit) for code in codes])
    count = len(codes)
    charset = struct.pack(">BHH", 2, 1, count - 2)
    selection = struct.pack(">BHHBH", 3, 1, 0, 0, count)
    head = b"\1\0\4\4" + _make_index([name.encode("ascii")])
    strings = _make_index([b"Adobe", b"Identity"]) + _make_index([])

    def make_top(at: int) -> bytes:
        """Return the index of the dictionary of the font, whose parts are in this order from position `at`."""
        after = [at, at + len(charset), at + len(charset) + len(selection)]
        private = after[2] + len(glyphs)
        return _make_index([b"".join((
            _number(_FIRST_SID), _number(_FIRST_SID + 1), _number(0), _ENTRIES["ROS"],
            _number(count), _ENTRIES["CIDCount"], _offset(after[0]), _ENTRIES["charset"],
            _offset(after[1]), _ENTRIES["FDSelect"], _offset(after[2]), _ENTRIES["CharStrings"],
            _offset(private), _ENTRIES["FDArray"],
        ))])  # fmt: skip

    at = len(head) + len(make_top(0)) + len(strings)
    fonts = _make_index([_number(0) + _offset(at) + _ENTRIES["Private"]])
    return b"".join((head, make_top(at), strings, charset, selection, glyphs, fonts))


def _make_charstring(font: Font, code: CodeGlyph, unit: float) -> bytes:
    """Return the program of a glyph: its width, then its contours, which close by themselves."""
    found, pending = bytearray(_number(round(code.advance * unit, 2))), bytearray()
    operator, count = b"", 0
    x = y = 0.0
    for part in code.parts:
        for verb, points in find_outline(font, part.glyph).steps():
            if verb == "Z":
                continue
            if _OPERATORS[verb] != operator or verb == "M" or count + len(points) > _MAX_OPERANDS:
                found += pending + operator
                pending, operator, count = bytearray(), _OPERATORS[verb], 0
            for px, py in zip(points[0::2], points[1::2], strict=True):
                to_x, to_y = round((px + part.dx) * unit, 2), round((py + part.dy) * unit, 2)
                pending += _number(to_x - x) + _number(to_y - y)
                x, y = to_x, to_y
            count += len(points)
    return bytes(found + pending + operator + _END)


@lru_cache(maxsize=2048)
def find_outline(font: Font, glyph: int) -> Path:
    """Return the outline of a glyph in font units, y upward; curves are cubic. Cached, for texts share letters."""
    return draw_outline(font.hb, glyph)


def _number(value: float) -> bytes:
    """Return an operand: a whole number, or a fraction in 16.16 fixed point (only in charstrings)."""
    whole = round(value)
    if abs(whole - value) > _ROUNDING:
        return struct.pack(">Bi", 255, round(value * 65536))
    if -107 <= whole <= 107:
        return bytes((whole + 139,))
    if 108 <= whole <= 1131:
        return struct.pack(">H", whole - 108 + (247 << 8))
    if -1131 <= whole <= -108:
        return struct.pack(">H", -whole - 108 + (251 << 8))
    return struct.pack(">Bh", 28, whole)


def _offset(value: int) -> bytes:
    """Return an operand of a dictionary that takes 5 bytes whatever its value."""
    return struct.pack(">Bi", 29, value)


def _make_index(items: Sequence[bytes]) -> bytes:
    """Return an INDEX, an array of items of any length, with offsets of 4 bytes."""
    if not items:
        return bytes(2)
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return struct.pack(f">HB{len(offsets)}I", len(items), 4, *offsets) + b"".join(items)
