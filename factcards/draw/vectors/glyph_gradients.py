"""The gradients of colour glyphs (OpenType 1.9.1, COLR, "Color lines") as those of vectors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import uharfbuzz as hb

from ...graphics.color import Color
from ...graphics.matrices import Matrix
from ...graphics.spread_gradients import Spread
from ...graphics.vector_pictures import InexpressibleError, LinearGradient, RadialGradient, Stops

SPREADS: dict[int, Spread] = {
    hb.PaintExtend.PAD: "pad", hb.PaintExtend.REPEAT: "repeat", hb.PaintExtend.REFLECT: "reflect",
}  # fmt: skip
"""What a colour line shows outside its stops."""
_ALPHA_STEPS = 8
"""Number of parts into which a gradient is divided where colour and alpha change together."""
_SLACK = 1e-6
"""Fraction of its radius by which the inner circle may leave the outer one, for rounding."""


def read_color(color: hb.Color) -> Color:
    """Return HarfBuzz's colour as ours."""
    return Color(color.red, color.green, color.blue, color.alpha)


def make_linear_gradient(line: hb.ColorLine, points: Sequence[float], matrix: Matrix) -> LinearGradient | None:
    """Return a linear gradient of three points, or None if it is ill-formed and paints nothing.

    The third point gives the direction of the lines of one colour; they need not be at right angles to the axis. Raises
    InexpressibleError as `_read_stops`.
    """
    x0, y0, x1, y1, x2, y2 = points
    stops, low, high = _read_stops(line)
    dx, dy = x2 - x0, y2 - y0
    square = dx * dx + dy * dy
    if square > 1e-6:
        along = (dx * (x1 - x0) + dy * (y1 - y0)) / square
        x1, y1 = x1 - along * dx, y1 - along * dy
    start = (x0 + low * (x1 - x0), y0 + low * (y1 - y0))
    end = (x0 + high * (x1 - x0), y0 + high * (y1 - y0))
    return LinearGradient(start, end, stops, matrix) if start != end else None


def make_radial_gradient(line: hb.ColorLine, circles: Sequence[float], matrix: Matrix) -> RadialGradient | None:
    """Return a radial gradient of two circles, or None if they are the same and it paints nothing.

    Raises InexpressibleError if neither circle is within the other, and as `_read_stops`.
    """
    stops, low, high = _read_stops(line)
    first, last = circles[:3], circles[3:]
    start, end = (tuple(a + at * (b - a) for a, b in zip(first, last, strict=True)) for at in (low, high))
    if start == end:
        return None
    if start[2] > end[2]:
        start, end = end, start
        stops = tuple((1 - offset, color) for offset, color in reversed(stops))
    if start[2] < 0 or not end[2] or math.dist(start[:2], end[:2]) + start[2] > end[2] * (1 + _SLACK):
        raise InexpressibleError
    return RadialGradient((start[0], start[1], start[2]), (end[0], end[1], end[2]), stops, matrix)


def _read_stops(line: hb.ColorLine) -> tuple[Stops, float, float]:
    """Return a colour line's stops with offsets from 0 to 1, and the offsets that these two had.

    A repeated colour line has a period from its first stop to its last. Raises InexpressibleError if it has no length.
    """
    found = sorted(((stop.offset, read_color(stop.color)) for stop in line.color_stops), key=lambda stop: stop[0])
    low, high = (found[0][0], found[-1][0]) if found else (0.0, 0.0)
    if line.extend == hb.PaintExtend.PAD:
        low, high = min(0.0, low), max(1.0, high)
    if low == high or not found:
        raise InexpressibleError
    scaled = [((offset - low) / (high - low), color) for offset, color in found]
    return (*_unfold_alpha(scaled), scaled[-1]), low, high


def _unfold_alpha(stops: Sequence[tuple[float, Color]]) -> Iterator[tuple[float, Color]]:
    """Yield stops, without the last, between which colours mixed without regard to alpha are those of the glyph.

    HarfBuzz mixes colours that are multiplied by their alpha: from transparent white to opaque grey, all are grey. PDF
    and SVG mix colours and alpha separately.
    """
    for (start, first), (end, last) in pairwise(stops):
        if first.alpha == last.alpha or first.rgb == last.rgb:
            yield start, first
        elif not first.alpha:
            yield start, Color(*last.rgb, 0)
        elif not last.alpha:
            yield start, first
            yield end, Color(*first.rgb, 0)
        else:
            for step in range(_ALPHA_STEPS):
                at = step / _ALPHA_STEPS
                yield start + at * (end - start), _mix_premultiplied(first, last, at)


def _mix_premultiplied(first: Color, last: Color, at: float) -> Color:
    weights = first.alpha * (1 - at), last.alpha * at
    alpha = sum(weights)
    channels = zip(first.rgb, last.rgb, strict=True)
    red, green, blue = (round((a * weights[0] + b * weights[1]) / alpha) for a, b in channels)
    return Color(red, green, blue, round(alpha))
