"""The colours of a picture that has at most 256: pixels are indexes, and blends are looked up instead of computed.

No colour is more than `MAX_ERROR` from the one that true colour would give. A blend of two exact colours may use this
whole error, so that neighbouring coverages share a colour. A blend over such a blend must be exact.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from ..graphics.color import Color

MAX_COLORS = 256
"""Number of colours in a PNG's palette at most (ISO/IEC 15948, 11.2.2)."""
MAX_ERROR = 4
"""Maximum difference of a channel from true colour, of 255: edges of letters look the same at four times the size."""
_MAX_COUNTED_BLENDS = 400
"""Maximum number of blends whose coverages are counted: thirty times those of our themes. Each takes up to 0.2 ms, and
a hostile theme could make any number of them."""

RGB = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class IndexedImage:
    """An image of indexes (mode L), and the colours that they mean."""

    image: Image.Image
    colors: tuple[RGB, ...]

    def to_rgb(self) -> Image.Image:
        """Return the image in true colour."""
        shown = self.image.copy()
        shown.putpalette([channel for color in self.colors for channel in color])
        return shown.convert("RGB")


class Shade(NamedTuple):
    """The colour of a range of coverages, `first` to `last` of 255."""

    first: int
    last: int
    color: RGB


class ColorTable:
    """The colours of a picture while it is drawn; a colour's index never changes.

    `is_full` is set when a colour would be the 257th, or when counting takes too long. The picture is worthless then.
    """

    def __init__(self, colors: Sequence[RGB] = ()) -> None:
        self.is_full = False
        self._counted_blends = 0
        self._indexes: dict[tuple[RGB, int], int] = {}
        self._colors: list[tuple[RGB, int]] = []
        self._blends: dict[tuple[int, Color, int], list[int]] = {}
        for color in colors:
            self.add(color)

    def copy(self) -> ColorTable:
        """Return a table with the same colours, to which others can be added."""
        made = ColorTable()
        made.is_full, made._counted_blends = self.is_full, self._counted_blends
        made._indexes, made._colors, made._blends = dict(self._indexes), list(self._colors), dict(self._blends)
        return made

    @property
    def colors(self) -> tuple[RGB, ...]:
        """The colours by index."""
        return tuple(color for color, _ in self._colors)

    def color(self, index: int) -> RGB:
        """Return the colour of an index."""
        return self._colors[index][0]

    def error(self, index: int) -> int:
        """Return the maximum difference of a colour from true colour: 0 or `MAX_ERROR`."""
        return self._colors[index][1]

    def add(self, color: RGB, error: int = 0) -> int:
        """Return the index of a colour, which is added if it is new. A full table returns 0."""
        found = self._indexes.get((color, error))
        if found is not None:
            return found
        if len(self._colors) == MAX_COLORS:
            self.is_full = True
            return 0
        self._indexes[color, error] = len(self._colors)
        self._colors.append((color, error))
        return len(self._colors) - 1

    def blend(self, base: int, top: Color, error: int = 0, counts: Sequence[int] | None = None) -> list[int]:
        """Return the index for each coverage of the colour of index `base` by `top`, whose error is `error`.

        `counts` is the number of pixels of each coverage. Colours of coverages that have none are not added.
        """
        known = self._blends.get((base, top, error))
        if known:
            return known
        self._counted_blends += counts is not None
        if self._counted_blends > _MAX_COUNTED_BLENDS:
            self.is_full = True
        under = max(self.error(base), error)
        shades = group_shades(self.color(base), top.rgb, top.alpha, MAX_ERROR - under)
        found = [base] * 256
        for first, last, color in shades:
            if counts is None or any(counts[first : last + 1]):
                is_exact = last == 255
                index = self.add(color, (error if top.alpha == 255 else under) if is_exact else MAX_ERROR)
                found[first : last + 1] = [index] * (last + 1 - first)
        if counts is None:
            self._blends[base, top, error] = found
        return found


@functools.lru_cache(maxsize=512)
def group_shades(base: RGB, top: RGB, alpha: int, tolerance: int) -> tuple[Shade, ...]:
    """Return the blends of two colours by coverage, 1 to 255, with as few colours as the tolerance allows.

    Every channel of a shade is at most `tolerance` from the blend at each of its coverages. Full coverage is a shade of
    its own, so that it is exact.
    """
    if alpha == 255 and top < base:   # the blends of two colours are the same in both orders, so they share indexes
        turned = group_shades(top, base, alpha, tolerance)[-2::-1]
        return (*(Shade(255 - last, 255 - first, color) for first, last, color in turned), Shade(255, 255, top))
    blends = [_blend(base, top, round(coverage * (alpha / 255))) for coverage in range(256)]
    shades, first = [], 1
    while first < 255:
        middle = _find_last_near(blends, first, tolerance)
        last = _find_last_near(blends, middle, tolerance)
        shades.append(Shade(first, last, blends[middle]))
        first = last + 1
    return (*shades, Shade(255, 255, blends[255]))


def _find_last_near(blends: list[RGB], start: int, tolerance: int) -> int:
    """Return the last coverage below 255 up to which no channel differs by more than the tolerance."""
    last = start
    while last < 254 and all(abs(a - b) <= tolerance for a, b in zip(blends[start], blends[last + 1], strict=True)):
        last += 1
    return last


def _blend(base: RGB, top: RGB, coverage: int) -> RGB:
    """Return the blend of two colours as Pillow computes it, rounded to the nearest integer."""
    red, green, blue = ((a * (255 - coverage) + b * coverage + 127) // 255 for a, b in zip(base, top, strict=True))
    return red, green, blue
