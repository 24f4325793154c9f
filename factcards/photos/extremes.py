"""The lightest and darkest colours of an image: what words on it must stand out from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PIL import Image, ImageChops

Rgb = tuple[int, int, int]

_FEW = 4096  # so many colours are compared one by one


@dataclass(frozen=True, slots=True)
class Extremes:
    """The colours of a region that none other there exceeds in red, green and blue, and those that none falls below.

    Whatever evenly lightens or darkens the region, its lightest and its darkest place are among them.
    """

    lightest: tuple[Rgb, ...]
    darkest: tuple[Rgb, ...]


def find_extremes(image: Image.Image) -> Extremes:
    """The lightest and darkest colours of an RGB image."""
    darkest = tuple((255 - r, 255 - g, 255 - b) for r, g, b in _lightest(ImageChops.invert(image)))
    return Extremes(_lightest(image), darkest)


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
