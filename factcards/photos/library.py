"""The library of pictures: crops, colours, focus and tones by digest, with a cache of the latest results."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, cast

from PIL import Image, ImageChops

from ..graphics.color import Color, Paint
from ..graphics.geometry import Rect
from ..late_loading import import_late
from .color_bounds import ColorBounds, find_color_bounds, is_blank_image
from .photo_keys import PhotoKey
from .regions import PhotoRegion, cut_region, put_on_white

if TYPE_CHECKING:
    from ..graphics.vector_pictures import VectorPicture
    from . import crop_files, focus, pixels
    from . import tones as photo_tones
else:
    crop_files = import_late(".crop_files", __package__)
    focus = import_late(".focus", __package__)
    pixels = import_late(".pixels", __package__)
    photo_tones = import_late(".tones", __package__)

_CACHED_CROPS = 8
"""Number of crops in the cache. A crop of 1080 × 1350 pixels takes 4.4 MB."""
_COARSE_SIDE, _FINE_SIDE = 128, 256
"""Longer side at which a logo's margins are found, and at which its visible area is then measured, in px."""
_MARGIN = 0.1
"""Transparent margins of a logo that take more than this fraction of its width or height are left out."""
_MIN_ALPHA = 8
"""Minimum alpha, of 255, of a visible pixel: resampling leaves lower values at edges."""
_PLATE_NOISE = 24
"""Maximum difference, in levels of 255, from the colour of a plate: the noise that JPEG adds."""
_OVERVIEW_SIDE = 64
"""Longer side at which focus, tones and the colour of a logo are found, in px."""


class PhotoLibrary:
    """Pictures by digest. It caches recent crops, keeps no open files, and may be shared between threads.

    `load` returns a picture's bytes, by default from its file.
    """

    def __init__(self, load: pixels.PhotoLoader | None = None) -> None:
        self._load = load
        self._crop = functools.lru_cache(maxsize=_CACHED_CROPS)(self._decode_part)
        self._crop_file = functools.lru_cache(maxsize=_CACHED_CROPS)(self._make_crop_file)
        self._drawing = functools.lru_cache(maxsize=_CACHED_CROPS)(self._read_drawing)
        self._color_bounds = functools.lru_cache(maxsize=256 * _CACHED_CROPS)(self._find_color_bounds)
        self._luminances = functools.lru_cache(maxsize=256 * _CACHED_CROPS)(self._find_luminances)
        self._focus = functools.lru_cache(maxsize=16 * _CACHED_CROPS)(self._find_focus)
        self._tones = functools.lru_cache(maxsize=16 * _CACHED_CROPS)(self._find_tones)
        self._visible_area = functools.lru_cache(maxsize=_CACHED_CROPS)(self._find_visible_area)
        self._mark_area = functools.lru_cache(maxsize=_CACHED_CROPS)(self._find_mark_area)
        self._logo_color = functools.lru_cache(maxsize=_CACHED_CROPS)(self._find_logo_color)

    def crop(self, key: PhotoKey, crop: Rect, width: int, height: int) -> Image.Image:
        """Return a part of the picture in sRGB at `width` × `height` pixels.

        `crop` is in pixels of the upright picture. The image is RGB, or RGBA if the part is not opaque. It is cached,
        so callers must not change it. Raises SceneError if the file is gone, has changed or cannot be decoded.
        """
        return self._crop(key, crop, (width, height))

    def crop_file(self, key: PhotoKey, crop: Rect, limit: tuple[int, int]) -> crop_files.JpegPicture | Image.Image:
        """Return a part of the picture for a file that holds pictures, at no more pixels than `limit` or it has.

        It is a JPEG without metadata, or an RGBA image if it is not opaque (`make_crop_file`). It is cached, so callers
        must not change it. Raises SceneError as `crop` does.
        """
        return self._crop_file(key, crop, limit)

    def drawing(self, key: PhotoKey, crop: Rect) -> VectorPicture | None:
        """Return a part of a drawing as vectors, or None if the picture is not a drawing of plain shapes."""
        return self._drawing(key, crop)

    def is_blank(self, key: PhotoKey, crop: Rect, width: int, height: int) -> bool:
        """Return whether a part of the picture shows nothing: it is transparent or of one colour."""
        return is_blank_image(self.crop(key, crop, width, height))

    def color_bounds(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, overlays: tuple[Paint, ...] = ()
    ) -> ColorBounds:
        """Return the lightest and darkest colours in a region of the crop at that size.

        `region` is relative to the crop's corner, in pixels of `size`, and includes every pixel that it touches.
        Transparent parts are composited over white, then `overlays` over the crop, with gradients relative to its
        corner too. Raises SceneError as `crop` does.
        """
        return self._color_bounds(key, crop, size, region, overlays)

    def luminances(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, overlays: tuple[Paint, ...] = ()
    ) -> tuple[float, float]:
        """Return the lowest and the highest luminance in a region of the crop at that size.

        The parameters and errors are those of `color_bounds`.
        """
        return self._luminances(key, crop, size, region, overlays)

    def region(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, overlays: tuple[Paint, ...] = ()
    ) -> PhotoRegion:
        """Return a region of the crop at that size, with `overlays`. The parameters are those of `color_bounds`."""
        return cut_region(self.crop(key, crop, *size), region, overlays)

    def focus(self, key: PhotoKey) -> tuple[float, float]:
        """Return the detected focus (`find_focus`), 0 to 1 from the left and the top. Raises SceneError as `crop`."""
        return self._focus(key)

    def tones(self, key: PhotoKey) -> photo_tones.Tones:
        """Return the picture's tones (`find_tones`). Raises SceneError as `crop` does."""
        return self._tones(key)

    def logo_color(self, key: PhotoKey) -> Color:
        """Return the colour that represents a logo: of its pixels above half opacity, that of median luminance.

        If there are none, the pixels more than half as opaque as the most opaque one count, and the colour has that
        one's alpha. The colour of an invisible logo is white.
        """
        return self._logo_color(key)

    def visible_area(self, key: PhotoKey) -> Rect:
        """Return a logo without its transparent margins, in pixels; all of it if they are narrow."""
        return self._visible_area(key)

    def mark_area(self, key: PhotoKey) -> Rect:
        """Return the part of a logo that differs from its plate, a background of one colour, in pixels.

        It is the visible area if the corners do not have one colour.
        """
        return self._mark_area(key)

    def _load_picture(self, key: PhotoKey) -> bytes:
        return self._load(key) if self._load else pixels.load_photo(key)

    def _decode_part(self, key: PhotoKey, crop: Rect, size: tuple[int, int]) -> Image.Image:
        return pixels.decode_part(self._load_picture, key, crop, size)

    def _make_crop_file(
        self, key: PhotoKey, crop: Rect, limit: tuple[int, int]
    ) -> crop_files.JpegPicture | Image.Image:  # fmt: skip
        return crop_files.make_crop_file(self._load_picture, key, crop, limit)

    def _read_drawing(self, key: PhotoKey, crop: Rect) -> VectorPicture | None:
        return pixels.read_drawing(self._load_picture, key, crop)

    def _find_mark_area(self, key: PhotoKey) -> Rect:
        area = self.visible_area(key)
        scale = _COARSE_SIDE / max(area.width, area.height)
        width, height = max(1, round(area.width * scale)), max(1, round(area.height * scale))
        image = self.crop(key, area, width, height).convert("RGBA")
        plate = cast(tuple[int, ...], image.getpixel((0, 0)))
        channels = ImageChops.difference(image, Image.new(image.mode, image.size, plate)).split()
        difference = functools.reduce(ImageChops.lighter, channels)
        corners = (difference.getpixel((x, y)) for x in (0, width - 1) for y in (0, height - 1))
        found = difference.point([255 * (value > _PLATE_NOISE) for value in range(256)]).getbbox()
        if found is None or any(cast(int, corner) > _PLATE_NOISE for corner in corners):
            return area
        across, down = area.width / width, area.height / height
        left, top, right, bottom = found
        return Rect(area.x + left * across, area.y + top * down, (right - left) * across, (bottom - top) * down)

    def _find_visible_area(self, key: PhotoKey) -> Rect:
        whole = Rect(0, 0, key.width, key.height)
        found = self._bounds(key, whole, _COARSE_SIDE)
        if found.width >= key.width * (1 - _MARGIN) and found.height >= key.height * (1 - _MARGIN):
            return whole
        return self._bounds(key, found, _FINE_SIDE)   # measured again at a larger scale, for precise edges

    def _bounds(self, key: PhotoKey, area: Rect, side: int) -> Rect:
        """Return the bounds of the visible pixels in an area of a picture, or the area if none is visible."""
        scale = min(side, max(key.width, key.height)) / max(area.width, area.height)
        image = self.crop(key, area, max(1, round(area.width * scale)), max(1, round(area.height * scale)))
        if image.mode != "RGBA":
            return area
        found = image.getchannel("A").point([255 * (value >= _MIN_ALPHA) for value in range(256)]).getbbox()
        if found is None:
            return area
        across, down = area.width / image.width, area.height / image.height
        x, y = round(area.x + found[0] * across, 2), round(area.y + found[1] * down, 2)
        width, height = (found[2] - found[0]) * across, (found[3] - found[1]) * down
        return Rect(x, y, round(min(width, key.width - x), 2), round(min(height, key.height - y), 2))

    def _find_color_bounds(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, overlays: tuple[Paint, ...]
    ) -> ColorBounds:
        return find_color_bounds(self.region(key, crop, size, region, overlays).image)

    def _find_luminances(
        self, key: PhotoKey, crop: Rect, size: tuple[int, int], region: Rect, overlays: tuple[Paint, ...]
    ) -> tuple[float, float]:
        found = self.region(key, crop, size, region, overlays)
        return found.find_luminance(light=False), found.find_luminance(light=True)

    def _overview(self, key: PhotoKey) -> Image.Image:
        scale = _OVERVIEW_SIDE / max(key.width, key.height)
        return self.crop(
            key, Rect(0, 0, key.width, key.height), max(1, round(key.width * scale)), max(1, round(key.height * scale))
        )

    def _find_focus(self, key: PhotoKey) -> tuple[float, float]:
        return focus.find_focus(put_on_white(self._overview(key)))

    def _find_tones(self, key: PhotoKey) -> photo_tones.Tones:
        return photo_tones.find_tones(put_on_white(self._overview(key)))

    def _find_logo_color(self, key: PhotoKey) -> Color:
        image = self._overview(key).convert("RGBA")
        data = image.tobytes()
        highest = max(data[3::4])
        above, alpha = (127, 255) if highest > 127 else (highest // 2, highest)
        solid = [Color(data[i], data[i + 1], data[i + 2], alpha) for i in range(0, len(data), 4) if data[i + 3] > above]
        solid.sort(key=lambda color: (color.luminance, color.rgb))
        return solid[len(solid) // 2] if solid else Color(255, 255, 255)
