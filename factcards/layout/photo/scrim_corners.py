"""Scrims that spread from a corner of a photograph, for a brand or a credit that is near the corner.

They leave the rest of the photograph at the same height uncovered, unlike a scrim along the whole edge.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...graphics.color import Color, Gradient
from ...graphics.geometry import Rect, path_of_rects
from ...model.scene import Shape

_STEPS = 12
"""Number of stops along a fade, after the first."""
_FADE_FACTOR = 2.2
"""Length of the fade relative to that of a straight scrim: a curved edge is more visible, as on a plain sky."""
_ELLIPSE_MARGIN = 1.02
"""Factor by which an ellipse is larger than necessary, because offsets are rounded."""


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of a photograph, and the radii of the smallest ellipse around it that covers what is placed there.

    Lengths are in pixels of the card. A radius is negative if it extends to the left or upward.
    """

    anchor: tuple[float, float]
    radii: tuple[float, float]


def find_corner(area: Rect, regions: Sequence[Rect], *, top: bool) -> Corner | None:
    """Return the corner at the top or bottom of the area in whose half all regions are, or None."""
    shown = [region.intersection(area) for region in regions]
    middle = area.x + area.width / 2
    left, right = all(r.right <= middle for r in shown), all(r.x >= middle for r in shown)
    if not left and not right:
        return None
    across = max(r.right - area.x if left else area.right - r.x for r in shown)
    down = max(r.bottom - area.y if top else area.bottom - r.y for r in shown)
    # √2: the smallest ellipse that contains a rectangle at its centre goes through the opposite corner
    factor = math.sqrt(2) * _ELLIPSE_MARGIN
    return Corner(
        (area.x if left else area.right, area.y if top else area.bottom),
        (factor * across * (1 if left else -1), factor * down * (1 if top else -1)),
    )


def measure_corner_cost(corner: Corner, opacity: float, fade: float, area: Rect) -> float:
    """Return how much a scrim covers, relative to an opaque `area`: the ellipse and half of its fade."""
    across, down = (abs(radius) * (1 + _measure_fade(corner, opacity, fade, area) / 2) for radius in corner.radii)
    return opacity * min(1.0, math.pi / 4 * across * down / (area.width * area.height))


def draw_corner(corner: Corner, opacity: float, scrim: Color, fade: float, area: Rect) -> Shape:
    """Return the scrim: `opacity`, 0 to 1, within the ellipse, then a smooth fade."""
    length = _measure_fade(corner, opacity, fade, area)
    highest = math.ceil(255 * opacity - 1e-6)
    fading = ((1 + length * i / _STEPS, int(highest * _ease_out(i / _STEPS))) for i in range(_STEPS + 1))
    steps = [(0.0, highest), *fading]
    (x, y), (across, down) = corner.anchor, corner.radii
    reach = 1 + length
    colors = tuple((at / reach, Color(*scrim.rgb, alpha)) for at, alpha in steps)
    ends = (x, y), (x + across * reach, y + down * reach)
    return Shape(path_of_rects([area]), Gradient(*ends, colors, is_radial=True))


def _measure_fade(corner: Corner, opacity: float, fade: float, area: Rect) -> float:
    """Return the length of the fade outside the ellipse, in radii of the ellipse."""
    return _FADE_FACTOR * fade * opacity * area.height / math.sqrt(abs(corner.radii[0] * corner.radii[1]))


def _ease_out(t: float) -> float:
    """Return the remaining fraction of the opacity at a position `t` of the fade, 0 to 1 (1 minus smoothstep)."""
    return 1 - t * t * (3 - 2 * t)
