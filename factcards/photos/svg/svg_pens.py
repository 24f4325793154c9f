"""The strokes of a drawing (SVG 2, 13.5)."""

from __future__ import annotations

from collections.abc import Mapping

from ...graphics.vector_pictures import InexpressibleError, Pen
from .svg_lengths import Viewport


def read_pen(values: Mapping[str, str], viewport: Viewport) -> Pen | None:
    """Return the pen of a shape with these properties, or None if it has no stroke.

    Raises InexpressibleError for joins that PDF lacks, and for invalid values.
    """
    if values["stroke"] == "none":
        return None
    width = viewport.to_units("stroke-width", values["stroke-width"])
    if width <= 0:
        return None
    cap, join = values["stroke-linecap"], values["stroke-linejoin"]
    limit = float(values["stroke-miterlimit"])
    if limit < 1:
        raise InexpressibleError
    dashes, offset = _read_dashes(values, viewport)
    match cap, join:
        case ("butt" | "round" | "square", "miter" | "round" | "bevel"):
            return Pen(width, cap, join, limit, dashes, offset)
        case _:
            raise InexpressibleError


def _read_dashes(values: Mapping[str, str], viewport: Viewport) -> tuple[tuple[float, ...], float]:
    """Return the dashes and their offset, which is made positive, as PDF requires; none if all have no length."""
    text = values["stroke-dasharray"]
    dashes = () if text == "none" else tuple(viewport.to_units("stroke-dasharray", part) for part in text.split())
    if any(dash < 0 for dash in dashes):
        raise InexpressibleError
    if not sum(dashes):
        return (), 0.0
    dashes *= 1 + len(dashes) % 2
    offset = viewport.to_units("stroke-dashoffset", values["stroke-dashoffset"])
    return dashes, offset % sum(dashes)
