"""Grids → one picture: the thumbnails drawn in parallel, laid out with their labels, encoded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..batch import AcceptedProblem, Failure, OpenExecutor, explain_failure, open_assets, open_serial, split_accepted
from ..batch.dispatch import run_tasks
from ..draw import draw_image
from ..draw.encoders import encode_jpeg
from ..draw.png_writer import encode_png
from ..errors import FactcardsError, Problem
from .grid import Grid, RequestedPicture
from .sheet_canvas import DrawnPicture, SheetCanvas, compose_sheet, make_scene
from .thumbnails import MIN_HEIGHT, THUMBNAIL_HEIGHT, ThumbnailSize, draw_thumbnail

_MAX_PIXELS, _MAX_SIDE = 170_000_000, 65_500
"""Maximum number of a sheet's pixels (Pillow opens no picture of more than 178,956,970), and of pixels along a side
(a JPEG has at most 65,535)."""


@dataclass(frozen=True, slots=True)
class ReviewedPicture:
    """What came of one picture."""

    requested: RequestedPicture
    problems: tuple[Problem, ...]
    accepted: tuple[AcceptedProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """The finished picture as a file's bytes, and what came of each picture on it, in the order of the grids.

    `picture_height` is the height of the pictures on it in pixels, if they are not as wide as on a phone.
    """

    data: bytes
    width: int
    height: int
    pictures: tuple[ReviewedPicture, ...]
    picture_height: int


def make_sheet(
    grids: Sequence[Grid],
    format: str,  # noqa: A002 - the contract's word
    open_executor: OpenExecutor = open_serial,
    *,
    phone: bool = False,
    refused: Sequence[Problem] = (),
    on_progress: Callable[[object], object] | None = None,
) -> ContactSheet:
    """Return all grids on one picture, "jpeg" or "png"; raises FactcardsError if it would be too large.

    The pictures are as high as the sheet's limits allow, from `HEIGHT` down to `MIN_HEIGHT` pixels, or as wide as on a
    phone. `refused` are problems of cards that were never begun; `listen` is called with each task that is done.
    """
    asked = [cell for grid in grids for row in grid.rows for cell in row.cells if cell]
    draw = partial(draw_thumbnail, size=choose_thumbnail_size(grids, refused, phone=phone))
    made: dict[int, DrawnPicture] = {}
    accepted: dict[int, tuple[AcceptedProblem, ...]] = {}
    for task, outcome in run_tasks([a.task for a in asked], draw, open_executor):
        failure = outcome if isinstance(outcome, Failure) else Failure(outcome.problems)
        problems, accepted[id(task)] = split_accepted(explain_failure(failure, task.place, task.places), task.accept)
        made[id(task)] = (None if isinstance(outcome, Failure) else outcome, problems)
        if on_progress:
            on_progress(task)
    assets = open_assets(())
    size = choose_thumbnail_size(grids, refused, made, phone=phone)   # messages under the pictures need space, too
    page = compose_sheet(grids, made, refused, assets.fonts, size)
    image = draw_image(make_scene(page), assets)
    for thumbnail, area in page.thumbnails:
        image.paste(thumbnail.image((int(area.width), int(area.height))), (int(area.x), int(area.y)))
    encode = encode_png if format == "png" else encode_jpeg
    data = encode(image, f"A sheet of {len(asked)} pictures")
    outcomes = tuple(ReviewedPicture(a, made[id(a.task)][1], accepted[id(a.task)]) for a in asked)
    return ContactSheet(data, *image.size, outcomes, size.height)


def choose_thumbnail_size(
    grids: Sequence[Grid], refused: Sequence[Problem], made: Mapping[int, DrawnPicture] | None = None, *, phone: bool
) -> ThumbnailSize:
    """Return the largest size of pictures that the sheet's limits allow; raises FactcardsError if there is none.

    Draws nothing, so that a sheet that cannot be made is refused at once. `made` are the pictures drawn so far.
    """
    fonts = open_assets(()).fonts

    def fill(size: ThumbnailSize) -> SheetCanvas:
        return compose_sheet(grids, made or {}, refused, fonts, size)

    smallest = fill(ThumbnailSize(MIN_HEIGHT, phone))
    if not _fits(smallest):
        limits = f"{_MAX_PIXELS // 10**6} million, and {_MAX_SIDE:,} along a side"
        message = f"the sheet would have {smallest.width} × {smallest.y} pixels, expected at most {limits}"
        hint = "ask for fewer languages (-l), sizes (-s) or themes (-t), or for one set"
        raise FactcardsError([Problem("error", message, hint=hint, kind="too-large")])
    if phone or _fits(fill(ThumbnailSize())):
        return ThumbnailSize(is_phone=phone)
    heights = range(MIN_HEIGHT, THUMBNAIL_HEIGHT)   # the first fits
    return ThumbnailSize(heights[bisect_left(heights, True, key=lambda n: not _fits(fill(ThumbnailSize(n)))) - 1])


def _fits(page: SheetCanvas) -> bool:
    return page.width * page.y <= _MAX_PIXELS and max(page.width, page.y) <= _MAX_SIDE
