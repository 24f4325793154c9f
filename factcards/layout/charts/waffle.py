"""Pills, the cells of a waffle chart: upright with round ends, filled, as outlines, or cut at a share of their area."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ...graphics.geometry import Path, Rect

_ARC = 4 / 3 * (math.sqrt(2) - 1)
"""Length of the control handle of a quarter circle's cubic curve, in radii."""


def path_of_pills(cells: Iterable[Rect]) -> Path:
    """Return one path of pills that fill their cells. Their radius is half of the shorter side."""
    return _join(_outline_pill(cell) for cell in cells)


def path_of_rings(cells: Iterable[Rect], thickness: float) -> Path:
    """Return the outlines of pills, drawn inward from the edges of their cells."""
    return _join(part for cell in cells for part in (_outline_pill(cell), _outline_hole(cell.grow(-thickness))))


def cut_pill(cell: Rect, share: float) -> int:
    """Return the distance from one side, in whole pixels, at which a cut leaves the fraction `share` of a pill's area.

    It is 0 only for a share of 0 and the full width only for 1, so that any other share is visible.
    """
    columns = int(cell.width)
    total = _measure_area_before(cell, columns)
    nearest = min(range(columns + 1), key=lambda x: abs(_measure_area_before(cell, x) - share * total))
    return max(1, min(columns - 1, nearest)) if 0 < share < 1 else nearest


def _measure_area_before(cell: Rect, x: float) -> float:
    """Return the area of a pill up to a distance from its side: the integral of its height."""
    radius = min(cell.width, cell.height) / 2
    middle = cell.width - 2 * radius
    area = 2 * _under_arc(min(x, radius), radius)
    area += min(max(x - radius, 0.0), middle) * 2 * radius
    if x > radius + middle:
        area += 2 * (_under_arc(radius, radius) - _under_arc(cell.width - x, radius))
    return area + (cell.height - 2 * radius) * x


def _under_arc(x: float, radius: float) -> float:
    """Return the area under a quarter circle that rises from a height of 0 at x = 0 to the radius at x = radius."""
    along = (radius - x) / radius
    return radius * radius * (math.acos(along) - along * math.sqrt(max(0.0, 1 - along * along))) / 2


def _outline_pill(cell: Rect) -> Path:
    """Return the outline of a pill, clockwise."""
    r = min(cell.width, cell.height) / 2
    k = r * (1 - _ARC)
    left, top, right, bottom = cell.x, cell.y, cell.right, cell.bottom
    return Path("MLCLCLCLCZ", (
        left + r, top, right - r, top, right - k, top, right, top + k, right, top + r,
        right, bottom - r, right, bottom - k, right - k, bottom, right - r, bottom,
        left + r, bottom, left + k, bottom, left, bottom - k, left, bottom - r,
        left, top + r, left, top + k, left + k, top, left + r, top,
    ))  # fmt: skip


def _outline_hole(cell: Rect) -> Path:
    """Return the outline of a pill, counterclockwise: a hole by the non-zero rule."""
    if cell.width <= 0 or cell.height <= 0:
        return Path("", ())
    points = _outline_pill(cell).points
    reversed_points = [value for at in range(len(points) - 2, -1, -2) for value in points[at : at + 2]]
    return Path("MCLCLCLCLZ", tuple(reversed_points))


def _join(paths: Iterable[Path]) -> Path:
    parts = list(paths)
    return Path("".join(p.verbs for p in parts), tuple(v for p in parts for v in p.points))
