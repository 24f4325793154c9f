"""Fills and clips of a PDF page: flat colours, gradients as shadings, opacity, and layers."""

from __future__ import annotations

from collections.abc import Callable

import pydyf

from ...graphics.color import Color, Paint
from ...graphics.geometry import Path, Rect
from ...graphics.matrices import IDENTITY, Matrix
from ...graphics.vector_pictures import Blend, LinearGradient, RadialGradient, VectorPaint, to_vector_paint
from ..rounded_numbers import format_number
from .page_content import PageContent
from .pdf_resources import PdfResources
from .pdf_shadings import make_alpha_shading, make_color_shading
from .pdf_syntax import format_numbers

_FILLING_CLIP = 7
"""Text rendering mode that adds the glyphs to the clip (ISO 32000-1, table 106)."""


def fill_path(content: PageContent, path: Path, paint: Paint) -> None:
    """Fill a path by the non-zero winding rule."""
    if not path.points:
        return
    fill_vector_path(content, path, to_vector_paint(paint))


def fill_vector_path(
    content: PageContent, path: Path, paint: VectorPaint, *, even_odd: bool = False, digits: int = 2
) -> None:
    """Fill a path with a paint of vectors; `digits` is the number of decimals of its coordinates."""
    rule = "*" if even_odd else ""
    content.begin_artifact()
    if isinstance(paint, Color):
        with_color(content, paint, lambda: _write_path(content, path, f"f{rule}", digits))
        return
    content.write("q")
    _write_path(content, path, f"W{rule} n", digits)
    paint_gradient(content, paint, path.bounds())
    content.write("Q")


def fill_with(content: PageContent, paint: Paint, area: Rect, draw: Callable[[], None]) -> None:
    """Call `draw`, which shows text inside `area`, with a paint as the fill of its glyphs."""
    vector = to_vector_paint(paint)
    content.begin_artifact()
    if isinstance(vector, Color):
        with_color(content, vector, draw)
        return
    content.write(f"q {_FILLING_CLIP} Tr")
    draw()
    paint_gradient(content, vector, area)
    content.write("Q")


def with_color(content: PageContent, color: Color, draw: Callable[[], None], *, stroke: bool = False) -> None:
    """Call `draw` with a colour for fills, or for strokes."""
    operator = "RG" if stroke else "rg"
    written = f"{format_numbers(*(part / 255 for part in color.rgb), digits=3)} {operator}"
    if color.alpha == 255:
        content.write(written)
        draw()
        return
    content.write(f"q {written} /{add_opacity(content, color.alpha / 255)} gs")
    draw()
    content.write("Q")


def paint_gradient(content: PageContent, gradient: LinearGradient | RadialGradient, area: Rect) -> None:
    """Paint a gradient on the present clip, which lies inside `area`; the graphics state changes."""
    colors = {color.rgb for _, color in gradient.stops}
    alphas = {color.alpha for _, color in gradient.stops}
    if alphas == {0}:
        return
    if len(alphas) > 1:
        content.write(f"/{add_soft_mask(content.resources, gradient, area)} gs")
    elif alphas != {255}:
        content.write(f"/{add_opacity(content, alphas.pop() / 255)} gs")
    if len(colors) == 1:   # as in all scrims
        content.write(f"{format_numbers(*(part / 255 for part in colors.pop()), digits=3)} rg")
        content.write(f"{format_numbers(area.x, area.y, area.width, area.height)} re f")
        return
    name = content.resources.add("Shading", gradient_key(gradient), lambda: make_color_shading(gradient))
    content.write(f"{write_matrix(gradient.matrix)}/{name} sh")


def gradient_key(gradient: LinearGradient | RadialGradient) -> tuple[object, ...]:
    """Return what the shading of a gradient's colours depends on: everything but its matrix and alpha."""
    stops = tuple((offset, color.rgb) for offset, color in gradient.stops)
    return type(gradient), gradient.start, gradient.end, stops


def add_soft_mask(resources: PdfResources, gradient: LinearGradient | RadialGradient, area: Rect) -> str:
    """Return the name of a state whose soft mask is a gradient's alpha: the luminosity of a grey shading.

    The mask is black, and so transparent, outside the area (ISO 32000-1, 11.5.3).
    """
    def make() -> pydyf.Object:
        shading = make_alpha_shading(gradient)
        resources.pdf.add_object(shading)
        operators = f"{write_matrix(gradient.matrix)}/S sh"
        group = make_form(resources, operators.encode("ascii"), area, "DeviceGray")
        group.extra["Resources"] = pydyf.Dictionary({"Shading": pydyf.Dictionary({"S": shading.reference})})
        resources.pdf.add_object(group)
        mask = pydyf.Dictionary({"Type": "/Mask", "S": "/Luminosity", "G": group.reference})
        return pydyf.Dictionary({"Type": "/ExtGState", "SMask": mask})

    alphas = tuple((offset, color.alpha) for offset, color in gradient.stops)
    key = "mask", type(gradient), gradient.start, gradient.end, gradient.matrix, alphas, area
    return resources.add("ExtGState", key, make)


def make_form(resources: PdfResources, operators: bytes, area: Rect, space: str = "") -> pydyf.Stream:
    """Return a form of these operators, limited to an area; an isolated group if it names a colour `space`."""
    corners = format_numbers(area.x, area.y, area.right, area.bottom)
    form = pydyf.Stream([operators], {
        "Type": "/XObject", "Subtype": "/Form", "BBox": f"[{corners}]", "Resources": resources.dictionary.reference,
    }, compress=True)  # fmt: skip
    if space:
        form.extra["Group"] = pydyf.Dictionary({"S": "/Transparency", "CS": f"/{space}", "I": "true"})
    return form


def add_opacity(content: PageContent, opacity: float) -> str:
    """Return the name of the graphics state with this opacity of fills and strokes, 0 to 1."""
    value = format_number(opacity, 3)
    make = lambda: pydyf.Dictionary({"Type": "/ExtGState", "ca": value, "CA": value})   # noqa: E731
    return content.resources.add("ExtGState", ("opacity", value), make)


def add_blend(content: PageContent, blend: Blend) -> str:
    """Return the name of the graphics state with a blend mode: PDF's names are those of CSS in another spelling."""
    name = "".join(word.capitalize() for word in blend.split("-"))
    make = lambda: pydyf.Dictionary({"Type": "/ExtGState", "BM": f"/{name}"})   # noqa: E731
    return content.resources.add("ExtGState", ("blend", blend), make)


def clip_to_path(content: PageContent, path: Path, *, even_odd: bool = False, digits: int = 2) -> None:
    """Limit what is drawn until the state is restored to the inside of a path; nothing is inside an empty one."""
    _write_path(content, path, "W* n" if even_odd else "W n", digits)


def draw_layer(content: PageContent, area: Rect, opacity: float, draw: Callable[[PageContent], None]) -> None:
    """Draw on a transparent layer, limited to `area`, which is then painted with an opacity."""
    layer = PageContent(content.resources, None, content.dpi)
    draw(layer)
    form = make_form(content.resources, layer.to_bytes(), area, "DeviceRGB")
    name = content.resources.add("XObject", ("layer", form.stream[0], area), lambda: form)
    content.begin_artifact()
    content.write(f"q /{add_opacity(content, opacity)} gs /{name} Do Q")


def write_matrix(matrix: Matrix) -> str:
    """Return the operator that applies a transform, and a space after it; "" for one that changes nothing."""
    return "" if matrix == IDENTITY else f"{format_numbers(*matrix, digits=6)} cm "


def _write_path(content: PageContent, path: Path, operator: str, digits: int) -> None:
    if path.points:
        content.draw_path(path, digits)
    else:
        content.write("0 0 0 0 re")
    content.write(operator)
