"""Parser of PNG headers: counts and verifies chunks and reads the colours (PNG specification, third edition)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from .exif import find_orientation
from .headers import MAX_PROFILE, PROFILE_TOO_LARGE, Header, truncation_error
from .profiles import profile_of_codes, profile_of_gamma

MAX_CHUNKS = 20_000
"""Maximum number of chunks of a file: 64 MiB in chunks of 8 kB, as libpng writes them, plus metadata."""

_SIGNATURE = 8   # bytes
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}   # by colour type
_GRAY, _TRUECOLOR, _INDEXED, _GRAY_ALPHA = 0, 2, 3, 4   # colour types
_MAX_RATIO = 1040
"""Maximum compression ratio of deflate: 1032, and a small margin."""
_PASSES = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
)
"""The passes of Adam7: first column, first row, and the steps between columns and rows."""
_AT_ONCE = 1 << 20   # bytes that are decompressed at once
_ZLIB_HEAD = 2   # bytes
_DECODED_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")   # the rest is metadata
_CHECKED_CHUNKS = (b"IHDR", b"PLTE", b"IDAT")   # critical chunks, whose damage changes the picture
_COLOR_CHUNKS = (b"cICP", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"tRNS")   # they count only before the picture


def parse_png(data: bytes) -> Header:
    """Return the header of a PNG. Raises ValueError if its chunks are broken or too many."""
    if data[12:16] != b"IHDR" or len(data) < 33:
        raise truncation_error("PNG")
    width, height, depth, kind = struct.unpack_from(">IIBB", data, 16)
    ranges, found, begun = [(0, _SIGNATURE)], dict[bytes, bytes](), False
    for name, start, stop in _walk_chunks(data):
        if name in _DECODED_CHUNKS:
            if ranges[-1][1] == start - 8:
                ranges[-1] = (ranges[-1][0], stop + 4)
            else:
                ranges.append((start - 8, stop + 4))
        begun = begun or name == b"IDAT"
        if name == b"eXIf" or (name in _COLOR_CHUNKS and not begun):   # EXIF may also follow the picture
            found.setdefault(name, data[start:stop])
    single = kind in (_GRAY, _INDEXED)
    transparent = found.get(b"tRNS", b"") if kind in (_GRAY, _TRUECOLOR) else b""
    return Header(
        "PNG", width, height, (2 if depth == 16 else 1) if single else 4, tuple(ranges),
        find_orientation(found.get(b"eXIf", b"")), _find_profile(found),
        transparent_color=struct.unpack_from(f">{len(transparent) // 2}H", transparent), bit_depth=depth,
        is_gray=kind in (_GRAY, _GRAY_ALPHA),
    )  # fmt: skip


def verify_png(data: bytes) -> None:
    """Raise ValueError if a chunk of the picture has a wrong CRC, or the data are too few for the picture's size."""
    packed, whole = 0, memoryview(data)
    for name, start, stop in _walk_chunks(data):
        stated = int.from_bytes(data[stop : stop + 4], "big")
        if name in _CHECKED_CHUNKS and zlib.crc32(whole[start - 4 : stop]) != stated:
            raise ValueError(f"the PNG is damaged: the CRC of its chunk {name.decode()} is wrong; save it again")
        packed += stop - start if name == b"IDAT" else 0
    width, height, depth, kind = struct.unpack_from(">IIBB", data, 16)
    if packed * _MAX_RATIO < height * (width * depth * _CHANNELS.get(kind, 1) // 8):
        raise truncation_error("PNG")


def has_all_rows(data: bytes, header: Header) -> bool:
    """Return whether the compressed data contain as many bytes as the rows need; decompresses them."""
    depth, kind, *_, interlaced = data[24:29]
    bits = depth * _CHANNELS.get(kind, 1)
    missing = 0
    for left, top, right, down in _PASSES if interlaced else ((0, 0, 1, 1),):
        width, height = -(-max(0, header.width - left) // right), -(-max(0, header.height - top) // down)
        missing += height * (1 + (width * bits + 7) // 8) if width else 0
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)   # raw deflate ignores a wrong checksum at the end
    skipped = _ZLIB_HEAD
    for name, start, stop in _walk_chunks(data):
        packed = data[start:stop] if name == b"IDAT" else b""
        skipped, packed = max(0, skipped - len(packed)), packed[skipped:]
        while packed and missing > 0:
            try:
                missing -= len(unpacker.decompress(packed, _AT_ONCE))
            except zlib.error:
                return False
            packed = unpacker.unconsumed_tail
    return missing <= 0


def _walk_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's name and where its content begins and ends, up to IEND; enforce the limit."""
    at, count = _SIGNATURE, 0
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        at, count = at + 12 + length, count + 1
        if count > MAX_CHUNKS:
            raise ValueError(f"the PNG has more than {MAX_CHUNKS:,} chunks; expected {MAX_CHUNKS:,} at most")
        if at > len(data):
            break
        yield name, at - 4 - length, at - 4
        if name == b"IEND":
            return
    raise truncation_error("PNG")


def _find_profile(found: dict[bytes, bytes]) -> bytes:
    """Return the colour profile, from the chunk with the highest precedence."""
    if len(codes := found.get(b"cICP", b"")) == 4:
        return profile_of_codes(codes[0], codes[1])
    if given := found.get(b"iCCP"):
        return _unpack_profile(given)
    gamma, colors = found.get(b"gAMA", b""), found.get(b"cHRM", b"")
    if b"sRGB" in found or len(gamma) != 4:
        return b""
    points = struct.unpack(">8I", colors) if len(colors) == 32 else ()
    return profile_of_gamma(int.from_bytes(gamma, "big") / 100_000, tuple(v / 100_000 for v in points))


def _unpack_profile(chunk: bytes) -> bytes:
    """Return the profile in an iCCP chunk, which has a name, a zero, the compression method and zlib's data."""
    packed = chunk[chunk.find(b"\0") + 2 :]
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(packed, MAX_PROFILE)
    except zlib.error:
        return b""
    if unpacker.unconsumed_tail:
        raise ValueError(PROFILE_TOO_LARGE)
    return profile
