"""Gradients rendered as Pillow images."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import cast

from PIL import Image, ImageMath

from .color import Color, Gradient, is_opaque
from .geometry import PixelBox

_SQUARES = 1 << 16  # steps of squared offsets; whole numbers give the same result on every machine
_OFFSETS = 1 << 10  # entries of a table of colours
_STEP = _SQUARES // _OFFSETS
_PART = 256  # entries of a table that Pillow maps at once
_FROM_ONE = [255 * (value > 0) for value in range(256)]
"""A table for `Image.point` that maps each value above 0 to 255."""


@functools.lru_cache(maxsize=4)
def draw_gradient(gradient: Gradient, box: PixelBox) -> tuple[Image.Image, Image.Image | None]:
    """Draw the part of a gradient within a box of the scene; return its RGB image, and its alpha if not opaque.

    The result is cached, because the cards of a set share gradients, so callers must not change it.
    """
    return draw_gradient_uncached(gradient, box)


def draw_gradient_uncached(gradient: Gradient, box: PixelBox) -> tuple[Image.Image, Image.Image | None]:
    """Draw the part of a gradient within a box without caching it, for callers that draw many small boxes."""
    color = _find_only_color(gradient)
    if color:
        return Image.new("RGB", (box[2] - box[0], box[3] - box[1]), color), _draw(gradient, box, alpha_only=True)
    image = _draw(gradient, box)
    return image.convert("RGB"), None if is_opaque(gradient) else image.getchannel("A")


def composite_gradient(image: Image.Image, gradient: Gradient, box: PixelBox) -> None:
    """Composite the part of a gradient within a box of the scene on an RGB image of that box, in place."""
    color = _find_only_color(gradient)
    if color:
        image.paste(color, mask=_draw(gradient, box, alpha_only=True))
    else:
        drawn, mask = draw_gradient_uncached(gradient, box)
        image.paste(drawn, mask=mask)


def _find_only_color(gradient: Gradient) -> tuple[int, int, int] | None:
    """Return the colour of a gradient in which only the opacity changes, as in all scrims; otherwise None."""
    colors = {color.rgb for _, color in gradient.stops}
    return colors.pop() if len(colors) == 1 and not is_opaque(gradient) else None


def is_transparent(gradient: Gradient, box: PixelBox) -> bool:
    """Return whether a gradient is certainly transparent everywhere in a box; much faster than drawing it."""
    # one pixel more on each side, because a drawn gradient may be off by half a pixel
    left, top, right, bottom = box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1
    (x, y), (ex, ey) = gradient.start, gradient.end
    dx, dy = ex - x, ey - y
    if gradient.is_radial:
        if not (dx and dy):
            return False
        across, down = max(left - x, 0.0, x - right) / dx, max(top - y, 0.0, y - bottom) / dy
        nearest = int((across * across + down * down) * _OFFSETS)
        return not any(_color_tables(gradient.stops)[3][min(nearest, _OFFSETS - 1) :])
    square = dx * dx + dy * dy
    if not square:
        return False
    offsets = [((at - x) * dx + (down - y) * dy) / square for at in (left, right) for down in (top, bottom)]
    shown = [index for index, (_, color) in enumerate(gradient.stops) if color.alpha]
    if not shown:
        return True
    before = gradient.stops[shown[0] - 1][0] if shown[0] else -math.inf
    after = gradient.stops[shown[-1] + 1][0] if shown[-1] + 1 < len(gradient.stops) else math.inf
    return max(offsets) <= before or min(offsets) >= after


def _draw(gradient: Gradient, box: PixelBox, *, alpha_only: bool = False) -> Image.Image:
    """Draw the part of a gradient within a box as an RGBA image, or only its alpha."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    dx, dy = gradient.end[0] - gradient.start[0], gradient.end[1] - gradient.start[1]
    length = math.hypot(dx, dy)
    if not length or (gradient.is_radial and not (dx and dy)):
        return _to_strip(_mix_colors(gradient, [1.0]), alpha_only=alpha_only).resize((width, height))
    if gradient.is_radial:
        return _draw_radial(gradient, box, alpha_only=alpha_only)
    # distances along the axis, in pixels: of the top left corner, and of the first corner along it
    corner = ((left - gradient.start[0]) * dx + (top - gradient.start[1]) * dy) / length
    across, down = width * dx / length, height * dy / length
    first = corner + min(0.0, across) + min(0.0, down)
    count = math.ceil(abs(across) + abs(down))
    strip = _to_strip(_cut_colors(gradient, first, count, length), alpha_only=alpha_only)
    if dx and dy:
        matrix = (dx / length, dy / length, corner - first, 0.0, 0.0, 0.5)
        # a corner may be exactly at the strip's end, where Pillow would draw black
        strip = strip.crop((0, 0, count + 1, 1))
        strip.paste(strip.crop((count - 1, 0, count, 1)), (count, 0))
        return strip.transform((width, height), Image.Transform.AFFINE, matrix, Image.Resampling.NEAREST)
    if dx + dy < 0:
        strip = strip.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if dy:
        strip = strip.transpose(Image.Transpose.ROTATE_270)
    return strip.resize((width, height), Image.Resampling.NEAREST)


def _to_strip(colors: bytes, *, alpha_only: bool) -> Image.Image:
    """Return an image of one row with these RGBA colours, or only with their alpha."""
    if alpha_only:
        return Image.frombytes("L", (len(colors) // 4, 1), colors[3::4])
    return Image.frombytes("RGBA", (len(colors) // 4, 1), colors)


def _draw_radial(gradient: Gradient, box: PixelBox, *, alpha_only: bool) -> Image.Image:
    """Draw a radial gradient: the squared offset of a pixel is the sum of a horizontal and a vertical square."""
    left, top, right, bottom = box
    size = right - left, bottom - top
    across = _squared_offsets(left, right, gradient.start[0], gradient.end[0]).resize(size, Image.Resampling.NEAREST)
    down = _squared_offsets(top, bottom, gradient.start[1], gradient.end[1]).transpose(Image.Transpose.ROTATE_270)
    down = down.resize(size, Image.Resampling.NEAREST)
    steps = ImageMath.lambda_eval(
        lambda given: given["min"](given["across"] + given["down"], _SQUARES - 1) / _STEP, across=across, down=down
    )
    tables = _color_tables(gradient.stops)
    if alpha_only:
        return _map_colors(steps, tables[3:])[0]
    return Image.merge("RGBA", _map_colors(steps, tables))


def _map_colors(steps: Image.Image, tables: Sequence[bytes]) -> list[Image.Image]:
    """Map each pixel's index through each table of `_OFFSETS` entries.

    Indices are mapped 256 at a time, and only in the parts of the tables that occur. For images of integers, Pillow
    expects a table of 65,536 entries and iterates over it, which takes far longer than a small image.
    """
    low, high = cast(tuple[int, int], steps.getextrema())
    first = low - low % _PART
    inner = _add_number(steps, -first)
    # each further part of the tables, with a mask of the pixels in that part or a later one
    further = [
        (start, _add_number(steps, -start), _add_number(steps, 1 - start).point(_FROM_ONE))
        for start in range(first + _PART, high + 1, _PART)
    ]
    found = []
    for table in tables:
        if len(set(table)) == 1:
            found.append(Image.new("L", steps.size, table[0]))
            continue
        image = inner.point(list(table[first : first + _PART]))
        for start, plane, mask in further:
            image.paste(plane.point(list(table[start : start + _PART])), mask=mask)
        found.append(image)
    return found


def _add_number(steps: Image.Image, number: int) -> Image.Image:
    """Add a number to each pixel; clip to 0–255."""
    return steps.point(lambda value: value + number).convert("L")


def _squared_offsets(first: int, last: int, middle: float, edge: float) -> Image.Image:
    """Return one row of pixels with the squares of the offsets along one axis."""
    row = Image.new("I", (last - first, 1))
    offsets = ((at + 0.5 - middle) / (edge - middle) for at in range(first, last))
    row.putdata([min(_SQUARES - 1, int(offset * offset * _SQUARES)) for offset in offsets])
    return row


@functools.lru_cache(maxsize=8)
def _color_tables(stops: tuple[tuple[float, Color], ...]) -> tuple[bytes, ...]:
    """Return tables of red, green, blue and alpha, indexed by the squared offset."""
    offsets = [math.sqrt(step / _OFFSETS) for step in range(_OFFSETS)]
    colors = _mix_colors(Gradient((0, 0), (1, 0), stops), offsets)
    return tuple(colors[channel::4] for channel in range(4))


def _cut_colors(gradient: Gradient, first: float, count: int, length: float) -> bytes:
    """Return the RGBA colours of `count` pixels along the axis of a gradient, from `first` pixels after its start on.

    Where these are whole pixels, the colours between its ends are computed once: a scrim is behind many texts.
    """
    if not (first.is_integer() and length.is_integer()):
        return _mix_colors(gradient, [(first + i + 0.5) / length for i in range(count)])
    start, inside = int(first), _mix_all_colors(gradient, int(length))
    before, after = (bytes((*color.rgb, color.alpha)) for _, color in (gradient.stops[0], gradient.stops[-1]))
    return (
        before * min(count, max(0, -start))
        + inside[4 * max(0, start) : 4 * max(0, start + count)]
        + after * min(count, max(0, start + count - int(length)))
    )


@functools.lru_cache(maxsize=16)
def _mix_all_colors(gradient: Gradient, length: int) -> bytes:
    return _mix_colors(gradient, [(i + 0.5) / length for i in range(length)])


def _mix_colors(gradient: Gradient, offsets: Sequence[float]) -> bytes:
    """Return the RGBA colours at increasing offsets; faster than calling `color_at` for each."""
    stops = [(at, (*color.rgb, color.alpha)) for at, color in gradient.stops]
    pixels, index = bytearray(), 0
    for offset in offsets:
        while index < len(stops) and stops[index][0] < offset:
            index += 1
        if 0 < index < len(stops):
            (low, first), (high, second) = stops[index - 1], stops[index]
            fraction = (offset - low) / (high - low)
            if first[:3] == second[:3]:   # as in all scrims
                pixels += bytes((*first[:3], round(first[3] + (second[3] - first[3]) * fraction)))
            else:
                pixels += bytes(round(a + (b - a) * fraction) for a, b in zip(first, second, strict=True))
        else:
            pixels += bytes(stops[min(index, len(stops) - 1)][1])
    return bytes(pixels)
