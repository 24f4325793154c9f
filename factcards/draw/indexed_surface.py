"""A surface with at most 256 colours, whose pixels are indexes into a colour table.

Almost all text is on one colour, so a line is drawn by looking up the index of each coverage. Where a mask lies on
several colours, each of them is drawn by itself.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import cast

from PIL import Image, ImageChops

from ..graphics.color import Color, Paint
from ..graphics.geometry import PixelBox
from .color_table import MAX_COLORS, MAX_ERROR, RGB, ColorTable, IndexedImage
from .glyph_masks import CoverageMask
from .pixel_boxes import move_box
from .surfaces import Surface

MAX_PICTURE_COLORS = 1024
"""Maximum number of colours of a picture, such as a logo, before those that hardly differ are merged."""
_PARTIAL = [0] + [255] * 254 + [0]
_FULL = [0] * 255 + [255]
_SOME = [0] + [255] * 255
"""Tables of a mask's values: which coverages are neither none nor full, which are full, and which are not none."""
_MAX_BASES = 12
"""Maximum number of colours on which a part of a mask is blended. More take longer than the picture in true colour, and
would soon be more than the palette holds."""
_MAX_PART = 192
"""Largest side of a part of a mask that is drawn at once on several colours, in px."""


class IndexedSurface(Surface):
    """A surface of indexes into `table`, which is full after drawing if the scene has too many colours."""

    def __init__(self, image: Image.Image, corner: tuple[int, int], limit: PixelBox, table: ColorTable) -> None:
        super().__init__(image, *corner, limit)
        self.table = table

    @property
    def is_full(self) -> bool:
        """Whether no further colour can be drawn, so that the image is worthless."""
        return self.table.is_full

    def limit_to(self, limit: PixelBox) -> IndexedSurface:
        """Return the same surface with another limit."""
        return IndexedSurface(self.image, (self.left, self.top), limit, self.table)

    def copy_part(self, box: PixelBox) -> IndexedSurface:
        """Return a copy of a part, on which a group is drawn."""
        return IndexedSurface(self.image.crop(self.place(box)), box[:2], box, self.table)

    def fill_box(self, color: Color, box: PixelBox) -> None:
        """Fill a box with an opaque colour."""
        found = self.shown(box)
        if found:
            self.image.paste(self.table.add(color.rgb), self.place(found[0]))

    def paint(self, coverage: CoverageMask, paint: Paint) -> None:
        """Composite a colour through a mask. A gradient has too many colours."""
        found = self.shown(coverage.box, coverage.mask)
        if not isinstance(paint, Color):
            self.table.is_full = True
        elif found and found[1]:
            box, mask = self.place(found[0]), found[1]
            if coverage.is_sharp and paint.alpha == 255:
                self.image.paste(self.table.add(paint.rgb), box, mask)
            else:
                self._paint_color(box, mask, paint)

    def _paint_color(self, box: PixelBox, mask: Image.Image, color: Color) -> None:
        """Composite a colour through a mask; a part that lies on several colours is divided if it is large."""
        under = self.image.crop(box)
        lowest, highest = cast(tuple[int, int], under.getextrema())
        if lowest == highest:
            self.image.paste(mask.point(self.table.blend(lowest, color)), box)
        elif max(mask.size) <= _MAX_PART:
            self._paint_on_several(box, (mask, under), color)
        else:
            for part in _halve(mask.size):
                self._paint_color(move_box(part, -box[0], -box[1]), mask.crop(part), color)

    def _paint_on_several(self, box: PixelBox, images: tuple[Image.Image, Image.Image], color: Color) -> None:
        """Composite a colour through a mask, the first image, on the colours of the second one."""
        mask, under = images
        if color.alpha == 255:
            self.image.paste(self.table.add(color.rgb), box, mask.point(_FULL))
        for base, part in self._split(under, mask.point(_PARTIAL if color.alpha == 255 else _SOME)):
            self._blend_where(box, (mask, part), base, color)

    def paste(self, image: Image.Image, box: PixelBox) -> None:
        """Composite an RGB or RGBA image of the box's size over exact colours."""
        found = self.shown(box)
        if found is None:
            return
        shown = self.place(found[0])
        under = self.image.crop(shown)
        bases = [index for index, number in enumerate(under.histogram()) if number]
        if self.table.is_full or any(self.table.error(base) for base in bases):
            self.table.is_full = True   # errors would add up
            return
        if len(bases) == 1:
            drawn = Image.new("RGB", under.size, self.table.color(bases[0]))
        else:
            drawn = IndexedImage(under, self.table.colors).to_rgb()
        left, top = box[0] - found[0][0], box[1] - found[0][1]
        drawn.paste(image, (left, top), image if image.mode == "RGBA" else None)
        merged = _merge_colors(drawn.tobytes(), drawn.size, tuple(self.table.color(base) for base in bases))
        if merged is None:
            self.table.is_full = True
            return
        exact = len(bases)
        indexes = [self.table.add(color, 0 if at < exact else MAX_ERROR) for at, color in enumerate(merged.colors)]
        self.image.paste(merged.image.point(indexes + [0] * (MAX_COLORS - len(indexes))), shown)

    def blend_part(self, part: IndexedSurface, mask: Image.Image) -> None:
        """Composite a part that `copy_part` made, through a mask of its size."""
        box = part.left, part.top, part.left + mask.width, part.top + mask.height
        self._blend_image(self.place(box), part.image, mask)

    def _blend_image(self, box: PixelBox, image: Image.Image, mask: Image.Image) -> None:
        """Composite an image of indexes through a mask; it is divided if it is large and not shown whole."""
        lowest, highest = cast(tuple[int, int], mask.getextrema())
        if lowest == 255:
            self.image.paste(image, box)
        elif max(mask.size) > _MAX_PART and highest:
            for part in _halve(mask.size):
                self._blend_image(move_box(part, -box[0], -box[1]), image.crop(part), mask.crop(part))
        elif highest:
            under = self.image.crop(box)
            self.image.paste(image, box, mask.point(_FULL))
            for base, below in self._split(under, mask.point(_PARTIAL)):
                for top, both in self._split(image, below):
                    color, error = Color(*self.table.color(top)), self.table.error(top)
                    self._blend_where(box, (mask, both), base, color, error)

    def _split(self, image: Image.Image, mask: Image.Image) -> Iterator[tuple[int, Image.Image]]:
        """Yield each index of an image within a mask of 0 and 255, and the mask of its pixels."""
        found = [index for index, number in enumerate(image.histogram(mask)) if number]
        if len(found) > _MAX_BASES:
            self.table.is_full = True
            return
        for index in found:
            only = [0] * 256
            only[index] = 255
            yield index, ImageChops.darker(mask, image.point(only)) if len(found) > 1 else mask

    def _blend_where(
        self, box: PixelBox, masks: tuple[Image.Image, Image.Image], base: int, color: Color, error: int = 0
    ) -> None:
        """Blend a colour with one base, by the first mask and where the second one is not 0."""
        coverage, where = masks
        if not self.table.is_full:
            indexes = self.table.blend(base, color, error, coverage.histogram(where))
            self.image.paste(coverage.point(indexes), box, where)


def _halve(size: tuple[int, int]) -> tuple[PixelBox, PixelBox]:
    """Return both halves of an image, divided across its longer side."""
    width, height = size
    if width > height:
        return (0, 0, width // 2, height), (width // 2, 0, width, height)
    return (0, 0, width, height // 2), (0, height // 2, width, height)


@functools.lru_cache(maxsize=8)
def _merge_colors(pixels: bytes, size: tuple[int, int], exact: tuple[RGB, ...]) -> IndexedImage | None:
    """Return an RGB image with colours merged that differ by at most `MAX_ERROR`, or None if it has too many.

    `exact` are the first colours, with which none is merged; a more frequent colour absorbs a rarer one. The result is
    cached, because the cards of a set share a logo, so callers must not change it.
    """
    image = Image.frombytes("RGB", size, pixels)
    counted = cast(list[tuple[int, RGB]] | None, image.getcolors(MAX_PICTURE_COLORS))
    if counted is None:
        return None
    colors = list(exact)
    nearest: dict[RGB, int] = {color: index for index, color in enumerate(exact)}
    for _, color in sorted(counted, key=lambda pair: (-pair[0], pair[1])):
        if color not in nearest:
            near = (i for i in range(len(exact), len(colors)) if _differ_little(color, colors[i]))
            nearest[color] = found = next(near, len(colors))
            if found == len(colors):
                colors.append(color)
        if len(colors) > MAX_COLORS:
            return None
    indexes = bytes(nearest[r, g, b] for r, g, b in zip(pixels[0::3], pixels[1::3], pixels[2::3], strict=True))
    return IndexedImage(Image.frombytes("L", size, indexes), tuple(colors))


def _differ_little(first: RGB, second: RGB) -> bool:
    return all(abs(a - b) <= MAX_ERROR for a, b in zip(first, second, strict=True))
