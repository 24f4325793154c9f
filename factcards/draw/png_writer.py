"""Pixels as PNG (ISO/IEC 15948), written for speed: opaque RGB, each row less the one above, one stream of deflate.

The stream is cut into bands of rows, each deflated by itself and kept for a while: the cards of a set share grounds
and photographs, so many bands come again, and whether one is deflated or remembered, its bytes are the same. ISA-L's
level 3 serves photographs and gradients; on flat colours zlib-ng is three times as fast and no larger. ISA-L's levels
1 and 2 are out of the question: they do not always give the same bytes for the same input.
"""

from __future__ import annotations

import functools
import io
import struct
from collections.abc import Iterator

from PIL import Image, ImageChops

try:
    from isal import isal_zlib as shades
    from zlib_ng import zlib_ng as flats
except ImportError:   # no wheel for this machine: slower, other bytes, the same picture
    import zlib as flats  # type: ignore[no-redef]
    import zlib as shades  # type: ignore[no-redef]

_LEVEL = 3
_UP = 2  # PNG's name for that filter
_BAND = 200_000  # bytes: deflate looks back over 32,768, so that cuts so far apart cost next to nothing
_KEPT = 36   # those of a card and a little more: the next one has the same in their places
_SAMPLED, _FLAT = 97, 0.9  # a band is flat if of every 97th byte more than this share is what stands above it
_METRE = 0.0254  # inches, in metres
_HEAD, _LAST = b"\x78\x01", b"\x03\x00"  # zlib's header, and an empty block that says it is the last (RFC 1950, 1951)
_RAW, _DEFLATED, _FULL_FLUSH = -15, 8, 3  # zlib's names for them


def encode_png(image: Image.Image, description: str, dpi: int = 0) -> bytes:
    """An RGB image as PNG; `dpi` says how many pixels are printed an inch, 0 that they are not printed."""
    step = max(1, _BAND // (image.width * 3 + 1))
    check, bands = 1, []
    for top in range(0, image.height, step):   # a band at a time: large blocks of memory are dear to come by
        band = _filter_rows(image, top, min(top + step, image.height))
        check = shades.adler32(band, check)
        bands.append(_deflate(band))
    return _join(image, description, dpi, b"".join((_HEAD, *bands, _LAST, struct.pack(">I", check))))


def encode_small_png(image: Image.Image, description: str, dpi: int = 0) -> bytes:
    """The same picture in as few bytes as Pillow finds in its own time, some ten times as long."""
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return _join(image, description, dpi, b"".join(body for name, body in _chunks(out.getvalue()) if name == b"IDAT"))


def _filter_rows(image: Image.Image, top: int, bottom: int) -> bytes:
    """The rows from `top` to above `bottom` less those above them, their filter before each."""
    first, length = max(0, top - 1), image.width * 3 + 1
    # Pillow pads each row with one zero: the place of the next one's filter
    rows = b"\0" + image.crop((0, first, image.width, bottom)).tobytes("raw", "RGB", length)
    if not top:
        rows = bytes(length) + rows
    size = (length, bottom - top)
    below = Image.frombuffer("L", size, rows[length:], "raw", "L", 0, 1)
    above = Image.frombuffer("L", size, rows, "raw", "L", 0, 1)
    filtered = ImageChops.subtract_modulo(below, above)
    filtered.paste(_UP, (0, 0, 1, bottom - top))
    return filtered.tobytes()


@functools.lru_cache(maxsize=_KEPT)
def _deflate(band: bytes) -> bytes:
    """A band as blocks that end at a byte and look back at nothing before them."""
    sample = band[::_SAMPLED]
    is_flat = sample.count(0) > _FLAT * len(sample)
    stream = (flats if is_flat else shades).compressobj(_LEVEL, _DEFLATED, _RAW)
    return bytes(stream.compress(band) + stream.flush(_FULL_FLUSH))


def _join(image: Image.Image, description: str, dpi: int, pixels: bytes) -> bytes:
    text = b"Description\0\0\0\0\0" + description.encode()
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">2I5B", *image.size, 8, 2, 0, 0, 0)),
        _chunk(b"sRGB", b"\0"),
        _chunk(b"pHYs", struct.pack(">2IB", *2 * (round(dpi / _METRE),), 1)) if dpi else b"",
        _chunk(b"iTXt", text) if description else b"",
        _chunk(b"IDAT", pixels),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", shades.crc32(body, shades.crc32(name)))
    return b"".join((struct.pack(">I", len(body)), name, body, check))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += 12 + length
