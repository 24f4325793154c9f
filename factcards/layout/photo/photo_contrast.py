"""Photographs under words: which part is shown, what lies behind the words, and the scrim that they need."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ...errors import Problem
from ...graphics.color import Color, Gradient, Paint, color_at, contrast_ratio, to_linear
from ...graphics.geometry import Rect
from ...model.legibility import TEXT_CONTRAST
from ...model.scene import Backdrop, Node, Picture, walk_nodes
from ...photos import ColorBounds, PhotoKey, PhotoLibrary, Rgb

_LINEAR = tuple(to_linear(part) for part in range(256))
_SAMPLES = 8  # places between the ends at which a gradient is looked at
_BLURRED = 1.25  # so many pixels drawn for one of the photograph begin to be seen
_HAIR = 1e-6
_MOST_COLORS = 2_000
"""Maximum number of colours that are followed through layers: each layer that hides a part only may double them."""


def crop_to_cover(
    photo: PhotoKey,
    area: Rect,
    focus: tuple[float, float] = (0.5, 0.5),
    anchor: tuple[float, float] = (0.5, 0.5),
    zoom: float = 1.0,
) -> Rect:
    """The part of a photograph that fills `area`, in the photograph's pixels; it never reaches beyond the photograph.

    `focus` is the point to keep, from the photograph's left and top, 0 to 1; it comes as near as can be to `place`,
    which is reckoned so in the area. `zoom` above 1 allows to show less than could be shown, as far as that helps and
    the photograph has the pixels for it.
    """
    scale = min(photo.width / area.width, photo.height / area.height)
    sides = ((photo.width, area.width * scale), (photo.height, area.height * scale))
    # the longest side for which the focus lies at its place and the crop still within the photograph
    longest = [
        min(full * point / at if at else full, full * (1 - point) / (1 - at) if at < 1 else full)
        for (full, _), point, at in zip(sides, focus, anchor, strict=True)
    ]
    wanted = [side / most if most else zoom for (_, side), most in zip(sides, longest, strict=True)]
    zoomed = min(max(1.0, *wanted), max(1.0, min(zoom, scale * _BLURRED)))
    lengths = [min(full, side / zoomed) for full, side in sides]
    starts = [
        max(0.0, min(full * point - at * length, full - length))
        for (full, _), length, point, at in zip(sides, lengths, focus, anchor, strict=True)
    ]
    return Rect(starts[0], starts[1], lengths[0], lengths[1])


def check_sharpness(crop: Rect, area: Rect) -> Problem | None:
    """A warning where a photograph has too few pixels for its place on the card; None where it has enough."""
    if area.width <= crop.width * _BLURRED + _HAIR:
        return None
    found = f"{crop.width:.0f} × {crop.height:.0f} pixels of the photograph fill {area.width:.0f} × {area.height:.0f}"
    return Problem("warning", f"{found} and look blurred", field="image",
                   hint="give a larger photograph", kind="blurred")


def find_blank_photos(nodes: tuple[Node, ...], photos: PhotoLibrary) -> list[Problem]:
    """Return a warning for each photograph of which nothing can be seen; SceneError if one cannot be opened."""
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
    """The lightest and darkest colours of a photograph in a region of the card; SceneError if it cannot be opened.

    `veils` lie over it, one over the other; gradients are counted from the photograph's own corner.
    """
    area = picture.area
    inside = Rect(region.x - area.x, region.y - area.y, region.width, region.height)
    return photos.color_bounds(picture.photo, picture.crop, (int(area.width), int(area.height)), inside, overlays)


def measure_worst_colors(
    picture: Picture, region: Rect, photos: PhotoLibrary, overlays: tuple[Paint, ...], *, light: bool
) -> ColorBounds:
    """The same, but only the lightest or only the darkest colours."""
    area = picture.area
    inside = Rect(region.x - area.x, region.y - area.y, region.width, region.height)
    return photos.worst_colors(
        picture.photo, picture.crop, (int(area.width), int(area.height)), inside, overlays, light=light
    )


def measure_color_range(
    picture: Picture, region: Rect, photos: PhotoLibrary, overlays: tuple[Paint, ...]
) -> ColorBounds:
    """A colour that none there exceeds in red, green or blue, and one that none falls below; they need not occur."""
    area = picture.area
    inside = Rect(region.x - area.x, region.y - area.y, region.width, region.height)
    return photos.color_range(picture.photo, picture.crop, (int(area.width), int(area.height)), inside, overlays)


def measure_paint_colors(paint: Paint, region: Rect) -> ColorBounds:
    """The lightest and darkest colours of an opaque colour or gradient in a region of the card."""
    colors = tuple(color.rgb for color in _colors_in(paint, region))
    return ColorBounds(colors, colors)


def overlay_colors(behind: ColorBounds, overlay: Paint, region: Rect) -> ColorBounds:
    """The same colours under a translucent colour or gradient, as the raster mixes them.

    Mixing keeps the order of colours in each part, so the extremes stay the extremes. Where a gradient's opacity
    changes within the region, every colour is taken to lie under each: ask line by line.
    """
    veils = _colors_in(overlay, region)
    return _bound(
        [_mix(veil.rgb, veil.alpha, color) for veil in veils for color in behind.lightest],
        [_mix(veil.rgb, veil.alpha, color) for veil in veils for color in behind.darkest],
    )


def merge_colors(parts: Iterable[ColorBounds]) -> ColorBounds:
    """What is found where several things lie side by side."""
    every = list(parts)
    return _bound([c for e in every for c in e.lightest], [c for e in every for c in e.darkest])


def _bound(lightest: Sequence[Rgb], darkest: Sequence[Rgb]) -> ColorBounds:
    """Return the extremes among colours; where there are very many, the one colour that bounds them all."""
    if max(len(lightest), len(darkest)) <= _MOST_COLORS:
        return ColorBounds(tuple(lightest), tuple(darkest))
    high = [max(color[i] for color in lightest) for i in range(3)]
    low = [min(color[i] for color in darkest) for i in range(3)]
    return ColorBounds(((high[0], high[1], high[2]),), ((low[0], low[1], low[2]),))


def to_backdrop(behind: ColorBounds) -> Backdrop:
    """The range of luminances among the colours behind something."""
    return Backdrop(min(map(_luminance, behind.darkest)), max(map(_luminance, behind.lightest)))


def ground_of_photo(picture: Picture, region: Rect, photos: PhotoLibrary) -> Backdrop:
    """The range of luminances of a photograph in a region of the card."""
    return to_backdrop(measure_photo_colors(picture, region, photos))


def solve_scrim_opacity(behind: ColorBounds, words: Color, scrim: Color, ratio: float = TEXT_CONTRAST) -> float:
    """The least opacity of the scrim, 0 to 1 in steps of 1/255, at which the words have that contrast at every pixel.

    ValueError where they have not even before the bare colour of the scrim.
    """
    own, veil = words.luminance, scrim.rgb
    light = own > scrim.luminance
    worst = behind.lightest if light else behind.darkest

    def readable(alpha: int) -> bool:
        return all(_stands_out(own, _luminance(_mix(veil, alpha, color)), ratio, light=light) for color in worst)

    if not readable(255):
        found = contrast_ratio(own, scrim.luminance)
        raise ValueError(f"{words} on {scrim} has a contrast of {found:.1f}; expected {ratio} at least")
    low, high = 0, 255
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if readable(middle) else (middle + 1, high)
    return high / 255


def _stands_out(own: float, other: float, ratio: float, *, light: bool) -> bool:
    """Whether words of a luminance have the contrast, and on that side on which they have it from the scrim."""
    return (own > other) == light and contrast_ratio(own, other) >= ratio


def _span(paint: Gradient, region: Rect) -> tuple[float, float]:
    """The least and the greatest offset of a linear gradient in a region."""
    dx, dy = paint.end[0] - paint.start[0], paint.end[1] - paint.start[1]
    square = dx * dx + dy * dy or 1.0
    corners = [(x, y) for x in (region.x, region.right) for y in (region.y, region.bottom)]
    offsets = [((x - paint.start[0]) * dx + (y - paint.start[1]) * dy) / square for x, y in corners]
    return min(offsets), max(offsets)


def _round_span(paint: Gradient, region: Rect) -> tuple[float, float]:
    """The same of a round one: from the place in the region that is nearest to its middle to the furthest."""
    (x, y), (ex, ey) = paint.start, paint.end
    wide, high = abs(ex - x) or 1.0, abs(ey - y) or 1.0
    near = max(region.x - x, 0.0, x - region.right) / wide, max(region.y - y, 0.0, y - region.bottom) / high
    far = max(x - region.x, region.right - x) / wide, max(y - region.y, region.bottom - y) / high
    return math.hypot(*near), math.hypot(*far)


def _luminance(color: Rgb) -> float:
    return 0.2126 * _LINEAR[color[0]] + 0.7152 * _LINEAR[color[1]] + 0.0722 * _LINEAR[color[2]]


def _mix(veil: Rgb, alpha: int, ground: Rgb) -> Rgb:
    """The veil over the ground, each part rounded as Pillow does."""
    rest = 255 - alpha
    return (
        (veil[0] * alpha + ground[0] * rest + 127) // 255,
        (veil[1] * alpha + ground[1] * rest + 127) // 255,
        (veil[2] * alpha + ground[2] * rest + 127) // 255,
    )


def _colors_in(paint: Paint, region: Rect) -> list[Color]:
    """A colour, or what a gradient shows at places across a region, its ends and its stops there included."""
    if isinstance(paint, Color):
        return [paint]
    low, high = (_round_span if paint.is_radial else _span)(paint, region)
    places = {low + (high - low) * step / _SAMPLES for step in range(_SAMPLES + 1)}
    places |= {offset for offset, _ in paint.stops if low <= offset <= high}
    return [Color(*map(round, color_at(paint, place))) for place in sorted(places)]
