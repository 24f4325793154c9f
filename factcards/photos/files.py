"""A picture's file: opened within limits, its header read, its key made."""

from __future__ import annotations

import errno
import hashlib
import io
import struct
import threading
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PIL import Image

from ..disk import read_whole

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 89_000_000  # the most that Pillow opens without a warning of its own
MAX_MEMORY = 260
"""Million bytes that decoding a picture may take: with those of the program and of a sheet of paper it is below 512."""

_EXPECTED = "expected a JPEG, PNG or WebP picture"
_LIMIT = f"expected {MAX_PIXELS // 10**6} megapixels at most"
_SIGNS = (
    (b"%!PS", "a PostScript drawing (EPS)"),
    (b"\xc5\xd0", "a PostScript drawing (EPS)"),
    (b"%PDF", "a PDF document"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"8BPS", "a Photoshop file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"<", "a text in XML, perhaps SVG"),
)
_WARNINGS = threading.Lock()
"""What warnings do is the whole process's: one thread at a time may change it, and put it back."""
_CHANNELS = {2: 3, 4: 2, 6: 4}   # of PNG's kinds of colour; the others have one
_DENSEST = 1040   # bytes that deflate packs into one: 1032 at most, and a little room
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class PhotoKey:
    """A picture's identity: SHA-256 of its bytes, and its width and height in pixels once turned upright (EXIF).

    `file` says where the bytes lie; it counts neither for equality nor in anything that is written.
    """

    digest: str
    width: int
    height: int
    file: str = field(default="", compare=False, repr=False)


def read_photo(path: Path) -> PhotoKey:
    """The key of the picture in a file, from its header alone; of moving pictures the first frame counts.

    Raises ValueError that says what was found where it is no whole JPEG, PNG or WebP picture within the limits.
    """
    try:
        data = read_whole(path, MAX_BYTES)
    except OSError as error:
        if error.errno == errno.EFBIG:
            held = f"the file holds {path.stat().st_size / 2**20:.0f} MiB"
            raise ValueError(f"{held}; expected {MAX_BYTES // 2**20} MiB at most") from None
        raise ValueError(f"the file cannot be read ({(error.strerror or '?').lower()}); {_EXPECTED}") from None
    if not data:
        raise ValueError(f"the file is empty; {_EXPECTED}")
    with _open(data) as image:
        if not _is_whole(data, image.format or ""):
            raise ValueError(f"the file breaks off before its end; expected a whole {image.format} picture")
        width, height = image.size
        if orientation_of(image) >= 5:
            width, height = height, width
    return PhotoKey(hashlib.sha256(data).hexdigest(), width, height, str(path))


def _open(data: bytes) -> Image.Image:
    """The picture, not yet decoded; ValueError where there is none or it is too large."""
    try:
        with _WARNINGS, warnings.catch_warnings():
            # Pillow warns above its own limit: to us that is a refusal, not a line on the terminal
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=list(FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError(f"the picture is far too large; {_LIMIT}") from None
    except BROKEN:
        found = next((name for sign, name in _SIGNS if data.lstrip()[:4].startswith(sign)), "something else or broken")
        raise ValueError(f"the file is not a picture that can be used: it holds {found}; {_EXPECTED}") from None
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise ValueError(f"the picture has {width} × {height} pixels; {_LIMIT}")
    needed = round(memory_of(image, data) / 10**6)
    if needed > MAX_MEMORY:
        kind = f"{'progressive ' if _is_buffered(image, data) else ''}{image.format} ({image.mode})"
        found = f"the picture has {width} × {height} pixels, which as {kind} take {needed} MB of memory"
        raise ValueError(f"{found}; expected {MAX_MEMORY} MB at most")
    return image


def memory_of(image: Image.Image, data: bytes) -> float:
    """The bytes that decoding a picture takes at its height, its file among them; from its header alone."""
    pixels = image.width * image.height
    if image.format == "WEBP":   # two canvases of libwebp's animations, the frame as bytes, and the image
        return float(16 * pixels + len(data))
    per_pixel = {"1": 1, "L": 1, "P": 1}.get(image.mode, 2 if image.mode.startswith("I;16") else 4)
    if _is_buffered(image, data):   # 16 bits a coefficient, of all of the picture before any of it is drawn
        layers = cast(list[tuple[int, int, int, int]], getattr(image, "layer", []))
        whole = max(across for _, across, _, _ in layers) * max(down for _, _, down, _ in layers)
        held = 2 * sum(across * down for _, across, down, _ in layers) / whole
        return (held + per_pixel) * pixels + len(data)
    return float(per_pixel * pixels + len(data))


def _is_buffered(image: Image.Image, data: bytes) -> bool:
    """Whether a JPEG has its colours or its detail in several scans, so that all of it is held while it is decoded."""
    if image.format != "JPEG":
        return False
    at = 2
    while at + 5 <= len(data):
        mark, length = struct.unpack_from(">HH", data, at)
        if mark == 0xFFDA:
            return bool(image.info.get("progressive")) or data[at + 4] < len(getattr(image, "layer", ()))
        at += 1 if mark == 0xFFFF else 2 + length
    return False


def _is_whole(data: bytes, kind: str) -> bool:
    """Whether the file's own structure reaches its end; the pixels are not looked at."""
    if kind == "WEBP":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    if kind == "PNG":
        return _is_whole_png(data)
    at = 2
    while at + 8 <= len(data):
        mark, length = struct.unpack_from(">HH", data, at)
        if mark == 0xFFDA:  # in the scan that follows, FF D9 can only be the end
            return data.find(b"\xff\xd9", at) >= 0
        at += 1 if mark == 0xFFFF else 2 + length
    return False


def _is_whole_png(data: bytes) -> bool:
    """Whether it reaches its last chunk, and has as many bytes as its rows can be packed into at least."""
    width, height, depth, color = struct.unpack_from(">IIBB", data, 16)
    rows = height * (width * depth * _CHANNELS.get(color, 1) // 8)
    at, packed = 8, 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        packed += length if name == b"IDAT" else 0
        if name == b"IEND":
            return bool(at <= len(data) and packed * _DENSEST >= rows)
    return False


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8, from the header alone (Pillow's own look-up would decode a PNG)."""
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif", b""))
        value = exif.get(0x0112, 1)
    except BROKEN:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
