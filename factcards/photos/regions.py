"""A region of a picture as it is shown: its pixels on white, under the colours and gradients that cover it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from ..graphics.color import Color, Paint, relative_luminance
from ..graphics.geometry import Rect
from ..late_loading import import_late
from .color_bounds import Rgb, search_darkest, search_lightest

if TYPE_CHECKING:
    from ..graphics import gradients
else:
    gradients = import_late("..graphics.gradients", __package__)


@dataclass(frozen=True, slots=True)
class PhotoRegion:
    """A region's pixels as an RGB image, the position of its first pixel in the picture, and the picture's size."""

    image: Image.Image
    corner: tuple[int, int]
    size: tuple[int, int]

    def lines(self, start: float, end: float, *, vertical: bool) -> tuple[int, int]:
        """Return the first row (`vertical`) or column that an interval touches, and the one after its last.

        The interval is relative to the picture's corner, the rows or columns to the region's.
        """
        axis = int(vertical)
        first, last = _to_pixels(start, end, self.size[axis])
        return first - self.corner[axis], last - self.corner[axis]

    def cut(self, lines: tuple[int, int], *, vertical: bool) -> PhotoRegion:
        """Return some rows (`vertical`) or columns of the region."""
        first, last = lines
        x, y = self.corner
        if vertical:
            return PhotoRegion(self.image.crop((0, first, self.image.width, last)), (x, y + first), self.size)
        return PhotoRegion(self.image.crop((first, 0, last, self.image.height)), (x + first, y), self.size)

    def search(self, *, light: bool) -> Iterator[tuple[Sequence[Rgb], Rgb]]:
        """Yield light or dark colours with bounds of those to come, as `search_lightest` and `search_darkest` do."""
        return search_lightest(self.image) if light else search_darkest(self.image)

    def find_luminance(self, *, light: bool) -> float:
        """Return the highest (`light`) or lowest luminance of a pixel."""
        found, choose = (-math.inf, max) if light else (math.inf, min)
        for colors, bound in self.search(light=light):
            found = choose(found, *map(relative_luminance, colors))
            if choose(found, relative_luminance(bound)) == found:   # so no colour to come exceeds it
                break
        return found

    def find_extremes(self, *, vertical: bool, light: bool) -> bytes:
        """Return the maximum (`light`) or minimum of each channel in each row (`vertical`) or column.

        The two halves of the image are combined to one until one column or row is left. Each channel has a byte.
        """
        image, combine = self.image, ImageChops.lighter if light else ImageChops.darker
        while (length := image.width if vertical else image.height) > 1:
            half = (length + 1) // 2
            if vertical:
                parts = (0, 0, half, image.height), (length - half, 0, length, image.height)
            else:
                parts = (0, 0, image.width, half), (0, length - half, image.width, length)
            image = combine(image.crop(parts[0]), image.crop(parts[1]))
        return image.tobytes()


def cut_region(picture: Image.Image, region: Rect, overlays: tuple[Paint, ...]) -> PhotoRegion:
    """Return a region of an RGB or RGBA picture with the overlays composited on it.

    It includes every pixel that `region` touches, and at least one. Coordinates of `region` and of the overlays'
    gradients are relative to the picture's corner.
    """
    left, right = _to_pixels(region.x, region.right, picture.width)
    top, bottom = _to_pixels(region.y, region.bottom, picture.height)
    box = (left, top, right, bottom)
    part = put_on_white(picture.crop(box))
    for overlay in overlays:
        if isinstance(overlay, Color):
            part.paste(overlay.rgb, mask=Image.new("L", part.size, overlay.alpha))
        elif not gradients.is_transparent(overlay, box):
            gradients.composite_gradient(part, overlay, box)
    return PhotoRegion(part, (left, top), picture.size)


def put_on_white(image: Image.Image) -> Image.Image:
    """Return an RGB or RGBA image as RGB, its transparent parts composited over white."""
    if image.mode != "RGBA":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _to_pixels(start: float, end: float, length: int) -> tuple[int, int]:
    """Return the first pixel that an interval touches and the one after its last; at least one pixel is included."""
    first = min(max(0, math.floor(start)), length - 1)
    return first, min(max(first + 1, math.ceil(end)), length)
