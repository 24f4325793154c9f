"""Photographs behind text: the crop, the colours behind the text, and the scrim opacity that its contrast needs.

`measure_…` functions measure the colours of a node in a region; `solve_scrim_opacity` finds the opacity.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...errors import Problem
from ...graphics.color import (
    Color,
    Gradient,
    Paint,
    color_at,
    contrast_ratio,
    relative_luminance,
)
from ...graphics.geometry import Rect
from ...model.legibility import TEXT_CONTRAST
from ...model.scene import Backdrop, Node, Picture, walk_nodes
from ...photos import ColorBounds, PhotoKey, PhotoLibrary, PhotoRegion, Rgb

_SAMPLES = 8
"""Number of equal steps at whose ends a gradient is sampled across a region."""
_MAX_ENLARGEMENT = 1.25
"""Maximum number of the card's pixels per pixel of a photograph; a photograph with fewer pixels looks blurred."""
_ROUNDING = 1e-6
"""Maximum rounding error of a width, in px."""
_MAX_COLORS = 2_000
"""Maximum number of colours that are tracked through layers; a layer that covers only a part may double them."""


def crop_to_cover(
    photo: PhotoKey,
    area: Rect,
    focus: tuple[float, float] = (0.5, 0.5),
    anchor: tuple[float, float] = (0.5, 0.5),
    zoom: float = 1.0,
) -> Rect:
    """Return the part of a photograph that fills `area` (CSS's `object-fit: cover`), in pixels of the photograph.

    `focus` is the point to show, 0 to 1 from the photograph's left and top; it is brought as near as possible to
    `anchor`, a position in the area in the same units. A `zoom` above 1 allows a smaller crop where that brings the
    focus nearer and the photograph has enough pixels.
    """
    scale = min(photo.width / area.width, photo.height / area.height)
    sides = ((photo.width, area.width * scale), (photo.height, area.height * scale))
    # the longest side for which the focus is at its anchor and the crop still within the photograph
    longest = [
        min(full * point / at if at else full, full * (1 - point) / (1 - at) if at < 1 else full)
        for (full, _), point, at in zip(sides, focus, anchor, strict=True)
    ]
    required = [side / limit if limit else zoom for (_, side), limit in zip(sides, longest, strict=True)]
    zoomed = min(max(1.0, *required), max(1.0, min(zoom, scale * _MAX_ENLARGEMENT)))
    lengths = [min(full, side / zoomed) for full, side in sides]
    starts = [
        max(0.0, min(full * point - at * length, full - length))
        for (full, _), length, point, at in zip(sides, lengths, focus, anchor, strict=True)
    ]
    return Rect(starts[0], starts[1], lengths[0], lengths[1])


def find_blurred_photo(crop: Rect, area: Rect) -> Problem | None:
    """Return a warning if a photograph has too few pixels for its area on the card, otherwise None."""
    if area.width <= crop.width * _MAX_ENLARGEMENT + _ROUNDING:
        return None
    found = f"{crop.width:.0f} × {crop.height:.0f} pixels of the photograph fill {area.width:.0f} × {area.height:.0f}"
    return Problem("warning", f"{found} and look blurred", field="image",
                   hint="give a larger photograph", kind="blurred")


def find_blank_photos(nodes: tuple[Node, ...], photos: PhotoLibrary) -> list[Problem]:
    """Return a warning for each photograph that shows nothing. Raises SceneError if one cannot be opened."""
    hint = "look at the file: a hidden layer or the wrong export may be the reason"
    return [
        Problem("warning", "nothing can be seen on this photograph", field="image", hint=hint, kind="blank-photo")
        for role, node in walk_nodes(nodes)
        if isinstance(node, Picture) and role != "brand"
        and photos.is_blank(node.photo, node.crop, int(node.area.width), int(node.area.height))
    ]   # fmt: skip


def measure_photo_colors(
    picture: Picture, region: Rect, photos: PhotoLibrary, overlays: tuple[Paint, ...] = ()
) -> ColorBounds:
    """Return the lightest and darkest colours of a photograph in a region of the card.

    `overlays` are composited over it in order; the coordinates of gradients are relative to the photograph's corner.
    Raises SceneError if the photograph cannot be opened.
    """
    return photos.color_bounds(picture.photo, picture.crop, *_locate_region(picture, region), overlays)


def measure_photo_backdrop(
    picture: Picture, region: Rect, photos: PhotoLibrary, overlays: tuple[Paint, ...] = ()
) -> Backdrop:
    """Return the luminances of a photograph in a region of the card; faster than `to_backdrop` of its colours.

    The parameters and errors are those of `measure_photo_colors`.
    """
    return Backdrop(*photos.luminances(picture.photo, picture.crop, *_locate_region(picture, region), overlays))


def cut_photo_region(
    picture: Picture, region: Rect, photos: PhotoLibrary, overlays: tuple[Paint, ...] = ()
) -> PhotoRegion:
    """Return the pixels of a photograph in a region of the card; the parameters are those of `measure_photo_colors`."""
    return photos.region(picture.photo, picture.crop, *_locate_region(picture, region), overlays)


def _locate_region(picture: Picture, region: Rect) -> tuple[tuple[int, int], Rect]:
    """Return the size of a photograph on the card, and the region relative to its corner, both in pixels."""
    area = picture.area
    inside = Rect(region.x - area.x, region.y - area.y, region.width, region.height)
    return (int(area.width), int(area.height)), inside


def measure_paint_colors(paint: Paint, region: Rect) -> ColorBounds:
    """Return the lightest and darkest colours of an opaque colour or gradient in a region of the card."""
    colors = tuple(color.rgb for color in _sample_paint(paint, region))
    return ColorBounds(colors, colors)


def overlay_colors(behind: ColorBounds, overlay: Paint, region: Rect) -> ColorBounds:
    """Return the colour bounds under a translucent colour or gradient, blended as the raster does.

    Blending preserves the order in each channel, so the bounds stay bounds. If a gradient's opacity changes within the
    region, each colour is combined with each opacity, so call this for each line of text.
    """
    samples = _sample_paint(overlay, region)
    return _limit_colors(
        [_blend(sample.rgb, sample.alpha, color) for sample in samples for color in behind.lightest],
        [_blend(sample.rgb, sample.alpha, color) for sample in samples for color in behind.darkest],
    )


def merge_colors(parts: Iterable[ColorBounds]) -> ColorBounds:
    """Return the colour bounds of several regions together."""
    every = list(parts)
    return _limit_colors([c for e in every for c in e.lightest], [c for e in every for c in e.darkest])


def _limit_colors(lightest: Sequence[Rgb], darkest: Sequence[Rgb]) -> ColorBounds:
    """Return the bounds of colours; if there are too many, return their per-channel maxima and minima."""
    if max(len(lightest), len(darkest)) <= _MAX_COLORS:
        return ColorBounds(tuple(lightest), tuple(darkest))
    high = [max(color[i] for color in lightest) for i in range(3)]
    low = [min(color[i] for color in darkest) for i in range(3)]
    return ColorBounds(((high[0], high[1], high[2]),), ((low[0], low[1], low[2]),))


def to_backdrop(behind: ColorBounds) -> Backdrop:
    """Return the range of luminances of colour bounds."""
    return Backdrop(min(map(relative_luminance, behind.darkest)), max(map(relative_luminance, behind.lightest)))


@dataclass(frozen=True, slots=True)
class ScrimGoal:
    """The contrast that a scrim must give a foreground; `light` means that the foreground is lighter than the scrim."""

    scrim: Rgb
    luminance: float
    ratio: float
    light: bool

    def is_reached(self, alpha: int, colors: Iterable[Rgb]) -> bool:
        """Return whether a scrim of that alpha, of 255, is enough over each of the colours.

        The foreground must differ from the result on the side on which it differs from the scrim.
        """
        own, light = self.luminance, self.light
        for color in colors:
            behind = relative_luminance(_blend(self.scrim, alpha, color))
            if (own > behind) != light or contrast_ratio(own, behind) < self.ratio:
                return False
        return True

    def solve(self, colors: Sequence[Rgb], least: int = 0) -> int:
        """Return the lowest alpha of the scrim, of 255 and not below `least`, that is enough over all colours."""
        low, high = least, 255
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.is_reached(middle, colors) else (middle + 1, high)
        return high


def make_scrim_goal(color: Color, scrim: Color, ratio: float) -> ScrimGoal:
    """Return the goal of a scrim under a foreground. Raises ValueError if even an opaque scrim is too little."""
    goal = ScrimGoal(scrim.rgb, color.luminance, ratio, color.luminance > scrim.luminance)
    if not goal.is_reached(255, [scrim.rgb]):
        found = contrast_ratio(color.luminance, scrim.luminance)
        raise ValueError(f"{color} on {scrim} has a contrast of {found:.1f}; expected {ratio} at least")
    return goal


def solve_scrim_opacity(behind: ColorBounds, color: Color, scrim: Color, ratio: float = TEXT_CONTRAST) -> float:
    """Return the lowest scrim opacity, 0 to 1 in steps of 1/255, at which `color` has the contrast at every pixel.

    Raises ValueError if the contrast with the opaque scrim is already too low.
    """
    goal = make_scrim_goal(color, scrim, ratio)
    return goal.solve(behind.lightest if goal.light else behind.darkest) / 255


def _measure_linear_offsets(paint: Gradient, region: Rect) -> tuple[float, float]:
    """Return the lowest and highest offset of a linear gradient in a region."""
    dx, dy = paint.end[0] - paint.start[0], paint.end[1] - paint.start[1]
    square = dx * dx + dy * dy or 1.0
    corners = [(x, y) for x in (region.x, region.right) for y in (region.y, region.bottom)]
    offsets = [((x - paint.start[0]) * dx + (y - paint.start[1]) * dy) / square for x, y in corners]
    return min(offsets), max(offsets)


def _measure_radial_offsets(paint: Gradient, region: Rect) -> tuple[float, float]:
    """Return the lowest and highest offset of a radial gradient in a region."""
    (x, y), (ex, ey) = paint.start, paint.end
    wide, high = abs(ex - x) or 1.0, abs(ey - y) or 1.0
    near = max(region.x - x, 0.0, x - region.right) / wide, max(region.y - y, 0.0, y - region.bottom) / high
    far = max(x - region.x, region.right - x) / wide, max(y - region.y, region.bottom - y) / high
    return math.hypot(*near), math.hypot(*far)


def _blend(overlay: Rgb, alpha: int, background: Rgb) -> Rgb:
    """Blend an overlay with a background; each channel is rounded as Pillow rounds it."""
    rest = 255 - alpha
    return (
        (overlay[0] * alpha + background[0] * rest + 127) // 255,
        (overlay[1] * alpha + background[1] * rest + 127) // 255,
        (overlay[2] * alpha + background[2] * rest + 127) // 255,
    )


def _sample_paint(paint: Paint, region: Rect) -> list[Color]:
    """Return a colour, or a gradient's colours at samples across a region, including its ends and stops there."""
    if isinstance(paint, Color):
        return [paint]
    low, high = (_measure_radial_offsets if paint.is_radial else _measure_linear_offsets)(paint, region)
    offsets = {low + (high - low) * step / _SAMPLES for step in range(_SAMPLES + 1)}
    offsets |= {offset for offset, _ in paint.stops if low <= offset <= high}
    return [Color(*map(round, color_at(paint, offset))) for offset in sorted(offsets)]
