"""The fonts and photographs from which a scene is made."""

from __future__ import annotations

from dataclasses import dataclass

from ..photos import PhotoLibrary
from ..text.fonts.font_library import FontLibrary


@dataclass(frozen=True, slots=True)
class Assets:
    """The available fonts and photographs, passed as an argument to the functions that need them."""

    fonts: FontLibrary
    photos: PhotoLibrary
