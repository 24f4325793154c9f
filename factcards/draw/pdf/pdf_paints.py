"""Fills and clips of a PDF page: flat colours, gradients as shadings, opacity."""

from __future__ import annotations

from collections.abc import Callable

import pydyf

from ...graphics.color import Color, Paint
from ...graphics.geometry import Path, Rect
from .page_content import PageContent
from .pdf_syntax import format_number, format_numbers


def fill_path(content: PageContent, path: Path, paint: Paint) -> None:
    """Fill a path by the non-zero winding rule."""

    def draw() -> None:
        content.draw_path(path)
        content.write("f")

    fill_with(content, paint, path.bounds(), draw)


def fill_with(content: PageContent, paint: Paint, area: Rect, draw: Callable[[], None]) -> None:  # noqa: ARG001
    """Call `draw` with a paint as the fill of what it draws, which lies inside `area`."""
    color = paint if isinstance(paint, Color) else paint.stops[0][1]
    content.begin_artifact()
    content.write(f"{format_numbers(*(part / 255 for part in color.rgb), digits=4)} rg")
    if color.alpha == 255:
        draw()
        return
    content.write("q")
    content.write(f"/{add_opacity(content, color.alpha / 255)} gs")
    draw()
    content.write("Q")


def add_opacity(content: PageContent, opacity: float) -> str:
    """Return the name of the graphics state with this opacity of fills, 0 to 1."""
    value = format_number(opacity, 4)
    return content.resources.add("ExtGState", value, lambda: pydyf.Dictionary({"Type": "/ExtGState", "ca": value}))


def clip_to_path(content: PageContent, path: Path) -> None:
    """Limit what is drawn until the state is restored to the inside of a path."""
    content.draw_path(path)
    content.write("W n")
