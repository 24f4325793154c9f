"""Designers' fonts as web fonts (WOFF2, W3C Recommendation of 2022): unpacked when they are opened.

The size of what is unpacked is checked before, so that a small file cannot fill the memory. The module is loaded when
the first such font is opened, because its libraries take 4 ms.
"""

from __future__ import annotations

import io
import struct

import brotli
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.woff2 import WOFF2DirectoryEntry

from ...errors import FontError
from .font_limits import FONT_ERRORS, MAX_TABLES

_HEADER = ">4s2I2H2I"
"""Signature, flavour, length, number of tables, reserved, size of the font and of its compressed tables."""
_CHUNK = 1 << 20
"""Number of bytes that are decompressed at once."""


def unpack_woff2(data: bytes, name: str, limit: int) -> bytes:
    """Return a font in WOFF2 as TrueType or OpenType.

    Raises FontError if it is damaged, or if its tables have more than `limit` bytes. `name` is what messages call it.
    """
    try:
        _check_size(data, name, limit)
        out = io.BytesIO()
        with TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False) as font:
            font.flavor = None
            font.save(out, reorderTables=False)
    except (TTLibError, *FONT_ERRORS, brotli.error) as error:
        raise FontError(f"`{name}` is not a font that can be used: its tables are broken") from error
    return out.getvalue()


def _check_size(data: bytes, name: str, limit: int) -> None:
    """Raise FontError if what is compressed is not as large as the file says, or larger than `limit`."""
    _, _, _, count, _, _, packed = struct.unpack_from(_HEADER, data)
    if count > MAX_TABLES:
        raise FontError(f"`{name}` has {count} tables; expected {MAX_TABLES} at most")
    rest = data[48:]
    declared = 0
    for _ in range(count):
        entry = WOFF2DirectoryEntry()
        rest = entry.fromString(rest)
        declared += entry.length
    start = len(data) - len(rest)
    if declared > limit:
        raise FontError(f"`{name}` is not a font that can be used: unpacked, it has more than {limit // 2**20} MiB")
    decompressor, size, source = brotli.Decompressor(), 0, data[start : start + packed]
    while size <= declared and not decompressor.is_finished():
        made = len(decompressor.process(source, output_buffer_limit=_CHUNK))
        if not made and not source:
            break
        size, source = size + made, b""
    if size != declared:
        raise FontError(f"`{name}` is not a font that can be used: its tables are broken")
