"""The attribute `transform` of SVG as a matrix (CSS Transforms 1, 9)."""

from __future__ import annotations

import math
from collections.abc import Callable

from ...graphics.matrices import IDENTITY, Matrix, multiply_matrices
from ...graphics.vector_pictures import InexpressibleError
from ...late_loading import compile_late
from .svg_lengths import parse_numbers

_STEP = compile_late(r"\s*+,?\s*+(\w++)\s*+\(([^()]*+)\)")


def parse_transform(text: str) -> Matrix:
    """Return the matrix of a list of transforms. Raises InexpressibleError if it has an error."""
    matrix, at = IDENTITY, 0
    while text[at:].strip():
        found = _STEP.match(text, at)
        if not found or found[1] not in _FUNCTIONS:
            raise InexpressibleError
        counts, function = _FUNCTIONS[found[1]]
        numbers = parse_numbers(found[2])
        if len(numbers) not in counts:
            raise InexpressibleError
        matrix = multiply_matrices(matrix, function(*numbers))
        at = found.end()
    return matrix


def translation(x: float, y: float = 0.0) -> Matrix:
    """Return the transform that moves by a distance."""
    return (1.0, 0.0, 0.0, 1.0, x, y)


def _scale(x: float, y: float | None = None) -> Matrix:
    return (x, 0.0, 0.0, x if y is None else y, 0.0, 0.0)


def _rotate(degrees: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turned = (cosine, sine, -sine, cosine, 0.0, 0.0)
    return multiply_matrices(translation(x, y), multiply_matrices(turned, translation(-x, -y)))


def _skew_x(degrees: float) -> Matrix:
    return (1.0, 0.0, math.tan(math.radians(degrees)), 1.0, 0.0, 0.0)


def _skew_y(degrees: float) -> Matrix:
    return (1.0, math.tan(math.radians(degrees)), 0.0, 1.0, 0.0, 0.0)


def _matrix(a: float, b: float, c: float, d: float, e: float, f: float) -> Matrix:
    return (a, b, c, d, e, f)


_FUNCTIONS: dict[str, tuple[tuple[int, ...], Callable[..., Matrix]]] = {
    "translate": ((1, 2), translation), "scale": ((1, 2), _scale), "rotate": ((1, 3), _rotate),
    "skewX": ((1,), _skew_x), "skewY": ((1,), _skew_y), "matrix": ((6,), _matrix),
}  # fmt: skip
"""Each function with the numbers of arguments that it takes."""
