"""A CFF font of the glyphs that codes show, for fonts with cubic outlines (Adobe Technical Notes 5176 and 5177).

Each code is the number of its glyph and its CID. The outlines are those that HarfBuzz draws, so an instance of a
variable font needs nothing else. A code that shows several glyphs has the outlines of all.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache

import uharfbuzz as hb

from ...text.fonts.font_library import Font
from .code_glyphs import CodeGlyph

_EM = 1000
"""Units per em of the written font, for which CFF needs no matrix."""
_MOVE, _LINE, _CURVE, _END = b"\x15", b"\x05", b"\x08", b"\x0e"   # rmoveto, rlineto, rrcurveto, endchar
_MAX_OPERANDS = 48
"""Maximum number of operands of an operator (Technical Note 5177, appendix B)."""
_FIRST_SID = 391
"""Number of the first string of a font's own (Technical Note 5176, appendix A)."""
_OPERATORS = {"ROS": b"\x0c\x1e", "CIDCount": b"\x0c\x22", "charset": b"\x0f", "FDSelect": b"\x0c\x25",
              "CharStrings": b"\x11", "FDArray": b"\x0c\x24", "Private": b"\x12"}  # fmt: skip

Step = tuple[bytes, tuple[float, ...]]
"""An operator of an outline, and the points to which it leads, in units of the written font."""


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
            _number(_FIRST_SID), _number(_FIRST_SID + 1), _number(0), _OPERATORS["ROS"],
            _number(count), _OPERATORS["CIDCount"], _offset(after[0]), _OPERATORS["charset"],
            _offset(after[1]), _OPERATORS["FDSelect"], _offset(after[2]), _OPERATORS["CharStrings"],
            _offset(private), _OPERATORS["FDArray"],
        ))])  # fmt: skip

    at = len(head) + len(make_top(0)) + len(strings)
    fonts = _make_index([_number(0) + _offset(at) + _OPERATORS["Private"]])
    return b"".join((head, make_top(at), strings, charset, selection, glyphs, fonts))


def _make_charstring(font: Font, code: CodeGlyph, unit: float) -> bytes:
    """Return the program of a glyph: its width, then its contours, which close by themselves."""
    found = bytearray(_number(round(code.advance * unit, 2)))
    steps = (step for part in code.parts for step in _shift(_find_outline(font, part.glyph), part.dx, part.dy, unit))
    x = y = 0.0
    pending, operator = bytearray(), b""
    count = 0
    for kind, points in steps:
        numbers: list[float] = []
        for px, py in zip(points[0::2], points[1::2], strict=True):
            numbers += (px - x, py - y)
            x, y = px, py
        if kind != operator or count + len(numbers) > _MAX_OPERANDS or kind == _MOVE:
            found += pending + operator
            pending, operator, count = bytearray(), kind, 0
        pending += b"".join(map(_number, numbers))
        count += len(numbers)
    return bytes(found + pending + operator + _END)


def _shift(steps: tuple[Step, ...], dx: float, dy: float, unit: float) -> Iterator[Step]:
    """Yield the steps of an outline moved by an offset, in whole units of the written font or hundredths."""
    for kind, points in steps:
        moved = (round((value + (dy if index % 2 else dx)) * unit, 2) for index, value in enumerate(points))
        yield kind, tuple(moved)


@lru_cache(maxsize=2048)
def _find_outline(font: Font, glyph: int) -> tuple[Step, ...]:
    """Return the outline of a glyph in font units; curves are cubic."""
    steps: list[Step] = []
    pen = hb.DrawFuncs()

    def curve(cx: float, cy: float, x: float, y: float, _: object) -> None:
        px, py = steps[-1][1][-2:]
        steps.append((_CURVE, (px + (cx - px) * 2 / 3, py + (cy - py) * 2 / 3,
                               x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y)))  # fmt: skip

    pen.set_move_to_func(lambda x, y, _: steps.append((_MOVE, (x, y))))
    pen.set_line_to_func(lambda x, y, _: steps.append((_LINE, (x, y))))
    pen.set_quadratic_to_func(curve)
    pen.set_cubic_to_func(lambda ax, ay, bx, by, x, y, _: steps.append((_CURVE, (ax, ay, bx, by, x, y))))
    pen.set_close_path_func(lambda _: None)
    font.hb.draw_glyph(glyph, pen, None)
    return tuple(steps)


def _number(value: float) -> bytes:
    """Return an operand: a whole number, or a fraction in 16.16 fixed point (only in charstrings)."""
    whole = int(value)
    if whole != value:
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
