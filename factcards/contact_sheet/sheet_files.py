"""Grids → one picture: the thumbnails drawn in parallel, laid out with their labels, encoded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..batch import Accepted, Failure, OpenExecutor, explain, find_assets, open_here, split_accepted
from ..batch.dispatch import run_tasks
from ..draw import draw_image
from ..draw.encoders import encode_jpeg
from ..draw.png_writer import encode_png
from ..errors import FactcardsError, Problem
from .grid import Asked, Grid
from .sheet_canvas import Made, Page, fill_page, scene_of
from .thumbnails import HEIGHT, MIN_HEIGHT, ThumbnailSize, draw_thumbnail

_MAX_PIXELS, _MAX_SIDE = 170_000_000, 65_500
"""Maximum number of a sheet's pixels (Pillow opens no picture of more than 178,956,970), and of pixels along a side
(a JPEG has at most 65,535)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one picture."""

    asked: Asked
    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The finished picture as a file's bytes, and what came of each picture on it, in the order of the grids.

    `picture_height` is the height of the pictures on it in pixels, if they are not as wide as on a phone.
    """

    data: bytes
    width: int
    height: int
    outcomes: tuple[Outcome, ...]
    picture_height: int


def make_sheet(
    grids: Sequence[Grid],
    format: str,  # noqa: A002 - the contract's word
    open_executor: OpenExecutor = open_here,
    *,
    phone: bool = False,
    refused: Sequence[Problem] = (),
    listen: Callable[[object], object] | None = None,
) -> Sheet:
    """Return all grids on one picture, "jpeg" or "png"; raises FactcardsError if it would be too large.

    The pictures are as high as the sheet's limits allow, from `HEIGHT` down to `MIN_HEIGHT` pixels, or as wide as on a
    phone. `refused` are problems of cards that were never begun; `listen` is called with each task that is done.
    """
    asked = [cell for grid in grids for row in grid.rows for cell in row.cells if cell]
    draw = partial(draw_thumbnail, size=choose_thumbnail_size(grids, refused, phone=phone))
    made: dict[int, Made] = {}
    accepted: dict[int, tuple[Accepted, ...]] = {}
    for task, outcome in run_tasks([a.task for a in asked], draw, open_executor):
        failure = outcome if isinstance(outcome, Failure) else Failure(outcome.problems)
        problems, accepted[id(task)] = split_accepted(explain(failure, task.place, task.places), task.accept)
        made[id(task)] = (None if isinstance(outcome, Failure) else outcome, problems)
        if listen:
            listen(task)
    assets = find_assets(())
    size = choose_thumbnail_size(grids, refused, made, phone=phone)   # messages under the pictures need space, too
    page = fill_page(grids, made, refused, assets.fonts, size)
    image = draw_image(scene_of(page), assets)
    for thumbnail, area in page.thumbnails:
        image.paste(thumbnail.image((int(area.width), int(area.height))), (int(area.x), int(area.y)))
    encode = encode_png if format == "png" else encode_jpeg
    data = encode(image, f"A sheet of {len(asked)} pictures")
    outcomes = tuple(Outcome(a, made[id(a.task)][1], accepted[id(a.task)]) for a in asked)
    return Sheet(data, *image.size, outcomes, size.height)


def choose_thumbnail_size(
    grids: Sequence[Grid], refused: Sequence[Problem], made: Mapping[int, Made] | None = None, *, phone: bool
) -> ThumbnailSize:
    """Return the largest size of pictures that the sheet's limits allow; raises FactcardsError if there is none.

    Draws nothing, so that a sheet that cannot be made is refused at once. `made` are the pictures drawn so far.
    """
    fonts = find_assets(()).fonts

    def fill(size: ThumbnailSize) -> Page:
        return fill_page(grids, made or {}, refused, fonts, size)

    smallest = fill(ThumbnailSize(MIN_HEIGHT, phone))
    if not _fits(smallest):
        limits = f"{_MAX_PIXELS // 10**6} million, and {_MAX_SIDE:,} along a side"
        message = f"the sheet would have {smallest.width} × {smallest.y} pixels, expected at most {limits}"
        hint = "ask for fewer languages (-l), sizes (-s) or themes (-t), or for one set"
        raise FactcardsError([Problem("error", message, hint=hint, kind="too-large")])
    if phone or _fits(fill(ThumbnailSize())):
        return ThumbnailSize(is_phone=phone)
    heights = range(MIN_HEIGHT, HEIGHT)   # the first fits
    return ThumbnailSize(heights[bisect_left(heights, True, key=lambda n: not _fits(fill(ThumbnailSize(n)))) - 1])


def _fits(page: Page) -> bool:
    return page.width * page.y <= _MAX_PIXELS and max(page.width, page.y) <= _MAX_SIDE
