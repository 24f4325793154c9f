"""Many cards on one picture to be reviewed: rows and columns of thumbnails, with what is wrong said under each."""

from __future__ import annotations

from .grid import DIMENSIONS, Asked, Dimension, Grid, Row, arrange_grids
from .sheet_files import Outcome, Sheet, make_sheet

__all__ = ["DIMENSIONS", "Asked", "Dimension", "Grid", "Outcome", "Row", "Sheet", "arrange_grids", "make_sheet"]
