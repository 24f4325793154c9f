"""Job → thumbnail: one picture drawn and made small, as its pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from ..check import check_scene
from ..draw import draw_image
from ..errors import Problem
from ..model.assets import Assets
from ..model.sizes import Size
from ..rendering.jobs import Job, lay_out_job, refuse_errors

HEIGHT, PHONE = 480, 390
"""Pixels: the height of pictures to compare; the width at which a phone shows a picture (390 CSS pixels)."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture: its RGB bytes, and what a careful reader would say about the large one."""

    width: int
    height: int
    pixels: bytes
    problems: tuple[Problem, ...]

    def image(self) -> Image.Image:
        """The picture itself."""
        return Image.frombytes("RGB", (self.width, self.height), self.pixels)


def small_extent(size: Size, *, phone: bool) -> tuple[int, int]:
    """The width and height of a size's thumbnail: all of one height, or all as wide as a phone."""
    if phone:
        return PHONE, max(1, round(size.height * PHONE / size.width))
    return max(1, round(size.width * HEIGHT / size.height)), HEIGHT


def draw_thumbnail(job: Job, assets: Assets) -> Thumbnail:
    """One picture of the height in which pictures are compared; SceneError where it would be wrong."""
    return _draw(job, assets, phone=False)


def draw_on_phone(job: Job, assets: Assets) -> Thumbnail:
    """One picture as wide as on a phone; SceneError where it would be wrong."""
    return _draw(job, assets, phone=True)


def _draw(job: Job, assets: Assets, *, phone: bool) -> Thumbnail:
    scene = lay_out_job(job, assets)
    problems = tuple(p for p in scene.problems + check_scene(scene) if p.severity != "note")
    refuse_errors(problems)
    extent = small_extent(job.size, phone=phone)
    small = draw_image(scene, assets).resize(extent, Image.Resampling.LANCZOS)
    return Thumbnail(*extent, small.tobytes(), problems)
