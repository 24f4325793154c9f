"""Decoding of a picture's pixels: rotated upright, converted to sRGB, at the size at which they are drawn."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ..errors import Problem, SceneError
from ..graphics.geometry import Rect
from ..graphics.vector_pictures import VectorItem, VectorPicture
from ..late_loading import import_late
from ..storage.files import read_regular
from .formats.decoding import decode_image
from .formats.headers import SIDEWAYS, Header
from .formats.profiles import to_srgb
from .photo_files import BROKEN, MAX_BYTES, MAX_MEMORY, decoding_memory, read_header
from .photo_keys import PhotoKey
from .svg.svg_text import is_svg

if TYPE_CHECKING:
    from .svg import drawings
else:
    drawings = import_late(".svg.drawings", __package__)

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""The transposition that turns a picture upright, by EXIF orientation (EXIF 2.32, tag 0x0112)."""

PhotoLoader = Callable[[PhotoKey], bytes]
"""Returns the bytes of a picture by its key. Raises SceneError if they cannot be loaded."""
CropBox = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_RESAMPLED_MODES = ("L", "LA", "RGB", "RGBA", "CMYK")
"""Modes of images that are resampled without a conversion."""
_LARGE = 12_000_000
"""Number of pixels above which an image is converted in bands; smaller ones may be copied in memory."""
_BAND = 512
"""Rows of a band."""
_READ_AGAIN = "read the cards again, or replace the file"
"""What to do about a picture whose bytes are no longer those that were read."""
_GAP = 2.0
"""Factor of the final size down to which an image is reduced by a fast method (Pillow's `reducing_gap`)."""


def load_photo(key: PhotoKey) -> bytes:
    """Return a picture's bytes, from memory or its file. Raises SceneError if it is gone or its digest differs."""
    try:
        data = read_regular(Path(key.file), MAX_BYTES) if key.data is None else key.data
    except OSError:
        raise _make_error(key, f"the picture {key.file} cannot be read any more", _READ_AGAIN) from None
    if hashlib.sha256(data).hexdigest() != key.digest:
        raise _make_error(key, f"the picture {key.file} has changed since the cards were read", _READ_AGAIN)
    return data


def decode_part(load: PhotoLoader, key: PhotoKey, crop: Rect, size: tuple[int, int]) -> Image.Image:
    """Return a part of a picture at a size in pixels, as RGB, or RGBA if it is not opaque.

    `crop` is in pixels of the upright picture; `load` returns its bytes. Raises SceneError if they cannot be decoded,
    and the errors of `load`.
    """
    data = load(key)
    try:
        if is_svg(data):
            return _draw_svg(data, key, crop, size)
        # the digest proves that these are the bytes whose size `make_photo_key` checked
        return _decode(data, read_header(data), crop, size)
    except BROKEN as error:
        if is_svg(data):
            raise _make_error(key, f"the logo {key.file} cannot be drawn: {error}") from None
        message = f"the picture {key.file} cannot be decoded: {str(error).lower()}"
        raise _make_error(key, message, "save the picture again, or replace the file") from None


def read_drawing(load: PhotoLoader, key: PhotoKey, crop: Rect) -> VectorPicture | None:
    """Return a part of a drawing as vectors, or None if the picture is not a drawing of plain shapes.

    `crop` is in pixels of the key, which are the picture's units. Raises SceneError if it cannot be read, and the
    errors of `load`.
    """
    data = load(key)
    if not is_svg(data):
        return None
    try:
        items: tuple[VectorItem, ...] | None = drawings.read_svg_vectors(data, key.width, key.height)
    except ValueError as error:
        raise _make_error(key, f"the logo {key.file} cannot be drawn: {error}") from None
    return None if items is None else VectorPicture(items, crop)


def _draw_svg(data: bytes, key: PhotoKey, crop: Rect, size: tuple[int, int]) -> Image.Image:
    """Draw a part of an SVG at a size in pixels."""
    if crop != Rect(0, 0, key.width, key.height):
        part = (crop.x / key.width, crop.y / key.height, crop.width / key.width, crop.height / key.height)
        drawn: Image.Image = drawings.rasterize_svg(data, size[0], part)
        return drawn.resize(size, Image.Resampling.LANCZOS)
    scale = size[0] / crop.width
    full: Image.Image = drawings.rasterize_svg(data, math.ceil(key.width * scale))
    factor = full.width / key.width   # smaller than `scale` if drawing would take too long
    right, bottom = min(crop.right * factor, full.width), min(crop.bottom * factor, full.height)
    box = (crop.x * factor, crop.y * factor, right, bottom)
    return full.resize(size, Image.Resampling.LANCZOS, box)


def _make_error(key: PhotoKey, message: str, hint: str = "") -> SceneError:
    return SceneError([Problem("error", message, field=key.used_as, hint=hint, kind="picture")])


def _decode(data: bytes, header: Header, crop: Rect, size: tuple[int, int]) -> Image.Image:
    """Decode a part of a photograph, upright, at a size in pixels."""
    full, orientation = (header.width, header.height), header.orientation
    box = _to_stored_area(crop, orientation, full)
    if orientation in SIDEWAYS:
        size = size[::-1]
    # a JPEG can be decoded at a half, a quarter or an eighth: twice as fast, off by 1 of 255 (root mean square)
    minimum = [math.ceil(full[0] * size[0] / box.width), math.ceil(full[1] * size[1] / box.height)]
    if decoding_memory(header, len(data), halves=False) > MAX_MEMORY * 10**6:
        minimum = [min(minimum[0], full[0] // 2), min(minimum[1], full[1] // 2)]
    image = decode_image(data, header, (minimum[0], minimum[1]))
    x, y = image.width / full[0], image.height / full[1]
    part = (box.x * x, box.y * y, min(box.right * x, image.width), min(box.bottom * y, image.height))
    _scale_transparent_color(image, header)
    if image.width * image.height > _LARGE and (image.mode not in _RESAMPLED_MODES or image.has_transparency_data):
        image, part = _reduce_in_bands(image, part, size)
    small = _to_resampling_mode(image).resize(size, Image.Resampling.LANCZOS, part, reducing_gap=_GAP)
    if header.is_gray and small.mode == "RGBA":
        small = small.convert("LA")   # its profile is for grey images
    if orientation in _UPRIGHT:
        small = small.transpose(_UPRIGHT[orientation])
    return to_srgb(small, header.profile)


def _scale_transparent_color(image: Image.Image, header: Header) -> None:
    """Scale a PNG's transparent colour to the bit depth of the decoded image, which Pillow omits."""
    if not header.transparent_color or image.mode not in ("L", "RGB"):
        return
    if header.bit_depth == 16:   # Pillow keeps the upper half of each value
        image.info["transparency"] = tuple(value >> 8 for value in header.transparent_color)
    elif header.bit_depth < 8:
        image.info["transparency"] = header.transparent_color[0] * 255 // (2**header.bit_depth - 1)


def _to_stored_area(area: Rect, orientation: int, full: tuple[int, int]) -> Rect:
    """Convert an area of the upright picture to one of the picture as stored, `full` wide and high."""
    x, y, width, height = area.x, area.y, area.width, area.height
    if orientation in SIDEWAYS:
        x, y, width, height = y, x, height, width
    if orientation in (2, 3, 7, 8):
        x = full[0] - x - width
    if orientation in (3, 4, 6, 7):
        y = full[1] - y - height
    return Rect(x, y, width, height)


def _to_resampling_mode(image: Image.Image) -> Image.Image:
    """Convert an image of any mode to one that can be resampled well: L, LA, RGB, RGBA or CMYK."""
    if image.mode[0] in "IF":
        clear = image.info.get("transparency")
        # 16 bits: Pillow's own conversion clips at 255 instead of scaling
        gray = image.point(lambda value: value * (1 / 257) + 0.5).convert("L")
        if isinstance(clear, int):
            alpha = image.convert("I").point([255 * (value != clear) for value in range(1 << 16)], "L")
            return Image.merge("LA", (gray, alpha))
        return gray
    if image.has_transparency_data and image.mode not in ("LA", "RGBA"):
        return image.convert("LA" if image.mode in ("1", "L") else "RGBA")
    return image if image.mode in _RESAMPLED_MODES else image.convert("RGB")


def _reduce_in_bands(image: Image.Image, box: CropBox, size: tuple[int, int]) -> tuple[Image.Image, CropBox]:
    """Convert and reduce the boxed part of a large image; return it with the box in its coordinates.

    Converting it at once would hold it in memory three times, so it is converted in bands, each reduced to twice the
    size.
    """
    factor = max(1, math.floor(min((box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]) / _GAP))
    left, top = math.floor(box[0]), math.floor(box[1])
    width, height = math.ceil((math.ceil(box[2]) - left) / factor), math.ceil((math.ceil(box[3]) - top) / factor)
    image.load()
    reduced: Image.Image | None = None
    step = max(1, _BAND // factor)
    for y in range(0, height, step):
        rows = min(step, height - y)
        edges = (left, top + y * factor, min(left + width * factor, image.width),
                 min(top + (y + rows) * factor, image.height))  # fmt: skip
        band = _to_resampling_mode(image.crop(edges)).reduce(factor)
        reduced = reduced or Image.new(band.mode, (width, height))
        reduced.paste(band, (0, y))
    image.close()
    assert reduced is not None
    inner = ((box[0] - left) / factor, (box[1] - top) / factor, (box[2] - left) / factor, (box[3] - top) / factor)
    return reduced, (*inner[:2], min(inner[2], reduced.width), min(inner[3], reduced.height))
