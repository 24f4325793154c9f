"""Composes a contact sheet: a scene of labels, frames and panels, and the position of each thumbnail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import Problem
from ..graphics.color import Color
from ..graphics.geometry import Point, Rect, path_of_rects
from ..model.scene import Node, Scene, Shape
from ..text import FontLibrary
from .grid import Grid, GridRow, PictureKey, RequestedPicture, picture_key
from .thumbnail_labels import place_label
from .thumbnails import Thumbnail, ThumbnailSize

_BACKGROUND, _PANEL = Color(228, 228, 226), Color(214, 214, 211)
_INK, _SOFT = Color(28, 28, 30), Color(92, 92, 96)
_RED, _AMBER = Color(206, 32, 24), Color(244, 164, 0)
_MESSAGE_COLORS = {"error": Color(150, 20, 14), "warning": Color(106, 66, 0)}
_MARGIN, _GAP, _GUTTER, _FRAME = 56, 28, 212, 6
"""Widths in px: the sheet's margin, the gap between pictures, the column of row labels, a problem's frame."""
_TITLE, _HEAD, _NAME, _SMALL_TEXT = 40, 22, 21, 17
"""Sizes of type in px: of a grid's title, of columns' names, of rows' names, and of messages."""
_MEDIUM, _SEMIBOLD, _BOLD = 500, 600, 700
"""Weights of type, 100 to 900: of text, of columns' names, of titles and rows' names."""
_REFUSED_TITLE_GAP, _REFUSED_GAP, _TITLE_GAP, _HEAD_GAP, _NAME_GAP, _MESSAGE_GAP = 12, 10, 20, 14, 6, 8
"""Gaps in px.

They are below the title and each message of cards that were not drawn, below a grid's title and its columns' names,
between the names of a row, and around the messages of a picture.
"""
_NAME_INSET, _PANEL_TOP, _PANEL_INSET = 24, 24, 20
"""Distances in px: of rows' names from the pictures, and of a message from the top and the sides of its panel."""
_MIN_SHEET_WIDTH, _MIN_MESSAGE_WIDTH = 900, 80
"""Minimum widths in px of a sheet with messages of cards that were not drawn, and of the messages of a picture."""
_REFUSED_TITLE_WIDTH = 2000
"""Space for the title of the cards that were not drawn, in px: it never wraps."""
_EMPTY_HEIGHT, _EMPTY_INSET = 64, 16
"""Height in px of the panel in place of a picture that was not requested, and its text's distance from its sides."""

DrawnPicture = tuple[Thumbnail | None, tuple[Problem, ...]]
"""A thumbnail, or None if it could not be drawn, and its problems."""
DrawnPictures = Mapping[PictureKey, DrawnPicture]
"""The pictures drawn so far."""


@dataclass(slots=True)
class SheetCanvas:
    """A contact sheet in progress: the nodes of its scene, its thumbnails with their areas, and its extent in px.

    `y` is where the next row begins.
    """

    fonts: FontLibrary
    thumbnail_size: ThumbnailSize
    nodes: list[Node] = field(default_factory=list)
    thumbnails: list[tuple[Thumbnail, Rect]] = field(default_factory=list)
    width: int = 0
    y: int = _MARGIN

    def write_text(
        self, text: str, x: int, y: int, width: float, size: int, color: Color, weight: int = _MEDIUM
    ) -> int:
        """Place text at a position and return its height."""
        lines, height = place_label(text, Point(x, y), width, size, color, self.fonts, weight=weight)
        self.nodes += lines
        return height

    def write_title(self, grid: Grid) -> int:
        """Place the title of a grid, in its language, at the current height and return its own height."""
        lines, height = place_label(
            grid.title, Point(_MARGIN, self.y), self.width - 2 * _MARGIN, _TITLE, _INK, self.fonts, weight=_BOLD,
            language=grid.title_language,
        )  # fmt: skip
        self.nodes += lines
        return height

    def fill_rect(self, area: Rect, color: Color) -> None:
        """Fill an area."""
        self.nodes.append(Shape(path_of_rects([area]), color))


def compose_sheet(
    grids: Sequence[Grid],
    drawn: DrawnPictures,
    refused: Sequence[Problem],
    fonts: FontLibrary,
    size: ThumbnailSize,
) -> SheetCanvas:
    """Return the sheet of all grids.

    `drawn` has the results of the pictures drawn so far; `refused` are problems of cards that were never started.
    """
    sheet = SheetCanvas(fonts, size)
    for grid in grids:
        _add_grid(sheet, grid, drawn)
    if refused:
        sheet.y += sheet.write_text("Not drawn", _MARGIN, sheet.y, _REFUSED_TITLE_WIDTH, _TITLE, _INK, _BOLD)
        sheet.y += _REFUSED_TITLE_GAP
        sheet.width = max(sheet.width, _MIN_SHEET_WIDTH)
        for problem in refused:
            where = f"{problem.place.file}: " if problem.place else ""
            text, space = f"{where}{problem.message}", sheet.width - 2 * _MARGIN
            sheet.y += sheet.write_text(text, _MARGIN, sheet.y, space, _NAME, _MESSAGE_COLORS[problem.severity])
            sheet.y += _REFUSED_GAP
    sheet.y += _MARGIN - _GAP
    return sheet


def make_scene(sheet: SheetCanvas) -> Scene:
    """Return the sheet's labels, frames and panels as a scene on a plain background."""
    canvas = Rect(0, 0, sheet.width, sheet.y)
    background = Shape(path_of_rects([canvas]), _BACKGROUND)
    return Scene(sheet.width, sheet.y, (background, *sheet.nodes), "en", "", canvas)


def _add_grid(sheet: SheetCanvas, grid: Grid, drawn: DrawnPictures) -> None:
    widths = [_column_width([row.cells[at] for row in grid.rows], sheet) for at in range(len(grid.columns))]
    starts = [_MARGIN + _GUTTER]
    for width in widths:
        starts.append(starts[-1] + width + _GAP)
    sheet.width = max(sheet.width, starts[-1] - _GAP + _MARGIN)
    if grid.title:
        sheet.y += sheet.write_title(grid) + _TITLE_GAP
    heads = [sheet.write_text(name, x, sheet.y, width, _HEAD, _SOFT, _SEMIBOLD)
             for name, x, width in zip(grid.columns, starts, widths, strict=False)]  # fmt: skip
    sheet.y += max(heads, default=0) + _HEAD_GAP
    for row in grid.rows:
        sheet.y += _add_row(sheet, row, starts, widths, drawn) + _GAP
    sheet.y += _GAP


def _column_width(cells: Sequence[RequestedPicture | None], sheet: SheetCanvas) -> int:
    return max(sheet.thumbnail_size.extent(c.task.job.size)[0] for c in cells if c)


def _add_row(
    sheet: SheetCanvas, row: GridRow, starts: Sequence[int], widths: Sequence[int], drawn: DrawnPictures
) -> int:
    """Add a row at the current y and return its height."""
    name, *rest = row.names
    space = _GUTTER - _NAME_INSET
    high = sheet.write_text(name, _MARGIN, sheet.y, space, _NAME, _INK, _BOLD)
    high += sum(
        sheet.write_text(n, _MARGIN, sheet.y + high + _NAME_GAP, space, _SMALL_TEXT, _SOFT) + _NAME_GAP for n in rest
    )
    tallest = max(sheet.thumbnail_size.extent(c.task.job.size)[1] for c in row.cells if c)
    for cell, x, width in zip(row.cells, starts, widths, strict=False):
        if cell is None:
            panel = Rect(x, sheet.y, width, _EMPTY_HEIGHT)
            sheet.fill_rect(panel, _PANEL)
            space = width - 2 * _EMPTY_INSET
            sheet.write_text("not made", x + _EMPTY_INSET, sheet.y + _PANEL_INSET, space, _SMALL_TEXT, _SOFT)
        else:
            high = max(high, _add_cell(sheet, cell, x, drawn.get(picture_key(cell.task), (None, ()))))
    return max(high, tallest)


def _add_cell(sheet: SheetCanvas, cell: RequestedPicture, x: int, drawn: DrawnPicture) -> int:
    """Add one picture with its problems, or a panel with the message if it was refused; return the height."""
    thumbnail, problems = drawn
    width, height = sheet.thumbnail_size.extent(cell.task.job.size)
    severities = {problem.severity for problem in problems}
    if severities:
        frame = Rect(x, sheet.y, width, height).grow(_FRAME)
        sheet.fill_rect(frame, _RED if "error" in severities else _AMBER)
    if thumbnail:
        sheet.thumbnails.append((thumbnail, Rect(x, sheet.y, width, height)))
        below, inset = height + _FRAME + _MESSAGE_GAP, 0
    else:
        sheet.fill_rect(Rect(x, sheet.y, width, height), _PANEL)
        below, inset = _PANEL_TOP, _PANEL_INSET
    for problem in problems:
        message = f"{problem.field}: {problem.message}" if problem.field else problem.message
        space = max(_MIN_MESSAGE_WIDTH, width - 2 * inset)
        color = _MESSAGE_COLORS[problem.severity]
        below += sheet.write_text(message, x + inset, sheet.y + below, space, _SMALL_TEXT, color) + _MESSAGE_GAP
    return max(height, below)
