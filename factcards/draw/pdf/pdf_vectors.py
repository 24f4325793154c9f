"""Pictures of vectors in a PDF document: colour glyphs and drawings, each a form that pages place."""

from __future__ import annotations

import math
from collections.abc import Hashable

import pydyf

from ...graphics.color import Color
from ...graphics.geometry import Path, Rect
from ...graphics.matrices import Matrix, mean_scale
from ...graphics.vector_pictures import (
    Pen,
    VectorFill,
    VectorItem,
    VectorLayer,
    VectorPicture,
    VectorStroke,
    has_blend,
)
from ..rounded_numbers import format_number
from .page_content import PageContent
from .pdf_paints import (
    add_blend,
    add_opacity,
    add_soft_mask,
    clip_to_path,
    fill_vector_path,
    gradient_key,
    make_form,
    with_color,
    write_matrix,
)
from .pdf_resources import PdfResources
from .pdf_shadings import make_color_shading
from .pdf_syntax import format_numbers

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
"""Numbers of line caps and joins (ISO 32000-1, tables 54 and 55)."""


def draw_vectors(content: PageContent, picture: VectorPicture, matrix: Matrix, key: Hashable) -> None:
    """Draw a picture of vectors; `matrix` maps its units to the content's, and `key` identifies it in the document."""
    digits = max(0, math.ceil(2 + math.log10(mean_scale(matrix) or 1.0)))   # of 0.01 px
    form_key = "vectors", key, digits

    def make() -> pydyf.Object:
        writer = _FormWriter(content.resources, picture.box, digits)
        return writer.make_form(picture.items, is_group=has_blend(picture.items))

    name = content.resources.add("XObject", form_key, make)
    content.begin_artifact()
    content.write(f"q {write_matrix(matrix)}/{name} Do Q")


class _FormWriter:
    """Writes items as forms that share a box and the number of decimals of their coordinates."""

    def __init__(self, resources: PdfResources, box: Rect, digits: int) -> None:
        self._resources = resources
        self._box = box
        self._digits = digits
        self._groups: dict[tuple[VectorItem, ...], pydyf.Stream] = {}

    def make_form(self, items: tuple[VectorItem, ...], *, is_group: bool) -> pydyf.Stream:
        """Return a form of the items; an isolated group is composited by itself before what is below it."""
        content = PageContent(self._resources, None)
        self._draw_items(content, items)
        return make_form(self._resources, content.to_bytes(), self._box, "DeviceRGB" if is_group else "")

    def _draw_items(self, content: PageContent, items: tuple[VectorItem, ...]) -> None:
        *below, last = items or (None,)
        if below and isinstance(last, VectorLayer) and last.mask == tuple(below):
            # as in flags, whose folds are masked by all that is below: the group of the mask is used twice
            content.write(f"/{self._add_group(last.mask)} Do")
            items = (last,)
        for item in items:
            match item:
                case VectorFill():
                    path = _avoid_rectangle(item.path)
                    fill_vector_path(content, path, item.paint, even_odd=item.even_odd, digits=self._digits)
                case VectorStroke():
                    self._draw_stroke(content, item)
                case VectorLayer():
                    self._draw_layer(content, item)

    def _draw_layer(self, content: PageContent, layer: VectorLayer) -> None:
        content.write("q")
        for clip in layer.clips:
            clip_to_path(content, clip.path, even_odd=clip.even_odd, digits=self._digits)
        if layer == VectorLayer(layer.items, clips=layer.clips) and not has_blend(layer.items):
            self._draw_items(content, layer.items)
        else:
            states = [add_opacity(content, layer.opacity)] if layer.opacity < 1 else []
            states += [add_blend(content, layer.blend)] if layer.blend != "normal" else []
            states += [self._add_mask(layer.mask)] if layer.mask is not None else []
            content.write("".join(f"/{state} gs " for state in states) + f"/{self._add_group(layer.items)} Do")
        content.write("Q")

    def _add_group(self, items: tuple[VectorItem, ...]) -> str:
        """Return the name of an isolated group of items."""
        return self._resources.add("XObject", self._key(items), lambda: self._find_group(items))

    def _add_mask(self, items: tuple[VectorItem, ...]) -> str:
        """Return the name of the state whose soft mask is the alpha of items (ISO 32000-1, 11.6.5.2)."""

        def make() -> pydyf.Object:
            mask = pydyf.Dictionary({"Type": "/Mask", "S": "/Alpha", "G": self._find_group(items).reference})
            return pydyf.Dictionary({"Type": "/ExtGState", "SMask": mask})

        return self._resources.add("ExtGState", self._key(items), make)

    def _find_group(self, items: tuple[VectorItem, ...]) -> pydyf.Stream:
        if items not in self._groups:
            self._groups[items] = self.make_form(items, is_group=True)
            self._resources.pdf.add_object(self._groups[items])
        return self._groups[items]

    def _key(self, items: tuple[VectorItem, ...]) -> Hashable:
        return "group", items, self._box, self._digits

    def _draw_stroke(self, content: PageContent, stroke: VectorStroke) -> None:
        scale = mean_scale(stroke.matrix)
        digits = max(0, self._digits + math.ceil(math.log10(scale))) if scale else self._digits

        def draw() -> None:
            content.write(write_matrix(stroke.matrix) + _write_pen(stroke.pen, digits))
            content.draw_path(stroke.path, digits)
            content.write("S")

        content.write("q")
        if isinstance(stroke.paint, Color):
            with_color(content, stroke.paint, draw, stroke=True)
        else:
            self._set_stroke_gradient(content, stroke)
            draw()
        content.write("Q")

    def _set_stroke_gradient(self, content: PageContent, stroke: VectorStroke) -> None:
        """Set a gradient as the paint of strokes: a pattern, whose matrix maps to the form's own units."""
        gradient = stroke.paint
        assert not isinstance(gradient, Color)
        if any(color.alpha < 255 for _, color in gradient.stops):
            content.write(f"/{add_soft_mask(self._resources, gradient, self._box)} gs")

        def make() -> pydyf.Object:
            return pydyf.Dictionary({
                "Type": "/Pattern", "PatternType": 2, "Shading": make_color_shading(gradient),
                "Matrix": f"[{format_numbers(*gradient.matrix, digits=6)}]",
            })  # fmt: skip

        name = self._resources.add("Pattern", (gradient_key(gradient), gradient.matrix), make)
        content.write(f"/Pattern CS /{name} SCN")


def _avoid_rectangle(path: Path) -> Path:
    """Return a path of four corners with its first side as a curve, which looks the same.

    Readers move the sides of a lone rectangle to whole pixels, so it would no longer fit its neighbours.
    """
    if path.verbs not in ("MLLLZ", "MLLLLZ"):
        return path
    start, end = path.points[:2], path.points[2:4]
    return Path(f"MC{path.verbs[2:]}", (*start, *start, *end, *path.points[2:]))


def _write_pen(pen: Pen, digits: int) -> str:
    """Return the operators that set a pen, as far as it is not PDF's default (ISO 32000-1, table 52)."""
    dashes = f"[{format_numbers(*pen.dashes, digits=digits)}] {format_number(pen.dash_offset, digits)} d"
    return " ".join((
        f"{format_number(pen.width, digits)} w {format_number(pen.miter_limit)} M",
        *([f"{_CAPS[pen.cap]} J"] if pen.cap != "butt" else []),
        *([f"{_JOINS[pen.join]} j"] if pen.join != "miter" else []),
        *([dashes] if pen.dashes else []),
    ))
