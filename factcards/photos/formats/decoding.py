"""Decodes pictures and detects missing pixels in files that seem complete.

libjpeg and zlib continue after damage and silently fill missing parts with one colour. Two kinds of damage are detected
here. The data of a JPEG end before its last block or continue after it, which happens after nearly any damage, because
a wrong bit shifts everything that follows. The rows of a PNG end too early.
"""

from __future__ import annotations

import hashlib

from PIL import Image

from ..decoder.decoder_process import DECODERS, DecoderError
from .feeding import PictureStream, open_picture
from .headers import Header
from .png import has_all_rows

_END = b"\xff\xd9"   # JPEG's end marker
_SPARE = 16
"""Maximum number of bytes after a JPEG's last block without damage: hardware encoders pad to a multiple."""
_MAX_PADDING = 4096
"""Maximum number of zeros after the last block without damage: cameras pad to blocks of their memory."""
_FILLING = (126, 130)
"""Lowest and highest level that libjpeg writes for missing blocks: 128, changed slightly by colour conversion."""
_FILLER = b"\xdb\xb6\x6d" * 100
"""Meaningless data, enough for several blocks, that differ from the zeros that libjpeg assumes for missing data."""
_EIGHTH = 8
"""Divisor of the smallest scale at which libjpeg decodes."""
_AVIF_BYTES = 8
"""Memory per pixel of an AVIF in this process, in bytes: those that the child sends, and the image."""
_MAX_AVIF = 200_000_000
"""Maximum memory of an AVIF in this process, in bytes; a larger one is reduced in the child process."""
_AVIF_MEMORY = 512 * 2**20
"""Maximum memory of an AVIF in the child process, in bytes: 40 megapixels of 8 bits, fewer with transparency."""
_REASONS = {"time": "it takes too much time", "memory": "it takes too much memory", "crash": "its decoder crashed"}
"""Messages for errors of the child process, by kind."""
_BAND = 512
"""Rows of a band."""


def decode_image(data: bytes, header: Header, size: tuple[int, int]) -> Image.Image:
    """Return the decoded picture, a JPEG or AVIF reduced towards `size`.

    A JPEG is reduced as far as libjpeg can, but not below `size`. An AVIF is reduced to at least twice `size`, or as
    far as memory requires.

    Raises ValueError if a part of it is missing, and Pillow's exceptions if it cannot be decoded.
    """
    if header.format == "JPEG":
        return _load_jpeg(data, header, size)
    if header.format == "AVIF":
        return _load_avif(data, header, size)
    image = open_picture(PictureStream(data, header.ranges), header)
    image.load()
    if header.format == "PNG":
        _check_rows(data, header, image)
    return image


def _load_jpeg(data: bytes, header: Header, size: tuple[int, int]) -> Image.Image:
    """Decode a JPEG as `decode_image` does.

    The stream pauses before the last bytes of the scan: if all pixels are decoded without them, the data are too long.
    A corner of the filling's grey means that the data may be too short, which `has_missing_rows` then tests.
    """
    stream = PictureStream(data, header.ranges, b"" if header.is_complete else _END)
    image = open_picture(stream, header)
    image.draft(None, size)
    if header.scan_end:
        before = sum(stop - start for start, stop in header.ranges[:-1])
        stream.pause = before + header.scan_end - _count_padding(data, header.scan_end) - header.ranges[-1][0]
    image.load()
    if header.scan_end and not stream.read_past_pause:   # the last pixel was decoded before the last bytes were read
        raise ValueError("the file is damaged: its data continue after the last pixel")
    low, high = _FILLING
    corner = image.getpixel((image.width - 1, image.height - 1))
    values = corner if isinstance(corner, tuple) else (corner,)
    if all(low <= value <= high for value in values if value is not None) and has_missing_rows(data, header, _EIGHTH):
        raise ValueError("the file is damaged: its lower part is missing")
    return image


def _count_padding(data: bytes, end: int) -> int:
    """Return the number of bytes before the end of a scan that may be padding: its zeros, if few, and a few more."""
    last = data[max(0, end - _MAX_PADDING) : end]
    zeros = len(last) - len(last.rstrip(b"\0"))
    return _SPARE + (zeros if zeros < _MAX_PADDING else 0)


def _load_avif(data: bytes, header: Header, size: tuple[int, int]) -> Image.Image:
    """Decode an AVIF in the child process, reduced by a whole factor: see `decode_image`."""
    factor = max(1, min(header.width // size[0], header.height // size[1]) // 2)
    while header.width * header.height * _AVIF_BYTES > _MAX_AVIF * factor * factor:
        factor += 1
    options = {"width": header.width, "height": header.height, "factor": factor}
    try:
        found = DECODERS.run("decode_avif", data, options, memory=_AVIF_MEMORY)
    except DecoderError as error:
        raise ValueError(_REASONS.get(error.kind) or str(error)) from None
    return Image.frombytes(found.mode, (found.width, found.height), found.data)


def has_missing_rows(data: bytes, header: Header, scale: int) -> bool:
    """Return whether data of a JPEG are missing: whether data appended to it would change its pixels.

    The picture is decoded twice at one `scale`th of its size: 8 is fastest, 1 detects the smallest gap.
    """
    last = header.ranges[-1]
    end = header.scan_end or (last[1] - len(_END) if header.is_complete else last[1])
    ranges = (*header.ranges[:-1], (last[0], end))
    found = []
    for tail in (_END, _FILLER + _END):
        image = open_picture(PictureStream(data, ranges, tail), header)
        image.draft(None, (max(1, image.width // scale), max(1, image.height // scale)))
        image.load()
        found.append(_digest_pixels(image))
    return found[0] != found[1]


def _digest_pixels(image: Image.Image) -> bytes:
    """Return a digest of all pixels, computed in bands of rows, because all rows at once would double the memory."""
    digest = hashlib.sha256()
    for top in range(0, image.height, _BAND):
        digest.update(image.crop((0, top, image.width, min(top + _BAND, image.height))).tobytes())
    return digest.digest()


def _check_rows(data: bytes, header: Header, image: Image.Image) -> None:
    """Raise ValueError if a PNG's data end before its last row; Pillow leaves missing rows black or transparent."""
    last = image.crop((0, image.height - 1, image.width, image.height))
    if not last.getbbox(alpha_only=False) and not has_all_rows(data, header):
        raise ValueError("the file is damaged: its lower part is missing")
