"""Job → thumbnail: one picture drawn and made small, as its pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from ..check import check_scene
from ..draw import draw_image
from ..errors import Problem
from ..model.assets import Assets
from ..model.sizes import Size
from ..rendering.jobs import Job, lay_out_job, raise_errors

THUMBNAIL_HEIGHT, MIN_HEIGHT, PHONE_WIDTH = 480, 240, 390
"""Pixels: the height of pictures to compare, and the smallest where a sheet would be too large; the width at which a
phone shows a picture (390 CSS pixels)."""


@dataclass(frozen=True, slots=True)
class ThumbnailSize:
    """How large the pictures of a sheet are: all of one height in pixels, or all as wide as on a phone."""

    height: int = THUMBNAIL_HEIGHT
    is_phone: bool = False

    def extent(self, size: Size) -> tuple[int, int]:
        """Return the width and height of a size's thumbnail, in pixels."""
        if self.is_phone:
            return PHONE_WIDTH, max(1, round(size.height * PHONE_WIDTH / size.width))
        return max(1, round(size.width * self.height / size.height)), self.height


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture: its RGB bytes, and what a careful reader would say about the large one."""

    width: int
    height: int
    pixels: bytes
    problems: tuple[Problem, ...]

    def image(self, extent: tuple[int, int]) -> Image.Image:
        """Return the picture, made smaller if it is larger than `extent`."""
        image = Image.frombytes("RGB", (self.width, self.height), self.pixels)
        return image if image.size == extent else image.resize(extent, Image.Resampling.LANCZOS)


def draw_thumbnail(job: Job, assets: Assets, *, size: ThumbnailSize) -> Thumbnail:
    """Draw one picture as large as `size` says; raises SceneError if it would be wrong."""
    scene = lay_out_job(job, assets)
    problems = tuple(p for p in scene.problems + check_scene(scene) if p.severity != "note")
    raise_errors(problems)
    extent = size.extent(job.size)
    small = draw_image(scene, assets).resize(extent, Image.Resampling.LANCZOS)
    return Thumbnail(*extent, small.tobytes(), problems)
