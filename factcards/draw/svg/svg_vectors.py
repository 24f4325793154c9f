"""Pictures of vectors as elements of SVG: colour glyphs and drawings."""

from __future__ import annotations

import math
from dataclasses import replace

from ...graphics.color import Color
from ...graphics.geometry import Rect
from ...graphics.matrices import Matrix, invert_matrix, mean_scale, multiply_matrices
from ...graphics.vector_pictures import Clip, Pen, VectorItem, VectorLayer, VectorPicture, VectorStroke, has_blend
from .svg_definitions import SvgDefinitions
from .svg_paints import join_numbers, write_number, write_paint, write_path, write_transform


def write_vectors(picture: VectorPicture, matrix: Matrix, definitions: SvgDefinitions) -> str:
    """Return the element that shows a picture; `matrix` maps its units to those around it.

    The picture itself is a definition, written once however often it is shown.
    """
    digits = max(0, math.ceil(2 + math.log10(mean_scale(matrix) or 1.0)))   # of 0.01 px
    content = _ItemWriter(definitions, digits).write_items(picture.items)
    box = picture.box
    clip = definitions.add("clipPath", "", f'<path d="{_write_rect(box, digits)}"/>')
    name = definitions.add("g", f' clip-path="url(#{clip})"', content)
    return f'<use xlink:href="#{name}"{write_transform(matrix)}/>'


class _ItemWriter:
    """Writes items with a number of decimals of their coordinates."""

    def __init__(self, definitions: SvgDefinitions, digits: int) -> None:
        self._definitions = definitions
        self._digits = digits

    def write_items(self, items: tuple[VectorItem, ...]) -> str:
        """Return the elements of items."""
        return "".join(map(self._write_item, items))

    def _write_item(self, item: VectorItem) -> str:
        if isinstance(item, VectorLayer):
            return self._write_layer(item)
        if isinstance(item, VectorStroke):
            return self._write_stroke(item)
        rule = ' fill-rule="evenodd"' if item.even_odd else ""
        paint = write_paint(item.paint, "fill", self._definitions)
        return f'<path d="{write_path(item.path, self._digits)}"{paint}{rule}/>'

    def _write_layer(self, layer: VectorLayer) -> str:
        found = ""
        if layer.clips:
            found += f' clip-path="url(#{self._add_clip(layer.clips)})"'
        if layer.mask is not None:
            name = self._definitions.add("mask", ' style="mask-type:alpha"', self.write_items(layer.mask))
            found += f' mask="url(#{name})"'
        if layer.opacity < 1:
            found += f' opacity="{write_number(layer.opacity, 3)}"'
        if layer.blend != "normal":
            found += f' style="mix-blend-mode:{layer.blend}"'
        elif not found and has_blend(layer.items):
            found = ' style="isolation:isolate"'
        return f"<g{found}>{self.write_items(layer.items)}</g>"

    def _add_clip(self, clips: tuple[Clip, ...]) -> str:
        """Return the id of the intersection of clips: each is clipped by the one before it."""
        name = ""
        for clip in clips:
            outer = f' clip-path="url(#{name})"' if name else ""
            rule = ' clip-rule="evenodd"' if clip.even_odd else ""
            name = self._definitions.add("clipPath", outer, f'<path d="{write_path(clip.path, self._digits)}"{rule}/>')
        return name

    def _write_stroke(self, stroke: VectorStroke) -> str:
        inverse = invert_matrix(stroke.matrix)
        if inverse is None:
            return ""
        digits = max(0, self._digits + math.ceil(math.log10(mean_scale(stroke.matrix))))
        paint = stroke.paint
        if not isinstance(paint, Color):   # in SVG, a gradient is in the units of the path
            paint = replace(paint, matrix=multiply_matrices(inverse, paint.matrix))
        written = write_paint(paint, "stroke", self._definitions)
        pen = _write_pen(stroke.pen, digits)
        path, transform = write_path(stroke.path, digits), write_transform(stroke.matrix)
        return f'<path d="{path}" fill="none"{written}{pen}{transform}/>'


def _write_pen(pen: Pen, digits: int) -> str:
    """Return the attributes of a pen, each after a space, as far as they are not SVG's defaults."""
    dashes = join_numbers(write_number(dash, digits) for dash in pen.dashes)
    found = {
        "stroke-width": (write_number(pen.width, digits), "1"),
        "stroke-linecap": (pen.cap, "butt"),
        "stroke-linejoin": (pen.join, "miter"),
        "stroke-miterlimit": (write_number(pen.miter_limit), "4"),
        "stroke-dasharray": (dashes, ""),
        "stroke-dashoffset": (write_number(pen.dash_offset, digits), "0"),
    }
    return "".join(f' {name}="{value}"' for name, (value, default) in found.items() if value != default)


def _write_rect(rect: Rect, digits: int) -> str:
    x, y, right, bottom = (write_number(value, digits) for value in (rect.x, rect.y, rect.right, rect.bottom))
    return f"M{x} {y}H{right}V{bottom}H{x}Z"
