"""Draws a job as a thumbnail and returns its pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from ..draw import draw_image
from ..errors import Problem
from ..model.assets import Assets
from ..model.legibility import PHONE_WIDTH
from ..model.sizes import Size
from ..rendering.jobs import Job, lay_out_job, raise_errors
from ..rendering.scene_problems import find_problems

THUMBNAIL_HEIGHT, MIN_HEIGHT = 480, 240
"""Height of thumbnails, and their minimum height where a sheet would be too large otherwise, in px."""


@dataclass(frozen=True, slots=True)
class ThumbnailSize:
    """The size of a sheet's thumbnails: all of one height in pixels, or all as wide as on a phone."""

    height: int = THUMBNAIL_HEIGHT
    is_phone: bool = False

    def extent(self, size: Size) -> tuple[int, int]:
        """Return the width and height of a size's thumbnail, in pixels."""
        if self.is_phone:
            return PHONE_WIDTH, max(1, round(size.height * PHONE_WIDTH / size.width))
        return max(1, round(size.width * self.height / size.height)), self.height


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture as RGB bytes, with the problems of the full-size picture."""

    width: int
    height: int
    pixels: bytes
    problems: tuple[Problem, ...]

    def image(self, extent: tuple[int, int]) -> Image.Image:
        """Return the picture, resized to `extent` if it has another size."""
        image = Image.frombytes("RGB", (self.width, self.height), self.pixels)
        return image if image.size == extent else image.resize(extent, Image.Resampling.LANCZOS)


def draw_thumbnail(job: Job, assets: Assets, *, size: ThumbnailSize) -> Thumbnail:
    """Draw a picture at a thumbnail's size. Raises SceneError if it has an error."""
    scene = lay_out_job(job, assets)
    problems = tuple(p for p in find_problems(scene, job.card, job.theme) if p.severity != "note")
    raise_errors(problems)
    extent = size.extent(job.size)
    small = draw_image(scene, assets).resize(extent, Image.Resampling.LANCZOS)
    return Thumbnail(*extent, small.tobytes(), problems)
