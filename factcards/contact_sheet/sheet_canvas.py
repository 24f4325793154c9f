"""Grids with what came of their tasks → a scene of labels, frames and panels, and where each thumbnail goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import Problem
from ..graphics.color import Color
from ..graphics.geometry import Point, Rect, path_of_rects
from ..model.scene import Node, Scene, Shape
from ..text import FontLibrary
from .grid import Grid, GridRow, RequestedPicture
from .thumbnail_labels import place_label
from .thumbnails import Thumbnail, ThumbnailSize

_GROUND, _PANEL = Color(228, 228, 226), Color(214, 214, 211)
_INK, _SOFT = Color(28, 28, 30), Color(92, 92, 96)
_RED, _AMBER = Color(206, 32, 24), Color(244, 164, 0)
_SAID = {"error": Color(150, 20, 14), "warning": Color(106, 66, 0)}
_MARGIN, _GAP, _GUTTER, _FRAME = 56, 28, 212, 6
_TITLE, _HEAD, _NAME, _SMALL = 40, 22, 21, 17

DrawnPicture = tuple[Thumbnail | None, tuple[Problem, ...]]
"""A thumbnail, or None, and what is to be said of it."""


@dataclass(slots=True)
class SheetCanvas:
    """A sheet as it is put together: the nodes of its scene, thumbnails with their areas, and how far it reaches."""

    fonts: FontLibrary
    thumbnail_size: ThumbnailSize
    nodes: list[Node] = field(default_factory=list)
    thumbnails: list[tuple[Thumbnail, Rect]] = field(default_factory=list)
    width: int = 0
    y: int = _MARGIN

    def write_text(self, text: str, x: int, y: int, width: float, size: int, color: Color, weight: int = 500) -> int:
        """Put words there; the height that they take."""
        lines, height = place_label(text, Point(x, y), width, size, color, self.fonts, weight=weight)
        self.nodes += lines
        return height

    def fill_rect(self, area: Rect, color: Color) -> None:
        """Fill an area."""
        self.nodes.append(Shape(path_of_rects([area]), color))


def compose_sheet(
    grids: Sequence[Grid],
    drawn: Mapping[int, DrawnPicture],
    refused: Sequence[Problem],
    fonts: FontLibrary,
    size: ThumbnailSize,
) -> SheetCanvas:
    """Return the page of all grids; `made` has what came of each task by its identity, `refused` what was not begun."""
    page = SheetCanvas(fonts, size)
    for grid in grids:
        _add_grid(page, grid, drawn)
    if refused:
        page.y += page.write_text("Not drawn", _MARGIN, page.y, 2000, _TITLE, _INK, 700) + 12
        page.width = max(page.width, 900)
        for problem in refused:
            where = f"{problem.place.file}: " if problem.place else ""
            text, room = f"{where}{problem.message}", page.width - 2 * _MARGIN
            page.y += page.write_text(text, _MARGIN, page.y, room, _NAME, _SAID[problem.severity]) + 10
    page.y += _MARGIN - _GAP
    return page


def make_scene(page: SheetCanvas) -> Scene:
    """The page's labels, frames and panels as a scene on an even ground."""
    canvas = Rect(0, 0, page.width, page.y)
    ground = Shape(path_of_rects([canvas]), _GROUND)
    return Scene(page.width, page.y, (ground, *page.nodes), "en", "", canvas)


def _add_grid(page: SheetCanvas, grid: Grid, made: Mapping[int, DrawnPicture]) -> None:
    widths = [_column_width([row.cells[at] for row in grid.rows], page) for at in range(len(grid.columns))]
    starts = [_MARGIN + _GUTTER]
    for width in widths:
        starts.append(starts[-1] + width + _GAP)
    page.width = max(page.width, starts[-1] - _GAP + _MARGIN)
    if grid.title:
        page.y += page.write_text(grid.title, _MARGIN, page.y, page.width - 2 * _MARGIN, _TITLE, _INK, 700) + 20
    heads = [page.write_text(name, x, page.y, width, _HEAD, _SOFT, 600)
             for name, x, width in zip(grid.columns, starts, widths, strict=False)]  # fmt: skip
    page.y += max(heads, default=0) + 14
    for row in grid.rows:
        page.y += _add_row(page, row, starts, widths, made) + _GAP
    page.y += _GAP


def _column_width(cells: Sequence[RequestedPicture | None], page: SheetCanvas) -> int:
    return max(page.thumbnail_size.extent(c.task.job.size)[0] for c in cells if c)


def _add_row(
    page: SheetCanvas, row: GridRow, starts: Sequence[int], widths: Sequence[int], made: Mapping[int, DrawnPicture]
) -> int:
    """Draw a row at the page's present height; the height that it takes."""
    name, *rest = row.names
    high = page.write_text(name, _MARGIN, page.y, _GUTTER - 24, _NAME, _INK, 700)
    high += sum(page.write_text(n, _MARGIN, page.y + high + 6, _GUTTER - 24, _SMALL, _SOFT) + 6 for n in rest)
    tallest = max(page.thumbnail_size.extent(c.task.job.size)[1] for c in row.cells if c)
    for cell, x, width in zip(row.cells, starts, widths, strict=False):
        if cell is None:
            panel = Rect(x, page.y, width, 64)
            page.fill_rect(panel, _PANEL)
            page.write_text("not made", x + 16, page.y + 20, width - 32, _SMALL, _SOFT)
        else:
            high = max(high, _add_cell(page, cell, x, made.get(id(cell.task), (None, ()))))
    return max(high, tallest)


def _add_cell(page: SheetCanvas, cell: RequestedPicture, x: int, made: DrawnPicture) -> int:
    """One picture with what is to be said of it; a panel with the message where it was refused."""
    thumbnail, problems = made
    width, height = page.thumbnail_size.extent(cell.task.job.size)
    severities = {problem.severity for problem in problems}
    if severities:
        frame = Rect(x, page.y, width, height).grow(_FRAME)
        page.fill_rect(frame, _RED if "error" in severities else _AMBER)
    if thumbnail:
        page.thumbnails.append((thumbnail, Rect(x, page.y, width, height)))
        below, inset = height + _FRAME + 8, 0
    else:
        page.fill_rect(Rect(x, page.y, width, height), _PANEL)
        below, inset = 24, 20
    for problem in problems:
        said = f"{problem.field}: {problem.message}" if problem.field else problem.message
        room = max(80, width - 2 * inset)
        below += page.write_text(said, x + inset, page.y + below, room, _SMALL, _SAID[problem.severity]) + 8
    return max(height, below)
