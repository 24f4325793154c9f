"""Paths, colours and gradients as attributes of SVG (SVG 2, 9 and 14)."""

from __future__ import annotations

from collections.abc import Iterable

from ...graphics.color import Color
from ...graphics.geometry import Path
from ...graphics.matrices import IDENTITY, Matrix
from ...graphics.vector_pictures import LinearGradient, VectorPaint
from ..rounded_numbers import format_all
from .svg_definitions import SvgDefinitions

_MATRIX_DIGITS = 6
_OFFSET_DIGITS = 5
_COORDINATES = {"M": 2, "L": 2, "C": 6}
"""The number of coordinates of each verb of a path that has any."""


def write_number(value: float, digits: int = 2) -> str:
    """Return a number rounded to `digits` decimals, without zeros that say nothing."""
    return write_numbers((value,), digits)[0]


def write_numbers(values: Iterable[float], digits: int = 2) -> list[str]:
    """Return each number as `write_number` does."""
    texts = format_all(values, digits)
    return [text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text for text in texts]


def write_path(path: Path, digits: int = 2) -> str:
    """Return the data of a path; a straight line along an axis has one coordinate."""
    distinct = {*path.points}   # the modules of a code are in a grid
    known = dict(zip(distinct, write_numbers(distinct, digits), strict=True))
    numbers = [*map(known.__getitem__, path.points)]
    found: list[str] = []
    x = y = ""
    at = 0   # of the first number that is not yet written
    for verb in path.verbs:
        if verb == "Z":
            found.append(verb)
            x = y = ""
            continue
        begin, at = at, at + _COORDINATES[verb]
        x_before, y_before = x, y
        x, y = numbers[at - 2 : at]
        if verb == "L" and y == y_before:
            found.append(f"H{x}")
        elif verb == "L" and x == x_before:
            found.append(f"V{y}")
        else:
            found.append(verb + join_numbers(numbers[begin:at]))
    return "".join(found)


def join_numbers(numbers: Iterable[str]) -> str:
    """Return numbers in a row; a sign separates them as well as a space."""
    return " ".join(numbers).replace(" -", "-")


def write_transform(matrix: Matrix) -> str:
    """Return the attribute `transform` after a space, or "" if it changes nothing."""
    return "" if matrix == IDENTITY else f' transform="{_write_matrix(matrix)}"'


def write_paint(paint: VectorPaint, name: str, definitions: SvgDefinitions) -> str:
    """Return the attributes of a paint, each after a space; `name` is "fill" or "stroke"."""
    if not isinstance(paint, Color):
        return f' {name}="url(#{add_gradient(paint, definitions)})"'
    found = f' {name}="{write_color(paint)}"'
    return found if paint.alpha == 255 else f'{found} {name}-opacity="{write_number(paint.alpha / 255, 3)}"'


def write_color(color: Color) -> str:
    """Return a colour without its alpha."""
    return str(Color(*color.rgb))


def add_gradient(gradient: VectorPaint, definitions: SvgDefinitions) -> str:
    """Add a gradient to the definitions and return its id."""
    assert not isinstance(gradient, Color)
    matrix = "" if gradient.matrix == IDENTITY else f' gradientTransform="{_write_matrix(gradient.matrix)}"'
    values = [write_number(value, 4) for value in (*gradient.start, *gradient.end)]
    is_linear = isinstance(gradient, LinearGradient)
    element = "linearGradient" if is_linear else "radialGradient"
    names = ("x1", "y1", "x2", "y2") if is_linear else ("fx", "fy", "fr", "cx", "cy", "r")
    pairs = {name: value for name, value in zip(names, values, strict=True) if (name, value) != ("fr", "0")}
    for focal, center in (("fx", "cx"), ("fy", "cy")):   # the focal point is the centre unless it says otherwise
        if pairs.get(focal, "-") == pairs.get(center):
            del pairs[focal]
    numbers = "".join(f' {name}="{value}"' for name, value in pairs.items())
    attributes = f' gradientUnits="userSpaceOnUse"{numbers}{matrix}'
    return definitions.add(element, attributes, "".join(_write_stop(*stop) for stop in gradient.stops))


def _write_stop(offset: float, color: Color) -> str:
    alpha = "" if color.alpha == 255 else f' stop-opacity="{write_number(color.alpha / 255, 3)}"'
    return f'<stop offset="{write_number(offset, _OFFSET_DIGITS)}" stop-color="{write_color(color)}"{alpha}/>'


def _write_matrix(matrix: Matrix) -> str:
    a, b, c, d, e, f = (write_number(value, _MATRIX_DIGITS) for value in matrix)
    if (a, b, c, d) == ("1", "0", "0", "1"):
        return f"translate({e} {f})"
    return f"matrix({' '.join((a, b, c, d, e, f))})"
