"""The lightest and darkest colours of an image, with which text on it must contrast, and the test for blank images."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from PIL import Image, ImageChops

Rgb = tuple[int, int, int]

_MAX_COMPARED = 256
"""Maximum number of colours that are compared one by one."""
_STEPS = 24
"""Maximum number of colours that are removed from an image, before its colours are rounded."""
_SINGLE_COLOR_RANGE = 3
"""Maximum range of a channel, in levels of 255, that counts as one colour: the noise that JPEG adds."""
_PROBES = ((4, 4), (1, 1), (6, 2), (2, 6), (7, 7))
"""Positions, in eighths of the width and height, that are tested before all pixels are."""
_INVISIBLE_ALPHA = 3
"""Maximum alpha, of 255, of a pixel that counts as invisible."""
_NONZERO = [255 * (value > 0) for value in range(256)]
"""A table for `Image.point` that maps each value above 0 to 255."""


@dataclass(frozen=True, slots=True)
class ColorBounds:
    """The colours of a region that no other exceeds in all channels, and those that no other is below in all channels.

    Any even lightening or darkening of the region leaves its lightest and darkest pixels among them.
    """

    lightest: tuple[Rgb, ...]
    darkest: tuple[Rgb, ...]


def is_invisible(image: Image.Image) -> bool:
    """Return whether no pixel of an RGB or RGBA image is opaque enough to be visible."""
    return image.mode == "RGBA" and cast(int, image.getchannel("A").getextrema()[1]) <= _INVISIBLE_ALPHA


def is_blank_image(image: Image.Image) -> bool:
    """Return whether an RGB or RGBA image shows nothing: it is transparent or of one colour."""
    if is_invisible(image):
        return True
    width, height = image.size
    probes = [cast(tuple[int, ...], image.getpixel((width * x // 8, height * y // 8))) for x, y in _PROBES]
    ranges = (max(values) - min(values) for values in zip(*probes, strict=True))
    if any(spread > _SINGLE_COLOR_RANGE for spread in ranges):   # true for most photographs
        return False
    return all(high - low <= _SINGLE_COLOR_RANGE for low, high in cast(tuple[tuple[int, int], ...], image.getextrema()))


def find_color_bounds(image: Image.Image) -> ColorBounds:
    """Return the lightest and darkest colours of an RGB image."""
    return ColorBounds(find_lightest(image), find_darkest(image))


def find_darkest(image: Image.Image) -> tuple[Rgb, ...]:
    """Return the colours of an RGB image that no other is below in all channels."""
    return tuple((255 - r, 255 - g, 255 - b) for r, g, b in find_lightest(ImageChops.invert(image)))


def find_lightest(image: Image.Image) -> tuple[Rgb, ...]:
    """Return the colours of an RGB image that no other exceeds; rounded up by at most 7 if there are very many."""
    front: list[Rgb] = []
    for step in range(_STEPS):
        if image.getcolors(_MAX_COMPARED):
            break
        front.append(_brightest(image, step))
        # blacken all pixels that this colour exceeds, until few colours are left
        above = ImageChops.subtract(image, Image.new("RGB", image.size, front[-1]))
        box = above.getbbox()
        if box is None:
            return _pareto_front(front)
        red, green, blue = above.crop(box).split()
        mask = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_NONZERO)
        image = Image.composite(image.crop(box), Image.new("RGB", mask.size), mask)
    else:
        image = image.point([value | 7 for value in range(256)] * 3)
    colors = cast(list[tuple[int, Rgb]], image.getcolors(1 << 15))
    return _pareto_front([*front, *(color for _, color in colors)])


def _pareto_front(colors: Iterable[Rgb]) -> tuple[Rgb, ...]:
    """Return the colours that no other exceeds in all channels."""
    front: list[Rgb] = []
    for r, g, b in sorted(set(colors), key=lambda color: (-sum(color), color)):
        if not any(fr >= r and fg >= g and fb >= b for fr, fg, fb in front):
            front.append((r, g, b))
    return tuple(front)


def _brightest(image: Image.Image, step: int) -> Rgb:
    """Return a colour that no other exceeds: the brightest, or that with the most red, green or blue, by turns."""
    gray = image.convert("L") if step % 4 == 0 else image.getchannel(step % 4 - 1)
    top = cast(int, gray.getextrema()[1])
    # only the brightest pixels remain; if they are black, all pixels are
    found = ImageChops.subtract(gray, Image.new("L", gray.size, max(0, top - 1)))
    _, y, _, _ = found.getbbox() or (0, 0, 0, 0)
    x, _, _, _ = found.crop((0, y, image.width, y + 1)).getbbox() or (0, 0, 0, 0)
    return cast(Rgb, image.getpixel((x, y)))
