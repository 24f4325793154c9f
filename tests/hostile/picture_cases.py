"""Hostile pictures: JPEG, PNG, WebP and AVIF files that are damaged, huge, disguised or claim a wrong size."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from functools import cache

from PIL import Image
from svg_cases import damage

Recipe = Callable[[random.Random], bytes]


def make_picture(chance: random.Random) -> bytes:
    """Return the bytes of one picture; the recipe and its values are drawn by `chance`."""
    return chance.choice(_RECIPES)(chance)


@cache
def _encode(format_: str, mode: str = "RGB", *, progressive: bool = False) -> bytes:
    image = Image.linear_gradient("L").resize((400, 500)).convert(mode)
    data = io.BytesIO()
    options = {"progressive": True} if progressive else {}
    image.save(data, format_, **options)
    return data.getvalue()


def _some(chance: random.Random) -> bytes:
    return _encode(chance.choice(("JPEG", "PNG", "WEBP", "AVIF")))


def _damaged(chance: random.Random) -> bytes:
    return damage(_some(chance), chance)


def _cut(chance: random.Random) -> bytes:
    data = _some(chance)
    end = chance.choice((b"", b"\xff\xd9", bytes(500)))
    return data[: chance.randrange(1, len(data))] + end


def _noise(chance: random.Random) -> bytes:
    """Return a picture with a valid header and a random body."""
    data = bytearray(_some(chance))
    start = chance.randrange(30, len(data))
    data[start:] = chance.randbytes(len(data) - start)
    return bytes(data)


def _scans(chance: random.Random) -> bytes:
    data = _encode("JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    return data[:-2] + data[last:-2] * chance.choice((10, 400, 4000)) + b"\xff\xd9"


def _flood(chance: random.Random) -> bytes:
    count = chance.choice((1000, 10**6, 8 * 10**6))
    return chance.choice(
        (
            b"\xff\xd8" + b"\xff" * count,
            b"\xff\xd8" + b"\xff\xd0" * count,
            _encode("JPEG")[:-2] + b"\xff" * count,
            b"\xff\xd8" + b"\xff\xe1\0\x02" * (count // 4),
        )
    )


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(chance: random.Random) -> bytes:
    data = _encode("PNG")
    zeros = zlib.compress(bytes(chance.choice((10**4, 2 * 10**7))), 9)
    extra = chance.choice(
        (
            chunk(b"abCd") * chance.choice((100, 10**5, 10**6)),
            chunk(b"zTXt", b"k\0\0" + zeros),
            chunk(b"iTXt", b"k\0\1\0\0\0" + zeros),
            chunk(b"iCCP", b"k\0\0" + zeros),
            chunk(b"tEXt", b"k\0" + b"v" * 10**6),
            chunk(b"gAMA", b"\0\0\0\0"),
            chunk(b"eXIf", chance.randbytes(200)),
            chunk(b"acTL", struct.pack(">II", 10**6, 0)),
            chunk(b"cICP", b"\x0c\x0d\0\1"),
        )
    )
    return data[:33] + extra + data[33:]


def _claims(chance: random.Random) -> bytes:
    """Return a small file whose header claims a huge picture."""
    side = chance.choice((0, 1, 9249, 65_535, 2**31 - 1))
    if chance.random() < 0.5:
        head = struct.pack(">IIBBBBB", side, chance.choice((1, side)), 8, chance.choice((0, 2, 3, 6)), 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND")
    data = bytearray(_encode("JPEG"))
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", side & 0xFFFF, 65_535)
    return bytes(data)


def _boxes(chance: random.Random) -> bytes:
    """Return a file in boxes (ISO BMFF) whose lengths, kinds or numbers are wrong."""
    data = bytearray(_encode("AVIF"))
    for _ in range(chance.choice((1, 4))):
        at = chance.randrange(0, min(300, len(data) - 4))
        data[at : at + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\1", chance.randbytes(4)))
    return bytes(data)


def _metadata(chance: random.Random) -> bytes:
    data = _encode("JPEG")
    exif = b"Exif\0\0" + chance.choice(
        (b"II*\0\x08\0\0\0\xff\xff", b"MM\0*", chance.randbytes(300), b"II*\0\x08\0\0\0" + b"\x01\0" * 60)
    )
    profile = b"ICC_PROFILE\0\1\1" + chance.choice((chance.randbytes(400), bytes(400), b"x"))
    body = chance.choice((exif, profile))
    kind = b"\xff\xe1" if body is exif else b"\xff\xe2"
    return data[:2] + kind + struct.pack(">H", len(body) + 2) + body + data[2:]


def _disguised(chance: random.Random) -> bytes:
    return chance.choice(
        (
            b"",
            b"\0",
            b"GIF89a" + bytes(50),
            b"%PDF-1.7",
            b"BM" + bytes(60),
            b"PK\x03\x04" + bytes(50),
            b"\xff\x0a" + bytes(500),
            struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(2000),
            b"<!DOCTYPE html><p>404",
            b'{"error": 1}',
            b"version https://git-lfs.github.com/spec/v1\n",
            b"%!PS-Adobe-3.0 EPSF\n(/etc/passwd) run",
            b"II*\0" + bytes(100),
            chance.randbytes(2000),
            b"<svg/>",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\xff\xff\xff\xffWEBPVP8X",
        )
    )


def _good(chance: random.Random) -> bytes:
    return _some(chance)


_RECIPES: tuple[Recipe, ...] = (
    _damaged,
    _cut,
    _noise,
    _scans,
    _flood,
    _chunks,
    _claims,
    _boxes,
    _metadata,
    _disguised,
    _good,
)
