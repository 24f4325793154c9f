"""A CFF font of the glyphs that codes show, for fonts with cubic outlines (Adobe Technical Notes 5176 and 5177).

Each code is the number of its glyph and its CID. The outlines are those that HarfBuzz draws, so an instance of a
variable font needs nothing else. A code that shows several glyphs has the outlines of all.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache

from ...text.fonts.font_library import Font
from ..vectors.glyph_outlines import find_outline
from .code_glyphs import CodeGlyph

_EM = 1000
"""Units per em of the written font, for which CFF needs no matrix."""
_OPERATORS = {
    "M": b"\x15", "L": b"\x05", "Lh": b"\x06", "Lv": b"\x07", "C": b"\x08", "Ch": b"\x1f", "Cv": b"\x1e",
}  # fmt: skip
"""Operators of charstrings that draw steps of a path: rmoveto, rlineto, hlineto, vlineto, rrcurveto, hvcurveto and
vhcurveto. Those with a letter begin in that direction, horizontal or vertical, and turn at each step.
"""
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
    glyphs = _make_index([_make_charstring(font, code) for code in codes])
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


@lru_cache(maxsize=4096)
def _make_charstring(font: Font, code: CodeGlyph) -> bytes:
    """Return the program of a glyph: its width, then its contours, which close by themselves.

    Cached, for texts share signs: to write a hundred takes longer than the rest of a page.
    """
    unit = _EM / font.upem
    written = _Charstring(round(code.advance * unit, 2))
    x = y = 0.0
    for part in code.parts:
        start: tuple[float, ...] = ()
        steps = [*find_outline(font, part.glyph).steps()]
        for (verb, points), (following, _) in zip(steps, [*steps[1:], ("", ())], strict=False):
            start = points if verb == "M" else start
            if verb == "Z" or (verb == "L" and following == "Z" and points == start):
                continue
            moves: list[float] = []
            for px, py in zip(points[0::2], points[1::2], strict=True):
                to_x, to_y = round((px + part.dx) * unit, 2), round((py + part.dy) * unit, 2)
                moves += to_x - x, to_y - y
                x, y = to_x, to_y
            written.add(verb, moves)
    return written.finish()


class _Charstring:
    """A program in which steps with one operator share it, and horizontal and vertical ones take fewer operands."""

    def __init__(self, width: float) -> None:
        self._data = bytearray(_number(width))
        self._kind, self._operator = "", b""
        self._count = 0
        self._next = ""   # the direction with which the operator goes on

    def add(self, verb: str, moves: list[float]) -> None:
        """Append a step with the distances to its points, x before y."""
        across, down = abs(moves[1]) < _ROUNDING, abs(moves[0]) < _ROUNDING   # at the start
        direction, turned = "", ""
        if verb == "L" and (across or down):
            direction, turned = ("h", "v") if across else ("v", "h")
            moves = [moves[0] if across else moves[1]]
        elif verb == "C" and across and abs(moves[4]) < _ROUNDING:
            direction, turned, moves = "h", "v", [moves[0], moves[2], moves[3], moves[5]]
        elif verb == "C" and down and abs(moves[5]) < _ROUNDING:
            direction, turned, moves = "v", "h", [moves[1], moves[2], moves[3], moves[4]]
        kind = verb + ("-" if direction else "")
        if kind != self._kind or direction != self._next or verb == "M" or self._count + len(moves) > _MAX_OPERANDS:
            self._data += self._operator
            self._kind, self._operator, self._count = kind, _OPERATORS[verb + direction], 0
        self._data += b"".join(map(_number, moves))
        self._count += len(moves)
        self._next = turned

    def finish(self) -> bytes:
        """Return the program."""
        return bytes(self._data + self._operator + _END)


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
    """Return an INDEX, an array of items of any length."""
    if not items:
        return bytes(2)
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    size, kind = (2, "H") if offsets[-1] < 1 << 16 else (4, "I")
    return struct.pack(f">HB{len(offsets)}{kind}", len(items), size, *offsets) + b"".join(items)
