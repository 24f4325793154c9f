"""The exact bounds of a path's curves; `Path.bounds` includes their control points."""

from __future__ import annotations

import math
from collections.abc import Iterator

from .geometry import Path, Rect


def find_tight_bounds(path: Path) -> Rect:
    """Return the rectangle around a path's lines and curves; empty, at the origin, for an empty path."""
    xs: list[float] = []
    ys: list[float] = []
    for verb, points in path.steps():
        if verb == "C":
            xs += _find_extremes(xs[-1], *points[0::2])
            ys += _find_extremes(ys[-1], *points[1::2])
        if verb != "Z":
            xs.append(points[-2])
            ys.append(points[-1])
    if not xs:
        return Rect(0, 0, 0, 0)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _find_extremes(p0: float, p1: float, p2: float, p3: float) -> Iterator[float]:
    """Yield the extreme values of one coordinate within a cubic curve, where its derivative a·t² + b·t + c is 0."""
    a, b, c = -p0 + 3 * p1 - 3 * p2 + p3, 2 * (p0 - 2 * p1 + p2), p1 - p0
    if abs(a) < 1e-12:
        roots = [-c / b] if b else []
    else:
        square = b * b - 4 * a * c
        roots = [(-b + sign * math.sqrt(square)) / (2 * a) for sign in (-1, 1)] if square >= 0 else []
    for t in roots:
        if 0 < t < 1:
            yield (1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t * t * (1 - t) * p2 + t**3 * p3
