"""Gradients that repeat: unrolled over the area that they fill, because PDF has none that repeat."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Literal

from .color import Color
from .geometry import Rect
from .matrices import invert_matrix, transform_point
from .vector_pictures import InexpressibleError, LinearGradient, RadialGradient, Stops

Spread = Literal["pad", "repeat", "reflect"]
"""What a gradient shows outside its stops: the nearest colour, itself again, or itself turned around (SVG 2, 14.2)."""
_MAX_STOPS = 1000
"""Maximum number of stops of an unrolled gradient."""
_SLACK = 1e-6
"""Fraction of the squared radius below which the inner point counts as on the circle, whose discs never end."""


def spread_gradient(
    gradient: LinearGradient | RadialGradient, spread: Spread, area: Rect
) -> LinearGradient | RadialGradient:
    """Return a gradient that shows in an area of the picture what another shows there with `spread`.

    The stops of a repeated gradient count from offset 0 to 1. Raises InexpressibleError if there would be more than
    1,000 stops, or no whole number of periods.
    """
    inverse = invert_matrix(gradient.matrix)
    if spread == "pad" or inverse is None:
        return gradient
    corners = [transform_point(inverse, x, y) for x in (area.x, area.right) for y in (area.y, area.bottom)]
    if isinstance(gradient, LinearGradient):
        offsets = [_linear_offset(gradient, *corner) for corner in corners]
        first, last = math.floor(min(offsets)), max(offsets)
    elif gradient.start[2]:
        raise InexpressibleError   # inwards it repeats down to the middle, which no whole number of periods reaches
    else:
        # the disc of an offset contains those of all smaller ones, so the largest offset is that of a corner
        first, last = 0, max(_radial_offset(gradient, *corner) for corner in corners)
    count = max(1.0, last - first)
    if not count * (len(gradient.stops) + 2) <= _MAX_STOPS:
        raise InexpressibleError
    periods = math.ceil(count)
    stops = tuple(_repeat_stops(gradient.stops, spread, first, periods))
    if isinstance(gradient, LinearGradient):
        (x0, y0), (x1, y1) = (_mix(gradient.start, gradient.end, at) for at in (first, first + periods))
        return LinearGradient((x0, y0), (x1, y1), stops, gradient.matrix)
    x, y, radius = _mix(gradient.start, gradient.end, periods)
    return RadialGradient(gradient.start, (x, y, radius), stops, gradient.matrix)


def _repeat_stops(stops: Stops, spread: Spread, first: int, count: int) -> Iterator[tuple[float, Color]]:
    """Yield the stops of `count` periods, of which the first has the number `first`, with offsets from 0 to 1."""
    whole = ((0.0, stops[0][1]), *stops, (1.0, stops[-1][1]))
    turned = tuple((1 - offset, color) for offset, color in reversed(whole))
    for number in range(count):
        is_turned = spread == "reflect" and (first + number) % 2
        for offset, color in turned if is_turned else whole:
            yield (number + offset) / count, color


def _mix(start: Iterable[float], end: Iterable[float], at: float) -> tuple[float, ...]:
    return tuple(a + at * (b - a) for a, b in zip(start, end, strict=True))


def _linear_offset(gradient: LinearGradient, x: float, y: float) -> float:
    (x0, y0), (x1, y1) = gradient.start, gradient.end
    dx, dy = x1 - x0, y1 - y0
    return ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)


def _radial_offset(gradient: RadialGradient, x: float, y: float) -> float:
    """Return the offset of the circle through a point, for a gradient from radius 0; infinite if there is none."""
    (x0, y0, _), (x1, y1, radius) = gradient.start, gradient.end
    dx, dy, px, py = x1 - x0, y1 - y0, x - x0, y - y0
    # |p − t·d| = t·radius, a quadratic equation of which the positive root counts
    a, b, c = radius * radius - dx * dx - dy * dy, px * dx + py * dy, px * px + py * py
    if a <= _SLACK * radius * radius:
        return math.inf
    return (math.sqrt(b * b + a * c) - b) / a
