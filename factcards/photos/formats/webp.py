"""Parser of WebP headers: counts chunks and reads size and metadata (RFC 9649)."""

from __future__ import annotations

import struct

from .exif import find_orientation
from .headers import MAX_PROFILE, PROFILE_TOO_LARGE, Header, truncation_error

MAX_CHUNKS = 5000
"""Maximum number of chunks of a file. Each frame of an animation is a chunk."""

_BYTES_PER_PIXEL = 16
"""Memory per pixel: two canvases of libwebp for animations, the frame as bytes, and the image."""


def parse_webp(data: bytes) -> Header:
    """Return the header of a WebP. Raises ValueError if its chunks are broken or too many."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if len(data) < max(end, 30):
        raise truncation_error("WEBP")
    at, count, found = 12, 0, dict[bytes, bytes]()
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        count += 1
        if count > MAX_CHUNKS:
            raise ValueError(f"the WebP has more than {MAX_CHUNKS:,} chunks; expected {MAX_CHUNKS:,} at most")
        if at + 8 + length > end:
            raise truncation_error("WEBP")
        if name in (b"EXIF", b"ICCP"):
            found.setdefault(name, data[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    profile = found.get(b"ICCP", b"")
    if len(profile) > MAX_PROFILE:
        raise ValueError(PROFILE_TOO_LARGE)
    orientation = find_orientation(found.get(b"EXIF", b""))
    return Header("WEBP", *_read_size(data), _BYTES_PER_PIXEL, ((0, len(data)),), orientation, profile)


def _read_size(data: bytes) -> tuple[int, int]:
    """Return the width and height in the first chunk. Raises ValueError if that is not a picture's."""
    kind = data[12:16]
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    found = "the file is not a picture that can be used: its first chunk is not a picture"
    raise ValueError(f"{found}; expected a complete WebP")
