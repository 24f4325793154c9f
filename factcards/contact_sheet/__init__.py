"""Many cards on one picture to be reviewed: rows and columns of thumbnails, with what is wrong said under each."""

from __future__ import annotations

from .grid import DIMENSIONS, Asked, Dimension, Grid, Row, arrange_grids
from .sheet_files import Outcome, Sheet, choose_thumbnail_size, make_sheet
from .thumbnails import HEIGHT

__all__ = [
    "DIMENSIONS",
    "HEIGHT",
    "Asked",
    "Dimension",
    "Grid",
    "Outcome",
    "Row",
    "Sheet",
    "arrange_grids",
    "choose_thumbnail_size",
    "make_sheet",
]
