"""Arrange tasks in grids, one for each set: the row and the column of each picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..batch import Task

Dimension = Literal["cards", "languages", "sizes", "themes"]
DIMENSIONS: tuple[Dimension, ...] = ("cards", "languages", "sizes", "themes")


@dataclass(frozen=True, slots=True)
class RequestedPicture:
    """A task, and the name by which its theme was requested."""

    task: Task
    theme: str

    def label(self, dimension: Dimension) -> str:
        """Return the picture's name in one dimension."""
        job = self.task.job
        match dimension:
            case "cards":
                return job.card.id
            case "languages":
                return job.card.language
            case "sizes":
                return job.size.name
            case "themes":
                return self.theme


@dataclass(frozen=True, slots=True)
class GridRow:
    """Pictures side by side, one per column of the grid; a cell is None if it has no picture.

    `names` are the row's labels.
    """

    names: tuple[str, ...]
    cells: tuple[RequestedPicture | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The pictures of one set; `columns` are the values of one dimension, in the order of the set."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


def arrange_grids(
    requested: Sequence[RequestedPicture], rows: Dimension = "cards", columns: Dimension | None = None
) -> list[Grid]:
    """Return a grid for each set, in order. Raises ValueError if rows and columns are the same dimension.

    `columns` defaults to the first dimension with several values, in the order languages, sizes, themes. Other
    dimensions with several values make more rows, except that each size gets its own grid, because its columns have
    their own width.
    """
    others = [d for d in DIMENSIONS[1:] if d != rows]
    across = next((d for d in others if _has_several(requested, d)), others[0]) if columns is None else columns
    if rows == across:
        raise ValueError(f"rows and columns are both {rows}")
    apart = "sizes" not in (rows, across) and _has_several(requested, "sizes")
    grids: dict[tuple[str, ...], list[RequestedPicture]] = {}
    for one in requested:
        names = (one.task.job.card.set, one.label("sizes") if apart else "")
        grids.setdefault(names, []).append(one)
    order = list(dict.fromkeys(names[0] for names in grids))
    found = sorted(grids.items(), key=lambda item: order.index(item[0][0]))
    return [_arrange(" · ".join(filter(None, names)), members, rows, across) for names, members in found]


def _has_several(requested: Sequence[RequestedPicture], dimension: Dimension) -> bool:
    return len({a.label(dimension) for a in requested}) > 1


def _arrange(title: str, requested: Sequence[RequestedPicture], rows: Dimension, columns: Dimension) -> Grid:
    across = tuple(dict.fromkeys(a.label(columns) for a in requested))
    rest = [d for d in DIMENSIONS if d not in (rows, columns) and _has_several(requested, d)]
    found: dict[tuple[str, ...], dict[str, RequestedPicture]] = {}
    for one in requested:
        names = (one.label(rows), *(one.label(d) for d in rest))
        found.setdefault(names, {})[one.label(columns)] = one
    first = list(dict.fromkeys(names[0] for names in found))
    ordered = sorted(found, key=lambda names: first.index(names[0]))
    return Grid(title, across, tuple(GridRow(n, tuple(found[n].get(c) for c in across)) for n in ordered))
