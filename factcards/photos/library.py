"""Pictures by digest; what was last asked of them is kept."""

from __future__ import annotations

import functools
import math
from typing import cast

from PIL import Image, ImageChops

from ..graphics.color import Color, Paint
from ..graphics.geometry import Rect
from ..graphics.gradients import draw_gradient_uncached, is_transparent
from .color_bounds import ColorBounds, Rgb, find_color_bounds, find_darkest, find_lightest, is_blank
from .files import PhotoKey
from .focus import find_focus
from .pixels import PhotoLoader, decode_part, load_photo
from .tones import Tones, find_tones

_KEPT = 8  # crops of 1080 by 1350 take 4.4 MB each
_COARSE, _FINE = 128, 256
"""Pixels of the longer side at which a logo's clear margins are looked for, and then measured."""
_MARGIN = 0.1
"""Clear margins of a logo that take more than this share of its width or height are left out."""
_CLEAR = 8   # opacity, of 255, below which a pixel counts for a margin: edges that were resampled
_PLATE = 24   # levels of 255 by which the noise of JPEG moves a plate of one colour
_SMALL = 64  # the longer side at which a picture is looked at as a whole


class PhotoLibrary:
    """Pictures by digest. It keeps the last few crops, and no open files; threads may share it.

    `find` gives a picture's bytes, from its file if nothing else is said.
    """

    def __init__(self, load: PhotoLoader = load_photo) -> None:
        self._crop = functools.lru_cache(maxsize=_KEPT)(functools.partial(decode_part, load))
        self._extremes = functools.lru_cache(maxsize=256 * _KEPT)(self._find_extremes)
        self._focus = functools.lru_cache(maxsize=16 * _KEPT)(self._find_focus)
        self._tones = functools.lru_cache(maxsize=16 * _KEPT)(self._find_tones)
        self._visible = functools.lru_cache(maxsize=_KEPT)(self._find_visible)
        self._mark = functools.lru_cache(maxsize=_KEPT)(self._find_mark)
        self._ink = functools.lru_cache(maxsize=_KEPT)(self._find_ink)

    def crop(self, key: PhotoKey, crop: Rect, width: int, height: int) -> Image.Image:
        """A part of the picture in sRGB at `width` by `height` pixels; `crop` is in pixels of the upright picture.

        RGB, or RGBA where the part is not all opaque. Not to be changed: it is kept for the next caller. Raises
        SceneError where the file is gone, is another than the key says, or cannot be decoded.
        """
        return self._crop(key, crop, (width, height))

    def is_blank(self, key: PhotoKey, crop: Rect, width: int, height: int) -> bool:
        """Return whether nothing can be seen on a part of the picture: all of it is clear, or of one colour."""
        return is_blank(self.crop(key, crop, width, height))

    def color_bounds(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, overlays: tuple[Paint, ...] = ()
    ) -> ColorBounds:
        """The lightest and darkest colours in a region of the crop at that size; transparent parts over white.

        `region` counts from the crop's own corner, in pixels of `size`; whatever pixel it touches counts. `veils` are
        laid over the crop first, gradients counted from its corner too. Raises SceneError as `crop` does.
        """
        return self._extremes(key, crop, size, region, overlays)

    def worst_colors(
        self,
        key: PhotoKey,
        crop: Rect,
        size: tuple[int, int],
        region: Rect,
        overlays: tuple[Paint, ...],
        *,
        light: bool,
    ) -> ColorBounds:
        """The same, but only the lightest or only the darkest: twice as fast."""
        found = (find_lightest if light else find_darkest)(self._part(key, crop, size, region, overlays))
        return ColorBounds(found, ()) if light else ColorBounds((), found)

    def color_range(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, overlays: tuple[Paint, ...]
    ) -> ColorBounds:
        """One colour that none there exceeds and one that none falls below, whether they occur or not; much faster."""
        low, high = zip(*self._part(key, crop, size, region, overlays).getextrema(), strict=True)
        return ColorBounds((cast(Rgb, high),), (cast(Rgb, low),))

    def focus(self, key: PhotoKey) -> tuple[float, float]:
        """The point that most likely matters, 0 to 1 from the left and the top (`find_focus`); SceneError as `crop`."""
        return self._focus(key)

    def tones(self, key: PhotoKey) -> Tones:
        """The hues of its shadow, its light and the whole (`find_tones`); SceneError as `crop`."""
        return self._tones(key)

    def logo_color(self, key: PhotoKey) -> Color:
        """Return the colour that best stands for a logo: by luminance the middle one of all more solid than clear.

        Where all of the logo is more clear than solid, it is of the most solid parts, and has their alpha.
        """
        return self._ink(key)

    def visible_area(self, key: PhotoKey) -> Rect:
        """Return the part of a logo within its clear margins, in pixels; all of it if they are narrow."""
        return self._visible(key)

    def mark_area(self, key: PhotoKey) -> Rect:
        """Return the part of a logo that differs from the plate of one colour on which it stands, in pixels.

        It is all that is visible where no colour is the same in all corners.
        """
        return self._mark(key)

    def _find_mark(self, key: PhotoKey) -> Rect:
        area = self.visible_area(key)
        scale = _COARSE / max(area.width, area.height)
        width, height = max(1, round(area.width * scale)), max(1, round(area.height * scale))
        image = self.crop(key, area, width, height).convert("RGBA")
        plate = cast(tuple[int, ...], image.getpixel((0, 0)))
        moved = functools.reduce(ImageChops.lighter, ImageChops.difference(image, _flat(image, plate)).split())
        corners = (moved.getpixel((x, y)) for x in (0, width - 1) for y in (0, height - 1))
        found = moved.point([255 * (value > _PLATE) for value in range(256)]).getbbox()
        if found is None or any(cast(int, corner) > _PLATE for corner in corners):
            return area
        across, down = area.width / width, area.height / height
        left, top, right, bottom = found
        return Rect(area.x + left * across, area.y + top * down, (right - left) * across, (bottom - top) * down)

    def _find_visible(self, key: PhotoKey) -> Rect:
        whole = Rect(0, 0, key.width, key.height)
        found = self._bounds(key, whole, _COARSE)
        if found.width >= key.width * (1 - _MARGIN) and found.height >= key.height * (1 - _MARGIN):
            return whole
        return self._bounds(key, found, _FINE)   # looked at once more, larger: a small mark has the finer edges

    def _bounds(self, key: PhotoKey, area: Rect, side: int) -> Rect:
        """Return the bounds of what can be seen in an area of a picture, all of the area if nothing can."""
        scale = min(side, max(key.width, key.height)) / max(area.width, area.height)
        image = self.crop(key, area, max(1, round(area.width * scale)), max(1, round(area.height * scale)))
        if image.mode != "RGBA":
            return area
        found = image.getchannel("A").point([255 * (value >= _CLEAR) for value in range(256)]).getbbox()
        if found is None:
            return area
        across, down = area.width / image.width, area.height / image.height
        x, y = round(area.x + found[0] * across, 2), round(area.y + found[1] * down, 2)
        width, height = (found[2] - found[0]) * across, (found[3] - found[1]) * down
        return Rect(x, y, round(min(width, key.width - x), 2), round(min(height, key.height - y), 2))

    def _find_extremes(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, veils: tuple[Paint, ...]
    ) -> ColorBounds:
        return find_color_bounds(self._part(key, crop, size, region, veils))

    def _part(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, veils: tuple[Paint, ...]
    ) -> Image.Image:
        """A region of the crop under veils, RGB."""
        left, right = _clamp(region.x, region.right, size[0])
        top, bottom = _clamp(region.y, region.bottom, size[1])
        part = _over_white(self.crop(key, crop, *size).crop((left, top, right, bottom)))
        for veil in veils:
            if isinstance(veil, Color):
                flat, alpha = Image.new("RGB", part.size, veil.rgb), Image.new("L", part.size, veil.alpha)
                part = Image.composite(flat, part, alpha)
            elif not is_transparent(veil, (left, top, right, bottom)):
                image, mask = draw_gradient_uncached(veil, (left, top, right, bottom))
                part = Image.composite(image, part, mask) if mask else image
        return part

    def _small(self, key: PhotoKey) -> Image.Image:
        scale = _SMALL / max(key.width, key.height)
        return self.crop(
            key, Rect(0, 0, key.width, key.height), max(1, round(key.width * scale)), max(1, round(key.height * scale))
        )

    def _find_focus(self, key: PhotoKey) -> tuple[float, float]:
        return find_focus(_over_white(self._small(key)))

    def _find_tones(self, key: PhotoKey) -> Tones:
        return find_tones(_over_white(self._small(key)))

    def _find_ink(self, key: PhotoKey) -> Color:
        image = self._small(key).convert("RGBA")
        data = image.tobytes()
        most = max(data[3::4])
        least, alpha = (127, 255) if most > 127 else (most // 2, most)
        solid = [Color(data[i], data[i + 1], data[i + 2], alpha) for i in range(0, len(data), 4) if data[i + 3] > least]
        solid.sort(key=lambda color: (color.luminance, color.rgb))
        return solid[len(solid) // 2] if solid else Color(255, 255, 255)


def _flat(image: Image.Image, color: tuple[int, ...]) -> Image.Image:
    return Image.new(image.mode, image.size, color)


def _over_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _clamp(start: float, end: float, length: int) -> tuple[int, int]:
    """The whole pixels that a stretch touches, one at least."""
    first = min(max(0, math.floor(start)), length - 1)
    return first, min(max(first + 1, math.ceil(end)), length)
