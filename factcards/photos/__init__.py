"""Photographs and logos, identified by digest: opened within limits, in sRGB, with their focus and tones.

`photo_files` and `logo_files` read the key of a file, `pixels` decodes it, and `library` caches the results. `formats`
has the parsers and decoders of each format, `svg` has logos in SVG, and `decoder` the child process of both.
"""

from __future__ import annotations

from .color_bounds import ColorBounds, Rgb
from .crop_files import JpegPicture
from .library import PhotoLibrary
from .logo_files import make_logo_key, read_logo_key
from .photo_files import MAX_BYTES, MAX_PIXELS, PhotoKey, make_photo_key, read_photo_key
from .pixels import load_photo
from .regions import PhotoRegion
from .tones import Tones

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "ColorBounds",
    "JpegPicture",
    "PhotoKey",
    "PhotoLibrary",
    "PhotoRegion",
    "Rgb",
    "Tones",
    "load_photo",
    "make_logo_key",
    "make_photo_key",
    "read_logo_key",
    "read_photo_key",
]
