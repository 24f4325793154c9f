"""A minimal card and a picture for the tests of reading."""

import struct
import zlib

MINIMAL = "language: en\nfact: Honey never spoils.\nsource: A book\naction: https://example.org/act\n"


def png(width: int = 4, height: int = 3) -> bytes:
    """Return a small grey PNG."""
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    chunks = ((b"IHDR", struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    packed = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
