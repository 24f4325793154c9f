"""The header of a picture's file, which has all properties that are known before any pixel is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["JPEG", "PNG", "WEBP", "AVIF"]
"""Formats of photographs, by Pillow's names."""

MAX_METADATA = 16 * 2**20
"""Maximum size of metadata before a JPEG's pixels, in bytes. Cameras write depth maps of up to 5 MB."""
MAX_PROFILE = 4 * 2**20
"""Maximum size of a colour profile, in bytes. Profiles of printing presses have 0.5 to 3 million."""
PROFILE_TOO_LARGE = f"the picture's colour profile has more than {MAX_PROFILE // 2**20} MiB; save it without one"
"""What to do about a picture with a larger profile."""


def truncation_error(kind: Format) -> ValueError:
    """Return the error of a file that ends too early."""
    return ValueError(f"the file ends too early; expected a complete {kind} picture")


SIDEWAYS = (5, 6, 7, 8)
"""EXIF orientations (Exif 2.32, tag 0x0112) of pictures that are stored lying on a side: width and height swap."""


@dataclass(frozen=True, slots=True)
class Header:
    """Properties of a picture's file that decide how it is decoded; width and height are those of the stored pixels.

    `ranges` are the parts of the file that a decoder needs, as pairs of start and end. Metadata is left out, so that no
    decoder reads it. `orientation` is EXIF's, 1 to 8. `profile` is an ICC profile, or empty for sRGB.
    """

    format: Format
    width: int
    height: int
    bytes_per_pixel: int
    """Bytes per decoded pixel in Pillow."""
    ranges: tuple[tuple[int, int], ...]
    orientation: int = 1
    profile: bytes = b""
    transparent_color: tuple[int, ...] = ()
    """The transparent colour of a PNG (tRNS), one value per channel at the file's bit depth."""
    bit_depth: int = 8
    """Bits per channel."""
    is_gray: bool = False
    """Whether a PNG is greyscale; Pillow opens greyscale with 16 bits and alpha as RGBA."""
    coefficient_bytes: float = 0.0
    """Bytes per pixel of coefficients that a JPEG of several scans needs in addition to its pixels."""
    scan_end: int = 0
    """Where the data of a sequential, Huffman-coded JPEG's only scan end; 0 for other JPEGs and formats."""
    is_complete: bool = True
    """Whether the file has its end marker."""
