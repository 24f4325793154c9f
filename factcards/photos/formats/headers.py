"""What a picture's file says of itself before any pixel is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["JPEG", "PNG", "WEBP", "AVIF"]

MAX_METADATA = 16 * 2**20
"""Maximum size of metadata in front of a JPEG's pixels, in bytes: cameras' largest are depth maps of 5 MB."""
MAX_PROFILE = 4 * 2**20
"""Maximum size of a colour profile, in bytes; those of printing presses have 0.5 to 3 million."""
PROFILE_TOO_LARGE = f"the picture's colour profile has more than {MAX_PROFILE // 2**20} MiB; save it without one"


def truncation_error(kind: Format) -> ValueError:
    """Return the refusal of a file that ends too early."""
    return ValueError(f"the file breaks off before its end; expected a whole {kind} picture")


@dataclass(frozen=True, slots=True)
class Header:
    """The facts in a picture's file that decide how it is decoded. Width and height are those of the stored pixels.

    `pieces` are the parts of the file that a decoder needs, from and to; metadata is left out, so that no decoder has
    to read it. `orientation` is EXIF's, 1 to 8. `profile` is an ICC profile, or empty for sRGB.
    """

    format: Format
    width: int
    height: int
    bytes_per_pixel: int
    """Bytes that Pillow needs for a decoded pixel."""
    ranges: tuple[tuple[int, int], ...]
    orientation: int = 1
    profile: bytes = b""
    transparent_color: tuple[int, ...] = ()
    """The colour of a PNG that is transparent (tRNS), one value a channel, as many bits as the file has."""
    bit_depth: int = 8
    """Bits a channel."""
    is_grey: bool = False
    """Whether a PNG has grey pixels, which Pillow opens as colours where they have 16 bits and an alpha channel."""
    coefficient_bytes: float = 0.0
    """Bytes a pixel of coefficients that a JPEG of several scans needs besides its pixels."""
    scan_end: int = 0
    """Where the data of a JPEG's only scan ends; 0 if it has several."""
    is_complete: bool = True
    """Whether the file reaches the mark of its end."""
