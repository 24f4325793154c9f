"""Tasks → grids: which picture stands in which row and column, a grid for each set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..batch import Task

Dimension = Literal["cards", "languages", "sizes", "themes"]
DIMENSIONS: tuple[Dimension, ...] = ("cards", "languages", "sizes", "themes")


@dataclass(frozen=True, slots=True)
class RequestedPicture:
    """A task, and the theme for which it was asked, by the name that was given for it."""

    task: Task
    theme: str

    def label(self, dimension: Dimension) -> str:
        """What the picture is in one respect."""
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
    """Pictures side by side, one for each of the grid's columns, None where there is none; `names` says what of."""

    names: tuple[str, ...]
    cells: tuple[RequestedPicture | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The pictures of one set: `columns` are the values of one dimension, in the order of the set."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


def arrange_grids(
    requested: Sequence[RequestedPicture], rows: Dimension = "cards", columns: Dimension | None = None
) -> list[Grid]:
    """A grid for each set, in order; ValueError where rows and columns are to be the same.

    Without `columns` they are the first dimension of which there are several: languages, sizes, themes. What remains
    of which there are several makes more rows, but each size a grid of its own: its columns are then as wide as it is.
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


def _has_several(asked: Sequence[RequestedPicture], dimension: Dimension) -> bool:
    return len({a.label(dimension) for a in asked}) > 1


def _arrange(title: str, asked: Sequence[RequestedPicture], rows: Dimension, columns: Dimension) -> Grid:
    across = tuple(dict.fromkeys(a.label(columns) for a in asked))
    rest = [d for d in DIMENSIONS if d not in (rows, columns) and _has_several(asked, d)]
    found: dict[tuple[str, ...], dict[str, RequestedPicture]] = {}
    for one in asked:
        names = (one.label(rows), *(one.label(d) for d in rest))
        found.setdefault(names, {})[one.label(columns)] = one
    first = list(dict.fromkeys(names[0] for names in found))
    ordered = sorted(found, key=lambda names: first.index(names[0]))
    return Grid(title, across, tuple(GridRow(n, tuple(found[n].get(c) for c in across)) for n in ordered))
