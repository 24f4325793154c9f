"""Gradients as shadings of PDF (ISO 32000-1, 8.7.4.5), in their own coordinates."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pydyf

from ...graphics.vector_pictures import LinearGradient, RadialGradient
from .pdf_syntax import format_numbers

_AXIAL, _RADIAL = 2, 3
"""Types of shadings (ISO 32000-1, table 78)."""
_EXPONENTIAL, _STITCHING = 2, 3
"""Types of functions: between two values, and one of several parts (ISO 32000-1, table 38)."""
_OFFSET_DIGITS, _VALUE_DIGITS = 5, 4
"""Decimals of offsets and of colour values, both 0 to 1."""

_Stops = Sequence[tuple[float, tuple[float, ...]]]


def make_color_shading(gradient: LinearGradient | RadialGradient) -> pydyf.Dictionary:
    """Return the shading of a gradient's colours in sRGB, without their alpha."""
    stops = [(offset, tuple(part / 255 for part in color.rgb)) for offset, color in gradient.stops]
    return _make_shading(gradient, "/DeviceRGB", stops)


def make_alpha_shading(gradient: LinearGradient | RadialGradient) -> pydyf.Dictionary:
    """Return the shading of a gradient's alpha as greys, from black for transparent to white."""
    stops = [(offset, (color.alpha / 255,)) for offset, color in gradient.stops]
    return _make_shading(gradient, "/DeviceGray", stops)


def _make_shading(gradient: LinearGradient | RadialGradient, space: str, stops: _Stops) -> pydyf.Dictionary:
    low, high = _find_range(gradient, stops)
    ends = (_mix(gradient.start, gradient.end, at) for at in (low, high))
    scaled = [((offset - low) / (high - low), value) for offset, value in stops]
    return pydyf.Dictionary({
        "ShadingType": _AXIAL if isinstance(gradient, LinearGradient) else _RADIAL, "ColorSpace": space,
        "Coords": f"[{format_numbers(*itertools.chain(*ends), digits=4)}]", "Function": _make_function(scaled),
        "Extend": "[true true]",
    })  # fmt: skip


def _find_range(gradient: LinearGradient | RadialGradient, stops: _Stops) -> tuple[float, float]:
    """Return the offsets between which the shading runs: 0 and 1, or further where the value jumps at one of these.

    A shading goes on with the value of its function at 0 and 1, which a jump there leaves undefined. Inwards, circles
    end at the radius 0.
    """
    high = 2.0 if [offset for offset, _ in stops[-2:]] == [1, 1] else 1.0
    if [offset for offset, _ in stops[:2]] != [0, 0]:
        return 0.0, high
    if isinstance(gradient, LinearGradient):
        return -1.0, high
    return -gradient.start[2] / (gradient.end[2] - gradient.start[2]), high


def _mix(start: Sequence[float], end: Sequence[float], at: float) -> tuple[float, ...]:
    return tuple(a + at * (b - a) for a, b in zip(start, end, strict=True))


def _make_function(stops: _Stops) -> pydyf.Dictionary:
    """Return the function from offsets to values. Where two stops have the same offset, the value jumps."""
    parts = list(_find_parts(stops))
    functions = [
        pydyf.Dictionary({
            "FunctionType": _EXPONENTIAL, "Domain": "[0 1]", "N": 1, "C0": f"[{_format_values(first)}]",
            "C1": f"[{_format_values(last)}]",
        })
        for _, first, last in parts
    ]  # fmt: skip
    if len(functions) == 1:
        return functions[0]
    bounds = format_numbers(*(start for start, _, _ in parts[1:]), digits=_OFFSET_DIGITS)
    return pydyf.Dictionary({
        "FunctionType": _STITCHING, "Domain": "[0 1]", "Functions": pydyf.Array(functions), "Bounds": f"[{bounds}]",
        "Encode": f"[{' '.join(['0 1'] * len(functions))}]",
    })  # fmt: skip


def _find_parts(stops: _Stops) -> Iterator[tuple[float, tuple[float, ...], tuple[float, ...]]]:
    """Yield the parts of the range from 0 to 1 that have a length: where each begins, its first and its last value."""
    (first, *_), (*_, last) = stops, stops
    for (start, before), (end, after) in itertools.pairwise([(0.0, first[1]), *stops, (1.0, last[1])]):
        if round(start, _OFFSET_DIGITS) < round(end, _OFFSET_DIGITS):
            yield start, before, after


def _format_values(values: Sequence[float]) -> str:
    return format_numbers(*values, digits=_VALUE_DIGITS)
