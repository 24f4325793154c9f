"""A logo's file: a picture, or a drawing in SVG."""

from __future__ import annotations

from pathlib import Path

from ..disk import read_whole
from .drawings import is_drawing, read_drawing
from .files import MAX_BYTES as PHOTO_BYTES
from .files import PhotoKey, read_photo


def read_logo(path: Path) -> PhotoKey:
    """The key of the logo in a file; ValueError that says what is wrong with it, as `read_photo` does."""
    try:
        data = read_whole(path, PHOTO_BYTES)
    except OSError:
        return read_photo(path)  # it knows the words
    return read_drawing(path, data) if is_drawing(data) else read_photo(path)
