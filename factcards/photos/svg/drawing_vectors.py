"""A drawing as vectors: its groups, shapes, strokes, gradients and clips, without a byte of the file itself.

The input is the SVG that resvg would get, with styles applied and references resolved. Where vectors cannot express it
(masks, and what is rare or drawn differently by renderers), InexpressibleError is raised and the pixels are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from ...graphics.color import Color
from ...graphics.geometry import Path, Rect, path_of_rects
from ...graphics.matrices import Matrix, multiply_matrices, transform_path
from ...graphics.path_bounds import find_tight_bounds
from ...graphics.vector_pictures import (
    Blend,
    Clip,
    InexpressibleError,
    VectorFill,
    VectorItem,
    VectorLayer,
    VectorPaint,
    VectorStroke,
    has_blend,
)
from .path_data import has_lone_point, parse_path_data, path_of_shape
from .shape_paints import PaintReader, fade_paint, parse_color
from .svg_lengths import Viewport, parse_fraction
from .svg_pens import read_pen
from .svg_transforms import parse_transform, translation
from .svg_tree import SHAPES, Element
from .svg_values import read_link
from .view_boxes import fit_view_box

_MAX_POINTS = 20_000
"""Maximum number of points of a drawing as vectors; more take more bytes than pixels."""
_INHERITED = {
    "fill": "black", "fill-opacity": "1", "fill-rule": "nonzero", "clip-rule": "nonzero", "color": "black",
    "stroke": "none", "stroke-opacity": "1", "stroke-width": "1", "stroke-linecap": "butt", "stroke-linejoin": "miter",
    "stroke-miterlimit": "4", "stroke-dasharray": "none", "stroke-dashoffset": "0", "visibility": "visible",
    "paint-order": "normal",
}  # fmt: skip
"""Initial values of inherited properties (SVG 2, 13; CSS Masking 1)."""
_REFUSED = ("mask", "filter", "transform-origin", "systemLanguage", "requiredExtensions")
"""Attributes that vectors cannot express, or that are too rare to be worth it; `none` is fine."""
_SILENT = ("defs", "clipPath", "mask", "symbol", "linearGradient", "radialGradient", "stop", "style")
"""Elements that are drawn only where another refers to them."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element inherits: properties, the transform to the picture, and the viewport of percentages."""

    values: Mapping[str, str]
    matrix: Matrix
    viewport: Viewport

    def enter(self, element: Element) -> _Context:
        """Return the context within an element."""
        inner = self.move(parse_transform(element.attributes.get("transform", "")))
        return replace(inner, values={**self.values, **_own_values(element)})

    def move(self, matrix: Matrix) -> _Context:
        """Return the context with a further transform."""
        return replace(self, matrix=multiply_matrices(self.matrix, matrix))


def read_vectors(root: Element, matrix: Matrix, viewport: tuple[float, float]) -> tuple[VectorItem, ...]:
    """Return the items of a drawing; `matrix` maps its units to those of the picture. Raises InexpressibleError."""
    reader = _DrawingReader(root)
    return reader.read_group(root, _Context(_INHERITED, matrix, Viewport(*viewport)))


class _DrawingReader:
    """Walks the elements of one drawing."""

    def __init__(self, root: Element) -> None:
        self._named = {e.attributes["id"]: e for e in reversed([*root.walk()]) if "id" in e.attributes}
        self._paints = PaintReader(self._named)
        self._points = 0

    def read_group(self, element: Element, outer: _Context) -> tuple[VectorItem, ...]:
        """Return the items of an element and its children, on a layer if it needs one."""
        context = outer.enter(element)
        items = tuple(item for child in element.children for item in self._read(child, context))
        return self._finish(element, items, context, None)

    def _read(self, element: Element, context: _Context) -> tuple[VectorItem, ...]:
        if element.name in _SILENT or element.attributes.get("display") == "none":
            return ()
        if element.name in SHAPES:
            return self._read_shape(element, context)
        if element.name == "use":
            return self._read_use(element, context)
        if element.name == "svg":
            return self._read_viewport(element, context, {})
        return self.read_group(element, context)

    def _read_use(self, element: Element, outer: _Context) -> tuple[VectorItem, ...]:
        target = self._named.get(element.attributes.get("href", "").strip()[1:])
        if target is None:
            return ()
        context = outer.enter(element)
        x, y = (context.viewport.to_units(key, element.attributes.get(key, "0")) for key in ("x", "y"))
        inner = context.move(translation(x, y))
        if target.name in ("svg", "symbol"):
            size = {key: value for key, value in element.attributes.items() if key in ("width", "height")}
            items = self._read_viewport(target, inner, size)
        else:
            items = self._read(target, inner)
        return self._finish(element, items, context, None)

    def _read_viewport(self, element: Element, outer: _Context, size: Mapping[str, str]) -> tuple[VectorItem, ...]:
        """Return the items of a nested `svg` or a `symbol`, which has its own units and clips what is outside."""
        values = {**element.attributes, **size}
        context = outer.enter(element)
        area, inner, units = fit_view_box(values, outer.viewport)
        inside = replace(context.move(inner), viewport=units)
        items = tuple(item for child in element.children for item in self._read(child, inside))
        if values.get("overflow", "hidden") not in ("visible", "auto"):
            clip = Clip(transform_path(context.matrix, path_of_rects([area])))
            items = (VectorLayer(items, clips=(clip,)),) if items else ()
        return self._finish(element, items, context, None)

    def _read_shape(self, element: Element, outer: _Context) -> tuple[VectorItem, ...]:
        context = outer.enter(element)
        path = self._read_path(element, context.viewport)
        if not path.points or context.values["visibility"] != "visible":
            return ()
        items = self._paint_shape(path, context)
        return self._finish(element, items, context, find_tight_bounds(path))

    def _read_path(self, element: Element, viewport: Viewport) -> Path:
        attributes = element.attributes

        def length(name: str) -> float | None:
            value = attributes.get(name, "auto")
            return None if value == "auto" else viewport.to_units(name, value)

        if element.name == "path":
            path = parse_path_data(attributes.get("d", ""))
        else:
            path = path_of_shape(element.name, length, attributes.get("points", ""))
        self._points += len(path.points) // 2
        if self._points > _MAX_POINTS:
            raise InexpressibleError
        return path

    def _paint_shape(self, path: Path, context: _Context) -> tuple[VectorItem, ...]:
        values, box = context.values, find_tight_bounds(path)
        pen = read_pen(values, context.viewport)
        found: list[VectorItem] = []
        fill = self._read_paint("fill", context, box, box)
        if fill is not None:
            found.append(VectorFill(transform_path(context.matrix, path), fill, values["fill-rule"] == "evenodd"))
        if pen is not None:
            reach = pen.width * max(1.0, pen.miter_limit)
            stroke = self._read_paint("stroke", context, box, box.grow(reach))
            if stroke is not None:
                if pen.cap == "square" and has_lone_point(path):
                    raise InexpressibleError   # PDF draws only round caps of a point (ISO 32000-1, 8.5.3.2)
                found.append(VectorStroke(path, stroke, pen, context.matrix))
        order = values["paint-order"].split()
        is_turned = "stroke" in order and "fill" not in order[: order.index("stroke")]
        return tuple(reversed(found)) if is_turned else tuple(found)

    def _read_paint(self, name: str, context: _Context, box: Rect, area: Rect) -> VectorPaint | None:
        values = context.values
        current = parse_color(values["color"], Color(0, 0, 0))
        opacity = parse_fraction(values[f"{name}-opacity"])
        return self._paints.read_paint(values[name], opacity, current, box, area, context.matrix, context.viewport)

    def _finish(
        self, element: Element, items: tuple[VectorItem, ...], context: _Context, box: Rect | None
    ) -> tuple[VectorItem, ...]:
        """Return items with what an element does to all of them: opacity, clips, and how they are blended.

        `box` is that of a shape, to which clips may be relative.
        """
        values = element.attributes
        if any(values.get(name, "none") != "none" for name in _REFUSED):
            raise InexpressibleError
        if not items:
            return ()
        style = dict(part.split(":", 1) for part in values.get("style", "").split(";") if part)
        opacity = parse_fraction(values.get("opacity", "1"))
        blend = cast(Blend, style.get("mix-blend-mode", "normal"))   # one that `svg_values` knows
        items = self._clip(values.get("clip-path", "none"), items, context, box)
        if opacity < 1 and len(items) == 1 and not isinstance(items[0], VectorLayer):
            items, opacity = (replace(items[0], paint=fade_paint(items[0].paint, opacity)),), 1.0
        is_isolated = style.get("isolation") == "isolate" and has_blend(items)
        return (VectorLayer(items, opacity, blend),) if opacity < 1 or blend != "normal" or is_isolated else items

    def _clip(
        self, value: str, items: tuple[VectorItem, ...], context: _Context, box: Rect | None
    ) -> tuple[VectorItem, ...]:
        link = read_link(value)
        if link is None:
            return items
        element = self._named.get(link[0])
        if element is None or element.name != "clipPath":
            raise InexpressibleError
        if any(element.attributes.get(name, "none") != "none" for name in _REFUSED):
            raise InexpressibleError
        matrix = multiply_matrices(context.matrix, parse_transform(element.attributes.get("transform", "")))
        if element.attributes.get("clipPathUnits") == "objectBoundingBox":
            if box is None:
                raise InexpressibleError
            matrix = multiply_matrices(matrix, (box.width, 0.0, 0.0, box.height, box.x, box.y))
        clips = list(self._read_clips(element, replace(context, matrix=matrix, values=_find_values(element))))
        if not clips:
            return ()
        if len(clips) == 1:
            items = (VectorLayer(items, clips=(clips[0],)),)
        else:
            white = Color(255, 255, 255)
            items = (VectorLayer(items, mask=tuple(VectorFill(c.path, white, c.even_odd) for c in clips)),)
        return self._clip(element.attributes.get("clip-path", "none"), items, context, box)

    def _read_clips(self, element: Element, context: _Context) -> Iterator[Clip]:
        """Yield the shapes of a clip path; what is in any of them is visible."""
        for child in element.children:
            values = child.attributes
            if not child.is_drawn or values.get("display") == "none":
                continue
            if child.name not in SHAPES or any(values.get(name, "none") != "none" for name in ("clip-path", *_REFUSED)):
                raise InexpressibleError
            inner = context.enter(child)
            path = self._read_path(child, context.viewport)
            if path.points and inner.values["visibility"] == "visible":
                yield Clip(transform_path(inner.matrix, path), inner.values["clip-rule"] == "evenodd")


def _find_values(element: Element) -> Mapping[str, str]:
    """Return the inherited properties of an element that is not drawn where it stands, such as a clip path."""
    outer = _find_values(element.parent) if element.parent else _INHERITED
    return {**outer, **_own_values(element)}


def _own_values(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.attributes.items() if name in _INHERITED and value != "inherit"}
