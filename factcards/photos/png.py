"""A PNG's file: its chunks are counted and checked, its colours read (PNG specification, third edition)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from .exif import find_orientation
from .headers import MAX_PROFILE, Header
from .profiles import profile_of_codes, profile_of_gamma

MAX_CHUNKS = 20_000
"""Chunks of a file: 64 MiB in pieces of 8 kB, as libpng writes them, and many more than any metadata has."""

_SIGNATURE = 8
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}   # by kind of colour
_GREY, _COLORS, _PALETTE = 0, 2, 3
_DENSEST = 1040   # bytes that deflate packs into one: 1032 at most, and a little room
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")   # what a decoder is given; the rest is metadata
_CRITICAL = (b"IHDR", b"PLTE", b"IDAT")
_COLORED = (b"cICP", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"eXIf", b"tRNS")
_BROKEN_OFF = "the file breaks off before its end; expected a whole PNG picture"


def walk_png(data: bytes, *, verify: bool) -> Header:
    """Return what a PNG's chunks say; ValueError where they are broken or too many.

    `verify`: the sums (CRC) of the chunks that make the picture are checked too.
    """
    if data[12:16] != b"IHDR" or len(data) < 33:
        raise ValueError(_BROKEN_OFF)
    width, height, depth, kind = struct.unpack_from(">IIBB", data, 16)
    pieces, found, packed = [(0, _SIGNATURE)], dict[bytes, bytes](), 0
    for name, start, stop in _chunks(data):
        if verify and name in _CRITICAL and zlib.crc32(memoryview(data)[start - 4 : stop]) != _sum_at(data, stop):
            raise ValueError(f"the PNG is damaged: the sum of its chunk {name.decode()} is wrong; save it anew")
        if name in _KEPT:
            if pieces[-1][1] == start - 8:
                pieces[-1] = (pieces[-1][0], stop + 4)
            else:
                pieces.append((start - 8, stop + 4))
        if name in _COLORED and not packed:
            found.setdefault(name, data[start:stop])
        packed += stop - start if name == b"IDAT" else 0
    rows = height * (width * depth * _CHANNELS.get(kind, 1) // 8)
    if packed * _DENSEST < rows:
        raise ValueError(_BROKEN_OFF)
    one = kind in (_GREY, _PALETTE)
    clear = found.get(b"tRNS", b"") if kind in (_GREY, _COLORS) else b""
    return Header(
        "PNG", width, height, (2 if depth == 16 else 1) if one else 4, tuple(pieces),
        find_orientation(found.get(b"eXIf", b"")), _profile(found),
        clear=struct.unpack_from(f">{len(clear) // 2}H", clear), depth=depth,
    )  # fmt: skip


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's name and where its content begins and ends, to the last one; counted."""
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
    raise ValueError(_BROKEN_OFF)


def _sum_at(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _profile(found: dict[bytes, bytes]) -> bytes:
    """Return the profile of a PNG's colours: of the chunks that say it, the one that goes before the others."""
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
    """Return the profile in an iCCP chunk: its name, a zero, how it is packed, and zlib's data."""
    packed = chunk[chunk.find(b"\0") + 2 :]
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(packed, MAX_PROFILE)
    except zlib.error:
        return b""
    if unpacker.unconsumed_tail:
        raise ValueError(f"the picture's colour profile has more than {MAX_PROFILE // 2**20} MiB; save it without it")
    return profile
