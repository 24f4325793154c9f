"""What a scene is made from besides words: the fonts and the photographs at hand."""

from __future__ import annotations

from dataclasses import dataclass

from ..photos import PhotoLibrary
from ..text.fonts.font_library import FontLibrary


@dataclass(frozen=True, slots=True)
class Assets:
    """The fonts and photographs at hand; passed as an argument to whatever needs them."""

    fonts: FontLibrary
    photos: PhotoLibrary
