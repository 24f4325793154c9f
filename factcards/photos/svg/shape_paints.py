"""The fills and strokes of a drawing's shapes: colours and gradients (SVG 2, 13 and 14)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace

from ...graphics.color import Color
from ...graphics.geometry import Rect
from ...graphics.matrices import Matrix, multiply_matrices
from ...graphics.spread_gradients import Spread, spread_gradient
from ...graphics.vector_pictures import InexpressibleError, LinearGradient, RadialGradient, Stops, VectorPaint
from ...late_loading import compile_late
from .svg_lengths import Viewport, parse_fraction
from .svg_transforms import parse_transform
from .svg_tree import GRADIENTS, Element
from .svg_values import read_link

_HEX = compile_late(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_RGBA = compile_late(r"rgba\((\d+),(\d+),(\d+),([\d.e+-]+)\)")   # as `svg_values` writes it
_SPREADS: dict[str, Spread] = {"pad": "pad", "repeat": "repeat", "reflect": "reflect"}
_UNIT = Viewport(1.0, 1.0)   # of gradients in fractions of the shape's box
_DEFAULTS = {
    "linearGradient": {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%", "fr": "0%"},
}
"""Initial values of the geometry of gradients (SVG 2, 14.2.2 and 14.2.3)."""


def parse_color(text: str, current: Color, opacity: float = 1.0) -> Color:
    """Return a colour in the syntax of `svg_values`. Raises InexpressibleError if it is none.

    `current` is the value of `currentColor`; the colour's alpha is multiplied by `opacity`.
    """
    if text == "currentColor":
        return _fade(current, opacity)
    if text == "black":
        return _fade(Color(0, 0, 0), opacity)
    if found := _HEX.fullmatch(text):
        digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
        return _fade(Color(*(int(digits[at : at + 2], 16) for at in range(0, len(digits), 2))), opacity)
    if found := _RGBA.fullmatch(text):
        return _fade(Color(int(found[1]), int(found[2]), int(found[3])), float(found[4]) * opacity)
    raise InexpressibleError


def fade_paint(paint: VectorPaint, opacity: float) -> VectorPaint:
    """Return a paint with its alpha multiplied by an opacity."""
    if isinstance(paint, Color):
        return _fade(paint, opacity)
    return replace(paint, stops=tuple((offset, _fade(color, opacity)) for offset, color in paint.stops))


def _fade(color: Color, opacity: float) -> Color:
    return Color(*color.rgb, round(color.alpha * opacity))


class PaintReader:
    """Reads the gradients of a drawing, whose elements are `named` by id."""

    def __init__(self, named: Mapping[str, Element]) -> None:
        self._named = named

    def read_paint(
        self, text: str, opacity: float, current: Color, box: Rect, area: Rect, matrix: Matrix, viewport: Viewport
    ) -> VectorPaint | None:
        """Return a paint, or None for none.

        `box` is that of the shape without its stroke, and `area` a rectangle that contains all that is painted, both in
        user units; `matrix` maps these to the picture. Raises InexpressibleError.
        """
        if text == "none":
            return None
        link = read_link(text)
        if link is None:
            return parse_color(text, current, opacity)
        gradient = self._named.get(link[0])
        if gradient is None or gradient.name not in GRADIENTS:
            raise InexpressibleError
        stops = self._read_stops(gradient)
        if not stops:
            return None
        values = self._read_values(gradient)
        is_relative = values.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox"
        if is_relative and not (box.width and box.height):
            return None   # SVG 2, 14.2.1: such a shape is not painted
        own = parse_transform(values.get("gradientTransform", ""))
        if is_relative:
            own = multiply_matrices((box.width, 0.0, 0.0, box.height, box.x, box.y), own)
        found = _make_gradient(gradient.name, values, stops, own, _UNIT if is_relative else viewport)
        if not isinstance(found, Color):
            spread = _SPREADS.get(values.get("spreadMethod", ""), "pad")
            found = spread_gradient(found, spread, area)
            found = replace(found, matrix=multiply_matrices(matrix, found.matrix))
        return fade_paint(found, opacity) if opacity < 1 else found

    def _chain(self, gradient: Element) -> list[Element]:
        """Return a gradient and those from which it takes what it does not say, nearest first."""
        chain: list[Element] = []
        while gradient not in chain and gradient.name in GRADIENTS:
            chain.append(gradient)
            target = self._named.get(gradient.attributes.get("href", "").strip()[1:])
            if target is None:
                break
            gradient = target
        return chain

    def _read_values(self, gradient: Element) -> dict[str, str]:
        values: dict[str, str] = dict(_DEFAULTS[gradient.name])
        for element in reversed(self._chain(gradient)):
            values |= element.attributes
        return values

    def _read_stops(self, gradient: Element) -> Stops:
        owner = next((e for e in self._chain(gradient) if any(c.name == "stop" for c in e.children)), gradient)
        stops: list[tuple[float, Color]] = []
        for stop in owner.children:
            if stop.name == "stop":
                values = stop.attributes
                if "inherit" in (values.get("stop-color"), values.get("stop-opacity")):
                    raise InexpressibleError
                if values.get("stop-color") == "currentColor" and "color" not in values:
                    raise InexpressibleError   # which depends on the elements around the gradient
                current = parse_color(values.get("color", "black"), Color(0, 0, 0))
                opacity = parse_fraction(values.get("stop-opacity", "1"))
                offset = max(parse_fraction(values.get("offset", "0")), stops[-1][0] if stops else 0.0)
                stops.append((offset, parse_color(values.get("stop-color", "black"), current, opacity)))
        return tuple(stops)


def _make_gradient(
    name: str, values: Mapping[str, str], stops: Stops, matrix: Matrix, viewport: Viewport
) -> VectorPaint:
    def length(key: str) -> float:
        return viewport.to_units(key, values[key])

    if len(stops) == 1:
        return stops[0][1]
    if name == "linearGradient":
        start, end = (length("x1"), length("y1")), (length("x2"), length("y2"))
        return LinearGradient(start, end, stops, matrix) if start != end else stops[-1][1]
    x, y, radius, inner = length("cx"), length("cy"), length("r"), length("fr")
    fx, fy = length("fx") if "fx" in values else x, length("fy") if "fy" in values else y
    if radius <= 0:
        return stops[-1][1]
    if math.hypot(fx - x, fy - y) + inner > radius * (1 - 1e-6) or inner < 0:
        raise InexpressibleError   # renderers differ where the focal point is not within the circle
    return RadialGradient((fx, fy, inner), (x, y, radius), stops, matrix)
