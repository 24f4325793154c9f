"""Fonts inside an SVG: the part of a font that a text needs, as WOFF2."""

from __future__ import annotations

import base64
import functools
import io
import struct

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from ...errors import DrawError
from ...text.fonts.font_library import Font

_FS_TYPE = 8
"""Place of the field `fsType` in the table OS/2 (OpenType 1.9.1)."""
_RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
"""Bits of `fsType`: the font may not be embedded, or not in part, or only its bitmaps."""
_LICENCES = 0x000F
"""Bits of `fsType` that say what is allowed; of several, the least restrictive counts (OpenType 1.9.1, OS/2)."""


def find_embedding_ban(font: Font) -> str:
    """Return why a file may not bring a font along, as the rest of a sentence; "" if it may."""
    bits = _read_fs_type(font)
    if bits & _LICENCES == _RESTRICTED:
        return "forbids embedding (its `fsType` is Restricted License)"
    return "allows to embed only bitmaps (its `fsType`)" if bits & _BITMAPS_ONLY else ""


@functools.lru_cache(maxsize=64)
def make_web_font(font: Font, characters: str) -> str:
    """Return a font with the glyphs that these characters can need, as a data URI of WOFF2.

    A font that forbids subsetting is whole. Raises DrawError if HarfBuzz cannot make the part.
    """
    face = font.hb.face
    if _read_fs_type(font) & _NO_SUBSETTING:
        data = bytes(face.blob.data)
    else:
        request = hb.SubsetInput()
        request.unicode_set.update(map(ord, characters))
        for tag, value in font.key.axes:
            request.pin_axis_location(face, tag, value)
        try:
            data = bytes(hb.subset(face, request).blob.data)
        except RuntimeError as error:
            raise DrawError(f"the font `{font.key.file}` cannot be embedded: {error}") from error
    out = io.BytesIO()
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as file:
        file.flavor = "woff2"
        file.save(out, reorderTables=False)
    return f"data:font/woff2;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


def _read_fs_type(font: Font) -> int:
    """Return the embedding bits of a font; 0, which allows all, if it has no table OS/2."""
    table = bytes(font.hb.face.reference_table("OS/2").data)
    return int(struct.unpack_from(">H", table, _FS_TYPE)[0]) if len(table) >= _FS_TYPE + 2 else 0
