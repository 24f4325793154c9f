"""What the maker of a font permits a file to contain of it: the bits `fsType` (OpenType 1.9, `OS/2`)."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import Literal

from .font_files import Font

EmbeddingRight = Literal["subset", "whole", "none"]
"""A file may contain some of a font's glyphs, only the whole font, or none of its outlines as a font."""
_FS_TYPE_AT = 8
"""Position of `fsType` in the table, in bytes."""
_USAGE, _RESTRICTED = 0x000F, 0x0002
"""The bits that say how a font may be used, and the only one that forbids embedding. Others beside it permit it."""
_NO_SUBSETTING, _ONLY_BITMAPS = 0x0100, 0x0200


@lru_cache(maxsize=256)
def find_embedding_right(font: Font) -> EmbeddingRight:
    """Return what a file may contain of a font. A font without the table restricts nothing."""
    table = bytes(font.hb.face.reference_table("OS/2").data)
    fs_type = struct.unpack_from(">H", table, _FS_TYPE_AT)[0] if len(table) > _FS_TYPE_AT + 1 else 0
    if fs_type & _USAGE == _RESTRICTED or fs_type & _ONLY_BITMAPS:
        return "none"
    return "whole" if fs_type & _NO_SUBSETTING else "subset"
