"""A fast PNG encoder (ISO/IEC 15948) for opaque pictures, in true colour or with a palette.

In true colour, all rows have the filter Up and are one deflate stream. It consists of bands of rows. Each band is
compressed separately and cached, because the cards of a set share backgrounds and photographs. A cached band has the
same bytes as one that is compressed again. Photographs and gradients are compressed by ISA-L at level 3. Flat colours
are compressed by zlib-ng, which is three times as fast for them with no larger result. ISA-L's levels 1 and 2 are not
used: they may give different bytes for the same input.

Pictures of at most 256 colours are rows of indexes without a filter, which zlib-ng compresses. Their bands are not
cached, because most of them hold text of the card's own.
"""

from __future__ import annotations

import functools
import io
import struct
from collections.abc import Iterator, Sequence

from PIL import Image, ImageChops

from ..model.legibility import MM_PER_INCH
from .color_table import RGB, IndexedImage

try:
    from isal import isal_zlib as detail_zlib
    from zlib_ng import zlib_ng as flat_zlib
except ImportError:   # no wheel for this platform: slower, and other bytes for the same picture
    import zlib as detail_zlib  # type: ignore[no-redef]
    import zlib as flat_zlib  # type: ignore[no-redef]

_LEVEL = 3
"""Level of compression of both libraries."""
_INDEX_LEVEL, _SMALL_LEVEL = 2, 9
"""Levels of compression of indexes. 3 takes a seventh longer than 2 for 4 % fewer bytes; 9 is for small files."""
_TRUE_COLOR, _INDEXED = 2, 3
"""PNG's colour types."""
_UP = 2
"""The number of PNG's filter Up."""
_BAND = 200_000
"""Size of a band, in bytes. Deflate's window is 32,768 bytes, so separate bands cost little compression."""
_CACHED_BANDS = 36
"""Number of bands in the cache: those of one card and a few more."""
_SAMPLE_STEP, _FLAT = 97, 0.9
"""A band is flat if, of every 97th byte, more than 90 % equal the byte above."""
_HEAD, _LAST = b"\x78\x01", b"\x03\x00"
"""The header of a zlib stream (RFC 1950), and its last block, which is empty (RFC 1951)."""
_RAW, _DEFLATED, _FULL_FLUSH = -15, 8, 3
"""zlib's parameters: `-MAX_WBITS`, `DEFLATED`, `Z_FULL_FLUSH`."""


def encode_png(image: Image.Image, description: str, dpi: int = 0, xmp: bytes = b"") -> bytes:
    """Encode an RGB image as PNG; `dpi` is the resolution in print, 0 for screens, `xmp` a packet of metadata."""
    step = max(1, _BAND // (image.width * 3 + 1))
    check, bands = 1, []
    for top in range(0, image.height, step):   # one band at a time, because allocating large blocks of memory is slow
        band = _filter_rows(image, top, min(top + step, image.height))
        check = detail_zlib.adler32(band, check)
        bands.append(_deflate(band))
    return _assemble(image, (description, dpi, xmp), b"".join((_HEAD, *bands, _LAST, struct.pack(">I", check))))


def encode_small_png(image: Image.Image, description: str, dpi: int = 0, xmp: bytes = b"") -> bytes:
    """Encode an RGB image as PNG with Pillow's `optimize`: smaller, and about ten times as slow."""
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    pixels = b"".join(body for name, body in _read_chunks(out.getvalue()) if name == b"IDAT")
    return _assemble(image, (description, dpi, xmp), pixels)


def encode_indexed_png(
    picture: IndexedImage, description: str, dpi: int = 0, xmp: bytes = b"", *, small: bool = False
) -> bytes:
    """Encode an image of few colours as PNG; `small` takes ten times as long and saves a quarter of the bytes."""
    image = picture.image
    step = max(1, _BAND // (image.width + 1))
    stream = flat_zlib.compressobj(_SMALL_LEVEL if small else _INDEX_LEVEL)
    parts = [stream.compress(b"\0")]   # the number of the first row's filter, none
    for top in range(0, image.height, step):
        bottom = min(top + step, image.height)
        # Pillow pads each row with one zero, the number of the next row's filter
        rows = image.crop((0, top, image.width, bottom)).tobytes("raw", "L", image.width + 1)
        parts.append(stream.compress(rows[:-1] if bottom == image.height else rows))
    parts.append(stream.flush())
    return _assemble(image, (description, dpi, xmp), b"".join(parts), picture.colors)


def _filter_rows(image: Image.Image, top: int, bottom: int) -> bytes:
    """Return the rows from `top` up to `bottom` (exclusive), filtered by Up, each with its filter's number in front."""
    first, length = max(0, top - 1), image.width * 3 + 1
    # Pillow pads each row with one zero, where the filter of the next row is written
    rows = b"\0" + image.crop((0, first, image.width, bottom)).tobytes("raw", "RGB", length)
    if not top:
        rows = bytes(length) + rows
    size = (length, bottom - top)
    below = Image.frombuffer("L", size, rows[length:], "raw", "L", 0, 1)
    above = Image.frombuffer("L", size, rows, "raw", "L", 0, 1)
    filtered = ImageChops.subtract_modulo(below, above)
    filtered.paste(_UP, (0, 0, 1, bottom - top))
    return filtered.tobytes()


@functools.lru_cache(maxsize=_CACHED_BANDS)
def _deflate(band: bytes) -> bytes:
    """Compress a band into blocks that end at a byte boundary and do not refer to earlier bands."""
    sample = band[::_SAMPLE_STEP]
    is_flat = sample.count(0) > _FLAT * len(sample)
    stream = (flat_zlib if is_flat else detail_zlib).compressobj(_LEVEL, _DEFLATED, _RAW)
    return bytes(stream.compress(band) + stream.flush(_FULL_FLUSH))


def _assemble(
    image: Image.Image, about: tuple[str, int, bytes], pixels: bytes, palette: Sequence[RGB] = ()
) -> bytes:
    """Return the file: its chunks in the order that PNG requires, with `pixels` as the compressed data.

    `about` is the description, the resolution and the XMP packet. With a palette, the pixels are indexes into it.
    """
    description, dpi, xmp = about
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _make_chunk(b"IHDR", struct.pack(">2I5B", *image.size, 8, _INDEXED if palette else _TRUE_COLOR, 0, 0, 0)),
        _make_chunk(b"sRGB", b"\0"),
        _make_chunk(b"pHYs", struct.pack(">2IB", *2 * (round(dpi / (MM_PER_INCH / 1000)),), 1)) if dpi else b"",
        _make_chunk(b"PLTE", bytes(channel for color in palette for channel in color)) if palette else b"",
        _make_text_chunk(b"Description", description.encode()) if description else b"",
        _make_text_chunk(b"XML:com.adobe.xmp", xmp) if xmp else b"",
        _make_chunk(b"IDAT", pixels),
        _make_chunk(b"IEND", b""),
    ))  # fmt: skip


def _make_text_chunk(keyword: bytes, text: bytes) -> bytes:
    """Return a chunk of uncompressed text in UTF-8, in no declared language."""
    return _make_chunk(b"iTXt", keyword + bytes(5) + text)


def _make_chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk: the length of its body, its name, its body and a CRC."""
    crc = struct.pack(">I", detail_zlib.crc32(body, detail_zlib.crc32(name)))
    return b"".join((struct.pack(">I", len(body)), name, body, crc))


def _read_chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and body of each chunk."""
    at = 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += 12 + length
