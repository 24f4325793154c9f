"""Arranges tasks in grids, one for each set or for each size of a set: the row and column of each picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from ..batch import Task
from ..model.cards import Language, Prose
from ..model.themes import Theme

Dimension = Literal["cards", "languages", "sizes", "themes"]
DIMENSIONS: tuple[Dimension, ...] = ("cards", "languages", "sizes", "themes")
"""What may make the rows or columns of a sheet."""
PictureKey = tuple[str, Theme]
"""A picture of a sheet: its file's name, and its theme, which the name does not hold."""
_NO_TITLES: Mapping[str, Prose] = MappingProxyType({})


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


def picture_key(task: Task) -> PictureKey:
    """Return the key of a task's picture, by which its result is found."""
    return task.job.file, task.job.theme


@dataclass(frozen=True, slots=True)
class GridRow:
    """Pictures side by side, one per column of the grid; a cell is None if it has no picture.

    `names` are the row's labels.
    """

    names: tuple[str, ...]
    cells: tuple[RequestedPicture | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The pictures of one set, or of one size of it; `columns` are the values of one dimension, in the set's order.

    `title_language` is the language of the title, in which it is set.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    title_language: Language = "en"


def arrange_grids(
    requested: Sequence[RequestedPicture], rows: Dimension = "cards", columns: Dimension | None = None,
    titles: Mapping[str, Prose] = _NO_TITLES,
) -> list[Grid]:  # fmt: skip
    """Return the grids of the requested pictures. Raises ValueError if rows and columns are the same dimension.

    There is a grid for each set, in order. `columns` defaults to the first dimension with several values, in the order
    languages, sizes, themes. Other dimensions with several values make more rows, except that each size gets its own
    grid, because its columns have their own width.

    `titles` are those of sets, by their names. The grid of a set without a title has the set's name as its title.
    """
    others = [d for d in DIMENSIONS[1:] if d != rows]
    across = next((d for d in others if _has_several(requested, d)), others[0]) if columns is None else columns
    if rows == across:
        raise ValueError(f"rows and columns are both {rows}")
    apart = "sizes" not in (rows, across) and _has_several(requested, "sizes")
    grids: dict[tuple[str, str], list[RequestedPicture]] = {}
    for picture in requested:
        names = (picture.task.job.card.set, picture.label("sizes") if apart else "")
        grids.setdefault(names, []).append(picture)
    order = list(dict.fromkeys(names[0] for names in grids))
    found = sorted(grids.items(), key=lambda item: order.index(item[0][0]))
    return [
        _arrange_grid(_make_title(titles.get(name), name, size), members, rows, across)
        for (name, size), members in found
    ]


def _make_title(title: Prose | None, set_name: str, size: str) -> Prose:
    """Return a grid's title: that of its set, or else the set's name, and the size if the grid is only for that."""
    head = title or Prose(set_name, "en")
    return replace(head, text=" · ".join(filter(None, (head.text, size))))


def _has_several(requested: Sequence[RequestedPicture], dimension: Dimension) -> bool:
    return len({picture.label(dimension) for picture in requested}) > 1


def _arrange_grid(title: Prose, requested: Sequence[RequestedPicture], rows: Dimension, columns: Dimension) -> Grid:
    across = tuple(dict.fromkeys(picture.label(columns) for picture in requested))
    rest = [d for d in DIMENSIONS if d not in (rows, columns) and _has_several(requested, d)]
    found: dict[tuple[str, ...], dict[str, RequestedPicture]] = {}
    for picture in requested:
        names = (picture.label(rows), *(picture.label(d) for d in rest))
        found.setdefault(names, {})[picture.label(columns)] = picture
    first = list(dict.fromkeys(names[0] for names in found))
    ordered = sorted(found, key=lambda names: first.index(names[0]))
    grid_rows = tuple(GridRow(n, tuple(found[n].get(c) for c in across)) for n in ordered)
    return Grid(title.text, across, grid_rows, title.language)
