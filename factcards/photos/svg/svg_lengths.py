"""Lengths of a drawing in user units (CSS Values 4, 5 and 6)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ...graphics.vector_pictures import InexpressibleError
from ...late_loading import compile_late
from .svg_values import NUMBER, PIXELS

_LENGTH = compile_late(rf"\s*({NUMBER})([a-z%]*)\s*", re.IGNORECASE)   # a number and its unit: `2mm`, `50%`
_NUMBER = compile_late(NUMBER, re.IGNORECASE)
_SEPARATOR = compile_late(r"\s*+,?\s*+")
_ACROSS = frozenset(("x", "width", "cx", "rx", "x1", "x2", "fx"))
_DOWN = frozenset(("y", "height", "cy", "ry", "y1", "y2", "fy"))
"""Attributes whose percentages refer to the viewport's width, and to its height; of others, to its diagonal."""



@dataclass(frozen=True, slots=True)
class Viewport:
    """The size to which percentages refer, in user units."""

    width: float
    height: float

    def to_units(self, name: str, text: str) -> float:
        """Return an attribute's length. Raises InexpressibleError if it is none, or relative to a font."""
        found = _LENGTH.fullmatch(text)
        unit = found[2].lower() if found else "?"
        if found and unit == "%":
            side = self.width if name in _ACROSS else self.height if name in _DOWN else self._diagonal()
            return float(found[1]) / 100 * side
        if not found or unit not in PIXELS or unit in ("em", "ex"):
            raise InexpressibleError
        return float(found[1]) * PIXELS[unit]

    def _diagonal(self) -> float:
        """Return the diagonal divided by √2 (SVG 2, 8.9)."""
        return math.hypot(self.width, self.height) / math.sqrt(2)


def parse_numbers(text: str) -> list[float]:
    """Return the numbers of a list, between which spaces, a comma or a sign may stand (SVG 2, 2.1.1).

    Raises InexpressibleError for anything else.
    """
    numbers, at, text = [], 0, text.strip()
    while at < len(text):
        found = _NUMBER.match(text, at)
        if not found:
            raise InexpressibleError
        numbers.append(float(found[0]))
        separator = _SEPARATOR.match(text, found.end())
        at = separator.end() if separator else found.end()
        if at == len(text) and at > found.end():   # a comma at the end
            raise InexpressibleError
    return numbers


def parse_fraction(text: str) -> float:
    """Return a number or percentage, limited to 0 to 1. Raises InexpressibleError if it is none."""
    found = _LENGTH.fullmatch(text)
    if not found or found[2] not in ("", "%"):
        raise InexpressibleError
    return min(1.0, max(0.0, float(found[1]) / (100 if found[2] else 1)))
