"""Encoders for JPEG and WebP, with the description and an XMP packet as metadata. No file contains a time."""

from __future__ import annotations

import io

from PIL import Image

from ..errors import DrawError, Problem

_MAX_DESCRIPTION = 60_000
"""Maximum length of the description, in bytes: a JPEG's EXIF segment has at most 65,533."""
_MAX_XMP = 65_502
"""Maximum length of an XMP packet in a JPEG, in bytes (Adobe, XMP Specification Part 3, 1.1.3)."""
_IMAGE_DESCRIPTION, _X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT = 0x010E, 0x011A, 0x011B, 0x0128
_EXIF_IFD, _COLOR_SPACE = 0x8769, 0xA001
"""Tags of the description, the resolution, the directory of EXIF's own tags, and the colour space (EXIF 2.32, 4.6)."""
_INCHES, _SRGB = 2, 1
"""Values of the tags of the unit of resolution and of the colour space (EXIF 2.32, 4.6.4 and 4.6.5)."""

_QUALITY = 90
"""Quality of JPEG and WebP, 0 to 100. Networks compress pictures again, so more is kept than the usual 75 to 85; 95
would make a JPEG 30 % larger."""
_WEBP_METHOD = 2
"""Effort of WebP, 0 to 6. Method 4, Pillow's default, takes twice as long for 4 % fewer bytes; 0 gives 10 % more."""


def encode_jpeg(image: Image.Image, description: str, dpi: int = 0, xmp: bytes = b"") -> bytes:
    """Encode an RGB image as JPEG without chroma subsampling (4:4:4), so that coloured letters stay sharp.

    Huffman tables optimised for the picture would save a tenth of the bytes at four times the cost. Raises DrawError if
    the XMP packet is too large for a JPEG.
    """
    if len(xmp) > _MAX_XMP:
        message = f"the words about the picture take {len(xmp):,} bytes; a JPEG can hold {_MAX_XMP:,}"
        hint = "shorten the card's `alt` or `rights`, or write another format"
        raise DrawError([Problem("error", message, hint=hint, kind=DrawError.kind)])
    out = io.BytesIO()
    exif = _make_exif(description)
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0, exif=exif, dpi=(dpi, dpi), xmp=xmp)
    return out.getvalue()


def encode_webp(image: Image.Image, description: str, dpi: int = 0, xmp: bytes = b"") -> bytes:
    """Encode an RGB image as WebP. WebP always subsamples chroma, so its sharper method is used."""
    out = io.BytesIO()
    exif = _make_exif(description, dpi)
    image.save(out, "WEBP", quality=_QUALITY, method=_WEBP_METHOD, use_sharp_yuv=True, exif=exif, xmp=xmp)
    return out.getvalue()


def _make_exif(description: str, dpi: int = 0) -> Image.Exif:
    """Return EXIF metadata: the description, sRGB as the colour space, and a resolution if `dpi` is given."""
    exif = Image.Exif()
    if dpi:   # only WebP passes it, which has no other field for a resolution
        exif[_X_RESOLUTION] = exif[_Y_RESOLUTION] = float(dpi)
        exif[_RESOLUTION_UNIT] = _INCHES
    if description:
        exif[_IMAGE_DESCRIPTION] = description.encode()[:_MAX_DESCRIPTION].decode(errors="ignore").encode()
    exif.get_ifd(_EXIF_IFD)[_COLOR_SPACE] = _SRGB
    return exif
