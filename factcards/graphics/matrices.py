"""Affine transforms: (a, b, c, d, e, f) maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as in SVG and PDF."""

from __future__ import annotations

import math

from .geometry import Path

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The transform that changes nothing."""


def multiply_matrices(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the transform that applies `inner` first and `outer` to its result."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f)


def invert_matrix(matrix: Matrix) -> Matrix | None:
    """Return the inverse transform, or None if the transform maps everything onto a line."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if not area or not math.isfinite(1 / area):
        return None
    return (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)


def transform_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point is mapped to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transform_path(matrix: Matrix, path: Path) -> Path:
    """Return a path with every point mapped."""
    if matrix == IDENTITY:
        return path
    a, b, c, d, e, f = matrix
    points: list[float] = []
    for x, y in zip(path.points[0::2], path.points[1::2], strict=True):
        points += (a * x + c * y + e, b * x + d * y + f)
    return Path(path.verbs, tuple(points))


def mean_scale(matrix: Matrix) -> float:
    """Return the factor by which a transform enlarges lengths, as the square root of that of areas."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
