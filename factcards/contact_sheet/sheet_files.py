"""Grids → one picture: the thumbnails drawn in parallel, laid out with their labels, encoded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..batch import Accepted, Failure, OpenExecutor, explain, find_assets, open_here, split_accepted
from ..batch.dispatch import run_tasks
from ..draw import draw_image
from ..draw.encoders import encode_jpeg
from ..draw.png_writer import encode_png
from ..errors import FactcardsError, Problem
from .grid import Asked, Grid
from .sheet_canvas import Made, Page, fill_page, scene_of
from .thumbnails import draw_on_phone, draw_thumbnail

_MOST, _LONGEST = 200_000_000, 65_500
"""Pixels that a sheet may have: what viewers open and a machine's memory holds; along a side, what a JPEG can say."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one picture."""

    asked: Asked
    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The finished picture as a file's bytes, and what came of each picture on it, in the order of the grids."""

    data: bytes
    width: int
    height: int
    outcomes: tuple[Outcome, ...]


def make_sheet(
    grids: Sequence[Grid],
    format: str,  # noqa: A002 - the contract's word
    open_executor: OpenExecutor = open_here,
    *,
    phone: bool = False,
    refused: Sequence[Problem] = (),
    listen: Callable[[object], object] | None = None,
) -> Sheet:
    """All grids on one picture, "jpeg" or "png"; FactcardsError where it would be too large to look at.

    `refused` are problems of cards that were never begun; `listen` hears of each picture at once.
    """
    asked = [cell for grid in grids for row in grid.rows for cell in row.cells if cell]
    _refuse_large(fill_page(grids, {}, refused, find_assets(()).fonts, phone=phone))
    made: dict[int, Made] = {}
    accepted: dict[int, tuple[Accepted, ...]] = {}
    for task, outcome in run_tasks([a.task for a in asked], draw_on_phone if phone else draw_thumbnail, open_executor):
        failure = outcome if isinstance(outcome, Failure) else Failure(outcome.problems)
        problems, accepted[id(task)] = split_accepted(explain(failure, task.place, task.places), task.accept)
        made[id(task)] = (None if isinstance(outcome, Failure) else outcome, problems)
        if listen:
            listen(task)
    assets = find_assets(())
    page = fill_page(grids, made, refused, assets.fonts, phone=phone)
    _refuse_large(page)
    image = draw_image(scene_of(page), assets)
    for thumbnail, x, y in page.thumbnails:
        image.paste(thumbnail.image(), (x, y))
    encode = encode_png if format == "png" else encode_jpeg
    data = encode(image, f"A sheet of {len(asked)} pictures")
    return Sheet(data, *image.size, tuple(Outcome(a, made[id(a.task)][1], accepted[id(a.task)]) for a in asked))


def _refuse_large(page: Page) -> None:
    if page.width * page.y > _MOST or max(page.width, page.y) > _LONGEST:
        message = f"the sheet would have {page.width} × {page.y} pixels"
        hint = "ask for fewer languages (-l), sizes (-s) or themes (-t), or for one set"
        raise FactcardsError([Problem("error", message, hint=hint, kind="too-large")])
