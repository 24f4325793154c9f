"""A part of a picture as bytes for a file that holds pictures: PDF, SVG. Never more than what is shown of it."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from ..graphics.geometry import Rect
from .formats.headers import Header
from .formats.jpeg import strip_jpeg
from .formats.profiles import is_srgb
from .photo_files import read_header
from .photo_keys import PhotoKey
from .pixels import PhotoLoader, decode_part
from .svg.svg_text import is_svg

QUALITY = 90
"""Quality of a crop's JPEG, 0 to 100; 95 would take 30 % more bytes, and 85 shows at the edges of letters."""


@dataclass(frozen=True, slots=True)
class JpegPicture:
    """A JPEG in sRGB, or in greyscale if `is_gray`, with no segment but those that its pixels need."""

    data: bytes
    width: int
    height: int
    is_gray: bool = False


def make_crop_file(load: PhotoLoader, key: PhotoKey, crop: Rect, limit: tuple[int, int]) -> JpegPicture | Image.Image:
    """Return a part of a picture in sRGB as JPEG, or as an RGBA image if it is not opaque.

    `limit` is the number of pixels that its width and height may have at most. It has fewer if the crop has fewer,
    except for drawings, which have no pixels of their own. Raises SceneError as `decode_part`.
    """
    data = load(key)
    is_drawing = is_svg(data)
    scale = max(limit[0] / crop.width, limit[1] / crop.height)
    if scale >= 1 and not is_drawing:
        if crop == Rect(0, 0, key.width, key.height) and (found := _pass_on(data, read_header(data))):
            return found
        scale = 1.0
    width, height = max(1, round(crop.width * scale)), max(1, round(crop.height * scale))
    image = decode_part(lambda _: data, key, crop, (width, height))
    return image if image.mode == "RGBA" else encode_jpeg_picture(image)


def encode_jpeg_picture(image: Image.Image) -> JpegPicture:
    """Encode an RGB image as baseline JPEG without chroma subsampling (4:4:4) and without any metadata."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0)
    data = strip_jpeg(out.getvalue())
    assert data
    return JpegPicture(data, image.width, image.height)


def _pass_on(data: bytes, header: Header) -> JpegPicture | None:
    """Return the picture's own JPEG without metadata, or None if its pixels are not upright and in sRGB."""
    if header.format != "JPEG" or header.orientation != 1 or not header.is_complete:
        return None
    is_gray = header.bytes_per_pixel == 1
    if header.profile and (is_gray or not is_srgb(header.profile, "RGB")):
        return None
    stripped = strip_jpeg(data)
    return JpegPicture(stripped, header.width, header.height, is_gray) if stripped else None
