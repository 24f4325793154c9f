"""The orientation in EXIF metadata, read without Pillow, whose reader prints warnings about damaged data."""

from __future__ import annotations

import struct

_ORIENTATION = 0x0112   # the tag (EXIF 2.32, 4.6.4)
_SHORT = 3   # the type of a tag's value that is an unsigned integer of 16 bits (EXIF 2.32, 4.6.2)
_ENTRY = 12   # length of a tag's entry in its directory, in bytes (EXIF 2.32, 4.6.2)


def find_orientation(exif: bytes) -> int:
    """Return the EXIF orientation, 1 to 8; 1 if it is missing or the data are damaged."""
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return 1
    (at,) = struct.unpack_from(f"{order}I", exif, 4)
    if at + 2 > len(exif):
        return 1
    (count,) = struct.unpack_from(f"{order}H", exif, at)
    for entry in range(at + 2, min(at + 2 + count * _ENTRY, len(exif) - _ENTRY + 1), _ENTRY):
        tag, kind, number, value = struct.unpack_from(f"{order}HHIH", exif, entry)
        if tag == _ORIENTATION:
            return value if kind == _SHORT and number == 1 and 1 <= value <= 8 else 1
    return 1
