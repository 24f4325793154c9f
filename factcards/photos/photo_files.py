"""Files of photographs, and logos that are not SVG: the header is read within limits, the key is made from it.

`read_header` chooses the parser of a format; the parsers are in `formats`.
"""

from __future__ import annotations

import errno
import hashlib
import struct
from pathlib import Path

from PIL import Image

from ..storage.files import read_regular
from .formats.avif import MAX_PIXELS as MAX_AVIF_PIXELS
from .formats.avif import is_avif, parse_avif
from .formats.decoding import has_missing_rows
from .formats.feeding import PictureStream, open_picture
from .formats.headers import SIDEWAYS, Header, truncation_error
from .formats.jpeg import parse_jpeg
from .formats.png import parse_png, verify_png
from .formats.signatures import describe_content
from .formats.webp import parse_webp
from .photo_keys import PhotoKey

MAX_BYTES = 64 * 1024 * 1024
"""Maximum size of a file, in bytes. Cameras write 2 to 40 million."""
MAX_PIXELS = 89_000_000
"""Maximum number of pixels; Pillow warns about pictures of more (`Image.MAX_IMAGE_PIXELS`)."""
MAX_MEMORY = 260
"""Maximum memory to decode a picture, in MB, so that a process that renders paper sizes stays below 512 MB."""

_EXPECTED = "expected a JPEG, PNG, WebP or AVIF picture"
BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""Exceptions that Pillow raises if a picture is broken, or larger than the calling program lets Pillow open."""



def read_photo_key(path: Path) -> PhotoKey:
    """Return the key of the picture in a file from its header; the first frame of an animated PNG or WebP counts.

    Raises ValueError with what was found, then `; ` and advice, if it is not a complete JPEG, PNG, WebP or AVIF picture
    within the limits.
    """
    return make_photo_key(load_picture(path), str(path))


def load_picture(path: Path) -> bytes:
    """Return the bytes of a picture's file. Raises ValueError as `read_photo_key` if it cannot be read."""
    try:
        return read_regular(path, MAX_BYTES)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise _size_error(path.stat().st_size) from None
        raise ValueError(f"the file cannot be read ({(error.strerror or '?').lower()}); {_EXPECTED}") from None


def make_photo_key(data: bytes, file: str) -> PhotoKey:
    """Return the key of a picture's bytes, without them. Raises ValueError as `read_photo_key`."""
    if len(data) > MAX_BYTES:
        raise _size_error(len(data))
    if not data:
        raise ValueError(f"the file is empty; {_EXPECTED}")
    header = read_header(data)
    _check_size(header, len(data))
    _check_complete(data, header)
    width, height = header.width, header.height
    if header.orientation in SIDEWAYS:
        width, height = height, width
    return PhotoKey(hashlib.sha256(data).hexdigest(), width, height, file)


def _size_error(size: int) -> ValueError:
    return ValueError(f"the file holds {size / 2**20:.0f} MiB; expected {MAX_BYTES // 2**20} MiB at most")


def read_header(data: bytes) -> Header:
    """Return the header of a picture's bytes. Raises ValueError if it is broken, of another format or too complex."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return parse_jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return parse_png(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return parse_webp(data)
        if is_avif(data):
            return parse_avif(data)
    except (IndexError, struct.error):
        raise ValueError(f"the file is not a picture that can be used: its header is broken; {_EXPECTED}") from None
    raise ValueError(f"the file is not a picture that can be used: it holds {describe_content(data)}; {_EXPECTED}")


def _check_size(header: Header, length: int) -> None:
    """Raise ValueError if the picture has no pixels or too many."""
    pixels = header.width * header.height
    found = f"the picture has {header.width} × {header.height} pixels"
    if not pixels:
        raise ValueError(f"{found}; {_EXPECTED}")
    limit = MAX_AVIF_PIXELS if header.format == "AVIF" else MAX_PIXELS
    if pixels > limit:
        raise ValueError(f"{found}; expected {limit // 10**6} megapixels at most")
    needed = round(decoding_memory(header, length, halves=True) / 10**6)
    if needed > MAX_MEMORY:
        kind = f"{'progressive ' if header.coefficient_bytes else ''}{header.format}"
        raise ValueError(f"{found}, which as {kind} take {needed} MB of memory; expected {MAX_MEMORY} MB at most")


def decoding_memory(header: Header, length: int, *, halves: bool) -> float:
    """Return the bytes that decoding a picture takes at its peak, including its file of `length` bytes.

    `halves` counts a JPEG as decoded at half its width and height, as a JPEG that would be too large is.
    """
    pixels = header.width * header.height
    scaled = 4 if halves and header.format == "JPEG" else 1
    return header.coefficient_bytes * pixels + header.bytes_per_pixel * pixels / scaled + length


def _check_complete(data: bytes, header: Header) -> None:
    """Raise ValueError if the file is visibly damaged without decoding it, or its decoder rejects it.

    A JPEG without its end marker is decoded, and accepted if no pixel is missing.
    """
    if header.format == "AVIF":
        return
    scale = 1 if decoding_memory(header, len(data), halves=False) <= MAX_MEMORY * 10**6 else 2
    try:
        if header.format == "PNG":
            verify_png(data)
        with open_picture(PictureStream(data, header.ranges), header) as image:
            same = image.size == (header.width, header.height)
        missing = not header.is_complete and has_missing_rows(data, header, scale)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError("the picture is larger than Pillow may open (`Image.MAX_IMAGE_PIXELS`)") from None
    except BROKEN as error:
        if isinstance(error, ValueError):
            raise
        found = "it is broken" if header.is_complete else "it ends too early"
        raise ValueError(f"the file is not a picture that can be used: {found}; {_EXPECTED}") from None
    if missing:
        raise truncation_error(header.format)
    if not same:
        raise ValueError(f"the file states two different sizes; {_EXPECTED}")
