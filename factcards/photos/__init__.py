"""Photographs and logos, identified by digest: opened within limits, in sRGB, with their focus and tones.

`photo_files` and `logo_files` read the key of a file, `pixels` decodes it, and `library` caches the results. `formats`
has the parsers and decoders of each format, `svg` has logos in SVG, and `decoder` the child process of both. All but
`library` are loaded with the first picture.
"""

from __future__ import annotations

from .color_bounds import ColorBounds, Rgb
from .library import PhotoLibrary
from .photo_keys import PhotoKey
from .regions import PhotoRegion

__all__ = [
    "ColorBounds",
    "PhotoKey",
    "PhotoLibrary",
    "PhotoRegion",
    "Rgb",
]
