"""The viewBox of a drawing, and how it is fitted into a size (SVG 2, 8.6 and 8.7)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from ...graphics.geometry import Rect
from ...graphics.matrices import Matrix
from ...graphics.vector_pictures import InexpressibleError
from ...late_loading import compile_late
from .svg_lengths import Viewport
from .svg_values import NUMBER

_ALIGN = compile_late(r"\s*(?:none|x(Min|Mid|Max)Y(Min|Mid|Max))(?:\s+(meet|slice))?\s*")
"""A value of `preserveAspectRatio`: `xMidYMid slice`."""
_ALIGNMENTS = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
"""Fraction of the remaining space that is before the viewBox, by the alignment in `preserveAspectRatio`."""

ViewBox = tuple[float, float, float, float]
"""Left, top, width and height."""


def parse_view_box(text: str) -> ViewBox | None:
    """Parse a viewBox; return None if it is not four numbers, or is too far from the origin."""
    parts = [part for part in re.split(r"[\s,]+", text[:200].strip()) if part]
    if len(parts) != 4 or not all(re.fullmatch(NUMBER, part, re.IGNORECASE) for part in parts):
        return None
    left, top, width, height = map(float, parts)
    return (left, top, width, height) if abs(left) < 1e9 and abs(top) < 1e9 else None


def visible_box(width: float, height: float, view: ViewBox, aspect: str) -> ViewBox:
    """Return the visible part of a drawing's units, which differs from its viewBox if the ratios do (SVG 2, 8.7)."""
    found = _ALIGN.fullmatch(aspect)
    left, top, view_width, view_height = view
    across, down = width / view_width, height / view_height
    if (found and not found[1]) or math.isclose(across, down, rel_tol=1e-6):
        return view
    scale = max(across, down) if found and found[3] == "slice" else min(across, down)
    visible = (width / scale, height / scale)
    align_x, align_y = (_ALIGNMENTS[found[i]] if found else _ALIGNMENTS["Mid"] for i in (1, 2))
    return (left + (view_width - visible[0]) * align_x, top + (view_height - visible[1]) * align_y, *visible)


def fit_view_box(values: Mapping[str, str], outer: Viewport) -> tuple[Rect, Matrix, Viewport]:
    """Return the area of a nested `svg` in the units around it, the transform of its own units to these, and its size.

    Raises InexpressibleError if it has no size, or its viewBox has an error.
    """
    x, y = (outer.to_units(key, values.get(key, "0")) for key in ("x", "y"))
    width, height = (outer.to_units(key, values.get(key, "100%")) for key in ("width", "height"))
    text = values.get("viewBox", "")
    view = parse_view_box(text) or (0.0, 0.0, width, height)
    if not (width > 0 and height > 0 and view[2] > 0 and view[3] > 0) or (text and not parse_view_box(text)):
        raise InexpressibleError
    left, top, across, down = visible_box(width, height, view, values.get("preserveAspectRatio", "")[:100])
    scale_x, scale_y = width / across, height / down
    matrix = (scale_x, 0.0, 0.0, scale_y, x - left * scale_x, y - top * scale_y)
    return Rect(x, y, width, height), matrix, Viewport(view[2], view[3])
