"""A logo's file: a picture, or a drawing in SVG."""

from __future__ import annotations

from pathlib import Path

from .drawings import MAX_BYTES, is_drawing, read_drawing
from .files import PhotoKey, read_photo


def read_logo(path: Path) -> PhotoKey:
    """The key of the logo in a file; ValueError that says what is wrong with it, as `read_photo` does."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        return read_photo(path)  # it knows the words
    return read_drawing(path, data) if is_drawing(data) else read_photo(path)
