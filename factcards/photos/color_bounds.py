"""The lightest and darkest colours of an image, with which text on it must contrast, and the test for blank images."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
_ANY_CHANNEL = (255, 255, 255, 0)
"""A matrix for `Image.convert` that maps black to 0 and all other colours to 255."""
_BLACK = (0, 0, 0)


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
    return _pareto_front([color for colors, _ in search_darkest(image) for color in colors], darkest=True)


def find_lightest(image: Image.Image) -> tuple[Rgb, ...]:
    """Return the colours of an RGB image that no other exceeds; rounded up by at most 7 if there are very many."""
    return _pareto_front([color for colors, _ in search_lightest(image) for color in colors])


def search_darkest(image: Image.Image) -> Iterator[tuple[Sequence[Rgb], Rgb]]:
    """Yield dark colours of an RGB image, each time with a colour that none of those to come is below in any channel.

    The last colour is white. All colours that no other is below in all channels are among those yielded.
    """
    for colors, bound in search_lightest(ImageChops.invert(image)):
        yield [_invert(color) for color in colors], _invert(bound)


def search_lightest(image: Image.Image) -> Iterator[tuple[Sequence[Rgb], Rgb]]:
    """Yield light colours of an RGB image, each time with a colour that none of those to come exceeds in any channel.

    The last colour is black. All colours that no other exceeds are among those yielded; they are rounded up by at most
    7 if there are very many.
    """
    for step in range(_STEPS):
        few = cast(list[tuple[int, Rgb]] | None, image.getcolors(_MAX_COMPARED))
        if few:
            yield [color for _, color in few], _BLACK
            return
        brightest = _brightest(image, step)
        # blacken all pixels that this colour exceeds, until few colours are left
        above = ImageChops.subtract(image, Image.new("RGB", image.size, brightest))
        box = above.getbbox()
        if box is None:
            yield (brightest,), _BLACK
            return
        mask = above.crop(box).convert("L", _ANY_CHANNEL)
        rest = Image.new("RGB", mask.size)
        rest.paste(image.crop(box), mask=mask)
        image = rest
        highest = cast(tuple[tuple[int, int], ...], image.getextrema())
        yield (brightest,), (highest[0][1], highest[1][1], highest[2][1])
    rounded = image.point([value | 7 for value in range(256)] * 3)
    yield [color for _, color in cast(list[tuple[int, Rgb]], rounded.getcolors(1 << 15))], _BLACK


def _invert(color: Rgb) -> Rgb:
    return 255 - color[0], 255 - color[1], 255 - color[2]


def _pareto_front(colors: Iterable[Rgb], *, darkest: bool = False) -> tuple[Rgb, ...]:
    """Return the colours that no other exceeds in all channels, or, if `darkest`, that no other is below."""
    if darkest:
        return tuple(map(_invert, _pareto_front(map(_invert, colors))))
    front: list[Rgb] = []
    for r, g, b in sorted(set(colors), key=lambda color: (-sum(color), color)):
        if not any(fr >= r and fg >= g and fb >= b for fr, fg, fb in front):
            front.append((r, g, b))
    return tuple(front)


def _brightest(image: Image.Image, step: int) -> Rgb:
    """Return a colour that no other exceeds: the brightest, or that with the most red, green or blue, by turns."""
    gray = image.convert("L") if step % 4 == 0 else image.getchannel(step % 4 - 1)
    top = cast(int, gray.getextrema()[1])
    y, x = divmod(gray.tobytes().index(top), image.width)
    return cast(Rgb, image.getpixel((x, y)))
