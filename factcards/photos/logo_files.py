"""Files of logos: pictures, or drawings in SVG.

A logo is decoded when its key is read, so that a damaged or invisible logo is refused at the line that names it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import SceneError
from ..graphics.geometry import Rect
from ..late_loading import import_late
from .color_bounds import is_invisible
from .photo_files import load_picture, make_photo_key
from .photo_keys import PhotoKey
from .pixels import decode_part
from .svg.svg_text import is_svg

if TYPE_CHECKING:
    from .svg import drawings
else:
    drawings = import_late(".svg.drawings", __package__)

_PREVIEW_SIDE = 256
"""Longer side at which a logo is decoded to find out whether it is visible, in px."""
_GZIP = b"\x1f\x8b"


def read_logo_key(path: Path) -> PhotoKey:
    """Return the key of the logo in a file. Raises ValueError if it is damaged, invisible, or refused.

    A picture is refused as `read_photo_key` does, SVG as `svg.drawings.make_svg_key` does.
    """
    return make_logo_key(load_picture(path), str(path))


def make_logo_key(data: bytes, file: str) -> PhotoKey:
    """Return the key of a logo's bytes, without them. Raises ValueError as `read_logo_key`."""
    return replace(_make_key(data, file), used_as="brand.logo")


def _make_key(data: bytes, file: str) -> PhotoKey:
    if is_svg(data):
        return drawings.make_svg_key(data, file)
    if data.startswith(_GZIP):
        raise ValueError("the file is compressed, perhaps a drawing (SVGZ); save it as plain SVG")
    key = make_photo_key(data, file)
    scale = min(1.0, _PREVIEW_SIDE / max(key.width, key.height))
    size = (max(1, round(key.width * scale)), max(1, round(key.height * scale)))
    try:
        image = decode_part(lambda _: data, key, Rect(0, 0, key.width, key.height), size)
    except SceneError:
        raise ValueError(f"the logo `{Path(file).name}` is damaged and cannot be decoded; save it again") from None
    if is_invisible(image):
        raise ValueError("nothing of this logo can be seen: all of it is transparent; save it with its layers shown")
    return key
