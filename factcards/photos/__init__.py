"""Photographs and logos by digest: opened within limits, in sRGB; what matters in them, and their tones."""

from __future__ import annotations

from .color_bounds import Extremes, Rgb
from .files import MAX_BYTES, MAX_PIXELS, PhotoKey, read_photo
from .library import PhotoLibrary
from .logos import read_logo
from .pixels import find_photo
from .tones import Tones

__all__ = [
    "MAX_BYTES",
    "MAX_PIXELS",
    "Extremes",
    "PhotoKey",
    "PhotoLibrary",
    "Rgb",
    "Tones",
    "find_photo",
    "read_logo",
    "read_photo",
]
