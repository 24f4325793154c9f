"""Contact sheets: many cards on one picture for review, in rows and columns, with the problems below each.

`grid` arranges the pictures, `thumbnails` draws them, `sheet_canvas` composes the sheet, `sheet_files` encodes it.
"""

from __future__ import annotations

from .grid import DIMENSIONS, Dimension, Grid, GridRow, RequestedPicture, arrange_grids
from .sheet_files import MAX_PIXELS, MAX_SIDE, ContactSheet, ReviewedPicture, choose_thumbnail_size, make_sheet
from .thumbnails import MIN_HEIGHT, THUMBNAIL_HEIGHT

__all__ = [
    "DIMENSIONS",
    "MAX_PIXELS",
    "MAX_SIDE",
    "MIN_HEIGHT",
    "THUMBNAIL_HEIGHT",
    "ContactSheet",
    "Dimension",
    "Grid",
    "GridRow",
    "RequestedPicture",
    "ReviewedPicture",
    "arrange_grids",
    "choose_thumbnail_size",
    "make_sheet",
]
