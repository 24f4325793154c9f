"""A picture's pixels: decoded, turned upright, brought to sRGB, at the size at which they are drawn."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from PIL import Image

from ..errors import Problem, SceneError
from ..graphics.geometry import Rect
from ..storage.files import read_regular
from .files import BROKEN, MAX_BYTES, MAX_MEMORY, PhotoKey, decoding_memory, read_header
from .formats.decoding import decode_image
from .formats.headers import Header
from .formats.profiles import to_srgb
from .formats.svg_text import is_svg

# what each EXIF orientation asks for to be upright (EXIF 2.32, tag 0x0112)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

PhotoLoader = Callable[[PhotoKey], bytes]
"""Gives the bytes of a picture, whose digest is the key's; SceneError where they cannot be had."""
CropBox = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_AS_THEY_ARE = ("L", "LA", "RGB", "RGBA", "CMYK")   # modes that are resampled without being converted
_LARGE = 12_000_000   # pixels; below, a few copies do no harm
_BAND = 512   # rows
_GAP = 2.0   # how many times as large as wanted a picture is shrunk to in a fast way, before it is in a good one


def load_photo(key: PhotoKey) -> bytes:
    """A picture's bytes from its file; SceneError where that is gone or is another than the key says."""
    try:
        data = read_regular(Path(key.file), MAX_BYTES)
    except OSError:
        raise _refusal(f"the photograph {key.file} cannot be read any more") from None
    if hashlib.sha256(data).hexdigest() != key.digest:
        raise _refusal(f"the photograph {key.file} has changed since the cards were read")
    return data


def decode_part(load: PhotoLoader, key: PhotoKey, crop: Rect, size: tuple[int, int]) -> Image.Image:
    """A part of a picture, given in pixels of the upright picture, at a size in pixels: RGB, or RGBA if not opaque.

    `find` gives its bytes. Raises SceneError where they cannot be decoded, and what `find` raises.
    """
    data = load(key)
    try:
        if is_svg(data):
            return _draw(data, key, crop, size)
        # the digest says that these are the bytes whose size `read_photo` found within the limits
        return _decode(data, read_header(data), crop, size)
    except BROKEN as error:
        if is_svg(data):
            message = f"the logo {key.file} cannot be drawn: {error}"
            raise SceneError([Problem("error", message, field="brand.logo", kind="picture")]) from None
        message = f"the photograph {key.file} cannot be decoded: {str(error).lower()}"
        raise _refusal(message, "save the picture again, or replace the file") from None


def load_svg_module() -> ModuleType:
    """Return the module that reads and draws SVG, loaded at its first use: it takes 10 ms, and few sets need it."""
    return import_module(f"{__package__}.svg.drawings")


def _draw(data: bytes, key: PhotoKey, crop: Rect, size: tuple[int, int]) -> Image.Image:
    """A part of a drawing, drawn at the size at which it is wanted."""
    if crop != Rect(0, 0, key.width, key.height):
        part = (crop.x / key.width, crop.y / key.height, crop.width / key.width, crop.height / key.height)
        drawn: Image.Image = load_svg_module().rasterize_svg(data, size[0], part)
        return drawn.resize(size, Image.Resampling.LANCZOS)
    scale = size[0] / crop.width
    whole: Image.Image = load_svg_module().rasterize_svg(data, math.ceil(key.width * scale))
    back = whole.width / key.width
    box = (crop.x * back, crop.y * back, min(crop.right * back, whole.width), min(crop.bottom * back, whole.height))
    return whole.resize(size, Image.Resampling.LANCZOS, box)


def _refusal(message: str, hint: str = "read the cards again, or replace the file") -> SceneError:
    return SceneError([Problem("error", message, field="image", hint=hint, kind="picture")])


def _decode(data: bytes, header: Header, crop: Rect, size: tuple[int, int]) -> Image.Image:
    full, turn = (header.width, header.height), header.orientation
    box = _unturn(crop, turn, full)
    if turn >= 5:
        size = size[::-1]
    # a JPEG can be decoded at a half, a quarter or an eighth: twice as fast, off by 1 of 255 (root mean square)
    wanted = [math.ceil(full[0] * size[0] / box.width), math.ceil(full[1] * size[1] / box.height)]
    if decoding_memory(header, len(data), halves=False) > MAX_MEMORY * 10**6:
        wanted = [min(wanted[0], full[0] // 2), min(wanted[1], full[1] // 2)]
    image = decode_image(data, header, (wanted[0], wanted[1]))
    x, y = image.width / full[0], image.height / full[1]
    taken = (box.x * x, box.y * y, min(box.right * x, image.width), min(box.bottom * y, image.height))
    _note_clear(image, header)
    if image.width * image.height > _LARGE and (image.mode not in _AS_THEY_ARE or image.has_transparency_data):
        image, taken = _take_bands(image, taken, size)
    small = _plain(image).resize(size, Image.Resampling.LANCZOS, taken, reducing_gap=_GAP)
    if header.is_grey and small.mode == "RGBA":
        small = small.convert("LA")   # its profile is one for grey
    if turn in _TURNS:
        small = small.transpose(_TURNS[turn])
    return to_srgb(small, header.profile)


def _note_clear(image: Image.Image, header: Header) -> None:
    """Bring the colour of a PNG that is transparent to the depth of the decoded image, which Pillow forgets."""
    if not header.transparent_color or image.mode not in ("L", "RGB"):
        return
    if header.bit_depth == 16:   # Pillow keeps the upper half of each value
        image.info["transparency"] = tuple(value >> 8 for value in header.transparent_color)
    elif header.bit_depth < 8:
        image.info["transparency"] = header.transparent_color[0] * 255 // (2**header.bit_depth - 1)


def _unturn(area: Rect, turn: int, full: tuple[int, int]) -> Rect:
    """An area of the upright picture as an area of the picture as stored, `full` wide and high."""
    x, y, width, height = area.x, area.y, area.width, area.height
    if turn >= 5:
        x, y, width, height = y, x, height, width
    if turn in (2, 3, 7, 8):
        x = full[0] - x - width
    if turn in (3, 4, 6, 7):
        y = full[1] - y - height
    return Rect(x, y, width, height)


def _plain(image: Image.Image) -> Image.Image:
    """Return any mode as one that can be resampled well: L, LA, RGB, RGBA or CMYK."""
    if image.mode[0] in "IF":
        clear = image.info.get("transparency")
        # 16 bits: Pillow's own conversion cuts off at 255 instead of scaling
        grey = image.point(lambda value: value * (1 / 257) + 0.5).convert("L")
        if isinstance(clear, int):
            alpha = image.convert("I").point([255 * (value != clear) for value in range(1 << 16)], "L")
            return Image.merge("LA", (grey, alpha))
        return grey
    if image.has_transparency_data and image.mode not in ("LA", "RGBA"):
        return image.convert("LA" if image.mode in ("1", "L") else "RGBA")
    return image if image.mode in _AS_THEY_ARE else image.convert("RGB")


def _take_bands(image: Image.Image, box: CropBox, size: tuple[int, int]) -> tuple[Image.Image, CropBox]:
    """The part in the box of a large picture of a mode that must be converted, and the box in it.

    Converted whole, it would be in memory three times; so it is band by band, and shrunk to twice the size on the way.
    """
    factor = max(1, math.floor(min((box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]) / _GAP))
    left, top = math.floor(box[0]), math.floor(box[1])
    width, height = math.ceil((math.ceil(box[2]) - left) / factor), math.ceil((math.ceil(box[3]) - top) / factor)
    image.load()
    taken: Image.Image | None = None
    step = max(1, _BAND // factor)
    for y in range(0, height, step):
        rows = min(step, height - y)
        edges = (left, top + y * factor, min(left + width * factor, image.width),
                 min(top + (y + rows) * factor, image.height))  # fmt: skip
        part = _plain(image.crop(edges)).reduce(factor)
        taken = taken or Image.new(part.mode, (width, height))
        taken.paste(part, (0, y))
    image.close()
    assert taken is not None
    inner = ((box[0] - left) / factor, (box[1] - top) / factor, (box[2] - left) / factor, (box[3] - top) / factor)
    return taken, (*inner[:2], min(inner[2], taken.width), min(inner[3], taken.height))
