"""Our fonts with other terms of use, as copies with another `fsType`."""

from __future__ import annotations

import struct
from collections.abc import Collection
from pathlib import Path

from factcards.text.fonts.font_library import FontLibrary, find_fonts_folder, open_fonts

RESTRICTED, EDITABLE, NO_SUBSETTING, ONLY_BITMAPS = 0x0002, 0x0008, 0x0100, 0x0200
"""Values of `fsType` (OpenType 1.9, `OS/2`)."""


def license_fonts(folder: Path, families: Collection[str], fs_type: int) -> FontLibrary:
    """Return our library in which these families have other terms, as copies in `folder`."""
    for path in sorted(find_fonts_folder().iterdir()):
        if path.suffix in (".ttf", ".otf") and path.stem.rpartition("-")[0] in families:
            (folder / path.name).write_bytes(set_fs_type(path.read_bytes(), fs_type))
    return open_fonts(folder)


def set_fs_type(data: bytes, fs_type: int) -> bytes:
    """Return a font file with another `fsType`."""
    changed = bytearray(data)
    count = struct.unpack_from(">H", data, 4)[0]
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, _ = struct.unpack_from(">4s3I", data, at)
        if tag == b"OS/2":
            struct.pack_into(">H", changed, offset + 8, fs_type)
    return bytes(changed)
