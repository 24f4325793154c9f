"""The opacity that a scrim needs in each band of a photograph, parallel to the edge from which the scrim fades.

Exact searches of pixels are slow, so one happens only where the maximum of each channel shows that it may matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ...graphics.color import Color, Paint, relative_luminance
from ...graphics.geometry import Rect
from ...model.scene import Picture
from ...photos import PhotoLibrary, PhotoRegion
from .photo_contrast import ScrimGoal, cut_photo_region, make_scrim_goal

Edge = Literal["top", "right", "bottom", "left"]

BANDS = 48
"""Number of bands in a photograph; a gradient has a stop between each two."""


@dataclass(frozen=True, slots=True)
class Foreground:
    """An element that needs contrast: its region in pixels of the card, its colour, and the contrast ratio.

    All foregrounds of one `role` share one scrim.
    """

    role: str
    region: Rect
    color: Color
    ratio: float


def solve_overlay_opacity(
    picture: Picture, foregrounds: Sequence[Foreground], scrim: Color, photos: PhotoLibrary
) -> float:
    """Return the lowest opacity, 0 to 1, of an even overlay that gives all foregrounds their contrast.

    Raises ValueError if no opacity is enough.
    """
    alpha = 0
    for each in foregrounds:
        if each.region.intersects(picture.area):
            goal = make_scrim_goal(each.color, scrim, each.ratio)
            alpha = _raise_alpha(cut_photo_region(picture, each.region, photos), goal, alpha)
    return alpha / 255


def solve_bands(
    picture: Picture, foregrounds: Sequence[Foreground], scrim: Color, edge: Edge, photos: PhotoLibrary,
    overlays: tuple[Paint, ...] = (),
) -> list[float]:  # fmt: skip
    """Return the lowest opacities of the bands, starting at the edge, that serve all foregrounds.

    They never increase away from the edge, as those of a scrim. `overlays` are already on the photograph, with
    gradients relative to its corner. Raises ValueError if no opacity is enough.
    """
    area, vertical = picture.area, edge in ("top", "bottom")
    offset = area.y if vertical else area.x
    lines: list[_ForegroundPixels] = []
    for each in foregrounds:
        goal = make_scrim_goal(each.color, scrim, each.ratio)
        pixels = cut_photo_region(picture, each.region, photos, overlays)
        start, length = (each.region.y, each.region.height) if vertical else (each.region.x, each.region.width)
        extremes = pixels.find_extremes(vertical=vertical, light=goal.light)
        lines.append(_ForegroundPixels(start - offset, start - offset + length, goal, pixels, extremes))
    alphas, alpha = list[int](), 0
    for band in pairwise(reversed(find_band_edges(area, edge))):
        alpha = _raise_in_band(lines, min(band) - offset, max(band) - offset, alpha, vertical=vertical)
        alphas.append(alpha)
    return [alpha / 255 for alpha in reversed(alphas)]


@dataclass(frozen=True, slots=True)
class _ForegroundPixels:
    """A foreground's interval across the bands, its goal, the pixels behind it, and their extremes across the bands."""

    start: float
    end: float
    goal: ScrimGoal
    pixels: PhotoRegion
    extremes: bytes


def _raise_in_band(lines: Sequence[_ForegroundPixels], start: float, end: float, alpha: int, *, vertical: bool) -> int:
    """Return the lowest alpha, not below `alpha`, that reaches the goals of all lines in a band.

    Parts in which a colour of the extremes would be enough are skipped.
    """
    for line in lines:
        low, high = max(start, line.start), min(end, line.end)
        if low < high:
            first, last = line.pixels.lines(low, high, vertical=vertical)
            values, choose = line.extremes[3 * first : 3 * last], max if line.goal.light else min
            extreme = choose(values[0::3]), choose(values[1::3]), choose(values[2::3])
            if not line.goal.is_reached(alpha, [extreme]):
                alpha = _raise_alpha(line.pixels.cut((first, last), vertical=vertical), line.goal, alpha)
    return alpha


def _raise_alpha(pixels: PhotoRegion, goal: ScrimGoal, alpha: int) -> int:
    """Return the lowest alpha of a scrim, of 255 and not below `alpha`, that reaches the goal at every pixel."""
    for colors, bound in pixels.search(light=goal.light):
        for color in sorted(colors, key=relative_luminance, reverse=goal.light):   # the worst first
            if not goal.is_reached(alpha, [color]):
                alpha = goal.solve([color], alpha + 1)
        if goal.is_reached(alpha, [bound]):   # so it is at all other pixels
            break
    return alpha


def find_band_edges(area: Rect, edge: Edge) -> list[int]:
    """Return the whole pixels between the bands, from the edge inward; opposite edges give the same cuts."""
    start, length = (area.y, area.height) if edge in ("top", "bottom") else (area.x, area.width)
    cuts = [round(start + length * index / BANDS) for index in range(BANDS + 1)]
    return cuts if edge in ("top", "left") else cuts[::-1]
