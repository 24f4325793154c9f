"""The lightest and darkest colours of an image: what words on it must stand out from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from PIL import Image, ImageChops

Rgb = tuple[int, int, int]

_FEW = 256  # so many colours are compared one by one
_STEPS = 24
_EVEN = 3
"""Levels of 255 between the least and the most of one colour: what JPEG makes of a single colour."""
_PROBES = ((4, 4), (1, 1), (6, 2), (2, 6), (7, 7))
"""Places, in eighths of the width and height, that are looked at before all pixels are."""
_UNSEEN = 3
"""The most of 255 that a pixel may be opaque so that nobody sees it."""
_ANY = [255 * (value > 0) for value in range(256)]


@dataclass(frozen=True, slots=True)
class ColorBounds:
    """The colours of a region that none other there exceeds in red, green and blue, and those that none falls below.

    Whatever evenly lightens or darkens the region, its lightest and its darkest place are among them.
    """

    lightest: tuple[Rgb, ...]
    darkest: tuple[Rgb, ...]


def is_invisible(image: Image.Image) -> bool:
    """Return whether no pixel of an RGB or RGBA image is opaque enough to be seen."""
    return image.mode == "RGBA" and cast(int, image.getchannel("A").getextrema()[1]) <= _UNSEEN


def is_blank(image: Image.Image) -> bool:
    """Return whether nothing can be seen on an RGB or RGBA image: all of it is clear, or of one colour."""
    if is_invisible(image):
        return True
    width, height = image.size
    probes = [cast(tuple[int, ...], image.getpixel((width * x // 8, height * y // 8))) for x, y in _PROBES]
    if any(max(values) - min(values) > _EVEN for values in zip(*probes, strict=True)):   # most photographs end here
        return False
    return all(high - low <= _EVEN for low, high in cast(tuple[tuple[int, int], ...], image.getextrema()))


def find_color_bounds(image: Image.Image) -> ColorBounds:
    """The lightest and darkest colours of an RGB image."""
    return ColorBounds(find_lightest(image), find_darkest(image))


def find_darkest(image: Image.Image) -> tuple[Rgb, ...]:
    """The colours of an RGB image that none other falls below."""
    return tuple((255 - r, 255 - g, 255 - b) for r, g, b in find_lightest(ImageChops.invert(image)))


def find_lightest(image: Image.Image) -> tuple[Rgb, ...]:
    """The colours of an RGB image that no other exceeds; rounded up by 7 at most where there are very many."""
    front: list[Rgb] = []
    for step in range(_STEPS):
        if image.getcolors(_FEW):
            break
        front.append(_brightest(image, step))
        # black out whatever this colour exceeds, until few colours are left
        above = ImageChops.subtract(image, Image.new("RGB", image.size, front[-1]))
        box = above.getbbox()
        if box is None:
            return _front_of(front)
        red, green, blue = above.crop(box).split()
        mask = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_ANY)
        image = Image.composite(image.crop(box), Image.new("RGB", mask.size), mask)
    else:
        image = image.point([value | 7 for value in range(256)] * 3)
    colors = cast(list[tuple[int, Rgb]], image.getcolors(1 << 15))
    return _front_of([*front, *(color for _, color in colors)])


def _front_of(colors: Iterable[Rgb]) -> tuple[Rgb, ...]:
    """Those of the colours that none other exceeds."""
    kept: list[Rgb] = []
    for r, g, b in sorted(set(colors), key=lambda color: (-sum(color), color)):
        if not any(kr >= r and kg >= g and kb >= b for kr, kg, kb in kept):
            kept.append((r, g, b))
    return tuple(kept)


def _brightest(image: Image.Image, step: int) -> Rgb:
    """A colour that none exceeds: the brightest of all, in turn with that of most red, green or blue."""
    grey = image.convert("L") if step % 4 == 0 else image.getchannel(step % 4 - 1)
    top = cast(int, grey.getextrema()[1])
    # nothing is left but the brightest; where that is black, all are
    found = ImageChops.subtract(grey, Image.new("L", grey.size, max(0, top - 1)))
    _, y, _, _ = found.getbbox() or (0, 0, 0, 0)
    x, _, _, _ = found.crop((0, y, image.width, y + 1)).getbbox() or (0, 0, 0, 0)
    return cast(Rgb, image.getpixel((x, y)))
