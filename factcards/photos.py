"""Photographs by digest: opened within limits, turned upright, brought to sRGB; the last few crops are kept."""

from __future__ import annotations

import functools
import hashlib
import io
import math
import struct
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PIL import Image, ImageChops, ImageCms

from .errors import Problem, SceneError
from .geometry import Rect

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 89_000_000  # the most that Pillow opens without a warning of its own

Rgb = tuple[int, int, int]

_EXPECTED = "expected a JPEG, PNG or WebP picture"
_LIMIT = f"expected {MAX_PIXELS // 10**6} megapixels at most"
_SIGNS = (
    (b"%!PS", "a PostScript drawing (EPS)"),
    (b"\xc5\xd0", "a PostScript drawing (EPS)"),
    (b"%PDF", "a PDF document"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"8BPS", "a Photoshop file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"<", "a text in XML, perhaps SVG"),
)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError)
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
_KEPT = 8  # crops of 1080 by 1350 take 4.4 MB each
_FEW = 4096  # so many colours are compared one by one


@dataclass(frozen=True, slots=True)
class PhotoKey:
    """A picture's identity: SHA-256 of its bytes, and its width and height in pixels once turned upright (EXIF).

    `file` says where the bytes lie; it counts neither for equality nor in anything that is written.
    """

    digest: str
    width: int
    height: int
    file: str = field(default="", compare=False, repr=False)


def read_photo(path: Path) -> PhotoKey:
    """The key of the picture in a file, from its header alone; of moving pictures the first frame counts.

    Raises ValueError that says what was found where it is no whole JPEG, PNG or WebP picture within the limits.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ValueError(f"the file holds {size / 2**20:.0f} MiB; expected {MAX_BYTES // 2**20} MiB at most")
        data = path.read_bytes()
    except OSError as error:
        raise ValueError(f"the file cannot be read ({(error.strerror or '?').lower()}); {_EXPECTED}") from None
    if not data:
        raise ValueError(f"the file is empty; {_EXPECTED}")
    with _open(data) as image:
        if not _is_whole(data, image.format or ""):
            raise ValueError(f"the file breaks off before its end; expected a whole {image.format} picture")
        width, height = image.size
        if _orientation(image) >= 5:
            width, height = height, width
    return PhotoKey(hashlib.sha256(data).hexdigest(), width, height, str(path))


def _open(data: bytes) -> Image.Image:
    """The picture, not yet decoded; ValueError where there is none or it is too large."""
    try:
        with warnings.catch_warnings():
            # Pillow warns above its own limit: to us that is a refusal, not a line on the terminal
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=list(FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError(f"the picture is far too large; {_LIMIT}") from None
    except _BROKEN:
        found = next((name for sign, name in _SIGNS if data.lstrip()[:4].startswith(sign)), "something else or broken")
        raise ValueError(f"the file is not a picture that can be used: it holds {found}; {_EXPECTED}") from None
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise ValueError(f"the picture has {width} × {height} pixels; {_LIMIT}")
    return image


def _is_whole(data: bytes, kind: str) -> bool:
    """Whether the file's own structure reaches its end; the pixels are not looked at."""
    if kind == "WEBP":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    at = 8 if kind == "PNG" else 2
    while at + 8 <= len(data):
        if kind == "PNG":
            length, name = struct.unpack_from(">I4s", data, at)
            at += 12 + length
            if name == b"IEND":
                return bool(at <= len(data))
        else:
            mark, length = struct.unpack_from(">HH", data, at)
            if mark == 0xFFDA:  # in the scan that follows, FF D9 can only be the end
                return data.find(b"\xff\xd9", at) >= 0
            at += 1 if mark == 0xFFFF else 2 + length
    return False


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8, from the header alone (Pillow's own look-up would decode a PNG)."""
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif", b""))
        value = exif.get(0x0112, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


@dataclass(frozen=True, slots=True)
class Extremes:
    """The colours of a region that none other there exceeds in red, green and blue, and those that none falls below.

    Whatever evenly lightens or darkens the region, its lightest and its darkest place are among them.
    """

    lightest: tuple[Rgb, ...]
    darkest: tuple[Rgb, ...]


class PhotoLibrary:
    """Pictures by digest. It keeps the last few crops, and no open files; threads may share it."""

    def __init__(self) -> None:
        self._crop = functools.lru_cache(maxsize=_KEPT)(_crop)
        self._extremes = functools.lru_cache(maxsize=16 * _KEPT)(self._find_extremes)

    def crop(self, key: PhotoKey, crop: Rect, width: int, height: int) -> Image.Image:
        """A part of the picture in sRGB at `width` by `height` pixels; `crop` is in pixels of the upright picture.

        RGB, or RGBA where the part is not all opaque. Not to be changed: it is kept for the next caller. Raises
        SceneError where the file is gone, is another than the key says, or cannot be decoded.
        """
        return self._crop(key, crop, (width, height))

    def extremes(self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect) -> Extremes:
        """The lightest and darkest colours in a region of the crop at that size; transparent parts over white.

        `region` counts from the crop's own corner, in pixels of `size`; whatever pixel it touches counts. Raises
        SceneError as `crop` does.
        """
        return self._extremes(key, crop, size, region)

    def _find_extremes(self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect) -> Extremes:
        left, right = _clamp(region.x, region.right, size[0])
        top, bottom = _clamp(region.y, region.bottom, size[1])
        part = self.crop(key, crop, *size).crop((left, top, right, bottom))
        if part.mode == "RGBA":
            part = Image.alpha_composite(Image.new("RGBA", part.size, "white"), part).convert("RGB")
        darkest = tuple((255 - r, 255 - g, 255 - b) for r, g, b in _lightest(ImageChops.invert(part)))
        return Extremes(_lightest(part), darkest)


def _clamp(start: float, end: float, length: int) -> tuple[int, int]:
    """The whole pixels that a stretch touches, one at least."""
    first = min(max(0, math.floor(start)), length - 1)
    return first, min(max(first + 1, math.ceil(end)), length)


def _crop(key: PhotoKey, crop: Rect, size: tuple[int, int]) -> Image.Image:
    try:
        data = Path(key.file).read_bytes()
    except OSError:
        raise _refusal(f"the photograph {key.file} cannot be read any more") from None
    if hashlib.sha256(data).hexdigest() != key.digest:
        raise _refusal(f"the photograph {key.file} has changed since the cards were read")
    try:
        # the digest says that these are the bytes whose size `read_photo` found within the limits
        with Image.open(io.BytesIO(data), formats=list(FORMATS)) as image:
            return _decode(image, crop, size)
    except _BROKEN as error:
        raise _refusal(f"the photograph {key.file} cannot be decoded: {str(error).lower()}") from None


def _refusal(message: str) -> SceneError:
    return SceneError([Problem("error", message, field="image", hint="read the cards again, or replace the file")])


def _decode(image: Image.Image, crop: Rect, size: tuple[int, int]) -> Image.Image:
    turn = _orientation(image)
    profile = image.info.get("icc_profile")
    full = image.size
    box = _unturn(crop, turn, full)
    if turn >= 5:
        size = size[::-1]
    # a JPEG can be decoded at a half, a quarter or an eighth: twice as fast, off by 1 of 255 (root mean square)
    image.draft(None, (math.ceil(full[0] * size[0] / box.width), math.ceil(full[1] * size[1] / box.height)))
    x, y = image.width / full[0], image.height / full[1]
    taken = (box.x * x, box.y * y, min(box.right * x, image.width), min(box.bottom * y, image.height))
    small = _plain(image).resize(size, Image.Resampling.LANCZOS, taken, reducing_gap=2.0)
    if turn in _TURNS:
        small = small.transpose(_TURNS[turn])
    return _to_srgb(small, profile)


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
    """Any mode as one that can be resampled well: L, RGB, RGBA or CMYK."""
    if image.mode[0] in "IF":
        # 16 bits: Pillow's own conversion cuts off at 255 instead of scaling
        image = image.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if alpha is not None:
        image = image.convert("RGB")
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
        if given and "sRGB" not in (given.profile.profile_description or ""):
            done = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = done or image
    except (ImageCms.PyCMSError, *_BROKEN):
        pass  # a broken profile, or one for other kinds of colours: the numbers are taken for sRGB
    image = image.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        image.putalpha(alpha)
    return image


def _lightest(image: Image.Image) -> tuple[Rgb, ...]:
    """The colours of an RGB image that no other exceeds; rounded up by 7 at most where there are very many."""
    front: list[Rgb] = []
    for _ in range(8):
        if image.getcolors(_FEW):
            break
        front.append(_brightest(image))
        # black out whatever this colour exceeds, until few colours are left
        above = image.point([255 * (value > limit) for limit in front[-1] for value in range(256)]).split()
        mask = ImageChops.lighter(ImageChops.lighter(above[0], above[1]), above[2])
        image = Image.composite(image, Image.new("RGB", image.size), mask)
    else:
        image = image.point([value | 7 for value in range(256)] * 3)
    colors = cast(list[tuple[int, Rgb]], image.getcolors(1 << 15))
    front += [color for _, color in colors]
    kept: list[Rgb] = []
    for r, g, b in sorted(set(front), key=lambda color: (-sum(color), color)):
        if not any(kr >= r and kg >= g and kb >= b for kr, kg, kb in kept):
            kept.append((r, g, b))
    return tuple(kept)


def _brightest(image: Image.Image) -> Rgb:
    grey = image.convert("L")
    top = grey.getextrema()[1]
    found = grey.point([255 * (value == top) for value in range(256)])
    _, y, _, _ = found.getbbox() or (0, 0, 0, 0)
    x, _, _, _ = found.crop((0, y, image.width, y + 1)).getbbox() or (0, 0, 0, 0)
    return cast(Rgb, image.getpixel((x, y)))
