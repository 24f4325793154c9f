"""Renders grids as one picture: draws the thumbnails in parallel, composes and encodes the sheet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ..batch import AcceptedProblem, Failure, OpenExecutor, explain_failure, open_assets, open_serial, split_accepted
from ..batch.dispatch import run_tasks
from ..draw import draw_image
from ..draw.encoders import encode_jpeg
from ..draw.png_writer import encode_png
from ..errors import FactcardsError, Problem
from .grid import Grid, PictureKey, RequestedPicture, picture_key
from .sheet_canvas import DrawnPicture, DrawnPictures, SheetCanvas, compose_sheet, make_scene
from .thumbnails import MIN_HEIGHT, THUMBNAIL_HEIGHT, ThumbnailSize, draw_thumbnail

MAX_PIXELS = 170_000_000
"""Maximum number of pixels of a sheet. Viewers and browsers refuse larger pictures."""
MAX_SIDE = 65_500
"""Maximum width and height of a sheet, in pixels: the limit of JPEG."""


@dataclass(frozen=True, slots=True)
class ReviewedPicture:
    """The result of one picture on a sheet."""

    requested: RequestedPicture
    problems: tuple[Problem, ...]
    accepted: tuple[AcceptedProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """The finished picture as a file's bytes, and the result of each picture on it, in the order of the grids."""

    data: bytes
    width: int
    height: int
    pictures: tuple[ReviewedPicture, ...]
    picture_height: int


def make_sheet(
    grids: Sequence[Grid],
    format: str,  # noqa: A002 - a public name
    open_executor: OpenExecutor = open_serial,
    *,
    phone: bool = False,
    refused: Sequence[Problem] = (),
    on_progress: Callable[[object], object] | None = None,
) -> ContactSheet:
    """Render all grids as one picture in the format "jpeg" or "png".

    `refused` are problems of cards that were never started; `on_progress` is called with each task when it is finished.
    Raises FactcardsError if the sheet would be too large to open.
    """
    requested = [cell for grid in grids for row in grid.rows for cell in row.cells if cell]
    draw = partial(draw_thumbnail, size=choose_thumbnail_size(grids, refused, phone=phone))
    drawn: dict[PictureKey, DrawnPicture] = {}
    accepted: dict[PictureKey, tuple[AcceptedProblem, ...]] = {}
    for task, outcome in run_tasks([a.task for a in requested], draw, open_executor):
        failure = outcome if isinstance(outcome, Failure) else Failure(outcome.problems)
        key, found = picture_key(task), explain_failure(failure, task.place, task.places)
        problems, accepted[key] = split_accepted(found, task.accept)
        drawn[key] = (None if isinstance(outcome, Failure) else outcome, problems)
        if on_progress:
            on_progress(task)
    assets = open_assets(())
    size = choose_thumbnail_size(grids, refused, drawn, phone=phone)   # messages under the pictures need space too
    sheet = compose_sheet(grids, drawn, refused, assets.fonts, size)
    image = draw_image(make_scene(sheet), assets)
    for thumbnail, area in sheet.thumbnails:
        image.paste(thumbnail.image((int(area.width), int(area.height))), (int(area.x), int(area.y)))
    encode = encode_png if format == "png" else encode_jpeg
    data = encode(image, f"A sheet of {len(requested)} pictures")
    keyed = [(a, picture_key(a.task)) for a in requested]
    pictures = tuple(ReviewedPicture(a, drawn[key][1], accepted[key]) for a, key in keyed)
    return ContactSheet(data, *image.size, pictures, size.height)


def choose_thumbnail_size(
    grids: Sequence[Grid], refused: Sequence[Problem], drawn: DrawnPictures | None = None, *, phone: bool
) -> ThumbnailSize:
    """Return the largest size of thumbnails that the sheet's limits allow.

    Nothing is drawn, so that a sheet that would be too large is refused at once. `drawn` are the results of the
    pictures drawn so far. Thumbnails as on a phone are never reduced. Raises FactcardsError if even the
    smallest thumbnails make the sheet too large.
    """
    fonts = open_assets(()).fonts

    def fill(size: ThumbnailSize) -> SheetCanvas:
        return compose_sheet(grids, drawn or {}, refused, fonts, size)

    smallest = fill(ThumbnailSize(MIN_HEIGHT, phone))
    if not _fits(smallest):
        limits = f"{MAX_PIXELS // 10**6} million, and {MAX_SIDE:,} along a side"
        message = f"the sheet would have {smallest.width} × {smallest.y} pixels, expected at most {limits}"
        hint = "ask for fewer languages (-l), sizes (-s) or themes (-t), or for one set"
        raise FactcardsError([Problem("error", message, hint=hint, kind="too-large")])
    if phone or _fits(fill(ThumbnailSize())):
        return ThumbnailSize(is_phone=phone)
    heights = range(MIN_HEIGHT, THUMBNAIL_HEIGHT)   # the first fits, as tested above
    return ThumbnailSize(heights[bisect_left(heights, True, key=lambda n: not _fits(fill(ThumbnailSize(n)))) - 1])


def _fits(sheet: SheetCanvas) -> bool:
    return sheet.width * sheet.y <= MAX_PIXELS and max(sheet.width, sheet.y) <= MAX_SIDE
