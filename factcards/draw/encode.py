"""Pixels as PNG, JPEG and WebP, the description inside. No file carries a time."""

from __future__ import annotations

import io
import struct
import zlib

import deflate
from PIL import Image, ImageChops

_NONE, _UP = b"\0", b"\2"  # PNG's filters: the bytes as they are, or less those above them
_LEVEL = 1  # ISA-L is faster still, but does not always give the same bytes for the same input
_BANDS, _BAND = 6, 24  # both filters are tried on so many bands of rows; 10 rows fill deflate's window
_MAX_EXIF = 60_000  # bytes of description; a JPEG's EXIF segment ends at 65,533
_METRE = 0.0254  # inches, in metres
_X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT, _INCHES = 0x011A, 0x011B, 0x0128, 2
_IMAGE_DESCRIPTION, _EXIF_IFD, _COLOR_SPACE, _SRGB = 0x010E, 0x8769, 0xA001, 1  # EXIF 2.32


def encode_png(image: Image.Image, description: str, dpi: int = 0) -> bytes:
    """An RGB image as PNG: one filter for the whole, deflate by libdeflate; much faster than Pillow's writer.

    `dpi` says how many pixels are printed an inch, 0 that they are not printed.
    """
    filter_, data = _filter_rows(image)
    row = image.width * 3
    view = memoryview(data)
    rows = [part for at in range(0, len(data), row) for part in (filter_, view[at : at + row])]
    text = b"Description\0\0\0\0\0" + description.encode()
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">2I5B", *image.size, 8, 2, 0, 0, 0)),
        _chunk(b"sRGB", b"\0"),
        _chunk(b"pHYs", struct.pack(">2IB", *2 * (round(dpi / _METRE),), 1)) if dpi else b"",
        _chunk(b"iTXt", text) if description else b"",
        _chunk(b"IDAT", bytes(deflate.zlib_compress(b"".join(rows), _LEVEL))),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def encode_jpeg(image: Image.Image, description: str, dpi: int = 0) -> bytes:
    """An RGB image as JPEG, quality 90, colours as fine as the greys (4:4:4): coloured letters keep their edges."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0, optimize=True, exif=_exif(description), dpi=(dpi, dpi))
    return out.getvalue()


def encode_webp(image: Image.Image, description: str, dpi: int = 0) -> bytes:
    """An RGB image as WebP, quality 90; WebP halves its colours, so its sharper way of doing that is taken."""
    out = io.BytesIO()
    image.save(out, "WEBP", quality=90, method=2, use_sharp_yuv=True, exif=_exif(description, dpi))
    return out.getvalue()


def _filter_rows(image: Image.Image) -> tuple[bytes, bytes]:
    """The filter under which the picture deflates better, judged by bands of rows, and the bytes filtered by it."""
    plain = up = 0
    for top in range(0, image.height, max(_BAND, image.height // _BANDS)):
        band = image.crop((0, top, image.width, min(top + _BAND, image.height)))
        plain += len(deflate.zlib_compress(band.tobytes(), _LEVEL))
        up += len(deflate.zlib_compress(_less_above(band).tobytes(), _LEVEL))
    return (_NONE, image.tobytes()) if plain <= up else (_UP, _less_above(image).tobytes())


def _less_above(image: Image.Image) -> Image.Image:
    above = Image.new("RGB", image.size)
    above.paste(image, (0, 1))
    return ImageChops.subtract_modulo(image, above)


def _chunk(name: bytes, data: bytes) -> bytes:
    return b"".join(
        (struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(data, zlib.crc32(name))))
    )


def _exif(description: str, dpi: int = 0) -> Image.Exif:
    exif = Image.Exif()
    if dpi:  # WebP has no other place for it
        exif[_X_RESOLUTION] = exif[_Y_RESOLUTION] = float(dpi)
        exif[_RESOLUTION_UNIT] = _INCHES
    if description:
        exif[_IMAGE_DESCRIPTION] = description.encode()[:_MAX_EXIF].decode(errors="ignore").encode()
    exif.get_ifd(_EXIF_IFD)[_COLOR_SPACE] = _SRGB
    return exif
